package feed_test

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"

	"dateline/feed"
	"dateline/feed/check"
	"dateline/feed/prose"
	"dateline/feed/record"
	"dateline/feed/render"
)

// edition is all that records in a folder of one file say, made fit to print.
func edition(t testing.TB, name, text string) (feed.Edition, feed.Findings) {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	folder := record.Folder{Path: file, Defaults: record.Defaults{URL: "https://gazette.example/", Pattern: "/{year}/{month}/{slug}/"}}
	articles, findings, err := folder.Read()
	if err != nil {
		t.Fatal(err)
	}
	var fit []feed.Article
	for _, a := range articles {
		if a.ID == "" {
			a.ID = a.NewID("gazette.example")
		}
		if a, findings := prose.Fit(a, nil); findings.Count(feed.Error) == 0 {
			fit = append(fit, a)
		}
	}
	channel := feed.Channel{
		ID: "tag:gazette.example,2026:feeds", Title: "Gazette", Description: "News", Home: "https://gazette.example/",
		Base: "https://gazette.example/feeds/", Language: "en",
	}
	e := channel.Edition(fit, time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC))
	if len(e.Articles) == 0 {
		e.Updated = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) // that of an earlier edition
	}
	return e, findings
}

// shown is what every reader must find of an article.
type shown struct {
	ID, Title, Link string
	Published       time.Time
}

// The law of the house: whatever record is read without error is rendered to
// files without faults, which other readers read back with the same ids, titles,
// dates and links.
func FuzzWhatIsReadIsReadBack(f *testing.F) {
	for _, seed := range []struct{ name, text string }{
		{"a.md", "+++\ntitle = 'AT&T, a < b, How <b> works, ]]>'\npublished = 2026-11-23T10:00:00+01:00\n+++\n]]> <![CDATA[ & &amp; &#8; <p>"},
		{"a.md", "---\ntitle: \"\\u2028 \\ud83d\\ude00 \\u00a0\"\ndate: 2026-11-23\n---\n<script>alert(1)</script><pre>\r\n\tx</pre>"},
		{"a.md", "\uFEFF---\r\ntitle: CRLF\r\ndate: 2026-11-23 10:00\r\nid: 12\r\n---\r\nOne\r\ntwo"},
		{"a.toml", "title = '&amp;lt; \"x\" ''y'''\npublished = 0001-01-01\nurl = '/é?a=1&b=<2>'\n[extra]\nx = 1979-05-27"},
		{"a.toml", "content = '<a href=\"javascript:x\">x</a>'\npublished = 1979-05-27T07:32:00.999\nid = ' a b '\nsummary = '<b>'"},
		{"a.json", `{"title": "\ud83d\ude00 عبّارة 港", "date": "2026-11-23", "content_text": "a\nb\n\nc", "tags": ["<", "&"], "author": "O'Neill & \"Co\""}`},
		{"a.json", `{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": "x", "date_published": "2026-11-23T00:00:00Z", "url": "https://x.example/1"}]}`},
		{"a.jsonl", "{\"title\": \"a\", \"date\": \"2026-11-23\"}\n{\"title\": \"b\", \"date\": \"2026-11-23\", \"image\": \"x y.png\", \"attachments\": [{\"url\": \"a.mp3\", \"length\": 4294967296}]}\n"},
		{"a.html", "---\ndate: 9999-12-31\ntitle: x\nlocation: {lat: 1.5, lon: -2}\ncomments: {url: /c, count: 3}\nsource: {title: S, feed: 'https://s.example/f'}\n---\n<table><td>x"},
	} {
		f.Add(seed.name, seed.text)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		ends := map[string]bool{".md": true, ".html": true, ".toml": true, ".json": true, ".jsonl": true}
		if !ends[filepath.Ext(name)] {
			t.Skip("no notation")
		}
		e, _ := edition(t, "x"+filepath.Ext(name), text)
		var want []shown
		for _, a := range e.Articles {
			want = append(want, shown{a.ID, strings.TrimSpace(a.Title), a.URL, a.Published})
		}
		files, err := render.Edition(e, render.Design{})
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			examine(t, file, want)
		}
	})
}

// examine judges a file, reads it as others do, and compares what they find.
func examine(t *testing.T, file feed.File, want []shown) {
	t.Helper()
	if findings := check.File(file, check.Options{}); file.Type != "text/html" && findings.Count(feed.Error) > 0 {
		t.Errorf("%s is judged: %v\n%s", file.Name, findings, file.Data)
	}
	read := map[string]map[string]func([]byte) ([]shown, error){
		"application/rss+xml":   {"encoding/xml": stdRSS, "gofeed": gofeedItems},
		"application/atom+xml":  {"encoding/xml": stdAtom, "gofeed": gofeedItems},
		"application/feed+json": {"encoding/json": stdJSON, "gofeed": gofeedItems},
	}
	for reader, read := range read[file.Type] {
		got, err := read(file.Data)
		if err != nil {
			t.Fatalf("%s cannot read %s: %v\n%s", reader, file.Name, err, file.Data)
		}
		want := want
		if file.Type == "application/atom+xml" {
			want = asAtom(want)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s reads other things in %s:\n%s\n%s", reader, file.Name, diff, file.Data)
		}
	}
}

// asAtom has the ids that Atom's are made of.
func asAtom(articles []shown) []shown {
	var out []shown
	for _, a := range articles {
		a.ID = render.AtomID(a.ID)
		out = append(out, a)
	}
	return out
}

func gofeedItems(data []byte) ([]shown, error) {
	parsed, err := gofeed.NewParser().ParseString(string(data))
	if err != nil {
		return nil, err
	}
	var items []shown
	for _, i := range parsed.Items {
		items = append(items, shown{i.GUID, strings.TrimSpace(i.Title), i.Link, i.PublishedParsed.UTC()})
	}
	return items, nil
}

func stdRSS(data []byte) ([]shown, error) {
	var doc struct {
		Items []struct {
			Title string `xml:"title"`
			Link  string `xml:"link"`
			GUID  string `xml:"guid"`
			Date  string `xml:"pubDate"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	var items []shown
	for _, i := range doc.Items {
		date, err := time.Parse(time.RFC1123Z, i.Date)
		if err != nil {
			return nil, err
		}
		items = append(items, shown{i.GUID, strings.TrimSpace(i.Title), i.Link, date.UTC()})
	}
	return items, nil
}

func stdAtom(data []byte) ([]shown, error) {
	var doc struct {
		Entries []struct {
			Title     string    `xml:"title"`
			ID        string    `xml:"id"`
			Published time.Time `xml:"published"`
			Links     []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	var items []shown
	for _, e := range doc.Entries {
		item := shown{ID: e.ID, Title: strings.TrimSpace(e.Title), Published: e.Published.UTC()}
		for _, l := range e.Links {
			if l.Rel == "alternate" {
				item.Link = l.Href
			}
		}
		items = append(items, item)
	}
	return items, nil
}

func stdJSON(data []byte) ([]shown, error) {
	var doc struct {
		Items []struct {
			ID        string    `json:"id"`
			Title     string    `json:"title"`
			URL       string    `json:"url"`
			Published time.Time `json:"date_published"`
		} `json:"items"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	var items []shown
	for _, i := range doc.Items {
		items = append(items, shown{i.ID, strings.TrimSpace(i.Title), i.URL, i.Published.UTC()})
	}
	return items, nil
}

// A text as a real scraper left it; it is not part of the project.
func TestTheTextOfARealScraper(t *testing.T) {
	data, err := os.ReadFile("../../shared/samples/wire-article.txt")
	if err != nil {
		t.Skip("there is no ../../shared/samples/wire-article.txt")
	}
	text, findings := record.ReadText("wire-article.txt", data)
	if len(findings) > 0 || text.Dateline != "Moscow/Minsk" || len(text.Paragraphs) != 5 || len(text.Tail) != 3 || len(text.Related()) != 2 {
		t.Errorf("ReadText: findings %v, dateline %q, %d paragraphs, tail %v; want none, Moscow/Minsk, 5, 3 lines",
			findings, text.Dateline, len(text.Paragraphs), text.Tail)
	}
	literal(t, text)
}

// An imported text reads in the end as it read before, to the letter.
func FuzzImportedTextIsLiteral(f *testing.F) {
	for _, seed := range []string{
		"Moscow/Minsk: One *two* _three_ `four`.\n# Five\n- six\n7. seven\n> eight\n&amp; &lt; <b>\n[x](y) ![z](w) [^1]: x\n~~~\n---\n===\n| a | b |",
		"www.gazette.example/a_b*c https://gazette.example/?a=1&copy=2_x_ ann_b@gazette.example\n***\n+++\n\\*\n    code\nx  \ny",
		"A.: one full stop\nB",
		"Washington, D.C.: several\nB",
		"Minsk, Belarus: MINSK — twice\nB",
		"‘It’s “odd”,’ he said: 100 % — 5 < 6 > 4…\n1) one\n* star\n+ plus\n:::\n^^^\n$x$\n{y}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, findings := record.ReadText("x.txt", []byte(s))
		if findings.Count(feed.Error) > 0 {
			t.Skip("no text")
		}
		literal(t, text)
	})
}

// literal publishes a text and looks for all its words, in order, in the body.
func literal(t *testing.T, text record.Text) {
	t.Helper()
	text.Title, text.Published = "x", time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	data, err := text.Record()
	if err != nil {
		t.Fatal(err)
	}
	e, findings := edition(t, "x.md", string(data))
	if findings.Count(feed.Error) > 0 || len(e.Articles) != 1 {
		t.Fatalf("findings %v on the record\n%s", findings, data)
	}
	a := e.Articles[0]
	want := strings.Join(text.Paragraphs, "\n")
	if text.Dateline != "" {
		want = text.Dateline + ": " + want
	}
	if got, want := strings.Fields(prose.Text(a.Content)), strings.Fields(want); !cmp.Equal(got, want) {
		t.Errorf("the text changed:\n%s\nrecord: %q\nbody: %q", cmp.Diff(want, got), data, a.Content)
	}
}
