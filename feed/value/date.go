package value

import (
	"fmt"
	"strings"
	"time"
)

// dateForms are the ways people write a moment, besides RFC 3339. Those without
// an offset are in the site's zone.
var dateForms = []string{
	time.RFC3339Nano,
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04:05",
	"2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 Z07:00",
	"2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05 -07:00",
	"2006-01-02 15:04 -0700",
	"2006-01-02 15:04 -07:00",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04",
	"2006-01-02",
}

// Date reads a moment in UTC to the second. What has no offset is in zone; a
// day without a time is its midnight there.
func Date(s string, zone *time.Location) (time.Time, error) {
	t, err := Moment(s, zone)
	if err != nil {
		return time.Time{}, err
	}
	return t.UTC().Truncate(time.Second), nil
}

// Moment is Date where it was that time: with the offset that s says, else that of
// zone.
func Moment(s string, zone *time.Location) (time.Time, error) {
	trimmed := strings.TrimSpace(s)
	for _, form := range dateForms {
		t, err := time.ParseInLocation(form, trimmed, zone)
		if err != nil {
			continue
		}
		if year := t.UTC().Year(); year < 1 || year > 9999 { // RFC 3339 §1
			break
		}
		return t, nil
	}
	return time.Time{}, fmt.Errorf("%s is not a date such as 2026-11-23T10:00:00+01:00 or 2026-11-23", Quote(s))
}

// Duration reads a length of time: seconds (90, 12.5), clock notation (1:02:03)
// or units (1h2m3s).
func Duration(s string) (time.Duration, error) {
	var d time.Duration
	var err error
	switch s = strings.TrimSpace(s); {
	case strings.Contains(s, ":"):
		d, err = clock(s)
	case strings.ContainsAny(s, "hms"):
		d, err = time.ParseDuration(s)
	default:
		d, err = time.ParseDuration(s + "s")
	}
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%s is not a duration such as 90 (seconds), 1:30 or 1m30s", Quote(s))
	}
	return d, nil
}

// clock reads H:MM:SS or M:SS.
func clock(s string) (time.Duration, error) {
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return 0, fmt.Errorf("too many parts")
	}
	var d time.Duration
	for _, part := range parts {
		n, err := time.ParseDuration(part + "s")
		if err != nil || n < 0 {
			return 0, fmt.Errorf("%q is no number", part)
		}
		d = d*60 + n
	}
	return d, nil
}
