package e2e

import (
	"bytes"
	"compress/gzip"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A running server of dateline.
type running struct {
	cmd  *exec.Cmd
	base string // such as http://127.0.0.1:8080/feeds/
	said string // the file of what it says
}

var servingAt = regexp.MustCompile(`(?m)^dateline: .* at (http://\S+)`)

// startServe runs dateline serve in the folder of a site, until the test ends.
func startServe(t *testing.T, dir string, args ...string) *running {
	t.Helper()
	log, err := os.CreateTemp(t.TempDir(), "said")
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	s := &running{cmd: exec.Command(dateline, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...), said: log.Name()}
	s.cmd.Dir, s.cmd.Stderr, s.cmd.Stdout = dir, log, log
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.cmd.Process.Kill(); s.cmd.Wait() })
	for deadline := time.Now().Add(20 * time.Second); s.base == ""; time.Sleep(20 * time.Millisecond) {
		if m := servingAt.FindSubmatch(contents(t, s.said)); m != nil {
			s.base = string(m[1])
		} else if time.Now().After(deadline) {
			t.Fatalf("dateline serve says no address:\n%s", contents(t, s.said))
		}
	}
	return s
}

func (s *running) host() string {
	host, _, _ := strings.Cut(strings.TrimPrefix(s.base, "http://"), "/")
	return host
}

// fetched is an answer with its whole body.
type fetched struct {
	*http.Response
	body []byte
}

// fetch asks, with headers as "Name: value".
func fetch(t *testing.T, client *http.Client, method, address string, headers ...string) fetched {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		if name, value, said := strings.Cut(h, ": "); said {
			r.Header.Set(name, value)
		}
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return fetched{response, data}
}

const proxiedSite = `[site]
title = "Gazette"
url = "https://gazette.example/"
description = "News of the harbour"
[publish]
base = "https://127.0.0.1:%s/feeds/"
hubs = ["https://hub.example/"]
[[feed]]
[[feed]]
path = "sea"
moved_to = "https://news.example/sea/"
`

// Behind nginx readers get what dateline serve has, and dateline check has nothing to
// say of how.
func TestServeBehindNginx(t *testing.T) {
	endToEnd(t)
	nginx := installed(t, "nginx")
	port := freePort(t)
	dir, work := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "config.toml"), fmt.Sprintf(proxiedSite, port))
	for i := range 20 {
		write(t, filepath.Join(dir, "data", fmt.Sprintf("%d.md", i)), fmt.Sprintf("+++\ntitle = 'Article %d'\npublished = 2026-11-20T10:%02d:00Z\nattachments = [{ url = 'song.mp3', title = 'Song' }]\n+++\n%s\n", i, i, strings.Repeat("The ferry is back. ", 50)))
	}
	song := strings.Repeat("0123456789", 1000)
	write(t, filepath.Join(dir, "data", "song.mp3"), song)
	publish := exec.Command(dateline, "publish", "--no-ping", "--allow", "base", "--now", moment.Format(time.RFC3339))
	publish.Dir = dir
	if out, err := publish.CombinedOutput(); err != nil {
		t.Fatalf("publish: %v\n%s", err, out)
	}
	s := startServe(t, dir)
	authority := certificate(t, work)
	config := filepath.Join(work, "nginx.conf")
	write(t, config, fmt.Sprintf(`user root; daemon off; pid %[1]s/nginx.pid; error_log stderr; events {}
http { access_log off; client_body_temp_path %[1]s/t; proxy_temp_path %[1]s/t; fastcgi_temp_path %[1]s/t; uwsgi_temp_path %[1]s/t; scgi_temp_path %[1]s/t;
server { listen 127.0.0.1:%[2]s ssl; ssl_certificate %[1]s/cert.pem; ssl_certificate_key %[1]s/key.pem;
%[4]s
location /stripped/ { proxy_pass http://%[3]s/; } } }`, work, port, s.host(), strings.ReplaceAll(snippetOf(t, hosting, "feeds"), "127.0.0.1:8080", s.host())))
	proxy := exec.Command(nginx, "-c", config, "-p", work)
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { proxy.Process.Signal(syscall.SIGTERM); proxy.Wait() })
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(contents(t, authority))
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, TLSClientConfig: &tls.Config{RootCAs: roots}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	base := "https://127.0.0.1:" + port + "/feeds/"
	answer(client, base)

	want := contents(t, filepath.Join(dir, "public", "rss.xml"))
	whole := fetch(t, client, "GET", base+"rss.xml")
	if whole.StatusCode != 200 || !bytes.Equal(whole.body, want) {
		t.Errorf("GET is %d with %d bytes, want 200 with the %d published", whole.StatusCode, len(whole.body), len(want))
	}
	if links := whole.Header["Link"]; len(links) != 2 || links[0] != "<"+base+`rss.xml>; rel="self"` || links[1] != `<https://hub.example/>; rel="hub"` {
		t.Errorf("GET has the links %q, want self and hub", links)
	}
	packed := fetch(t, client, "GET", base+"rss.xml", "Accept-Encoding: gzip")
	unpacked, err := gzip.NewReader(bytes.NewReader(packed.body))
	if err != nil {
		t.Fatalf("with Accept-Encoding: gzip comes %v: %v", packed.Header, err)
	}
	if data, err := io.ReadAll(unpacked); err != nil || !bytes.Equal(data, want) || packed.Header.Get("ETag") == whole.Header.Get("ETag") {
		t.Errorf("gzip holds %d bytes (%v) with the ETag %s, want %d and another ETag", len(data), err, packed.Header.Get("ETag"), len(want))
	}
	media, err := filepath.Glob(filepath.Join(dir, "public", "media", "*", "song.mp3"))
	if err != nil || len(media) != 1 {
		t.Fatalf("published media is %v, %v, want one", media, err)
	}
	attachment := base + "media/" + filepath.Base(filepath.Dir(media[0])) + "/song.mp3"
	tests := []struct {
		name, method, address, header string
		want                          string // status, Location or Content-Range, length of the body
	}{
		{"the tag", "GET", base + "rss.xml", "If-None-Match: " + whole.Header.Get("ETag"), "304  0"},
		{"the date", "GET", base + "rss.xml", "If-Modified-Since: " + whole.Header.Get("Last-Modified"), "304  0"},
		{"head", "HEAD", base + "rss.xml", "", "200  0"},
		{"a range of an attachment", "GET", attachment, "Range: bytes=10-19", fmt.Sprintf("206 bytes 10-19/%d 10", len(song))},
		{"an attachment", "GET", attachment, "", fmt.Sprintf("200  %d", len(song))},
		{"moved", "GET", base + "sea/atom.xml", "", "301 https://news.example/sea/atom.xml 50"},
		{"a proxy that takes the path away", "GET", strings.Replace(base, "feeds", "stripped", 1) + "rss.xml", "", fmt.Sprintf("200  %d", len(want))},
	}
	for _, tt := range tests {
		r := fetch(t, client, tt.method, tt.address, tt.header)
		got := fmt.Sprintf("%d %s%s %d", r.StatusCode, r.Header.Get("Location"), r.Header.Get("Content-Range"), len(r.body))
		if got != tt.want {
			t.Errorf("%s: %s %s with %s = %s, want %s", tt.name, tt.method, tt.address, tt.header, got, tt.want)
		}
	}
	for _, name := range []string{"rss.xml", "atom.xml", "feed.json", "feeds.opml"} {
		out := output(t, nil, []string{"SSL_CERT_FILE=" + authority}, dateline, "check", base+name, "--allow-private", "--only", "http-*", "--level", "info")
		if len(out) > 0 {
			t.Errorf("check of %s says\n%s", name, out)
		}
	}
}

// certificate writes a key and a certificate for this machine into a folder, and gives
// the file of the certificate.
func certificate(t *testing.T, dir string) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "127.0.0.1"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "key.pem"), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})))
	write(t, filepath.Join(dir, "cert.pem"), string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed})))
	return filepath.Join(dir, "cert.pem")
}

// Whoever sends a request byte by byte keeps nobody waiting but himself, and is sent
// away in the end.
func TestSlowConnectionsStopNobody(t *testing.T) {
	endToEnd(t)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil { // Go has raised the soft one already, here and in the server
		t.Fatal(err)
	}
	slow := int(min(10_000, limit.Cur-200))
	s := startServe(t, example(t).dir)
	conns := make([]net.Conn, slow)
	var work errgroup
	for part := range 50 {
		work.Go(func() error {
			for i := part; i < slow; i += 50 {
				c, err := net.Dial("tcp", s.host())
				if err != nil {
					return err
				}
				conns[i] = c
				if _, err := io.WriteString(c, "GET /rss.xml HTTP/1.1\r\nHost: gazette.example\r\nX-Slow: "); err != nil {
					return err
				}
			}
			return nil
		})
	}
	begun := time.Now()
	err := work.Wait()
	defer func() {
		for _, c := range conns {
			if c != nil {
				c.Close()
			}
		}
	}()
	if err != nil {
		t.Fatalf("open %d connections: %v", slow, err)
	}
	opened := time.Since(begun)
	var held int
	fmt.Sscanf(regexp.MustCompile(`(?m)^process_open_fds (\S+)$`).FindString(string(fetch(t, http.DefaultClient, "GET", "http://"+s.host()+"/metrics").body)), "process_open_fds %d", &held)
	const others = 50
	var worst time.Duration
	for i := range others {
		for n := i; n < slow; n += others { // a byte from each in the meantime
			conns[n].Write([]byte("a")) // it may be sent away already
		}
		asked := time.Now()
		if r := fetch(t, &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, "GET", s.base+"rss.xml"); r.StatusCode != 200 {
			t.Fatalf("beside %d slow connections the answer is %d, want 200", slow, r.StatusCode)
		}
		worst = max(worst, time.Since(asked))
	}
	t.Logf("%d slow connections opened in %v, the server had %d files open; %d others were answered in at most %v", slow, opened, held, others, worst)
	if held < slow*9/10 {
		t.Errorf("the server had %d files open beside %d slow connections: they were not there at once", held, slow)
	}
	if worst > time.Second {
		t.Errorf("beside %d slow connections an answer took %v, want less than a second", slow, worst)
	}
	for i, c := range conns {
		c.SetReadDeadline(time.Now().Add(30 * time.Second))
		if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("slow connection %d is not sent away within 30 s", i)
		}
	}
}

// errgroup runs functions at once, and gives an error of them.
type errgroup struct {
	sync.WaitGroup
	lock sync.Mutex
	err  error
}

func (g *errgroup) Go(f func() error) {
	g.WaitGroup.Go(func() {
		if err := f(); err != nil {
			g.lock.Lock()
			defer g.lock.Unlock()
			g.err = err
		}
	})
}

func (g *errgroup) Wait() error {
	g.WaitGroup.Wait()
	return g.err
}

var (
	takenAt   = regexp.MustCompile(`(?m)^dateline_set_taken_timestamp_seconds (\S+)$`)
	renamedTo = regexp.MustCompile(`Renamed (\d+) of`)
)

// A publication that is killed at any moment is not served half: all that readers get
// at one time is of one run.
func TestServeShowsWholePublications(t *testing.T) {
	endToEnd(t)
	s, took := crashSite(t)
	if err := s.publish(moment); err != nil || s.status != 0 {
		t.Fatalf("publish ends with %d, %v:\n%s", s.status, err, s.said)
	}
	server := startServe(t, s.dir)
	var feeds []string
	for _, name := range s.published(t) {
		if below, err := filepath.Rel(filepath.Join(s.dir, "public"), name); err == nil && filepath.Base(name) == "rss.xml" {
			feeds = append(feeds, server.base+filepath.ToSlash(below))
		}
	}
	// looked is the title that all feeds have, and false where another set was taken up
	// in the meantime.
	looked := func() (title string, atOnce bool) {
		taken := func() string {
			return takenAt.FindString(string(fetch(t, http.DefaultClient, "GET", "http://"+server.host()+"/metrics").body))
		}
		before, titles := taken(), map[string]bool{}
		for _, feed := range feeds {
			title = renamedTo.FindString(string(fetch(t, http.DefaultClient, "GET", feed).body))
			titles[title] = true
		}
		if taken() != before {
			return "", false
		}
		if len(titles) != 1 {
			t.Errorf("of one set feeds are of the runs %v, want one", titles)
		}
		return title, true
	}
	chance := mathrand.New(mathrand.NewPCG(5, 6))
	looks, mixed := 0, 0
	for n := range often(20, 300) {
		s.rename(t, n)
		ended := make(chan bool)
		go func() {
			s.interrupt(t, took/2+time.Duration(chance.Int64N(int64(took/2))), syscall.SIGKILL)
			close(ended)
		}()
		for over := false; !over; {
			select {
			case <-ended:
				over = true
			default:
			}
			if _, atOnce := looked(); atOnce {
				looks++
			}
		}
		onDisk := map[string]bool{}
		for _, name := range s.published(t) {
			if filepath.Base(name) == "rss.xml" {
				onDisk[renamedTo.FindString(string(contents(t, name)))] = true
			}
		}
		if len(onDisk) > 1 {
			mixed++
			time.Sleep(1500 * time.Millisecond) // the server looks at the folder meanwhile, and must pass it over
			looked()
		}
	}
	t.Logf("%d looks at %d feeds; %d killed runs left files of two runs on the disk", looks, len(feeds), mixed)
	if looks == 0 {
		t.Error("no look was at one set")
	}
	s.rename(t, 5000)
	if err := s.publish(moment); err != nil || s.status != 0 {
		t.Fatalf("publish ends with %d, %v:\n%s", s.status, err, s.said)
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		title, _ := looked()
		if title == "Renamed 5000 of" {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("after a whole run %q is served, want that of the run:\n%s", title, contents(t, server.said))
		}
	}
}

// Prometheus has nothing to say of the names and types of the metrics.
func TestServeMetricsPleasePrometheus(t *testing.T) {
	endToEnd(t)
	promtool := installed(t, "promtool")
	s := startServe(t, example(t).dir)
	text := fetch(t, http.DefaultClient, "GET", "http://"+s.host()+"/metrics").body
	if out := output(t, text, nil, promtool, "check", "metrics"); len(out) > 0 {
		t.Errorf("promtool says\n%s", out)
	}
}

// A signal ends the server when the requests under way are answered.
func TestServeStopsGracefully(t *testing.T) {
	endToEnd(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "config.toml"), "[site]\ntitle = 'Gazette'\nurl = 'https://gazette.example/'\n[publish]\nbase = 'https://gazette.example/'\n")
	write(t, filepath.Join(dir, "data", "a.toml"), "title = 'A'\npublished = 2026-11-20T10:00:00Z\n")
	song := strings.Repeat("0123456789abcdef", 2<<20)
	write(t, filepath.Join(dir, "public", "media", "0a1b2c3d", "song.mp3"), song)
	s := startServe(t, dir, "--watch")
	r, err := http.Get(s.base + "media/0a1b2c3d/song.mp3")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	s.cmd.Process.Signal(syscall.SIGTERM)
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		other, err := net.Dial("tcp", s.host())
		if err != nil {
			break // nobody else is let in
		}
		other.Close()
		if time.Now().After(deadline) {
			t.Fatal("after SIGTERM the server listens on")
		}
	}
	if data, err := io.ReadAll(r.Body); err != nil || string(data) != song {
		t.Errorf("a request under way gets %d bytes (%v), want the %d of the file", len(data), err, len(song))
	}
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("after SIGTERM serve ends with %v, want 0:\n%s", err, contents(t, s.said))
	}
}
