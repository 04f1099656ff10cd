package prose

import (
	"strings"

	"golang.org/x/net/html"

	"dateline/feed/value"
)

// A walk goes once through a tree and makes it fit, from the tables. It recurses
// as deep as the parser lets elements nest (512).
type walk struct {
	home home
	said *changes
}

// Elements that are more than kept, removed or renamed. Each func gives the node
// to go on with.
var remade = map[string]func(*walk, *html.Node) *html.Node{
	"applet": (*walk).embed,
	"embed":  (*walk).embed,
	"iframe": (*walk).embed,
	"img":    (*walk).image,
	"input":  (*walk).input,
	"math":   (*walk).math,
	"object": (*walk).embed,
	"source": (*walk).source,
	"track":  (*walk).source,
}

func (w *walk) children(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		n = w.node(n)
	}
}

// node makes n fit and gives the node to go on with.
func (w *walk) node(n *html.Node) *html.Node {
	next := n.NextSibling
	switch n.Type {
	case html.ElementNode:
		return w.element(n)
	case html.TextNode:
		if n.Data = w.said.legible(n.Data); n.Data != "" {
			return next
		}
	}
	n.Parent.RemoveChild(n)
	return next
}

func (w *walk) element(n *html.Node) *html.Node {
	if remake := remade[n.Data]; remake != nil {
		return remake(w, n)
	}
	if class := attr(n, "class"); class != "" && painted().MatchString(class) {
		return w.remove(n, mathText, "formula that only styles can show was removed beside its text")
	}
	if code := removed[n.Data]; code != "" {
		return w.remove(n, code, "%s was removed", n.Data)
	}
	if as, found := renamed[n.Data]; found {
		w.said.add(as.code, n.Data, "%s became %s", n.Data, as.to)
		n.Data, n.DataAtom = as.to, 0
	}
	if !kept[n.Data] {
		w.said.add(elementRemoved, n.Data, "%s was taken off, what it holds stays", shown(n.Data))
		return unwrap(n)
	}
	w.attributes(n)
	if bare[n.Data] && len(n.Attr) == 0 {
		return unwrap(n)
	}
	next, held := n.NextSibling, hollow[n.Data] && holdsElement(n)
	w.children(n)
	if held && empty(n) && !has(n, "id") {
		n.Parent.RemoveChild(n)
	}
	return next
}

// Elements that say nothing without an attribute.
var bare = value.Words("a span")

// Elements that go when all that they held has gone.
var hollow = value.Words("a figure p picture")

// remove drops n and all within, says so, and gives the node to go on with.
func (w *walk) remove(n *html.Node, code, format string, args ...any) *html.Node {
	w.said.add(code, n.Data, format, args...)
	next := n.NextSibling
	n.Parent.RemoveChild(n)
	return next
}

// unwrap puts what n holds in its place and gives the node to go on with.
func unwrap(n *html.Node) *html.Node {
	first := n.FirstChild
	if first == nil {
		first = n.NextSibling
	}
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
	return first
}

// replace puts the new node where the old one is and gives the node to go on
// with, behind it.
func replace(old, new *html.Node) *html.Node {
	next := old.NextSibling
	old.Parent.InsertBefore(new, old)
	old.Parent.RemoveChild(old)
	return next
}

// input loses its control, but for the check marks of task lists.
func (w *walk) input(n *html.Node) *html.Node {
	if !strings.EqualFold(attr(n, "type"), "checkbox") || !has(n, "disabled") {
		return w.remove(n, formRemoved, "input was removed")
	}
	mark := "☐"
	if has(n, "checked") {
		mark = "☑"
	}
	w.said.add(checkboxText, "", "a checkbox became %s", mark)
	return replace(n, &html.Node{Type: html.TextNode, Data: mark})
}

// The copy of a formula that KaTeX paints beside the MathML.
var painted = value.Regexp(`(?:^|\s)katex-html(?:\s|$)`)

// math is its alternative text, else its source, else the words in it.
func (w *walk) math(n *html.Node) *html.Node {
	text := attr(n, "alttext")
	if source := first(n, "annotation"); text == "" && source != nil {
		text = inner(source)
	}
	if text == "" {
		text = inner(n)
	}
	text = value.Line(w.said.legible(text))
	w.said.add(mathText, "", "math became its text: %s", shown(text))
	return replace(n, &html.Node{Type: html.TextNode, Data: text})
}
