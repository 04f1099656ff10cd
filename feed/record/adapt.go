package record

import (
	"cmp"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// page reports whether the file is a page rather than an article: without a date, or
// hidden and empty.
func (r *reading) page(d *draft) bool {
	if d.Draft && d.spot.day == "" && d.Published.IsZero() && d.Title == "" && strings.TrimSpace(d.text.body) == "" {
		return true // a headless bundle, which only holds files for others
	}
	if d.Draft || d.spot.day != "" || d.says("published") && !r.defaults.generator().posts {
		return false
	}
	if d.Entries != nil || d.text.markup == feed.Markdown {
		r.found(feed.Warning, "record-page", 0, "has no date, so it is no article")
		r.place(d)
	}
	return true
}

// place notes where a page is, for who refers to it.
func (r *reading) place(d *draft) {
	d.situate()
	if d.locate() == nil {
		r.pages = append(r.pages, Page{r.rel, d.URL})
	}
}

// situate takes from where the file lies what front matter does not say.
func (d *draft) situate() {
	if d.Section == "" && len(d.spot.folders) > 0 {
		d.Section = d.spot.folders[0]
	}
	d.Language = cmp.Or(d.Language, d.spot.language)
	d.Slug, _ = d.defaults.generator().slug(cmp.Or(d.said, d.named()))
}

// adapt fills a draft with what its generator means.
func (r *reading) adapt(d *draft) {
	g := d.defaults.generator()
	if g.titled != nil {
		d.Title = g.titled(d.Title, d.spot.name)
	}
	if d.Published.IsZero() && d.spot.day != "" {
		d.Published, _ = value.Date(d.spot.day, d.zone())
	}
	if !g.posts && !g.utc {
		d.dated = d.own()
	}
	d.situate()
	r.address(d)
	r.expand(d)
	if d.Summary == "" && !excerpted().MatchString(d.text.body) {
		r.describe(d)
	}
}

// excerpted finds the end of an excerpt.
var excerpted = value.Regexp(`<!--\s*more\s*-->`)

// describe makes the description the summary, where nothing better is said.
func (r *reading) describe(d *draft) {
	for _, e := range d.Entries {
		if !strings.EqualFold(e.Key, "description") {
			continue
		}
		if text, err := e.Text(); err == nil && len(text) <= maxSummary {
			d.Summary = value.Line(text)
		}
	}
}

// own is the date of Hugo's addresses, with its own offset; zero if there is none of its
// own.
func (d *draft) own() time.Time {
	for _, key := range []string{"date", "publishdate", "pubdate", "published", "lastmod", "modified"} {
		for _, e := range d.Entries {
			if strings.EqualFold(e.Key, key) && e.Data != nil && !e.IsBool() {
				if s, err := e.Date(); err == nil {
					if t, err := d.moment(e.Value, s); err == nil {
						return t
					}
				}
			}
		}
	}
	return time.Time{}
}

// looseForms are ways to write a date that generators read besides ours.
var looseForms = []string{
	"2006-1-2", "2006-1-2 15:04", "2006-1-2 15:04:05", "2006-1-2T15:04:05", "2006-1-2T15:04",
	"2006-01-02T15:04:05-0700", "2006-1-2 15:04:05 -0700", "2006-1-2 15:04:05 -07:00", "2006-1-2 15:04:05 Z07:00", "2006-1-2 15:04:05-0700", "2006-1-2 15:04:05 -07", "2006-1-2 15:04:05-07",
	"2006-1-2 3:04 PM", "2006-1-2 3:04:05 PM", "2006-1-2 3:04PM", "2006/1/2", "2006/1/2 15:04", "2006/1/2 15:04:05", "2006/1/2 15:04:05 -0700", "2006.1.2",
	"2 Jan 2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "Jan 2 2006", "January 2 2006", "2 Jan 2006 15:04:05", "Jan 2, 2006 15:04:05", "January 2, 2006 15:04",
	"Mon, 2 Jan 2006", "Mon, 2 Jan 2006 15:04:05", "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 -07:00", "Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04:05 -0700 2006", "Monday, January 2, 2006", "Mon, Jan 2, 2006",
}

// zoneNames are the names of offsets that mean one alone (RFC 5322 §4.3).
var zoneNames = strings.NewReplacer(" UTC", " +0000", " GMT", " +0000", " EST", " -0500", " EDT", " -0400", " CST", " -0600", " CDT", " -0500", " MST", " -0700", " MDT", " -0600", " PST", " -0800", " PDT", " -0700")

// hourAlone finds an offset of one digit, as YAML has it: 10:00:00 +2.
var hourAlone = value.Regexp(`(:\d{2}) ?([-+])(\d)$`)

// withClock is a YAML timestamp without an offset: a moment in UTC (yaml.org/type/timestamp).
var withClock = value.Regexp(`^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?$`)

// moment reads a date as the generator means it, with its own offset.
func (d *draft) moment(v table.Value, s string) (time.Time, error) {
	zone := d.zone()
	if unquoted, is := v.Data.(table.Scalar); is && d.defaults.generator().posts && withClock().MatchString(unquoted.Written) {
		zone = time.UTC
	}
	t, err := value.Moment(s, zone)
	if err == nil {
		return t, nil
	}
	s = hourAlone().ReplaceAllString(zoneNames.Replace(strings.Join(strings.Fields(s), " ")), "$1 ${2}0${3}00")
	for _, form := range looseForms {
		if t, err := time.ParseInLocation(form, s, zone); err == nil && t.Year() > 0 {
			return t, nil
		}
	}
	return t, err
}
