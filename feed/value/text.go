package value

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Char reports whether XML 1.0 allows the character (§2.2, production Char).
func Char(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' ||
		r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000 && r <= unicode.MaxRune
}

// Illegal finds the first byte of s that no feed can carry: of bad UTF-8 or of a
// character that XML does not allow. It names what is there; offset is -1 if
// there is nothing.
func Illegal[T string | []byte](s T) (offset int, what string) {
	if legal(s) {
		return -1, ""
	}
	for i, r := range string(s) {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(string(s[i:])); size <= 1 {
				return i, fmt.Sprintf("byte 0x%02X (no UTF-8)", s[i])
			}
		}
		if !Char(r) {
			return i, fmt.Sprintf("control character U+%04X", r)
		}
	}
	return -1, ""
}

// legal reports whether Illegal finds nothing: nearly always, so it looks at
// eight bytes at a time.
func legal[T string | []byte](s T) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	var others uint64
	at := 0
	for ; at+8 <= len(s); at += 8 {
		word := uint64(s[at]) | uint64(s[at+1])<<8 | uint64(s[at+2])<<16 | uint64(s[at+3])<<24 |
			uint64(s[at+4])<<32 | uint64(s[at+5])<<40 | uint64(s[at+6])<<48 | uint64(s[at+7])<<56
		others |= word
		if (word-ones*' ')&^word&tops != 0 && !printing(s, at, at+8) {
			return false
		}
	}
	if !printing(s, at, len(s)) {
		return false
	}
	for ; at < len(s); at++ {
		others |= uint64(s[at])
	}
	if others&tops == 0 {
		return true
	}
	text := string(s)
	return utf8.ValidString(text) && !strings.Contains(text, "\uFFFE") && !strings.Contains(text, "\uFFFF")
}

// printing reports whether no byte of s from at to end is a control character but
// the three that XML allows.
func printing[T string | []byte](s T, at, end int) bool {
	for ; at < end; at++ {
		if c := s[at]; c < ' ' && c != '\n' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

// Clean is s without what Illegal finds, and without carriage returns, which no
// XML parser would give back (XML 1.0 §2.11).
func Clean(s string) string {
	if at, _ := Illegal(s); at < 0 && strings.IndexByte(s, '\r') < 0 {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case !Char(r):
			return -1
		}
		return r
	}, s)
}

// Line folds white space, line breaks included, so that s is one line, with no
// space of any kind around it. Within, spaces that are typography stay: no-break,
// thin, ideographic.
func Line(s string) string {
	if isLine(s) {
		return s
	}
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r >= '\t' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
	}), " "))
}

// isLine reports whether s is ASCII and a line as Line gives it: nothing to fold.
func isLine(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return s == "" || before != ' '
}

// Words is the set of the words in s, for tables.
func Words(s string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(s) {
		set[word] = true
	}
	return set
}

// Slug is s as the last part of a URL: NFKC, lower case, letters and digits of
// any script, everything else one hyphen. It may be empty.
func Slug(s string) string {
	if isSlug(s) {
		return s
	}
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(norm.NFKC.String(s)) {
		if !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isSlug reports whether s is ASCII and a slug already.
func isSlug(s string) bool {
	before := byte('-')
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-' && before != '-':
			before = c
		default:
			return false
		}
	}
	return s == "" || before != '-'
}

// Quote shows s in a finding: quoted, and cut if it is long.
func Quote(s string) string {
	const most = 80 // runes
	if end := prefix(s, most); end < len(s) {
		s = s[:end] + "…"
	}
	return fmt.Sprintf("%q", s)
}
