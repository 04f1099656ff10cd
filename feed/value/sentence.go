package value

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Excerpt is text, if it has more than most characters, up to the last sentence
// end that fits; if that would leave less than least characters, it is cut at a
// word.
func Excerpt(text string, least, most int) string {
	bound := prefix(text, most)
	if bound == len(text) {
		return text
	}
	end, count := 0, 0
	for i, r := range text[:bound] {
		count++
		if after := sentenceEnd(text, i, r); after > 0 && after <= bound && count >= least {
			end = after
		}
	}
	if end > 0 {
		return text[:end]
	}
	return Shorten(text, most)
}

// Shorten is text, if it has more than most characters, cut at a word, with an
// ellipsis that is counted. It cuts a word that would take more than half of it.
func Shorten(text string, most int) string {
	bound := prefix(text, most)
	if bound == len(text) {
		return text
	}
	if word := strings.LastIndexFunc(text[:bound], unicode.IsSpace); word >= prefix(text, most/2) {
		return strings.TrimRight(text[:word], " \u00a0,;:–—-") + "…"
	}
	return whole(text, most-1) + "…"
}

// prefix is how many bytes the first n characters of text take.
func prefix(text string, n int) int {
	for i := range text {
		if n--; n < 0 {
			return i
		}
	}
	return len(text)
}

// Sentence is the first sentence of text; all of it, if it ends none.
func Sentence(text string) string {
	for i, r := range text {
		if end := sentenceEnd(text, i, r); end > 0 {
			return text[:end]
		}
	}
	return text
}

// whole is the beginning of text, with at most that many characters, that parts
// no letter from its marks and no emoji from its members.
func whole(text string, most int) string {
	const joiner = '\u200d'
	runes := []rune(text)
	for n := most; n > 0; n-- {
		if !unicode.In(runes[n], unicode.M, unicode.Sk) && runes[n] != joiner && runes[n-1] != joiner {
			return string(runes[:n])
		}
	}
	return string(runes[:most])
}

const (
	wideEnds = "。！？｡"        // no blank follows them
	ends     = ".!?…؟۔।։።။។" // a blank follows them
)

// closing is the quotes and brackets behind the end of a sentence; in French a
// no-break space is before them.
var closing = Regexp(`^(?:["'”’“‘»«)\]」』）]|[ \x{a0}\x{202f}\x{2009}]»)*`)

// sentenceEnd is where the sentence ends that r at i in text may end, in bytes; 0
// if it ends none.
func sentenceEnd(text string, i int, r rune) int {
	wide := strings.ContainsRune(wideEnds, r)
	if !wide && !strings.ContainsRune(ends, r) {
		return 0
	}
	behind := i + utf8.RuneLen(r)
	after := behind + len(closing().FindString(text[behind:]))
	switch rest := strings.TrimLeftFunc(text[after:], unicode.IsSpace); {
	case rest == "":
		return after
	case wide && after == behind:
		return after
	case len(rest) == len(text[after:]), startsLower(rest), r == '.' && abbreviated(text[:i]):
		return 0
	}
	return after
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

var (
	lastWord      = Regexp(`[\p{L}\p{N}.]+$`)
	abbreviations = Words(`
		abs adm al apr art aug av ave bd bzw ca capt cf co col corp dec dept dr dra ed eds eg engl est etc feb fig fr
		gen gov hon ie inc jan jr jul jun lt ltd maj mar messrs mio mlle mme mr mrs ms mt nr no nov oct op
		pág pp prof rep rev sen sep sept sgt sr sra srta st str tel usw vgl vol vs zb
		акад гг гл др им коп млн млрд напр обл пр проф рис руб св см стр табл тел трлн тыс ул`)
)

// maxWord is how far back a word before a full stop is looked for, in bytes.
const maxWord = 32

// abbreviated reports whether the full stop after text belongs to its last word:
// an initial, a day of the month, letters with stops between them, a known
// abbreviation.
func abbreviated(text string) bool {
	if len(text) > maxWord {
		text = strings.ToValidUTF8(text[len(text)-maxWord:], "")
	}
	word := lastWord().FindString(text)
	letters := utf8.RuneCountInString(word)
	if strings.ContainsFunc(word, unicode.IsDigit) {
		return letters <= 2
	}
	return letters == 1 || strings.Contains(word, ".") || abbreviations[strings.ToLower(word)]
}
