package prose

import (
	"strings"

	"golang.org/x/net/html"

	"dateline/feed/value"
)

// A kind is a set of elements that may stand beside each other.
type kind byte

const (
	flow     kind = 1 << iota // paragraphs and what holds them
	phrasing                  // what is within a line
	item                      // of a list
	group                     // of rows
	row                       // of cells
	cell
)

// models are the elements that the parser reads as they are written, as long as
// each stands where its kind may: then it neither closes one nor moves one.
var models = func() map[string]struct{ is, holds kind } {
	all := map[string]struct{ is, holds kind }{}
	for _, m := range []struct {
		names     string
		is, holds kind
	}{
		{"p h1 h2 h3 h4 h5 h6 pre", flow, phrasing},
		{"article aside blockquote div figcaption figure footer header section", flow, flow | phrasing},
		{"ol ul", flow, item},
		{"li", item, flow | phrasing},
		{"table", flow, group},
		{"thead tbody", group, row},
		{"tr", row, cell},
		{"td th", cell, flow | phrasing},
		{"hr", flow, 0},
		{"a abbr b cite code del em i ins q s small strong sub sup u", phrasing, phrasing},
		{"br img", phrasing, 0},
	} {
		for name := range value.Words(m.names) {
			all[name] = struct{ is, holds kind }{m.is, m.holds}
		}
	}
	return all
}()

// maxSettled is how deep elements may nest in what is settled: far less than the
// parser reads.
const maxSettled = 100

// settled reports whether reading what parent holds, once it is rendered, gives the
// same nodes; it says so of the usual ones alone.
func settled(parent *html.Node, holds kind, depth int) bool {
	if depth > maxSettled {
		return false
	}
	for n := parent.FirstChild; n != nil; n = n.NextSibling {
		if n.Type == html.TextNode {
			if !lone(n, holds) {
				return false
			}
			continue
		}
		model := models[n.Data]
		if n.Type != html.ElementNode || n.Namespace != "" || model.is&holds == 0 ||
			model.is == phrasing && repeated(n) || !settled(n, model.holds, depth+1) {
			return false
		}
	}
	return true
}

// lone reports whether the text n is read back as one, where it stands.
func lone(n *html.Node, holds kind) bool {
	return (n.PrevSibling == nil || n.PrevSibling.Type != html.TextNode) && // they would be one
		(holds&phrasing != 0 || strings.Trim(n.Data, blanks) == "") &&
		(n.Parent.Data != "pre" || !strings.HasPrefix(n.Data, "\n"))
}

// repeated reports whether n is within one of its name, on the same line.
func repeated(n *html.Node) bool {
	for p := n.Parent; models[p.Data].is == phrasing; p = p.Parent {
		if p.Data == n.Data {
			return true
		}
	}
	return false
}
