package record

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// An Importer reads as articles what other programs left. It is kinder than the
// reading of records: where a field is wrong, the article stays, and a finding says
// what was put into Extra; an article without a date is a draft.
type Importer struct {
	URL  string         // the site's, absolute, which relative addresses are resolved against; it may be empty
	Zone *time.Location // of dates without an offset; nil means UTC
}

// reading begins the work on what findings call by a name.
func (im Importer) reading(name string) *reading {
	return &reading{name: name, lenient: true, defaults: &Defaults{URL: im.URL, Zone: im.Zone}}
}

// Take reads tables in the words of records.
func (im Importer) Take(name string, items []table.Item) Records {
	r := im.reading(name)
	for _, item := range items {
		if r.defaults.URL = item.Base; item.Base == "" {
			r.defaults.URL = im.URL
		}
		r.article(text{Table: item.Table, line: item.Line, column: item.Column, top: item.Line, several: true})
	}
	return r.records()
}

// JSONFeed reads a JSON Feed. It tells also the feed's own address and that of the
// document with the older articles, empty where the feed has none.
func (im Importer) JSONFeed(name string, data []byte) (records Records, self, next string) {
	r := im.reading(name)
	data, ok := r.legible(data, 1)
	if !ok {
		return r.records(), "", ""
	}
	t, err := table.JSON(data, 1)
	if err != nil {
		r.syntax(err)
		return r.records(), "", ""
	}
	if version, _ := t.Get("version"); !isJSONFeed(version) {
		r.found(feed.Error, "import-kind", 1, "is JSON, but no JSON Feed: its version does not say https://jsonfeed.org/version/1.1")
		return r.records(), "", ""
	}
	self = r.pointer(t, "feed_url")
	r.defaults.URL = cmp.Or(im.URL, self)
	next = r.pointer(t, "next_url")
	if home := r.pointer(t, "home_page_url"); home != "" {
		r.defaults.URL = home
	}
	r.jsonFeed(t, data)
	return r.records(), self, next
}

// pointer is an address that a feed has under a key; empty if it has none.
func (r *reading) pointer(t table.Table, key string) string {
	v, _ := t.Get(key)
	text, _ := v.Text()
	at, err := value.WebURL(text, r.defaults.URL)
	if text == "" || err != nil {
		return ""
	}
	return at
}

// JSONLines reads a record a line, as trafilatura and its like write them.
func (im Importer) JSONLines(name string, in io.Reader) Records {
	r := im.reading(name)
	r.in, r.soften = io.NopCloser(in), soften
	r.jsonl()
	return r.records()
}

// parted are the keys under which some programs put several words into one text:
// news; sport (trafilatura).
var parted = value.Words("author authors byline categories keywords tags")

// soften is a record as its keys mean it: words in one text taken apart, and a text
// whose paragraphs are lines with blank lines between them.
func soften(t table.Table) table.Table {
	entries := slices.Clone(t.Entries)
	for i, e := range entries {
		text, isText := e.Data.(string)
		switch {
		case !isText:
		case parted[strings.ToLower(e.Key)] && strings.Contains(text, ";"):
			var words []table.Value
			for word := range strings.SplitSeq(text, ";") {
				if word = strings.TrimSpace(word); word != "" {
					words = append(words, table.Value{Line: e.Line, Data: word})
				}
			}
			entries[i].Data = words
		case strings.EqualFold(e.Key, "comments") && !strings.Contains(text, "://"): // what readers wrote
			entries[i].Key = "comment_text"
		case fields.Meaning(e.Key) == "content_text" && !strings.Contains(text, "\n\n"):
			entries[i].Data = strings.ReplaceAll(text, "\n", "\n\n")
		}
	}
	return table.Table{Entries: entries}
}
