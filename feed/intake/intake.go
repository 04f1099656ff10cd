// Package intake reads what other programs left, in the words of records: feeds (RSS,
// Atom) and the exports of WordPress and Ghost. Each article becomes a table of keys
// that records have, which knows where it stood; record.Importer makes articles of
// these. What was left out is named or counted.
//
//	document := intake.Reader{Words: prose.Text}.Feed("feed.xml", "https://old.example/feed.xml", data)
//	records := record.Importer{}.Take("feed.xml", document.Items)
package intake

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/table"
	"dateline/feed/value"
)

// A Reader reads documents.
type Reader struct {
	// URL is the site's, absolute: relative addresses are resolved against it, where
	// what is read names no site of its own. It may be empty.
	URL string
	// Zone is that of dates without an offset; nil means UTC.
	Zone *time.Location
	// Words gives the words of HTML, a line for each block.
	Words func(html string) string
	// Absolute gives HTML whose addresses were relative to base.
	Absolute func(html, base string) string
}

// A Document is what was read. A finding of level error says why an article, or all of
// it, is left out.
type Document struct {
	Kind     string       // what was read, such as RSS or Ghost
	Self     string       // address of the feed itself, as it says; empty if it does not
	Next     string       // address of the document with the older articles; empty for none
	Items    []table.Item // in the order in which they stood there
	Omitted  Omissions    // what was left out on purpose
	Findings feed.Findings

	name string // that findings call it by
}

// Omitted is what was left out on purpose, such as 3 pages.
type Omitted struct {
	What  string // a plural
	Count int
}

// Omissions are all that was left out, in the order in which it was found first.
type Omissions []Omitted

// Add counts so many more of something.
func (o *Omissions) Add(what string, count int) {
	i := slices.IndexFunc(*o, func(one Omitted) bool { return one.What == what })
	if i < 0 {
		i = len(*o)
		*o = append(*o, Omitted{What: what})
	}
	(*o)[i].Count += count
}

func (d *Document) found(level feed.Level, code string, line int, format string, args ...any) {
	d.Findings.Add(level, code, feed.Pos{File: d.name, Line: line}, format, args...)
}

// An item is an element of XML that becomes an article, while its keys are gathered.
type item struct {
	*Reader
	in    *Document
	doc   *markup.Document
	node  *markup.Node
	base  string // what relative addresses are resolved against
	keys  table.Table
	extra table.Table
}

// value is data that stands at n.
func (i *item) value(n *markup.Node, data any) table.Value {
	line, _ := i.doc.Place(n.At)
	return table.Value{Line: line, Data: data}
}

// put says a key by what stands at n, unless that is nothing. What is said first stays;
// what is said otherwise later is kept in extra.
func (i *item) put(key string, n *markup.Node, data any) {
	if text, isText := data.(string); isText {
		if text = strings.TrimSpace(value.Clean(text)); text == "" {
			return
		}
		data = text
	}
	v := i.value(n, data)
	if said, ok := i.keys.Get(key); ok {
		if !table.Same(said, v) {
			i.keep(n)
		}
		return
	}
	i.keys.Entries = append(i.keys.Entries, table.Entry{Key: key, Value: v})
}

// add adds one more to the list under a key.
func (i *item) add(key string, n *markup.Node, data any) {
	v := i.value(n, data)
	for at, e := range i.keys.Entries {
		if e.Key == key {
			list := e.List()
			if !slices.ContainsFunc(list, func(other table.Value) bool { return table.Same(other, v) }) {
				i.keys.Entries[at].Data = append(list, v)
			}
			return
		}
	}
	i.keys.Entries = append(i.keys.Entries, table.Entry{Key: key, Value: table.Value{Line: v.Line, Data: []table.Value{v}}})
}

// said reports whether a key is said.
func (i *item) said(key string) bool { return has(i.keys, key) }

// row is a table of keys and texts that stand at n.
func (i *item) row(n *markup.Node, pairs ...string) table.Table {
	line, _ := i.doc.Place(n.At)
	return rowOf(line, pairs...)
}

// rowOf is a table of keys and texts, in pairs, without those that say nothing.
func rowOf(line int, pairs ...string) table.Table {
	var t table.Table
	for i := 0; i < len(pairs); i += 2 {
		if text := strings.TrimSpace(value.Clean(pairs[i+1])); text != "" {
			t.Entries = append(t.Entries, table.Entry{Key: pairs[i], Value: table.Value{Line: line, Data: text}})
		}
	}
	return t
}

// keep puts an element that no record has a name for into extra, whole.
func (i *item) keep(n *markup.Node) {
	name := nameOf(n)
	if name == "" {
		return
	}
	v := i.value(n, i.whole(n))
	for at, e := range i.extra.Entries {
		if e.Key == name {
			i.extra.Entries[at].Data = append(e.List(), v)
			return
		}
	}
	i.extra.Entries = append(i.extra.Entries, table.Entry{Key: name, Value: v})
}

// whole is an element: its text if that is all, else a table of its attributes, which
// have an @ before their names, of its elements and its text.
func (i *item) whole(n *markup.Node) any {
	text := strings.TrimSpace(value.Clean(n.Text))
	if len(n.Attrs)+len(n.Children) == 0 {
		return text
	}
	inner := item{doc: i.doc, node: n}
	for _, a := range n.Attrs {
		inner.extra.Entries = append(inner.extra.Entries, table.Entry{Key: "@" + a.Name, Value: i.value(n, value.Clean(a.Value))})
	}
	for _, child := range n.Children {
		inner.keep(child)
	}
	if text != "" {
		inner.extra.Entries = append(inner.extra.Entries, table.Entry{Key: "text", Value: i.value(n, text)})
	}
	return inner.extra
}

// date says a key by the date that a text tells; one that cannot be read is said as it
// stands, and is a fault.
func (i *item) date(key string, n *markup.Node) {
	zone := i.Zone
	if zone == nil {
		zone = time.UTC
	}
	if t, err := value.FeedDate(n.Text, zone); err == nil {
		i.put(key, n, t.Format(time.RFC3339))
		return
	}
	i.put(key, n, n.Text)
}

// url says a key by an address.
func (i *item) url(key string, n *markup.Node, ref string) {
	if at := absolute(ref, i.base); at != "" {
		i.put(key, n, at)
		return
	}
	i.put(key, n, ref)
}

// absolute is the absolute address of ref; empty if ref is none that can be.
func absolute(ref, base string) string {
	if strings.TrimSpace(ref) == "" {
		return ""
	}
	at, err := value.WebURL(ref, base)
	if err != nil {
		return ""
	}
	return at
}

// article hands over what was gathered.
func (i *item) article() {
	if len(i.extra.Entries) > 0 {
		i.keys.Entries = append(i.keys.Entries, table.Entry{Key: "extra", Value: i.value(i.node, i.extra)})
	}
	line, column := i.doc.Place(i.node.At)
	i.in.Items = append(i.in.Items, table.Item{Table: i.keys, Line: line, Column: column, Base: i.base})
}

// tree reads XML; nil if it holds none. That it is not well-formed is said, and it is
// read as far as it goes.
func (d *Document) tree(data []byte) *markup.Document {
	const most = 3 // faults that are named
	doc := markup.XML(data)
	for n, fault := range doc.Faults {
		line, column := doc.Place(fault.At)
		at := feed.Pos{File: d.name, Line: line, Column: column}
		if n == most {
			d.Findings.Add(feed.Warning, "import-form", at, "there are %d more faults of its form; dateline check names them", len(doc.Faults)-n)
			break
		}
		d.Findings.Add(feed.Warning, "import-form", at, "is not well-formed, and read as far as that allows: %s", fault.Text)
	}
	if doc.Root == nil {
		d.found(feed.Error, "import-kind", 1, "holds no XML")
		return nil
	}
	return doc
}

// prefixes are those by which namespaces are known, whatever a document calls them.
var prefixes = map[string]string{
	"":                                            "",
	"http://purl.org/rss/1.0":                     "",
	"http://my.netscape.com/rdf/simple/0.9":       "",
	"http://backend.userland.com/rss2":            "",
	"http://www.w3.org/2005/atom":                 "atom",
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
	"http://www.w3.org/1999/xhtml":                "xhtml",
	"http://purl.org/rss/1.0/modules/content":     "content",
	"http://purl.org/dc/elements/1.1":             "dc",
	"http://purl.org/dc/terms":                    "dcterms",
	"http://purl.org/rss/1.0/modules/slash":       "slash",
	"http://wellformedweb.org/commentapi":         "wfw",
	"http://purl.org/syndication/thread/1.0":      "thr",
	"http://purl.org/syndication/history/1.0":     "fh",
	"http://purl.org/atompub/tombstones/1.0":      "at",
	"http://search.yahoo.com/mrss":                "media",
	"http://www.georss.org/georss":                "georss",
	"http://www.itunes.com/dtds/podcast-1.0.dtd":  "itunes",
	"https://podcastindex.org/namespace/1.0":      "podcast",
	"http://wordpress.org/export/1.2/excerpt":     "excerpt",
	"http://wordpress.org/export/1.1/excerpt":     "excerpt",
	"http://wordpress.org/export/1.0/excerpt":     "excerpt",
	"http://wordpress.org/export/1.2":             "wp",
	"http://wordpress.org/export/1.1":             "wp",
	"http://wordpress.org/export/1.0":             "wp",
}

// nameOf is the name of an element with the prefix by which its namespace is known,
// else with the one that it is written with.
func nameOf(n *markup.Node) string {
	prefix, known := prefixes[strings.ToLower(strings.TrimRight(n.Space, "/"))]
	if !known {
		prefix = n.Prefix
	}
	if prefix == "" {
		return n.Name
	}
	return prefix + ":" + n.Name
}

// child is the first child of a name as nameOf gives it; an empty element if there is
// none.
func child(n *markup.Node, name string) *markup.Node {
	for _, c := range n.Children {
		if nameOf(c) == name {
			return c
		}
	}
	return &markup.Node{At: n.At}
}

// attr is the value of an attribute without a namespace; empty if there is none.
func attr(n *markup.Node, name string) string {
	v, _ := n.Attr("", name)
	return strings.TrimSpace(v)
}

// has reports whether a table has a key.
func has(t table.Table, key string) bool {
	_, ok := t.Get(key)
	return ok
}

// kindOf says what XML holds, for who wanted something else.
func kindOf(root *markup.Node) string { return fmt.Sprintf("its root is %s", root.Written()) }
