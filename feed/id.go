package feed

import (
	"fmt"
	"net/url"
	"strings"
)

// TagURI is the tag: URI that host mints on date for what (RFC 4151). Date is a
// year, a month or a day; what is percent-encoded.
func TagURI(host, date, what string) string {
	var b strings.Builder
	for i := range len(what) {
		c := what[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~/:", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return "tag:" + host + "," + date + ":" + b.String()
}

// NewID mints an id for an article that never had one: of the host, the day of
// its publication and its slug, or the path of its URL if it has no slug. It is to
// be minted once and kept: all that it is made of may change later.
func (a Article) NewID(host string) string {
	if a.FirstID != "" {
		return a.FirstID
	}
	what := a.Slug
	if u, err := url.Parse(a.URL); what == "" && err == nil {
		what = strings.Trim(u.EscapedPath(), "/")
	}
	return TagURI(host, a.Published.UTC().Format("2006-01-02"), what)
}
