package check

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// An httpRule is about how a file is served.
type httpRule struct {
	Rule
	always bool // also of an answer that holds no feed
	judge  func(*serving, string)
}

// httpRules are errors where readers get no feed, or half of one; warnings where
// readers refuse it, miss news or are led astray; and infos where it only costs
// more than it has to.
var httpRules = []httpRule{
	{Rule{"http-status", feed.Error, "RFC 9110 §15", "HttpError"}, true, (*serving).status},
	{Rule{"http-retry-after", feed.Info, "RFC 9110 §10.2.3", ""}, true, (*serving).retryAfter},
	{Rule{"http-redirect-temporary", feed.Info, "RFC 9110 §15.4.3", "TempRedirect"}, true, (*serving).temporary},
	{Rule{"http-redirect-permanent", feed.Info, "RFC 9110 §15.4.2", ""}, true, (*serving).permanent},
	{Rule{"http-redirect-chain", feed.Info, "RFC 9110 §15.4", ""}, true, (*serving).chain},
	{Rule{"http-redirect-insecure", feed.Warning, "RFC 9110 §4.2.2", ""}, true, (*serving).downgrade},
	{Rule{"http-insecure", feed.Warning, "RFC 9110 §4.2.2", ""}, true, (*serving).insecure},

	{Rule{"http-body-cut", feed.Error, "RFC 9112 §8", ""}, true, (*serving).cut},
	{Rule{"http-content-encoding-invalid", feed.Error, "RFC 9110 §8.4", ""}, true, (*serving).encoding},
	{Rule{"http-content-type-missing", feed.Warning, "RFC 9110 §8.3", "UnexpectedContentType"}, false, (*serving).typeMissing},
	{Rule{"http-content-type-unexpected", feed.Warning, "RFC 9110 §8.3", "UnexpectedContentType"}, false, (*serving).typeUnexpected},
	{Rule{"http-content-type-generic", feed.Info, "RFC 9110 §8.3", "NonSpecificMediaType"}, false, (*serving).typeGeneric},
	{Rule{"http-charset-mismatch", feed.Warning, "RFC 7303 §3.2", "EncodingMismatch"}, false, (*serving).charset},
	{Rule{"http-charset-missing", feed.Info, "RFC 7303 §3.2", "TextXml"}, false, (*serving).charsetMissing},
	{Rule{"http-uncompressed", feed.Info, "RFC 9110 §8.4", "Uncompressed"}, false, (*serving).uncompressed},
	{Rule{"http-vary-missing", feed.Warning, "RFC 9110 §12.5.5", ""}, false, (*serving).vary},
	{Rule{"http-size-large", feed.Info, "JSON Feed 1.1 §Suggestions for Publishers", ""}, false, (*serving).size},
	{Rule{"http-size-refused", feed.Warning, "", "ValidatorLimit"}, false, (*serving).size},

	{Rule{"http-validator-missing", feed.Warning, "RFC 9110 §8.8", ""}, false, (*serving).validators},
	{Rule{"http-etag-invalid", feed.Warning, "RFC 9110 §8.8.3", ""}, false, (*serving).etag},
	{Rule{"http-last-modified-invalid", feed.Warning, "RFC 9110 §8.8.2", ""}, false, (*serving).lastModified},
	{Rule{"http-not-modified-missing", feed.Warning, "RFC 9110 §13.2", ""}, false, (*serving).notModified},
	{Rule{"http-not-modified-changed", feed.Warning, "RFC 9110 §15.4.5", ""}, false, (*serving).notModifiedChanged},
	{Rule{"http-body-changing", feed.Info, "RFC 9110 §8.8", ""}, false, (*serving).changing},

	{Rule{"http-cache-missing", feed.Info, "RFC 9111 §4.2", ""}, false, (*serving).cacheMissing},
	{Rule{"http-cache-no-store", feed.Warning, "RFC 9111 §5.2.2.5", ""}, false, (*serving).noStore},
	{Rule{"http-cache-short", feed.Info, "RFC 9111 §5.2.2.1", ""}, false, (*serving).cacheShort},
	{Rule{"http-cache-long", feed.Warning, "RFC 9111 §5.2.2.1", ""}, false, (*serving).cacheLong},
	{Rule{"http-cookie", feed.Info, "RFC 9111 §7.3", ""}, false, (*serving).cookie},

	{Rule{"http-self-mismatch", feed.Warning, "WebSub §4", "SelfDoesntMatchLocation"}, false, (*serving).self},
	{Rule{"http-hub-without-self", feed.Warning, "WebSub §4", ""}, false, (*serving).hub},
}

// httpCodes are the codes of httpRules.
func httpCodes() []Rule {
	var all []Rule
	for _, r := range httpRules {
		all = append(all, r.Rule)
	}
	return all
}

// fine reports whether the status is one of a whole feed: 203 is that of a feed
// which a proxy has changed, 226 that of one without what the reader has.
func (s *serving) fine() bool { return s.Status == 200 || s.Status == 203 || s.Status == 226 }

func (s *serving) status(code string) {
	switch {
	case s.fine():
	case s.is == "":
		s.note(code, "", "the status is %d; 200 would be right", s.Status)
	default:
		with := classed{"HttpErrorWithPossibleFeed", fmt.Errorf("the status is %d, though a feed came with it", s.Status)}
		s.note(code, "", "%v; 200 would be right", with)
	}
}

// retryAfter: a server that is asked too often says when to come back (RFC 6585
// §4, RFC 9110 §15.6.4).
func (s *serving) retryAfter(code string) {
	if s.Status != 429 && s.Status != 503 {
		return
	}
	after := s.says("Retry-After")
	_, err := strconv.ParseUint(after, 10, 32)
	switch {
	case after == "":
		s.note(code, "Retry-After", "status %d comes without a Retry-After such as 3600", s.Status)
	case err != nil && httpDate(after).IsZero():
		s.note(code, "Retry-After", "Retry-After: %s is neither a number of seconds nor a date such as %s", value.Quote(after), dateForm)
	}
}

// passing are the statuses of redirects that are for now; the other two are for
// good.
var passing = map[int]bool{302: true, 303: true, 307: true}

func (s *serving) temporary(code string) {
	from := s.Asked
	for _, r := range s.Redirects {
		if passing[r.Status] {
			s.note(code, "Location", "status %d leads from %s to %s for now, so readers keep asking the first", r.Status, from, r.To)
		}
		from = r.To
	}
}

func (s *serving) permanent(code string) {
	to := ""
	for _, r := range s.Redirects {
		if passing[r.Status] {
			break
		}
		to = r.To
	}
	if to != "" {
		s.note(code, "Location", "%s has moved for good to %s; links should name that", s.Asked, to)
	}
}

func (s *serving) chain(code string) {
	if n := len(s.Redirects); n > 1 {
		s.note(code, "Location", "%d redirects lead to %s; one would do", n, s.Address)
	}
}

func (s *serving) downgrade(code string) {
	from := s.Asked
	for _, r := range s.Redirects {
		if strings.HasPrefix(from, "https:") && strings.HasPrefix(r.To, "http:") {
			s.note(code, "Location", "%s leads to %s, without encryption; https would be right", from, r.To)
		}
		from = r.To
	}
}

func (s *serving) insecure(code string) {
	if strings.HasPrefix(s.Asked, "http:") && strings.HasPrefix(s.Address, "http:") {
		s.note(code, "", "the feed is served by http, so that anybody on the way can change it; https would be right")
	}
}
