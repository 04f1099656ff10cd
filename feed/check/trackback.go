package check

// trackback tells where a page takes note of links to it, and to which pages one
// links (madskills.com/public/xml/rss/module/trackback). The addresses are text in
// RSS 2.0 and Atom; rdf:resource is how RSS 1.0 writes them.
var trackback = &vocabulary{
	name: "trackback", space: "http://madskills.com/public/xml/rss/module/trackback/", spec: "TrackBack module", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"about", inItems, many, fullURL, "<trackback:about>"},
		{"ping", inItems, maybe, fullURL, "<trackback:ping>"},
	},
}
