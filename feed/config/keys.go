package config

import (
	"cmp"
	"fmt"
	"time"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// What the keys can say.
var (
	formats = []string{"rss", "atom", "json"}
	eaches  = []string{"section", "tag", "author", "language"}
	amounts = []string{"full", "summary"}
	levels  = []string{"error", "warning", "info", "off"}
)

// maxBytes is how large a file of a feed becomes before it is shortened: what
// the strictest aggregators still take.
const maxBytes = 512 << 10

// mostNew is how many articles may be new in a feed at once: more are a mistake
// rather than a day's news.
const mostNew = 50

// maxAge is how long readers may keep a file: as often as they ask at most.
const maxAge = 15 * time.Minute

// longest is how long they may keep it at most: what is older is no news any more.
const longest = 7 * 24 * time.Hour

type (
	topRow  = table.Row[reading]
	siteRow = table.Row[Site]
	recRow  = table.Row[Records]
	pubRow  = table.Row[Publish]
	srvRow  = table.Row[Serve]
)

// The tables of config.toml and their keys.
var (
	top = table.NewSchema(
		topRow{Name: "site", Form: table.Record(site.Keys()),
			Doc:  "what the feeds are about",
			Read: func(r *reading, v table.Value) error { return sub(v, site, &r.Config.Site) }},
		topRow{Name: "records", Form: table.Record(records.Keys()),
			Doc:  "where the articles come from",
			Read: func(r *reading, v table.Value) error { return sub(v, records, &r.Config.Records) }},
		topRow{Name: "publish", Form: table.Record(publish.Keys()),
			Doc:  "where the files go",
			Read: (*reading).publish},
		topRow{Name: "serve", Form: table.Record(serves.Keys()),
			Doc:  "how the files are served",
			Read: func(r *reading, v table.Value) error { return sub(v, serves, &r.Config.Serve) }},
		topRow{Name: "page", Form: table.Record(page.Keys()),
			Doc:  "the pages for people (docs/pages.md)",
			Read: (*reading).page},
		topRow{Name: "check", Form: table.Record(checks.Keys()),
			Doc:  "how files are judged",
			Read: func(r *reading, v table.Value) error { return sub(v, checks, r) }},
		topRow{Name: "feed", Form: table.List(table.Record(feedKeys.Keys())), Default: "one feed of all articles",
			Doc:  "the feeds, or with `each` one for each value that articles have",
			Read: (*reading).feeds},
		topRow{Name: "slugs", Form: table.Named(table.Text),
			Doc:  "slugs by hand, where names alone would collide, as C and C++ do: the name of a tag, section or author, or the title of an article, and its slug",
			Read: (*reading).slugs},
	)
	site = table.NewSchema(
		siteRow{Name: "title", Form: table.Text, Must: `"The Harbour Gazette"`,
			Doc:  "what the site is called",
			Read: func(s *Site, v table.Value) error { return text(v, &s.Title) }},
		siteRow{Name: "url", Form: table.URL, Must: `"https://gazette.example/"`,
			Doc:  "its address, in which relative addresses of records begin",
			Read: func(s *Site, v table.Value) error { return form(v, &s.URL, folderURL) }},
		siteRow{Name: "description", Form: table.Text, Default: "the title",
			Doc:  "what it is about, in a sentence",
			Read: func(s *Site, v table.Value) error { return text(v, &s.Description) }},
		siteRow{Name: "language", Form: table.Text, Default: `"en"`,
			Doc:  "BCP 47, such as `en-GB`",
			Read: func(s *Site, v table.Value) error { return form(v, &s.Language, value.Language) }},
		siteRow{Name: "timezone", Form: table.Text, Default: `"UTC"`,
			Doc:  "the zone of dates without an offset, such as `Europe/Lisbon`; never that of the machine",
			Read: setZone},
		siteRow{Name: "authors", Form: table.List(table.Text, table.Record(person.Keys())),
			Doc:  "of articles that name none",
			Read: setAuthors},
		siteRow{Name: "rights", Form: table.Text,
			Doc:  "of articles that say nothing else",
			Read: func(s *Site, v table.Value) error { return text(v, &s.Rights) }},
		siteRow{Name: "icon", Form: table.URL,
			Doc:  "a picture, square, 512 by 512 pixels or so",
			Read: func(s *Site, v table.Value) error { return form(v, &s.Icon, absolute) }},
		siteRow{Name: "favicon", Form: table.URL,
			Doc:  "a picture, square, at least 64 by 64 pixels",
			Read: func(s *Site, v table.Value) error { return form(v, &s.Favicon, absolute) }},
		siteRow{Name: "logo", Form: table.Record(logo.Keys()),
			Doc:  "a wide picture, which RSS shows",
			Read: setLogo},
	)
	records = table.NewSchema(
		recRow{Name: "path", Form: table.Text, Default: `"data"`,
			Doc:  "a folder, or one file",
			Read: func(r *Records, v table.Value) error { return text(v, &r.Path) }},
		recRow{Name: "url", Form: table.Text, Default: `"/{year}/{month}/{slug}/"`,
			Doc:  "the address, below the site, of an article that has none; docs/records.md names the words in braces that are filled",
			Read: func(r *Records, v table.Value) error { return pattern(v, &r.URL) }},
		recRow{Name: "urls", Form: table.Named(table.Text), Default: "{}",
			Doc:  "the same by section: `harbour = \"/port/{slug}/\"`",
			Read: setPatterns},
		recRow{Name: "generator", Form: table.OneOf(generators...), Default: `""`,
			Doc:  "whose content folder it is (docs/moving.md); empty is nobody's",
			Read: func(r *Records, v table.Value) error { return word(v, &r.Generator, generators) }},
		recRow{Name: "id", Form: table.Text, Default: "a new `tag:` URI",
			Doc:  "the id of an article from which nothing was published yet: `\"{url}\"`",
			Read: setFirstID},
		recRow{Name: "languages", Form: table.List(table.Text), Default: "[]",
			Doc:  "that names of files end with in the content folder of a generator, the main one first: `post.de.md`",
			Read: func(r *Records, v table.Value) error { return list(v, &r.Languages, language) }},
		recRow{Name: "taxonomies", Form: table.List(table.Text), Default: "[]",
			Doc:  "keys that hold tags there, besides tags and categories",
			Read: func(r *Records, v table.Value) error { return list(v, &r.Taxonomies, as) }},
	)
	publish = table.NewSchema(
		pubRow{Name: "to", Form: table.Text, Default: `"public"`,
			Doc:  "a folder, apart from the records",
			Read: func(p *Publish, v table.Value) error { return text(v, &p.To) }},
		pubRow{Name: "base", Form: table.URL, Must: `"https://gazette.example/feeds/"`,
			Doc:  "where the world sees that folder",
			Read: func(p *Publish, v table.Value) error { return form(v, &p.Base, folderURL) }},
		pubRow{Name: "ledger", Form: table.Text, Default: `".dateline/ledger.db"`,
			Doc:  "a file: what later runs must know of earlier ones",
			Read: func(p *Publish, v table.Value) error { return text(v, &p.Ledger) }},
		pubRow{Name: "ids", Form: table.Text, Default: "none",
			Doc:  "a file: the same as a sorted text, to be committed where runs start from an empty disk",
			Read: func(p *Publish, v table.Value) error { return text(v, &p.IDs) }},
		pubRow{Name: "formats", Form: table.List(table.OneOf(formats...)), Default: `["rss", "atom", "json"]`,
			Doc:  "of all feeds",
			Read: func(p *Publish, v table.Value) error { return words(v, &p.Formats, formats) }},
		pubRow{Name: "hubs", Form: table.List(table.URL), Default: "[]",
			Doc:  "WebSub hubs, which are told of each feed that changes and are named in it",
			Read: func(p *Publish, v table.Value) error { return list(v, &p.Hubs, absolute) }},
		pubRow{Name: "flood", Form: table.Whole(0), Default: fmt.Sprint(mostNew),
			Doc:  "a feed with more new articles at once is held back until `--allow flood`; 0 is any number",
			Read: func(p *Publish, v table.Value) error { return number(v, &p.Flood, 0) }},
		pubRow{Name: "emails", Form: table.Truth, Default: "false",
			Doc:  "whether e-mail addresses of authors are shown",
			Read: func(p *Publish, v table.Value) (err error) { p.Emails, err = v.Bool(); return err }},
	)
	serves = table.NewSchema(
		srvRow{Name: "max_age", Form: table.Text, Default: `"15m"`,
			Doc:  "how long readers and proxies may keep a file before they ask again, up to a week",
			Read: setMaxAge},
	)
	checks = table.NewSchema(
		topRow{Name: "levels", Form: table.Named(table.OneOf(levels...)), Default: "what docs/findings.html says",
			Doc:  "what findings weigh, by code or by pattern: `\"rss-self-missing\" = \"info\"`, `\"dc-*\" = \"off\"`; an error holds a feed back",
			Read: (*reading).levels},
	)
)

func (r *reading) publish(v table.Value) error {
	r.Config.Publish.Config = feed.Pos{File: r.file, Line: v.Line}
	if t, err := v.Table(); err == nil {
		if base, there := t.Get("base"); there {
			r.Config.Publish.Config.Line = base.Line
		}
	}
	return sub(v, publish, &r.Config.Publish)
}

func (r *reading) slugs(v table.Value) error {
	r.Config.Slugs = map[string]string{}
	return entries(v, func(e table.Entry) error {
		slug, err := e.Text()
		if err == nil && (slug == "" || value.Slug(slug) != slug) {
			err = fmt.Errorf("%s is not a slug such as %q", e.Value, cmp.Or(value.Slug(slug), "c-plus-plus"))
		}
		r.Config.Slugs[e.Key] = slug
		return err
	})
}

func (r *reading) levels(v table.Value) error {
	return entries(v, func(e table.Entry) error {
		var level string
		if err := word(e.Value, &level, levels); err != nil {
			return err
		}
		r.Config.Check.Levels = append(r.Config.Check.Levels, Level{e.Key, feed.Level(level), feed.Pos{File: r.file, Line: e.Line}})
		return nil
	})
}

func setZone(s *Site, v table.Value) error {
	name, err := v.Text()
	if err != nil {
		return err
	}
	if name == "Local" {
		return fmt.Errorf("%q differs from machine to machine; name a zone such as Europe/Minsk", name)
	}
	if s.Zone, err = time.LoadLocation(name); err != nil {
		return fmt.Errorf("%q is not a time zone such as Europe/Minsk or UTC", name)
	}
	return nil
}

// setMaxAge reads a time in whole seconds.
func setMaxAge(s *Serve, v table.Value) error {
	written, err := v.Text()
	if err != nil {
		return err
	}
	if s.MaxAge, err = value.Duration(written); err != nil {
		return err
	}
	if s.MaxAge > longest || s.MaxAge%time.Second != 0 {
		return fmt.Errorf("%s is no time of whole seconds up to a week (168h), such as 15m", v)
	}
	return nil
}

func setLogo(s *Site, v table.Value) error {
	s.Logo = &feed.Image{}
	return sub(v, logo, s.Logo)
}

type logoRow = table.Row[feed.Image]

// logo is the picture that RSS shows: at most 144 by 400 pixels (RSS 2.0 <image>).
var logo = table.NewSchema(
	logoRow{Name: "url", Form: table.URL,
		Doc:  "its address",
		Read: func(i *feed.Image, v table.Value) error { return form(v, &i.URL, absolute) }},
	logoRow{Name: "width", Form: table.Whole(1),
		Doc:  "in pixels, at most 144",
		Read: func(i *feed.Image, v table.Value) error { return number(v, &i.Width, 1) }},
	logoRow{Name: "height", Form: table.Whole(1),
		Doc:  "in pixels, at most 400",
		Read: func(i *feed.Image, v table.Value) error { return number(v, &i.Height, 1) }},
)
