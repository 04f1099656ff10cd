package config

import (
	"fmt"

	"dateline/feed"
	"dateline/feed/table"
)

type (
	pageRow   = table.Row[reading]
	readerRow = table.Row[Reader]
)

// The keys of [page].
var (
	page = table.NewSchema(
		pageRow{Name: "template", Form: table.Text, Default: "the page that Dateline ships", Doc: "a file that replaces the page or parts of it",
			Read: (*reading).template},
		pageRow{Name: "readers", Form: table.List(table.Record(reader.Keys())), Default: "six that are well kept", Doc: "the programs that people are told of, in this order",
			Read: func(r *reading, v table.Value) error { return setReaders(&r.Config.Page, v) }},
	)
	reader = table.NewSchema(
		readerRow{Name: "name", Form: table.Text, Doc: "what it is called",
			Read: func(r *Reader, v table.Value) error { return text(v, &r.Name) }},
		readerRow{Name: "url", Form: table.URL, Doc: "where one gets it",
			Read: func(r *Reader, v table.Value) error { return form(v, &r.URL, absolute) }},
		readerRow{Name: "for", Form: table.Text, Doc: "where it runs, such as `Android`",
			Read: func(r *Reader, v table.Value) error { return text(v, &r.For) }},
	)
)

// page reads [page]. It is apart from the table top, of which it is a row.
func (r *reading) page(v table.Value) error { return sub(v, page, r) }

func (r *reading) template(v table.Value) error {
	p := &r.Config.Page
	p.Config = feed.Pos{File: r.file, Line: v.Line}
	err := text(v, &p.Template)
	if p.Template != "" {
		p.Template = r.beside(p.Template)
	}
	return err
}

// setReaders reads the table of readers, which takes the place of the one that
// Dateline ships.
func setReaders(p *Page, v table.Value) error {
	for _, item := range v.List() {
		var r Reader
		if err := sub(item, reader, &r); err != nil {
			return err
		}
		if r.Name == "" || r.URL == "" {
			return fmt.Errorf("a reader without a name or url; write { name = \"NetNewsWire\", url = \"https://netnewswire.com/\", for = \"iPhone, iPad, Mac\" }")
		}
		p.Readers = append(p.Readers, r)
	}
	return nil
}
