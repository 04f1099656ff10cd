package config

import (
	"fmt"
	"path"
	"strings"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

type (
	feedRow = table.Row[Feed]
	pickRow = table.Row[feed.Pick]
)

// The keys of [[feed]].
var (
	feedKeys = table.NewSchema(append([]feedRow{
		{Name: "path", Form: table.Text, Default: "the target itself",
			Doc:  "its folder below `[publish] to`, with `{slug}` where `each` is",
			Read: setPath},
		{Name: "id", Form: table.Text, Default: "minted once, from site, year and path",
			Doc:  "permanent, an absolute IRI such as `tag:gazette.example,2026:feeds`",
			Read: setID},
		{Name: "title", Form: table.Text, Default: "the site, and what it picks",
			Doc:  "what it is called; `{site}` is the title of the site, and `{name}` the value of `each`",
			Read: func(f *Feed, v table.Value) error { return text(v, &f.Title) }},
		{Name: "description", Form: table.Text, Default: "that of the site",
			Doc:  "what it is about; `{site}` is the title of the site",
			Read: func(f *Feed, v table.Value) error { return text(v, &f.Description) }},
		{Name: "url", Form: table.Text, Default: "that of the site",
			Doc:  "the page that it is about, with `{slug}` where `each` is",
			Read: setHome},
		{Name: "language", Form: table.Text, Default: "that of the site, or the only one that it picks",
			Doc:  "of the feed, BCP 47",
			Read: func(f *Feed, v table.Value) error { return form(v, &f.Language, value.Language) }},
		{Name: "rights", Form: table.Text, Default: "those of the site",
			Doc:  "of the feed",
			Read: func(f *Feed, v table.Value) error { return text(v, &f.Rights) }},
		{Name: "each", Form: table.OneOf(eaches...), Default: "one feed",
			Doc:  "one feed for each value that articles have",
			Read: func(f *Feed, v table.Value) error { return word(v, &f.Each, eaches) }},
		{Name: "limit", Form: table.Whole(0), Default: "50",
			Doc:  "how many articles it holds, the newest ones; 0 is all",
			Read: func(f *Feed, v table.Value) error { return number(v, &f.Limit, 0) }},
		{Name: "archive", Form: table.Whole(1), Default: "no archive",
			Doc:  "once it holds that many more than `limit`, the oldest become a page of its archive (RFC 5005)",
			Read: func(f *Feed, v table.Value) error { return number(v, &f.Archive, 1) }},
		{Name: "moved_to", Form: table.Text, Default: "it is here",
			Doc:  "the folder in which it is now: it is served here all the same and says so, and redirects are written for the web server",
			Read: setMoved},
		{Name: "ended", Form: table.Truth, Default: "false",
			Doc:  "nothing new will come, and the last files stay",
			Read: func(f *Feed, v table.Value) (err error) { f.Ended, err = v.Bool(); return err }},
		{Name: "gone", Form: table.Truth, Default: "false",
			Doc:  "its files are removed, and the redirects say 410 Gone",
			Read: func(f *Feed, v table.Value) (err error) { f.Gone, err = v.Bool(); return err }},
		{Name: "complete", Form: table.Truth, Default: "false",
			Doc:  "it shows all there is, so that readers may forget the rest, as long as the limit cuts nothing",
			Read: func(f *Feed, v table.Value) (err error) { f.Complete, err = v.Bool(); return err }},
		{Name: "content", Form: table.OneOf(amounts...), Default: `"full"`,
			Doc:  "how much of an article it holds",
			Read: setContent},
		{Name: "max_bytes", Form: table.Whole(0), Default: fmt.Sprint(maxBytes),
			Doc:  "a larger file is shortened; 0 is no bound",
			Read: func(f *Feed, v table.Value) error { return number(v, &f.MaxBytes, 0) }},
		{Name: "ttl", Form: table.Whole(1), Default: "it says nothing",
			Doc:  "minutes that a reader may keep it",
			Read: func(f *Feed, v table.Value) error { return number(v, &f.TTL, 1) }},
		{Name: "formats", Form: table.List(table.OneOf(formats...)), Default: "those of `[publish]`",
			Doc:  "of this feed alone",
			Read: func(f *Feed, v table.Value) error { return words(v, &f.Formats, formats) }},
		{Name: "exclude", Form: table.Record(pick.Keys()),
			Doc:  "the same five keys, for articles that stay out",
			Read: func(f *Feed, v table.Value) error { return sub(v, pick, &f.Exclude) }},
	}, picked()...)...)
	pick = table.NewSchema(
		pickRow{Name: "sections", Form: table.List(table.Text), Default: "all",
			Doc:  "articles of one of these sections",
			Read: func(p *feed.Pick, v table.Value) error { return list(v, &p.Sections, as) }},
		pickRow{Name: "tags", Form: table.List(table.Text), Default: "all",
			Doc:  "articles with one of these tags, by term or label",
			Read: func(p *feed.Pick, v table.Value) error { return list(v, &p.Tags, as) }},
		pickRow{Name: "authors", Form: table.List(table.Text), Default: "all",
			Doc:  "articles by one of these people",
			Read: func(p *feed.Pick, v table.Value) error { return list(v, &p.Authors, as) }},
		pickRow{Name: "languages", Form: table.List(table.Text), Default: "all",
			Doc:  "articles in one of these languages; `en` takes `en-GB` too",
			Read: func(p *feed.Pick, v table.Value) error { return list(v, &p.Languages, value.Language) }},
		pickRow{Name: "articles", Form: table.List(table.Text), Default: "all",
			Doc:  "single articles, by id, slug or address",
			Read: func(p *feed.Pick, v table.Value) error { return list(v, &p.Articles, as) }},
	)
)

// picked are the keys of a pick as keys of the feed itself.
func picked() []feedRow {
	var rows []feedRow
	for _, key := range pick.Keys() {
		rows = append(rows, feedRow{Name: key.Name, Doc: key.Doc, Default: key.Default, Form: key.Form, Read: func(f *Feed, v table.Value) error {
			return sub(table.Value{Line: v.Line, Data: table.Table{Entries: []table.Entry{{Key: key.Name, Value: v}}}}, pick, &f.Pick)
		}})
	}
	return rows
}

// newFeed is a feed that says nothing.
func newFeed() Feed { return Feed{Channel: feed.Channel{Limit: 50, MaxBytes: maxBytes}} }

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
