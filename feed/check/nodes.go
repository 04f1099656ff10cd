package check

import (
	"maps"
	"slices"

	"dateline/feed"
	"dateline/feed/markup"
)

// parent is the name of the element around one.
func parent(n *markup.Node) string {
	if n.Parent == nil {
		return ""
	}
	return n.Parent.Name
}

func hasAttr(n *markup.Node, name string) bool {
	_, said := n.Attr("", name)
	return said
}

// valueOr is the value of an attribute, or what it is where there is none.
func valueOr(n *markup.Node, name, otherwise string) string {
	if v, said := n.Attr("", name); said {
		return v
	}
	return otherwise
}

// valueAt is where the value of an attribute stands; the element, if it has none.
func valueAt(n *markup.Node, name string) int {
	for i := range n.Attrs {
		if a := &n.Attrs[i]; a.Name == name && a.Space == "" {
			return a.ValueAt
		}
	}
	return n.At
}

// based reports whether an element around says what addresses are relative to.
func based(n *markup.Node) bool {
	for ; n != nil; n = n.Parent {
		if _, said := n.Attr(xmlNames.space, "base"); said {
			return true
		}
	}
	return false
}

// earlier are values that came before.
type earlier map[string]bool

// again reports whether a value came before, and keeps it.
func (seen earlier) again(v string) bool {
	was := seen[v]
	seen[v] = true
	return was
}

// nearest ends a finding with the known word that was perhaps meant.
func nearest(s string, known map[string]bool) string {
	return feed.DidYouMean(s, slices.Sorted(maps.Keys(known)))
}
