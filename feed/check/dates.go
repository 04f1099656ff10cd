package check

import (
	"fmt"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/value"
)

// The forms of dates: the profile of RFC 3339 that Atom has, the older one of mails,
// a year or more of it (W3C Date and Time Formats), and a moment in ISO 8601 as
// podcasts have it, of which seconds and the colon of the zone may be left out.
var (
	rfc3339 = form{check: dateTime, w3c: "InvalidRFC3339Date", inside: plausible(rfc3339Date)}
	rfc822  = form{check: mailDate, w3c: "InvalidRFC2822Date", inside: (*judge).mailDates}
	w3cDate = form{check: shaped(`^\d{4}(?:-`+monthForm+`(?:-`+dayForm+`(?:T`+minuteForm+secondsForm+`?(?:Z|[+-]`+minuteForm+`))?)?)?$`, "a date", "2026-11-23 or 2026-11-23T10:00:00Z"), w3c: "InvalidW3CDTFDate"}
	isoTime = form{check: shaped(`^\d{4}-`+monthForm+`-`+dayForm+`T`+minuteForm+secondsForm+`?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$`, "a moment", "2026-11-23T10:00:00Z"), w3c: "InvalidISO8601DateTime"}
)

// The parts of a date, as regular expressions.
const (
	monthForm   = `(?:0[1-9]|1[0-2])`
	dayForm     = `(?:0[1-9]|[12]\d|3[01])`
	minuteForm  = `(?:[01]\d|2[0-3]):[0-5]\d`
	secondsForm = `(?::[0-5]\d(?:\.\d+)?)`
)

// dateRules are about dates that are well-formed.
var dateRules = []Rule{
	{"date-future", feed.Warning, "RSS 2.0 <pubDate>", "ImplausibleDate"},
	{"date-past", feed.Warning, "", "ImplausibleDate"},
	{"date-unusual", feed.Warning, "RSS Profile §Dates", "ProblematicalRFC822Date"},
}

// usualDate is how RFC 822 dates are written since the year 2000 (RFC 2822 §3.3).
var usualDate = value.Regexp(`^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|UT|GMT|[ECMP][SD]T)$`)

// mailDates judges a date of RFC 822: some of what that allows few can read.
func (j *judge) mailDates(p *passage) {
	text := strings.TrimSpace(p.text)
	if t, err := time.Parse(time.RFC1123Z, text); err == nil && t.Format(time.RFC1123Z) == text { // as most write it
		plausible(rfc822Date)(j, p)
		return
	}
	if mailDate(text) == nil && !usualDate().MatchString(strings.Join(strings.Fields(text), " ")) {
		j.inside("date-unusual", p, 0, "%s: %s is a date that many programs cannot read; Mon, 23 Nov 2026 10:00:00 +0000 is as they like it", p.name(), value.Quote(text))
	}
	plausible(rfc822Date)(j, p)
}

// plausible judges a date that read can read: feeds are younger than printing for
// the masses, and what is not yet, readers hide or keep on top.
func plausible(read func(string) (time.Time, error)) func(*judge, *passage) {
	return func(j *judge, p *passage) {
		text := strings.TrimSpace(p.text)
		t, err := read(text)
		switch {
		case err != nil:
		case t.Unix() == 0:
			j.inside("date-past", p, 0, "%s: %s is where Unix begins to count, which programs write for no date at all", p.name(), value.Quote(text))
		case t.Year() < 1800:
			j.inside("date-past", p, 0, "%s: %s is of the year %d", p.name(), value.Quote(text), t.Year())
		case !j.options.Now.IsZero() && t.After(j.options.Now.Add(24*time.Hour)): // clocks and zones differ
			j.inside("date-future", p, 0, "%s: %s is more than a day ahead", p.name(), value.Quote(text))
		}
	}
}

// leapSecond is the second by which a minute may be longer (RFC 3339 §5.7), for
// which package time has no place.
var leapSecond = value.Regexp(`^(\d{4}-\d\d-\d\dT\d\d:59):60(.*)$`)

// rfc3339Date reads an RFC 3339 date-time in capitals (RFC 4287 §3.3).
func rfc3339Date(s string) (time.Time, error) {
	plain := s
	if strings.Contains(s, ":60") {
		plain = leapSecond().ReplaceAllString(s, "$1:59$2")
	}
	t, err := time.Parse(time.RFC3339, plain)
	// time.Parse takes hours of one digit, and fractions behind a comma.
	if err != nil || s[len("2003-12-13T18")] != ':' || strings.Contains(s, ",") || t.Year() == 0 {
		return t, fmt.Errorf("%s is not a date-time such as 2003-12-13T18:30:02Z", value.Quote(s))
	}
	return t, nil
}

func dateTime(s string) error {
	_, err := rfc3339Date(s)
	return err
}

// mailForms are those of RFC 822 dates; four digits of the year are better than
// two (RSS 2.0 "Comments").
var mailForms = []string{
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04 -0700",
	"Mon, 2 Jan 06 15:04:05 -0700", "Mon, 2 Jan 06 15:04 -0700", "2 Jan 06 15:04:05 -0700", "2 Jan 06 15:04 -0700",
}

// zones are the zones that RFC 822 names, besides offsets.
var zones = value.Regexp(`(?i) (?:UT|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[A-IK-Z])$`)

// rfc822Date reads an RFC 822 date with a weekday that is right.
func rfc822Date(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC1123Z, s); err == nil && t.Format("Mon") == s[:3] {
		return t, nil // as most write it
	}
	plain := zones().ReplaceAllString(strings.ReplaceAll(strings.Join(strings.Fields(uncommented(s)), " "), " ,", ","), " +0000")
	for _, form := range mailForms {
		t, err := time.Parse(form, plain)
		if err != nil {
			continue
		}
		if day, _, named := strings.Cut(plain, ","); named && !strings.EqualFold(t.Format("Mon"), day) {
			return t, classed{"IncorrectDOW", fmt.Errorf("%s is a %s", value.Quote(s), t.Format("Monday"))}
		}
		return t, nil
	}
	return time.Time{}, fmt.Errorf("%s is not a date such as Mon, 23 Nov 2026 10:00:00 +0000", value.Quote(s))
}

func mailDate(s string) error {
	_, err := rfc822Date(s)
	return err
}

// uncommented is s without what stands in parentheses (RFC 822 §3.4.3).
func uncommented(s string) string {
	var b strings.Builder
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && depth > 0:
			i++
		case c == '(':
			depth++
			b.WriteByte(' ')
		case c == ')' && depth > 0:
			depth--
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String()
}
