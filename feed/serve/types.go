package serve

import (
	"net/url"
	"path"
	"strings"

	"dateline/feed/value"
)

// A row says what files are whose names end so.
type row struct {
	suffix      string
	kind        string // what metrics call it
	contentType string
}

// prepared are the files that are held in memory. XML names its charset, since readers
// that find none guess; JSON has none (RFC 8259 §11).
var prepared = []row{
	{"rss.xml", "rss", "application/rss+xml; charset=utf-8"},
	{"atom.xml", "atom", "application/atom+xml; charset=utf-8"},
	{".json", "json", "application/feed+json"},
	{".opml", "opml", "text/x-opml; charset=utf-8"},
	{".html", "html", "text/html; charset=utf-8"},
	{".css", "css", "text/css; charset=utf-8"},
}

// kinds are all that metrics can call an answer.
var kinds = []string{"rss", "atom", "json", "opml", "html", "css", "media", "server", "other"}

// strangers are media types of files that Dateline does not write and sites put beside
// what it writes.
var strangers = map[string]string{
	".ico": "image/x-icon", ".js": "text/javascript; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".xml": "application/xml", ".woff2": "font/woff2",
}

// typeOf is what a file is, by its name.
func typeOf(name string) (kind, contentType string) {
	for _, r := range prepared {
		if !strings.HasSuffix(name, r.suffix) {
			continue
		}
		if r.kind == "json" && path.Base(name) != "feed.json" && path.Base(path.Dir(name)) != "archive" {
			return "other", "application/json"
		}
		return r.kind, r.contentType
	}
	if t := strangers[strings.ToLower(path.Ext(name))]; t != "" {
		return "other", t
	}
	if t := value.TypeOf(name); t != "" {
		return "other", t
	}
	return "other", "application/octet-stream"
}

// relative is a path as a reference that nobody takes for an absolute URL.
func relative(path string) string { return (&url.URL{Path: path}).String() }
