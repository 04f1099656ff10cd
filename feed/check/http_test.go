package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

const (
	rssBody  = `<rss version="2.0"><channel><title>Gazette</title><link>https://gazette.example/</link><description>News</description></channel></rss>`
	atomBody = `<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:gazette.example,2026:f</id><title>Gazette</title><updated>2026-11-23T10:00:00Z</updated></feed>`
	jsonBody = `{"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "items": []}`
	pageBody = `<!DOCTYPE html><html><p>Sorry</html>`
)

// answered is an answer as good as can be, with other headers; an empty value takes
// one away.
func answered(headers ...string) *Served {
	s := &Served{
		Asked: "https://gazette.example/feed", Address: "https://gazette.example/feed", Status: 200,
		Header: map[string][]string{
			"Content-Type":  {"application/rss+xml"},
			"Etag":          {`"a"`},
			"Cache-Control": {"max-age=900"},
			"Date":          {"Mon, 23 Nov 2026 10:00:00 GMT"},
		},
	}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		s.Header[name] = append(slices.Clone(s.Header[name]), value)
		if name != "Set-Cookie" && name != "Link" {
			s.Header[name] = []string{value}
		}
		if value == "" {
			delete(s.Header, name)
		}
	}
	return s
}

// with is s as f changes it.
func (s *Served) with(f func(*Served)) *Served {
	f(s)
	return s
}

// httpFindings are those about how a file is served, a line each.
func httpFindings(data string, s *Served) []string {
	var found []string
	for _, f := range File(feed.File{Name: s.Asked, Data: []byte(data)}, Options{Served: s}) {
		if strings.HasPrefix(f.Code, "http-") {
			found = append(found, fmt.Sprintf("%s: %s", strings.TrimPrefix(f.Code, "http-"), f.Text))
		}
	}
	return found
}

func TestHowAFeedIsServed(t *testing.T) {
	moved := func(way ...Redirect) *Served {
		return answered().with(func(s *Served) { s.Redirects, s.Address = way, way[len(way)-1].To })
	}
	revisited := func(r ...Revisit) *Served {
		return answered("Last-Modified: Mon, 23 Nov 2026 09:00:00 GMT").with(func(s *Served) { s.Revisits = r })
	}
	linked := strings.Replace(rssBody, "<title>", `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://gazette.example/feed"/><title>`, 1)
	tests := []struct {
		name   string
		data   string
		served *Served
		want   []string
	}{
		{"as good as can be", rssBody, answered(), nil},
		{"203 of a proxy", rssBody, answered().with(func(s *Served) { s.Status = 203 }), nil},
		{"404 with a page", pageBody, answered("Content-Type: text/html", "Etag: ", "Cache-Control: ").with(func(s *Served) { s.Status = 404 }),
			[]string{"status: the status is 404; 200 would be right"}},
		{"500 with a feed", rssBody, answered("Etag: ").with(func(s *Served) { s.Status = 500 }), []string{
			"status: the status is 500, though a feed came with it; 200 would be right",
			"validator-missing: there is neither ETag nor Last-Modified, so that readers fetch the whole feed each time",
		}},
		{"503 with a time in words", "", answered("Retry-After: soon").with(func(s *Served) { s.Status = 503 }), []string{
			`retry-after: Retry-After: "soon" is neither a number of seconds nor a date such as Mon, 02 Jan 2006 15:04:05 GMT`,
			"status: the status is 503; 200 would be right",
		}},
		{"503 with a date", "", answered("Retry-After: Mon, 23 Nov 2026 11:00:00 GMT").with(func(s *Served) { s.Status = 503 }),
			[]string{"status: the status is 503; 200 would be right"}},

		{"an Atom feed as RSS", atomBody, answered(), []string{
			`content-type-unexpected: Content-Type: "application/rss+xml"; application/atom+xml would be right`}},
		{"a JSON Feed by its own type, in capitals", jsonBody, answered("Content-Type: Application/Feed+JSON"), nil},
		{"a JSON Feed as JSON", jsonBody, answered("Content-Type: application/json"), []string{
			`content-type-generic: Content-Type: "application/json" does not say what it is; application/feed+json would`}},
		{"a type with a parameter that is none", rssBody, answered("Content-Type: application/rss+xml; charset"), nil},
		{"a type that is none", rssBody, answered("Content-Type: rss"), []string{
			`content-type-unexpected: Content-Type: "rss"; application/rss+xml would be right`}},
		{"a page: its type is right", pageBody, answered("Content-Type: text/html"), nil},

		{"another name of the charset", `<?xml version="1.0" encoding="latin1"?>` + rssBody, answered("Content-Type: application/rss+xml; charset=ISO-8859-1"), nil},
		{"a charset for a document without a declaration", rssBody, answered("Content-Type: application/rss+xml; charset=windows-1252"), []string{
			`charset-mismatch: Content-Type: the charset is "windows-1252", and XML without a declaration is "UTF-8"`}},
		{"a charset against a byte order mark", "\xEF\xBB\xBF" + rssBody, answered("Content-Type: application/rss+xml; charset=utf-16"), []string{
			`charset-mismatch: Content-Type: the charset is "utf-16", and the byte order mark is of "UTF-8"`}},
		{"UTF-16, said", "\xFF\xFE<\x00r\x00s\x00s\x00/\x00>\x00", answered("Content-Type: application/rss+xml; charset=utf-16"), nil},
		{"a charset for JSON", jsonBody, answered("Content-Type: application/feed+json; charset=latin1"), []string{
			`charset-mismatch: Content-Type: the charset is "latin1", and JSON is always "UTF-8"`}},
		{"text/xml without a charset, in ASCII", rssBody, answered("Content-Type: text/xml"), []string{
			`content-type-generic: Content-Type: "text/xml" does not say what it is; application/rss+xml would`}},

		{"gzip, once more than said", "\x1f\x8b\x08", answered("Content-Encoding: gzip", "Vary: *"), []string{
			`content-encoding-invalid: the body is packed once more than Content-Encoding: "gzip" says`}},
		{"gzip, and not said", "\x1f\x8b\x08", answered(), []string{
			"content-encoding-invalid: the body is packed with gzip, and there is no Content-Encoding that says so"}},
		{"gzip said, and it is none: the feed is judged", rssBody, answered("Content-Encoding: gzip,").with(func(s *Served) { s.Packed = true }), []string{
			`content-encoding-invalid: the body is not packed as Content-Encoding: "gzip," says`}},
		{"brotli that nobody asked for", "\x8b\x02", answered("Content-Encoding: br").with(func(s *Served) { s.Packed = true }), []string{
			`content-encoding-invalid: Content-Encoding: "br" was not asked for; gzip was`}},
		{"identity is no coding", rssBody, answered("Content-Encoding: Identity"), nil},
		{"cut off, chunked", rssBody, answered().with(func(s *Served) { s.Cut, s.Transferred = true, 120 }), []string{
			"body-cut: the body ends after 120 bytes"}},
		{"over several limits", strings.Replace(rssBody, "</channel>", strings.Repeat(" ", 5_100_000)+"</channel>", 1), answered("Content-Encoding: gzip", "Vary: Accept-Encoding"), []string{
			"size-large: the feed has 5100134 bytes; JSON Feed advises at most 250000",
			"size-refused: the feed has 5100134 bytes; SmartNews takes at most 1048576, the W3C feed validator takes at most 5000000",
		}},

		{"moved for good, then for now", rssBody, moved(Redirect{308, "https://a.example/"}, Redirect{307, "https://b.example/"}), []string{
			"redirect-chain: 2 redirects lead to https://b.example/; one would do",
			"redirect-permanent: https://gazette.example/feed has moved for good to https://a.example/; links should name that",
			"redirect-temporary: status 307 leads from https://a.example/ to https://b.example/ for now, so readers keep asking the first",
		}},
		{"to http and back", rssBody, moved(Redirect{302, "http://gazette.example/feed"}, Redirect{302, "https://gazette.example/feed/"}), []string{
			"redirect-chain: 2 redirects lead to https://gazette.example/feed/; one would do",
			"redirect-insecure: https://gazette.example/feed leads to http://gazette.example/feed, without encryption; https would be right",
			"redirect-temporary: status 302 leads from http://gazette.example/feed to https://gazette.example/feed/ for now, so readers keep asking the first",
			"redirect-temporary: status 302 leads from https://gazette.example/feed to http://gazette.example/feed for now, so readers keep asking the first",
		}},

		{"a weak ETag", rssBody, answered(`Etag: W/"a b"`), []string{`etag-invalid: ETag: "W/\"a b\"" is not a text in quotes such as "33a64df5"`}},
		{"a weak ETag of any other bytes", rssBody, answered("Etag: W/\"\xffa!\""), nil},
		{"Last-Modified alone", rssBody, answered("Etag: ", "Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT"), nil},
		{"the weekday is another one", rssBody, answered("Last-Modified: Mon, 22 Nov 2026 10:00:00 GMT"), []string{
			`last-modified-invalid: Last-Modified: "Mon, 22 Nov 2026 10:00:00 GMT" is not a date such as Mon, 02 Jan 2006 15:04:05 GMT`}},
		{"changed tomorrow", rssBody, answered("Last-Modified: Tue, 24 Nov 2026 10:00:00 GMT"), []string{
			`last-modified-invalid: Last-Modified: "Tue, 24 Nov 2026 10:00:00 GMT" is later than Date: "Mon, 23 Nov 2026 10:00:00 GMT"`}},

		{"asked again: nothing has changed", rssBody, revisited(
			Revisit{Condition: "If-None-Match", Value: `"a"`, Status: 304},
			Revisit{Condition: "If-Modified-Since", Value: "Mon, 23 Nov 2026 09:00:00 GMT", Status: 304}), nil},
		{"asked again: the same with another ETag", rssBody, revisited(
			Revisit{Condition: "If-None-Match", Value: `"a"`, Status: 200, Same: true, Header: map[string][]string{"Etag": {`"b"`}}}), []string{
			`not-modified-missing: a second request with If-None-Match: "\"a\"" got the same feed again with another ETag, "\"b\""; 304 would be right`}},
		{"asked again: no answer, then another status", rssBody, revisited(
			Revisit{Condition: "If-None-Match", Value: `"a"`},
			Revisit{Condition: "If-Modified-Since", Value: "x", Status: 412}), []string{
			`not-modified-missing: a second request with If-Modified-Since: "x" got status 412; 304 would be right`,
			`not-modified-missing: a second request with If-None-Match: "\"a\"" got no answer; 304 would be right`}},
		{"asked again: too often", rssBody, revisited(Revisit{Condition: "If-None-Match", Value: `"a"`, Status: 429}), nil},
		{"asked again: 304 of another time", rssBody, revisited(
			Revisit{Condition: "If-Modified-Since", Value: "x", Status: 304, Header: map[string][]string{"Last-Modified": {"Mon, 23 Nov 2026 10:00:00 GMT"}}}), []string{
			`not-modified-changed: status 304 comes with Last-Modified: "Mon, 23 Nov 2026 10:00:00 GMT", and the feed had "Mon, 23 Nov 2026 09:00:00 GMT"`}},

		{"Expires instead of Cache-Control", rssBody, answered("Cache-Control: ", "Expires: 0"), nil},
		{"a time in words", rssBody, answered("Cache-Control: public, max-age=1h"), []string{
			`cache-missing: Cache-Control: "public, max-age=1h" tells no time in seconds such as max-age=900`}},
		{"a week, in quotes and capitals", rssBody, answered(`Cache-Control: Max-Age="604800"`), nil},
		{"more than a week", rssBody, answered("Cache-Control: max-age=604801"), []string{
			`cache-long: Cache-Control: "max-age=604801" is more than a week, and news would wait as long; max-age=900 would be right`}},
		{"several cookies", rssBody, answered("Set-Cookie: a=secret", "Set-Cookie: b=secret"), []string{
			`cookie: the feed sets the cookie "a", which no reader sends back`,
			`cookie: the feed sets the cookie "b", which no reader sends back`}},

		{"self, found by it", linked, answered(), nil},
		{"self, which leads elsewhere for now", linked, moved(Redirect{302, "https://cdn.example/1"}), []string{
			"redirect-temporary: status 302 leads from https://gazette.example/feed to https://cdn.example/1 for now, so readers keep asking the first"}},
		{"self, which has moved for good", linked, moved(Redirect{301, "https://new.example/"}), []string{
			"redirect-permanent: https://gazette.example/feed has moved for good to https://new.example/; links should name that",
			`self-mismatch: the feed says that it is at "https://gazette.example/feed", and it was found at https://new.example/`}},
		{"feed_url with a slash more", strings.Replace(jsonBody, `"items"`, `"feed_url": "https://gazette.example/feed/", "items"`, 1), answered("Content-Type: application/feed+json"), []string{
			`self-mismatch: the feed says that it is at "https://gazette.example/feed/", and it was found at https://gazette.example/feed`}},
		{"self in a Link header, relative", rssBody, answered(`Link: </feed>; title="a, b"; rel="alternate self"`), []string{
			`self-mismatch: the feed says that it is at "/feed", and it was found at https://gazette.example/feed; the full address would be right`}},
		{"hub in a Link header, self in the document", linked, answered("Link: <https://hub.example/>; rel=hub"), []string{
			`hub-without-self: the hub "https://hub.example/" is named, and no address of the feed with rel="self" to subscribe to`}},
		{"hub and self in Link headers", rssBody, answered("Link: <https://hub.example/>; rel=hub", "Link: <https://gazette.example/feed>; rel=self"), nil},
		{"a hub of WebSub in a JSON Feed, without feed_url", strings.Replace(jsonBody, `"items"`, `"hubs": [{"type": "rssCloud", "url": "https://a.example/"}, {"type": "WebSub", "url": "https://b.example/"}], "items"`, 1),
			answered("Content-Type: application/feed+json"), []string{
				`hub-without-self: the hub "https://b.example/" is named, and no address of the feed with rel="self" to subscribe to`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := httpFindings(tt.data, tt.served)
			slices.Sort(got)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("File finds something else (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhereAFindingOfAHeaderStands(t *testing.T) {
	got := File(feed.File{Name: "https://gazette.example/feed", Data: []byte(jsonBody)}, Options{Served: answered()})
	want := feed.Finding{
		Code: "http-content-type-unexpected", Level: feed.Warning, Pos: feed.Pos{File: "https://gazette.example/feed"},
		Text: `Content-Type: "application/rss+xml"; application/feed+json would be right`,
		Path: "header:Content-Type", Ref: "RFC 9110 §8.3", W3C: "UnexpectedContentType",
	}
	if diff := cmp.Diff(feed.Findings{want}, got[:min(len(got), 1)]); diff != "" {
		t.Errorf("the first finding of File (-want +got):\n%s", diff)
	}
}

func TestWhatComesInsteadOfAFeedIsNotJudged(t *testing.T) {
	for name, served := range map[string]*Served{
		"404":                answered("Content-Type: text/html").with(func(s *Served) { s.Status = 404 }),
		"not to be unpacked": answered("Content-Encoding: br").with(func(s *Served) { s.Packed = true }),
	} {
		got := Inspect(feed.File{Data: []byte(pageBody)}, Options{Served: served})
		if len(got.Findings) != 1 || got.Findings[0].Level != feed.Error || got.Valid() {
			t.Errorf("%s: Inspect finds %v, want one error", name, got.Findings)
		}
	}
}

func TestW3CNamesTellAFeedBehindAnError(t *testing.T) {
	for data, want := range map[string]string{rssBody: "HttpErrorWithPossibleFeed", pageBody: "HttpError"} {
		got := File(feed.File{Data: []byte(data)}, Options{Served: answered().with(func(s *Served) { s.Status = 404 })})
		if len(got) == 0 || got[0].W3C != want {
			t.Errorf("File finds %v, of which W3C calls the first otherwise than %q", got, want)
		}
	}
}

// Whatever a server answers, every code is known and every finding is of the file,
// by a line of it or by a header.
func FuzzServed(f *testing.F) {
	for _, r := range httpCodes() {
		page, _ := Explain(r.Code)
		f.Add(page.Bad)
		f.Add(page.Good)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, served := exchange(text)
		found := File(file, Options{Served: served})
		if diff := cmp.Diff(found, File(file, Options{Served: served})); diff != "" {
			t.Fatal(diff)
		}
		for _, one := range found {
			known := slices.ContainsFunc(Rules(), func(r Rule) bool { return r.Code == one.Code })
			if !known || one.Level == "" || one.Pos.File != file.Name || one.Pos.Line == 0 && !strings.HasPrefix(one.Code, "http-") {
				t.Fatalf("%v has an unknown code, no level or no place", one)
			}
		}
	})
}
