package check

import (
	"cmp"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// textType is the type of a text construct.
func textType(s string) error {
	if notBlank(s) != nil {
		return classed{"AttrNotBlank", errors.New("is blank; text, html or xhtml would be right")}
	}
	return oneOf("", "text", "html", "xhtml").check(s)
}

// authorMissing: an entry has an author, or its feed or source has.
func authorMissing(j *judge, code string, n *markup.Node) {
	if n.Child(atomSpace, "author") != nil {
		return
	}
	entries := n.Children
	if n.Name == "entry" {
		entries = nil
		if n.Parent == nil {
			entries = []*markup.Node{n}
		}
	}
	for _, e := range entries {
		if e.Space != atomSpace || e.Name != "entry" || e.Child(atomSpace, "author") != nil {
			continue
		}
		if source := e.Child(atomSpace, "source"); source == nil || source.Child(atomSpace, "author") == nil {
			j.found(code, e, e.At, "entry has no author, and neither has a feed or source around it")
			return
		}
	}
}

// contentOrLink: an entry without content says where it is to be read.
func contentOrLink(j *judge, code string, n *markup.Node) {
	if n.Child(atomSpace, "content") == nil && len(links(n, "alternate")) == 0 {
		j.found(code, n, n.At, "entry has neither content nor an alternate link")
	}
}

// registry is what a relation's name stands behind, where it is written as an IRI
// (RFC 4287 §4.2.7.2).
const registry = "http://www.iana.org/assignments/relation/"

// links are those of a relation; without rel a link is an alternate one.
func links(n *markup.Node, rel string) []*markup.Node {
	var found []*markup.Node
	for _, c := range n.Children {
		if c.Space != atomSpace || c.Name != "link" {
			continue
		}
		if r, said := c.Attr("", "rel"); strings.TrimPrefix(r, registry) == rel || !said && rel == "alternate" {
			found = append(found, c)
		}
	}
	return found
}

// summaryMissing: content that is elsewhere or no text is summed up.
func summaryMissing(j *judge, code string, n *markup.Node) {
	content := n.Child(atomSpace, "content")
	if content == nil || n.Child(atomSpace, "summary") != nil {
		return
	}
	kind, _ := content.Attr("", "type")
	if _, elsewhere := content.Attr("", "src"); elsewhere || isBinary(kind) {
		j.found(code, n, n.At, "entry has no summary, and its content is not in it as text")
	}
}

// isBinary reports whether content of the type stands there in Base64 (RFC 4287
// §4.1.3.3).
func isBinary(kind string) bool {
	kind = strings.ToLower(kind)
	return strings.Contains(kind, "/") && !strings.HasPrefix(kind, "text/") && !isXML(kind)
}

func isXML(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	return strings.HasSuffix(kind, "+xml") || strings.HasSuffix(kind, "/xml")
}

// metadataMisplaced: what is about the feed stands before its entries.
func metadataMisplaced(j *judge, code string, n *markup.Node) {
	entries := false
	for _, c := range n.Children {
		switch {
		case c.Space != atomSpace || j.modules[atomSpace].row(c.Name, n.Name) == nil:
		case c.Name == "entry":
			entries = true
		case entries:
			j.found(code, c, c.At, "%s stands behind an entry", c.Name)
			return
		}
	}
}

func selfMissing(j *judge, code string, n *markup.Node) {
	if len(links(n, "self")) == 0 {
		j.found(code, n, n.At, "feed has no link with rel=\"self\"")
	}
}

// alternateRepeated: one page for each type and language.
func alternateRepeated(j *judge, code string, n *markup.Node) {
	seen := map[string]bool{}
	for _, l := range links(n, "alternate") {
		kind, _ := l.Attr("", "type")
		lang, _ := l.Attr("", "hreflang")
		if seen[kind+" "+lang] {
			j.found(code, l, l.At, "%s has a second alternate link of type %s and language %s", n.Name, value.Quote(kind), value.Quote(lang))
		}
		seen[kind+" "+lang] = true
	}
}

// entryRepeated: readers show one of several entries with the same id.
func entryRepeated(j *judge, code string, n *markup.Node) {
	seen := map[string]bool{}
	for _, e := range n.Children {
		id := e.Child(atomSpace, "id")
		if e.Space != atomSpace || e.Name != "entry" || id == nil {
			continue
		}
		updated := ""
		if u := e.Child(atomSpace, "updated"); u != nil {
			updated = u.Text
		}
		if seen[id.Text+" "+updated] {
			j.found(code, id, id.At, "%s is the id of an earlier entry, updated at the same time", value.Quote(id.Text))
		}
		seen[id.Text+" "+updated] = true
	}
}

// textMarkup: text and HTML hold no elements.
func textMarkup(j *judge, code string, n *markup.Node) {
	kind, _ := n.Attr("", "type")
	switch {
	case len(n.Children) == 0:
	case kind == "" || kind == "text" || kind == "html":
		c := n.Children[0]
		j.found(code, c, c.At, "%s stands in %s, whose type is %s", c.Name, n.Name, cmp.Or(kind, "text"))
	case strings.HasPrefix(kind, "text/") && !isXML(kind):
		c := n.Children[0]
		j.found(code, c, c.At, "%v", classed{"NotEscaped", fmt.Errorf("%s stands in %s, whose type is %s, as an element; it has to be escaped", c.Name, n.Name, kind)})
	}
}

// construct judges what a text says, by its type (RFC 4287 §3.1).
func (j *judge) construct(p *passage) {
	kind, _ := p.node.Attr("", "type")
	switch strings.ToLower(kind) {
	case "", "text", "text/plain":
		j.noMarkup(p, "html-undeclared")
	case "html", "text/html":
		j.hypertext(p)
	case "xhtml":
		j.escaped(p)
		for _, c := range p.node.Children {
			j.xhtml(c)
		}
	}
}

// divMissing: XHTML stands in one div.
func divMissing(j *judge, code string, n *markup.Node) {
	if kind, _ := n.Attr("", "type"); kind != "xhtml" {
		return
	}
	if len(n.Children) != 1 || strings.TrimSpace(n.Text) != "" || n.Children[0].Name != "div" || n.Children[0].Space != xhtmlSpace {
		j.found(code, n, n.At, "%s of type xhtml holds something else than one div of XHTML", n.Name)
	}
}

// contentType is text, html, xhtml or a media type of one part; a media type, if
// the content is elsewhere.
func contentType(j *judge, code string, n *markup.Node) {
	kind, said := n.Attr("", "type")
	_, elsewhere := n.Attr("", "src")
	if !said || !elsewhere && has("text html xhtml", kind) {
		return
	}
	if err := mimeType(kind); err != nil || strings.HasPrefix(strings.ToLower(kind), "multipart/") || strings.HasPrefix(strings.ToLower(kind), "message/") {
		j.found(code, n, valueAt(n, "type"), "type: %s is neither text, html, xhtml nor a media type of one part", value.Quote(kind))
	}
}

// contentFilled: what is elsewhere is not here too.
func contentFilled(j *judge, code string, n *markup.Node) {
	if _, elsewhere := n.Attr("", "src"); elsewhere && (strings.TrimSpace(n.Text) != "" || len(n.Children) > 0) {
		j.found(code, n, n.At, "content has a src, and something in it")
	}
}

func hasAttr(n *markup.Node, name string) bool {
	_, said := n.Attr("", name)
	return said
}

// valueAt is where the value of an attribute stands.
func valueAt(n *markup.Node, name string) int {
	for i := range n.Attrs {
		if a := &n.Attrs[i]; a.Name == name && a.Space == "" {
			return a.ValueAt
		}
	}
	return n.At
}

// contentUntyped: of content that is elsewhere, a reader knows the type before it
// fetches it.
func contentUntyped(j *judge, code string, n *markup.Node) {
	if _, typed := n.Attr("", "type"); hasAttr(n, "src") && !typed {
		j.found(code, n, n.At, "content has a src and no type")
	}
}

// contentMixed: content of an XML type is one element.
func contentMixed(j *judge, code string, n *markup.Node) {
	if kind, _ := n.Attr("", "type"); isXML(kind) && len(n.Children) > 0 && strings.TrimSpace(n.Text) != "" {
		j.found(code, n, n.TextAt, "%s stands beside %s, which would be the content of type %s alone", value.Quote(strings.TrimSpace(n.Text)), n.Children[0].Written(), kind)
	}
}

// entryTextless: an entry has words besides its title.
func entryTextless(j *judge, code string, n *markup.Node) {
	if n.Child(atomSpace, "content") == nil && n.Child(atomSpace, "summary") == nil {
		j.found(code, n, n.At, "entry has neither summary nor content")
	}
}

// idCanonical: ids are compared letter by letter, so an id is written in the one
// form that nobody changes by mending it.
func idCanonical(j *judge, code string, n *markup.Node) {
	id := strings.TrimSpace(n.Text)
	if best := canonical(id); best != id && value.IRI(id) == nil {
		j.found(code, n, n.TextAt, "id: %s is written %s in canonical form", value.Quote(id), value.Quote(best))
	}
}

// idsSame: several entries of one id are states of one article, which has one title
// at a time; where all have the id and each its own title, it is that of the feed.
func idsSame(j *judge, code string, n *markup.Node) {
	ids, titles := map[string]bool{}, map[string]bool{}
	var last *markup.Node
	entries := 0
	for _, e := range n.Children {
		id, title := e.Child(atomSpace, "id"), e.Child(atomSpace, "title")
		if e.Name != "entry" || e.Space != atomSpace || id == nil || title == nil {
			continue
		}
		entries++
		ids[id.Text], titles[title.Text], last = true, true, id
	}
	if entries > 1 && len(ids) == 1 && len(titles) == entries {
		j.found(code, last, last.At, "%s is the id of all %d entries", value.Quote(last.Text), entries)
	}
}

func linkFilled(j *judge, code string, n *markup.Node) {
	if strings.TrimSpace(n.Text) != "" {
		j.found(code, n, n.TextAt, "link holds %s, which nobody reads; its address is href", value.Quote(strings.TrimSpace(n.Text)))
	}
}

// relUnregistered: a relation is registered, or an IRI of its own.
func relUnregistered(j *judge, code string, n *markup.Node) {
	rel, said := n.Attr("", "rel")
	if name := strings.TrimPrefix(rel, registry); said && !relations[strings.ToLower(name)] && (value.IRI(rel) != nil || name != rel) && oneRelation(rel) == nil {
		j.found(code, n, valueAt(n, "rel"), "rel: %s is no registered relation%s", value.Quote(rel), nearest(rel, relations))
	}
}

// nearest is what was perhaps meant, as the end of a finding.
func nearest(s string, known map[string]bool) string {
	if len(s) < 3 {
		return "" // every short word is near to another
	}
	if near := feed.Nearest(s, slices.Sorted(maps.Keys(known))); near != "" && near != s {
		return "; did you mean " + near + "?"
	}
	return ""
}

// selfRelative: readers find the feed again by its own address.
func selfRelative(j *judge, code string, n *markup.Node) {
	for _, l := range links(n, "self") {
		if href, said := l.Attr("", "href"); said && !hasScheme(href) && !based(l) {
			j.found(code, l, valueAt(l, "href"), "href: %s of the link to the feed itself is relative", value.Quote(href))
		}
	}
}

// sourceIncomplete: what is left of the feed that an entry came from identifies it.
func sourceIncomplete(j *judge, code string, n *markup.Node) {
	for _, name := range []string{"id", "title", "updated"} {
		if n.Child(atomSpace, name) == nil {
			j.found(code, n, n.At, "source has no %s", name)
		}
	}
}

// textBlank: there is something to read.
func textBlank(j *judge, code string, n *markup.Node) {
	if len(n.Children) == 0 && !hasAttr(n, "src") && strings.TrimSpace(n.Text) == "" {
		j.found(code, n, n.At, "%s is blank", n.Name)
	}
}

// updatedShared: readers that sort by date alone show such entries in any order.
func updatedShared(j *judge, code string, n *markup.Node) {
	seen := map[string]bool{}
	for _, e := range n.Children {
		u := e.Child(atomSpace, "updated")
		if e.Name != "entry" || e.Space != atomSpace || u == nil {
			continue
		}
		if seen[u.Text] {
			j.found(code, u, u.TextAt, "updated: %s is that of an earlier entry, too", value.Quote(u.Text))
		}
		seen[u.Text] = true
	}
}

// contentBase64: content that is no text stands there in Base64.
func contentBase64(j *judge, code string, n *markup.Node) {
	kind, _ := n.Attr("", "type")
	if !isBinary(kind) || hasAttr(n, "src") {
		return
	}
	text := strings.Join(strings.Fields(n.Text), "")
	if _, err := base64.StdEncoding.DecodeString(text); err != nil || text == "" {
		j.found(code, n, n.TextAt, "content is of type %s, and %s is no Base64", kind, value.Quote(strings.TrimSpace(n.Text)))
	}
}
