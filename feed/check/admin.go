package check

import (
	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// admin tells who is responsible for a feed (webns.net/mvcb). Its elements are
// empty and have an address as RDF does, rdf:resource.
var admin = &vocabulary{
	name: "admin", space: "http://webns.net/mvcb/", spec: "RSS admin module", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"errorReportsTo", inShows, maybe, anything, "<admin:errorReportsTo>"},
		{"generatorAgent", inShows, maybe, anything, "<admin:generatorAgent>"},
	},
	rules: []rule{
		{Rule{"admin-generator-said-twice", feed.Warning, "RSS admin module <admin:generatorAgent>", "DuplicateSemantics"}, "generatorAgent", generatorTwice},
		{Rule{"admin-resource-invalid", feed.Error, "RSS admin module", "InvalidFullLink"}, "errorReportsTo generatorAgent", resourceInvalid},
		{Rule{"admin-resource-missing", feed.Error, "RSS admin module", "MissingAttribute"}, "errorReportsTo generatorAgent", resourceMissing},
	},
}

func resourceMissing(j *judge, code string, n *markup.Node) {
	if _, said := n.Attr(rdfSpace, "resource"); !said {
		j.found(code, n, n.At, "%s has no attribute rdf:resource", n.Name)
	}
}

func resourceInvalid(j *judge, code string, n *markup.Node) {
	for i := range n.Attrs {
		a := &n.Attrs[i]
		if a.Space != rdfSpace || a.Name != "resource" {
			continue
		}
		if err := value.IRI(a.Value); err != nil {
			j.found(code, n, a.ValueAt, "rdf:resource: %v", err)
		}
	}
}

// generatorTwice: RSS has its own element for the program that made a feed.
func generatorTwice(j *judge, code string, n *markup.Node) {
	j.repeats(code, n, n.Parent.Child(n.Parent.Space, "generator"))
}
