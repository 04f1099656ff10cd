package value

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Excerpt is text, if it has more than most characters, up to the last sentence
// end that fits; if that would leave less than least characters, it is cut at a
// word.
func Excerpt(text string, least, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	end, count := 0, 0
	for i, r := range text {
		if count++; count > most {
			break
		}
		if after := sentenceEnd(text, i, r); after > 0 && count >= least {
			end = after
		}
	}
	if end > 0 {
		return text[:end]
	}
	return Shorten(text, most)
}

// Shorten is text, if it has more than most characters, cut at a word, with an
// ellipsis that is counted.
func Shorten(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	word, count := 0, 0
	for i, r := range text {
		if count++; count > most {
			break
		}
		if unicode.IsSpace(r) {
			word = i
		}
	}
	if word == 0 {
		return string([]rune(text)[:most-1]) + "…"
	}
	return strings.TrimRight(text[:word], " \u00a0,;:–—-") + "…"
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

const (
	wideEnds = "。！？｡"    // no blank follows them
	ends     = ".!?…؟۔।" // a blank follows them
	closers  = `"'”’»)]」』）`
)

// sentenceEnd is where the sentence ends that r at i in text may end, in bytes; 0
// if it ends none.
func sentenceEnd(text string, i int, r rune) int {
	wide := strings.ContainsRune(wideEnds, r)
	if !wide && !strings.ContainsRune(ends, r) {
		return 0
	}
	after := i + utf8.RuneLen(r)
	after += len(text[after:]) - len(strings.TrimLeft(text[after:], closers))
	switch rest := strings.TrimLeft(text[after:], " \u00a0"); {
	case wide || rest == "":
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
	lastWord      = regexp.MustCompile(`[\p{L}\p{N}.]+$`)
	abbreviations = Words(`
		abs adm al apr art aug ave bd bzw ca capt cf co col corp dec dept dr ed eds eg engl est etc feb fig fr
		gen gov hon ie inc jan jr jul jun lt ltd maj mar messrs mio mlle mme mr mrs ms mt nr no nov oct op
		pp prof rep rev sen sep sept sgt sr st str tel usw vgl vol vs zb
		акад гг гл др им коп млн млрд напр обл пр проф рис руб св см стр табл тел трлн тыс ул`)
)

// maxWord is how far back a word before a full stop is looked for, in bytes.
const maxWord = 32

// abbreviated reports whether the full stop after text belongs to its last word:
// an initial, letters with stops between them, a known abbreviation.
func abbreviated(text string) bool {
	if len(text) > maxWord {
		text = strings.ToValidUTF8(text[len(text)-maxWord:], "")
	}
	word := lastWord.FindString(text)
	return strings.Contains(word, ".") && !strings.ContainsFunc(word, unicode.IsDigit) ||
		utf8.RuneCountInString(word) == 1 && !strings.ContainsFunc(word, unicode.IsDigit) ||
		abbreviations[strings.ToLower(word)]
}
