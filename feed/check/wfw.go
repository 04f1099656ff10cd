package check

// wfw is the Comment API (wellformedweb.org).
var wfw = &vocabulary{
	name: "wfw", space: "http://wellformedweb.org/CommentAPI/", spec: "Comment API", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"comment", inItems, maybe, fullURL, "<wfw:comment>"},
		{"commentRss", inItems, maybe, fullURL, "<wfw:commentRss>"},
	},
}
