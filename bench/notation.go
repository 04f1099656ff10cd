package bench

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
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
	file string                    // the path of its file, with {section} and {slug} where each record has one
	head string                    // what the file begins with
	item func(feed.Article) string // one record
	join string                    // what stands between two
	tail string                    // what the file ends with
}

// Notations are the ways of writing records that are measured.
var Notations = []Notation{
	{Name: "markdown-toml", file: "{section}/{slug}.md", item: func(a feed.Article) string {
		return "+++\n" + lines(a, " = ") + "+++\n" + a.Content + "\n"
	}},
	{Name: "markdown-yaml", file: "{section}/{slug}.md", item: func(a feed.Article) string {
		return "---\n" + lines(a, ": ") + "---\n" + a.Content + "\n"
	}},
	{Name: "markdown-json", file: "{section}/{slug}.md", item: func(a feed.Article) string { return object(a, "") + "\n" + a.Content + "\n" }},
	{Name: "toml", file: "{section}/{slug}.toml", item: func(a feed.Article) string {
		return lines(a, " = ") + "content = '''\n" + a.Content + "'''\n"
	}},
	{Name: "json", file: "{section}/{slug}.json", item: func(a feed.Article) string { return object(a, "content") }},
	{Name: "jsonl", file: "wire.jsonl", join: "\n", item: func(a feed.Article) string { return object(a, "content") }},
	{Name: "jsonfeed", file: "partner.json", join: ",", tail: "]}",
		head: `{"version": "https://jsonfeed.org/version/1.1", "title": "Partner", "items": [`,
		item: func(a feed.Article) string {
			return encode(map[string]any{"id": a.ID, "url": a.URL, "title": a.Title, "content_html": prose.Markdown(a.Content),
				"date_published": a.Published, "date_modified": a.Updated, "tags": terms(a), "authors": []any{map[string]any{"name": a.Authors[0].Name}}})
		}},
}

// Write writes the articles as records into the folder, one after the other, and
// says how many bytes they take.
func (n Notation) Write(folder string, articles iter.Seq[feed.Article]) (int64, error) {
	if strings.Contains(n.file, "{slug}") {
		return n.writeEach(folder, articles)
	}
	f, err := os.Create(filepath.Join(folder, n.file))
	if err != nil {
		return 0, err
	}
	w := bufio.NewWriter(f)
	size, before := len(n.head), ""
	w.WriteString(n.head)
	for a := range articles {
		item := before + n.item(a)
		w.WriteString(item)
		size += len(item)
		before = n.join
	}
	w.WriteString(n.tail)
	return int64(size + len(n.tail)), errors.Join(w.Flush(), f.Close())
}

// Sum tells the corpora of this notation from those that an older bench wrote: it is
// of the first 20 articles.
func (n Notation) Sum() string {
	sum := sha256.New()
	for a := range Corpus(20) {
		fmt.Fprintln(sum, n.item(a))
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}

// writeEach writes a file for each article.
func (n Notation) writeEach(folder string, articles iter.Seq[feed.Article]) (int64, error) {
	var size int64
	made := map[string]bool{}
	for a := range articles {
		path := filepath.Join(folder, strings.NewReplacer("{section}", a.Section, "{slug}", a.Slug).Replace(n.file))
		if parent := filepath.Dir(path); !made[parent] {
			if err := os.MkdirAll(parent, 0o777); err != nil {
				return 0, err
			}
			made[parent] = true
		}
		text := n.head + n.item(a) + n.tail
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			return 0, err
		}
		size += int64(len(text))
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
		{"id", a.ID}, {"url", "/" + a.Slug + "/"}, {"title", a.Title}, {"published", a.Published}, {"updated", a.Updated},
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
