package check

import (
	"errors"
	"fmt"
	"net/mail"
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

// weight is the level of a value that has not the form.
func (f form) weight() feed.Level {
	if f.level == "" {
		return feed.Error
	}
	return f.level
}

// attribute is the W3C validator's name for the value of an attribute that has not
// the form.
func (f form) attribute() string {
	if f.attr == "" {
		return f.w3c
	}
	return f.attr
}

// The forms of values that several vocabularies have. Dates are in dates.go.
var (
	anything = form{}

	// Text for people.
	construct = form{open: true, inside: (*judge).construct}
	plain     = form{inside: (*judge).plain}
	hypertext = form{inside: (*judge).hypertext}
	headline  = form{check: notBlank, w3c: "NotBlank", attr: "AttrNotBlank", level: feed.Warning, inside: (*judge).plain}
	filled    = form{check: notBlank, w3c: "NotBlank", attr: "AttrNotBlank", level: feed.Warning}

	// Addresses.
	absoluteIRI = form{check: fullIRI, w3c: "InvalidFullLink", inside: (*judge).scheme}
	reference   = form{check: anyIRI, w3c: "InvalidLink", inside: (*judge).elsewhere}
	fullURL     = form{check: fullAddress, w3c: "InvalidFullLink", attr: "InvalidURLAttribute", inside: (*judge).scheme}
	address     = form{check: addrSpec, w3c: "InvalidAddrSpec"}
	contact     = form{check: withAddress, w3c: "InvalidContact"}

	// Names of things.
	country     = form{check: countryCode, w3c: "InvalidCountryCode"}
	language    = form{check: languageTag, w3c: "InvalidLanguage"}
	mediaType   = form{check: mimeType, w3c: "InvalidMIMEType", inside: (*judge).misnamed}
	trueOrFalse = oneOf("InvalidBooleanAttribute", "true", "false")

	// Numbers: whole ones, and those with or without a fraction.
	nonNegative = form{check: atLeast(0), w3c: "InvalidNonNegativeInteger"}
	positive    = form{check: atLeast(1), w3c: "InvalidPositiveInteger"}
	integer     = form{check: whole, w3c: "InvalidInteger"}
	number      = form{check: decimal, w3c: "InvalidFloat"}
	quantity    = form{check: unsigned, w3c: "InvalidFloat"}
)

// oneOf is the form of a few words.
func oneOf(w3c string, words ...string) form {
	return among(words, w3c, func(a, b string) bool { return a == b })
}

// oneOfAnyCase is the form of a few words, in capitals or not.
func oneOfAnyCase(w3c string, words ...string) form { return among(words, w3c, strings.EqualFold) }

func among(words []string, w3c string, same func(a, b string) bool) form {
	return form{w3c: w3c, check: func(s string) error {
		for _, word := range words {
			if same(s, word) {
				return nil
			}
		}
		return fmt.Errorf("%s is none of %s", value.Quote(s), strings.Join(words, ", "))
	}}
}

// shaped is the check of a regular expression; what is how people call a value that
// fits it.
func shaped(expression, what, example string) func(string) error {
	form := value.Regexp(expression)
	return func(s string) error {
		if !form().MatchString(s) {
			return fmt.Errorf("%s is not %s such as %s", value.Quote(s), what, example)
		}
		return nil
	}
}

// trimmed is a check that takes blanks around a value for none of it.
func trimmed(check func(string) error) func(string) error {
	return func(s string) error { return check(strings.TrimSpace(s)) }
}

// of makes a check of a function of package value, which gives the canonical form.
func of(canonical func(string) (string, error)) func(string) error {
	return func(s string) error {
		_, err := canonical(s)
		return err
	}
}

func notBlank(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New(value.Quote(s) + " is blank")
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
	if blank := notBlank(s); blank != nil {
		return classed{"InvalidFullLink,NotBlank", blank}
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

// schemeName is a URI, of which a URN may lack its second half: urn:ebu, urn:simple.
func schemeName(s string) error {
	if !hasScheme(s) || anyIRI(s) != nil {
		return fmt.Errorf("%s is not a URI such as urn:simple or https://example.org/genres", value.Quote(s))
	}
	return nil
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

// atLeast is the check of a whole number that is no less.
func atLeast(least int64) func(string) error {
	return func(s string) error {
		if n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64); err != nil || n < least {
			return fmt.Errorf("%s is not a whole number of at least %d", value.Quote(s), least)
		}
		return nil
	}
}

// between is the check of a whole number in a range, its ends included.
func between(least, most int) func(string) error {
	return func(s string) error {
		if n, err := strconv.Atoi(strings.TrimSpace(s)); err != nil || n < least || n > most {
			return fmt.Errorf("%s is not a whole number from %d to %d", value.Quote(s), least, most)
		}
		return nil
	}
}

// tooSmall is the check of a whole number that has a name of its own in the W3C
// validator where it is less than the least.
func tooSmall(check func(string) error, w3c string) func(string) error {
	return func(s string) error {
		err := check(s)
		if _, number := strconv.ParseInt(strings.TrimSpace(s), 10, 64); err != nil && number == nil {
			return classed{w3c, err}
		}
		return err
	}
}

func whole(s string) error {
	if _, err := strconv.Atoi(s); err != nil {
		return fmt.Errorf("%s is not a whole number such as 2 or -1", value.Quote(s))
	}
	return nil
}

// decimal is a number with or without a fraction; a comma is no point.
var decimal = shaped(`^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$`, "a number", "12.5")

// unsigned is a number of what cannot be less than nothing.
func unsigned(s string) error {
	if err := decimal(s); err != nil {
		return err
	}
	if strings.HasPrefix(s, "-") {
		return fmt.Errorf("%s is less than 0", value.Quote(s))
	}
	return nil
}

var (
	addrSpec    = of(value.Email) // alone (RFC 4287 §3.2.3)
	countryCode = of(value.Country)
)

var mailbox = value.Regexp(`[^\s<>()@,;:"]+@[^\s<>()@,;:"]+\.[^\s<>()@,;:".]+`)

// withAddress is text with an e-mail address in it (RSS 2.0 <managingEditor>).
func withAddress(s string) error {
	if found := mailbox().FindString(s); found != "" {
		if _, err := mail.ParseAddress(found); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%s holds no e-mail address such as ann@example.org (Ann)", value.Quote(s))
}
