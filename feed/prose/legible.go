package prose

import (
	"strings"
	"unicode/utf8"
)

// legible is s without what XML cannot carry (XML 1.0 §2.2 Char), without
// carriage returns and bytes that are no UTF-8.
func legible(s string) string {
	if i := illegible(s); i < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if character(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
}

// legible is legible(s), and says what it removed. A carriage return before a
// line feed is only how some machines end lines.
func (c *changes) legible(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	i := illegible(s)
	if i < 0 {
		return s
	}
	if r, size := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && size <= 1 {
		c.add(characterRemoved, "byte", "byte 0x%02X was removed: it is no UTF-8", s[i])
	} else {
		c.add(characterRemoved, "", "character %U was removed: XML cannot carry it", r)
	}
	return legible(s)
}

// illegible is where the first character stands that legible removes, -1 if there
// is none.
func illegible(s string) int {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if !character(rune(c)) {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || !character(r) {
			return i
		}
		i += size
	}
	return -1
}

func character(r rune) bool {
	return r >= 0x20 && r != 0xFFFE && r != 0xFFFF || r == '\t' || r == '\n'
}
