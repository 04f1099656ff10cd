package feed_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
	"dateline/feed/press"
	"dateline/feed/prose"
	"dateline/feed/render"
)

var update = flag.Bool("update", false, "write the table of docs/formats.md anew")

// complete is an article with everything that a record can say. Its fields differ from
// each other, so that none can pass for another.
func complete() feed.Article {
	at := time.Date(2026, 11, 23, 9, 30, 1, 0, time.UTC)
	return feed.Article{
		ID: "tag:gazette.example,2026:complete", URL: "https://gazette.example/2026/complete/", ExternalURL: "https://elsewhere.example/link",
		Slug: "a-slug", Aliases: []string{"https://gazette.example/old"}, Title: `Less < & "more"`, Summary: "In short: a < b.",
		Content: `<p>A <em>text</em> with a <a href="https://gazette.example/x">link</a>.</p>`, Published: at, Updated: at.Add(time.Hour), Expires: at.AddDate(30, 0, 0),
		Significant:  true,
		Authors:      []feed.Person{{Name: "Ada", Email: "ada@gazette.example", URL: "https://gazette.example/ada", Avatar: "https://gazette.example/ada.png"}, {Name: "Ben"}},
		Contributors: []feed.Person{{Name: "Cleo", Email: "cleo@gazette.example", URL: "https://gazette.example/cleo", Avatar: "https://gazette.example/cleo.png"}},
		Section:      "harbour", Tags: []feed.Tag{{Term: "sea", Label: "The sea", Scheme: "https://gazette.example/tags"}}, Language: "be",
		Image: &feed.Image{URL: "https://gazette.example/i.jpg", Type: "image/jpeg", Length: 1001, Width: 640, Height: 480, Alt: "Ships", Caption: "At noon", Credit: "Dee"},
		Attachments: []feed.Attachment{
			{URL: "https://gazette.example/a.mp3", Type: "audio/mpeg", Length: 2002, Duration: 61 * time.Second, Title: "The talk"},
			{URL: "https://gazette.example/b.pdf", Type: "application/pdf", Length: 3003, Duration: 62 * time.Second, Title: "The paper"},
		},
		Dateline: "Minsk", Location: &feed.Place{Name: "The quay", Lat: 53.9, Lon: 27.56, Known: true},
		Source: &feed.Source{Title: "The Wire", URL: "https://wire.example/", Feed: "https://wire.example/feed.xml"}, Rights: "All rights", License: "https://license.example/",
		Comments: &feed.Comments{URL: "https://gazette.example/talk", Feed: "https://gazette.example/talk.xml", Count: 7},
		Extra:    map[string]any{"mood": "calm"},
	}
}

// carried are what an article says, in the words of records.
var carried = []struct {
	name string
	of   func(feed.Article) any
}{
	{"id", func(a feed.Article) any { return a.ID }},
	{"url", func(a feed.Article) any { return a.URL }},
	{"external_url", func(a feed.Article) any { return a.ExternalURL }},
	{"slug (the last part of url)", func(a feed.Article) any { return a.Slug }},
	{"aliases", func(a feed.Article) any { return a.Aliases }},
	{"title", func(a feed.Article) any { return a.Title }},
	{"summary", func(a feed.Article) any { return a.Summary }},
	{"content", func(a feed.Article) any { return strings.TrimSpace(a.Content) }},
	{"published", func(a feed.Article) any { return a.Published }},
	{"updated", func(a feed.Article) any { return a.Updated }},
	{"expires", func(a feed.Article) any { return a.Expires }},
	{"significant", func(a feed.Article) any { return a.Significant }},
	{"authors: name", func(a feed.Article) any { return people(a.Authors, func(p feed.Person) string { return p.Name }) }},
	{"authors: email, where [site] emails = true", func(a feed.Article) any { return people(a.Authors, func(p feed.Person) string { return p.Email }) }},
	{"authors: url", func(a feed.Article) any { return people(a.Authors, func(p feed.Person) string { return p.URL }) }},
	{"authors: avatar", func(a feed.Article) any { return people(a.Authors, func(p feed.Person) string { return p.Avatar }) }},
	{"contributors: name", func(a feed.Article) any { return people(a.Contributors, func(p feed.Person) string { return p.Name }) }},
	{"contributors: email, likewise", func(a feed.Article) any {
		return people(a.Contributors, func(p feed.Person) string { return p.Email })
	}},
	{"contributors: url", func(a feed.Article) any { return people(a.Contributors, func(p feed.Person) string { return p.URL }) }},
	{"contributors: avatar", func(a feed.Article) any {
		return people(a.Contributors, func(p feed.Person) string { return p.Avatar })
	}},
	{"section", func(a feed.Article) any { return a.Section }},
	{"tags: term", func(a feed.Article) any { return tag(a).Term }},
	{"tags: label", func(a feed.Article) any { return tag(a).Label }},
	{"tags: scheme", func(a feed.Article) any { return tag(a).Scheme }},
	{"language", func(a feed.Article) any { return a.Language }},
	{"image: url", func(a feed.Article) any { return image(a).URL }},
	{"image: type, length", func(a feed.Article) any { return [2]any{image(a).Type, image(a).Length} }},
	{"image: width, height", func(a feed.Article) any { return [2]int{image(a).Width, image(a).Height} }},
	{"image: alt, caption, credit", func(a feed.Article) any { return [3]string{image(a).Alt, image(a).Caption, image(a).Credit} }},
	{"first attachment: url, type, length", func(a feed.Article) any { return [3]any{file(a, 0).URL, file(a, 0).Type, file(a, 0).Length} }},
	{"first attachment: title", func(a feed.Article) any { return file(a, 0).Title }},
	{"first attachment: duration", func(a feed.Article) any { return file(a, 0).Duration }},
	{"further attachments: url, type, length", func(a feed.Article) any { return [3]any{file(a, 1).URL, file(a, 1).Type, file(a, 1).Length} }},
	{"further attachments: title", func(a feed.Article) any { return file(a, 1).Title }},
	{"further attachments: duration", func(a feed.Article) any { return file(a, 1).Duration }},
	{"dateline (its words open content and summary)", func(a feed.Article) any { return a.Dateline }},
	{"location: lat, lon", func(a feed.Article) any { return [3]any{place(a).Lat, place(a).Lon, place(a).Known} }},
	{"location: name", func(a feed.Article) any { return place(a).Name }},
	{"source: title", func(a feed.Article) any { return source(a).Title }},
	{"source: url", func(a feed.Article) any { return source(a).URL }},
	{"source: feed", func(a feed.Article) any { return source(a).Feed }},
	{"rights", func(a feed.Article) any { return a.Rights }},
	{"license", func(a feed.Article) any { return a.License }},
	{"comments: url", func(a feed.Article) any { return discussed(a).URL }},
	{"comments: feed", func(a feed.Article) any { return discussed(a).Feed }},
	{"comments: count", func(a feed.Article) any { return discussed(a).Count }},
	{"extra", func(a feed.Article) any { return a.Extra }},
}

func people(all []feed.Person, of func(feed.Person) string) string {
	var words []string
	for _, p := range all {
		words = append(words, of(p))
	}
	return strings.Join(words, "|")
}

func tag(a feed.Article) (t feed.Tag) {
	if len(a.Tags) > 0 {
		t = a.Tags[0]
	}
	return t
}

func image(a feed.Article) (i feed.Image) {
	if a.Image != nil {
		i = *a.Image
	}
	return i
}

func file(a feed.Article, n int) (f feed.Attachment) {
	if len(a.Attachments) > n {
		f = a.Attachments[n]
	}
	return f
}

func place(a feed.Article) (p feed.Place) {
	if a.Location != nil {
		p = *a.Location
	}
	return p
}

func source(a feed.Article) (s feed.Source) {
	if a.Source != nil {
		s = *a.Source
	}
	return s
}

func discussed(a feed.Article) feed.Comments {
	if a.Comments != nil {
		return *a.Comments
	}
	return feed.Comments{Count: -1}
}

// again is an article as it is read from a feed that shows it.
func again(t *testing.T, a feed.Article, format string) feed.Article {
	t.Helper()
	channel := feed.Channel{
		ID: "tag:gazette.example,2026:feeds", Title: "The Harbour Gazette", Description: "News from the sea", Home: "https://gazette.example/",
		Base: "https://gazette.example/feeds/", Language: "en", Formats: []string{format}, Emails: true,
	}
	files, err := render.Edition(channel.Edition([]feed.Article{a}, a.Published.AddDate(0, 0, 1)), render.Design{})
	if err != nil {
		t.Fatal(err)
	}
	in := press.Intake{}.Feed(files[0].Name, "", files[0].Data)
	if len(in.Articles) != 1 || len(in.Findings) > 0 {
		t.Fatalf("%s: %d articles, %v", format, len(in.Articles), in.Findings)
	}
	return in.Articles[0]
}

// TestFormatsCarryWhatTheDocsSay publishes an article in each format, imports it again,
// and compares it field by field.
func TestFormatsCarryWhatTheDocsSay(t *testing.T) {
	const page, begin = "../docs/formats.md", "| a record's | JSON Feed | Atom | RSS |\n|---|---|---|---|\n"
	fit, findings := prose.Fit(complete(), nil)
	if findings.Count(feed.Error)+findings.Count(feed.Warning) > 0 {
		t.Fatal(findings)
	}
	table := begin
	for _, row := range carried {
		table += "| " + row.name + " |"
		for _, format := range []string{"json", "atom", "rss"} {
			cell := "–"
			if got := row.of(again(t, fit, format)); cmp.Equal(got, row.of(fit)) {
				cell = "yes"
			}
			table += fmt.Sprintf(" %s |", cell)
		}
		table += "\n"
	}
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(data), begin)
	if !found {
		t.Fatalf("%s has no table that begins with %q", page, begin)
	}
	_, after, _ := strings.Cut(rest, "\n\n")
	want := before + table + "\n" + after
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(string(data), want); diff != "" {
		t.Errorf("%s is not what is so (make golden writes it anew):\n%s", page, diff)
	}
}
