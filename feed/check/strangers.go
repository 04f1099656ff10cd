package check

import (
	"strings"

	"dateline/feed/markup"
	"dateline/feed/value"
)

// strangers are documents that are told by their root, and not judged.
var strangers = []struct {
	root, space string
	holds       string // the namespace of an element in it; empty for any document with the root
	code        string
	name        string // of what it is, as in Report
	text        string // of the finding
}{
	{"RDF", rdfSpace, "http://channel.netscape.com/rdf/simple/0.9/", "document-rss090", "rss", "RSS 0.90 is not judged; RSS 2.0 has taken its place"},
	{"RDF", rdfSpace, "http://my.netscape.com/rdf/simple/0.9/", "document-rss090", "rss", "RSS 0.90 is not judged; RSS 2.0 has taken its place"},
	{"categories", appSpace, "", "document-atompub", "", "a list of categories of the Atom Publishing Protocol is no feed"},
	{"entry", atom03Space, "", "document-atom03", "", "Atom 0.3 is not judged; Atom 1.0 has taken its place, in the namespace " + atomSpace},
	{"feed", atom03Space, "", "document-atom03", "", "Atom 0.3 is not judged; Atom 1.0 has taken its place, in the namespace " + atomSpace},
	{"service", appSpace, "", "document-atompub", "", "a service document of the Atom Publishing Protocol is no feed; the collections that it names are"},
}

const atom03Space = "http://purl.org/atom/ns#"

// stranger says what a document is that is not judged: one that is known, one whose
// root has the name of a feed's in another namespace, or anything else.
func (j *judge) stranger(root *markup.Node) string {
	for _, s := range strangers {
		if root.Name == s.root && root.Space == s.space && holds(root, s.holds) {
			j.found(s.code, root, root.At, "%s", s.text)
			return s.name
		}
	}
	for _, f := range formats {
		switch {
		case f.root != root.Name || f.space == root.Space:
		case root.Space == "":
			j.found("document-namespace-missing", root, root.At, "%s has no namespace; that of Atom is %s", root.Name, f.space)
			return ""
		case f.space == "":
			j.found("document-namespace-wrong", root, root.At, "%s stands in the namespace %s, and belongs to none", root.Name, root.Space)
			return ""
		default:
			j.found("document-namespace-wrong", root, root.At, "%s stands in the namespace %s; that of Atom is %s", root.Name, root.Space, f.space)
			return ""
		}
	}
	j.found("document-unknown", root, root.At, "%s is the root of no feed; rss, feed and entry of Atom, rdf:RDF of RSS 1.0, and opml are", value.Quote(strings.TrimPrefix(root.Prefix+":"+root.Name, ":")))
	return ""
}

// holds reports whether an element has a child in the namespace, or none is asked
// for.
func holds(n *markup.Node, space string) bool {
	for _, c := range n.Children {
		if c.Space == space {
			return true
		}
	}
	return space == ""
}
