package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/feed"
)

// newsboat shows what is in its database. (2.21)
var newsboat = reader{
	name:  "newsboat",
	needs: newsboatNeeds,
	read: func(t *testing.T, d document) shown {
		n := newNewsboat(t, d.url)
		n.fetch(t)
		return n.shown(t)
	},
	blind: map[string]blindness{
		"Items":      only("json", "it reads RSS and Atom"),
		"Summary":    inXML("it shows one text an item"),
		"Updated":    inXML("its database has one date an item"),
		"Categories": inXML("its database has no column for them"),
		"Length":     inXML("its database has no column for it"),
	},
	authors:      map[string]func([]string) []string{"rss": last[string], "atom": joined},
	oneEnclosure: true,
	dates: func(d time.Time) time.Time { // it keeps 32 bits without a sign
		return seconds(int64(uint32(d.Unix())))
	},
	htmlSummary: map[string]string{"atom": "it does not look at the type"},
	untitled:    map[string]func(feed.Article) string{"rss": unnamed, "atom": unnamed},
}

func unnamed(feed.Article) string { return "Untitled" }

// A newsboatHome is somebody's newsboat with its subscriptions.
type newsboatHome struct{ dir string }

func newsboatNeeds(t *testing.T) {
	t.Helper()
	installed(t, "newsboat")
	installed(t, "sqlite3")
}

func newNewsboat(t *testing.T, urls ...string) newsboatHome {
	t.Helper()
	newsboatNeeds(t)
	n := newsboatHome{t.TempDir()}
	for name, text := range map[string]string{
		"config": "reload-threads 1\nmax-items 0\ndownload-retries 1\nerror-log " + filepath.Join(n.dir, "errors") + "\n",
		"urls":   strings.Join(urls, "\n") + "\n",
	} {
		if err := os.WriteFile(filepath.Join(n.dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// fetch fetches what is subscribed.
func (n newsboatHome) fetch(t *testing.T) {
	t.Helper()
	file := func(name string) string { return filepath.Join(n.dir, name) }
	output(t, nil, []string{"HOME=" + n.dir, "LC_ALL=C.UTF-8"},
		"newsboat", "-C", file("config"), "-u", file("urls"), "-c", file("cache.db"), "-x", "reload")
	if errors, _ := os.ReadFile(file("errors")); len(errors) > 0 {
		t.Errorf("newsboat complains: %s", errors)
	}
}

// query asks its database.
func (n newsboatHome) query(t *testing.T, sql string, into any) {
	t.Helper()
	out := output(t, nil, nil, "sqlite3", "-json", filepath.Join(n.dir, "cache.db"), sql)
	if len(out) == 0 { // no rows
		return
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatalf("sqlite3 %s: %v", sql, err)
	}
}

func (n newsboatHome) shown(t *testing.T) shown {
	t.Helper()
	var feeds []struct{ Title string }
	n.query(t, "select title from rss_feed", &feeds)
	var rows []struct {
		GUID, Title, URL, Author, Content string
		PubDate                           int64
		EnclosureURL                      string `json:"enclosure_url"`
		EnclosureType                     string `json:"enclosure_type"`
	}
	n.query(t, "select guid, title, url, author, pubDate, content, enclosure_url, enclosure_type from rss_item", &rows)
	var s shown
	for _, f := range feeds {
		s.Title = f.Title
	}
	for _, r := range rows {
		i := item{ID: r.GUID, Title: r.Title, Link: r.URL, Published: seconds(r.PubDate), Authors: []string{r.Author}}
		i.body(r.Content)
		if r.EnclosureURL != "" {
			i.Enclosures = []enclosure{{URL: r.EnclosureURL, Type: r.EnclosureType}}
		}
		s.Items = append(s.Items, i)
	}
	return s
}
