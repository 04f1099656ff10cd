package table

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// TOML reads a TOML document whose first line is line firstLine of its file.
func TOML(data []byte, firstLine int) (Table, error) {
	text := string(data)
	if root, ok := plainTOML(text, firstLine); ok {
		return root, nil
	}
	return decodedTOML(text, firstLine)
}

// decodedTOML is TOML by BurntSushi/toml.
func decodedTOML(text string, firstLine int) (Table, error) {
	var root any // the decoder's own tree: into a map it would copy that
	if _, err := toml.Decode(text, &root); err != nil {
		var parse toml.ParseError
		if errors.As(err, &parse) {
			return Table{}, &SyntaxError{Line: max(parse.Position.Line, 1) + firstLine - 1, Column: parse.Position.Col, Text: parse.Message}
		}
		return Table{}, &SyntaxError{Line: firstLine, Text: err.Error()}
	}
	plain, _ := root.(map[string]any) // the decoder gives nothing else
	if depth(plain) > maxDepth {
		return Table{}, &SyntaxError{Line: firstLine, Text: tooDeep}
	}
	t := keyLines(text, firstLine)
	return t.table(plain, "", firstLine), nil
}

// tomlTree gives what BurntSushi/toml decoded the lines that it does not tell.
type tomlTree struct {
	lines  map[string]int
	spread bool // items of a list stand on lines of their own
}

func (t *tomlTree) table(plain map[string]any, path string, line int) Table {
	var out Table
	out.Entries = slices.Grow(out.Entries, len(plain)) // of none: nil
	for key, data := range plain {
		out.Entries = append(out.Entries, Entry{key, t.value(data, join(path, key), line)})
	}
	return out.inOrder()
}

func (t *tomlTree) value(data any, path string, line int) Value {
	if own, ok := t.lines[path]; ok {
		line = own
	}
	v := Value{Line: line}
	switch data := data.(type) {
	case map[string]any:
		v.Data = t.table(data, path, line)
	case []map[string]any:
		list := make([]Value, len(data))
		for i, item := range data {
			list[i] = t.value(item, indexed(path, i), line)
		}
		v.Data = list
	case []any:
		list := make([]Value, len(data))
		for i, item := range data {
			if text, ok := item.(string); ok && !t.spread {
				list[i] = Value{line, text}
				continue
			}
			list[i] = t.value(item, indexed(path, i), line)
		}
		v.Data = list
	case time.Time:
		v.Data = date(data)
	default:
		v.Data = data
	}
	return v
}

// depth is how many tables and lists stand within each other.
func depth(data any) int {
	deepest := 0
	switch data := data.(type) {
	case map[string]any:
		for _, item := range data {
			deepest = max(deepest, depth(item))
		}
	case []map[string]any:
		for _, item := range data {
			deepest = max(deepest, depth(item))
		}
	case []any:
		for _, item := range data {
			deepest = max(deepest, depth(item))
		}
	default:
		return 0
	}
	return deepest + 1
}

// localForms are how local dates are written, by the zone that BurntSushi/toml
// marks them with. It puts the machine's own offset there, so only the wall
// clock of such a time means something.
var localForms = map[string]string{
	"datetime-local": "2006-01-02T15:04:05",
	"date-local":     "2006-01-02",
	"time-local":     "15:04:05",
}

func date(t time.Time) Date {
	if form, local := localForms[t.Location().String()]; local {
		return Date(t.Format(form))
	}
	return Date(t.Format(time.RFC3339))
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "\x00" + key
}

func indexed(path string, i int) string { return path + "\x00" + strconv.Itoa(i) }

// keyLines finds the line of every key in a TOML text that was read without
// error, by its path: keys and list positions joined by join and indexed. An item
// of a list has none if it stands on the line that the list begins on.
func keyLines(text string, firstLine int) *tomlTree {
	s := &tomlScanner{text: text, line: firstLine}
	s.lines = make(map[string]int, min(strings.Count(text, "\n"), 32))
	counts := map[string]int{}
	prefix := ""
	for s.space(true); s.at < len(s.text); s.space(true) {
		if s.text[s.at] == '[' {
			prefix = s.header(counts)
		} else {
			s.entry(prefix)
		}
	}
	return &s.tomlTree
}

// tomlScanner walks over a text. keyLines knows that it is TOML, and looks only for
// where things end; plainTOML looks at all that it takes.
type tomlScanner struct {
	tomlTree
	text string
	at   int
	line int
}

func (s *tomlScanner) see(path string, line int) {
	if _, seen := s.lines[path]; !seen {
		s.lines[path] = line
	}
}

// header walks over [key] or [[key]] and gives the path of its table. Counts is
// how many tables each list of them has until now.
func (s *tomlScanner) header(counts map[string]int) string {
	list, line := strings.HasPrefix(s.text[s.at:], "[["), s.line
	s.at++
	if list {
		s.at++
	}
	path := ""
	for key, more := s.key(']'); more; {
		path = join(path, key)
		n := counts[path]
		if key, more = s.key(']'); list && !more {
			counts[path]++
			s.see(path, line)
			path = indexed(path, n)
		} else if n > 0 {
			path = indexed(path, n-1)
		}
	}
	s.at++
	if list {
		s.at++
	}
	s.see(path, line)
	return path
}

// entry walks over key = value.
func (s *tomlScanner) entry(prefix string) {
	line, path := s.line, prefix
	for key, more := s.key('='); more; key, more = s.key('=') {
		path = join(path, key)
		s.see(path, line)
	}
	s.at++
	s.space(false)
	s.value(path, line)
}

// value walks over a value of a key on the line; what it holds gets lines below
// path.
func (s *tomlScanner) value(path string, line int) {
	switch {
	case s.at >= len(s.text):
	case s.text[s.at] == '[':
		s.at++
		for i := 0; s.more(']'); i++ {
			s.item(path, i, line)
		}
	case s.text[s.at] == '{':
		s.at++
		for s.more('}') {
			s.entry(path)
		}
	case s.text[s.at] == '"' || s.text[s.at] == '\'':
		s.str()
	default:
		end := strings.IndexAny(s.text[s.at:], ",]}#\n")
		if end < 0 {
			end = len(s.text) - s.at
		}
		s.at += end
	}
}

// item walks over a value in a list that begins on the line.
func (s *tomlScanner) item(list string, i, line int) {
	own, path := s.line, ""
	if c := s.text[s.at]; own != line || c == '[' || c == '{' {
		path = indexed(list, i)
	}
	if own != line {
		s.spread = true
		s.see(path, own)
	}
	s.value(path, own)
}

// more skips what stands between values and reports whether another one comes
// before the closing bracket, which it walks over.
func (s *tomlScanner) more(closing byte) bool {
	for s.space(true); s.at < len(s.text) && s.text[s.at] == ','; s.space(true) {
		s.at++
	}
	if s.at >= len(s.text) {
		return false
	}
	if s.text[s.at] == closing {
		s.at++
		return false
	}
	return true
}

// key reads the next part of a dotted key, if one comes before the stop byte.
func (s *tomlScanner) key(stop byte) (key string, more bool) {
	for s.at < len(s.text) && strings.IndexByte(" \t.", s.text[s.at]) >= 0 {
		s.at++
	}
	start := s.at
	switch {
	case s.at >= len(s.text) || s.text[s.at] == stop:
		return "", false
	case s.text[s.at] == '"' || s.text[s.at] == '\'':
		s.str()
		key = s.text[start+1 : s.at-1]
		if unquoted, err := strconv.Unquote(`"` + key + `"`); err == nil && s.text[start] == '"' {
			key = unquoted
		}
		return key, true
	}
	for s.at < len(s.text) && s.text[s.at] != stop && strings.IndexByte(" \t.", s.text[s.at]) < 0 {
		s.at++
	}
	return s.text[start:s.at], true
}

// str walks over a string of any of the four kinds.
func (s *tomlScanner) str() {
	start, quote := s.at, s.text[s.at:s.at+1]
	if long := strings.Repeat(quote, 3); strings.HasPrefix(s.text[s.at:], long) {
		quote = long
	}
	s.at = closed(s.text, s.at+len(quote), quote) + len(quote)
	for len(quote) == 3 && s.at < len(s.text) && s.text[s.at] == quote[0] { // """a""""" ends with two quotes of its own
		s.at++
	}
	s.at = min(s.at, len(s.text))
	s.line += strings.Count(s.text[start:s.at], "\n")
}

// closed is where the quotes stand that close a string whose text begins at at.
func closed(text string, at int, quote string) int {
	for at < len(text) {
		next := strings.IndexByte(text[at:], quote[0])
		if next < 0 {
			break
		}
		if quote[0] == '"' {
			if escape := strings.IndexByte(text[at:at+next], '\\'); escape >= 0 {
				at += escape + len(`\"`)
				continue
			}
		}
		if at += next; strings.HasPrefix(text[at:], quote) {
			return at
		}
		at++
	}
	return len(text)
}

// space walks over blanks and comments, and over the ends of lines if they are
// blanks here.
func (s *tomlScanner) space(lines bool) {
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == ' ' || c == '\t' || c == '\r' && lines:
		case c == '\n' && lines:
			s.line++
		case c == '#':
			end := strings.IndexByte(s.text[s.at:], '\n')
			if end < 0 {
				end = len(s.text) - s.at
			}
			s.at += end - 1
		default:
			return
		}
	}
}
