package table

import (
	"encoding/binary"
	"encoding/json"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// A jsonText is a JSON text that is read in one go as long as nothing is wrong
// with it. Where something is, or may be, it gives up: a jsonTree reads the text
// then, and says what it is.
type jsonText struct {
	data  []byte
	at    int
	line  int // of the byte at at
	depth int
	text  []byte // of a string with escapes; there is room in it for any
}

// whole reads the object that the text is.
func (t *jsonText) whole() (root Table, ok bool) {
	if !t.comes('{') {
		return root, false
	}
	if root, ok = t.object(); !ok {
		return root, false
	}
	t.blanks()
	return root, t.at == len(t.data)
}

// blanks walks over what stands between values.
func (t *jsonText) blanks() {
	for ; t.at < len(t.data); t.at++ {
		switch t.data[t.at] {
		case '\n':
			t.line++
		case ' ', '\t', '\r':
		default:
			return
		}
	}
}

// comes walks over the byte c and the blanks before it, if it comes next.
func (t *jsonText) comes(c byte) bool {
	t.blanks()
	if t.at == len(t.data) || t.data[t.at] != c {
		return false
	}
	t.at++
	return true
}

// object reads the members behind the { of an object.
func (t *jsonText) object() (Table, bool) {
	var out Table
	if t.comes('}') {
		return out, true
	}
	out.Entries = make([]Entry, 0, 8)
	for {
		if !t.comes('"') {
			return out, false
		}
		line := t.line
		key, ok := t.str()
		if !ok || !t.comes(':') {
			return out, false
		}
		data, ok := t.value()
		if !ok {
			return out, false
		}
		out.Entries = append(out.Entries, Entry{key, Value{line, data}})
		if t.comes('}') {
			return out, out.distinct()
		}
		if !t.comes(',') {
			return out, false
		}
	}
}

// list reads the values behind the [ of a list.
func (t *jsonText) list() ([]Value, bool) {
	list := []Value{}
	if t.comes(']') {
		return list, true
	}
	for {
		data, ok := t.value()
		if !ok {
			return nil, false
		}
		list = append(list, Value{t.line, data})
		if t.comes(']') {
			return list, true
		}
		if !t.comes(',') {
			return nil, false
		}
	}
}

func (t *jsonText) value() (any, bool) {
	if t.depth++; t.depth > maxDepth {
		return nil, false
	}
	defer func() { t.depth-- }()
	switch {
	case t.comes('"'):
		return t.str()
	case t.comes('{'):
		return t.object()
	case t.comes('['):
		return t.list()
	}
	return t.word()
}

// str reads the string behind its first quote.
func (t *jsonText) str() (string, bool) {
	t.text = t.text[:0]
	for start := t.at; ; start = t.at {
		end := t.stop()
		switch {
		case end == len(t.data):
			return "", false
		case t.data[end] == '"':
			text := t.data[start:end]
			if len(t.text) > 0 {
				t.text = append(t.text, text...)
				text = t.text
			}
			t.at = end + 1
			return string(text), utf8.Valid(text)
		case t.data[end] != '\\':
			return "", false
		}
		if t.text == nil {
			t.text = make([]byte, 0, len(t.data))
		}
		t.text = append(t.text, t.data[start:end]...)
		if t.at = end; !t.escape() {
			return "", false
		}
		t.at++
	}
}

// stop is where a string ends, or the part of it that stands as it is: at the next
// quote, backslash or control character, or behind the text. It looks at eight bytes
// at a time.
func (t *jsonText) stop() int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	at := t.at
	for ; at+8 <= len(t.data); at += 8 {
		word := binary.LittleEndian.Uint64(t.data[at:])
		quote, escape := word^ones*'"', word^ones*'\\'
		if ((word-ones*' ')&^word|(quote-ones)&^quote|(escape-ones)&^escape)&tops != 0 {
			break
		}
	}
	for ; at < len(t.data); at++ {
		if c := t.data[at]; c == '"' || c == '\\' || c < ' ' {
			break
		}
	}
	return at
}

// plainEscapes are those of one letter (RFC 8259 §7).
var plainEscapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads an escape up to its last byte.
func (t *jsonText) escape() bool {
	rest := t.data[t.at+1:]
	if len(rest) == 0 {
		return false
	}
	if c := plainEscapes[rest[0]]; c != 0 {
		t.text = append(t.text, c)
		t.at++
		return true
	}
	unit, ok := escapedUnit(t.data[t.at:])
	r := rune(unit)
	if t.at += len(`u0000`); ok && utf16.IsSurrogate(r) {
		unit, ok = escapedUnit(t.data[t.at+1:])
		r = utf16.DecodeRune(r, rune(unit))
		ok = ok && r != utf8.RuneError
		t.at += len(`\u0000`)
	}
	t.text = utf8.AppendRune(t.text, r)
	return ok
}

// word reads what stands without quotes.
func (t *jsonText) word() (any, bool) {
	start := t.at
	for t.at < len(t.data) && wordBytes[t.data[t.at]] {
		t.at++
	}
	switch word := string(t.data[start:t.at]); word {
	case "true":
		return true, true
	case "false":
		return false, true
	case "null":
		return nil, true
	default:
		return number(word)
	}
}

// wordBytes are those of numbers, true, false and null.
var wordBytes = func() (set [256]bool) {
	for _, c := range []byte("+-.0123456789Eaeflnrstu") {
		set[c] = true
	}
	return set
}()

// number reads a number: a whole one if it can be.
func number(word string) (any, bool) {
	if !json.Valid([]byte(word)) {
		return nil, false
	}
	if n, err := strconv.ParseInt(word, 10, 64); err == nil {
		return n, true
	}
	f, err := strconv.ParseFloat(word, 64)
	return f, err == nil
}
