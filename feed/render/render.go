// Package render writes an [feed.Edition] in the formats that readers fetch: RSS
// 2.0, Atom 1.0, JSON Feed 1.1, a page for people, and an OPML list of all feeds.
//
// The feeds are the format types of gorilla/feeds, embedded and extended: a field
// of ours with the same name as one of theirs takes its place. Their generic
// Feed is not used; it knows too little of ids, authors, dates and sources.
//
// Rendering depends on nothing but the edition: same edition, same bytes.
package render

import (
	"bytes"
	"fmt"
	"slices"
	"sync"

	"github.com/gorilla/feeds"

	"dateline/feed"
)

// A Format is a way to write a feed.
type Format struct {
	Name  string // as configuration has it
	Label string // as people have it
	File  string // in the folder of the feed
	Type  string // media type
	write func(feed.Edition) ([]byte, error)
}

// Formats are all formats of a feed.
var Formats = []Format{
	{"rss", "RSS", "rss.xml", "application/rss+xml", rss},
	{"atom", "Atom", "atom.xml", "application/atom+xml", atom},
	{"json", "JSON Feed", "feed.json", "application/feed+json", jsonFeed},
}

// Edition writes e in the formats of its channel, and its page for people as d has it,
// which a page of the archive does not have.
func Edition(e feed.Edition, d Design) ([]feed.File, error) {
	e = clean(e)
	formats := formatsOf(e.Channel)
	if e.Page == 0 {
		formats = append(formats, Format{"html", "HTML", page, "text/html", d.page})
	}
	var files []feed.File
	for _, format := range formats {
		name := e.File(feed.Document(e.Page, format.File))
		data, err := format.write(e)
		if err != nil {
			return nil, fmt.Errorf("render %s: %w", name, err)
		}
		files = append(files, feed.File{Name: name, Type: format.Type, Data: data})
	}
	return files, nil
}

// formatsOf are the formats of a channel: those it names, else all.
func formatsOf(c feed.Channel) []Format {
	var chosen []Format
	for _, format := range Formats {
		if len(c.Formats) == 0 || slices.Contains(c.Formats, format.Name) {
			chosen = append(chosen, format)
		}
	}
	return chosen
}

// sheets are what documents are written onto, one after another.
var sheets = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// written is what write writes, without what a growing buffer takes beyond it.
func written(write func(*bytes.Buffer) error) ([]byte, error) {
	sheet := sheets.Get().(*bytes.Buffer)
	defer sheets.Put(sheet)
	sheet.Reset()
	if err := write(sheet); err != nil {
		return nil, err
	}
	return bytes.Clone(sheet.Bytes()), nil
}

// writeXML writes a document through gorilla/feeds, with the line breaks that it
// leaves out behind the declaration and at the end, and behind the declaration what
// else stands before the root.
func writeXML(doc feeds.XmlFeed, prologue string) ([]byte, error) {
	return written(func(b *bytes.Buffer) error {
		if err := feeds.WriteXML(doc, b); err != nil {
			return err
		}
		prologue = "\n" + prologue
		b.WriteString(prologue + "\n")
		data := b.Bytes()
		end := bytes.Index(data, []byte("?>")) + len("?>")
		copy(data[end+len(prologue):], data[end:])
		copy(data[end:], prologue)
		return nil
	})
}

// named is the channel's authors, or else the channel itself: an Atom feed has
// an author in any case (RFC 4287 §4.1.1).
func named(c feed.Channel) []feed.Person {
	if len(c.Authors) > 0 {
		return c.Authors
	}
	return []feed.Person{{Name: c.Title, URL: c.Home}}
}
