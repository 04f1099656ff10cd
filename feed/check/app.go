package check

import (
	"dateline/feed"
	"dateline/feed/markup"
)

const appSpace = "http://www.w3.org/2007/app"

// app is what the Atom Publishing Protocol puts into feeds (RFC 5023).
var app = &vocabulary{
	name: "app", space: appSpace, spec: "RFC 5023",
	elements: []element{
		// name, in, times, form, section
		{"accept", "collection", many, anything, "§8.3.4"},
		{"categories", "collection", many, form{open: true}, "§8.3.6"},
		{"collection", inShows, many, anything, "§8.3.5"},
		{"control", inItems, maybe, anything, "§13.1.1"},
		{"draft", "control", maybe, oneOf("InvalidYesNo", "yes", "no"), "§13.1.1"},
		{"edited", inItems, maybe, rfc3339, "§10.2"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"fixed", "categories", false, oneOf("InvalidYesNo", "yes", "no"), "§7.2.1"},
		{"href", "categories", false, reference, "§7.2.1"},
		{"href", "collection", true, reference, "§8.3.5"},
		{"scheme", "categories", false, absoluteIRI, "§7.2.1"},
	},
	rules: []rule{
		{Rule{"app-collection-title-missing", feed.Error, "RFC 5023 §8.3.5", "MissingElement"}, "collection", collectionTitle},
	},
}

// collectionTitle: a collection has a name, which is an element of Atom.
func collectionTitle(j *judge, code string, n *markup.Node) {
	if n.Child(atomSpace, "title") == nil {
		j.found(code, n, n.At, "collection has no atom:title")
	}
}
