package e2e

import (
	"strconv"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// goFeed is gofeed, the library of Go readers.
var goFeed = reader{
	name: "gofeed",
	read: readGofeed,
}

func readGofeed(t *testing.T, d document) shown {
	feed, err := gofeed.NewParser().ParseURLWithContext(d.url, t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := shown{Title: feed.Title}
	for _, entry := range feed.Items {
		i := item{ID: entry.GUID, Title: entry.Title, Link: entry.Link, Categories: entry.Categories,
			Published: moment0(entry.PublishedParsed), Updated: moment0(entry.UpdatedParsed)}
		for _, p := range entry.Authors {
			i.Authors = append(i.Authors, p.Name)
		}
		for _, e := range entry.Enclosures {
			length, _ := strconv.ParseInt(e.Length, 10, 64)
			i.Enclosures = append(i.Enclosures, enclosure{e.URL, e.Type, length})
		}
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

func moment0(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
