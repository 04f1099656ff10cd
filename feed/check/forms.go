package check

import (
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/value"
)

// A form is what a value looks like.
type form struct {
	check func(string) error // why a value has not the form; nil: anything has it
	w3c   string             // the W3C validator's name for a value that has not
	attr  string             // the same for an attribute; empty: that of an element
	level feed.Level         // of a value that has not; empty: error
	open  bool               // elements within are no business of the rows

	inside func(*judge, *passage) // judges what the text says; nil: nothing is said of it
}

func (f form) weight() feed.Level {
	if f.level == "" {
		return feed.Error
	}
	return f.level
}

func (f form) attribute() string {
	if f.attr == "" {
		return f.w3c
	}
	return f.attr
}

// The forms of values.
var (
	anything    = form{}
	construct   = form{open: true, inside: (*judge).construct}
	plain       = form{inside: (*judge).plain}
	hypertext   = form{inside: (*judge).hypertext}
	headline    = form{check: notBlank, w3c: "NotBlank", attr: "AttrNotBlank", level: feed.Warning, inside: (*judge).plain}
	filled      = form{check: notBlank, w3c: "NotBlank", attr: "AttrNotBlank", level: feed.Warning}
	absoluteIRI = form{check: fullIRI, w3c: "InvalidFullLink"}
	reference   = form{check: anyIRI, w3c: "InvalidLink"}
	fullURL     = form{check: fullAddress, w3c: "InvalidFullLink", attr: "InvalidURLAttribute"}
	rfc3339     = form{check: dateTime, w3c: "InvalidRFC3339Date"}
	rfc822      = form{check: mailDate, w3c: "InvalidRFC2822Date"}
	language    = form{check: languageTag, w3c: "InvalidLanguage"}
	mediaType   = form{check: mimeType, w3c: "InvalidMIMEType", attr: "InvalidMIMEAttribute"}
	nonNegative = form{check: atLeast(0), w3c: "InvalidNonNegativeInteger"}
	positive    = form{check: atLeast(1), w3c: "InvalidInteger"}
	address     = form{check: addrSpec, w3c: "InvalidAddrSpec"}
	contact     = form{check: withAddress, w3c: "InvalidContact"}
)

// oneOf is the form of a few words.
func oneOf(w3c string, words ...string) form {
	return form{w3c: w3c, check: func(s string) error {
		for _, word := range words {
			if s == word {
				return nil
			}
		}
		return fmt.Errorf("%s is none of %s", value.Quote(s), strings.Join(words, ", "))
	}}
}

// of makes a check of a function that gives the canonical form.
func of(canonical func(string) (string, error)) func(string) error {
	return func(s string) error {
		_, err := canonical(s)
		return err
	}
}

func notBlank(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("is blank")
	}
	return nil
}

// A classed fault has a name of its own in the W3C validator.
type classed struct {
	w3c string
	error
}

// fullIRI is an absolute IRI, with the forms of tag: and urn:.
func fullIRI(s string) error {
	err := value.IRI(s)
	for scheme, w3c := range map[string]string{"tag:": "InvalidTAG", "urn:": "InvalidURN"} {
		if err != nil && strings.HasPrefix(strings.ToLower(s), scheme) {
			return classed{w3c, err}
		}
	}
	return err
}

// anyIRI is an IRI reference (RFC 3987 §2.2).
func anyIRI(s string) error {
	if i := strings.IndexAny(s, " \"<>\\^`{|}\t\n\r"); i >= 0 {
		return classed{"InvalidUriChar", fmt.Errorf("%s holds %q, which no address may", value.Quote(s), s[i])}
	}
	return nil
}

// fullAddress is an absolute URL in ASCII (RFC 3986 §4.3), with a host where its
// scheme has one.
func fullAddress(s string) error {
	if err := value.IRI(s); err != nil {
		return fmt.Errorf("%s is not a full URL such as https://example.org/page", value.Quote(s))
	}
	for _, r := range s {
		if r > 0x7e {
			return fmt.Errorf("%s holds %q; what is not ASCII is percent-encoded in a URL", value.Quote(s), r)
		}
	}
	_, err := value.URL(s, "")
	return err
}

// languageTag is a language tag as RFC 5646 writes it; readers compare it with
// their own.
func languageTag(s string) error {
	canonical, err := value.Language(s)
	if err == nil && strings.ContainsAny(s, "_ \t\r\n") {
		err = fmt.Errorf("%s has to be written %s", value.Quote(s), canonical)
	}
	return err
}

var dateTimeForm = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$`)

// dateTime is an RFC 3339 date-time in capitals (RFC 4287 §3.3).
func dateTime(s string) error {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || !dateTimeForm.MatchString(s) || t.Year() == 0 { // time.Parse takes hours of one digit
		return fmt.Errorf("%s is not a date-time such as 2003-12-13T18:30:02Z", value.Quote(s))
	}
	return nil
}

// mailForms are those of RFC 822 dates; four digits of the year are better than
// two (RSS 2.0 "Comments").
var mailForms = []string{
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04 -0700",
	"Mon, 2 Jan 06 15:04:05 -0700", "Mon, 2 Jan 06 15:04 -0700", "2 Jan 06 15:04:05 -0700", "2 Jan 06 15:04 -0700",
}

// zones are the zones that RFC 822 names, besides offsets.
var zones = regexp.MustCompile(`(?i) (?:UT|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[A-IK-Z])$`)

// mailDate is an RFC 822 date with a weekday that is right.
func mailDate(s string) error {
	if t, err := time.Parse(time.RFC1123Z, s); err == nil && t.Format("Mon") == s[:3] {
		return nil // as most write it
	}
	plain := zones.ReplaceAllString(strings.ReplaceAll(strings.Join(strings.Fields(uncommented(s)), " "), " ,", ","), " +0000")
	for _, form := range mailForms {
		t, err := time.Parse(form, plain)
		if err != nil {
			continue
		}
		if day, _, named := strings.Cut(plain, ","); named && !strings.EqualFold(t.Format("Mon"), day) {
			return fmt.Errorf("%s is a %s", value.Quote(s), t.Format("Monday"))
		}
		return nil
	}
	return fmt.Errorf("%s is not a date such as Mon, 23 Nov 2026 10:00:00 +0000", value.Quote(s))
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

// mimeType is a media type that is no wild card, with or without parameters.
func mimeType(s string) error {
	_, err := value.MediaType(s)
	if name, _, _ := strings.Cut(s, ";"); err == nil && strings.Contains(name, "*") {
		err = fmt.Errorf("%s is not a media type such as audio/mpeg", value.Quote(s))
	}
	return err
}

func atLeast(least int64) func(string) error {
	return func(s string) error {
		if n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64); err != nil || n < least {
			return fmt.Errorf("%s is not a whole number of at least %d", value.Quote(s), least)
		}
		return nil
	}
}

func between(least, most int) func(string) error {
	return func(s string) error {
		if n, err := strconv.Atoi(strings.TrimSpace(s)); err != nil || n < least || n > most {
			return fmt.Errorf("%s is not a whole number from %d to %d", value.Quote(s), least, most)
		}
		return nil
	}
}

// addrSpec is an e-mail address alone (RFC 4287 §3.2.3).
func addrSpec(s string) error {
	return of(value.Email)(s)
}

var mailbox = regexp.MustCompile(`[^\s<>()@,;:"]+@[^\s<>()@,;:"]+\.[^\s<>()@,;:".]+`)

// withAddress is text with an e-mail address in it (RSS 2.0 <managingEditor>).
func withAddress(s string) error {
	if found := mailbox.FindString(s); found != "" {
		if _, err := mail.ParseAddress(found); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%s holds no e-mail address such as ann@example.org (Ann)", value.Quote(s))
}
