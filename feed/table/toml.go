package table

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// TOML reads a TOML document whose first line is line firstLine of its file.
func TOML(data []byte, firstLine int) (Table, error) {
	text := string(data)
	var plain map[string]any
	if _, err := toml.Decode(text, &plain); err != nil {
		var parse toml.ParseError
		if errors.As(err, &parse) {
			return Table{}, &SyntaxError{Line: max(parse.Position.Line, 1) + firstLine - 1, Column: parse.Position.Col, Text: parse.Message}
		}
		return Table{}, &SyntaxError{Line: firstLine, Text: err.Error()}
	}
	if depth(plain) > maxDepth {
		return Table{}, &SyntaxError{Line: firstLine, Text: tooDeep}
	}
	t := &tomlTree{lines: keyLines(text, firstLine)}
	return t.table(plain, "", firstLine), nil
}

// tomlTree gives what BurntSushi/toml decoded the lines that it does not tell.
type tomlTree struct{ lines map[string]int }

func (t *tomlTree) table(plain map[string]any, path string, line int) Table {
	var out Table
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
// error, by its path: keys and list positions joined by join and indexed.
func keyLines(text string, firstLine int) map[string]int {
	s := &tomlScanner{text: text, line: firstLine, lines: map[string]int{}}
	counts := map[string]int{}
	prefix := ""
	for s.skip(" \t\r\n"); s.at < len(s.text); s.skip(" \t\r\n") {
		if s.text[s.at] != '[' {
			s.entry(prefix)
			continue
		}
		list := strings.HasPrefix(s.text[s.at:], "[[")
		line := s.line
		s.skip("[ \t")
		keys := s.keys(']')
		s.skip("] \t")
		prefix = ""
		for i, key := range keys {
			prefix = join(prefix, key)
			if n := counts[prefix]; list && i == len(keys)-1 {
				counts[prefix]++
				s.see(prefix, line)
				prefix = indexed(prefix, n)
			} else if n > 0 {
				prefix = indexed(prefix, n-1)
			}
		}
		s.see(prefix, line)
	}
	return s.lines
}

// tomlScanner walks over a text that is known to be TOML, so it looks only for
// where things end.
type tomlScanner struct {
	text  string
	at    int
	line  int
	lines map[string]int
}

func (s *tomlScanner) see(path string, line int) {
	if _, seen := s.lines[path]; !seen {
		s.lines[path] = line
	}
}

// entry walks over key = value.
func (s *tomlScanner) entry(prefix string) {
	line, path := s.line, prefix
	for _, key := range s.keys('=') {
		path = join(path, key)
		s.see(path, line)
	}
	s.skip("= \t")
	s.value(path)
}

// value walks over a value; what it holds gets lines below path.
func (s *tomlScanner) value(path string) {
	switch {
	case s.at >= len(s.text):
	case s.text[s.at] == '[':
		s.move(1)
		for i := 0; s.more(']'); i++ {
			s.see(indexed(path, i), s.line)
			s.value(indexed(path, i))
		}
	case s.text[s.at] == '{':
		s.move(1)
		for s.more('}') {
			s.entry(path)
		}
	case s.text[s.at] == '"' || s.text[s.at] == '\'':
		s.str()
	default:
		for s.at < len(s.text) && !strings.ContainsRune(",]}#\n", rune(s.text[s.at])) {
			s.move(1)
		}
	}
}

// more skips what stands between values and reports whether another one comes
// before the closing bracket, which it walks over.
func (s *tomlScanner) more(closing byte) bool {
	s.skip(" \t\r\n,")
	if s.at >= len(s.text) {
		return false
	}
	if s.text[s.at] == closing {
		s.move(1)
		return false
	}
	return true
}

// keys reads a dotted key up to the stop byte.
func (s *tomlScanner) keys(stop byte) []string {
	var keys []string
	for s.at < len(s.text) && s.text[s.at] != stop {
		start := s.at
		switch c := s.text[s.at]; c {
		case ' ', '\t', '.':
			s.move(1)
		case '"', '\'':
			s.str()
			key := s.text[start+1 : s.at-1]
			if unquoted, err := strconv.Unquote(`"` + key + `"`); err == nil && c == '"' {
				key = unquoted
			}
			keys = append(keys, key)
		default:
			for s.at < len(s.text) && s.text[s.at] != stop && !strings.ContainsRune(" \t.", rune(s.text[s.at])) {
				s.move(1)
			}
			keys = append(keys, s.text[start:s.at])
		}
	}
	return keys
}

// str walks over a string of any of the four kinds.
func (s *tomlScanner) str() {
	quote := s.text[s.at : s.at+1]
	if long := strings.Repeat(quote, 3); strings.HasPrefix(s.text[s.at:], long) {
		quote = long
	}
	s.move(len(quote))
	for s.at < len(s.text) && !strings.HasPrefix(s.text[s.at:], quote) {
		if quote[0] == '"' && s.text[s.at] == '\\' {
			s.move(1)
		}
		s.move(1)
	}
	s.move(len(quote))
	for len(quote) == 3 && s.at < len(s.text) && s.text[s.at] == quote[0] { // """a""""" ends with two quotes of its own
		s.move(1)
	}
}

// skip walks over the bytes of set, and over comments.
func (s *tomlScanner) skip(set string) {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '#':
			for s.at < len(s.text) && s.text[s.at] != '\n' {
				s.move(1)
			}
		case strings.IndexByte(set, c) >= 0:
			s.move(1)
		default:
			return
		}
	}
}

func (s *tomlScanner) move(n int) {
	end := min(s.at+n, len(s.text))
	s.line += strings.Count(s.text[s.at:end], "\n")
	s.at = end
}
