package intake

import (
	"html"
	"slices"
	"strings"

	"dateline/feed/markup"
	"dateline/feed/value"
)

// title is a title as RSS has it: readers decode what is escaped twice.
func (i *item) title(n *markup.Node) string {
	if len(n.Children) > 0 {
		return value.Line(i.Words(i.inner(n)))
	}
	return html.UnescapeString(n.Text)
}

// inner is what is within an element as HTML: its text, which is escaped HTML, or its
// elements, which are XHTML. Of a div that only holds an XHTML text construct is what
// it holds (RFC 4287 §3.1.1.3).
func (i *item) inner(n *markup.Node) string {
	if len(n.Children) == 0 {
		return n.Text
	}
	if only := n.Children[0]; len(n.Children) == 1 && only.Name == "div" && strings.TrimSpace(n.Text) == "" {
		n = only
	}
	return i.xhtml(n)
}

// void are the elements of HTML that have no end tag (HTML §13.1.2).
var void = value.Words("area base br col embed hr img input link meta source track wbr")

var (
	cdata = value.Regexp(`(?s)<!\[CDATA\[(.*?)\]\]>`)
	// prefixed is the beginning of a tag whose name has a prefix.
	prefixed = value.Regexp(`^</?[^\s<>/:]+:`)
)

// xhtml is what stands within n as HTML reads it: names have no prefixes, and what XML
// closes in its start tag has an end tag, unless it is void.
func (i *item) xhtml(n *markup.Node) string {
	src := string(i.doc.Data)
	start, end := inside(src, n)
	var edits []edit
	for _, c := range n.Children {
		edits = append(edits, htmlEdits(src, c)...)
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.at - b.at })
	var b strings.Builder
	at := start
	for _, e := range edits {
		if at <= e.at && e.end <= end { // tags that are not closed reach into others
			b.WriteString(src[at:e.at] + e.text)
			at = e.end
		}
	}
	b.WriteString(src[at:max(at, end)])
	return cdata().ReplaceAllStringFunc(b.String(), func(s string) string {
		return html.EscapeString(cdata().FindStringSubmatch(s)[1])
	})
}

// An edit puts text in place of the bytes from at to end.
type edit struct {
	at, end int
	text    string
}

// htmlEdits make HTML of an element and all within.
func htmlEdits(src string, n *markup.Node) []edit {
	var edits []edit
	cut := func(at int) {
		if p := prefixed().FindString(src[at:n.End]); p != "" {
			slash := strings.IndexByte(p, '/') + 1
			edits = append(edits, edit{at + 1 + slash, at + len(p), ""})
		}
	}
	cut(n.At)
	raw := src[n.At:n.End]
	switch closing := strings.LastIndex(raw, "</"); {
	case strings.HasSuffix(raw, "/>") && len(n.Children) == 0 && closing < 0:
		if !void[strings.ToLower(n.Name)] {
			edits = append(edits, edit{n.End - len("/>"), n.End, "></" + n.Name + ">"})
		}
	case closing > 0:
		cut(n.At + closing)
	}
	for _, c := range n.Children {
		edits = append(edits, htmlEdits(src, c)...)
	}
	return edits
}

// inside is where the inside of an element begins and ends.
func inside(src string, n *markup.Node) (start, end int) {
	start = n.At
	for quote := byte(0); start < n.End; start++ {
		switch c := src[start]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			end = strings.LastIndex(src[:n.End], "</")
			return start + 1, max(start+1, end)
		}
	}
	return n.End, n.End
}
