package press

import (
	"bytes"
	"io"
	"time"

	"dateline/feed/intake"
	"dateline/feed/prose"
	"dateline/feed/record"
)

// An Intake reads as articles what other programs left.
type Intake struct {
	URL  string         // the site's, where what is read names none; it may be empty
	Zone *time.Location // of dates without an offset; nil means UTC
}

// Imported is what was read. Unread are the articles that are left out, and findings
// say why.
type Imported struct {
	record.Records
	Kind    string    // what it is, such as RSS or Ghost
	Self    string    // address of the feed itself, as it says; empty if it does not
	Next    string    // address of the document with the older articles; empty for none
	Omitted Omissions // what was left out on purpose
}

// Omissions count what was left out on purpose.
type Omissions = intake.Omissions

// Feed reads RSS, Atom or JSON Feed, which findings call by a name. At is the address
// that it was read from; it may be empty.
func (i Intake) Feed(name, at string, data []byte) Imported {
	if at != "" {
		i.URL = at
	}
	if !bytes.HasPrefix(bytes.TrimLeft(data, "\uFEFF \t\r\n"), []byte("{")) {
		return i.take(name, i.reader().Feed(name, at, data))
	}
	in := Imported{Kind: "JSON Feed"}
	in.Records, in.Self, in.Next = i.importer().JSONFeed(name, data)
	return in
}

// WordPress reads an export of WordPress: its posts, and items of the types that are
// named besides.
func (i Intake) WordPress(name string, data []byte, types ...string) Imported {
	return i.take(name, i.reader().WordPress(name, data, types...))
}

// Ghost reads an export of Ghost, whose site URL must be, and its pages if they are
// wanted.
func (i Intake) Ghost(name string, data []byte, pages bool) Imported {
	return i.take(name, i.reader().Ghost(name, data, pages))
}

// JSONLines reads a record a line, as scrapers write them.
func (i Intake) JSONLines(name string, in io.Reader) Imported {
	return Imported{Kind: "JSON Lines", Records: i.importer().JSONLines(name, in)}
}

func (i Intake) importer() record.Importer { return record.Importer{URL: i.URL, Zone: i.Zone} }

func (i Intake) reader() intake.Reader {
	return intake.Reader{URL: i.URL, Zone: i.Zone, Words: prose.Text, Absolute: func(html, base string) string {
		clean, _ := prose.Clean(html, base, nil)
		return clean
	}}
}

// take makes articles of what a document holds.
func (i Intake) take(name string, d *intake.Document) Imported {
	in := Imported{Kind: d.Kind, Self: d.Self, Next: d.Next, Omitted: d.Omitted, Records: i.importer().Take(name, d.Items)}
	in.Findings = append(d.Findings, in.Findings...)
	in.Findings.Sort()
	return in
}
