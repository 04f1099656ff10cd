package check

import "dateline/feed"

const (
	rdfSpace  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rss1Space = "http://purl.org/rss/1.0/"
)

// rss1 is RSS 1.0 (web.resource.org/rss/1.0/spec), as far as its own elements go: it
// is read as XML, as most readers do, and not as RDF.
//
// An image or textinput of the channel only names the one that stands beside the
// channel, which has the same name; what must be in either is a rule.
var rss1 = &vocabulary{
	name: "rss1", space: rss1Space, spec: "RSS 1.0", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"channel", "RDF", once, anything, "§5.3"},
		{"description", "channel", once, headline, "§5.3.3"},
		{"description", "item", maybe, hypertext, "§5.3.3"},
		{"description", "textinput", maybe, headline, "§5.3.3"},
		{"image", "RDF channel", maybe, anything, "§5.4"},
		{"item", "RDF", some, anything, "§5.5"},
		{"items", "channel", once, form{open: true}, "§5.3.5"},
		{"link", "channel item", once, fullURL, "§5.3.2"},
		{"link", "image textinput", maybe, fullURL, "§5.3.2"},
		{"name", "textinput", maybe, filled, "§5.6.3"},
		{"textinput", "RDF channel", maybe, anything, "§5.6"},
		{"title", "channel item", once, headline, "§5.3.1"},
		{"title", "image textinput", maybe, headline, "§5.3.1"},
		{"url", "image", maybe, fullURL, "§5.4.2"},
	},
	rules: []rule{
		{Rule{"rss1-about-missing", feed.Error, "RSS 1.0 §5.3", "MissingAttribute"}, "channel image item textinput", aboutMissing},
		{Rule{"rss1-about-repeated", feed.Error, "RSS 1.0 §5.3", ""}, "RDF", aboutRepeated},
		{Rule{"rss1-image-incomplete", feed.Error, "RSS 1.0 §5.4", "MissingElement"}, "image", partsMissing("title", "url", "link")},
		{Rule{"rss1-item-unlisted", feed.Warning, "RSS 1.0 §5.3.5", ""}, "RDF", itemUnlisted},
		{Rule{"rss1-part-unlisted", feed.Error, "RSS 1.0 §5.3.4", ""}, "RDF", partUnlisted},
		{Rule{"rss1-partly", feed.Info, "RSS 1.0", ""}, "RDF", partly},
		{Rule{"rss1-resource-astray", feed.Error, "RSS 1.0 §5.3.5", ""}, "channel", resourceAstray},
		{Rule{"rss1-resource-missing", feed.Error, "RSS 1.0 §5.3.5", "MissingAttribute"}, "channel", namingMissing},
		{Rule{"rss1-seq-missing", feed.Error, "RSS 1.0 §5.3.5", "MissingElement"}, "items", seqMissing},
		{Rule{"rss1-textinput-incomplete", feed.Error, "RSS 1.0 §5.6", "MissingElement"}, "textinput", partsMissing("title", "description", "name", "link")},
	},
}
