package record

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// A generator is how the content folders of one tool differ from those of Dateline.
type generator struct {
	names   []naming              // its front matter
	nested  []string              // tables in it whose keys are like those beside them
	hides   map[string]string     // keys that keep an article out, and the value that does
	posts   bool                  // only what lies in a folder _posts is an article
	bundles bool                  // all that is in a folder with an index.md belongs to that
	utc     bool                  // dates without an offset are in UTC, whatever the site's zone
	dated   func() *regexp.Regexp // names of files that say a date: it, and the rest

	whole bool   // the date stays in the slug that such a name makes
	key   string // of front matter that holds an address

	pattern string                                      // of addresses, if nobody says one
	smart   bool                                        // its Markdown has typographic quotes, dashes and ellipses
	slug    func(s string) (slug string, certain bool)  // a part of an address
	before  func(d *draft, text string) string          // what comes before slug; nil for nothing
	tidy    func(path string) string                    // of a whole address; nil for none
	address func(d *draft, said string) (string, error) // what front matter says of it, below the site
	postID  func(d *draft) string                       // {post_id} in ids; nil for none
	titled  func(title, name string) string             // the title of an article in a file; nil for what front matter says
	expand  func(d *draft, body string) string          // what is called in a body, by its meaning
}

// A naming says which keys of a generator mean one of our fields.
type naming struct {
	field string
	keys  string // the first that says something is read
	all   bool   // each of them is
	soft  bool   // themes have their own ideas of it: what cannot be read is kept in Extra
	value func(d *draft, key string, v table.Value) table.Value
}

// generators are those whose content folders are read where they lie.
var generators map[string]*generator

func init() { // a generator knows of drafts, and these know of generators
	generators = map[string]*generator{"hugo": &hugo, "jekyll": &jekyll, "zola": &zola, "eleventy": &eleventy}
}

// own are keys of Dateline that no generator uses otherwise.
var own = []naming{
	{field: "significant", keys: "significant", soft: true},
	{field: "status", keys: "status", soft: true},
	{field: "embargo", keys: "embargo", soft: true},
	{field: "dateline", keys: "dateline", soft: true},
	{field: "attachments", keys: "attachments enclosure", soft: true},
}

// generator is that of the folder; nil for none.
func (d *Defaults) generator() *generator { return generators[d.Generator] }

// front gives the front matter of a generator as a table of our names; what has none
// is put into Extra.
func (r *reading) front(d *draft) table.Table {
	g := d.defaults.generator()
	f := front{reading: r, draft: d, rest: d.addressed(g, slices.Clone(d.Entries))}
	if e, hidden := g.hidden(f.rest); hidden {
		f.known.Entries = append(f.known.Entries, e)
	}
	names := slices.Concat(g.names, d.taxonomies(), own)
	for _, n := range names {
		if !n.soft {
			f.find(n)
		}
	}
	for _, name := range g.nested {
		f.rest = flatten(f.rest, name)
	}
	for _, n := range names {
		if n.soft {
			f.find(n)
		}
	}
	for _, e := range f.rest {
		switch id, err := e.Text(); {
		case e.Key == "id" && err == nil && strings.Contains(id, ":"): // dateline stamp wrote it
			f.known.Entries = append(f.known.Entries, e)
		case e.Data != nil:
			d.merge(table.Table{Entries: []table.Entry{e}})
		}
	}
	return f.known
}

// A front is front matter while it is gone through.
type front struct {
	*reading
	draft *draft
	known table.Table
	rest  []table.Entry
}

// find takes up what a naming means.
func (f *front) find(n naming) {
	for key := range strings.FieldsSeq(n.keys) {
		i := slices.IndexFunc(f.rest, func(e table.Entry) bool { return strings.EqualFold(e.Key, key) && n.takes(e) })
		if i < 0 {
			continue
		}
		if e, fits := f.fitting(f.draft, n, f.rest[i]); fits {
			f.known.Entries, f.rest = append(f.known.Entries, e), slices.Delete(f.rest, i, i+1)
		}
		if !n.all {
			return
		}
	}
}

// addressed takes up what front matter says of the address, which means something only
// once all else is known.
func (d *draft) addressed(g *generator, entries []table.Entry) []table.Entry {
	return slices.DeleteFunc(entries, func(e table.Entry) bool {
		text, err := e.Text()
		switch {
		case err != nil || e.IsBool():
			return false
		case strings.EqualFold(e.Key, g.key):
			d.located, d.locatedAt = strings.TrimSpace(text), e.Line
		case strings.EqualFold(e.Key, "slug"):
			d.said = strings.Trim(value.Line(text), "-")
		default:
			return false
		}
		return true
	})
}

// takes reports whether e says something that the field can take: a key that is true or
// false says nothing but that.
func (n naming) takes(e table.Entry) bool {
	return e.Data != nil && e.Data != "" && !(e.IsBool() && n.field != "draft" && n.field != "significant")
}

// fitting is the entry by our name, if the field can read it.
func (r *reading) fitting(d *draft, n naming, e table.Entry) (table.Entry, bool) {
	if n.value != nil {
		e.Value = n.value(d, e.Key, e.Value)
	}
	if fields.Meaning(e.Key) != n.field {
		e.Key = n.field
	}
	if !n.soft {
		return e, true
	}
	faults, _ := fields.Read(table.Table{Entries: []table.Entry{e}}, &draft{defaults: d.defaults, foreign: foreign{spot: d.spot}})
	for _, fault := range faults {
		r.found(feed.Warning, "record-field", fault.Line, "%s; it is kept in extra", fault)
	}
	return e, len(faults) == 0
}

// flatten puts the keys of a table within beside the others, behind them.
func flatten(entries []table.Entry, name string) []table.Entry {
	i := slices.IndexFunc(entries, func(e table.Entry) bool { return e.Key == name })
	if i < 0 {
		return entries
	}
	t, err := entries[i].Table()
	if err != nil {
		return entries
	}
	return append(slices.Delete(entries, i, i+1), t.Entries...)
}

// hidden is draft = true, if a key keeps the article out.
func (g *generator) hidden(entries []table.Entry) (table.Entry, bool) {
	for _, e := range entries {
		key, data := strings.ToLower(e.Key), e.Value
		if t, err := e.Table(); err == nil { // build = { list = "never" }
			key += ".list"
			data, _ = t.Get("list")
		}
		if unless, known := g.hides[key]; known && strings.EqualFold(fmt.Sprint(data.Plain()), unless) {
			if key == "published" && slices.ContainsFunc(entries, func(e table.Entry) bool { return e.Key == "draft" }) {
				continue // Hugo: draft is the stronger one
			}
			return table.Entry{Key: "draft", Value: table.Value{Line: e.Line, Data: true}}, true
		}
	}
	return table.Entry{}, false
}

// taxonomies are the keys that hold tags.
func (d *draft) taxonomies() []naming {
	if g := d.defaults.generator(); g.posts || len(d.defaults.Taxonomies) == 0 {
		return nil
	}
	return []naming{{field: "tags", keys: strings.Join(d.defaults.Taxonomies, " "), all: true, soft: true}}
}
