package record

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"dateline/feed"
	"dateline/feed/prose"
	"dateline/feed/value"
)

var ignoreEmpty = cmpopts.EquateEmpty()

// reread is the article that a record of it reads as.
func reread(t interface{ Fatalf(string, ...any) }, dir string, a feed.Article) feed.Article {
	data, ending, err := Record(a)
	if err != nil {
		t.Fatalf("Record: %v", err)
	}
	name := filepath.Join(dir, "a"+ending)
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatalf("%v", err)
	}
	defer os.Remove(name)
	articles, findings, err := Folder{Path: name, Defaults: Defaults{URL: "https://gazette.example/"}}.Read()
	if err != nil || len(articles) != 1 || findings.Count(feed.Error) > 0 {
		t.Fatalf("read: %v %v %d articles, of\n%s", err, findings, len(articles), data)
	}
	got := articles[0]
	got.Record, got.Key, got.Content = feed.Pos{}, "", strings.Trim(got.Content, "\n")
	return got
}

func TestRecordsReadAsTheArticlesTheyWereMadeOf(t *testing.T) {
	text := rapid.Map(rapid.StringMatching(`[a-zA-Zäß"'\\<>&+=#\[\]{}.,:;!?%Я漢😀-]([ a-zA-Zäß"'\\<>&+=#\[\]{}.,:;!?%Я漢😀-]{0,30}[a-zA-Z."'\\])?`), value.Line)
	maybe := func(t *rapid.T, name string) string {
		return rapid.OneOf(rapid.Just(""), text).Draw(t, name)
	}
	address := rapid.StringMatching(`https://[a-z]{1,9}\.example/[a-z0-9-]{1,9}`)
	link := func(t *rapid.T, name string) string {
		return rapid.OneOf(rapid.Just(""), address).Draw(t, name)
	}
	date := func(t *rapid.T, name string) time.Time {
		return time.Unix(rapid.Int64Range(-2e9, 1e10).Draw(t, name), 0).UTC()
	}
	person := rapid.Custom(func(t *rapid.T) feed.Person {
		return feed.Person{Name: text.Draw(t, "name"), Email: rapid.SampledFrom([]string{"", "jane@example.org"}).Draw(t, "email"), URL: link(t, "url"), Avatar: link(t, "avatar")}
	})
	tag := rapid.Custom(func(t *rapid.T) feed.Tag {
		return feed.Tag{Term: text.Draw(t, "term"), Label: maybe(t, "label"), Scheme: link(t, "scheme")}
	})
	file := rapid.Custom(func(t *rapid.T) feed.Attachment {
		return feed.Attachment{URL: address.Draw(t, "url"), Type: rapid.SampledFrom([]string{"audio/mpeg", "image/png"}).Draw(t, "type"),
			Length: rapid.Int64Range(0, 1e12).Draw(t, "length"), Duration: time.Duration(rapid.IntRange(0, 1e6).Draw(t, "duration")) * time.Second, Title: maybe(t, "title")}
	})
	lines := rapid.Map(rapid.SliceOfN(rapid.OneOf(text, rapid.SampledFrom([]string{"+++", "---", `"""`, "'''", "", "= 1", "=", "==", "--", "-", "a | b", "|-|-|", "--- | :--:", "1. x", "    x", "[x]", `\`})), 1, 5),
		func(lines []string) string { return strings.Trim(strings.Join(lines, "\n"), "\n") })
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		want := feed.Article{
			ID: text.Draw(t, "id"), Title: text.Draw(t, "title"), Summary: maybe(t, "summary"), URL: address.Draw(t, "url"), ExternalURL: link(t, "external"),
			Content: lines.Draw(t, "content"), Markup: rapid.SampledFrom([]feed.Markup{feed.HTML, feed.Markdown, feed.Plain}).Draw(t, "markup"),
			Published: date(t, "published"), Draft: rapid.Bool().Draw(t, "draft"), Significant: rapid.Bool().Draw(t, "significant"),
			Authors: rapid.SliceOfN(person, 0, 3).Draw(t, "authors"), Section: maybe(t, "section"), Dateline: maybe(t, "dateline"),
			Tags:   rapid.SliceOfNDistinct(tag, 0, 3, func(t feed.Tag) string { return t.Scheme + t.Term }).Draw(t, "tags"),
			Rights: maybe(t, "rights"), License: link(t, "license"), Language: rapid.SampledFrom([]string{"", "en-GB", "be"}).Draw(t, "language"),
			Attachments: rapid.SliceOfN(file, 0, 2).Draw(t, "attachments"),
		}
		if strings.TrimSpace(want.Content) == "" {
			want.Content, want.Markup = "", feed.HTML
		}
		if rapid.Bool().Draw(t, "changed") {
			want.Updated = want.Published.Add(time.Hour)
		}
		if rapid.Bool().Draw(t, "pictured") {
			want.Image = &feed.Image{URL: address.Draw(t, "image"), Alt: maybe(t, "alt"), Caption: maybe(t, "caption"), Credit: maybe(t, "credit"), Width: 3, Height: 2}
		}
		if rapid.Bool().Draw(t, "placed") {
			want.Location = &feed.Place{Name: text.Draw(t, "place"), Lat: 53.9, Lon: -27.5, Known: true}
		}
		if rapid.Bool().Draw(t, "sourced") {
			want.Source = &feed.Source{Title: text.Draw(t, "source"), URL: link(t, "page"), Feed: link(t, "feed")}
		}
		if rapid.Bool().Draw(t, "discussed") {
			want.Comments = &feed.Comments{URL: address.Draw(t, "comments"), Count: rapid.IntRange(-1, 3).Draw(t, "count")}
		}
		if rapid.Bool().Draw(t, "more") {
			want.Extra = map[string]any{"itunes:episode": "7", "deep": map[string]any{"list": []any{"a", map[string]any{"@x": "y"}}}}
		}
		got := reread(t, dir, want)
		got.Slug = want.Slug
		if want.Markup == feed.Plain {
			if was, is := prose.Text(prose.Plain(want.Content)), prose.Text(prose.Markdown(got.Content)); was != is {
				t.Fatalf("plain text %q reads as %q, of\n%s", was, is, got.Content)
			}
			got.Content, got.Markup = want.Content, feed.Plain
		}
		if diff := cmp.Diff(want, got, ignoreEmpty); diff != "" {
			t.Fatalf("read again (-want +got):\n%s", diff)
		}
	})
}

func TestRecordIsWhatPeopleWouldWrite(t *testing.T) {
	data, ending, err := Record(feed.Article{
		ID: "tag:gazette.example,2026:harbour", Title: "Harbour reopens", URL: "https://gazette.example/harbour/",
		Published: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), Authors: []feed.Person{{Name: "Jane Doe"}},
		Tags: []feed.Tag{{Term: "sea"}, {Term: "trade"}}, Content: "<p>Open.</p>",
		Extra: map[string]any{"itunes:episode": "7", "nothing": nil},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `+++
id = "tag:gazette.example,2026:harbour"
title = "Harbour reopens"
url = "https://gazette.example/harbour/"
published = 2026-11-23T09:00:00Z
authors = ["Jane Doe"]
tags = ["sea", "trade"]

[extra]
"itunes:episode" = "7"
+++

<p>Open.</p>
`
	if ending != ".html" || !bytes.Equal(data, []byte(want)) {
		t.Errorf("Record = %s\n%s\nwant .html\n%s", ending, data, want)
	}
}
