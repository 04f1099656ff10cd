package record

import (
	"fmt"
	"strings"

	"dateline/feed/table"
	"dateline/feed/value"
)

// eleventy is how Eleventy reads its templates (11ty.dev/docs/data-configuration).
var eleventy = generator{
	names: []naming{
		{field: "published", keys: "date", value: moment},
		{field: "updated", keys: "updated modified lastmod", soft: true},
		{field: "title", keys: "title"},
		{field: "summary", keys: "summary description excerpt", soft: true},
		{field: "authors", keys: "authors author", soft: true, value: people},
		{field: "tags", keys: "tags", soft: true, value: collections},
		{field: "language", keys: "lang", soft: true},
		{field: "image", keys: "image", soft: true, value: picture},
	},
	hides:   map[string]string{"draft": "true", "eleventyexcludefromcollections": "true", "permalink": "false"},
	utc:     true,
	key:     "permalink",
	dated:   value.Regexp(`(\d{4}-\d{2}-\d{2})-(.*)$`),
	pattern: "/{folders}/{filename}/",
	slug:    func(s string) (string, bool) { return s, true },
	address: eleventyAddress,
	expand:  liquidBody,
}

// moment is a date, unless it names one that only Eleventy can look up.
func moment(_ *draft, _ string, v table.Value) table.Value {
	text, _ := v.Text()
	switch strings.ToLower(text) {
	case "last modified", "created", "git last modified", "git created":
		return table.Value{Line: v.Line}
	}
	return v
}

// collections are the tags that are no more than the name of all articles.
func collections(_ *draft, _ string, v table.Value) table.Value {
	var all []table.Value
	for _, item := range v.List() {
		if text, err := item.Text(); err != nil || text != "post" && text != "posts" && text != "all" && text != "nav" {
			all = append(all, item)
		}
	}
	return table.Value{Line: v.Line, Data: all}
}

// eleventyAddress is the permalink of front matter, in which what is known of the
// article may be called.
func eleventyAddress(d *draft, said string) (string, error) {
	l := liquid{draft: d}
	address := l.expand(said)
	if len(l.left) > 0 {
		return "", fmt.Errorf("permalink: %s in it has no meaning here; write the address itself", l.left[0].text)
	}
	return strings.TrimSuffix(escapePath(address), "index.html"), nil
}
