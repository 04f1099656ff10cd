package check

const contentSpace = "http://purl.org/rss/1.0/modules/content/"

// content is the content module of RSS 1.0, which holds an item's full text
// (web.resource.org/rss/1.0/modules/content).
var content = &vocabulary{
	name: "content", space: contentSpace, spec: "RSS content module", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"encoded", inItems, maybe, hypertext, "<content:encoded>"},
	},
}
