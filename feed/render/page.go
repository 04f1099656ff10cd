package render

import (
	"bytes"
	_ "embed"
	"html/template"
	"time"

	"dateline/feed"
	"dateline/feed/value"
)

//go:embed page.html
var pageHTML string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"direction": value.Direction,
	"day":       func(t time.Time) string { return t.UTC().Format("2 January 2006") },
	"moment":    atomDate,
	// A "+" that is escaped in type="application/rss+xml" hides the feed from
	// some readers (Liferea issue 1034).
	"mediaType": func(mediaType string) template.HTMLAttr { return template.HTMLAttr(`type="` + mediaType + `"`) },
}).Parse(pageHTML))

// html is the page that tells people what the feed is and how to follow it.
func html(e feed.Edition) ([]byte, error) {
	return written(func(b *bytes.Buffer) error {
		return pageTemplate.Execute(b, struct {
			feed.Edition
			Links []Format
		}{e, formatsOf(e.Channel)})
	})
}
