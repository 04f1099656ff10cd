package check

import (
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// typeRules are about media types that are well-formed.
var typeRules = []Rule{
	{"type-misnamed", feed.Warning, "RFC 6838 §4.2", ""},
}

// misnamed judges a media type: what nobody has registered, programs do not know.
func (j *judge) misnamed(p *passage) {
	name, _, _ := strings.Cut(p.text, ";")
	name = strings.ToLower(strings.TrimSpace(name))
	if right := misnomers[name]; right != "" {
		j.inside("type-misnamed", p, 0, "%s: %s is no registered media type; %s is", p.name(), value.Quote(name), right)
	}
}

// misnomers are media types that people make of the endings of files, and the
// registered ones.
var misnomers = map[string]string{
	"application/atom": "application/atom+xml",
	"application/rss":  "application/rss+xml",
	"audio/m4a":        "audio/mp4",
	"audio/mp3":        "audio/mpeg",
	"audio/mpeg3":      "audio/mpeg",
	"audio/mpg":        "audio/mpeg",
	"audio/x-mp3":      "audio/mpeg",
	"audio/x-mpeg":     "audio/mpeg",
	"image/jpg":        "image/jpeg",
	"image/pjpeg":      "image/jpeg",
	"image/svg":        "image/svg+xml",
	"image/tif":        "image/tiff",
	"text/json":        "application/json",
	"text/webvtt":      "text/vtt",
	"video/avi":        "video/vnd.avi",
	"video/mov":        "video/quicktime",
	"video/mpg":        "video/mpeg",
}
