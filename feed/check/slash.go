package check

// slash is the slash module of RSS 1.0 (web.resource.org/rss/1.0/modules/slash).
var slash = &vocabulary{
	name: "slash", space: "http://purl.org/rss/1.0/modules/slash/", spec: "RSS slash module", blanks: true, anywhere: true,
	elements: []element{
		// name, in, times, form, section
		{"comments", inItems, maybe, nonNegative, "<slash:comments>"},
		{"department", inItems, maybe, anything, "<slash:department>"},
		{"hit_parade", inItems, maybe, anything, "<slash:hit_parade>"},
		{"section", inItems, maybe, anything, "<slash:section>"},
	},
}
