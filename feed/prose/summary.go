package prose

import (
	"maps"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxSummary = 300 // characters, with the sentence or the ellipsis that ends it
	minSummary = 80  // characters: a shorter one is not worth ending at a sentence
)

// Summary is the first paragraph of an HTML fragment as plain text, cut at a
// sentence so that it has at most 300 characters, else at a word with an ellipsis.
// It is empty if there is no text but in headings, figures, tables and code.
func Summary(fragment string) string {
	return cut(opening(fragment).text)
}

// aside are the elements that are no running text.
var aside = func() map[string]bool {
	set := words("aside caption details figcaption figure h1 h2 h3 h4 h5 h6 header nav pre table")
	maps.Copy(set, mute)
	return set
}()

// opening is the first paragraph with words; if there is none, the first other
// block with words.
func opening(fragment string) block {
	var other block
	for b := range blocks(fragment, aside) {
		switch {
		case !wordy(b.text):
		case b.element == "p":
			return b
		case other.text == "":
			other = b
		}
	}
	return other
}

// cut is text, if it is too long, up to the last sentence end that fits.
func cut(text string) string {
	if utf8.RuneCountInString(text) <= maxSummary {
		return text
	}
	end, word, count := 0, 0, 0
	for i, r := range text {
		if count++; count > maxSummary {
			break
		}
		if unicode.IsSpace(r) {
			word = i
		}
		if after := sentenceEnd(text, i, r); after > 0 && count >= minSummary {
			end = after
		}
	}
	switch {
	case end > 0:
		return text[:end]
	case word > 0:
		return strings.TrimRight(text[:word], " \u00a0,;:–—-") + "…"
	}
	return string([]rune(text)[:maxSummary-1]) + "…"
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
	abbreviations = words(`
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
