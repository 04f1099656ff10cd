package record

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// A part is a table within a record, while it is read.
type part[T any] struct {
	draft *draft
	value T
}

// sub reads a table within a record by the rows of its kind, over what is there
// when it says nothing. A key without a row is a fault: there is no extra here
// that could keep it.
func sub[T any](d *draft, v table.Value, schema table.Schema[part[T]], unsaid T) (T, error) {
	p := part[T]{draft: d, value: unsaid}
	t, err := v.Table()
	if err != nil {
		return p.value, err
	}
	if faults := schema.ReadStrictly(t, &p); len(faults) > 0 {
		return p.value, faults
	}
	return p.value, nil
}

type personRow = table.Row[part[feed.Person]]

var person = table.NewSchema(
	personRow{Name: "name", Form: table.Text, Doc: "what they are called",
		Read: func(p *part[feed.Person], v table.Value) error { return line(v, &p.value.Name, maxWord) }},
	personRow{Name: "email", Form: table.Text, Doc: "published only with `[publish] emails`",
		Read: func(p *part[feed.Person], v table.Value) error { return form(v, &p.value.Email, value.Email) }},
	personRow{Name: "url", Aliases: []string{"uri"}, Form: table.Text, Doc: "a page about them",
		Read: func(p *part[feed.Person], v table.Value) error { return p.draft.address(v, &p.value.URL) }},
	personRow{Name: "avatar", Form: table.Text, Doc: "a picture of them",
		Read: func(p *part[feed.Person], v table.Value) error { return p.draft.address(v, &p.value.Avatar) }},
)

// persons reads names or tables of persons.
func (d *draft) persons(v table.Value, into *[]feed.Person) error {
	for _, item := range v.List() {
		var p feed.Person
		var err error
		if _, ok := item.Data.(table.Table); ok {
			p, err = sub(d, item, person, feed.Person{})
		} else {
			err = line(item, &p.Name, maxWord)
		}
		if err != nil {
			return err
		}
		if p.Name == "" && p.URL+p.Email+p.Avatar != "" {
			return fmt.Errorf("an author without a name; add name = \"...\"")
		}
		if p.Name != "" {
			*into = append(*into, p)
		}
	}
	return nil
}

type tagRow = table.Row[part[feed.Tag]]

var tag = table.NewSchema(
	tagRow{Name: "term", Aliases: []string{"name"}, Form: table.Text, Doc: "the word, by which feeds pick",
		Read: func(p *part[feed.Tag], v table.Value) error { return line(v, &p.value.Term, maxWord) }},
	tagRow{Name: "label", Form: table.Text, Default: "the term", Doc: "how it is shown",
		Read: func(p *part[feed.Tag], v table.Value) error { return line(v, &p.value.Label, maxWord) }},
	tagRow{Name: "scheme", Form: table.Text, Doc: "the address of the vocabulary that it is of",
		Read: func(p *part[feed.Tag], v table.Value) error { return p.draft.address(v, &p.value.Scheme) }},
)

func (d *draft) setTags(v table.Value) error {
	list := v.List()
	d.Tags = slices.Grow(d.Tags, len(list))
	for _, item := range list {
		var t feed.Tag
		var err error
		if _, ok := item.Data.(table.Table); ok {
			t, err = sub(d, item, tag, feed.Tag{})
		} else {
			err = line(item, &t.Term, maxWord)
		}
		if err != nil {
			return err
		}
		if t.Term == "" && t.Label != "" {
			t.Term, t.Label = t.Label, ""
		}
		if t.Term != "" {
			d.Tags = append(d.Tags, t)
		}
	}
	return nil
}

type imageRow = table.Row[part[feed.Image]]

var image = table.NewSchema(
	imageRow{Name: "url", Aliases: []string{"src"}, Form: table.Text, Doc: "its address, or a file beside the record",
		Read: func(p *part[feed.Image], v table.Value) error { return p.draft.reference(v, &p.value.URL) }},
	imageRow{Name: "type", Aliases: []string{"mime_type"}, Form: table.Text, Default: "that of the file", Doc: "its media type, such as `image/png`",
		Read: func(p *part[feed.Image], v table.Value) error { return form(v, &p.value.Type, value.MediaType) }},
	imageRow{Name: "length", Aliases: []string{"size_in_bytes"}, Form: table.Whole(0), Default: "that of the file", Doc: "in bytes",
		Read: func(p *part[feed.Image], v table.Value) (err error) { p.value.Length, err = v.Integer(0); return err }},
	imageRow{Name: "width", Form: table.Whole(0), Default: "that of the file", Doc: "in pixels",
		Read: func(p *part[feed.Image], v table.Value) error { return whole(v, &p.value.Width) }},
	imageRow{Name: "height", Form: table.Whole(0), Default: "that of the file", Doc: "in pixels",
		Read: func(p *part[feed.Image], v table.Value) error { return whole(v, &p.value.Height) }},
	imageRow{Name: "alt", Form: table.Text, Doc: "what it shows, for who does not see it",
		Read: func(p *part[feed.Image], v table.Value) error { return line(v, &p.value.Alt, maxSummary) }},
	imageRow{Name: "caption", Form: table.Text, Doc: "what stands below it",
		Read: func(p *part[feed.Image], v table.Value) error { return line(v, &p.value.Caption, maxSummary) }},
	imageRow{Name: "credit", Form: table.Text, Doc: "whose it is",
		Read: func(p *part[feed.Image], v table.Value) error { return line(v, &p.value.Credit, maxWord) }},
)

// setImage reads the picture of the article: the first, where there are several.
func (d *draft) setImage(v table.Value) error {
	list := v.List()
	if len(list) == 0 {
		return nil
	}
	var img feed.Image
	var err error
	if _, ok := list[0].Data.(table.Table); ok {
		img, err = sub(d, list[0], image, feed.Image{})
	} else {
		err = d.reference(list[0], &img.URL)
	}
	if err == nil && img.URL != "" {
		d.Image = &img
	}
	return err
}

type attachmentRow = table.Row[part[feed.Attachment]]

var attachment = table.NewSchema(
	attachmentRow{Name: "url", Aliases: []string{"src", "href"}, Form: table.Text, Doc: "its address, or a file beside the record",
		Read: func(p *part[feed.Attachment], v table.Value) error { return p.draft.reference(v, &p.value.URL) }},
	attachmentRow{Name: "type", Aliases: []string{"mime_type"}, Form: table.Text, Default: "by the name", Doc: "its media type, such as `audio/mpeg`",
		Read: func(p *part[feed.Attachment], v table.Value) error { return form(v, &p.value.Type, value.MediaType) }},
	attachmentRow{Name: "length", Aliases: []string{"size_in_bytes", "size"}, Form: table.Whole(0), Default: "that of the file", Doc: "in bytes",
		Read: func(p *part[feed.Attachment], v table.Value) (err error) {
			p.value.Length, err = v.Integer(0)
			return err
		}},
	attachmentRow{Name: "duration", Aliases: []string{"duration_in_seconds"}, Form: table.Either(table.Text, table.Number), Doc: "seconds, `1:02:03` or `1h2m3s`",
		Read: setDuration},
	attachmentRow{Name: "title", Form: table.Text, Doc: "what it is called",
		Read: func(p *part[feed.Attachment], v table.Value) error { return line(v, &p.value.Title, maxTitle) }},
)

func setDuration(p *part[feed.Attachment], v table.Value) error {
	text, err := v.Text()
	if n, number := v.Number(); number == nil {
		text = strconv.FormatFloat(n, 'f', -1, 64) // of seconds
	} else if err != nil {
		text = v.String()
	}
	p.value.Duration, err = value.Duration(text)
	p.value.Duration = p.value.Duration.Round(time.Millisecond)
	return err
}

func (d *draft) setAttachments(v table.Value) error {
	for _, item := range v.List() {
		var a feed.Attachment
		var err error
		if _, ok := item.Data.(table.Table); ok {
			a, err = sub(d, item, attachment, feed.Attachment{})
		} else {
			err = d.reference(item, &a.URL)
		}
		if err != nil {
			return err
		}
		if a.URL == "" {
			return fmt.Errorf("an attachment without url; add url = \"...\"")
		}
		if a.Type == "" {
			a.Type = value.TypeOf(a.URL)
		}
		d.Attachments = append(d.Attachments, a)
	}
	return nil
}

type placeRow = table.Row[part[feed.Place]]

var place = table.NewSchema(
	placeRow{Name: "name", Form: table.Text, Doc: "what it is called",
		Read: func(p *part[feed.Place], v table.Value) error { return line(v, &p.value.Name, maxWord) }},
	placeRow{Name: "lat", Aliases: []string{"latitude"}, Form: table.Degrees(90), Doc: "degrees north",
		Read: func(p *part[feed.Place], v table.Value) error {
			p.value.Known = true
			return degrees(v, &p.value.Lat, 90)
		}},
	placeRow{Name: "lon", Aliases: []string{"longitude", "lng"}, Form: table.Degrees(180), Doc: "degrees east",
		Read: func(p *part[feed.Place], v table.Value) error {
			p.value.Known = true
			return degrees(v, &p.value.Lon, 180)
		}},
)

func degrees(v table.Value, into *float64, most float64) error {
	n, err := v.Number()
	if err == nil && (n < -most || n > most) {
		err = fmt.Errorf("%s is not between -%g and %g degrees", v, most, most)
	}
	*into = n
	return err
}

func (d *draft) setLocation(v table.Value) error {
	var p feed.Place
	var err error
	if _, ok := v.Data.(table.Table); ok {
		p, err = sub(d, v, place, feed.Place{})
	} else if err = line(v, &p.Name, maxWord); err == nil {
		p, err = point(p.Name)
	}
	if err == nil && (p.Name != "" || p.Known) {
		d.Location = &p
	}
	return err
}

// point is the place that a text names, by coordinates if they are all that it
// says: "45.25 -71.92" (GeoRSS Simple §point).
func point(s string) (feed.Place, error) {
	words := strings.Fields(s)
	if len(words) != 2 {
		return feed.Place{Name: s}, nil
	}
	lat, noLat := strconv.ParseFloat(words[0], 64)
	lon, noLon := strconv.ParseFloat(words[1], 64)
	if noLat != nil || noLon != nil {
		return feed.Place{Name: s}, nil
	}
	p := feed.Place{Known: true}
	err := cmp.Or(degrees(table.Value{Data: lat}, &p.Lat, 90), degrees(table.Value{Data: lon}, &p.Lon, 180))
	return p, err
}

type sourceRow = table.Row[part[feed.Source]]

var source = table.NewSchema(
	sourceRow{Name: "title", Aliases: []string{"name"}, Form: table.Text, Doc: "who published it first",
		Read: func(p *part[feed.Source], v table.Value) error { return line(v, &p.value.Title, maxTitle) }},
	sourceRow{Name: "url", Form: table.Text, Doc: "where it stands there",
		Read: func(p *part[feed.Source], v table.Value) error { return p.draft.address(v, &p.value.URL) }},
	sourceRow{Name: "feed", Aliases: []string{"feed_url"}, Form: table.Text, Doc: "their feed",
		Read: func(p *part[feed.Source], v table.Value) error { return p.draft.address(v, &p.value.Feed) }},
)

// setSource reads where the article was first published: a table; or the address
// of the article itself, if that is all there is; or a name.
func (d *draft) setSource(v table.Value) error {
	var s feed.Source
	var err error
	if _, ok := v.Data.(table.Table); ok {
		if s, err = sub(d, v, source, feed.Source{}); err == nil && s != (feed.Source{}) {
			d.Source = &s
		}
		return err
	}
	if err = line(v, &s.Title, maxTitle); err != nil || s.Title == "" {
		return err
	}
	if address, urlErr := value.WebURL(s.Title, ""); urlErr == nil {
		d.bareURL = address
		return nil
	}
	d.Source = &s
	return nil
}

// setSourceTitle reads the name of who published an article first, as texts,
// tables with a name and lists of either have it (schema.org, ninjs).
func (d *draft) setSourceTitle(v table.Value) error {
	for _, item := range v.List() {
		if t, ok := item.Data.(table.Table); ok {
			item, _ = t.Get("name")
		}
		var title string
		if err := line(item, &title, maxTitle); err != nil {
			return err
		}
		switch {
		case title == "":
		case d.Source == nil:
			d.Source = &feed.Source{Title: title}
		default:
			d.Source.Title = cmp.Or(d.Source.Title, title)
		}
	}
	return nil
}

type commentsRow = table.Row[part[feed.Comments]]

var comments = table.NewSchema(
	commentsRow{Name: "url", Form: table.Text, Doc: "the page where they are",
		Read: func(p *part[feed.Comments], v table.Value) error { return p.draft.address(v, &p.value.URL) }},
	commentsRow{Name: "feed", Aliases: []string{"feed_url"}, Form: table.Text, Doc: "their feed",
		Read: func(p *part[feed.Comments], v table.Value) error { return p.draft.address(v, &p.value.Feed) }},
	commentsRow{Name: "count", Form: table.Whole(0), Doc: "how many there are",
		Read: func(p *part[feed.Comments], v table.Value) error { return whole(v, &p.value.Count) }},
)

// setComments reads a table, or the address of the page. comments: true, as Hugo
// has it, says nothing that a feed could carry.
func (d *draft) setComments(v table.Value) error {
	if _, err := v.Bool(); err == nil {
		return nil
	}
	if _, ok := v.Data.(table.Table); !ok {
		return d.address(v, &d.comments().URL)
	}
	c, err := sub(d, v, comments, feed.Comments{Count: -1})
	d.Comments = &c
	return err
}

// comments is where the article is discussed, to be filled.
func (d *draft) comments() *feed.Comments {
	if d.Comments == nil {
		d.Comments = &feed.Comments{Count: -1}
	}
	return d.Comments
}
