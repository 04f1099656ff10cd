package prose

import (
	"maps"

	"dateline/feed/value"
)

const (
	maxSummary = 300 // characters, with the sentence or the ellipsis that ends it
	minSummary = 80  // characters: a shorter one is not worth ending at a sentence
)

// Summary is the first paragraph of an HTML fragment as plain text, cut at a
// sentence so that it has at most 300 characters, else at a word with an ellipsis.
// It is empty if there is no text but in headings, figures, tables and code.
func Summary(fragment string) string {
	return value.Excerpt(opening(fragment).text, minSummary, maxSummary)
}

// more is the mark below which a text goes on on its own page (WordPress, Hugo, Jekyll,
// Zola).
var more = value.Regexp(`<!--\s*more\s*-->`)

// above is the text above that mark; empty without it.
func above(fragment string) string {
	const most = 20_000 // bytes, as a record may say
	at := more().FindStringIndex(fragment)
	if at == nil {
		return ""
	}
	text := value.Line(value.Clean(Text(fragment[:at[0]])))
	if len(text) > most {
		return ""
	}
	return text
}

// aside are the elements that are no running text.
var aside = func() map[string]bool {
	set := value.Words("aside caption details figcaption figure h1 h2 h3 h4 h5 h6 header nav pre table")
	maps.Copy(set, mute)
	return set
}()

// quoted is aside with what other people wrote.
var quoted = func() map[string]bool {
	set := value.Words("blockquote")
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
