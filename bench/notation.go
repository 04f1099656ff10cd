package bench

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/prose"
)

// A Notation writes a corpus as records.
type Notation struct {
	Name string
	file string                    // the name of its file, with %s for the slug where each record has one
	head string                    // what the file begins with
	item func(feed.Article) string // one record
	join string                    // what stands between two
	tail string                    // what the file ends with
}

// Notations are the ways of writing records that are measured.
var Notations = []Notation{
	{Name: "markdown-toml", file: "%s.md", item: func(a feed.Article) string {
		return "+++\n" + lines(a, " = ") + "+++\n" + a.Content + "\n"
	}},
	{Name: "markdown-yaml", file: "%s.md", item: func(a feed.Article) string {
		return "---\n" + lines(a, ": ") + "---\n" + a.Content + "\n"
	}},
	{Name: "markdown-json", file: "%s.md", item: func(a feed.Article) string { return object(a, "") + "\n" + a.Content + "\n" }},
	{Name: "toml", file: "%s.toml", item: func(a feed.Article) string {
		return lines(a, " = ") + "content = '''\n" + a.Content + "'''\n"
	}},
	{Name: "json", file: "%s.json", item: func(a feed.Article) string { return object(a, "content") }},
	{Name: "jsonl", file: "wire.jsonl", join: "\n", item: func(a feed.Article) string { return object(a, "content") }},
	{Name: "jsonfeed", file: "partner.json", join: ",", tail: "]}",
		head: `{"version": "https://jsonfeed.org/version/1.1", "title": "Partner", "items": [`,
		item: func(a feed.Article) string {
			return encode(map[string]any{"id": a.ID, "url": a.URL, "title": a.Title, "content_html": prose.Markdown(a.Content),
				"date_published": a.Published, "date_modified": a.Updated, "tags": terms(a), "authors": []any{map[string]any{"name": a.Authors[0].Name}}})
		}},
}

// Write writes the articles as records into the folder, and says how many bytes
// they take.
func (n Notation) Write(folder string, articles []feed.Article) (int64, error) {
	files := map[string]*strings.Builder{}
	for _, a := range articles {
		name := n.file
		if strings.Contains(name, "%s") {
			name = fmt.Sprintf(name, a.Slug)
		}
		if b := files[name]; b != nil {
			b.WriteString(n.join)
		} else {
			files[name] = &strings.Builder{}
			files[name].WriteString(n.head)
		}
		files[name].WriteString(n.item(a))
	}
	var size int64
	for name, b := range files {
		b.WriteString(n.tail)
		size += int64(b.Len())
		if err := os.WriteFile(filepath.Join(folder, name), []byte(b.String()), 0o666); err != nil {
			return 0, err
		}
	}
	return size, nil
}

// fields are what a record says of an article beside its content.
func fields(a feed.Article) []struct {
	name  string
	value any
} {
	return []struct {
		name  string
		value any
	}{
		{"id", a.ID}, {"url", a.URL}, {"title", a.Title}, {"published", a.Published}, {"updated", a.Updated},
		{"section", a.Section}, {"tags", terms(a)}, {"authors", []string{a.Authors[0].Name}},
	}
}

// lines writes the fields a line each. What JSON quotes is quoted the same in
// TOML and YAML, and a date stands bare.
func lines(a feed.Article, is string) string {
	var b strings.Builder
	for _, f := range fields(a) {
		if t, ok := f.value.(time.Time); ok {
			b.WriteString(f.name + is + moment(t) + "\n")
			continue
		}
		b.WriteString(f.name + is + encode(f.value) + "\n")
	}
	return b.String()
}

// object writes the fields as a JSON object, with the content by the given name
// if there is one.
func object(a feed.Article, content string) string {
	record := map[string]any{}
	for _, f := range fields(a) {
		record[f.name] = f.value
	}
	if content != "" {
		record[content] = a.Content
	}
	return encode(record)
}

func encode(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // a corpus holds text, dates and lists alone
	}
	return string(data)
}

func terms(a feed.Article) []string {
	var all []string
	for _, t := range a.Tags {
		all = append(all, t.Term)
	}
	return all
}

func moment(t time.Time) string { return t.UTC().Format(time.RFC3339) }
