package record

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

var lisbon = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		panic(err)
	}
	return zone
}()

var gazette = Defaults{
	URL:      "https://gazette.example/",
	Pattern:  "/{year}/{month}/{slug}/",
	Zone:     lisbon,
	Language: "en",
	Authors:  []feed.Person{{Name: "Newsroom"}},
}

// write puts files into a new folder of records.
func write(t *testing.T, files map[string]string) Folder {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return Folder{Path: dir, Defaults: gazette}
}

func read(t *testing.T, files map[string]string) ([]feed.Article, feed.Findings) {
	t.Helper()
	folder := write(t, files)
	articles, findings, err := folder.Read()
	if err != nil {
		t.Fatal(err)
	}
	for i := range findings {
		rel, err := filepath.Rel(folder.Path, findings[i].Pos.File)
		if err != nil {
			t.Fatal(err)
		}
		findings[i].Pos.File = filepath.ToSlash(rel)
	}
	return articles, findings
}

func TestEveryNotationSaysTheSame(t *testing.T) {
	want := feed.Article{
		ID: "tag:gazette.example,2026:harbour", URL: "https://gazette.example/2026/11/harbour/", Slug: "harbour",
		Title: "AT&T: a < b", Summary: "In short.", Content: "Some *words*.", Markup: feed.Markdown,
		Published: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
		Authors:   []feed.Person{{Name: "Ann", Email: "ann@gazette.example"}},
		Tags:      []feed.Tag{{Term: "sea"}, {Term: "port", Label: "Port", Scheme: "https://gazette.example/tags"}},
		Section:   "world", Language: "en-GB",
	}
	const toml = `id = "tag:gazette.example,2026:harbour"
title = "AT&T: a < b"
summary = "In short."
published = 2026-11-23T10:00:00+01:00
authors = [{name = "Ann", email = "ann@gazette.example"}]
tags = ["sea", {term = "port", label = "Port", scheme = "/tags"}]
section = "world"
language = "en-gb"
`
	const yaml = `id: tag:gazette.example,2026:harbour
title: "AT&T: a < b"
summary: In short.
date: 2026-11-23 10:00:00 +0100
author:
  - name: Ann
    email: ann@gazette.example
tags:
  - sea
  - {term: port, label: Port, scheme: /tags}
section: world
lang: en-gb
`
	const json = `{"id": "tag:gazette.example,2026:harbour", "headline": "AT&T: a < b", "summary": "In short.",
"date_published": "2026-11-23T10:00:00+01:00", "authors": [{"name": "Ann", "email": "ann@gazette.example"}],
"tags": ["sea", {"term": "port", "label": "Port", "scheme": "/tags"}], "section": "world", "inLanguage": "en-gb"`
	tests := []struct{ name, file, text string }{
		{"Markdown with TOML", "harbour.md", "+++\n" + toml + "+++\nSome *words*."},
		{"Markdown with YAML", "harbour.md", "---\n" + yaml + "---\nSome *words*."},
		{"Markdown with JSON", "harbour.md", json + "}\nSome *words*."},
		{"with carriage returns and byte order mark", "harbour.md", "\uFEFF" + strings.ReplaceAll("+++\n"+toml+"+++\nSome *words*.", "\n", "\r\n")},
		{"TOML", "harbour.toml", toml + "content = 'Some *words*.'"},
		{"JSON", "harbour.json", json + `, "content": "Some *words*."}`},
		{"a line of JSON", "harbour.jsonl", "\n" + strings.ReplaceAll(json, "\n", " ") + `, "content": "Some *words*.", "slug": "harbour"}`},
		{"a JSON Feed", "wire.json", `{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [` + json + `, "content_markdown": "Some *words*.", "slug": "harbour"}]}`},
		{"what JSON Feed has no name for", "wire.json", `{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [` +
			strings.Replace(json, `"section": "world"`, `"_dateline": {"about": "x", "section": "world", "tags": ["sea", {"term": "port", "label": "Port", "scheme": "/tags"}]}`, 1) + `, "content_markdown": "Some *words*.", "slug": "harbour"}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			articles, findings := read(t, map[string]string{tt.file: tt.text})
			if len(articles) != 1 || len(findings) != 0 {
				t.Fatalf("%d articles, findings %v, want one and none", len(articles), findings)
			}
			got := articles[0]
			got.Record, got.Key = feed.Pos{}, ""
			got.Content = strings.TrimSpace(got.Content)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEveryRecordHasAPlaceOfItsOwn(t *testing.T) {
	const item = `{"title": "x", "date_published": "2026-11-23"}`
	articles, _ := read(t, map[string]string{
		"a.json":  "\uFEFF" + `{"version": "https://jsonfeed.org/version/1.1", "items": [` + item + "," + item + "\r\n ,\r\n { \r\n  " + item[1:] + ` , {}, 1]}`,
		"b.jsonl": item + "\n\n" + item,
		"c.json":  item,
	})
	var got []string
	for _, a := range articles {
		got = append(got, filepath.Base(a.Record.String()))
	}
	if diff := cmp.Diff([]string{"a.json:1:60", "a.json:1:107", "a.json:4:3", "b.jsonl:1", "b.jsonl:3", "c.json:1"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheDocumentationNamesEveryField(t *testing.T) {
	data, err := os.ReadFile("../../docs/records.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range fields.Words() {
		if !strings.Contains(string(data), "`"+name+"`") {
			t.Errorf("docs/records.md does not name %s", name)
		}
	}
}

func TestWhatARecordDoesNotSay(t *testing.T) {
	tests := []struct {
		name, file, text string
		want             func(feed.Article) any
		is               any
	}{
		{"the slug is the file's name", "World/Big News.md", "+++\ntitle = 'x'\npublished = 2026-01-02\n+++\n",
			func(a feed.Article) any { return a.Slug }, "big-news"},
		{"date and slug come from a dated name", "2026-11-23-harbour.md", "Text.",
			func(a feed.Article) any { return a.URL + " " + a.Published.Format(time.RFC3339) }, "https://gazette.example/2026/11/harbour/ 2026-11-23T00:00:00Z"},
		{"the record's date rules over the name's", "2026-11-23-harbour.md", "+++\npublished = 2026-10-01\n+++\nText.",
			func(a feed.Article) any { return a.URL }, "https://gazette.example/2026/10/harbour/"},
		{"a page bundle has its folder's name", "culture/carnival/index.md", "+++\npublished = 2026-10-01\n+++\nText.",
			func(a feed.Article) any { return a.Slug + " " + a.Section }, "carnival culture"},
		{"the section is the first folder", "articles/world/far/a.md", "+++\npublished = 2026-10-01\n+++\nText.",
			func(a feed.Article) any { return a.Section }, "world"},
		{"no section without a folder", "posts/a.md", "+++\npublished = 2026-10-01\n+++\nText.",
			func(a feed.Article) any { return a.Section }, ""},
		{"the site's authors and language", "a.md", "+++\npublished = 2026-10-01\n+++\nText.",
			func(a feed.Article) any { return a.Authors[0].Name + " " + a.Language }, "Newsroom en"},
		{"a local summer time in the site's zone", "a.md", "+++\npublished = 2026-07-01T10:00:00\n+++\nText.",
			func(a feed.Article) any { return a.Published.Format(time.RFC3339) }, "2026-07-01T09:00:00Z"},
		{"an embargo moves the date", "a.md", "+++\npublished = 2026-07-01\nembargo = 2026-08-01T00:00:00Z\n+++\nText.",
			func(a feed.Article) any { return a.Published.Format(time.DateOnly) }, "2026-08-01"},
		{"updated before published says nothing", "a.md", "+++\npublished = 2026-07-01\nupdated = 2026-06-01\n+++\nText.",
			func(a feed.Article) any { return a.Updated.IsZero() }, true},
		{"published: false is a draft", "a.md", "---\npublished: false\n---\nText.",
			func(a feed.Article) any { return a.Draft }, true},
		{"an article of two tags twice has each once", "a.md", "+++\npublished = 2026-07-01\ntags = ['a', 'b', 'a']\ncategories = ['b', 'c']\n+++\nText.",
			func(a feed.Article) any { return len(a.Tags) }, 3},
		{"a bare source is the address", "a.json", `{"title": "x", "date": "2026-07-01", "source": "https://other.example/x"}`,
			func(a feed.Article) any { return a.URL }, "https://other.example/x"},
		{"as trafilatura has it: address and name of the site", "a.json", `{"title": "x", "date": "2026-07-01", "source": "https://other.example/x", "sitename": "Other"}`,
			func(a feed.Article) any { return a.URL + " " + a.Source.Title }, "https://other.example/x Other"},
		{"as schema.org has it: the publisher's name", "a.json", `{"headline": "x", "datePublished": "2026-07-01", "publisher": {"@type": "Organization", "name": "Other"}}`,
			func(a feed.Article) any { return *a.Source }, feed.Source{Title: "Other"}},
		{"a point", "a.json", `{"title": "x", "date": "2026-07-01", "georss": "45.25 -71.92"}`,
			func(a feed.Article) any { return *a.Location }, feed.Place{Lat: 45.25, Lon: -71.92, Known: true}},
		{"an extension is kept without a word", "a.json", `{"title": "x", "date": "2026-07-01", "_shop": {"price": 3}}`,
			func(a feed.Article) any { return a.Extra }, map[string]any{"_shop": map[string]any{"price": int64(3)}}},
		{"content that begins with a tag is HTML", "a.toml", "published = 2026-07-01\ncontent = '<p>x</p>'",
			func(a feed.Article) any { return a.Markup }, feed.HTML},
		{"text is plain", "a.json", `{"date": "2026-07-01", "text": "*x*"}`,
			func(a feed.Article) any { return a.Markup }, feed.Plain},
		{"unknown keys of other tools are kept", "a.toml", "title = 'x'\npublished = 2026-07-01\npodcast = {season = 1}\n[extra]\nn = 2",
			func(a feed.Article) any { return a.Extra }, map[string]any{"podcast": map[string]any{"season": int64(1)}, "n": int64(2)}},
		{"YAML numbers are text where text is wanted", "a.md", "---\ntitle: 1984\ndate: 2026-07-01\n---\n",
			func(a feed.Article) any { return a.Title }, "1984"},
		{"a duration in clock notation", "a.toml", "title = 'x'\npublished = 2026-07-01\nattachments = [{url = '/a.mp3', duration = '1:02'}]",
			func(a feed.Article) any { return a.Attachments[0].Duration }, 62 * time.Second},
		{"comments without a count", "a.toml", "title = 'x'\npublished = 2026-07-01\ncomments = {url = '/c'}",
			func(a feed.Article) any { return *a.Comments }, feed.Comments{URL: "https://gazette.example/c", Count: -1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			articles, findings := read(t, map[string]string{tt.file: tt.text})
			if len(articles) != 1 || len(findings) != 0 {
				t.Fatalf("%d articles, findings %v, want one and none", len(articles), findings)
			}
			if diff := cmp.Diff(tt.is, tt.want(articles[0])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPatternsAreBelowTheSite(t *testing.T) {
	folder := write(t, map[string]string{"a.toml": "title = 'a'\npublished = 2026-07-01", "b.toml": "title = 'b'\npublished = 2026-07-01\nurl = '/b'"})
	folder.Defaults.URL = "https://gazette.example/blog/"
	articles, _, err := folder.Read()
	if err != nil || len(articles) != 2 {
		t.Fatalf("%d articles, %v", len(articles), err)
	}
	for i, want := range []string{"https://gazette.example/blog/2026/07/a/", "https://gazette.example/b"} {
		if articles[i].URL != want {
			t.Errorf("URL = %s, want %s", articles[i].URL, want)
		}
	}
}

func TestRecordsThatCannotBeRead(t *testing.T) {
	const rest = `, "date": "2026-11-23"}`
	tests := []struct {
		name, file, text string
		want             Unread
	}{
		{"a field, and the id is known", "a.md", "+++\nid = 'tag:x,2026:a'\ntitle = 'x'\npublished = 'soon'\n+++\n", Unread{ID: "tag:x,2026:a", Key: "a.md", File: "a.md", Record: feed.Pos{Line: 1}}},
		{"a field of a line", "a.jsonl", "{\"title\": \"x\"" + rest + "\n{\"title\": \"y\", \"date\": \"soon\"}", Unread{Key: "a.jsonl#y", File: "a.jsonl", Record: feed.Pos{Line: 2}}},
		{"a line that is none", "a.jsonl", "{\"title\": \"x\"" + rest + "\n{\"title\": ", Unread{File: "a.jsonl", Record: feed.Pos{Line: 2}}},
		{"a line with what no feed can carry", "a.jsonl", "\x00\n{\"title\": \"x\"" + rest, Unread{File: "a.jsonl", Record: feed.Pos{Line: 1}}},
		{"syntax", "a.toml", "title = ", Unread{File: "a.toml"}},
		{"JSON that ends early", "a.json", "{", Unread{File: "a.json"}},
		{"an item that is none", "a.json", "{\"version\": \"https://jsonfeed.org/version/1.1\",\n\"items\": [5]}", Unread{File: "a.json", Record: feed.Pos{Line: 2}}},
		{"a feed without items", "a.json", "{\"version\": \"https://jsonfeed.org/version/1.1\"}", Unread{File: "a.json"}},
		{"front matter without an end", "a.md", "+++\ntitle = 'x'\n", Unread{File: "a.md"}},
		{"an empty file, which is no record at all", "a.md", "", Unread{File: "a.md"}},
		{"what no feed can carry", "a.html", "---\ntitle: x\n---\n\xff", Unread{File: "a.html"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			folder := write(t, map[string]string{tt.file: tt.text})
			all, err := folder.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			tt.want.Record.File = filepath.Join(folder.Path, tt.file)
			if diff := cmp.Diff([]Unread{tt.want}, all.Unread); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBadRecordsAreNamedAndTheOthersRead(t *testing.T) {
	const good = "+++\ntitle = 'Good'\npublished = 2026-11-23\n+++\nText."
	tests := []struct {
		name, file, text string
		want             []string
	}{
		{"a date that is none", "a.md", "+++\ntitle = 'x'\n\npublished = 'soon'\n+++\n",
			[]string{`a.md:4: error: published: "soon" is not a date such as 2026-11-23T10:00:00+01:00 or 2026-11-23 (record-field)`}},
		{"no date at all", "a.md", "+++\ntitle = 'x'\n+++\n",
			[]string{"a.md:1: error: has no date; add published = 2026-11-23T10:00:00+01:00 or name the file 2026-11-23-a.md (record-date)"}},
		{"neither title nor content", "a.toml", "published = 2026-11-23\n",
			[]string{"a.toml:1: error: has neither a title nor content; a record needs one of them (record-empty)"}},
		{"two faults at once", "a.toml", "title = 5\npublished = 2026-11-23\nurl = 'http://'\n",
			[]string{
				"a.toml:1: error: title: 5 is not text; put it in quotes (record-field)",
				`a.toml:3: error: url: "http://" has no host; a full URL is such as https://example.org/page (record-field)`}},
		{"TOML that is none", "a.md", "+++\ntitle = \n+++\n",
			[]string{"a.md:2:9: error: expected value but found '\\n' instead (record-syntax)"}},
		{"front matter without an end", "a.md", "+++\ntitle = 'x'\n",
			[]string{"a.md:1: error: the front matter that +++ opens is never closed; put +++ on a line of its own behind it (record-syntax)"}},
		{"JSON that ends early", "a.json", "{\"title\":\n\"x\"",
			[]string{"a.json:2: error: the text ends before the object does (record-syntax)"}},
		{"a control character", "a.md", "+++\ntitle = 'x'\n+++\na\x08b",
			[]string{"a.md:4:2: error: control character U+0008 cannot be published; remove it (record-character)"}},
		{"an escaped control character", "a.json", "{\n\"title\": \"a\\u0008b\", \"date\": \"2026-01-01\"}",
			[]string{"a.json:2: error: control character U+0008 cannot be published; remove it (record-character)"}},
		{"bad UTF-8", "a.md", "+++\ntitle = '\xff'\n+++\n",
			[]string{"a.md:2:10: error: byte 0xFF (no UTF-8) cannot be published; remove it (record-character)"}},
		{"half a surrogate pair", "a.json", `{"title": "\ud800", "date": "2026-01-01"}`,
			[]string{`a.json:1: error: \ud800 is half a character: a surrogate without its partner (record-syntax)`}},
		{"a bad title is not missed besides", "a.md", "---\ntitle: [x]\n---\n",
			[]string{"a.md:1: error: has no date; add published = 2026-11-23T10:00:00+01:00 or name the file 2026-11-23-a.md (record-date)",
				"a.md:2: error: title: a list of 1 is not text; put it in quotes (record-field)"}},
		{"published: true is no date", "a.md", "---\ntitle: x\npublished: true\n---\n",
			[]string{"a.md:1: error: has no date; add published = 2026-11-23T10:00:00+01:00 or name the file 2026-11-23-a.md (record-date)"}},
		{"aliases that disagree", "a.md", "+++\ntitle = 'x'\nheadline = 'y'\npublished = 2026-01-01\n+++\n",
			[]string{`a.md:3: error: title and headline mean the same and disagree: "x" and "y" (record-field)`}},
		{"a title of a megabyte", "a.json", `{"title": "` + strings.Repeat("x", 1<<20) + `", "date": "2026-01-01", "content": "x"}`,
			[]string{"a.json:1: error: title: 1048576 bytes long, at most 1000 can be published (record-field)"}},
		{"a key of a megabyte", "a.json", `{"` + strings.Repeat("x", 1<<20) + `": 1, "title": "x", "date": "2026-01-01"}`,
			[]string{`a.json:1: warning: unknown key "` + strings.Repeat("x", 80) + `…"; it is kept in extra (record-key)`}},
		{"an address of a megabyte", "a.json", `{"title": "x", "date": "2026-01-01", "url": "/` + strings.Repeat("x", 1<<20) + `"}`,
			[]string{`a.json:1: error: url: "/` + strings.Repeat("x", 79) + `…" is an address of 1048600 bytes; servers take at most 8000 (record-field)`}},
		{"a port of a megabyte", "a.json", `{"title": "x", "date": "2026-01-01", "url": "https://a.example:` + strings.Repeat("x", 1<<20) + `/"}`,
			[]string{`a.json:1: error: url: "https://a.example:` + strings.Repeat("x", 62) + `…" is not a URL: invalid port ":` + strings.Repeat("x", 105) + `… (record-field)`}},
		{"a line of many", "a.jsonl", "{\"title\": \"a\", \"date\": \"2026-01-01\"}\n{\"title\"\n",
			[]string{"a.jsonl:2: error: the text ends before the object does (record-syntax)"}},
		{"an author without a name", "a.toml", "title = 'x'\npublished = 2026-01-01\nauthors = [{url = 'https://x.example/'}]",
			[]string{`a.toml:3: error: authors: an author without a name; add name = "..." (record-field)`}},
		{"an unknown key of an author", "a.toml", "title = 'x'\npublished = 2026-01-01\n[[authors]]\nname = 'Ann'\nmail = 'x'",
			[]string{"a.toml:5: error: authors: unknown key mail; did you mean email? (record-field)"}},
		{"a key misspelt: kept, and said", "a.toml", "title = 'x'\npublished = 2026-01-01\nsumary = 'x'",
			[]string{"a.toml:3: warning: unknown key sumary; did you mean summary?; it is kept in extra (record-key)"}},
		{"markup in a title", "a.toml", "title = 'How <b> works'\npublished = 2026-01-01",
			[]string{"a.toml:1: warning: title holds <b>; it is plain text, and readers will show that as it stands (record-markup)"}},
		{"two bodies", "a.md", "+++\ntitle = 'x'\ncontent = 'y'\npublished = 2026-01-01\n+++\nz",
			[]string{"a.md:3: error: content: the file has a body too, and only one can be the content (record-field)"}},
		{"a page of no site", "notes.md", "# Notes\n",
			[]string{"notes.md:1: warning: has no front matter, so it is no record; begin it with a line +++ or ---, or its name with _ to pass it over (record-front-matter)"}},
		{"front matter without a key", "notes.md", "+++\n+++\nWords.\n",
			[]string{"notes.md:1: warning: has no front matter, so it is no record; begin it with a line +++ or ---, or its name with _ to pass it over (record-front-matter)"}},
		{"no letter for a slug", "!!!.md", "+++\ntitle = '???'\npublished = 2026-01-01\n+++\n",
			[]string{`!!!.md:1: error: has no slug: neither file name nor title holds a letter or digit; add slug = "..." or url = "..." (record-url)`}},
		{"coordinates off the globe", "a.toml", "title = 'x'\npublished = 2026-01-01\nlocation = {lat = 91, lon = 0}",
			[]string{"a.toml:3: error: location.lat: 91 is not between -90 and 90 degrees (record-field)"}},
		{"TOML too deep", "a.toml", "title = 'x'\nx = " + strings.Repeat("[", 101) + strings.Repeat("]", 101),
			[]string{"a.toml:1: error: more than 100 tables and lists within each other (record-syntax)"}},
		{"JSON too deep", "a.json", "{\"title\": \"x\",\n\"x\": " + strings.Repeat("[", 101) + strings.Repeat("]", 101) + "}",
			[]string{"a.json:2: error: more than 100 tables and lists within each other (record-syntax)"}},
		{"YAML too deep", "a.md", "---\nx: " + strings.Repeat("[", 101) + strings.Repeat("]", 101) + "\n---\n",
			[]string{"a.md:2: error: more than 100 tables and lists within each other (record-syntax)"}},
		{"YAML of many aliases", "a.md", "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n---\n",
			[]string{"a.md:2: error: more than 100000 values (record-syntax)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			articles, findings := read(t, map[string]string{tt.file: tt.text, "good.md": good})
			var got []string
			for _, f := range findings {
				got = append(got, f.String())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if len(articles) == 0 || articles[len(articles)-1].Title != "Good" {
				t.Errorf("articles = %v, want the good one among them", articles)
			}
		})
	}
}

func TestOnlyFilesWithinAreRead(t *testing.T) {
	const text = "+++\ntitle = 'x'\npublished = 2026-11-23\n+++\n"
	folder := write(t, map[string]string{
		"a.md": text, ".hidden.md": text, "_later/b.md": text, "c.md~": text, ".d.md.swp": text, "photo.jpg": "x", "README": "x",
	})
	outside := filepath.Join(t.TempDir(), "outside.md")
	if err := os.WriteFile(outside, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"out.md": outside, "in.md": "a.md", "gone.md": "nowhere.md", "folder": filepath.Dir(outside)} {
		if err := os.Symlink(target, filepath.Join(folder.Path, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := pipe(filepath.Join(folder.Path, "pipe.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder.Path, "big.md"), make([]byte, maxFile+1), 0o644); err != nil {
		t.Fatal(err)
	}
	articles, findings, err := folder.Read()
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, a := range articles {
		keys = append(keys, a.Key)
	}
	if diff := cmp.Diff([]string{"a.md", "in.md"}, keys); diff != "" {
		t.Error(diff)
	}
	want := map[string]string{
		"big.md": "is larger than 16 MB", "folder": "is a link to a folder, which is not followed; name that folder as path, or copy it here", "gone.md": "no such file or directory",
		"out.md": "is a link that leaves the folder of records", "pipe.md": "is a named pipe, not a file",
	}
	got := map[string]string{}
	for _, f := range findings {
		got[filepath.Base(f.Pos.File)] = f.Text
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMediaBesideTheRecordOrBelowTheFolder(t *testing.T) {
	folder := write(t, map[string]string{
		"world/a.md": "+++\ntitle = 'x'\npublished = 2026-11-23\n+++\n", "world/near photo.png": "\x89PNG", "audio/far.mp3": "ID3", "world/b.md": "x",
	})
	a := feed.Article{Key: "world/a.md"}
	tests := []struct{ name, ref, want string }{
		{"beside the record", "near%20photo.png", "media/0f4636c7/near photo.png image/png"},
		{"below the folder", "audio/far.mp3", "media/04114918/far.mp3 audio/mpeg"},
		{"up from the record", "../audio/far.mp3?x=1", "media/04114918/far.mp3 audio/mpeg"},
		{"out of the folder", "../../etc/passwd", ""},
		{"an address of the site", "/near photo.png", ""},
		{"an address", "https://x.example/near%20photo.png", ""},
		{"another record", "b.md", ""},
		{"no such file", "none.png", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, ok, err := folder.Media(a, tt.ref)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if ok {
				got = m.Name + " " + m.Type
			}
			if got != tt.want {
				t.Errorf("Media(%q) = %q, want %q", tt.ref, got, tt.want)
			}
		})
	}
}
