package prose

import (
	"strings"
	"unicode/utf8"

	"dateline/feed/value"
)

// placeLine is the place of a dateline as it is written: "Moscow/Minsk: "; empty
// if there is no word in it.
func placeLine(place string) string {
	place = strings.TrimRight(value.Line(value.Clean(place)), " \u00a0:—–-")
	if !strings.ContainsAny(strings.TrimSuffix(place, "."), ".,") {
		place = strings.TrimSuffix(place, ".") // no abbreviation, as in Washington, D.C.
	}
	if !wordy(place) {
		return ""
	}
	return place + ": "
}

// opened is the clean fragment with the place line before its first paragraph, or
// before its first text if it has no paragraph. Without text it stays as it is.
func opened(fragment, line string) string {
	if line == "" {
		return fragment
	}
	first := opening(fragment)
	if first.text == "" || carries(first.text, line) {
		return fragment
	}
	return fragment[:first.at] + escaped(line) + strings.TrimLeft(fragment[first.at:], blanks)
}

// preceded is the plain text with the place line before it.
func preceded(text, line string) string {
	if line == "" || text == "" || carries(text, line) {
		return text
	}
	return line + text
}

// What follows a place that stands there already: a region or a date, an agency,
// and a colon or dash. A hyphen with no blank after it makes a word: Minsk-based.
var separation = value.Regexp(
	`^(?:,\s*(?:[^:—–]{0,20}[0-9][^:—–]{0,20}|\p{Lu}[\p{L}.'’]*(?:[ -]\p{Lu}[\p{L}.'’]*){0,3}))*` +
		`\s*(?:(?:\([^()]{1,40}\)\s*)?(?:[:—―]|[–-](?:\s|$))|/[^/]{1,40}/)`)

// carries reports whether text begins with the place of the line, in letters of
// any case, as a place line.
func carries(text, line string) bool {
	place := strings.TrimSuffix(line, ": ")
	end := 0
	for range utf8.RuneCountInString(place) {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return strings.EqualFold(text[:end], place) && separation().MatchString(text[end:])
}
