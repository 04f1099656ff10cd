package record

import (
	"path"
	"strings"
	"unicode"

	"dateline/feed/table"
	"dateline/feed/value"
)

// hugo is how Hugo reads its content (gohugo.io/content-management/front-matter,
// gohugo.io/configuration/front-matter).
var hugo = generator{
	names: []naming{
		{field: "published", keys: "publishDate pubdate published date lastmod modified"},
		{field: "updated", keys: "lastmod modified", soft: true},
		{field: "expires", keys: "expiryDate unpublishdate"},
		{field: "title", keys: "title"},
		{field: "summary", keys: "summary", soft: true},
		{field: "aliases", keys: "aliases", soft: true, value: (*draft).belowSite},
		{field: "authors", keys: "authors author", soft: true, value: people},
		{field: "tags", keys: "tags categories", all: true, soft: true},
		{field: "image", keys: "images image cover featured_image featuredImage feature_image thumbnail", soft: true, value: picture},
	},
	nested:  []string{"params"},
	hides:   map[string]string{"draft": "true", "published": "false", "headless": "true", "build.list": "never", "_build.list": "never", "build.list.": "false"},
	bundles: true,
	whole:   true,
	smart:   true,
	key:     "url",
	dated:   value.Regexp(`^(\d{4}-\d{2}-\d{2})[ _-]*(.*)$`),
	pattern: hugoUsual,
	slug:    func(s string) (string, bool) { return hugoSlug(s), true },
	before:  hugoPiece,
	tidy:    strings.ToLower,
	address: hugoAddress,
	expand:  hugoBody,
}

// hugoUsual is the pattern of addresses of which the configuration of Hugo says nothing.
const hugoUsual = "/{folders}/{slug}/"

// hugoSlug is a part of an address as Hugo writes it (common/paths.Sanitize): lower
// case, blanks as hyphens, and without what it does not allow in a path.
func hugoSlug(s string) string {
	var b strings.Builder
	gap, hyphen := false, false
	for i, r := range s {
		switch {
		case hugoAllows(s, i, r):
			hyphen = r == '-'
			if gap && !hyphen {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case b.Len() > 0 && !hyphen && unicode.IsSpace(r):
			gap = true
		}
	}
	return strings.ToLower(b.String())
}

// hugoPiece is a part of an address as it comes to hugoSlug: in a pattern a plus sign is
// read as a blank, and in the usual address each blank of a name is a hyphen
// (common/paths.PathParser).
func hugoPiece(d *draft, text string) string {
	switch {
	case d.pattern() != hugoUsual:
		return strings.ReplaceAll(text, "+", " ")
	case d.said == "":
		return strings.ReplaceAll(text, " ", "-")
	}
	return text
}

func hugoAllows(s string, i int, r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.Nd) || strings.ContainsRune(`./\_#+~-@`, r) ||
		r == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
}

func isHex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

// hugoAddress is the url of front matter, with its own words and slashes.
func hugoAddress(d *draft, said string) (string, error) {
	pattern, err := value.Pattern("hugo", said)
	if err != nil {
		return "", err
	}
	address := escapePath(d.fill(pattern))
	if !strings.HasPrefix(said, "/") {
		address = d.prefix() + "/" + address
	}
	if !strings.HasSuffix(address, "/") && !strings.Contains(said, ".") {
		address += "/"
	}
	if address = strings.TrimSuffix(address, "index.html"); strings.Contains(address, "..") {
		address = path.Join("/", address)
	}
	return address, nil
}

// belowSite makes addresses of a value that lie below the site of those that begin
// with a slash.
func (d *draft) belowSite(_ string, v table.Value) table.Value {
	var all []table.Value
	for _, item := range v.List() {
		if text, err := item.Text(); err == nil && !strings.Contains(text, "://") {
			if address, err := d.below(escapePath(text)); err == nil {
				item.Data = address
			}
		}
		all = append(all, item)
	}
	return table.Value{Line: v.Line, Data: all}
}

// picture is what themes call the image of an article: an address, or a table that holds
// one. It lies below the site, but for what lies beside the article of a bundle.
func picture(d *draft, _ string, v table.Value) table.Value {
	list := v.List()
	if len(list) == 0 {
		return v
	}
	first := list[0]
	var image table.Table
	if t, err := first.Table(); err == nil {
		for _, name := range []struct{ ours, theirs string }{{"url", "path image src url feature relative_url"}, {"alt", "alt"}, {"caption", "caption"}} {
			for key := range strings.FieldsSeq(name.theirs) {
				if v, there := t.Get(key); there && v.Data != nil && v.Data != "" {
					image.Entries = append(image.Entries, table.Entry{Key: name.ours, Value: v})
					break
				}
			}
		}
	} else {
		image.Entries = []table.Entry{{Key: "url", Value: first}}
	}
	for i, e := range image.Entries {
		if ref, err := e.Text(); err == nil && e.Key == "url" && (!d.spot.bundle || strings.HasPrefix(ref, "/")) && !strings.HasPrefix(ref, "//") {
			image.Entries[i].Value = table.Value{Line: e.Line, Data: d.belowSite("", e.Value).List()[0].Data}
		}
	}
	if len(image.Entries) == 0 || image.Entries[0].Key != "url" {
		return table.Value{Line: v.Line}
	}
	return table.Value{Line: v.Line, Data: image}
}

// people are authors of whom nothing is left but what has a field.
func people(_ *draft, _ string, v table.Value) table.Value {
	var all []table.Value
	for _, item := range v.List() {
		if t, err := item.Table(); err == nil {
			var person table.Table
			for _, name := range []struct{ ours, theirs string }{{"name", "name display_name title"}, {"email", "email"}, {"url", "url uri link website homepage"}} {
				for key := range strings.FieldsSeq(name.theirs) {
					if v, there := t.Get(key); there {
						person.Entries = append(person.Entries, table.Entry{Key: name.ours, Value: v})
						break
					}
				}
			}
			item.Data = person
		}
		all = append(all, item)
	}
	return table.Value{Line: v.Line, Data: all}
}
