package check

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline/feed/value"
)

func (s *serving) validators(code string) {
	if s.says("ETag") == "" && s.says("Last-Modified") == "" {
		s.note(code, "ETag", "there is neither ETag nor Last-Modified, so that readers fetch the whole feed each time")
	}
}

var entityTag = value.Regexp(`^(?:W/)?"[^"\x00-\x20\x7f]*"$`)

func (s *serving) etag(code string) {
	if tag := s.says("ETag"); tag != "" && !entityTag().MatchString(tag) {
		s.note(code, "ETag", "ETag: %s is not a text in quotes such as \"33a64df5\"", value.Quote(tag))
	}
}

// dateForm is how HTTP writes a moment (RFC 9110 §5.6.7).
const dateForm = "Mon, 02 Jan 2006 15:04:05 GMT"

// httpDate reads a moment; zero if it is not in the form of HTTP.
func httpDate(s string) time.Time {
	t, err := time.Parse(dateForm, s)
	if err != nil || t.Format(dateForm) != s { // time.Parse takes any weekday
		return time.Time{}
	}
	return t
}

func (s *serving) lastModified(code string) {
	text := s.says("Last-Modified")
	if text == "" {
		return
	}
	last, now := httpDate(text), httpDate(s.says("Date"))
	switch {
	case last.IsZero():
		s.note(code, "Last-Modified", "Last-Modified: %s is not a date such as %s", value.Quote(text), dateForm)
	case !now.IsZero() && last.After(now):
		s.note(code, "Last-Modified", "Last-Modified: %s is later than Date: %s", value.Quote(text), value.Quote(s.says("Date")))
	}
}

// notModified: who asks whether anything has changed, and nothing has, is told so.
func (s *serving) notModified(code string) {
	for _, r := range s.Revisits {
		asked := fmt.Sprintf("a second request with %s: %s", r.Condition, value.Quote(r.Value))
		switch {
		case r.Status == 0:
			s.note(code, r.Condition, "%s got no answer; 304 would be right", asked)
		case r.Status == 200 && r.Same && r.Condition == "If-None-Match" && sent(r.Header, "ETag") != r.Value:
			s.note(code, r.Condition, "%s got the same feed again with another ETag, %s; 304 would be right", asked, value.Quote(sent(r.Header, "ETag")))
		case r.Status == 200 && r.Same:
			s.note(code, r.Condition, "%s got the same feed again; 304 would be right", asked)
		case r.Status != 200 && r.Status != 304 && r.Status != 429:
			s.note(code, r.Condition, "%s got status %d; 304 would be right", asked, r.Status)
		}
	}
}

// notModifiedChanged: an answer that nothing has changed gives the validators of
// what has not; readers keep those for the next time.
func (s *serving) notModifiedChanged(code string) {
	for _, r := range s.Revisits {
		for _, name := range []string{"ETag", "Last-Modified"} {
			before, after := s.says(name), sent(r.Header, name)
			if r.Status == 304 && before != "" && after != "" && strings.TrimPrefix(before, "W/") != strings.TrimPrefix(after, "W/") {
				s.note(code, name, "status 304 comes with %s: %s, and the feed had %s", name, value.Quote(after), value.Quote(before))
			}
		}
	}
}

func (s *serving) changing(code string) {
	for _, r := range s.Revisits {
		if r.Status == 200 && !r.Same {
			s.note(code, "", "a second request, a moment later, got another feed; a time or a number of the run in it makes that")
			return
		}
	}
}

// directives are those of Cache-Control, in small letters, with their values (RFC
// 9111 §5.2).
func (s *serving) directives() map[string]string {
	found := map[string]string{}
	for part := range strings.SplitSeq(s.says("Cache-Control"), ",") {
		name, argument, _ := strings.Cut(part, "=")
		found[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.TrimSpace(argument), `"`)
	}
	delete(found, "")
	return found
}

// times are how long a feed may reasonably be kept, in seconds: less than a minute
// is no time between two visits, and more than a week is no news any more.
const (
	shortTime = 60
	longTime  = 7 * 24 * 60 * 60
)

// maxAge is the time in seconds that readers may keep the feed; false if none is
// said.
func (s *serving) maxAge() (seconds uint64, told bool) {
	seconds, err := strconv.ParseUint(s.directives()["max-age"], 10, 63)
	return seconds, err == nil
}

func (s *serving) cacheMissing(code string) {
	told := s.directives()
	_, fresh := s.maxAge()
	_, noCache := told["no-cache"]
	_, noStore := told["no-store"]
	switch {
	case fresh || noCache || noStore || s.says("Expires") != "":
	case s.says("Cache-Control") == "":
		s.note(code, "Cache-Control", "there is no Cache-Control such as max-age=900")
	default:
		s.note(code, "Cache-Control", "Cache-Control: %s tells no time in seconds such as max-age=900", value.Quote(s.says("Cache-Control")))
	}
}

func (s *serving) noStore(code string) {
	if _, said := s.directives()["no-store"]; said {
		s.note(code, "Cache-Control", "Cache-Control: %s forbids to keep the feed; no-cache would only ask to look whether it has changed", value.Quote(s.says("Cache-Control")))
	}
}

func (s *serving) cacheShort(code string) {
	if seconds, told := s.maxAge(); told && seconds < shortTime {
		s.note(code, "Cache-Control", "Cache-Control: %s is less than a minute; max-age=900 would be right", value.Quote(s.says("Cache-Control")))
	}
}

func (s *serving) cacheLong(code string) {
	if seconds, told := s.maxAge(); told && seconds > longTime {
		s.note(code, "Cache-Control", "Cache-Control: %s is more than a week, and news would wait as long; max-age=900 would be right", value.Quote(s.says("Cache-Control")))
	}
}

func (s *serving) cookie(code string) {
	for _, cookie := range s.Header["Set-Cookie"] {
		name, _, _ := strings.Cut(cookie, "=")
		s.note(code, "Set-Cookie", "the feed sets the cookie %s, which no reader sends back", value.Quote(name))
	}
}
