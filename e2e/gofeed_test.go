package e2e

import (
	"cmp"
	"strconv"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"dateline/feed"
)

// goFeed is gofeed, the library of Go readers.
var goFeed = reader{
	name:  "gofeed",
	needs: func(*testing.T) {},
	read:  readGofeed,
	blind: map[string]blindness{
		"Updated": only("rss", "it does not look for dcterms:modified"),
	},
	htmlSummary: map[string]string{"json": "content_html and content_text are one to it"},
	authors:     map[string]func([]string) []string{"rss": first[string]},
	categories:  map[string]func(feed.Tag) string{"atom": func(t feed.Tag) string { return cmp.Or(t.Label, t.Term) }},
}

func readGofeed(t *testing.T, d document) shown {
	parsed, err := gofeed.NewParser().ParseURLWithContext(d.url, t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := shown{Title: parsed.Title}
	for _, entry := range parsed.Items {
		i := item{ID: entry.GUID, Title: entry.Title, Link: entry.Link, Categories: entry.Categories,
			Published: dated(entry.PublishedParsed), Updated: dated(entry.UpdatedParsed)}
		for _, p := range entry.Authors {
			i.Authors = append(i.Authors, p.Name)
		}
		for _, e := range entry.Enclosures {
			length, _ := strconv.ParseInt(e.Length, 10, 64)
			i.Enclosures = append(i.Enclosures, enclosure{e.URL, e.Type, length})
		}
		i.Summary = summary(d.format, entry.Description)
		switch {
		case entry.Content != "":
			i.body(entry.Content)
		case d.format == "rss":
			i.body(entry.Description)
		default:
			i.plain(entry.Description)
		}
		s.Items = append(s.Items, i)
	}
	return s
}

func dated(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
