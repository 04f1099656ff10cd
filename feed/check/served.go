package check

import (
	"net/textproto"
	"strings"

	"dateline/feed"
)

// Served is what an HTTP client saw when it asked for a file, with gzip as the one
// coding that it takes. Addresses are absolute, and without credentials and
// fragments.
//
// The findings about it stand in no line: their Pos names the file alone, and
// their Path the header, as in header:Content-Type, where they are about one.
type Served struct {
	Asked       string              // the address that was asked for first
	Redirects   []Redirect          // in order; empty if that address answered
	Address     string              // the address that answered; Asked if there were no redirects
	Status      int                 // of its answer, such as 200
	Header      map[string][]string // of its answer; names in the form of Content-Type
	Transferred int64               // bytes of the body on its way, so before it was unpacked
	Cut         bool                // the connection ended before the body did; the file is what came
	Packed      bool                // the file is as it was transferred, since it could not be unpacked as Content-Encoding says
	Revisits    []Revisit           // what the client asked afterwards; empty if it did not
}

// A Redirect is an answer that leads elsewhere.
type Redirect struct {
	Status int    // 301, 302, 303, 307 or 308
	To     string // the address
}

// A Revisit is a second request for the file, with a condition that a reader takes
// from the first answer to learn whether anything has changed.
type Revisit struct {
	Condition string              // the header that was sent: If-None-Match or If-Modified-Since
	Value     string              // of that header
	Status    int                 // of the answer; 0 if none came
	Header    map[string][]string // of the answer, as in Served
	Same      bool                // the answer had the same body as the first; false for one without a body
}

// A serving is the work on how a file is served.
type serving struct {
	*judge
	*Served
	is   string // what the file is, as in Report
	data []byte // the file
}

// served judges how the file is served. What came instead of a feed, such as a page
// that tells of an error, is not judged itself.
func (j *judge) served(s *Served, is string, data []byte) {
	work := &serving{j, s, is, data}
	instead := is == "" && (!work.fine() || work.misfit() != "")
	if instead {
		j.findings = nil
	}
	for _, r := range httpRules {
		if r.always || !instead {
			r.judge(work, r.Code)
		}
	}
}

// note adds a finding about a header of the answer; about the answer as a whole, if
// no header is named.
func (s *serving) note(code, header, format string, args ...any) {
	path := ""
	if header != "" {
		path = "header:" + header
	}
	s.add(code, feed.Pos{File: s.file}, path, format, args...)
}

// says is the value of a header; empty if it was not sent.
func (s *serving) says(name string) string { return sent(s.Header, name) }

// sent is the value of a header; of several of the name, with commas between.
func sent(header map[string][]string, name string) string {
	return strings.TrimSpace(strings.Join(header[textproto.CanonicalMIMEHeaderKey(name)], ", "))
}
