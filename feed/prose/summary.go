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

// quoted is aside with what other people wrote.
var quoted = func() map[string]bool {
	set := words("blockquote")
	maps.Copy(set, aside)
	return set
}()

// opening is the first paragraph with words; if there is none, the first other
// block with words. What is quoted opens only what is nothing but quoted.
func opening(fragment string) block {
	if first := foremost(fragment, quoted); first.text != "" {
		return first
	}
	return foremost(fragment, aside)
}

// foremost is the opening of what the elements in skipped do not hold.
func foremost(fragment string, skipped map[string]bool) block {
	var other block
	for b := range blocks(fragment, skipped) {
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
	last := len(string([]rune(text)[:maxSummary]))
	for i, r := range text[:last] {
		if count++; count < minSummary {
			continue
		}
		if unicode.IsSpace(r) {
			word = i
		}
		if after := sentenceEnd(text, i, r); after > 0 && after <= last {
			end = after
		}
	}
	switch {
	case end > 0:
		return text[:end]
	case word > 0:
		return strings.TrimRight(text[:word], " \u00a0,;:–—-") + "…"
	}
	return whole(text, maxSummary-1) + "…"
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
var closing = regexp.MustCompile(`^(?:["'”’“‘»«)\]」』）]|[ \x{a0}\x{202f}\x{2009}]»)*`)

// sentenceEnd is where the sentence ends that r at i in text may end, in bytes; 0
// if it ends none.
func sentenceEnd(text string, i int, r rune) int {
	wide := strings.ContainsRune(wideEnds, r)
	if !wide && !strings.ContainsRune(ends, r) {
		return 0
	}
	behind := i + utf8.RuneLen(r)
	after := behind + len(closing.FindString(text[behind:]))
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
	lastWord      = regexp.MustCompile(`[\p{L}\p{N}.]+$`)
	abbreviations = words(`
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
	word := lastWord.FindString(text)
	letters := utf8.RuneCountInString(word)
	if strings.ContainsFunc(word, unicode.IsDigit) {
		return letters <= 2
	}
	return letters == 1 || strings.Contains(word, ".") || abbreviations[strings.ToLower(word)]
}
