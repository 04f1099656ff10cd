package config

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
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
	// generators are those whose content folders are read where they lie.
	generators = []string{"hugo", "jekyll", "zola", "eleventy"}
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
	feedRow = table.Row[Feed]
	pickRow = table.Row[feed.Pick]
)

// The tables of config.toml and their keys.
var (
	top = table.NewSchema(
		topRow{Name: "site", Read: func(r *reading, v table.Value) error { return sub(v, site, &r.Config.Site) }},
		topRow{Name: "records", Read: func(r *reading, v table.Value) error { return sub(v, records, &r.Config.Records) }},
		topRow{Name: "publish", Read: (*reading).publish},
		topRow{Name: "serve", Read: func(r *reading, v table.Value) error { return sub(v, serves, &r.Config.Serve) }},
		topRow{Name: "page", Read: (*reading).page},
		topRow{Name: "check", Read: func(r *reading, v table.Value) error { return sub(v, checks, r) }},
		topRow{Name: "feed", Read: (*reading).feeds},
		topRow{Name: "slugs", Read: (*reading).slugs},
	)
	site = table.NewSchema(
		siteRow{Name: "title", Read: func(s *Site, v table.Value) error { return text(v, &s.Title) }},
		siteRow{Name: "url", Read: func(s *Site, v table.Value) error { return form(v, &s.URL, folderURL) }},
		siteRow{Name: "description", Read: func(s *Site, v table.Value) error { return text(v, &s.Description) }},
		siteRow{Name: "language", Read: func(s *Site, v table.Value) error { return form(v, &s.Language, value.Language) }},
		siteRow{Name: "timezone", Read: setZone},
		siteRow{Name: "authors", Read: setAuthors},
		siteRow{Name: "rights", Read: func(s *Site, v table.Value) error { return text(v, &s.Rights) }},
		siteRow{Name: "icon", Read: func(s *Site, v table.Value) error { return form(v, &s.Icon, absolute) }},
		siteRow{Name: "favicon", Read: func(s *Site, v table.Value) error { return form(v, &s.Favicon, absolute) }},
		siteRow{Name: "logo", Read: setLogo},
	)
	records = table.NewSchema(
		recRow{Name: "path", Read: func(r *Records, v table.Value) error { return text(v, &r.Path) }},
		recRow{Name: "url", Read: func(r *Records, v table.Value) error { return pattern(v, &r.URL) }},
		recRow{Name: "urls", Read: setPatterns},
		recRow{Name: "generator", Read: func(r *Records, v table.Value) error { return word(v, &r.Generator, generators) }},
		recRow{Name: "id", Read: setFirstID},
		recRow{Name: "languages", Read: func(r *Records, v table.Value) error { return list(v, &r.Languages, language) }},
		recRow{Name: "taxonomies", Read: func(r *Records, v table.Value) error { return list(v, &r.Taxonomies, as) }},
	)
	publish = table.NewSchema(
		pubRow{Name: "to", Read: func(p *Publish, v table.Value) error { return text(v, &p.To) }},
		pubRow{Name: "base", Read: func(p *Publish, v table.Value) error { return form(v, &p.Base, folderURL) }},
		pubRow{Name: "ledger", Read: func(p *Publish, v table.Value) error { return text(v, &p.Ledger) }},
		pubRow{Name: "ids", Read: func(p *Publish, v table.Value) error { return text(v, &p.IDs) }},
		pubRow{Name: "formats", Read: func(p *Publish, v table.Value) error { return words(v, &p.Formats, formats) }},
		pubRow{Name: "hubs", Read: func(p *Publish, v table.Value) error { return list(v, &p.Hubs, absolute) }},
		pubRow{Name: "flood", Read: func(p *Publish, v table.Value) error { return number(v, &p.Flood, 0) }},
		pubRow{Name: "emails", Read: func(p *Publish, v table.Value) (err error) { p.Emails, err = v.Bool(); return err }},
	)
	serves = table.NewSchema(
		srvRow{Name: "max_age", Read: setMaxAge},
	)
	checks = table.NewSchema(
		topRow{Name: "levels", Read: (*reading).levels},
	)
	feedKeys = table.NewSchema(append([]feedRow{
		{Name: "path", Read: setPath},
		{Name: "id", Read: setID},
		{Name: "title", Read: func(f *Feed, v table.Value) error { return text(v, &f.Title) }},
		{Name: "description", Read: func(f *Feed, v table.Value) error { return text(v, &f.Description) }},
		{Name: "url", Read: setHome},
		{Name: "language", Read: func(f *Feed, v table.Value) error { return form(v, &f.Language, value.Language) }},
		{Name: "rights", Read: func(f *Feed, v table.Value) error { return text(v, &f.Rights) }},
		{Name: "each", Read: func(f *Feed, v table.Value) error { return word(v, &f.Each, eaches) }},
		{Name: "limit", Read: func(f *Feed, v table.Value) error { return number(v, &f.Limit, 0) }},
		{Name: "archive", Read: func(f *Feed, v table.Value) error { return number(v, &f.Archive, 1) }},
		{Name: "moved_to", Read: setMoved},
		{Name: "ended", Read: func(f *Feed, v table.Value) (err error) { f.Ended, err = v.Bool(); return err }},
		{Name: "gone", Read: func(f *Feed, v table.Value) (err error) { f.Gone, err = v.Bool(); return err }},
		{Name: "complete", Read: func(f *Feed, v table.Value) (err error) { f.Complete, err = v.Bool(); return err }},
		{Name: "content", Read: setContent},
		{Name: "max_bytes", Read: func(f *Feed, v table.Value) error { return number(v, &f.MaxBytes, 0) }},
		{Name: "ttl", Read: func(f *Feed, v table.Value) error { return number(v, &f.TTL, 1) }},
		{Name: "formats", Read: func(f *Feed, v table.Value) error { return words(v, &f.Formats, formats) }},
		{Name: "exclude", Read: func(f *Feed, v table.Value) error { return sub(v, pick, &f.Exclude) }},
	}, picked()...)...)
	pick = table.NewSchema(
		pickRow{Name: "sections", Read: func(p *feed.Pick, v table.Value) error { return list(v, &p.Sections, as) }},
		pickRow{Name: "tags", Read: func(p *feed.Pick, v table.Value) error { return list(v, &p.Tags, as) }},
		pickRow{Name: "authors", Read: func(p *feed.Pick, v table.Value) error { return list(v, &p.Authors, as) }},
		pickRow{Name: "languages", Read: func(p *feed.Pick, v table.Value) error { return list(v, &p.Languages, value.Language) }},
		pickRow{Name: "articles", Read: func(p *feed.Pick, v table.Value) error { return list(v, &p.Articles, as) }},
	)
)

// picked are the keys of a pick as keys of the feed itself.
func picked() []feedRow {
	var rows []feedRow
	for _, name := range []string{"sections", "tags", "authors", "languages", "articles"} {
		rows = append(rows, feedRow{Name: name, Read: func(f *Feed, v table.Value) error {
			return sub(table.Value{Line: v.Line, Data: table.Table{Entries: []table.Entry{{Key: name, Value: v}}}}, pick, &f.Pick)
		}})
	}
	return rows
}

// sub reads a table within the configuration.
func sub[T any](v table.Value, schema table.Schema[T], into *T) error {
	t, err := v.Table()
	if err != nil {
		return err
	}
	if faults := schema.ReadStrictly(t, into); len(faults) > 0 {
		return faults
	}
	return nil
}

// newFeed is a feed that says nothing.
func newFeed() Feed { return Feed{Channel: feed.Channel{Limit: 50, MaxBytes: maxBytes}} }

func (r *reading) publish(v table.Value) error {
	r.Config.Publish.Config = feed.Pos{File: r.file, Line: v.Line}
	if t, err := v.Table(); err == nil {
		if base, there := t.Get("base"); there {
			r.Config.Publish.Config.Line = base.Line
		}
	}
	return sub(v, publish, &r.Config.Publish)
}

func (r *reading) feeds(v table.Value) error {
	var faults table.Faulty
	for _, item := range v.List() {
		f := newFeed()
		f.Config = feed.Pos{File: r.file, Line: item.Line}
		switch err := sub(item, feedKeys, &f).(type) {
		case nil:
		case table.Faulty:
			faults = append(faults, err...)
		default:
			faults = append(faults, table.Fault{Line: item.Line, Text: err.Error() + "; write [[feed]]"})
		}
		r.Config.Feeds = append(r.Config.Feeds, f)
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
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

// entries reads a table whose keys are chosen freely.
func entries(v table.Value, read func(table.Entry) error) error {
	t, err := v.Table()
	if err != nil {
		return err
	}
	var faults table.Faulty
	for _, e := range t.Entries {
		if err := read(e); err != nil {
			faults = append(faults, table.Fault{Line: e.Line, Key: e.Key, Text: err.Error()})
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

func text(v table.Value, into *string) error {
	s, err := v.Text()
	*into = value.Line(s)
	return err
}

func form(v table.Value, into *string, check func(string) (string, error)) error {
	s, err := v.Text()
	if err != nil || s == "" {
		return err
	}
	*into, err = check(s)
	return err
}

func list(v table.Value, into *[]string, check func(string) (string, error)) error {
	texts, err := v.Texts()
	if err != nil {
		return err
	}
	for _, s := range texts {
		checked, err := check(s)
		if err != nil {
			return err
		}
		*into = append(*into, checked)
	}
	return nil
}

func number(v table.Value, into *int, least int64) error {
	n, err := v.Integer(least)
	*into = int(n)
	return err
}

func word(v table.Value, into *string, known []string) error {
	return form(v, into, func(s string) (string, error) { return oneOf(s, known) })
}

func words(v table.Value, into *[]string, known []string) error {
	return list(v, into, func(s string) (string, error) { return oneOf(s, known) })
}

func oneOf(s string, known []string) (string, error) {
	if !slices.Contains(known, s) {
		return "", fmt.Errorf("%q is none of %s", s, strings.Join(known, ", "))
	}
	return s, nil
}

func as(s string) (string, error)       { return s, nil }
func absolute(s string) (string, error) { return value.WebURL(s, "") }

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
	logoRow{Name: "url", Read: func(i *feed.Image, v table.Value) error { return form(v, &i.URL, absolute) }},
	logoRow{Name: "width", Read: func(i *feed.Image, v table.Value) error { return number(v, &i.Width, 1) }},
	logoRow{Name: "height", Read: func(i *feed.Image, v table.Value) error { return number(v, &i.Height, 1) }},
)

// setPath reads the folder of a feed below the target. Media has a folder of its
// own there.
func setPath(f *Feed, v table.Value) error {
	s, err := v.Text()
	if err != nil {
		return err
	}
	if err := placeholders(s, "{slug}"); err != nil {
		return err
	}
	f.Path = strings.Trim(s, "/")
	if f.Path != "" && (path.Clean(f.Path) != f.Path || strings.HasPrefix(f.Path, "..") || strings.ContainsAny(f.Path, "\\?#%")) {
		return fmt.Errorf("%s is not a folder below the target, such as section/world", v)
	}
	if first, _, _ := strings.Cut(f.Path, "/"); first == "media" {
		return fmt.Errorf("%s is where pictures and attachments go; choose another folder", v)
	}
	return nil
}

// setHome reads the page that the feed is about; {slug} in it is filled later.
func setHome(f *Feed, v table.Value) error { return slugged(v, &f.Home, absolute) }

// setMoved reads the folder in which the feed is now.
func setMoved(f *Feed, v table.Value) error {
	err := slugged(v, &f.MovedTo, folderURL)
	if f.MovedTo != "" && !strings.HasSuffix(f.MovedTo, "/") {
		f.MovedTo += "/"
	}
	return err
}

// slugged reads an address in which {slug} is filled later.
func slugged(v table.Value, into *string, check func(string) (string, error)) error {
	const filled = "slug"
	err := form(v, into, func(s string) (string, error) {
		address, err := check(strings.ReplaceAll(s, "{slug}", filled))
		if strings.Contains(s, "{slug}") {
			address = s
		}
		return address, err
	})
	if err == nil {
		err = placeholders(*into, "{slug}")
	}
	return err
}

func setID(f *Feed, v table.Value) error {
	err := text(v, &f.ID)
	if err == nil {
		err = value.IRI(f.ID)
	}
	return err
}

func setContent(f *Feed, v table.Value) error {
	var amount string
	err := word(v, &amount, amounts)
	if amount == "summary" {
		f.Content = feed.Summary
	}
	return err
}
