package main

import (
	"context"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

const servedConfig = `[site]
title = "Gazette"
url = "https://gazette.example/"
description = "News of the harbour"
icon = "https://gazette.example/icon.png"
authors = ["Newsroom"]
[publish]
base = "%s"
[[feed]]
`

const servedRecord = "title = 'Harbour reopens'\nsummary = 'It was closed for a year.'\npublished = 2026-11-20T10:00:00Z\ncontent = 'Ships are back in the harbour since this morning.'\n"

// newsroom is a folder with a configuration and one record.
func newsroom(t *testing.T, base string) string {
	t.Helper()
	dir := t.TempDir()
	save(t, dir, "config.toml", fmt.Sprintf(servedConfig, base))
	save(t, dir, "data/a.toml", servedRecord)
	return dir
}

func save(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A journal is what is printed while others print.
type journal struct {
	sync.Mutex
	text strings.Builder
}

func (l *journal) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.text.Write(p)
}

func (l *journal) String() string {
	l.Lock()
	defer l.Unlock()
	return l.text.String()
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it never came: %s", what)
		}
	}
}

var servingAt = regexp.MustCompile(`serving .* at (http://\S+)`)

// startServing serves the folder, and gives its address. It must end without an error.
func startServing(t *testing.T, dir string, watching bool) (address string, out, errs *journal) {
	t.Helper()
	out, errs = &journal{}, &journal{}
	o := serving{listen: "127.0.0.1:0", watching: watching}
	o.config = filepath.Join(dir, "config.toml")
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- o.run(ctx, out, errs) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("serve ends with %v", err)
			}
		case <-time.After(20 * time.Second):
			t.Error("serve does not end")
		}
	})
	eventually(t, "the address of the server", func() bool {
		if len(ended) > 0 {
			t.Fatalf("serve ends with %v", <-ended)
		}
		m := servingAt.FindStringSubmatch(errs.String())
		if m != nil {
			address = m[1]
		}
		return m != nil
	})
	return address, out, errs
}

// got is status and body; redirects are not followed.
func got(address string) string {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Get(address)
	if err != nil {
		return err.Error()
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%d %s%s", r.StatusCode, r.Header.Get("Location"), data)
}

// dateline runs a command line within the test.
func dateline(t *testing.T, want int, args ...string) (out, errs string) {
	t.Helper()
	var o, e strings.Builder
	if code := run(args, &o, &e); code != want {
		t.Fatalf("dateline %v exits with %d, want %d:\n%s%s", args, code, want, o.String(), e.String())
	}
	return o.String(), e.String()
}

func TestServeTakesUpWhatIsPublished(t *testing.T) {
	t.Parallel()
	dir := newsroom(t, "https://gazette.example/feeds/")
	config := filepath.Join(dir, "config.toml")
	dateline(t, done, "publish", "--quiet", "--config", config)
	at, _, errs := startServing(t, dir, false)
	if text := got(at + "rss.xml"); !strings.HasPrefix(text, "200 ") || !strings.Contains(text, "Harbour reopens") {
		t.Errorf("GET rss.xml = %s", text)
	}
	eventually(t, "the request in the log", func() bool {
		return strings.Contains(errs.String(), "msg=request method=GET path=/feeds/rss.xml status=200 bytes=")
	})
	save(t, dir, "data/a.toml", strings.Replace(servedRecord, "reopens", "opens again", 1))
	dateline(t, done, "publish", "--quiet", "--config", config)
	eventually(t, "the next set", func() bool { return strings.Contains(got(at+"rss.xml"), "Harbour opens again") })

	save(t, dir, "config.toml", fmt.Sprintf(servedConfig, "https://gazette.example/feeds/")+"gone = true\n")
	eventually(t, "the feed that is gone", func() bool { return strings.HasPrefix(got(at+"rss.xml"), "410 ") })
	save(t, dir, "config.toml", "[site\n")
	eventually(t, "what is wrong", func() bool { return strings.Contains(errs.String(), "cannot be used, and is passed over") })
	if text := got(at + "rss.xml"); !strings.HasPrefix(text, "410 ") {
		t.Errorf("with a configuration that is wrong, rss.xml is %s, want 410 as before", text)
	}
}

func TestServeWatches(t *testing.T) {
	t.Parallel()
	dir := newsroom(t, "https://gazette.example/feeds/")
	at, out, _ := startServing(t, dir, true)
	has := func(text string) func() bool {
		return func() bool { return strings.Contains(got(at+"rss.xml"), text) }
	}
	eventually(t, "the first set", has("Harbour reopens"))
	save(t, dir, "data/a.toml", strings.Replace(servedRecord, "reopens", "opens again", 1))
	eventually(t, "a record that changed", has("Harbour opens again"))
	save(t, dir, "data/new/folder/b.toml", strings.Replace(servedRecord, "Harbour", "Ferry", 1))
	eventually(t, "a record in a new folder", has("Ferry reopens"))
	save(t, dir, "data/new/folder/b.toml", strings.Replace(servedRecord, "Harbour", "Boat", 1))
	eventually(t, "a change in that", has("Boat reopens"))

	soon := time.Now().UTC().Add(3 * time.Second).Truncate(time.Second)
	embargoed := strings.NewReplacer("Harbour", "Secret", "2026-11-20T10:00:00Z", soon.Format(time.RFC3339)).Replace(servedRecord)
	save(t, dir, "data/c.toml", embargoed)
	eventually(t, "the end of an embargo", has("Secret reopens"))
	if now := time.Now(); now.Before(soon) {
		t.Errorf("the embargo until %v ends at %v", soon, now)
	}

	save(t, dir, "data/d.toml", "title = 'X'\npublished = 'Monday'\n")
	eventually(t, "what is wrong with a record", func() bool { return strings.Contains(out.String(), `"Monday" is not a date`) })
	save(t, dir, "data/a.toml", servedRecord)
	eventually(t, "a change beside it", has("Harbour reopens"))
	if n := strings.Count(out.String(), `"Monday" is not a date`); n != 1 {
		t.Errorf("what is wrong is said %d times, want once:\n%s", n, out)
	}

	save(t, dir, "config.toml", fmt.Sprintf(servedConfig, "https://gazette.example/feeds/")+"moved_to = 'https://news.example/'\n")
	eventually(t, "a configuration that changed", has("301 https://news.example/rss.xml"))
}

func TestServeSaysWhyItCannot(t *testing.T) {
	dir := newsroom(t, "https://gazette.example/feeds/")
	config := filepath.Join(dir, "config.toml")
	if _, errs := dateline(t, refused, "serve", "--config", config, "--listen", "127.0.0.1:0"); !strings.HasSuffix(errs, "no such file or directory; run dateline publish first, or --watch\n") {
		t.Errorf("without a folder serve says %q", errs)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	at := l.Addr().String()
	if _, errs := dateline(t, refused, "serve", "--config", config, "--listen", at, "--watch"); errs != "dateline: listen at "+at+": bind: address already in use; --listen names another address\n" {
		t.Errorf("at a port in use serve says %q", errs)
	}
	if _, errs := dateline(t, misused, "serve", "--config", filepath.Join(dir, "none.toml")); !strings.Contains(errs, "dateline init writes one") {
		t.Errorf("without a configuration serve says %q", errs)
	}
}

// What Dateline says of how others serve, nobody can say of it.
func TestServePleasesCheck(t *testing.T) {
	var upstream *httputil.ReverseProxy
	front := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { upstream.ServeHTTP(w, r) }))
	defer front.Close()
	dir := newsroom(t, front.URL+"/feeds/")
	dateline(t, done, "publish", "--quiet", "--allow", "base", "--config", filepath.Join(dir, "config.toml"))
	at, _, _ := startServing(t, dir, false)
	to, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	upstream = httputil.NewSingleHostReverseProxy(&url.URL{Scheme: to.Scheme, Host: to.Host})
	authority := filepath.Join(dir, "authority.pem")
	if err := os.WriteFile(authority, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: front.Certificate().Raw}), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"rss.xml", "atom.xml", "feed.json", "feeds.opml"} {
		cmd := exec.Command("dateline", "check", front.URL+"/feeds/"+name, "--allow-private", "--only", "http-*", "--level", "info")
		cmd.Env = append(os.Environ(), "SSL_CERT_FILE="+authority)
		if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("check of %s: %v\n%s", name, err, out)
		}
	}
}
