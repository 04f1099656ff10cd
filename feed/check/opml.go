package check

import "dateline/feed"

// opml is OPML 2.0 (opml.org/spec2.opml), and 1.0 and 1.1, which allow an outline
// any attribute.
var opml = &vocabulary{
	name: "opml", spec: "OPML 2.0", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"body", "opml", once, anything, "<body>"},
		{"dateCreated", "head", maybe, rfc822, "<head>"},
		{"dateModified", "head", maybe, rfc822, "<head>"},
		{"docs", "head", maybe, fullURL, "<head>"},
		{"expansionState", "head", maybe, form{check: lineNumbers, w3c: "InvalidExpansionState,InvalidCommaSeparatedIntegers"}, "<head>"},
		{"head", "opml", once, anything, "<head>"},
		{"outline", "body", some, anything, "<outline>"},
		{"outline", "outline", many, anything, "<outline>"},
		{"ownerEmail", "head", maybe, address, "<head>"},
		{"ownerId", "head", maybe, fullURL, "<head>"},
		{"ownerName", "head", maybe, plain, "<head>"},
		{"title", "head", maybe, plain, "<head>"},
		{"vertScrollState", "head", maybe, nonNegative, "<head>"},
		{"windowBottom", "head", maybe, integer, "<head>"},
		{"windowLeft", "head", maybe, integer, "<head>"},
		{"windowRight", "head", maybe, integer, "<head>"},
		{"windowTop", "head", maybe, integer, "<head>"},
	},
	attributes: opmlAttributes,
	rules: []rule{
		{Rule{"opml-outline-address-missing", feed.Error, "OPML 2.0 Subscription lists", "MissingXmlURL"}, "outline", outlineNeeds("rss", "xmlUrl")},
		{Rule{"opml-outline-attribute-unknown", feed.Warning, "OPML 2.0 Extending OPML", "UnexpectedAttribute"}, "outline", outlineAttributes},
		{Rule{"opml-outline-title-missing", feed.Warning, "OPML 2.0 Subscription lists", "MissingTitleAttr"}, "outline", outlineTitle},
		{Rule{"opml-outline-type-missing", feed.Warning, "OPML 2.0 Subscription lists", "MissingOutlineType"}, "outline", outlineType},
		{Rule{"opml-outline-type-unknown", feed.Warning, "OPML 2.0 <outline>", "InvalidOutlineType"}, "outline", outlineTypeUnknown},
		{Rule{"opml-outline-url-missing", feed.Error, "OPML 2.0 Inclusion", "MissingUrlAttr"}, "outline", outlineNeeds("link include", "url")},
		{Rule{"opml-version", feed.Error, "OPML 2.0 <opml>", "InvalidOPMLVersion"}, "opml", opmlVersion},
	},
}

var opmlAttributes = []attribute{
	// name, on, must, form, section
	{others, "outline", false, anything, "Extending OPML"}, // a rule judges them by the version
	{"category", "outline", false, form{check: categoryPaths, level: feed.Warning}, "<outline>"},
	{"created", "outline", false, rfc822, "<outline>"},
	{"description", "outline", false, hypertext, "Subscription lists"},
	{"htmlUrl", "outline", false, fullURL, "Subscription lists"},
	{"isBreakpoint", "outline", false, oneOf("InvalidTrueFalse", "true", "false"), "<outline>"},
	{"isComment", "outline", false, oneOf("InvalidTrueFalse", "true", "false"), "<outline>"},
	{"language", "outline", false, form{check: knownLanguage, w3c: "InvalidLanguage", level: feed.Warning}, "Subscription lists"},
	{"text", "outline", true, form{check: notBlank, w3c: "AttrNotBlank", level: feed.Warning, inside: (*judge).hypertext}, "<outline>"},
	{"title", "outline", false, anything, "Subscription lists"},
	{"type", "outline", false, anything, "<outline>"},
	{"url", "outline", false, fullURL, "Inclusion"},
	{"version", "opml", false, anything, "<opml>"},
	{"version", "outline", false, form{check: feedKind, w3c: "InvalidOutlineVersion", level: feed.Warning}, "Subscription lists"},
	{"xmlUrl", "outline", false, fullURL, "Subscription lists"},
}
