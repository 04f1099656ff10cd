package render

import (
	"bytes"
	_ "embed"
	"html/template"
	"slices"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/value"
)

// A Preview is what editors see before subscribers do: the feeds as a reader shows them,
// and what waits beside them.
type Preview struct {
	Title     string
	Now       time.Time
	Feeds     []PreviewFeed
	Findings  feed.Findings // about none of the articles
	Refused   bool          // nothing would be published
	Next      string        // what happens by itself, and when; empty if nothing does
	MediaBase string        // the address of the media, as they are published
}

// A PreviewFeed is one feed of a preview.
type PreviewFeed struct {
	feed.Channel
	Outlook string // what subscribers will see, in a line
	Held    bool   // it would stay as it is
	Items   []PreviewItem
	Gone    []string // what it shows no more, and why
}

// A PreviewItem is an article of a feed, fit to be published.
type PreviewItem struct {
	feed.Article
	State    string // what subscribers will see of it, or why it waits; empty if they know it as it is
	Waits    bool   // subscribers do not see it yet
	Findings feed.Findings
}

//go:embed preview.html
var previewHTML string

// The style sheet of a preview, preview.css, and its script, preview.js, which loads the
// page again when it is told to.
var (
	//go:embed preview.css
	PreviewStyle []byte
	//go:embed preview.js
	PreviewScript []byte
)

var previewTemplate = template.Must(template.New("preview").Funcs(template.FuncMap{
	"direction": value.Direction,
	"moment":    func(t time.Time) string { return t.Format("2 January 2006 15:04 MST") },
}).Parse(previewHTML))

// Page is the page of the feed at a path, and whether there is one. An empty path is the
// main feed, else the first.
func (p Preview) Page(path string) (page []byte, there bool, err error) {
	at := slices.IndexFunc(p.Feeds, func(f PreviewFeed) bool { return f.Path == path })
	if at < 0 && path != "" {
		return nil, false, nil
	}
	var shown PreviewFeed
	if len(p.Feeds) > 0 {
		shown = p.Feeds[max(at, 0)]
	}
	var b bytes.Buffer
	err = previewTemplate.Execute(&b, struct {
		Preview
		Shown PreviewFeed
	}{p, shown})
	return b.Bytes(), true, err
}

// Body is the content of an item, clean HTML, with its media where the preview has them.
func (p Preview) Body(i PreviewItem) template.HTML {
	return template.HTML(strings.ReplaceAll(i.Content, p.MediaBase, "media/")) // prose cleaned it
}

// Picture is the address of an item's picture, where the preview has it.
func (p Preview) Picture(i PreviewItem) string {
	if i.Image == nil {
		return ""
	}
	return strings.Replace(i.Image.URL, p.MediaBase, "media/", 1)
}
