package check

// media is Media RSS (rssboard.org/media-rss).
var media = &vocabulary{
	name: "media", space: "http://search.yahoo.com/mrss/", spec: "Media RSS 1.5.1", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"content", "item entry group", many, anything, "<media:content>"},
		{"credit", "channel item feed entry content group", many, anything, "<media:credit>"},
		{"description", "channel item feed entry content group", maybe, anything, "<media:description>"},
		{"group", inItems, many, anything, "<media:group>"},
		{"thumbnail", "channel item feed entry content group", many, anything, "<media:thumbnail>"},
		{"title", "channel item feed entry content group", maybe, anything, "<media:title>"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"expression", "content", false, oneOf("InvalidMediaExpression", "sample", "full", "nonstop"), "<media:content>"},
		{"fileSize", "content", false, form{check: atLeast(1), w3c: "InvalidPositiveInteger"}, "<media:content>"},
		{"height", "content thumbnail", false, form{check: atLeast(1), w3c: "InvalidPositiveInteger"}, "<media:content>"},
		{"isDefault", "content", false, oneOf("InvalidTrueFalse", "true", "false"), "<media:content>"},
		{"lang", "content", false, language, "<media:content>"},
		{"medium", "content", false, oneOf("InvalidMediaMedium", "image", "audio", "video", "document", "executable"), "<media:content>"},
		{"type", "content", false, mediaType, "<media:content>"},
		{"type", "description title", false, oneOf("InvalidMediaTextType", "plain", "html"), "<media:title>"},
		{"url", "content", false, fullURL, "<media:content>"},
		{"url", "thumbnail", true, fullURL, "<media:thumbnail>"},
		{"width", "content thumbnail", false, form{check: atLeast(1), w3c: "InvalidPositiveInteger"}, "<media:content>"},
	},
}
