package check

import (
	"cmp"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

const atomSpace = "http://www.w3.org/2005/Atom"

// atom is Atom 1.0 (RFC 4287).
var atom = &vocabulary{
	name: "atom", space: atomSpace, spec: "RFC 4287",
	elements: []element{
		// name, in, times, form, section
		{"author", "feed entry source", many, anything, "§4.2.1"},
		{"category", "feed entry source", many, anything, "§4.2.2"},
		{"content", "entry", maybe, construct, "§4.1.3"},
		{"contributor", "feed entry source", many, anything, "§4.2.3"},
		{"email", "author contributor", maybe, address, "§3.2.3"},
		{"entry", "feed", many, anything, "§4.1.2"},
		{"generator", "feed source", maybe, headline, "§4.2.4"},
		{"icon", "feed source", maybe, reference, "§4.2.5"},
		{"id", "feed entry", once, absoluteIRI, "§4.2.6"},
		{"id", "source", maybe, absoluteIRI, "§4.2.6"},
		{"link", "feed entry source", many, anything, "§4.2.7"},
		{"logo", "feed source", maybe, reference, "§4.2.8"},
		{"name", "author contributor", once, headline, "§3.2.1"},
		{"published", "entry", maybe, rfc3339, "§4.2.9"},
		{"rights", "feed entry source", maybe, construct, "§4.2.10"},
		{"source", "entry", maybe, anything, "§4.2.11"},
		{"subtitle", "feed source", maybe, construct, "§4.2.12"},
		{"summary", "entry", maybe, construct, "§4.2.13"},
		{"title", "feed entry", once, construct, "§4.2.14"},
		{"title", "source", maybe, construct, "§4.2.14"},
		{"updated", "feed entry", once, rfc3339, "§4.2.15"},
		{"updated", "source", maybe, rfc3339, "§4.2.15"},
		{"uri", "author contributor", maybe, reference, "§3.2.2"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"href", "link", true, reference, "§4.2.7.1"},
		{"hreflang", "link", false, language, "§4.2.7.4"},
		{"label", "category", false, plain, "§4.2.2.3"},
		{"length", "link", false, nonNegative, "§4.2.7.6"},
		{"rel", "link", false, filled, "§4.2.7.2"},
		{"scheme", "category", false, absoluteIRI, "§4.2.2.2"},
		{"src", "content", false, reference, "§4.1.3.2"},
		{"term", "category", true, filled, "§4.2.2.1"},
		{"title", "link", false, headline, "§4.2.7.5"},
		{"type", "content", false, anything, "§4.1.3.1"},
		{"type", "link", false, mediaType, "§4.2.7.3"},
		{"type", "rights subtitle summary title", false, oneOf("InvalidTextType", "text", "html", "xhtml"), "§3.1.1"},
		{"uri", "generator", false, reference, "§4.2.4"},
		{"version", "generator", false, anything, "§4.2.4"},
	},
	rules: []rule{
		{Rule{"atom-author-missing", feed.Error, "RFC 4287 §4.1.1", "MissingElement"}, "feed entry", authorMissing},
		{Rule{"atom-content-or-link-missing", feed.Error, "RFC 4287 §4.1.2", "MissingContentOrAlternate"}, "entry", contentOrLink},
		{Rule{"atom-summary-missing", feed.Error, "RFC 4287 §4.1.2", "MissingSummary"}, "entry", summaryMissing},
		{Rule{"atom-metadata-misplaced", feed.Error, "RFC 4287 §4.1.1", "MisplacedMetadata"}, "feed", metadataMisplaced},
		{Rule{"atom-self-missing", feed.Warning, "RFC 4287 §4.1.1", "MissingSelf"}, "feed", selfMissing},
		{Rule{"atom-alternate-repeated", feed.Error, "RFC 4287 §4.1.2", "DuplicateAtomLink"}, "feed entry source", alternateRepeated},
		{Rule{"atom-entry-repeated", feed.Warning, "RFC 4287 §4.1.1", "DuplicateEntries"}, "feed", entryRepeated},
		{Rule{"atom-text-markup", feed.Error, "RFC 4287 §3.1.1", "UndefinedElement"}, "content rights subtitle summary title", textMarkup},
		{Rule{"atom-xhtml-div-missing", feed.Error, "RFC 4287 §3.1.1.3", "MissingXhtmlDiv"}, "content rights subtitle summary title", divMissing},
		{Rule{"atom-content-type", feed.Error, "RFC 4287 §4.1.3.1", "InvalidMIMEType"}, "content", contentType},
		{Rule{"atom-content-src-filled", feed.Error, "RFC 4287 §4.1.3.2", "ContentSrcNotEmpty"}, "content", contentFilled},
	},
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

// links are those of a relation; without rel a link is an alternate one.
func links(n *markup.Node, rel string) []*markup.Node {
	var found []*markup.Node
	for _, c := range n.Children {
		if c.Space != atomSpace || c.Name != "link" {
			continue
		}
		if r, said := c.Attr("", "rel"); r == rel || !said && rel == "alternate" {
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
		case c.Space != atomSpace:
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
	if (kind == "" || kind == "text" || kind == "html") && len(n.Children) > 0 {
		c := n.Children[0]
		j.found(code, c, c.At, "%s stands in %s, whose type is %s", c.Name, n.Name, value.Quote(cmp.Or(kind, "text")))
	}
}

// construct judges what a text says, by its type (RFC 4287 §3.1).
func (j *judge) construct(p *passage) {
	kind, _ := p.node.Attr("", "type")
	switch strings.ToLower(kind) {
	case "", "text":
		j.noMarkup(p, "html-undeclared")
	case "html", "text/html":
		j.hypertext(p)
	case "xhtml":
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
		j.found(code, n, n.At, "type: %s is neither text, html, xhtml nor a media type of one part", value.Quote(kind))
	}
}

// contentFilled: what is elsewhere is not here too.
func contentFilled(j *judge, code string, n *markup.Node) {
	if _, elsewhere := n.Attr("", "src"); elsewhere && (strings.TrimSpace(n.Text) != "" || len(n.Children) > 0) {
		j.found(code, n, n.At, "content has a src, and something in it")
	}
}
