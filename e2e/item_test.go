package e2e

import (
	"cmp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"dateline/feed"
	"dateline/feed/render"
)

// shown is what a reader shows of a feed.
type shown struct {
	Title string
	Items []item
}

// An item is what a reader shows of an article.
type item struct {
	ID         string
	Title      string
	Link       string
	Published  time.Time
	Updated    time.Time
	Authors    []string
	Categories []string
	Enclosures []enclosure
	Summary    string   // the first words of it
	Opening    string   // the first words of the content
	Alts       []string // what images in the content are said to show
}

type enclosure struct {
	URL    string
	Type   string
	Length int64 // 0 is unknown
}

// body fills what is taken from the content, which is HTML.
func (i *item) body(content string) {
	text, alts := prose(content)
	i.Opening, i.Alts = opening(text), alts
}

// plain fills the same from plain text.
func (i *item) plain(text string) { i.Opening = opening(text) }

// opening is the beginning of a text, its white space folded.
func opening(text string) string {
	const most = 80
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return strings.TrimSpace(string(runes[:min(most, len(runes))]))
}

// prose is the text of an HTML fragment, and the texts in place of its images.
func prose(fragment string) (text string, alts []string) {
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(fragment)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return b.String(), alts
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			for _, a := range token.Attr {
				if token.Data == "img" && a.Key == "alt" && a.Val != "" {
					alts = append(alts, a.Val)
				}
			}
		}
	}
}

// expected is what any reader should show of the document. It is told from the
// edition, by what each format can carry.
func (d document) expected() shown {
	want := shown{Title: d.Edition.Title}
	for _, a := range d.Articles {
		i := item{ID: a.ID, Title: a.Title, Link: a.URL, Published: a.Published, Updated: a.Updated}
		for _, p := range a.Authors {
			i.Authors = append(i.Authors, p.Name)
		}
		for _, tag := range a.Tags {
			i.Categories = append(i.Categories, tag.Term)
		}
		for _, at := range a.Attachments {
			i.Enclosures = append(i.Enclosures, enclosure{at.URL, typeOr(at.Type), at.Length})
		}
		i.Summary = opening(a.Summary)
		if a.Content != "" {
			i.body(a.Content)
		} else {
			i.plain(d.instead(a))
		}
		if adapt := adapt[d.format]; adapt != nil {
			adapt(&i, a)
		}
		want.Items = append(want.Items, i)
	}
	return want
}

// typeOr is the media type of a file about which nothing is known.
func typeOr(mediaType string) string {
	if mediaType == "" {
		return "application/octet-stream"
	}
	return mediaType
}

// adapt tells how the formats differ.
var adapt = map[string]func(*item, feed.Article){
	// One enclosure; the others are media:content, which few readers show.
	"rss": func(i *item, _ feed.Article) { i.Enclosures = first(i.Enclosures) },
	// An id is an IRI, and every entry has an updated.
	"atom": func(i *item, a feed.Article) { i.ID, i.Updated = render.AtomID(a.ID), a.Changed() },
	"json": func(*item, feed.Article) {},
}

// instead is the text that stands for the content of an article that has none.
// JSON Feed must have one.
func (d document) instead(a feed.Article) string {
	if d.format == "json" {
		return cmp.Or(a.Summary, a.Title)
	}
	return a.Summary
}

func TestOpenings(t *testing.T) {
	endToEnd(t)
	tests := []struct{ name, fragment, want string }{
		{"tags are no words", "<p>One <b>two</b>\n three</p>", "One two three"},
		{"references are characters", "<p>a &lt; b &amp;amp; c</p>", "a < b &amp; c"},
		{"eighty characters", strings.Repeat("é", 100), strings.Repeat("é", 80)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got item
			if got.body(tt.fragment); got.Opening != tt.want {
				t.Errorf("opening of %q = %q, want %q", tt.fragment, got.Opening, tt.want)
			}
		})
	}
}
