package check

import (
	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// feedburner is what FeedBurner adds to the feeds that it passes on
// (developers.google.com, "FeedBurner namespace reference").
var feedburner = &vocabulary{
	name: "feedburner", space: "http://rssnamespace.org/feedburner/ext/1.0", spec: "FeedBurner", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"awareness", inShows, maybe, fullURL, "<feedburner:awareness>"},
		{"browserFriendly", inShows, maybe, plain, "<feedburner:browserFriendly>"},
		{"emailServiceId", inShows, maybe, anything, "<feedburner:emailServiceId>"},
		{"feedFlare", inPodcasts, many, plain, "<feedburner:feedFlare>"},
		{"feedburnerHostname", inShows, maybe, fullURL, "<feedburner:feedburnerHostname>"},
		{"info", inShows, maybe, anything, "<feedburner:info>"},
		{"origEnclosureLink", inItems, maybe, fullURL, "<feedburner:origEnclosureLink>"},
		{"origLink", inItems, maybe, fullURL, "<feedburner:origLink>"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"href", "feedFlare", false, reference, "<feedburner:feedFlare>"},
		{"src", "feedFlare", false, reference, "<feedburner:feedFlare>"},
		{"uri", "info", false, anything, "<feedburner:info>"},
	},
	rules: []rule{
		{Rule{"feedburner-feedFlare-relative", feed.Warning, "FeedBurner <feedburner:feedFlare>", "ContainsRelRef"}, "feedFlare", flareRelative},
	},
}

// flareRelative: RSS does not say what an address is relative to.
func flareRelative(j *judge, code string, n *markup.Node) {
	if n.Parent.Space == atomSpace || based(n) {
		return
	}
	for i := range n.Attrs {
		if a := &n.Attrs[i]; a.Space == "" && (a.Name == "href" || a.Name == "src") && !hasScheme(a.Value) {
			j.found(code, n, a.ValueAt, "%s: %s lacks the site; the full address would be right", a.Name, value.Quote(a.Value))
		}
	}
}
