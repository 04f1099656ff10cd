package markup

import (
	"encoding/binary"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// isName are the bytes that may stand in a name; those of other scripts are judged
// by isNCName.
var isName = func() (table [256]bool) {
	for c := range table {
		table[c] = c >= 0x80 || strings.IndexByte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:", byte(c)) >= 0
	}
	return table
}()

func nameEnd(src string, at int) int {
	for at < len(src) && isName[src[at]] {
		at++
	}
	return at
}

// nameBegins tells whether s begins like a name, be it a good one or not.
func nameBegins(s string) bool { return isName[s[0]] }

// isNCName tells whether s is a name without a colon (Namespaces in XML 1.0 §3).
func isNCName(s string) bool {
	for i, r := range s {
		switch {
		case r == ':':
			return false
		case r < utf8.RuneSelf:
			if !isName[r] || i == 0 && (r == '-' || r == '.' || '0' <= r && r <= '9') {
				return false
			}
		case !within(nameStart, r) && (i == 0 || !within(nameInner, r)):
			return false
		}
	}
	return s != ""
}

// The characters of names beyond ASCII (XML 1.0 §2.3).
var (
	nameStart = [][2]rune{
		{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F},
		{0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
	}
	nameInner = [][2]rune{{0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}
)

func within(ranges [][2]rune, r rune) bool {
	for _, between := range ranges {
		if between[0] <= r && r <= between[1] {
			return true
		}
	}
	return false
}

// notXML tells whether a character is outside of Char (XML 1.0 §2.2).
func notXML(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || 0xD800 <= r && r <= 0xDFFF || r == 0xFFFE || r == 0xFFFF || r > utf8.MaxRune
}

// characters finds bytes that are not UTF-8, of several in a row the first, and
// characters that are not allowed.
func (d *Document) characters(bytesCode, runesCode string, never func(rune) bool) {
	t := tree{doc: d}
	row := -1 // where bytes in a row that are not UTF-8 go on
	for at := 0; at < len(d.Data); {
		if at+8 <= len(d.Data) && printable(binary.LittleEndian.Uint64(d.Data[at:])) {
			at += 8
			continue
		}
		if c := d.Data[at]; c >= ' ' && c < utf8.RuneSelf {
			at++
			continue
		}
		r, size := utf8.DecodeRune(d.Data[at:])
		switch {
		case r == utf8.RuneError && size == 1 && at == row:
			row = at + 1
		case r == utf8.RuneError && size == 1:
			row = at + 1
			t.fault(at, bytesCode, "the byte 0x%02X is not UTF-8; text in UTF-8 would be right", d.Data[at])
		case never(r):
			t.fault(at, runesCode, "the character %U stands here; none would be right", r)
		}
		at += size
	}
}

// printable reports whether none of eight bytes is a control character or beyond
// ASCII.
func printable(word uint64) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	return (word|(word-ones*' '))&tops == 0
}

// blanks says which blanks change where text is decoded, and what they become
// (XML 1.0 §2.11, §3.3.3).
type blanks struct {
	which string
	mend  *strings.Replacer
}

var (
	inText      = blanks{"\r", strings.NewReplacer("\r\n", "\n", "\r", "\n")}
	inAttribute = blanks{"\t\n\r", strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ")}
)

func (b *blanks) changes(raw string) bool {
	for i := range len(b.which) {
		if strings.IndexByte(raw, b.which[i]) >= 0 {
			return true
		}
	}
	return false
}

// decode replaces references and blanks. What it gives is never longer than raw.
func (s *xmlScanner) decode(raw string, at int, b *blanks) string {
	next := strings.IndexByte(raw, '&')
	changes := b.changes(raw)
	if next < 0 && !changes {
		return raw
	}
	s.texts.begin(len(raw))
	for {
		plain := raw
		if next >= 0 {
			plain = raw[:next]
		}
		if changes {
			b.mend.WriteString(&s.texts, plain)
		} else {
			s.texts.WriteString(plain)
		}
		if next < 0 {
			return s.texts.end()
		}
		used := next + s.reference(raw[next:], at+next)
		raw, at = raw[used:], at+used
		next = strings.IndexByte(raw, '&')
	}
}

// predefined are the entities that XML itself defines (XML 1.0 §4.6).
var predefined = map[string]byte{"amp": '&', "apos": '\'', "gt": '>', "lt": '<', "quot": '"'}

// reference decodes the reference that raw begins with, and tells its length. What
// is none stays as it is.
func (s *xmlScanner) reference(raw string, at int) int {
	if strings.HasPrefix(raw, "&#") {
		return s.number(raw, at)
	}
	end := nameEnd(raw, 1)
	name := raw[1:end]
	if end == len(raw) || raw[end] != ';' || !isNCName(name) {
		s.fault(at, "xml-ampersand", "%.20q is no reference; &amp; would be right for the &", raw)
		s.texts.WriteByte('&')
		return 1
	}
	if char, ok := predefined[name]; ok {
		s.texts.WriteByte(char)
		return end + 1
	}
	whole := raw[:end+1]
	if char := []rune(html.UnescapeString(whole)); len(char) == 1 {
		s.fault(at, "xml-entity", "%.40s is an entity of HTML; &#%d; would be right", whole, char[0])
	} else {
		s.fault(at, "xml-entity", "the entity %.40s is not defined; the text itself would be right", whole)
	}
	s.texts.WriteString(whole)
	return end + 1
}

// number decodes a numeric reference.
func (s *xmlScanner) number(raw string, at int) int {
	from, base := len("&#"), 10
	if strings.HasPrefix(raw, "&#x") {
		from, base = len("&#x"), 16
	}
	end := from
	for end < len(raw) && (base == 16 && isHex(raw[end]) || '0' <= raw[end] && raw[end] <= '9') {
		end++
	}
	if end == from || end == len(raw) || raw[end] != ';' {
		s.fault(at, "xml-ampersand", "%.20q is no reference; &#8211; or &#x2013; would be one", raw)
		s.texts.WriteByte('&')
		return 1
	}
	code, err := strconv.ParseUint(raw[from:end], base, 31)
	if err != nil || notXML(rune(code)) {
		s.fault(at, "xml-character", "the reference %.20s is to no character of XML; none would be right", raw[:end+1])
		s.texts.WriteString(raw[:end+1])
		return end + 1
	}
	s.texts.WriteRune(rune(code))
	return end + 1
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
