// Package bench says what Dateline costs: reading, prose, rendering and a whole
// run, beside plain gorilla/feeds on the same articles.
//
//	go test -run '^$' -bench . -benchmem ./bench
//
// The command bench/peers times whole runs beside those of other programs.
//
// The corpus is made up, the same on every machine.
package bench

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"dateline/feed"
)

// What a corpus is drawn from, as of a newspaper with ten years of archive.
const (
	sections    = 12
	authors     = 200
	tags        = 500
	tagsEach    = 3
	years       = 10
	textBytes   = 3 << 10 // of each article
	corpusSeed  = 2026
	corpusSite  = "https://gazette.example/"
	corpusWords = `a above after again all along an and another any at away bay beam before below berth boat bridge buoy by
		captain cargo chart city coast crane crew current deck dock down each early east ebb ferry first fish fleet flood
		fog for from gale gate gull harbour haul high hold hull in into island its keel land last late lay light line load
		low market mast mile moor morning mouth near net new night no north of off old on one open or out over paint pier
		pilot port quay rain reef repair river road roof rope round sail salt sand sea ship shore slow small south spring
		steel stern stone storm storms street tide tides to tower town trade tug under until wall warm watch water wave
		weather west wharf wind winter with wood work yard year`
)

// Now is the moment of a corpus: all its articles are due.
var Now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// Articles are the n articles of Corpus at once.
func Articles(n int) []feed.Article { return slices.Collect(Corpus(n)) }

// Corpus makes n articles in Markdown, about 3 KB each, spread evenly over ten
// years, oldest first. Only their dates depend on n.
func Corpus(n int) iter.Seq[feed.Article] {
	return func(yield func(feed.Article) bool) {
		draw := writer{rand.New(rand.NewPCG(corpusSeed, corpusSeed)), strings.Fields(corpusWords)}
		step := time.Duration(years) * 365 * 24 * time.Hour / time.Duration(n)
		for i := range n {
			published := Now.Add(-step * time.Duration(n-i)).Truncate(time.Second)
			if !yield(draw.article(fmt.Sprintf("story-%06d", i), published)) {
				return
			}
		}
	}
}

// A writer makes up texts.
type writer struct {
	*rand.Rand
	words []string
}

func (w writer) article(slug string, published time.Time) feed.Article {
	a := feed.Article{
		ID:        "tag:gazette.example,2016:" + slug,
		URL:       corpusSite + slug + "/",
		Slug:      slug,
		Title:     w.sentence(6),
		Content:   w.text(),
		Markup:    feed.Markdown,
		Published: published,
		Updated:   published,
		Authors:   []feed.Person{{Name: fmt.Sprintf("Author %d", w.IntN(authors))}},
		Section:   fmt.Sprintf("section-%d", w.IntN(sections)),
		Language:  "en",
	}
	for len(a.Tags) < tagsEach {
		if t := (feed.Tag{Term: fmt.Sprintf("tag-%d", w.IntN(tags))}); !slices.Contains(a.Tags, t) {
			a.Tags = append(a.Tags, t)
		}
	}
	return a
}

func (w writer) word() string { return w.words[w.IntN(len(w.words))] }

// sentence has about n words, a capital letter and a full stop.
func (w writer) sentence(n int) string {
	words := make([]string, n/2+1+w.IntN(n))
	for i := range words {
		words[i] = w.word()
	}
	s := strings.Join(words, " ")
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// Blocks of Markdown beside paragraphs, one every few of them.
var blocks = []func(writer) string{
	func(w writer) string { return "## " + strings.TrimSuffix(w.sentence(4), ".") },
	func(w writer) string { return "> " + w.sentence(20) },
	func(w writer) string { return "- " + w.sentence(5) + "\n- " + w.sentence(5) + "\n- " + w.sentence(5) },
	func(w writer) string { return fmt.Sprintf("![%s](/images/%s.jpg)", w.word(), w.word()) },
	func(w writer) string {
		return fmt.Sprintf("| Ship | Tons |\n|---|--:|\n| %s | %d |\n| %s | %d |", w.word(), w.IntN(9000), w.word(), w.IntN(9000))
	},
}

// text is a story in Markdown: paragraphs with links and emphasis, and blocks of
// every kind between them.
func (w writer) text() string {
	var b strings.Builder
	for i := 0; b.Len() < textBytes; i++ {
		if i%3 == 2 {
			b.WriteString(blocks[i/3%len(blocks)](w) + "\n\n")
			continue
		}
		fmt.Fprintf(&b, "%s The *%s* of the [%s](../%s/) is **%s**. %s %s\n\n",
			w.sentence(16), w.word(), w.word(), w.word(), w.word(), w.sentence(20), w.sentence(14))
	}
	return strings.TrimSpace(b.String())
}
