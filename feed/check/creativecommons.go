package check

import (
	"dateline/feed"
	"dateline/feed/markup"
)

// creativeCommons names a license in RSS 2.0
// (backend.userland.com/creativeCommonsRssModule).
var creativeCommons = &vocabulary{
	name: "creativeCommons", space: "http://backend.userland.com/creativeCommonsRssModule", spec: "creativeCommons RSS module", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"license", inPodcasts, many, fullURL, "<creativeCommons:license>"},
	},
}

// cc names a license as RDF does (web.resource.org/cc). It has more elements, which
// describe a license itself.
var cc = &vocabulary{
	name: "cc", space: "http://web.resource.org/cc/", spec: "Creative Commons metadata", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"license", inPodcasts, many, anything, "<cc:license>"},
	},
	rules: []rule{
		{Rule{"cc-license-resource-missing", feed.Error, "Creative Commons metadata <cc:license>", "MissingAttribute"}, "license", resourceMissing},
		{Rule{"cc-license-resource-invalid", feed.Error, "Creative Commons metadata <cc:license>", "InvalidFullLink"}, "license", resourceInvalid},
		{Rule{"cc-license-said-twice", feed.Warning, "Creative Commons metadata <cc:license>", "DuplicateItemSemantics"}, "license", licenseTwice},
	},
}

// licenseTwice: one element for one license.
func licenseTwice(j *judge, code string, n *markup.Node) {
	j.repeats(code, n, n.Parent.Child(creativeCommons.space, "license"))
}
