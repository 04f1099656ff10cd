package check

import (
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strconv"
	"strings"

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
	absoluteIRI = form{check: fullIRI, w3c: "InvalidFullLink", inside: (*judge).scheme}
	reference   = form{check: anyIRI, w3c: "InvalidLink", inside: (*judge).elsewhere}
	fullURL     = form{check: fullAddress, w3c: "InvalidFullLink", attr: "InvalidURLAttribute", inside: (*judge).scheme}
	rfc3339     = form{check: dateTime, w3c: "InvalidRFC3339Date", inside: plausible(rfc3339Date)}
	rfc822      = form{check: mailDate, w3c: "InvalidRFC2822Date", inside: (*judge).mailDates}
	language    = form{check: languageTag, w3c: "InvalidLanguage"}
	mediaType   = form{check: mimeType, w3c: "InvalidMIMEType", inside: (*judge).misnamed}
	nonNegative = form{check: atLeast(0), w3c: "InvalidNonNegativeInteger"}
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
	if notBlank(s) != nil {
		return classed{"InvalidFullLink,NotBlank", errors.New("is blank")}
	}
	if chars := anyIRI(s); err != nil && chars != nil {
		err = chars
	}
	for _, own := range []struct{ begins, w3c string }{{"tag:", "InvalidTAG"}, {"urn:uuid:", "InvalidUUID"}, {"urn:", "InvalidURN"}} {
		if err != nil && strings.HasPrefix(strings.ToLower(s), own.begins) {
			return classed{own.w3c, err}
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
		if chars := anyIRI(s); chars != nil && hasScheme(s) {
			return errors.New(chars.Error())
		}
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
