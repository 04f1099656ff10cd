package record

import (
	"cmp"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/feed/table"
	"dateline/feed/value"
)

// jekyll is how Jekyll reads its posts (jekyllrb.com/docs/front-matter; document.rb).
var jekyll = generator{
	names: []naming{
		{field: "published", keys: "date"},
		{field: "updated", keys: "last_modified_at", soft: true},
		{field: "title", keys: "title"},
		{field: "summary", keys: "description excerpt", soft: true},
		{field: "aliases", keys: "redirect_from", soft: true, value: (*draft).belowSite},
		{field: "authors", keys: "author authors", soft: true, value: people},
		{field: "tags", keys: "categories category tags tag", all: true, soft: true, value: words},
		{field: "language", keys: "lang", soft: true},
		{field: "image", keys: "image", soft: true, value: picture},
	},
	hides:   map[string]string{"draft": "true", "published": "false"},
	posts:   true,
	smart:   true,
	key:     "permalink",
	dated:   value.Regexp(`^(\d{2,4}-\d{1,2}-\d{1,2})-(.*)$`),
	pattern: "/{categories}/{year}/{month}/{day}/{slug}.html",
	slug:    func(s string) (string, bool) { return strings.Trim(jekyllPretty().ReplaceAllString(s, "-"), "-"), true },
	address: func(d *draft, said string) (string, error) {
		pattern, err := value.Pattern("jekyll", said)
		return d.fill(pattern), err
	},
	postID: jekyllID,
	titled: jekyllTitle,
	expand: liquidBody,
}

// What Jekyll makes a hyphen of (utils.rb, SLUGIFY_PRETTY_REGEXP and
// SLUGIFY_DEFAULT_REGEXP).
var (
	jekyllPretty  = value.Regexp(`[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+`)
	jekyllDefault = value.Regexp(`[^\p{M}\p{L}\p{Nd}]+`)
)

func jekyllSlug(s string) string {
	return strings.ToLower(strings.Trim(jekyllDefault().ReplaceAllString(s, "-"), "-"))
}

// words are categories or tags: separated by blanks in a text, unless the key is
// singular.
func words(_ *draft, key string, v table.Value) table.Value {
	text, err := v.Text()
	if err != nil || key == "category" || key == "tag" {
		return v
	}
	var all []table.Value
	for word := range strings.FieldsSeq(text) {
		all = append(all, table.Value{Line: v.Line, Data: word})
	}
	return table.Value{Line: v.Line, Data: all}
}

// categories are those in the address: of the folders, then of front matter.
func (d *draft) categories() string {
	all := append([]string(nil), d.spot.folders...)
	for _, key := range []string{"categories", "category"} {
		for _, e := range d.Entries {
			if e.Key != key {
				continue
			}
			for _, item := range words(d, key, e.Value).List() {
				if text, err := item.Text(); err == nil {
					all = append(all, text)
				}
			}
		}
	}
	seen := map[string]bool{}
	var parts []string
	for _, name := range all {
		if name = strings.ToLower(name); !seen[name] {
			seen[name] = true
			parts = append(parts, escapePath(name))
		}
	}
	return strings.Join(parts, "/")
}

// jekyllID is the id of a post (document.rb, id): the folder of its address, and its
// slug as it is.
func jekyllID(d *draft) string {
	address, _ := url.Parse(d.URL)
	site, _ := url.Parse(d.defaults.URL)
	if address == nil || site == nil {
		return ""
	}
	below := "/" + strings.TrimPrefix(address.Path, site.Path)
	return escapePath(path.Join(path.Dir(strings.TrimSuffix(below, "/")), cmp.Or(d.said, d.spot.name)))
}

// tags are what feeds of Jekyll leave out of a title (jekyll-feed, strip_html).
var tags = value.Regexp(`<[^<>]*>`)

// jekyllTitle is the title of a post, or what Jekyll makes one of if there is none
// (utils.rb, titleize_slug).
func jekyllTitle(title, name string) string {
	if title = strings.TrimSpace(tags().ReplaceAllString(title, "")); title != "" {
		return title
	}
	parts := strings.Split(name, "-")
	for i, part := range parts {
		first, size := utf8.DecodeRuneInString(part)
		if size > 0 {
			parts[i] = string(unicode.ToUpper(first)) + strings.ToLower(part[size:])
		}
	}
	return value.Line(strings.Join(parts, " "))
}
