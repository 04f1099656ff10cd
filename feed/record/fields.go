package record

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// Bounds of text, in bytes: what is longer is no title, whatever the key says.
const (
	maxTitle   = 1_000
	maxSummary = 20_000
	maxWord    = 500
	maxURL     = 8_000 // what servers take at least (RFC 9110 §4.1)
)

type row = table.Row[draft]

// fields are the names of a record (the first of each row) and those by which
// other tools call the same.
var fields = table.NewSchema(
	row{Name: "id", Aliases: []string{"guid", "uri", "uuid", "@id"}, Form: table.Text, Default: "remembered or minted: see Identity in docs/records.md",
		Doc:  "permanent and opaque; a URI is best",
		Read: func(d *draft, v table.Value) error { return line(v, &d.ID, maxTitle) }},
	row{Name: "title", Aliases: []string{"headline", "name"}, Form: table.Text, Default: "none",
		Doc:  "plain text, published as it stands: `How <b> works` is a title",
		Read: func(d *draft, v table.Value) error { return line(v, &d.Title, maxTitle) }},
	row{Name: "summary", Aliases: []string{"description", "excerpt", "abstract", "custom_excerpt"}, Form: table.Text, Default: "what is above `<!--more-->`, else the first paragraph, cut at a sentence",
		Doc:  "plain text",
		Read: func(d *draft, v table.Value) error { return line(v, &d.Summary, maxSummary) }},

	row{Name: "content_html", Aliases: []string{"html"}, Form: table.Text,
		Doc:  "the content, HTML",
		Read: func(d *draft, v table.Value) error { return d.setBody(0, v, feed.HTML) }},
	row{Name: "content_markdown", Form: table.Text,
		Doc:  "the content, CommonMark with GFM tables, task lists, strikethrough, links, footnotes, and definition lists",
		Read: func(d *draft, v table.Value) error { return d.setBody(1, v, feed.Markdown) }},
	row{Name: "content", Aliases: []string{"body"}, Form: table.Text, Default: "the body of the file; a record needs a title or content",
		Doc:  "HTML if it begins with a tag, else Markdown",
		Read: func(d *draft, v table.Value) error { return d.setBody(2, v, "") }},
	row{Name: "content_text", Aliases: []string{"text", "textContent", "articleBody"}, Form: table.Text,
		Doc:  "the content, plain text, a paragraph between blank lines",
		Read: func(d *draft, v table.Value) error { return d.setBody(3, v, feed.Plain) }},

	row{Name: "url", Aliases: []string{"link", "permalink", "canonical", "canonical_link", "path"}, Form: table.Text, Default: "made from `[records] url`, below the site",
		Doc:  "the address of the article, absolute or from that of the site",
		Read: func(d *draft, v table.Value) error { return d.address(v, &d.URL) }},
	row{Name: "external_url", Aliases: []string{"via", "link_to"}, Form: table.Text,
		Doc:  "what a link post points to",
		Read: func(d *draft, v table.Value) error { return d.address(v, &d.ExternalURL) }},
	row{Name: "slug", Form: table.Text, Default: "the name of the file, else the title",
		Doc:  "the last part of the address",
		Read: (*draft).setSlug},
	row{Name: "aliases", Join: true, Form: table.List(table.Text),
		Doc:  "old addresses",
		Read: (*draft).setAliases},

	row{Name: "published", Aliases: []string{"date_published", "date", "publishDate", "pubDate", "datePublished", "published_at", "publishedTime", "publish_date", "firstCreated"}, Form: table.Either(table.Dated, table.Truth), Default: "from a file name such as `2026-11-23-title.md`, else a fault",
		Doc:  "when it appears; in the future it is an embargo; `false` is `draft = true`",
		Read: func(d *draft, v table.Value) error { return d.date(v, &d.Published) }},
	row{Name: "updated", Aliases: []string{"date_modified", "lastmod", "modified", "last_modified_at", "dateModified", "updated_at", "versionCreated"}, Form: table.Dated, Default: "`published`",
		Doc:  "the last change that readers should see",
		Read: func(d *draft, v table.Value) error { return d.date(v, &d.Updated) }},
	row{Name: "expires", Aliases: []string{"date_expires", "expiryDate", "unpublishdate"}, Form: table.Dated, Default: "never",
		Doc:  "at that moment it leaves the feeds",
		Read: func(d *draft, v table.Value) error { return d.date(v, &d.Expires) }},
	row{Name: "embargo", Aliases: []string{"embargoed", "embargoedUntil"}, Form: table.Dated,
		Doc:  "moves `published` to then",
		Read: func(d *draft, v table.Value) error { return d.date(v, &d.embargo) }},
	row{Name: "draft", Form: table.Truth, Default: "false",
		Doc:  "whether it stays out",
		Read: func(d *draft, v table.Value) (err error) { d.Draft, err = v.Bool(); return err }},
	row{Name: "status", Aliases: []string{"pubStatus"}, Form: table.OneOf(slices.Sorted(maps.Keys(statuses))...), Default: `"usable"`,
		Doc:  "`usable`, `draft` or `withdrawn`, or one of the words by which other tools call these",
		Read: (*draft).setStatus},
	row{Name: "significant", Form: table.Truth, Default: "false",
		Doc:  "whether this change is to be shown again: see Edits in docs/records.md",
		Read: func(d *draft, v table.Value) (err error) { d.Significant, err = v.Bool(); return err }},

	row{Name: "authors", Aliases: []string{"author", "byline", "by", "creator"}, Form: table.List(table.Text, table.Record(person.Keys())), Default: "those of the site",
		Doc:  "names, or tables",
		Read: func(d *draft, v table.Value) error { return d.persons(v, &d.Authors) }},
	row{Name: "contributors", Aliases: []string{"contributor"}, Form: table.List(table.Text, table.Record(person.Keys())),
		Doc:  "who else took part, likewise",
		Read: func(d *draft, v table.Value) error { return d.persons(v, &d.Contributors) }},
	row{Name: "section", Aliases: []string{"articleSection"}, Form: table.Text, Default: "the first folder below the records, or below `articles`, `content`, `post`, `posts` in it",
		Doc:  "one section, never a tag",
		Read: func(d *draft, v table.Value) error { return line(v, &d.Section, maxWord) }},
	row{Name: "tags", Aliases: []string{"categories", "keywords", "subjects"}, Join: true, Form: table.List(table.Text, table.Record(tag.Keys())),
		Doc:  "words, or tables",
		Read: (*draft).setTags},
	row{Name: "language", Aliases: []string{"lang", "inLanguage"}, Form: table.Text, Default: "that of the site",
		Doc:  "BCP 47, such as `en-GB`",
		Read: func(d *draft, v table.Value) error { return form(v, &d.Language, value.Language) }},

	row{Name: "image", Aliases: []string{"images", "feature_image", "top_image", "thumbnail", "cover"}, Form: table.List(table.Text, table.Record(image.Keys())),
		Doc:  "the picture of the article: an address, or a table",
		Read: (*draft).setImage},
	row{Name: "attachments", Aliases: []string{"attachment", "enclosures", "enclosure", "renditions", "audio"}, Join: true, Form: table.List(table.Text, table.Record(attachment.Keys())),
		Doc:  "files that belong to it: addresses, or tables",
		Read: (*draft).setAttachments},
	row{Name: "dateline", Form: table.Text,
		Doc:  "the place line, `Moscow/Minsk`; it opens the first paragraph and the summary",
		Read: func(d *draft, v table.Value) error { return line(v, &d.Dateline, maxWord) }},
	row{Name: "location", Aliases: []string{"located", "georss"}, Form: table.Either(table.Text, table.Record(place.Keys())),
		Doc:  "a name, `lat lon`, or a table",
		Read: (*draft).setLocation},
	row{Name: "source", Form: table.Either(table.Text, table.Record(source.Keys())),
		Doc:  "where it was first published: a table; a bare address is that of the article itself",
		Read: (*draft).setSource},
	row{Name: "source_title", Aliases: []string{"sitename", "publisher", "infoSources"}, Form: table.List(table.Text, table.Named(table.Form{})),
		Doc:  "the name of who published it first",
		Read: (*draft).setSourceTitle},
	row{Name: "rights", Aliases: []string{"copyright", "copyrightNotice", "usageTerms"}, Form: table.Text, Default: "those of the site",
		Doc:  "a text",
		Read: func(d *draft, v table.Value) error { return line(v, &d.Rights, maxSummary) }},
	row{Name: "license", Form: table.Text,
		Doc:  "an address",
		Read: func(d *draft, v table.Value) error { return d.address(v, &d.License) }},
	row{Name: "comments", Form: table.Either(table.Text, table.Truth, table.Record(comments.Keys())),
		Doc:  "where it is discussed: an address, or a table",
		Read: (*draft).setComments},
	row{Name: "comments_url", Form: table.Text,
		Doc:  "the page of the comments",
		Read: func(d *draft, v table.Value) error { return d.address(v, &d.comments().URL) }},
	row{Name: "comments_feed", Form: table.Text,
		Doc:  "their feed",
		Read: func(d *draft, v table.Value) error { return d.address(v, &d.comments().Feed) }},
	row{Name: "comment_count", Form: table.Whole(0),
		Doc:  "how many there are",
		Read: func(d *draft, v table.Value) error { return whole(v, &d.comments().Count) }},
	row{Name: "extra", Aliases: []string{"params", "custom"}, Form: table.Named(table.Form{}),
		Doc:  "whatever else; never lost, never published",
		Read: (*draft).setExtra},
)

// otherTools are keys that have no field and yet are no slips: they are kept in
// Extra without a word.
var otherTools = map[string]bool{
	"alternativeheadline": true, "banner_image": true, "comment_id": true, "filedate": true, "fingerprint": true, "hostname": true,
	"image_alt": true, "layout": true, "linktitle": true, "menu": true, "podcast": true, "raw_text": true,
	"short_title": true, "slugline": true, "source-hostname": true, "subtitle": true, "template": true,
	"type": true, "weight": true,
}

// line reads text into one line of at most most bytes.
func line(v table.Value, into *string, most int) error {
	s, err := v.Text()
	if err != nil {
		return err
	}
	s = value.Line(s)
	if len(s) > most {
		return fmt.Errorf("%d bytes long, at most %d can be published", len(s), most)
	}
	*into = s
	return nil
}

// form reads text that has a form, such as a language tag.
func form(v table.Value, into *string, check func(string) (string, error)) error {
	s, err := v.Text()
	if err != nil {
		return err
	}
	if s == "" {
		return nil
	}
	*into, err = check(s)
	return err
}

// whole reads a whole number that is not negative.
func whole(v table.Value, into *int) error {
	n, err := v.Integer(0)
	*into = int(n)
	return err
}

// address reads a URL, resolved against the site's.
func (d *draft) address(v table.Value, into *string) error {
	return form(v, into, d.webURL)
}

// webURL is the absolute URL of a reference.
func (d *draft) webURL(ref string) (string, error) {
	at, err := value.WebURL(ref, d.defaults.URL)
	if err == nil && len(at) > maxURL {
		err = fmt.Errorf("%s is an address of %d bytes; servers take at most %d", value.Quote(ref), len(at), maxURL)
	}
	return at, err
}

// reference reads a URL that may name a file beside the record, so it stays as
// it is.
func (d *draft) reference(v table.Value, into *string) error {
	return form(v, into, func(s string) (string, error) {
		_, err := d.webURL(s)
		return strings.TrimSpace(s), err
	})
}

func (d *draft) date(v table.Value, into *time.Time) error {
	s, err := v.Date()
	if err != nil {
		return err
	}
	if s == "" {
		return nil
	}
	if d.defaults.generator() != nil {
		t, err := d.moment(v, s)
		*into = t.UTC().Truncate(time.Second)
		return err
	}
	*into, err = value.Date(s, d.defaults.zone())
	return err
}

// setBody keeps the content that one key gives. Without a markup of its own it
// is HTML if it begins with a tag, else Markdown.
func (d *draft) setBody(rank int, v table.Value, markup feed.Markup) error {
	s, err := v.Text()
	if err != nil {
		return err
	}
	if strings.TrimSpace(d.text.body) != "" && strings.TrimSpace(s) != "" {
		return errors.New("the file has a body too, and only one can be the content")
	}
	if rank == 2 && !strings.HasPrefix(strings.TrimSpace(s), "<") {
		markup = feed.Markdown
	}
	d.bodies[rank] = content{text: s, markup: markup, line: v.Line}
	return nil
}

func (d *draft) setSlug(v table.Value) error {
	if err := line(v, &d.Slug, maxWord); err != nil {
		return err
	}
	if strings.ContainsAny(d.Slug, "/\\?#") || d.Slug == "." || d.Slug == ".." {
		return fmt.Errorf("%s is not the last part of a URL, such as harbour-reopens", v)
	}
	return nil
}

func (d *draft) setAliases(v table.Value) error {
	for _, item := range v.List() {
		var alias string
		if err := d.address(item, &alias); err != nil {
			return err
		}
		d.Aliases = append(d.Aliases, alias)
	}
	return nil
}

// statuses are the words for the state of an article.
var statuses = map[string]struct {
	status feed.Status
	draft  bool
}{
	"usable": {}, "published": {}, "publish": {},
	"draft": {draft: true}, "withheld": {draft: true}, "pending": {draft: true}, "private": {draft: true}, "scheduled": {},
	"withdrawn": {status: feed.Withdrawn}, "canceled": {status: feed.Withdrawn}, "deleted": {status: feed.Withdrawn},
}

func (d *draft) setStatus(v table.Value) error {
	s, err := v.Text()
	if err != nil {
		return err
	}
	state, known := statuses[strings.ToLower(s)]
	if !known {
		return fmt.Errorf("%s is not a status; usable, draft and withdrawn are", v)
	}
	d.Status = state.status
	d.Draft = d.Draft || state.draft
	return nil
}

func (d *draft) setExtra(v table.Value) error {
	t, err := v.Table()
	if err == nil {
		d.merge(t)
	}
	return err
}
