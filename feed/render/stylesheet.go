package render

import (
	_ "embed"

	"dateline/feed"
)

//go:embed feed.css
var feedCSS []byte

// Stylesheet is the file feed.css of the root of the target, with which browsers show
// RSS and Atom files that are served as text/xml.
func Stylesheet() feed.File { return feed.File{Name: "feed.css", Type: "text/css", Data: feedCSS} }

// stylesheet is the instruction that names it (Associating Style Sheets with XML §4).
// Its address is relative: so it is right wherever the files are served, and a copy
// of the feed elsewhere asks nobody.
func stylesheet(e feed.Edition) string {
	file := e.File(feed.Document(e.Page, "rss.xml"))
	return `<?xml-stylesheet type="text/css" href="` + root(file) + `feed.css"?>` + "\n"
}
