package intake

import (
	"cmp"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/table"
	"dateline/feed/value"
)

// Feed reads RSS of any version or Atom 1.0, which findings call by a name. At is the
// address that it was read from; it may be empty.
func (r Reader) Feed(name, at string, data []byte) *Document {
	in := &Document{name: name}
	doc := in.tree(data)
	if doc == nil {
		return in
	}
	root := doc.Root
	channel := root // what tells of the feed
	switch nameOf(root) {
	case "rss", "rdf:RDF":
		in.Kind, channel = "RSS", child(root, "channel")
	case "atom:feed":
		in.Kind = "Atom"
	case "atom:entry":
		in.Kind, channel = "Atom", &markup.Node{}
	default:
		in.found(feed.Error, "import-kind", 1, "is no RSS, Atom or JSON Feed: %s", kindOf(root))
		return in
	}
	base := based(root, cmp.Or(at, r.URL))
	for _, n := range channel.Children {
		if nameOf(n) != "atom:link" {
			continue
		}
		switch strings.ToLower(attr(n, "rel")) {
		case "self":
			in.Self = absolute(attr(n, "href"), based(n, base))
		case "prev-archive", "next": // RFC 5005 §3 and §4
			in.Next = cmp.Or(in.Next, absolute(attr(n, "href"), based(n, base)))
		}
	}
	if home := absolute(child(channel, "link").Text, base); in.Kind == "RSS" && home != "" {
		base = home
	}
	r.walk(in, doc, root, channel, base)
	return in
}

// walk reads the items and entries below n.
func (r Reader) walk(in *Document, doc *markup.Document, n, channel *markup.Node, base string) {
	elements := rssElements
	if in.Kind == "Atom" {
		elements = atomElements
	}
	if n.Parent == nil && nameOf(n) == "atom:entry" {
		r.entry(in, doc, n, channel, base, elements)
		return
	}
	for _, c := range n.Children {
		switch nameOf(c) {
		case "item", "atom:entry":
			r.entry(in, doc, c, channel, base, elements)
		case "channel":
			r.walk(in, doc, c, channel, base)
		case "at:deleted-entry":
			in.Omitted.Add("tombstones", 1)
		}
	}
}

// entry reads an item or an entry of a channel.
func (r Reader) entry(in *Document, doc *markup.Document, n, channel *markup.Node, base string, elements map[string]func(*item, *markup.Node)) {
	i := &item{Reader: &r, in: in, doc: doc, node: n, base: based(n, base)}
	children := slices.Clone(n.Children)
	slices.SortStableFunc(children, func(a, b *markup.Node) int { return rank(a) - rank(b) })
	for _, c := range children {
		if read := elements[nameOf(c)]; read != nil {
			read(i, c)
		} else {
			i.keep(c)
		}
	}
	i.inherit(channel)
	i.settle()
	i.permanent()
	i.article()
}

// rank puts the enclosure before other files, which may repeat it.
func rank(n *markup.Node) int {
	if nameOf(n) == "enclosure" {
		return 0
	}
	return 1
}

// inherit says what a channel says for all its items: the language, and in Atom the
// authors (RFC 4287 §4.2.1).
func (i *item) inherit(channel *markup.Node) {
	for n := i.node; n != nil && !i.said("language"); n = n.Parent {
		i.language(n)
	}
	if n := child(channel, "language"); !i.said("language") {
		i.put("language", n, n.Text)
	}
	if i.said("authors") || nameOf(i.node) == "item" {
		return
	}
	for _, from := range []*markup.Node{child(i.node, "atom:source"), channel} {
		for _, c := range from.Children {
			if nameOf(c) == "atom:author" {
				i.person("authors", c)
			}
		}
		if i.said("authors") {
			return
		}
	}
}

// language says the language that xml:lang of an element tells.
func (i *item) language(n *markup.Node) {
	if lang, ok := n.Attr("http://www.w3.org/XML/1998/namespace", "lang"); ok {
		i.put("language", n, lang)
	}
}

// settle decides between what was said in several ways.
func (i *item) settle() {
	var keys []table.Entry
	said := map[string]table.Value{}
	for _, e := range i.keys.Entries {
		switch e.Key {
		case "guid", "link", "described", "thumbnail", "atom:updated":
			said[e.Key] = e.Value
		default:
			keys = append(keys, e)
		}
	}
	i.keys.Entries = keys
	say := func(key string, v table.Value) {
		if v.Data != nil && !i.said(key) {
			i.keys.Entries = append(i.keys.Entries, table.Entry{Key: key, Value: v})
		}
	}
	say("url", said["link"])
	say("published", said["atom:updated"])
	if _, ok := said["atom:updated"]; ok {
		say("updated", said["atom:updated"])
	}
	link, _ := i.keys.Get("url")
	say("id", said["guid"])
	say("id", link) // readers tell items without a guid apart by their links
	if guid, ok := said["guid"]; ok && link.Data == nil {
		if text, _ := guid.Data.(string); absolute(text, "") != "" && attr(child(i.node, "guid"), "isPermaLink") != "false" { // RSS 2.0 <guid>
			say("url", guid)
		}
	}
	if described := said["described"]; i.said("content_html") {
		i.summarize(described)
	} else {
		say("content_html", described)
	}
	say("image", said["thumbnail"])
}

// permanent keeps what a guid says of itself, where it is not what id and address tell:
// that it is an address (RSS 2.0 <guid>).
func (i *item) permanent() {
	guid := child(i.node, "guid")
	id, _ := i.keys.Get("id")
	address, _ := i.keys.Get("url")
	says := attr(guid, "isPermaLink") != "false"
	if text, _ := id.Data.(string); guid.Name != "" && says != table.Same(id, address) && (!says || absolute(text, "") != "") {
		i.extra.Entries = append(i.extra.Entries, table.Entry{Key: "isPermaLink", Value: i.value(guid, says)})
	}
}

// summarize says what an item's description says beside its content, unless that is
// the content again.
func (i *item) summarize(described table.Value) {
	text, _ := described.Data.(string)
	content, _ := i.keys.Get("content_html")
	body, _ := content.Data.(string)
	words := value.Line(i.Words(text))
	if words != "" && text != body && words != value.Line(i.Words(body)) && !i.said("summary") {
		i.keys.Entries = append(i.keys.Entries, table.Entry{Key: "summary", Value: table.Value{Line: described.Line, Data: words}})
	}
}

// based is what relative addresses in n are resolved against (XML Base).
func based(n *markup.Node, base string) string {
	if ref, ok := n.Attr("http://www.w3.org/XML/1998/namespace", "base"); ok {
		return cmp.Or(absolute(ref, base), base)
	}
	return base
}
