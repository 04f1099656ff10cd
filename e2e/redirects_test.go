package e2e

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Real web servers take the files that tell them of feeds which moved or are gone, and
// do what these say.
func TestWebServersRedirectFeedsThatMoved(t *testing.T) {
	endToEnd(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "config.toml"), `[site]
title = "Gazette"
url = "https://gazette.example/"
[publish]
base = "https://gazette.example/feeds/"
[[feed]]
[[feed]]
path = "sea"
moved_to = "https://news.example/sea/"
[[feed]]
path = "land"
gone = true
`)
	write(t, filepath.Join(dir, "data", "a.toml"), "title = 'A'\npublished = 2026-11-20T10:00:00Z\n")
	cmd := exec.Command(dateline, "publish", "--now", moment.Format(time.RFC3339))
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("publish: %v\n%s", err, out)
	}
	public := filepath.Join(dir, "public")
	for server, within := range map[string]string{
		"nginx": "include %[1]s/redirects.nginx.conf; location /feeds/ { alias %[1]s/; }",
		"caddy": "import %[1]s/redirects.caddy\nhandle_path /feeds/* {\nroot * %[1]s\nfile_server\n}\n",
	} {
		t.Run(server, func(t *testing.T) {
			port := freePort(t)
			startServer(t, server, port, fmt.Sprintf(within, public))
			client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
			for path, want := range map[string]string{
				"/feeds/rss.xml": "200 ", "/feeds/sea/rss.xml": "301 https://news.example/sea/rss.xml",
				"/feeds/sea/": "301 https://news.example/sea/", "/feeds/land/atom.xml": "410 ",
			} {
				got := answer(client, "http://127.0.0.1:"+port+path)
				if got != want {
					t.Errorf("%s answers %s with %q, want %q", server, path, got, want)
				}
			}
		})
	}
}

// answer is status and Location, once the server listens.
func answer(client *http.Client, address string) string {
	var err error
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
		var r *http.Response
		if r, err = client.Get(address); err == nil {
			r.Body.Close()
			return fmt.Sprintf("%d %s", r.StatusCode, r.Header.Get("Location"))
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err.Error()
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
