package value

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// LatinSlug is s as the last part of a URL in ASCII: lower case, letters without
// their marks and digits, everything else one hyphen. It is not certain where s holds
// letters of other scripts, which every program writes in its own way; they stay.
func LatinSlug(s string) (slug string, certain bool) {
	certain = true
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		certain = certain && (r < 0x80 || !unicode.In(r, unicode.L, unicode.N))
		return r
	}, norm.NFKD.String(ligatures.Replace(s)))
	return Slug(plain), certain
}

// ligatures are Latin letters that are no letter with a mark.
var ligatures = strings.NewReplacer("ß", "ss", "ẞ", "SS", "æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE", "ø", "o", "Ø", "O", "đ", "d", "Đ", "D", "ł", "l", "Ł", "L", "ð", "d", "Ð", "D", "þ", "th", "Þ", "TH", "ı", "i", "’", "'")
