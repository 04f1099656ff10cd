package prose

import (
	"strings"

	"golang.org/x/net/html"
)

// value is the attribute of n by that name, trimmed; empty if there is none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return strings.Trim(a.Val, blanks)
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return true
		}
	}
	return false
}

// set gives n the attribute, in the place of one by that name.
func set(n *html.Node, name, value string) {
	for i, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

// first is the first element of the name within n; nil if there is none.
func first(n *html.Node, name string) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			return d
		}
	}
	return nil
}

// elementBefore is the element before n with nothing but blanks between them.
func elementBefore(n *html.Node) *html.Node {
	n = n.PrevSibling
	for n != nil && blank(n) {
		n = n.PrevSibling
	}
	return elementOrNil(n)
}

// elementAfter is the element after n with nothing but blanks between them.
func elementAfter(n *html.Node) *html.Node {
	n = n.NextSibling
	for n != nil && blank(n) {
		n = n.NextSibling
	}
	return elementOrNil(n)
}

func elementOrNil(n *html.Node) *html.Node {
	if n == nil || n.Type != html.ElementNode {
		return nil
	}
	return n
}

func blank(n *html.Node) bool {
	return n.Type == html.TextNode && strings.Trim(n.Data, blanks) == "" || n.Type == html.CommentNode
}

func holdsElement(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			return true
		}
	}
	return false
}

// inner is all the text within n.
func inner(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// within reports whether n has an ancestor of the name.
func within(n *html.Node, name string) bool {
	for p := range n.Ancestors() {
		if p.Type == html.ElementNode && p.Data == name {
			return true
		}
	}
	return false
}

// empty reports whether n holds nothing but blanks.
func empty(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if !blank(c) {
			return false
		}
	}
	return true
}
