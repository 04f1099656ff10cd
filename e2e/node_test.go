package e2e

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"strings"
)

// A node is an element. Its name has the prefix that is usual for its namespace,
// whatever the document says: atom:link, media:content; none for those of the
// root's own format.
type node struct {
	name     string
	attrs    map[string]string
	text     string // of its own, not of its children
	children []*node
}

// prefixes are the usual ones.
var prefixes = map[string]string{
	"http://www.w3.org/2005/Atom":                  "atom",
	"http://purl.org/rss/1.0/modules/content/":     "content",
	"http://purl.org/dc/elements/1.1/":             "dc",
	"http://purl.org/dc/terms/":                    "dcterms",
	"http://www.georss.org/georss":                 "georss",
	"http://www.itunes.com/dtds/podcast-1.0.dtd":   "itunes",
	"http://search.yahoo.com/mrss/":                "media",
	"https://podcastindex.org/namespace/1.0":       "podcast",
	"http://purl.org/rss/1.0/modules/slash/":       "slash",
	"http://purl.org/syndication/thread/1.0":       "thr",
	"http://wellformedweb.org/CommentAPI/":         "wfw",
	"http://www.w3.org/XML/1998/namespace":         "xml",
	"http://purl.org/syndication/history/1.0":      "fh",
	"http://purl.org/rss/1.0/modules/syndication/": "sy",
}

func qualified(name xml.Name, root string) string {
	switch prefix := prefixes[name.Space]; {
	case name.Space == "" || name.Space == root:
		return name.Local
	case prefix == "":
		return "{" + name.Space + "}" + name.Local
	default:
		return prefix + ":" + name.Local
	}
}

// parse reads a document into its root.
func parse(data []byte) (*node, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	document := &node{}
	open := []*node{document}
	root := ""
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) && len(document.children) == 1 {
			return document.children[0], nil
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if top == document {
				root = t.Name.Space
			}
			n := &node{name: qualified(t.Name, root), attrs: map[string]string{}}
			for _, a := range t.Attr {
				n.attrs[qualified(a.Name, "")] = a.Value
			}
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(t)
		}
	}
}

// all are the children of a name; of a path such as channel/item, those below.
func (n *node) all(path string) []*node {
	name, rest, deeper := strings.Cut(path, "/")
	var found []*node
	for _, c := range n.children {
		if c.name != name {
			continue
		}
		if deeper {
			found = append(found, c.all(rest)...)
		} else {
			found = append(found, c)
		}
	}
	return found
}

// value is the text of the first child of that path; empty if there is none.
func (n *node) value(path string) string {
	for _, c := range n.all(path) {
		return strings.TrimSpace(c.text)
	}
	return ""
}

// walk goes through n and all below it, with the name of the parent.
func (n *node) walk() iter.Seq2[*node, *node] {
	return func(yield func(parent, n *node) bool) { n.each(&node{}, yield) }
}

func (n *node) each(parent *node, yield func(parent, n *node) bool) bool {
	if !yield(parent, n) {
		return false
	}
	for _, c := range n.children {
		if !c.each(n, yield) {
			return false
		}
	}
	return true
}
