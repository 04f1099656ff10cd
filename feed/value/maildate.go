package value

import (
	"fmt"
	"strings"
	"time"
)

// mailZones are names of zones with their offsets (RFC 822 §5.1, and those that feeds
// have besides). A name that is not here is UTC (RFC 5322 §4.3).
var mailZones = map[string]string{
	"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
	"AKST": "-0900", "AKDT": "-0800", "HST": "-1000", "BST": "+0100", "WET": "+0000", "WEST": "+0100", "CET": "+0100", "CEST": "+0200",
	"EET": "+0200", "EEST": "+0300", "MSK": "+0300", "JST": "+0900", "KST": "+0900", "AEST": "+1000", "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300",
}

var (
	// mailDate is a date of RFC 822 as feeds have it: the day of the week may be there,
	// be wrong, or of another language; month names may be long; the time may lack.
	mailDate = Regexp(`^(?:\pL+\.?,?\s+)?(\d{1,2})[\s-]+(\pL{3})\pL*\.?,?[\s-]+(\d{4}|\d\d)(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(.*))?$`)
	// offset is that of a zone.
	offset = Regexp(`^(?:GMT|UTC|UT)?\s*([+-])(\d\d):?(\d\d)?\b`)
)

// FeedDate reads a moment as feeds tell it, also where they tell it wrong: a date of
// RFC 822 (Mon, 23 Nov 2026 10:00:00 +0100) or one that [Date] reads. What has no
// offset is in zone. It is for what others wrote, and no judge.
func FeedDate(s string, zone *time.Location) (time.Time, error) {
	s = strings.Join(strings.Fields(s), " ")
	m := mailDate().FindStringSubmatch(s)
	if m == nil {
		return Date(s, zone)
	}
	day, month, year, hour, minute, second, named := m[1], m[2], m[3], m[4], m[5], m[6], strings.TrimSpace(m[7])
	if len(year) == 2 { // RFC 5322 §4.3
		century := "20"
		if year >= "50" {
			century = "19"
		}
		year = century + year
	}
	if hour == "" {
		hour, minute = "0", "00"
	}
	if second == "" || second == "60" {
		second = "00"
	}
	text, form := fmt.Sprintf("%s %s %s %s:%s:%s", day, month, year, hour, minute, second), "2 Jan 2006 15:4:5"
	if at := offset().FindStringSubmatch(named); at != nil {
		if at[3] == "" {
			at[3] = "00"
		}
		named = at[1] + at[2] + at[3]
	} else if named != "" {
		name, _, _ := strings.Cut(strings.ToUpper(named), " ")
		if named = mailZones[strings.Trim(name, "()")]; named == "" {
			named = "+0000"
		}
	}
	if named != "" {
		text, form = text+" "+named, form+" -0700"
	}
	t, err := time.ParseInLocation(form, text, zone)
	if err != nil || t.UTC().Year() < 1 || t.UTC().Year() > 9999 {
		return time.Time{}, fmt.Errorf("%s is not a date such as Mon, 23 Nov 2026 10:00:00 +0100", Quote(s))
	}
	return t.UTC().Truncate(time.Second), nil
}
