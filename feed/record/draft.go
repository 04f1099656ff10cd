package record

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// A draft is an article while its record is read.
type draft struct {
	feed.Article
	text
	defaults *Defaults
	bodies   [4]content // what the keys for content say, best first
	embargo  time.Time
	bareURL  string // source = "https://..."
	foreign         // what a generator says
}

// A foreign part of a draft is what only generators say.
type foreign struct {
	front     table.Table // front matter by our names
	spot      spot
	said      string    // the slug, as front matter has it
	located   string    // the address, likewise
	locatedAt int       // the line of that
	dated     time.Time // the date that addresses hold, with its own offset; zero for that of publication
	unsure    bool      // the address holds what every program writes in its own way
	left      []leaving // what is not run
}

type content struct {
	text   string
	markup feed.Markup
	line   int
}

// jekyll is the record's table in which published: false is draft: true, as
// Jekyll means it.
func (d *draft) jekyll() table.Table {
	if !slices.ContainsFunc(d.Entries, isShown) {
		return d.Table
	}
	entries := slices.Clone(d.Entries)
	for i, e := range entries {
		if isShown(e) {
			shown, _ := e.Bool()
			entries[i] = table.Entry{Key: "draft", Value: table.Value{Line: e.Line, Data: !shown}}
		}
	}
	return table.Table{Entries: entries}
}

// isShown reports whether e says if the record is shown, rather than since when.
func isShown(e table.Entry) bool { return strings.EqualFold(e.Key, "published") && e.IsBool() }

// body is the content: the file's body, else the best that a key gives.
func (d *draft) body() (string, feed.Markup) {
	if strings.TrimSpace(d.text.body) != "" {
		return d.text.body, d.text.markup
	}
	for _, c := range d.bodies {
		if c.text != "" {
			return c.text, c.markup
		}
	}
	return "", feed.HTML
}

// chooseSlug is the slug by hand, by the file's name or by the title.
func (d *draft) chooseSlug(name string) string {
	if d.Slug != "" {
		return d.Slug
	}
	if slug, chosen := d.defaults.Slugs[d.Title]; chosen && d.Title != "" {
		return slug
	}
	if slug := value.Slug(name); slug != "" {
		return slug
	}
	return value.Slug(d.Title)
}

// finish applies the defaults, and what one key means for another.
func (d *draft) finish() {
	if d.embargo.After(d.Published) {
		d.Published = d.embargo
	}
	if !d.Updated.After(d.Published) {
		d.Updated = time.Time{}
	}
	if d.URL == "" {
		d.URL = d.bareURL
	}
	if len(d.Authors) == 0 {
		d.Authors = slices.Clone(d.defaults.Authors)
	}
	if d.Language == "" {
		d.Language = d.defaults.Language
	}
	if d.Rights == "" {
		d.Rights = d.defaults.Rights
	}
	if d.Comments != nil && *d.Comments == (feed.Comments{Count: -1}) {
		d.Comments = nil
	}
	d.Tags = distinct(d.Tags)
}

// distinct are the tags, each once.
func distinct(tags []feed.Tag) []feed.Tag {
	type name struct{ scheme, term string }
	seen := make(map[name]bool, len(tags))
	return slices.DeleteFunc(tags, func(t feed.Tag) bool {
		own := name{t.Scheme, t.Term}
		twice := seen[own]
		seen[own] = true
		return twice
	})
}

// says reports whether the record has one of the fields, right or wrong: what is
// wrong is a fault already.
func (d *draft) says(names ...string) bool {
	said := d.jekyll().Entries
	if d.defaults.generator() != nil {
		said = d.front.Entries
	}
	return slices.ContainsFunc(said, func(e table.Entry) bool {
		return e.Data != nil && e.Data != "" && slices.Contains(names, fields.Meaning(e.Key))
	})
}

// lineOf is the line of a key, else that of the record.
func (d *draft) lineOf(key string) int {
	for _, e := range slices.Concat(d.front.Entries, d.Entries) {
		if fields.Meaning(e.Key) == key {
			return e.Line
		}
	}
	return d.line
}

// merge puts a table of keys for other uses into Extra.
func (d *draft) merge(t table.Table) {
	if d.Extra == nil {
		d.Extra = map[string]any{}
	}
	maps.Copy(d.Extra, t.Plain())
}

// spare puts the value of a faulty key into Extra, for want of a better place.
func (d *draft) spare(fault table.Fault) {
	key, _, _ := strings.Cut(fault.Key, ".")
	if v, ok := d.Get(key); ok {
		d.merge(table.Table{Entries: []table.Entry{{Key: key, Value: v}}})
	}
}

// called is what an article is called in a finding.
func (d *draft) called() string {
	return value.Quote(cmp.Or(d.Title, d.URL, d.ID, "an article"))
}
