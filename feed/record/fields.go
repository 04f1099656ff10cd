package record

import (
	"errors"
	"fmt"
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
)

type row = table.Row[draft]

// fields are the names of a record (the first of each row) and those by which
// other tools call the same.
var fields = table.NewSchema(
	row{Name: "id", Aliases: []string{"guid", "uri", "uuid", "@id"}, Read: func(d *draft, v table.Value) error { return line(v, &d.ID, maxTitle) }},
	row{Name: "title", Aliases: []string{"headline", "name"}, Read: func(d *draft, v table.Value) error { return line(v, &d.Title, maxTitle) }},
	row{Name: "summary", Aliases: []string{"description", "excerpt", "abstract", "custom_excerpt"}, Read: func(d *draft, v table.Value) error { return line(v, &d.Summary, maxSummary) }},

	row{Name: "content_html", Aliases: []string{"html"}, Read: func(d *draft, v table.Value) error { return d.setBody(0, v, feed.HTML) }},
	row{Name: "content_markdown", Read: func(d *draft, v table.Value) error { return d.setBody(1, v, feed.Markdown) }},
	row{Name: "content", Aliases: []string{"body"}, Read: func(d *draft, v table.Value) error { return d.setBody(2, v, "") }},
	row{Name: "content_text", Aliases: []string{"text", "textContent", "articleBody"}, Read: func(d *draft, v table.Value) error { return d.setBody(3, v, feed.Plain) }},

	row{Name: "url", Aliases: []string{"link", "permalink", "canonical", "canonical_link", "path"}, Read: func(d *draft, v table.Value) error { return d.address(v, &d.URL) }},
	row{Name: "external_url", Aliases: []string{"via", "link_to"}, Read: func(d *draft, v table.Value) error { return d.address(v, &d.ExternalURL) }},
	row{Name: "slug", Read: (*draft).setSlug},
	row{Name: "aliases", Join: true, Read: (*draft).setAliases},

	row{Name: "published", Aliases: []string{"date_published", "date", "publishDate", "pubDate", "datePublished", "published_at", "publishedTime", "publish_date", "firstCreated"}, Read: func(d *draft, v table.Value) error { return d.date(v, &d.Published) }},
	row{Name: "updated", Aliases: []string{"date_modified", "lastmod", "modified", "last_modified_at", "dateModified", "updated_at", "versionCreated"}, Read: func(d *draft, v table.Value) error { return d.date(v, &d.Updated) }},
	row{Name: "expires", Aliases: []string{"date_expires", "expiryDate", "unpublishdate"}, Read: func(d *draft, v table.Value) error { return d.date(v, &d.Expires) }},
	row{Name: "embargo", Aliases: []string{"embargoed", "embargoedUntil"}, Read: func(d *draft, v table.Value) error { return d.date(v, &d.embargo) }},
	row{Name: "draft", Read: func(d *draft, v table.Value) (err error) { d.Draft, err = v.Bool(); return err }},
	row{Name: "status", Aliases: []string{"pubStatus"}, Read: (*draft).setStatus},
	row{Name: "significant", Read: func(d *draft, v table.Value) (err error) { d.Significant, err = v.Bool(); return err }},

	row{Name: "authors", Aliases: []string{"author", "byline", "by", "creator"}, Read: func(d *draft, v table.Value) error { return d.persons(v, &d.Authors) }},
	row{Name: "contributors", Aliases: []string{"contributor"}, Read: func(d *draft, v table.Value) error { return d.persons(v, &d.Contributors) }},
	row{Name: "section", Aliases: []string{"articleSection"}, Read: func(d *draft, v table.Value) error { return line(v, &d.Section, maxWord) }},
	row{Name: "tags", Aliases: []string{"categories", "keywords", "subjects"}, Join: true, Read: (*draft).setTags},
	row{Name: "language", Aliases: []string{"lang", "inLanguage"}, Read: func(d *draft, v table.Value) error { return form(v, &d.Language, value.Language) }},

	row{Name: "image", Aliases: []string{"images", "feature_image", "top_image", "thumbnail", "cover"}, Read: (*draft).setImage},
	row{Name: "attachments", Aliases: []string{"attachment", "enclosures", "enclosure", "renditions", "audio"}, Join: true, Read: (*draft).setAttachments},
	row{Name: "dateline", Read: func(d *draft, v table.Value) error { return line(v, &d.Dateline, maxWord) }},
	row{Name: "location", Aliases: []string{"located", "georss"}, Read: (*draft).setLocation},
	row{Name: "source", Read: (*draft).setSource},
	row{Name: "source_title", Aliases: []string{"sitename", "publisher", "infoSources"}, Read: (*draft).setSourceTitle},
	row{Name: "rights", Aliases: []string{"copyright", "copyrightNotice", "usageTerms"}, Read: func(d *draft, v table.Value) error { return line(v, &d.Rights, maxSummary) }},
	row{Name: "license", Read: func(d *draft, v table.Value) error { return d.address(v, &d.License) }},
	row{Name: "comments", Read: (*draft).setComments},
	row{Name: "comments_url", Read: func(d *draft, v table.Value) error { return d.address(v, &d.comments().URL) }},
	row{Name: "comments_feed", Read: func(d *draft, v table.Value) error { return d.address(v, &d.comments().Feed) }},
	row{Name: "comment_count", Read: func(d *draft, v table.Value) error { return whole(v, &d.comments().Count) }},
	row{Name: "extra", Aliases: []string{"params", "custom"}, Read: (*draft).setExtra},
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
	return form(v, into, func(s string) (string, error) { return value.WebURL(s, d.defaults.URL) })
}

// reference reads a URL that may name a file beside the record, so it stays as
// it is.
func (d *draft) reference(v table.Value, into *string) error {
	return form(v, into, func(s string) (string, error) {
		_, err := value.WebURL(s, d.defaults.URL)
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
