package check

import (
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
)

// opml is OPML 1.0 and 2.0 (opml.org/spec2.opml).
var opml = &vocabulary{
	name: "opml", spec: "OPML 2.0", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"body", "opml", once, anything, "<body>"},
		{"dateCreated", "head", maybe, rfc822, "<head>"},
		{"dateModified", "head", maybe, rfc822, "<head>"},
		{"docs", "head", maybe, fullURL, "<head>"},
		{"expansionState", "head", maybe, anything, "<head>"},
		{"head", "opml", once, anything, "<head>"},
		{"outline", "body", some, anything, "<outline>"},
		{"outline", "outline", many, anything, "<outline>"},
		{"ownerEmail", "head", maybe, address, "<head>"},
		{"ownerId", "head", maybe, fullURL, "<head>"},
		{"ownerName", "head", maybe, anything, "<head>"},
		{"title", "head", maybe, anything, "<head>"},
		{"vertScrollState", "head", maybe, nonNegative, "<head>"},
		{"windowBottom", "head", maybe, nonNegative, "<head>"},
		{"windowLeft", "head", maybe, nonNegative, "<head>"},
		{"windowRight", "head", maybe, nonNegative, "<head>"},
		{"windowTop", "head", maybe, nonNegative, "<head>"},
	},
	rules: []rule{
		{Rule{"opml-version", feed.Error, "OPML 2.0 <opml>", "InvalidOPMLVersion"}, "opml", opmlVersion},
		{Rule{"opml-outline-text-missing", feed.Error, "OPML 2.0 <outline>", "MissingAttribute"}, "outline", outlineText},
		{Rule{"opml-outline-address-missing", feed.Error, "OPML 2.0 Subscription lists", "MissingXmlURL"}, "outline", outlineAddress},
	},
}

func opmlVersion(j *judge, code string, n *markup.Node) {
	if version, _ := n.Attr("", "version"); !has("1.0 1.1 2.0", version) {
		j.found(code, n, n.At, "version of opml is %q, and 1.0, 1.1 and 2.0 are known", version)
	}
}

func outlineText(j *judge, code string, n *markup.Node) {
	if text, said := n.Attr("", "text"); !said || notBlank(text) != nil {
		j.found(code, n, n.At, "outline has no text")
	}
}

// outlineAddress: a subscription says where the feed is.
func outlineAddress(j *judge, code string, n *markup.Node) {
	address, _ := n.Attr("", "xmlUrl")
	if kind, _ := n.Attr("", "type"); strings.EqualFold(kind, "rss") && strings.TrimSpace(address) == "" {
		j.found(code, n, n.At, "outline of type rss has no xmlUrl")
	}
}
