package config

import (
	"fmt"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

type personRow = table.Row[feed.Person]

var person = table.NewSchema(
	personRow{Name: "name", Form: table.Text, Doc: "what they are called",
		Read: func(p *feed.Person, v table.Value) error { return text(v, &p.Name) }},
	personRow{Name: "email", Form: table.Text, Doc: "published only with `[publish] emails`",
		Read: func(p *feed.Person, v table.Value) error { return form(v, &p.Email, value.Email) }},
	personRow{Name: "url", Form: table.URL, Doc: "a page about them",
		Read: func(p *feed.Person, v table.Value) error { return form(v, &p.URL, absolute) }},
	personRow{Name: "avatar", Form: table.URL, Doc: "a picture of them",
		Read: func(p *feed.Person, v table.Value) error { return form(v, &p.Avatar, absolute) }},
)

// setAuthors reads names or tables.
func setAuthors(s *Site, v table.Value) error {
	for _, item := range v.List() {
		var p feed.Person
		var err error
		if _, ok := item.Data.(table.Table); ok {
			err = sub(item, person, &p)
		} else {
			err = text(item, &p.Name)
		}
		if err != nil {
			return err
		}
		if p.Name == "" {
			return fmt.Errorf("an author without a name; add name = \"...\"")
		}
		s.Authors = append(s.Authors, p)
	}
	return nil
}
