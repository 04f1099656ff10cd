package record

import (
	"cmp"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"dateline/feed/value"
)

// layouts are the words of a pattern that stand for a date.
var layouts = map[string]string{
	"year": "2006", "short_year": "06", "month": "01", "i_month": "1", "short_month": "Jan", "monthname": "January",
	"day": "02", "i_day": "2", "y_day": "002", "short_day": "Mon", "weekdayname": "Monday",
	"hour": "15", "minute": "04", "second": "05",
}

// counts are those that no layout writes.
var counts = map[string]func(time.Time) string{
	"yearday": func(t time.Time) string { return fmt.Sprint(t.YearDay()) },
	"weekday": func(t time.Time) string { return fmt.Sprint(int(t.Weekday())) },
	"w_day":   func(t time.Time) string { return fmt.Sprint((int(t.Weekday())+6)%7 + 1) },
	"week":    func(t time.Time) string { _, week := t.ISOWeek(); return fmt.Sprintf("%02d", week) },
	"w_year":  func(t time.Time) string { year, _ := t.ISOWeek(); return fmt.Sprint(year) },
}

// word finds the {words} of a pattern.
var word = value.Regexp(`\{[a-z_]+\}`)

// patternURL is the address of an article that says none.
func (d *draft) patternURL() (string, error) {
	pattern := d.pattern()
	if d.Slug == "" && strings.Contains(pattern, "{slug}") {
		return "", fmt.Errorf("has no slug: neither file name nor title holds a letter or digit; add slug = \"...\" or url = \"...\"")
	}
	path := d.fill(pattern)
	if g := d.defaults.generator(); g != nil && g.tidy != nil {
		path = g.tidy(path)
	}
	return d.below(d.prefix() + path)
}

// pattern is that of the article's section, else that of all.
func (d *draft) pattern() string {
	if own, there := d.defaults.Patterns[d.Section]; there && d.Section != "" {
		return own
	}
	if g := d.defaults.generator(); g != nil {
		return cmp.Or(d.defaults.Pattern, g.pattern)
	}
	return d.defaults.Pattern
}

// prefix is the folder of a language that is not the main one.
func (d *draft) prefix() string {
	if d.spot.language == "" || d.spot.language == d.defaults.Languages[0] {
		return ""
	}
	return "/" + strings.ToLower(d.spot.language) + "/"
}

// below is an address below the site, which may be a folder of its host.
func (d *draft) below(path string) (string, error) {
	for strings.Contains(path, "//") { // an article without section
		path = strings.ReplaceAll(path, "//", "/")
	}
	path = strings.TrimPrefix(path, "/")
	if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ":") {
		path = "./" + path // no scheme
	}
	return value.WebURL(path, d.defaults.URL)
}

// fill puts what is known of the article in place of the {words} of a pattern.
func (d *draft) fill(pattern string) string {
	when := d.written()
	return word().ReplaceAllStringFunc(pattern, func(w string) string {
		name := w[1 : len(w)-1]
		if layout, date := layouts[name]; date {
			return when.Format(layout)
		}
		if count, date := counts[name]; date {
			return count(when)
		}
		if g := d.defaults.generator(); g != nil {
			return d.part(g, name)
		}
		return url.PathEscape(map[string]string{
			"section": value.Slug(d.Section), "language": d.Language, "slug": d.Slug, "slug_or_title": d.Slug, "lower_slug": d.Slug,
			"title": value.Slug(d.Title), "name": value.Slug(path.Base(strings.TrimSuffix(d.Key, path.Ext(d.Key)))),
			"filename": value.Slug(path.Base(strings.TrimSuffix(d.Key, path.Ext(d.Key)))),
		}[name])
	})
}

// written is the date that addresses hold, where it was that day.
func (d *draft) written() time.Time {
	if !d.dated.IsZero() {
		return d.dated
	}
	return d.Published.In(d.zone())
}

// zone is that of dates without an offset.
func (d *draft) zone() *time.Location {
	if g := d.defaults.generator(); g != nil && g.utc {
		return time.UTC
	}
	return d.defaults.zone()
}

// part is what a word of a pattern stands for in the folder of a generator.
func (d *draft) part(g *generator, name string) string {
	switch name {
	case "section":
		return d.piece(g, d.Section)
	case "sections":
		return d.pieces(g, d.spot.folders[:d.sections()])
	case "folders":
		return d.pieces(g, d.spot.folders)
	case "categories":
		return d.categories()
	case "language":
		return strings.ToLower(d.Language)
	case "title":
		if slug, known := slugify(d, d.Title, ""); g.key == "permalink" {
			d.unsure = d.unsure || !known
			return slug
		}
		return d.piece(g, d.Title)
	case "filename":
		return d.piece(g, d.spot.file)
	case "name":
		return d.piece(g, d.spot.name)
	case "slug_or_title":
		return d.piece(g, cmp.Or(d.said, d.Title))
	case "lower_slug":
		return escapePath(jekyllSlug(cmp.Or(d.said, d.spot.name)))
	}
	return d.piece(g, cmp.Or(d.said, d.named()))
}

// named is the slug of an article that says none.
func (d *draft) named() string {
	if d.defaults.generator().whole && (d.spot.day == "" || d.says("published")) {
		return d.spot.file
	}
	return d.spot.name
}

// piece is text as the generator writes it in an address. Where that is not certain it
// is noted.
func (d *draft) piece(g *generator, text string) string {
	if g.before != nil {
		text = g.before(d, text)
	}
	slug, certain := g.slug(text)
	d.unsure = d.unsure || !certain
	return escapePath(slug)
}

func (d *draft) pieces(g *generator, names []string) string {
	var all []string
	for _, name := range names {
		all = append(all, d.piece(g, name))
	}
	return strings.Join(all, "/")
}

// sections is how many of the folders are sections of Hugo: the first, and those below
// with an _index.md.
func (d *draft) sections() int {
	folder := filepath.Dir(d.Record.File)
	if d.spot.bundle {
		folder = filepath.Dir(folder)
	}
	for n := len(d.spot.folders); n > 1; n-- {
		for _, name := range []string{"_index.md", "_index.html"} {
			if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
				return n
			}
		}
		folder = filepath.Dir(folder)
	}
	return min(1, len(d.spot.folders))
}

// escapePath escapes what would end a path.
var pathEnds = strings.NewReplacer("#", "%23", "?", "%3F")

func escapePath(s string) string { return pathEnds.Replace(s) }

// firstID is the id that another program gave the article.
func (d *draft) firstID() (string, error) {
	pattern := d.defaults.FirstID
	if pattern == "" || d.URL == "" {
		return "", nil
	}
	id := strings.NewReplacer("{url}", d.URL, "{site}", strings.TrimSuffix(d.defaults.URL, "/")).Replace(pattern)
	if strings.Contains(id, "{post_id}") {
		g := d.defaults.generator()
		if g == nil || g.postID == nil {
			return "", fmt.Errorf("{post_id} in the pattern of ids is for the posts of Jekyll")
		}
		post, err := d.below(g.postID(d))
		if err != nil {
			return "", err
		}
		id = strings.ReplaceAll(id, "{post_id}", post)
	}
	return d.fill(id), nil
}
