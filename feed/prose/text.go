package prose

import (
	"iter"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"dateline/feed/value"
)

// A block is a stretch of text between two block tags.
type block struct {
	element string // whose tag begins it: p, li, figure; empty at the beginning
	at      int    // where its words begin, in bytes from the beginning: behind images
	text    string // white space folded
}

// Elements that end a line of text.
var breaking = value.Words(`
	address article aside audio blockquote caption center col colgroup dd details dialog dir div dl dt fieldset
	figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe legend li listing main menu nav
	object ol p pre search section select summary svg table tbody td tfoot th thead tr ul video xmp`)

// Elements whose text is not for people.
var mute = value.Words("audio iframe math noembed noframes noscript object script select style svg template textarea title video")

// Text is the plain words of an HTML fragment, a line for each block, without the
// marks of footnotes.
func Text(fragment string) string {
	var lines []string
	for b := range blocks(fragment, mute) {
		lines = append(lines, b.text)
	}
	return strings.Join(lines, "\n")
}

// blocks gives the blocks of a fragment that have text, leaving out the elements
// in skipped. It reads tags, not a tree: no nesting is too deep for it.
func blocks(fragment string, skipped map[string]bool) iter.Seq[block] {
	return func(yield func(block) bool) {
		var text strings.Builder
		var current block
		var skip skipping
		tokens, at := html.NewTokenizer(strings.NewReader(fragment)), 0
		for kind := tokens.Next(); ; kind = tokens.Next() {
			at += len(tokens.Raw())
			words, tag := skip.read(tokens, kind, skipped)
			text.WriteString(words)
			if (kind == html.EndTagToken || tag == "img" || tag == "br") && strings.TrimSpace(text.String()) == "" {
				current.at = at
			}
			if !breaking[tag] && kind != html.ErrorToken {
				continue
			}
			current.text = value.Line(value.Clean(text.String()))
			if current.text != "" && !yield(current) || kind == html.ErrorToken {
				return
			}
			text.Reset()
			current = block{element: tag, at: at}
			if kind == html.EndTagToken {
				current.element = "/" + tag
			}
		}
	}
}

// A skipping knows whether it is within an element that is to be left out.
type skipping struct {
	element string // the outermost one
	depth   int    // how many of that name are open
}

func (s *skipping) on() bool { return s.depth > 0 }

// read gives the text of the token, if it is not left out, and the name of its tag.
func (s *skipping) read(tokens *html.Tokenizer, kind html.TokenType, skipped map[string]bool) (text, tag string) {
	switch kind {
	case html.TextToken:
		text = string(tokens.Text())
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		token := tokens.Token()
		s.pass(token, skipped)
		if tag = token.Data; tag == "br" {
			text = " "
		}
	}
	if s.on() {
		text = ""
	}
	return text, tag
}

func (s *skipping) pass(t html.Token, skipped map[string]bool) {
	switch {
	case t.Type == html.SelfClosingTagToken:
	case s.on() && t.Data == s.element && t.Type == html.StartTagToken:
		s.depth++
	case s.on() && t.Data == s.element:
		s.depth--
	case !s.on() && t.Type == html.StartTagToken && (skipped[t.Data] || footnoteMark(t)):
		s.element, s.depth = t.Data, 1
	}
}

// footnoteMark reports whether t begins the mark of a footnote, or the way back
// from it.
func footnoteMark(t html.Token) bool {
	if t.Data != "sup" && t.Data != "a" {
		return false
	}
	for _, a := range t.Attr {
		name := a.Val
		if a.Key == "href" {
			_, name, _ = strings.Cut(a.Val, "#")
		}
		if (a.Key == "id" || a.Key == "class" || a.Key == "href") && footnoteName().MatchString(name) {
			return true
		}
	}
	return false
}

// How goldmark, GitHub, Ghost, Pandoc and kramdown, Substack and WordPress name
// the mark of a footnote in the text.
var footnoteName = value.Regexp(
	`fnref|footnote-(?:ref|back|anchor)|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-link$`)

// wordy reports whether s has a letter or digit.
func wordy(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
