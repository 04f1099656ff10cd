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
func Illegal(s string) (offset int, what string) {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size <= 1 {
				return i, fmt.Sprintf("byte 0x%02X (no UTF-8)", s[i])
			}
		}
		if !Char(r) {
			return i, fmt.Sprintf("control character U+%04X", r)
		}
	}
	return -1, ""
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
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r >= '\t' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
	}), " "))
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

// Quote shows s in a finding: quoted, and cut if it is long.
func Quote(s string) string {
	const most = 80 // runes
	if end := prefix(s, most); end < len(s) {
		s = s[:end] + "…"
	}
	return fmt.Sprintf("%q", s)
}
