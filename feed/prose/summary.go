package prose

import (
	"maps"

	forms "dateline/feed/value"
)

const (
	maxSummary = 300 // characters, with the sentence or the ellipsis that ends it
	minSummary = 80  // characters: a shorter one is not worth ending at a sentence
)

// Summary is the first paragraph of an HTML fragment as plain text, cut at a
// sentence so that it has at most 300 characters, else at a word with an ellipsis.
// It is empty if there is no text but in headings, figures, tables and code.
func Summary(fragment string) string {
	return forms.Excerpt(opening(fragment).text, minSummary, maxSummary)
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
