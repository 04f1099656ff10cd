package render

import (
	"bytes"
	"cmp"
	"encoding/json"
	"time"

	"github.com/gorilla/feeds"

	"dateline/feed"
)

// jsonRoot is the feed (JSON Feed 1.1 "Top-level"). Items are there, also if
// there are none.
type jsonRoot struct {
	feeds.JSONFeed
	Dateline jsonAbout   `json:"_dateline"`
	Items    []*jsonItem `json:"items"`
}

// jsonAbout tells where the extension is described (JSON Feed 1.1 "Extensions").
type jsonAbout struct {
	About string `json:"about"`
}

// jsonItem is an item (JSON Feed 1.1 "Items").
type jsonItem struct {
	feeds.JSONItem
	Language    string           `json:"language,omitempty"`
	Attachments []jsonAttachment `json:"attachments,omitempty"`
	Dateline    *jsonExtension   `json:"_dateline,omitempty"`
}

type jsonAttachment struct {
	URL      string  `json:"url"`
	Type     string  `json:"mime_type"`
	Title    string  `json:"title,omitempty"`
	Size     int64   `json:"size_in_bytes,omitempty"`
	Duration float64 `json:"duration_in_seconds,omitempty"`
}

// jsonExtension holds what a record says and JSON Feed has no name for, by the
// names of a record, so that the feed can be read back as records.
type jsonExtension struct {
	Section      string        `json:"section,omitempty"`
	Dateline     string        `json:"dateline,omitempty"`
	Tags         []jsonTag     `json:"tags,omitempty"`
	Authors      []jsonPerson  `json:"authors,omitempty"`
	Contributors []jsonPerson  `json:"contributors,omitempty"`
	Image        *jsonImage    `json:"image,omitempty"`
	Location     *jsonPlace    `json:"location,omitempty"`
	Source       *jsonSource   `json:"source,omitempty"`
	Rights       string        `json:"rights,omitempty"`
	License      string        `json:"license,omitempty"`
	Comments     *jsonComments `json:"comments,omitempty"`
}

type jsonTag struct {
	Term   string `json:"term"`
	Label  string `json:"label,omitempty"`
	Scheme string `json:"scheme,omitempty"`
}

type jsonPerson struct {
	Name   string `json:"name"`
	Email  string `json:"email,omitempty"`
	URL    string `json:"url,omitempty"`
	Avatar string `json:"avatar,omitempty"`
}

type jsonImage struct {
	URL     string `json:"url"`
	Type    string `json:"type,omitempty"`
	Length  int64  `json:"length,omitempty"`
	Width   int    `json:"width,omitempty"`
	Height  int    `json:"height,omitempty"`
	Alt     string `json:"alt,omitempty"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
}

type jsonPlace struct {
	Name string   `json:"name,omitempty"`
	Lat  *float64 `json:"lat,omitempty"`
	Lon  *float64 `json:"lon,omitempty"`
}

type jsonSource struct {
	Title string `json:"title,omitempty"`
	URL   string `json:"url,omitempty"`
	Feed  string `json:"feed,omitempty"`
}

type jsonComments struct {
	URL   string `json:"url,omitempty"`
	Feed  string `json:"feed,omitempty"`
	Count *int   `json:"count,omitempty"`
}

func jsonFeed(e feed.Edition) ([]byte, error) {
	authors := jsonAuthors(named(e.Channel))
	root := jsonRoot{
		JSONFeed: feeds.JSONFeed{
			Version:     "https://jsonfeed.org/version/1.1",
			Title:       e.Title,
			Language:    e.Language,
			HomePageUrl: e.Home,
			FeedUrl:     e.Address(feed.Document(e.Page, "feed.json")),
			Description: e.Description,
			UserComment: "This is a JSON Feed. To follow " + e.Title + ", paste the address " + e.Address("feed.json") +
				" into a feed reader. " + e.Address("") + " tells more.",
			Icon:    e.Icon,
			Favicon: e.Favicon,
			Author:  authors[0],
			Authors: authors,
		},
		Dateline: jsonAbout{e.Address("") + "#_dateline"},
		Items:    []*jsonItem{},
	}
	if e.Ended {
		root.Expired = &e.Ended
	}
	if e.Pages > 0 {
		root.NextUrl = e.Address(feed.Document(e.Pages, "feed.json"))
	}
	for _, hub := range e.Hubs {
		root.Hubs = append(root.Hubs, &feeds.JSONHub{Type: "WebSub", Url: hub})
	}
	for _, a := range e.Articles {
		root.Items = append(root.Items, newJSONItem(e.Channel, a))
	}
	return writeJSON(root)
}

// writeJSON writes the feed indented. The encoder would do that as well, into a
// buffer of its own that grows each time.
func writeJSON(root jsonRoot) ([]byte, error) {
	return written(func(b *bytes.Buffer) error {
		dense := sheets.Get().(*bytes.Buffer)
		defer sheets.Put(dense)
		dense.Reset()
		enc := json.NewEncoder(dense)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(root); err != nil {
			return err
		}
		indent(b, dense.Bytes())
		return nil
	})
}

func newJSONItem(c feed.Channel, a feed.Article) *jsonItem {
	item := &jsonItem{
		JSONItem: feeds.JSONItem{
			Id:            a.ID,
			Url:           a.URL,
			ExternalUrl:   a.ExternalURL,
			Title:         a.Title,
			ContentHTML:   a.Content,
			Summary:       a.Summary,
			PublishedDate: jsonDate(a.Published),
			ModifiedDate:  jsonDate(a.Updated),
			Authors:       jsonAuthors(a.Authors),
		},
		Language: unless(a.Language, c.Language),
		Dateline: newExtension(c, a),
	}
	if a.Content == "" { // one of content_html and content_text must be there
		item.ContentText = cmp.Or(a.Summary, a.Title)
	}
	if len(item.Authors) > 0 {
		item.Author = item.Authors[0]
	}
	if a.Image != nil {
		item.Image = a.Image.URL
	}
	for _, t := range a.Tags {
		item.Tags = append(item.Tags, t.Term)
	}
	for _, at := range a.Attachments {
		item.Attachments = append(item.Attachments, jsonAttachment{at.URL, typeOr(at.Type), at.Title, at.Length, at.Duration.Seconds()})
	}
	return item
}

func jsonAuthors(people []feed.Person) []*feeds.JSONAuthor {
	var authors []*feeds.JSONAuthor
	for _, p := range people {
		authors = append(authors, &feeds.JSONAuthor{Name: p.Name, Url: p.URL, Avatar: p.Avatar})
	}
	return authors
}

func jsonDate(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC().Truncate(time.Second)
	return &t
}

// newExtension is what JSON Feed has no names for; nil if there is nothing.
func newExtension(c feed.Channel, a feed.Article) *jsonExtension {
	x := jsonExtension{
		Section: a.Section, Dateline: a.Dateline, Rights: unless(a.Rights, c.Rights), License: a.License,
		Contributors: jsonPeople(c, a.Contributors),
	}
	for _, t := range a.Tags {
		if t.Label+t.Scheme != "" {
			x.Tags = jsonTags(a.Tags)
		}
	}
	for _, p := range a.Authors {
		if c.Emails && p.Email != "" {
			x.Authors = jsonPeople(c, a.Authors)
		}
	}
	if i := a.Image; i != nil {
		x.Image = &jsonImage{i.URL, i.Type, i.Length, i.Width, i.Height, i.Alt, i.Caption, i.Credit}
	}
	if p := a.Location; p != nil {
		x.Location = &jsonPlace{Name: p.Name}
		if p.Known {
			x.Location.Lat, x.Location.Lon = &p.Lat, &p.Lon
		}
	}
	if s := a.Source; s != nil {
		x.Source = &jsonSource{s.Title, s.URL, s.Feed}
	}
	if s := a.Comments; s != nil {
		x.Comments = &jsonComments{URL: s.URL, Feed: s.Feed}
		if s.Count >= 0 {
			x.Comments.Count = &s.Count
		}
	}
	if x.empty() {
		return nil
	}
	return &x
}

func (x *jsonExtension) empty() bool {
	return x.Section+x.Dateline+x.Rights+x.License == "" && len(x.Tags)+len(x.Authors)+len(x.Contributors) == 0 &&
		x.Image == nil && x.Location == nil && x.Source == nil && x.Comments == nil
}

func jsonTags(tags []feed.Tag) []jsonTag {
	var out []jsonTag
	for _, t := range tags {
		out = append(out, jsonTag(t))
	}
	return out
}

func jsonPeople(c feed.Channel, people []feed.Person) []jsonPerson {
	var out []jsonPerson
	for _, p := range people {
		if !c.Emails {
			p.Email = ""
		}
		out = append(out, jsonPerson(p))
	}
	return out
}
