// Command gorilla makes the feeds of a JSON Lines file with gorilla/feeds' generic
// Feed, as a program of one page does: the newest 50 articles, and those of each
// section, as RSS, Atom and JSON Feed. Nothing is judged, cleaned or remembered.
//
//	gorilla FILE FOLDER
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gorilla/feeds"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

const (
	site     = "https://gazette.example"
	limit    = 50       // articles of a feed
	maxBytes = 16 << 20 // of a line
)

var markdown = goldmark.New(goldmark.WithExtensions(extension.GFM))

// A story is a line of the file.
type story struct {
	ID, URL, Title, Content, Section string
	Published, Updated               time.Time
	Authors                          []string
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gorilla FILE FOLDER")
		os.Exit(2)
	}
	if err := publish(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "gorilla:", err)
		os.Exit(1)
	}
}

// publish writes the main feed into the folder, and each section's into one of
// its own.
func publish(file, folder string) error {
	stories, err := read(file)
	if err != nil {
		return err
	}
	slices.SortFunc(stories, func(a, b story) int { return b.Published.Compare(a.Published) })
	picked := map[string][]story{"": stories[:min(limit, len(stories))]}
	for _, s := range stories {
		if len(picked[s.Section]) < limit {
			picked[s.Section] = append(picked[s.Section], s)
		}
	}
	for section, stories := range picked {
		if err := write(filepath.Join(folder, section), section, stories); err != nil {
			return err
		}
	}
	return nil
}

func read(file string) ([]story, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []story
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxBytes)
	for lines.Scan() {
		var s story
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, lines.Err()
}

// write writes the stories into the folder in three formats.
func write(folder, title string, stories []story) error {
	f := &feeds.Feed{Title: title, Link: &feeds.Link{Href: site}, Updated: stories[0].Updated}
	for _, s := range stories {
		var html bytes.Buffer
		if err := markdown.Convert([]byte(s.Content), &html); err != nil {
			return err
		}
		f.Items = append(f.Items, &feeds.Item{
			Title: s.Title, Link: &feeds.Link{Href: site + s.URL}, Author: &feeds.Author{Name: s.Authors[0]},
			Id: s.ID, IsPermaLink: "false", Updated: s.Updated, Created: s.Published, Content: html.String(),
		})
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for name, format := range map[string]func(*feeds.Feed) (string, error){
		"rss.xml": (*feeds.Feed).ToRss, "atom.xml": (*feeds.Feed).ToAtom, "feed.json": (*feeds.Feed).ToJSON,
	} {
		text, err := format(f)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}
