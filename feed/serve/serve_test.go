package serve

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

// moment is when everything is asked; written is when the files were, to the second.
var (
	moment  = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	written = moment.Add(-time.Hour)
)

var long = strings.Repeat("<p>The ferry is back, and it sails on Tuesdays.</p>\n", 100)

// folder writes files into a folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		put(t, dir, name, text, written)
	}
	return dir
}

// put puts a file into its place as publish does.
func put(t *testing.T, dir, name, text string, at time.Time) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	beside := filepath.Join(filepath.Dir(name), ".beside")
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(beside, []byte(text), 0o644)
	}
	if err == nil {
		err = os.Chtimes(beside, at, at)
	}
	if err == nil {
		err = os.Rename(beside, name)
	}
	if err != nil {
		t.Fatal(err)
	}
}

var site = map[string]string{
	"rss.xml": "rss" + long, "atom.xml": "short", "feed.json": "json" + long, "index.html": "page", "feeds.opml": "opml",
	"section/world/index.html": "world", "section/world/rss.xml": "world rss", "section/sea/rss.xml": "sea rss", "section/sea/index.html": "sea",
	"archive/0001.json": "page one", "feeds/rss.xml": "the feed called feeds",
	"land/rss.xml": "land", "old/rss.xml": "old", "old/index.html": "old",
	".dateline-note": "secret", ".hidden/rss.xml": "secret", "robots.txt": "robots",
	"media/0a1b2c3d/song.mp3": "0123456789", "media/.0a1b2c3d": "secret", "media/0a1b2c3d/.song": "secret", "media/.hidden/song": "secret",
}

func options(dir string) Options {
	const hub = "https://hub.example/"
	return Options{Folder: dir, Base: "https://gazette.example/feeds/", MaxAge: 15 * time.Minute, Channels: []feed.Channel{
		{Hubs: []string{hub}}, {Path: "section/{slug}", MovedTo: "https://news.example/{slug}/"}, {Path: "section/sea"},
		{Path: "land", Gone: true}, {Path: "old", MovedTo: "https://news.example/old/", Formats: []string{"rss"}},
	}}
}

// server serves the site.
func server(t *testing.T) *Server {
	t.Helper()
	s := New(func() time.Time { return moment }, nil)
	if _, err := s.Take(options(folder(t, site))); err != nil {
		t.Fatal(err)
	}
	return s
}

// ask asks, with headers as "Name: value".
func ask(s http.Handler, method, path string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWhatIsAtAnAddress(t *testing.T) {
	s := server(t)
	tests := []struct{ name, method, path, want string }{
		{"below the base", "GET", "/feeds/rss.xml", "200 rss" + long},
		{"a proxy took the base away", "GET", "/rss.xml", "200 rss" + long},
		{"what is below the base comes first", "GET", "/feeds/feeds/rss.xml", "200 the feed called feeds"},
		{"the page of the main feed", "GET", "/feeds/", "200 page"},
		{"the same at the root", "GET", "/", "200 page"},
		{"the base without its slash", "GET", "/feeds", "301 feeds/"},
		{"head has no body", "HEAD", "/feeds/rss.xml", "200 "},
		{"an archive", "GET", "/feeds/archive/0001.json", "200 page one"},
		{"somebody's file", "GET", "/feeds/robots.txt", "200 robots"},
		{"media", "GET", "/feeds/media/0a1b2c3d/song.mp3", "200 0123456789"},
		{"no file", "GET", "/feeds/nothing.xml", "404 there is no such file here\n"},
		{"a folder of media", "GET", "/feeds/media/0a1b2c3d", "404 there is no such file here\n"},
		{"no media", "GET", "/feeds/media/0a1b2c3d/nothing", "404 there is no such file here\n"},
		{"hidden", "GET", "/feeds/.dateline-note", "404 there is no such file here\n"},
		{"in a hidden folder", "GET", "/feeds/.hidden/rss.xml", "404 there is no such file here\n"},
		{"hidden among media", "GET", "/feeds/media/0a1b2c3d/.song", "404 there is no such file here\n"},
		{"a hidden folder of media", "GET", "/feeds/media/.0a1b2c3d", "404 there is no such file here\n"},
		{"in a hidden folder of media", "GET", "/feeds/media/.hidden/song", "404 there is no such file here\n"},
		{"out of the folder", "GET", "/feeds/media/../../etc/passwd", "404 there is no such file here\n"},
		{"writing", "POST", "/feeds/rss.xml", "405 POST is not for feeds; GET and HEAD are\n"},
		{"moved, of each value", "GET", "/feeds/section/world/rss.xml", "301 https://news.example/world/rss.xml"},
		{"moved, though no file is there", "GET", "/feeds/section/über-uns/feed.json", "301 https://news.example/%C3%BCber-uns/feed.json"},
		{"the page of a moved feed", "GET", "/feeds/section/world/", "301 https://news.example/world/"},
		{"the archive of a moved feed", "GET", "/feeds/section/world/archive/0001.rss.xml", "301 https://news.example/world/archive/0001.rss.xml"},
		{"moved, its folder without the slash", "GET", "/section/x", "301 https://news.example/x/"},
		{"one feed among those that moved stays", "GET", "/feeds/section/sea/rss.xml", "200 sea rss"},
		{"a folder without its slash", "GET", "/feeds/section/sea", "301 sea/"},
		{"gone, and its file is there", "GET", "/feeds/land/rss.xml", "410 this feed is gone\n"},
		{"gone", "GET", "/feeds/land/", "410 this feed is gone\n"},
		{"moved in one format", "GET", "/old/rss.xml", "301 https://news.example/old/rss.xml"},
		{"not in that one", "GET", "/old/atom.xml", "404 there is no such file here\n"},
	}
	for _, tt := range tests {
		r := ask(s, tt.method, tt.path)
		text := body(t, r)
		if to := r.Header.Get("Location"); to != "" {
			text = to
		}
		if got := fmt.Sprintf("%d %s", r.StatusCode, text); got != tt.want {
			t.Errorf("%s: %s %s = %.100q, want %.100q", tt.name, tt.method, tt.path, got, tt.want)
		}
	}
}

func TestHeaders(t *testing.T) {
	s := server(t)
	tag := func(name string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(site[name])))[:32] }
	const self = `<https://gazette.example/feeds/`
	tests := []struct {
		name, path, coding string
		want               []string // in the order of names
	}{
		{"RSS", "/feeds/rss.xml", "", []string{"Cache-Control: max-age=900", "Content-Length: 5203", "Content-Type: application/rss+xml; charset=utf-8", `Etag: "` + tag("rss.xml") + `"`,
			"Last-Modified: Tue, 24 Nov 2026 11:00:00 GMT", `Link: ` + self + `rss.xml>; rel="self", <https://hub.example/>; rel="hub"`, "Vary: Accept-Encoding"}},
		{"JSON has no charset", "/feeds/feed.json", "gzip", []string{"Cache-Control: max-age=900", "Content-Encoding: gzip", "Content-Type: application/feed+json", `Etag: "` + tag("feed.json") + `-gzip"`,
			"Last-Modified: Tue, 24 Nov 2026 11:00:00 GMT", `Link: ` + self + `feed.json>; rel="self", <https://hub.example/>; rel="hub"`, "Vary: Accept-Encoding"}},
		{"Atom, too short to be packed", "/atom.xml", "gzip", []string{"Cache-Control: max-age=900", "Content-Length: 5", "Content-Type: application/atom+xml; charset=utf-8", `Etag: "` + tag("atom.xml") + `"`,
			"Last-Modified: Tue, 24 Nov 2026 11:00:00 GMT", `Link: ` + self + `atom.xml>; rel="self", <https://hub.example/>; rel="hub"`}},
		{"an archive is no topic", "/feeds/archive/0001.json", "", []string{"Cache-Control: max-age=900", "Content-Length: 8", "Content-Type: application/feed+json", `Etag: "` + tag("archive/0001.json") + `"`,
			"Last-Modified: Tue, 24 Nov 2026 11:00:00 GMT", `Link: ` + self + `archive/0001.json>; rel="self"`}},
		{"OPML", "/feeds/feeds.opml", "", []string{"Cache-Control: max-age=900", "Content-Length: 4", "Content-Type: text/x-opml; charset=utf-8", `Etag: "` + tag("feeds.opml") + `"`,
			"Last-Modified: Tue, 24 Nov 2026 11:00:00 GMT", `Link: ` + self + `feeds.opml>; rel="self"`}},
		{"a page", "/feeds/", "", []string{"Cache-Control: max-age=900", "Content-Length: 4", "Content-Type: text/html; charset=utf-8", `Etag: "` + tag("index.html") + `"`, "Last-Modified: Tue, 24 Nov 2026 11:00:00 GMT"}},
		{"media is kept for ever", "/feeds/media/0a1b2c3d/song.mp3", "gzip", []string{"Accept-Ranges: bytes", "Cache-Control: max-age=31536000, immutable", "Content-Length: 10", "Content-Type: audio/mpeg", `Etag: "0a1b2c3d"`,
			"Last-Modified: Tue, 24 Nov 2026 11:00:00 GMT", "X-Content-Type-Options: nosniff"}},
		{"gone", "/feeds/land/", "", []string{"Cache-Control: max-age=900", "Content-Length: 18", "Content-Type: text/plain; charset=utf-8"}},
	}
	for _, tt := range tests {
		h := ask(s, "GET", tt.path, "Accept-Encoding: "+tt.coding).Header
		if tt.coding != "" && h.Get("Content-Encoding") != "" {
			h.Del("Content-Length") // of what the packer makes
		}
		var got []string
		for _, name := range []string{"Accept-Ranges", "Cache-Control", "Content-Encoding", "Content-Length", "Content-Type", "Etag", "Last-Modified", "Link", "Location", "Vary", "X-Content-Type-Options"} {
			if values := h[name]; values != nil {
				got = append(got, name+": "+strings.Join(values, ", "))
			}
			delete(h, name)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || len(h) > 0 {
			t.Errorf("%s: %s (-want +got), and %v:\n%s", tt.name, tt.path, h, diff)
		}
	}
}

func TestTheFormThatIsAskedFor(t *testing.T) {
	s := server(t)
	tests := []struct{ name, accept, want string }{
		{"nothing is said", "", ""},
		{"gzip", "gzip", "gzip"},
		{"its old name", "x-gzip", "gzip"},
		{"the smallest of those that are liked as much", "gzip, deflate, br", "br"},
		{"one is liked more", "br;q=0.5, gzip;q=0.9", "gzip"},
		{"one is refused", "br;q=0, gzip", "gzip"},
		{"any", "*", "br"},
		{"any but one", "*, br;q=0", "gzip"},
		{"identity is liked more", "gzip;q=0.5, identity", ""},
		{"identity is refused", "identity;q=0, gzip;q=0.1", "gzip"},
		{"what nobody knows", "zip, bzip2", ""},
		{"in any case", "GZIP ; Q=1", "gzip"},
		{"no weight", "gzip;q=high", ""},
	}
	for _, tt := range tests {
		r := ask(s, "GET", "/feeds/rss.xml", "Accept-Encoding: "+tt.accept)
		var data io.Reader = r.Body
		got := r.Header.Get("Content-Encoding")
		switch got {
		case "gzip":
			data, _ = gzip.NewReader(r.Body)
		case "br":
			data = brotli.NewReader(r.Body)
		}
		text, err := io.ReadAll(data)
		if got != tt.want || err != nil || string(text) != site["rss.xml"] {
			t.Errorf("%s: Accept-Encoding: %s gets %q, want %q, and %d bytes (%v)", tt.name, tt.accept, got, tt.want, len(text), err)
		}
	}
}

func TestConditions(t *testing.T) {
	s := server(t)
	tag := ask(s, "GET", "/feeds/rss.xml").Header.Get("ETag")
	packed := ask(s, "GET", "/feeds/rss.xml", "Accept-Encoding: gzip").Header.Get("ETag")
	if tag == packed || tag == "" {
		t.Fatalf("the forms have the entity tags %s and %s, want another one for each", tag, packed)
	}
	const then, earlier, later = "Tue, 24 Nov 2026 11:00:00 GMT", "Tue, 24 Nov 2026 10:59:59 GMT", "Tue, 24 Nov 2026 11:00:01 GMT"
	tests := []struct {
		name    string
		headers []string
		want    int
	}{
		{"no condition", nil, 200},
		{"the tag", []string{"If-None-Match: " + tag}, 304},
		{"the tag, weakened by a proxy", []string{"If-None-Match: W/" + tag}, 304},
		{"the tag among others", []string{`If-None-Match: "a", W/"b",` + tag}, 304},
		{"the tag in a second line", []string{`If-None-Match: "a"`, "If-None-Match: " + tag}, 304},
		{"any tag", []string{"If-None-Match: *"}, 304},
		{"another tag", []string{`If-None-Match: "a"`}, 200},
		{"the tag without its quotes", []string{"If-None-Match: " + strings.Trim(tag, `"`)}, 200},
		{"the tag of another form", []string{"If-None-Match: " + packed}, 200},
		{"the tag of this form", []string{"If-None-Match: " + packed, "Accept-Encoding: gzip"}, 304},
		{"the date", []string{"If-Modified-Since: " + then}, 304},
		{"a later date", []string{"If-Modified-Since: " + later}, 304},
		{"an earlier date", []string{"If-Modified-Since: " + earlier}, 200},
		{"no date", []string{"If-Modified-Since: yesterday"}, 200},
		{"another tag rules over the date", []string{`If-None-Match: "a"`, "If-Modified-Since: " + then}, 200},
		{"the tag rules over an earlier date", []string{"If-None-Match: " + tag, "If-Modified-Since: " + earlier}, 304},
	}
	for _, tt := range tests {
		for _, method := range []string{"GET", "HEAD"} {
			r := ask(s, method, "/feeds/rss.xml", tt.headers...)
			text := body(t, r)
			if r.StatusCode != tt.want || tt.want == 304 && (text != "" || r.Header.Get("ETag") == "" || r.Header.Get("Vary") == "" || r.Header.Get("Cache-Control") == "") {
				t.Errorf("%s: %s %v = %d %v, want %d", tt.name, method, tt.headers, r.StatusCode, r.Header, tt.want)
			}
		}
	}
	if r := ask(s, "GET", "/feeds/land/", "If-None-Match: *"); r.StatusCode != http.StatusGone {
		t.Errorf("what is gone answers If-None-Match: * with %d, want 410", r.StatusCode)
	}
}

func TestRangesOfMedia(t *testing.T) {
	s := server(t)
	const song = "/feeds/media/0a1b2c3d/song.mp3"
	tests := []struct {
		name    string
		headers []string
		want    string
	}{
		{"the first bytes", []string{"Range: bytes=0-3"}, "206 bytes 0-3/10 0123"},
		{"the last bytes", []string{"Range: bytes=-2"}, "206 bytes 8-9/10 89"},
		{"beyond the end", []string{"Range: bytes=20-"}, "416 bytes */10 "},
		{"of what it was", []string{"Range: bytes=0-3", `If-Range: "0a1b2c3d"`}, "206 bytes 0-3/10 0123"},
		{"of what it was, and is no more", []string{"Range: bytes=0-3", `If-Range: "other"`}, "200  0123456789"},
		{"not changed", []string{`If-None-Match: "0a1b2c3d"`}, "304  "},
	}
	for _, tt := range tests {
		r := ask(s, "GET", song, tt.headers...)
		text := body(t, r)
		if r.StatusCode == 416 {
			text = ""
		}
		if got := fmt.Sprintf("%d %s %s", r.StatusCode, r.Header.Get("Content-Range"), text); got != tt.want {
			t.Errorf("%s: %v = %q, want %q", tt.name, tt.headers, got, tt.want)
		}
	}
}

func TestASetIsTakenUpWhenItIsWhole(t *testing.T) {
	dir := folder(t, map[string]string{"rss.xml": "one", "atom.xml": "one"})
	s := New(func() time.Time { return moment }, nil)
	if r := ask(s, "GET", "/feeds/rss.xml"); r.StatusCode != 503 || r.Header.Get("Retry-After") == "" {
		t.Errorf("without a set the answer is %d %v, want 503 with Retry-After", r.StatusCode, r.Header)
	}
	steps := []struct {
		name    string
		do      func()
		changed bool
		err     error
		want    string
	}{
		{"the first", func() {}, true, nil, "one one"},
		{"nothing changed", func() {}, false, nil, "one one"},
		{"a publication begins", func() { os.Mkdir(filepath.Join(dir, staging), 0o755) }, false, ErrPublishing, "one one"},
		{"and is broken off half way", func() { put(t, dir, "rss.xml", "two", written.Add(time.Second)) }, false, ErrPublishing, "one one"},
		{"the next run ends it", func() {
			put(t, dir, "atom.xml", "two", written.Add(time.Second))
			os.Remove(filepath.Join(dir, staging))
		}, true, nil, "two two"},
		{"the same size and another time", func() { put(t, dir, "atom.xml", "six", written.Add(2*time.Second)) }, true, nil, "two six"},
		{"a file goes", func() { os.Remove(filepath.Join(dir, "atom.xml")) }, true, nil, "two there is no such file here\n"},
		{"the folder goes", func() { os.Rename(dir, dir+".away") }, false, fs.ErrNotExist, "two there is no such file here\n"},
		{"another one comes", func() { os.Rename(dir+".away", dir) }, false, nil, "two there is no such file here\n"},
	}
	for _, step := range steps {
		step.do()
		changed, err := s.Take(options(dir))
		if changed != step.changed || !errors.Is(err, step.err) {
			t.Errorf("%s: Take = %v, %v, want %v, %v", step.name, changed, err, step.changed, step.err)
		}
		if got := body(t, ask(s, "GET", "/feeds/rss.xml")) + " " + body(t, ask(s, "GET", "/feeds/atom.xml")); got != step.want {
			t.Errorf("%s: the files are %q, want %q", step.name, got, step.want)
		}
	}
}

// Publications come one after another while sets are taken up: each set is of one.
func TestNoSetIsOfTwoPublications(t *testing.T) {
	dir := folder(t, map[string]string{"rss.xml": "0", "section/atom.xml": "0"})
	s := New(func() time.Time { return moment }, nil)
	if _, err := s.Take(options(dir)); err != nil {
		t.Fatal(err)
	}
	ended := make(chan bool)
	go func() {
		defer close(ended)
		for n := range 200 {
			at := written.Add(time.Duration(n) * time.Millisecond)
			if err := os.Mkdir(filepath.Join(dir, staging), 0o755); err != nil {
				t.Error(err)
			}
			put(t, dir, "rss.xml", fmt.Sprint(n), at)
			put(t, dir, "section/atom.xml", fmt.Sprint(n), at)
			if err := os.Remove(filepath.Join(dir, staging)); err != nil {
				t.Error(err)
			}
		}
	}()
	taken := 0
	for over := false; !over; {
		select {
		case <-ended:
			over = true
		default:
		}
		changed, err := s.Take(options(dir))
		if err != nil && !errors.Is(err, ErrPublishing) {
			t.Fatal(err)
		}
		if changed {
			taken++
		}
		set := s.Set()
		if a, b := string(set.held["rss.xml"].bodies[identity]), string(set.held["section/atom.xml"].bodies[identity]); a != b {
			t.Fatalf("a set has files of the publications %s and %s", a, b)
		}
	}
	if got := string(s.Set().held["rss.xml"].bodies[identity]); got != "199" || taken == 0 {
		t.Errorf("the last of %d sets is of publication %s, want 199", taken, got)
	}
}

func TestAFileOfTheFutureIsOfNow(t *testing.T) {
	dir := folder(t, nil)
	put(t, dir, "rss.xml", "early", moment.Add(time.Hour))
	s := New(func() time.Time { return moment }, nil)
	if _, err := s.Take(options(dir)); err != nil {
		t.Fatal(err)
	}
	if got, want := ask(s, "GET", "/feeds/rss.xml").Header.Get("Last-Modified"), moment.Format(http.TimeFormat); got != want {
		t.Errorf("Last-Modified is %s, want %s", got, want)
	}
}

func TestWhatDidNotChangeIsNotPackedAgain(t *testing.T) {
	dir := folder(t, site)
	s := New(func() time.Time { return moment }, nil)
	if _, err := s.Take(options(dir)); err != nil {
		t.Fatal(err)
	}
	before := s.Set()
	put(t, dir, "rss.xml", "new", moment)
	put(t, dir, "feed.json", site["feed.json"], moment) // the same, written again
	if changed, err := s.Take(options(dir)); !changed || err != nil {
		t.Fatalf("Take = %v, %v, want true", changed, err)
	}
	after := s.Set()
	for name, same := range map[string]bool{"rss.xml": false, "feed.json": true, "index.html": true} {
		if got := &before.held[name].bodies[identity][0] == &after.held[name].bodies[identity][0]; got != same {
			t.Errorf("%s is kept from the last set: %v, want %v", name, got, same)
		}
	}
}

func TestOptionsChange(t *testing.T) {
	dir := folder(t, site)
	s := New(func() time.Time { return moment }, nil)
	o := options(dir)
	if _, err := s.Take(o); err != nil {
		t.Fatal(err)
	}
	o.MaxAge = time.Hour
	o.Channels = []feed.Channel{{Gone: true}}
	if changed, err := s.Take(o); !changed || err != nil {
		t.Fatalf("Take with other options = %v, %v, want true", changed, err)
	}
	if r := ask(s, "GET", "/feeds/rss.xml"); r.StatusCode != 410 || r.Header.Get("Cache-Control") != "max-age=3600" {
		t.Errorf("the main feed answers %d %v, want 410 for an hour", r.StatusCode, r.Header)
	}
}

func TestHealthAndMetrics(t *testing.T) {
	s := New(func() time.Time { return moment }, nil)
	if r := ask(s, "GET", "/healthz"); r.StatusCode != 503 {
		t.Errorf("/healthz without a set = %d, want 503", r.StatusCode)
	}
	if _, err := s.Take(options(folder(t, site))); err != nil {
		t.Fatal(err)
	}
	if got := body(t, ask(s, "GET", "/healthz")); got != "ok: 15 files, the newest of 2026-11-24T11:00:00Z, 1h0m0s ago\n" {
		t.Errorf("/healthz = %q", got)
	}
	for range 3 {
		ask(s, "GET", "/feeds/rss.xml")
	}
	ask(s, "GET", "/feeds/"+strings.Repeat("x", 50))
	ask(s, "GET", "/feeds/media/0a1b2c3d/song.mp3")
	text := body(t, ask(s, "GET", "/metrics"))
	for _, want := range []string{
		`dateline_http_requests_total{kind="rss",status="2xx"} 3`, `dateline_http_requests_total{kind="other",status="4xx"} 1`,
		`dateline_http_response_bytes_total{kind="rss"} 15609`, `dateline_http_response_bytes_total{kind="media"} 10`,
		"dateline_set_files 15", "dateline_set_published_timestamp_seconds 1.7955180e+09", "go_goroutines ",
	} {
		if !strings.Contains(text, strings.Replace(want, "0e+09", "e+09", 1)) {
			t.Errorf("/metrics has no %s:\n%s", want, text)
		}
	}
	if bytes.Count([]byte(text), []byte("xxx")) > 0 {
		t.Error("a path is a label of metrics")
	}
}

func TestAnswersCostFewAllocations(t *testing.T) {
	s := server(t)
	w := &sink{header: http.Header{}}
	r := httptest.NewRequest("GET", "/feeds/rss.xml", nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br")
	if n := testing.AllocsPerRun(100, func() { clear(w.header); s.ServeHTTP(w, r) }); n > 0 {
		t.Errorf("an answer takes %v allocations, want none", n)
	}
}

// A sink takes an answer.
type sink struct{ header http.Header }

func (s *sink) Header() http.Header            { return s.header }
func (s *sink) WriteHeader(int)                {}
func (s *sink) Write(data []byte) (int, error) { return len(data), nil }
