package e2e

import (
	"mime"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// What values look like. These forms are written anew, lest the judged be their
// own judge.

// fullURL reports whether s can be fetched: an absolute http URL in ASCII.
func fullURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && uriChars.MatchString(s)
}

var (
	uriChars = regexp.MustCompile(`^(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$`)
	absolute = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^` + "`" + `]+$`)
	// RFC 4151 §2.1: authority, date, what it names.
	tagURI  = regexp.MustCompile(`^tag:([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+),(\d{4}(?:-\d{2}(?:-\d{2})?)?):((?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)(?:#.*)?$`)
	uuidURN = regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	email   = regexp.MustCompile(`^[^\s@()<>]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$`)
	contact = regexp.MustCompile(`^[^\s@()<>]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?: \([^()]+\))?$`)
	whole   = regexp.MustCompile(`^[0-9]+$`)
	rfc3339 = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$`)
	rfc822  = regexp.MustCompile(`^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2}) (\+0000)$`)
)

// iri reports whether s can be an id: absolute, and if it is a tag or a uuid,
// well-made.
func iri(s string) bool {
	if !absolute.MatchString(s) {
		return false
	}
	switch scheme, _, _ := strings.Cut(s, ":"); scheme {
	case "http", "https":
		u, err := url.Parse(s)
		return err == nil && u.Host != ""
	}
	return true
}

// tag reports whether s is a tag URI of a day that was.
func tag(s string) bool {
	m := tagURI.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	day := (m[2] + "-01-01")[:len("2006-01-02")]
	t, err := time.Parse(time.DateOnly, day)
	return err == nil && !t.After(moment)
}

// dateTime reads a moment of RFC 3339.
func dateTime(s string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339Nano, s)
	return t, err == nil && rfc3339.MatchString(s)
}

// mailDate reads a moment of RFC 822 as Dateline should write it: four digits of
// the year, UTC.
func mailDate(s string) (t time.Time, form, weekday bool) {
	m := rfc822.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false, false
	}
	t, err := time.Parse("02 Jan 2006 15:04:05", m[2])
	return t, err == nil, t.Format("Mon") == m[1]
}

func mediaType(s string) bool {
	kind, _, err := mime.ParseMediaType(s)
	return err == nil && strings.Count(kind, "/") == 1
}

func languageTag(s string) bool {
	_, err := language.Parse(s)
	return err == nil && !strings.Contains(s, "_")
}

// number reads a whole number of at least least.
func number(s string, least int64) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	return err == nil && n >= least && whole.MatchString(s)
}

// degrees reports whether s is a number of degrees between -most and most.
func degrees(s string, most float64) bool {
	n, err := strconv.ParseFloat(s, 64)
	return err == nil && n >= -most && n <= most && !strings.ContainsAny(s, "eExX")
}
