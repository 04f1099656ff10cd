package record

import (
	"strings"

	"dateline/feed/table"
	"dateline/feed/value"
)

// zola is how Zola reads its pages (getzola.org/documentation/content/page).
var zola = generator{
	names: []naming{
		{field: "published", keys: "date"},
		{field: "updated", keys: "updated", soft: true},
		{field: "title", keys: "title"},
		{field: "summary", keys: "summary", soft: true},
		{field: "aliases", keys: "aliases", soft: true, value: (*draft).belowSite},
		{field: "authors", keys: "authors author", soft: true, value: people},
		{field: "tags", keys: "taxonomies", soft: true, value: taxonomies},
		{field: "image", keys: "image cover thumbnail", soft: true, value: picture},
	},
	nested:  []string{"extra"},
	hides:   map[string]string{"draft": "true", "render": "false"},
	utc:     true,
	key:     "path",
	dated:   value.Regexp(`^(\d{4}-\d{2}-\d{2})\s?[_-]\s?(.+)$`),
	pattern: "/{folders}/{slug}/",
	slug:    value.LatinSlug,
	address: func(_ *draft, said string) (string, error) { return "/" + strings.Trim(said, "/") + "/", nil },
	expand:  zolaBody,
}

// taxonomies are the terms of all of them.
func taxonomies(_ *draft, _ string, v table.Value) table.Value {
	t, err := v.Table()
	if err != nil {
		return v
	}
	var all []table.Value
	for _, e := range t.Entries {
		if e.Key != "authors" && e.Key != "author" {
			all = append(all, e.List()...)
		}
	}
	return table.Value{Line: v.Line, Data: all}
}
