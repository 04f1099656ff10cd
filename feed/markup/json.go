package markup

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxValues is how deep arrays and objects nest at the most.
const maxValues = 1000

// JSON reads a text of JSON. What stands behind a fault of syntax is not read.
func JSON(data []byte) *Document {
	d := &Document{Declaration: -1, Doctype: -1}
	d.Data, d.BOM = bytes.CutPrefix(data, []byte("\xEF\xBB\xBF"))
	d.characters("json-character", "json-character", func(rune) bool { return false })
	s := &jsonScanner{tree: newTree(d)}
	s.scan()
	d.sortFaults()
	return d
}

type jsonScanner struct {
	tree
	key   string // of the member whose value comes next
	keyAt int
}

func (s *jsonScanner) scan() {
	for s.value() && s.next() {
	}
	for len(s.open) > 0 {
		s.leave(s.at)
	}
}

// value reads a value, or the beginning of one that has others within; false where
// it is none.
func (s *jsonScanner) value() bool {
	if s.full("json-bounds", "values") {
		return false
	}
	s.at = s.blanks(s.at)
	if s.at == len(s.src) {
		return s.syntax("a value")
	}
	switch c := s.src[s.at]; c {
	case '{':
		return s.collection(Object, '}')
	case '[':
		return s.collection(Array, ']')
	case '"':
		at := s.at
		text, ok := s.text()
		if ok {
			s.leaf(String, at, text)
		}
		return ok
	}
	return s.literal()
}

// collection begins an object or an array. An empty one ends here as well.
func (s *jsonScanner) collection(kind Kind, end byte) bool {
	if len(s.open) == maxValues {
		s.fault(s.at, "json-bounds", "values nest deeper than %d; fewer would be right", maxValues)
		return false
	}
	n := s.member(kind, s.at)
	s.enter(n)
	s.at = s.blanks(s.at + 1)
	if s.at < len(s.src) && s.src[s.at] == end {
		s.at++
		s.leaveValue()
		return true
	}
	if kind == Object && !s.name() {
		return false
	}
	return s.value()
}

// member adds a node that begins at at, with the key that was read for it.
func (s *jsonScanner) member(kind Kind, at int) *Node {
	n := s.add(kind)
	n.At, n.TextAt = at, at
	n.Name, n.KeyAt = s.key, s.keyAt
	s.key, s.keyAt = "", 0
	return n
}

func (s *jsonScanner) leaf(kind Kind, at int, text string) {
	n := s.member(kind, at)
	n.Text, n.End = text, s.at
}

// name reads the key of a member and its colon.
func (s *jsonScanner) name() bool {
	s.at = s.blanks(s.at)
	if !strings.HasPrefix(s.src[s.at:], `"`) {
		return s.syntax(`a key such as "title"`)
	}
	at := s.at
	key, ok := s.text()
	if !ok {
		return false
	}
	s.key, s.keyAt = key, at
	s.at = s.blanks(s.at)
	if !strings.HasPrefix(s.src[s.at:], ":") {
		return s.syntax("a colon")
	}
	s.at++
	return true
}

// next closes what ends behind a value, and goes behind the comma before the next
// one; false where all is read.
func (s *jsonScanner) next() bool {
	for {
		s.at = s.blanks(s.at)
		if len(s.open) == 0 {
			if s.at < len(s.src) {
				s.fault(s.at, "json-syntax", "%.20q stands behind the value; nothing would be right", s.src[s.at:])
			}
			return false
		}
		end, also := byte(']'), "a comma or ]"
		object := s.open[len(s.open)-1].node.Kind == Object
		if object {
			end, also = '}', "a comma or }"
		}
		switch {
		case s.at == len(s.src):
			return s.syntax(also)
		case s.src[s.at] == ',':
			s.at++
			return !object || s.name()
		case s.src[s.at] != end:
			return s.syntax(also)
		}
		s.at++
		s.leaveValue()
	}
}

// leaveValue closes an object or an array, and finds keys that are there twice.
func (s *jsonScanner) leaveValue() {
	n := s.open[len(s.open)-1].node
	s.leave(s.at)
	if n.Kind != Object {
		return
	}
	const few = 8 // comparing each with each is faster up to here
	if len(n.Children) <= few {
		for i, member := range n.Children {
			for _, before := range n.Children[:i] {
				if before.Name == member.Name {
					s.duplicate(member)
					break
				}
			}
		}
		return
	}
	seen := make(map[string]bool, len(n.Children))
	for _, member := range n.Children {
		if seen[member.Name] {
			s.duplicate(member)
		}
		seen[member.Name] = true
	}
}

func (s *jsonScanner) duplicate(member *Node) {
	s.fault(member.KeyAt, "json-duplicate-key", "the key %.40q is there already; one would be right", member.Name)
}

// syntax says what would be right at this place; it is always false.
func (s *jsonScanner) syntax(right string) bool {
	if s.at >= len(s.src) {
		s.fault(len(s.src), "json-syntax", "the text ends here; %s would be right", right)
	} else {
		s.fault(s.at, "json-syntax", "%.20q stands here; %s would be right", s.src[s.at:], right)
	}
	return false
}

var (
	jsonWords  = map[string]Kind{"true": Bool, "false": Bool, "null": Null}
	jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
)

// literal reads a number, true, false or null.
func (s *jsonScanner) literal() bool {
	at := s.at
	end := at
	for end < len(s.src) && (isName[s.src[end]] || s.src[end] == '+') && s.src[end] != ':' {
		end++
	}
	word := s.src[at:end]
	kind, ok := jsonWords[word]
	if !ok {
		kind, ok = Number, jsonNumber.MatchString(word)
	}
	if !ok {
		return s.syntax("a value")
	}
	s.at = end
	s.leaf(kind, at, word)
	return true
}

// text reads a string from its first quote to behind its last.
func (s *jsonScanner) text() (string, bool) {
	from := s.at + 1
	end, escaped := from, false
	for ; end < len(s.src) && s.src[end] != '"'; end++ {
		if c := s.src[end]; c == '\\' {
			escaped = true
			end++
		} else if c < ' ' {
			s.fault(end, "json-syntax", `the character %U stands in a string; \u%04x would be right`, c, c)
		}
	}
	if end >= len(s.src) {
		s.fault(s.at, "json-syntax", `the string is not closed; " is missing`)
		s.at = len(s.src)
		return "", false
	}
	s.at = end + 1
	raw := s.src[from:end]
	if escaped {
		raw = s.unescape(raw, from)
	}
	return raw, true
}

// escapes are those of one letter (RFC 8259 §7).
var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unescape replaces the escapes of a string. What it gives is never longer than raw.
func (s *jsonScanner) unescape(raw string, at int) string {
	s.texts.begin(len(raw))
	for {
		i := strings.IndexByte(raw, '\\')
		if i < 0 {
			s.texts.WriteString(raw)
			return s.texts.end()
		}
		s.texts.WriteString(raw[:i])
		raw, at = raw[i:], at+i
		used := s.escape(raw, at)
		raw, at = raw[used:], at+used
	}
}

// escape decodes the escape that raw begins with, and tells its length. A wrong one
// stays as it is.
func (s *jsonScanner) escape(raw string, at int) int {
	if char, ok := escapes[raw[1]]; ok {
		s.texts.WriteByte(char)
		return 2
	}
	unit, ok := codeUnit(raw)
	if !ok {
		s.fault(at, "json-syntax", `%.6q is no escape; \\ would be right for the \`, raw)
		s.texts.WriteByte('\\')
		return 1
	}
	if !utf16.IsSurrogate(unit) {
		s.texts.WriteRune(unit)
		return 6
	}
	second, _ := codeUnit(raw[6:])
	if r := utf16.DecodeRune(unit, second); r != utf8.RuneError {
		s.texts.WriteRune(r)
		return 12
	}
	s.fault(at, "json-character", "%s is half of a pair of surrogates; both, or the character itself, would be right", raw[:6])
	s.texts.WriteRune(utf8.RuneError)
	return 6
}

// codeUnit reads a \u escape at the start of s.
func codeUnit(s string) (rune, bool) {
	if len(s) < 6 || s[:2] != `\u` {
		return 0, false
	}
	unit, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(unit), err == nil
}
