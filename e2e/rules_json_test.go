package e2e

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

// jsonModel breaks no rule.
const jsonModel = `{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Model",
  "home_page_url": "https://example.org/",
  "feed_url": "https://example.org/feeds/here",
  "language": "en",
  "icon": "https://example.org/icon.png",
  "authors": [{"name": "Ann"}],
  "_model": {"about": "https://example.org/about"},
  "items": [
    {
      "id": "1",
      "url": "https://example.org/1",
      "title": "First",
      "content_html": "<p>One <img src=\"https://example.org/1.png\" srcset=\"https://example.org/1.png 1x\"> <a href=\"https://example.org/2\">two</a></p>",
      "date_published": "2026-11-20T06:45:00Z",
      "authors": [{"name": "Ben"}],
      "tags": ["sea"],
      "attachments": [{"url": "https://example.org/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}]
    },
    {
      "id": "2",
      "url": "https://example.org/2",
      "content_text": "Second"
    }
  ]
}
`

// A jsonFeed is what the rules look at (JSON Feed 1.1).
type jsonFeed struct {
	Version, Title string
	Home           string `json:"home_page_url"`
	Feed           string `json:"feed_url"`
	Next           string `json:"next_url"`
	Language       string
	Icon, Favicon  string
	Authors        []jsonAuthor
	Hubs           []struct{ Type, URL string }
	Items          []jsonItem
}

type jsonAuthor struct{ Name, URL, Avatar string }

type jsonItem struct {
	ID, URL     string
	External    string `json:"external_url"`
	Title       string
	HTML        string `json:"content_html"`
	Text        string `json:"content_text"`
	Image       string
	Published   string `json:"date_published"`
	Modified    string `json:"date_modified"`
	Language    string
	Authors     []jsonAuthor
	Tags        []string
	Attachments []struct {
		URL  string
		Type string `json:"mime_type"`
		Size *int64 `json:"size_in_bytes"`
	}
}

// feed reads the document, as far as it can be read.
func (p page) feed() jsonFeed {
	var feed jsonFeed
	_ = json.Unmarshal(p.data, &feed) // said by the first rule
	return feed
}

// jsonRules are JF-1 to JF-17 of the requirements; the validator of feeds knows
// no JSON.
var jsonRules = []rule{
	{"JSON", func(p page, f *faults) {
		var feed jsonFeed
		if err := json.Unmarshal(p.data, &feed); err != nil {
			f.add("%v", err)
		}
		characters(p.data, f)
	}, [][2]string{{`"Model",`, `"Model"`}, {`"Model"`, "\"Mod\xffel\""}, {`"items": [`, `"items": "x", "y": [`}}},

	{"repeated key", func(p page, f *faults) {
		_ = repeated(json.NewDecoder(bytes.NewReader(p.data)), f) // what cannot be read is the first rule's
	},
		[][2]string{{`"id": "1",`, `"id": "1", "id": "1",`}}},

	{"version", func(p page, f *faults) {
		const version = "https://jsonfeed.org/version/1.1"
		if p.feed().Version != version || !bytes.HasPrefix(p.data, []byte("{\n  \"version\": \""+version+"\"")) {
			f.add("is %q, or does not come first", p.feed().Version)
		}
	}, [][2]string{{"1.1", "1.0"}, {"{\n", "{\n  \"a\": 1,\n"}}},

	{"required", func(p page, f *faults) {
		feed := p.feed()
		for name, value := range map[string]string{"title": feed.Title, "home_page_url": feed.Home, "feed_url": feed.Feed} {
			if strings.TrimSpace(value) == "" {
				f.add("%s is missing", name)
			}
		}
		if feed.Items == nil {
			f.add("items is missing")
		}
	}, [][2]string{{`"title": "Model"`, `"title": " "`}, {`"feed_url"`, `"feedurl"`}, {`"items": [`, `"x": [`}}},

	{"feed_url", func(p page, f *faults) {
		if feed := p.feed(); feed.Feed != p.url || feed.Next == p.url {
			f.add("is %s, want %s", feed.Feed, p.url)
		}
	}, [][2]string{{"feeds/here", "feeds/there"}}},

	{"id", func(p page, f *faults) {
		seen := map[string]bool{"": true}
		for _, i := range p.feed().Items {
			if seen[strings.TrimSpace(i.ID)] {
				f.add("%q is blank or stands twice", i.ID)
			}
			seen[i.ID] = true
		}
	}, [][2]string{{`"id": "2"`, `"id": "1"`}, {`"id": "2"`, `"id": ""`}, {`"id": "2",`, ``}}},

	{"content", func(p page, f *faults) {
		for _, i := range p.feed().Items {
			if strings.TrimSpace(i.HTML+i.Text) == "" {
				f.add("the item %s has none", i.ID)
			}
		}
	}, [][2]string{{`"content_text": "Second"`, `"content_text": ""`}}},

	{"URL", func(p page, f *faults) {
		feed := p.feed()
		urls := []string{feed.Home, feed.Feed, feed.Icon, feed.Favicon}
		for _, i := range feed.Items {
			if i.URL == "" {
				f.add("the item %s has none", i.ID)
			}
			urls = append(urls, i.URL, i.External, i.Image)
			for _, a := range i.Attachments {
				urls = append(urls, a.URL)
			}
			for _, a := range append(feed.Authors, i.Authors...) {
				urls = append(urls, a.URL, a.Avatar)
			}
		}
		for _, u := range urls {
			if u != "" && !fullURL(u) {
				f.add("%q", u)
			}
		}
	}, [][2]string{{`"url": "https://example.org/1"`, `"url": "/1"`}, {`"url": "https://example.org/1"`, `"url": "https://example.org/ü"`}, {`"name": "Ben"`, `"name": "Ben", "url": "ben"`}}},

	{"date", func(p page, f *faults) {
		for _, i := range p.feed().Items {
			published, _ := dateTime(i.Published)
			for _, s := range []string{i.Published, i.Modified} {
				if t, ok := dateTime(s); s != "" && (!ok || t.After(moment) || t.Before(published)) {
					f.add("%q in the item %s", s, i.ID)
				}
			}
		}
	}, [][2]string{{"2026-11-20T06:45:00Z", "2026-11-20"}, {"2026-11-20T06:45:00Z", "2027-11-20T06:45:00Z"}}},

	{"author", func(p page, f *faults) {
		feed := p.feed()
		for _, i := range feed.Items {
			for _, a := range append(feed.Authors, i.Authors...) {
				if a.Name+a.URL+a.Avatar == "" {
					f.add("one says nothing")
				}
			}
		}
	}, [][2]string{{`{"name": "Ben"}`, `{}`}}},

	{"tag", func(p page, f *faults) {
		for _, i := range p.feed().Items {
			seen := map[string]bool{"": true}
			for _, tag := range i.Tags {
				if seen[strings.TrimSpace(tag)] {
					f.add("%q is blank or stands twice", tag)
				}
				seen[tag] = true
			}
		}
	}, [][2]string{{`["sea"]`, `[" "]`}, {`["sea"]`, `["sea", "sea"]`}}},

	{"attachment", func(p page, f *faults) {
		for _, i := range p.feed().Items {
			for _, a := range i.Attachments {
				if a.URL == "" || !mediaType(a.Type) || a.Size != nil && *a.Size < 1 {
					f.add("%q %q", a.URL, a.Type)
				}
			}
		}
	}, [][2]string{{`"audio/mpeg"`, `"mp3"`}, {`"size_in_bytes": 12`, `"size_in_bytes": 0`}}},

	{"language", func(p page, f *faults) {
		feed := p.feed()
		languages := []string{feed.Language}
		for _, i := range feed.Items {
			languages = append(languages, i.Language)
		}
		for _, s := range languages {
			if s != "" && !languageTag(s) {
				f.add("%q", s)
			}
		}
	}, [][2]string{{`"en"`, `"en_GB"`}}},

	{"extension", func(p page, f *faults) {
		var feed map[string]any
		_ = json.Unmarshal(p.data, &feed)
		about := false
		for key, value := range feed {
			object, _ := value.(map[string]any)
			if about = about || object["about"] != nil; strings.HasPrefix(key, "_") && !extension.MatchString(key) {
				f.add("%q", key)
			}
		}
		if !about && bytes.Contains(p.data, []byte(`"_`)) {
			f.add("nothing tells what it is about")
		}
	}, [][2]string{{`"_model"`, `"_my.model"`}, {`"about"`, `"abuot"`}}},
}

var extension = regexp.MustCompile(`^_[A-Za-z][^.]*$`)

// repeated faults keys that stand twice in one object. It ends where the document
// cannot be read.
func repeated(dec *json.Decoder, f *faults) error {
	token, err := dec.Token()
	if err != nil || token != json.Delim('{') && token != json.Delim('[') {
		return err
	}
	for seen := map[any]bool{}; dec.More(); {
		if token == json.Delim('{') {
			key, err := dec.Token()
			if err != nil {
				return err
			}
			if seen[key] {
				f.add("%v", key)
			}
			seen[key] = true
		}
		if err := repeated(dec, f); err != nil {
			return err
		}
	}
	_, err = dec.Token() // the end of the object or list
	return err
}
