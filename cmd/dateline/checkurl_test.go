package main

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const servedFeed = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
<channel><title>Gazette</title><link>https://gazette.example/</link><description>News</description></channel></rss>
`

// requests are those that a server was asked.
type requests struct {
	sync.Mutex
	lines []string
}

func (r *requests) add(line string) {
	r.Lock()
	defer r.Unlock()
	r.lines = append(r.lines, line)
}

// taken are those since it was called the last time.
func (r *requests) taken() []string {
	r.Lock()
	defer r.Unlock()
	lines := r.lines
	r.lines = nil
	return lines
}

// server serves a feed in the ways that its addresses are called after.
func server(t *testing.T) (address string, asked *requests) {
	t.Helper()
	asked = &requests{}
	changed := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.add(strings.Join([]string{r.URL.Path, r.Header.Get("If-None-Match"), r.Header.Get("If-Modified-Since")}, " "))
		w.Header().Set("Content-Type", "application/rss+xml")
		w.Header().Set("Cache-Control", "max-age=900")
		switch r.URL.Path {
		case "/good":
			w.Header().Set("ETag", `"a"`)
			http.ServeContent(w, r, "", changed, strings.NewReader(servedFeed))
		case "/forgetful":
			w.Header().Set("ETag", `"a"`)
			io.WriteString(w, servedFeed)
		case "/page":
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusNotFound)
			io.WriteString(w, "<!DOCTYPE html><p>Sorry")
		case "/moved":
			http.Redirect(w, r, "/good", http.StatusMovedPermanently)
		case "/packed":
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Vary", "Accept-Encoding")
			pack := gzip.NewWriter(w)
			defer pack.Close()
			io.WriteString(pack, servedFeed)
		case "/cut":
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, servedFeed[:60])
		case "/silent":
			<-r.Context().Done()
		}
	}))
	t.Cleanup(s.Close)
	return s.URL, asked
}

func TestCheckOfAURL(t *testing.T) {
	at, asked := server(t)
	const date = "Mon, 23 Nov 2026 10:00:00 GMT"
	const insecure = "URL: warning: the feed is served by http, so that anybody on the way can change it; https would be right (http-insecure)\n"
	const self = "URL:3:1: warning: channel has no atom:link with rel=\"self\" (rss-self-missing)\n"
	tests := []struct {
		name  string
		path  string
		args  string
		code  int
		said  string // without what --level warning always finds here
		asked []string
	}{
		{"asked again with each validator: 304", "/good", "", done, insecure + self,
			[]string{"/good  ", `/good "a" `, "/good  " + date}},
		{"asked again: all of it", "/forgetful", "--only http-not-*", done,
			`URL: warning: a second request with If-None-Match: "\"a\"" got the same feed again; 304 would be right (http-not-modified-missing)` + "\n",
			[]string{"/forgetful  ", `/forgetful "a" `}},
		{"no feed, and a page instead", "/page", "", refused,
			insecure + "URL: error: the status is 404; 200 would be right (http-status)\n",
			[]string{"/page  "}},
		{"moved", "/moved", "--only http-redirect-* --level info", done,
			"URL: info: URL has moved for good to HOST/good; links should name that (http-redirect-permanent)\n",
			[]string{"/moved  ", "/good  ", `/moved "a" `, `/good "a" `, "/moved  " + date, "/good  " + date}},
		{"packed", "/packed", "--only http-content-*,http-vary-*", done, "", []string{"/packed  "}},
		{"cut off", "/cut", "--only http-body-*", refused,
			"URL: error: the body ends after 60 bytes of the 1000 that Content-Length promises (http-body-cut)\n", []string{"/cut  "}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs strings.Builder
			args := append([]string{"check", at + tt.path, "--allow-private"}, strings.Fields(tt.args)...)
			code := run(args, &out, &errs)
			said := strings.ReplaceAll(strings.ReplaceAll(placed(out.String()), at+tt.path, "URL"), at, "HOST")
			if diff := cmp.Diff(tt.said, said); diff != "" || code != tt.code || errs.Len() > 0 {
				t.Errorf("dateline %v exits with %d, want %d, and says %q and (-want +got):\n%s", args, code, tt.code, errs.String(), diff)
			}
			if diff := cmp.Diff(tt.asked, asked.taken()); diff != "" {
				t.Errorf("dateline %v asks for (-want +got):\n%s", args, diff)
			}
		})
	}
}

// placed are the lines of findings, without the pictures below them.
func placed(text string) string {
	var lines strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "http") {
			lines.WriteString(line)
		}
	}
	return lines.String()
}

func TestCheckOfAURLInJSON(t *testing.T) {
	at, _ := server(t)
	var out, errs strings.Builder
	run([]string{"check", at + "/page", "--allow-private", "--format", "json", "--only", "http-status"}, &out, &errs)
	want := `{"file":"` + at + `/page","type":"","valid":false,"findings":[{"code":"http-status","level":"error","line":0,"column":0,` +
		`"text":"the status is 404; 200 would be right","ref":"RFC 9110 §15","w3c":"HttpError"}]}` + "\n"
	if out.String() != want {
		t.Errorf("check prints %s\nwant %s", out.String(), want)
	}
}

func TestCheckOfAURLThatGivesNothing(t *testing.T) {
	at, asked := server(t)
	tests := []struct {
		name string
		args []string
		code int
		says string // with what it begins, and how it ends
		ends string
	}{
		{"private hosts are refused", []string{at + "/good"}, refused,
			"dateline: fetch " + at + "/good: ", "127.0.0.1 is this machine (127.0.0.0/8); --allow-private fetches from there, too\n"},
		{"no answer in time", []string{at + "/silent", "--allow-private", "--timeout", "200ms"}, refused,
			"dateline: fetch " + at + "/silent: ", "; --timeout 400ms waits longer\n"},
		{"no time", []string{at + "/good", "--timeout", "0s"}, misused,
			"dateline: --timeout 0s is no time to wait, such as 30s\n", ""},
		{"credentials are not told", []string{strings.Replace(at, "//", "//ann:secret@", 1) + "/good"}, refused,
			"dateline: fetch " + at + "/good: ", "\n"},
	}
	for _, tt := range tests {
		var out, errs strings.Builder
		code := run(append([]string{"check"}, tt.args...), &out, &errs)
		if said := errs.String(); code != tt.code || !strings.HasPrefix(said, tt.says) || !strings.HasSuffix(said, tt.ends) || out.Len() > 0 {
			t.Errorf("%s: exit %d, want %d; said %q, want %q … %q", tt.name, code, tt.code, said, tt.says, tt.ends)
		}
		if lines := asked.taken(); len(lines) > 0 && !slices.Contains(tt.args, "--allow-private") {
			t.Errorf("%s: the server was asked for %q", tt.name, lines)
		}
	}
}
