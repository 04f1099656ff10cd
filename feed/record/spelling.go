package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"dateline/feed/table"
)

// An edit puts text in place of the bytes of a file from at to end.
type edit struct {
	at, end int
	text    string
}

// A spelling is how a notation says an id.
type spelling struct {
	// first writes it before all other keys of the record.
	first func(s sheet, t text, id string) edit
	// empty finds the value of a key that has an empty one; false if it is spelt in
	// a way that is none of the usual.
	empty func(s sheet, t text, e table.Entry) (edit, bool)
}

var (
	inTOML        = spelling{firstLine("id = %s"), emptyLine(emptyTOML)}
	inYAML        = spelling{firstYAML, emptyLine(emptyYAML)}
	inJSON        = spelling{firstMember, emptyMember}
	inFrontMatter = spelling{first: newFrontMatter} // of a file that has none
)

// Values that are empty, behind the key that %s stands for.
const (
	emptyTOML = `^[ \t]*(?:%[1]s|"%[1]s"|'%[1]s')[ \t]*=[ \t]*(""""""|''''''|"[ \t]*"|'[ \t]*')[ \t]*(?:#.*)?$`
	emptyYAML = `(?:^|[{,])[ \t]*(?:%[1]s|"%[1]s"|'%[1]s')[ \t]*:(?:[ \t]*("[ \t]*"|'[ \t]*'|~|null|Null|NULL)|())[ \t]*(?:$|[,}]|[ \t]#)`
)

// say is the edit after which the record t, in the file that holds data, says id.
func (t text) say(s sheet, id string) (edit, error) {
	var keys []table.Entry
	for _, e := range t.Entries {
		if fields.Meaning(e.Key) == "id" {
			keys = append(keys, e)
		}
	}
	switch len(keys) {
	case 0:
		return t.spell.first(s, t, quote(id)), nil
	case 1:
		e, ok := t.spell.empty(s, t, keys[0])
		if !ok {
			return edit{}, fmt.Errorf("its %s is empty, and not in a way that can be replaced; write %s there", keys[0].Key, quote(id))
		}
		if e.text = quote(id); e.at == e.end && s.data[e.at-1] == ':' {
			e.text = " " + e.text
		}
		return e, nil
	}
	return edit{}, fmt.Errorf("both its %s and its %s are empty; remove one of them", keys[0].Key, keys[1].Key)
}

// quote is a text in double quotes, which TOML, YAML and JSON read alike.
func quote(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.Encode(s) // a string can always be
	return strings.TrimSuffix(b.String(), "\n")
}

// firstLine puts an id on a line of its own above all keys, indented as they are.
func firstLine(form string) func(sheet, text, string) edit {
	return func(s sheet, t text, id string) edit {
		at := s.line(t.top)
		indent := ""
		if len(t.Entries) > 0 {
			line := s.data[s.line(t.Entries[0].Line):]
			indent = string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
		}
		return edit{at, at, indent + fmt.Sprintf(form, id) + s.end()}
	}
}

// firstYAML puts an id above all keys of a block mapping, or before those of a flow
// mapping (YAML 1.2 §7.4.2, §8.2.2).
func firstYAML(s sheet, t text, id string) edit {
	at := blanks(s.data, s.line(t.top))
	if at == len(s.data) || s.data[at] != '{' {
		return firstLine("id: %s")(s, t, id)
	}
	return within(s.data, at, blanks(s.data, at+1), "id: "+id, " ")
}

// newFrontMatter puts an id before a file that is all body.
func newFrontMatter(s sheet, t text, id string) edit {
	at := s.line(t.top)
	return edit{at, at, "+++" + s.end() + "id = " + id + s.end() + "+++" + s.end()}
}

// firstMember puts an id before the other members of a JSON object, spaced as the
// first of them is.
func firstMember(s sheet, t text, id string) edit {
	at := s.object(t)
	colon := ": "
	if all := members(s.data[at:]); len(all) > 0 {
		if between := string(s.data[at+all[0].keyEnd : at+all[0].value]); !strings.ContainsAny(between, "\r\n") {
			colon = between
		}
	}
	return within(s.data, at, space(s.data, at+1), `"id"`+colon+id, colon[strings.Index(colon, ":")+1:])
}

// within puts a member between the brace that opens an object and its first
// member, which comes at the byte next. What parts the two is what stands before
// the first one now, or else blank.
func within(data []byte, brace, next int, member, blank string) edit {
	if next == len(data) || data[next] == '}' {
		return edit{brace + 1, brace + 1, member}
	}
	gap := string(data[brace+1 : next])
	if at := strings.LastIndexByte(gap, '\n'); at > 0 && gap[at-1] == '\r' {
		gap = gap[at-1:]
	} else if at >= 0 {
		gap = gap[at:]
	}
	if gap == "" {
		gap = blank
	}
	return edit{next, next, member + "," + gap}
}

// emptyLine finds an empty value on the line of its key.
func emptyLine(form string) func(sheet, text, table.Entry) (edit, bool) {
	return func(s sheet, _ text, e table.Entry) (edit, bool) {
		at := s.line(e.Line)
		line, _, _ := bytes.Cut(s.data[at:], []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		m := regexp.MustCompile(fmt.Sprintf(form, regexp.QuoteMeta(e.Key))).FindSubmatchIndex(line)
		if m == nil {
			return edit{}, false
		}
		last := len(m) - 2
		if m[last] < 0 {
			last -= 2
		}
		return edit{at: at + m[last], end: at + m[last+1]}, true
	}
}

// emptyMember finds the value of a member of a JSON object.
func emptyMember(s sheet, t text, e table.Entry) (edit, bool) {
	at := s.object(t)
	for _, m := range members(s.data[at:]) {
		if m.key == e.Key {
			return edit{at: at + m.value, end: at + m.end}, true
		}
	}
	return edit{}, false
}

// object is where the JSON object of a record begins.
func (s sheet) object(t text) int {
	at := s.line(t.top)
	if t.column == 0 {
		return at + bytes.IndexByte(s.data[at:], '{')
	}
	return bytes.LastIndexByte(s.data[:at+t.column-1], '{')
}

// A sheet is a file as it is, to the byte, whose lines can be found.
type sheet struct {
	data []byte
	ends []int // behind each line
}

func newSheet(data []byte) sheet {
	s := sheet{data: data}
	for at, b := range data {
		if b == '\n' {
			s.ends = append(s.ends, at+1)
		}
	}
	return s
}

// line is where a line begins, counted from 1, behind a byte order mark.
func (s sheet) line(n int) int {
	at := 0
	if n > 1 {
		at = s.ends[n-2]
	}
	if bytes.HasPrefix(s.data[at:], []byte(mark)) {
		at += len(mark)
	}
	return at
}

// end is what ends the lines: what ends the first.
func (s sheet) end() string {
	if len(s.ends) > 0 && bytes.HasSuffix(s.data[:s.ends[0]], []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// blanks is where the blanks and comments of YAML that begin at the byte at end.
func blanks(data []byte, at int) int {
	for at < len(data) {
		switch {
		case data[at] == '#':
			line := bytes.IndexByte(data[at:], '\n')
			if line < 0 {
				return len(data)
			}
			at += line
		case bytes.IndexByte([]byte(" \t\r\n"), data[at]) < 0:
			return at
		default:
			at++
		}
	}
	return at
}
