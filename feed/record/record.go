// Package record reads articles from the records in a folder, writes ids into
// them, and writes articles as records.
//
// A record is a Markdown or HTML file with front matter, a .toml or .json file,
// a line of a .jsonl file, or an item of a JSON Feed. All of them are read by
// the same names; those of other tools are aliases (fields.go).
//
//	folder := record.Folder{Path: "data", Defaults: record.Defaults{URL: "https://gazette.example/", Zone: time.UTC}}
//	articles, findings, err := folder.Read()
//
// What is wrong with a record is a finding with its file and line, and that
// record is left out; the others are read. ReadAll tells also which are left out.
package record

import (
	"strings"
	"time"

	"dateline/feed"
)

// Bounds of what is read.
const (
	maxFile = 16 << 20 // bytes of a file that is read whole
	maxLine = 16 << 20 // bytes of a line of a .jsonl file
)

// A Folder holds records: a folder with all below it, or a single file.
type Folder struct {
	Path string
	Defaults
}

// Defaults fill what a record does not say.
type Defaults struct {
	URL      string            // address of the site, absolute
	Pattern  string            // address, below URL, of an article that has none, such as /{year}/{month}/{slug}/
	Zone     *time.Location    // of dates without an offset; nil means UTC
	Language string            // BCP 47
	Authors  []feed.Person     // of an article that names none
	Rights   string            // of an article that says none
	Slugs    map[string]string // slugs chosen by hand, by title or name

	// Generator is the tool whose content folder this is: "hugo", "jekyll", "zola" or
	// "eleventy"; empty for none. The rest is for such folders: Below is where the folder
	// lies in that of all content, such as post; Patterns are those of
	// sections, FirstID is the pattern of the id that the tool gave its articles, and
	// Languages are those that names of files end with, the main one first. Taxonomies
	// are the keys that hold tags; tags and categories if empty.
	Generator  string
	Below      string
	Patterns   map[string]string
	FirstID    string
	Languages  []string
	Taxonomies []string
}

func (d Defaults) zone() *time.Location {
	if d.Zone == nil {
		return time.UTC
	}
	return d.Zone
}

// Records are what is in a folder, in the order of the paths, or in a file.
type Records struct {
	Articles []feed.Article
	Unread   []Unread
	Pages    []Page
	Findings feed.Findings
}

// A Page is a file in the content folder of a generator that is no article, for it has
// no date. Articles may refer to it.
type Page struct {
	File string // slash-separated, below the folder of records
	URL  string // absolute
}

// An Unread is a record that cannot be read, or is none any more, and what is known
// of it.
type Unread struct {
	ID     string   // that it says; empty if none can be read
	Key    string   // as that of an article; empty if that is not known
	File   string   // slash-separated, below the folder of records
	Record feed.Pos // where it is
}

// notations are the ways a record can be written, by the end of its file's name.
var notations = []struct {
	ends []string
	read func(*reading)
}{
	{[]string{".md", ".markdown"}, (*reading).markdown},
	{[]string{".html", ".htm"}, (*reading).html},
	{[]string{".toml"}, (*reading).toml},
	{[]string{".json"}, (*reading).json},
	{[]string{".jsonl", ".ndjson"}, (*reading).jsonl},
}

// notation finds how the file is read; nil if it is no record.
func (d *Defaults) notation(name string) func(*reading) {
	if g := d.generator(); g != nil && !g.reads(name) {
		return nil
	}
	name = strings.ToLower(name)
	for _, n := range notations {
		for _, end := range n.ends {
			if strings.HasSuffix(name, end) {
				return n.read
			}
		}
	}
	return nil
}
