package e2e

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What dateline links prints for a web server is taken by it as it stands, and then it
// serves feeds as they should be: dateline check has nothing to say.
func TestWebServersServeFeedsAsTheyAreTold(t *testing.T) {
	endToEnd(t)
	const forever = "public, max-age=31536000, immutable"
	for kind, server := range map[string]string{"nginx": "nginx", "caddy": "caddy", "apache": "apache2"} {
		t.Run(kind, func(t *testing.T) {
			port := freePort(t)
			address := "http://127.0.0.1:" + port + "/feeds/"
			dir := hosted(t, address)
			startServer(t, server, port, tell(t, dir, "links", kind))
			media, err := filepath.Glob(filepath.Join(dir, "public/media/*/*"))
			if err != nil || len(media) != 1 {
				t.Fatalf("media are %v (%v), want one", media, err)
			}
			picture, err := filepath.Rel(filepath.Join(dir, "public"), media[0])
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []struct {
				path, mime, keep string
				status           int
			}{
				{"rss.xml", "application/rss+xml; charset=utf-8", "public, max-age=900", 200},
				{"section/sea/atom.xml", "application/atom+xml; charset=utf-8", "public, max-age=900", 200},
				{"feed.json", "application/feed+json", "public, max-age=900", 200},
				{"archive/0001.json", "application/feed+json", "public, max-age=900", 200},
				{"archive/0001.rss.xml", "application/rss+xml; charset=utf-8", "public, max-age=900", 200},
				{"feeds.opml", "text/x-opml; charset=utf-8", "public, max-age=900", 200},
				{"section/sea/", "text/html", "public, max-age=900", 200},
				{picture, "image/png", forever, 200},
				{".dateline-stage/x", "", "", 404},
			} {
				r := visit(t, address+want.path)
				if kind == "apache" && want.status == 404 {
					want.status = 403 // it says that it has something there, and gives it to nobody
				}
				mime := r.Header.Get("Content-Type")
				if r.StatusCode != want.status || !strings.HasPrefix(mime, want.mime) || want.keep != "" && strings.Join(r.Header.Values("Cache-Control"), ", ") != want.keep {
					t.Errorf("%s: %d %q %q, want %d %q %q", want.path, r.StatusCode, mime, r.Header.Values("Cache-Control"), want.status, want.mime, want.keep)
				}
			}
			for _, name := range []string{"rss.xml", "atom.xml", "feed.json"} {
				if said := tell(t, dir, "check", "--allow-private", "--level", "warning", "--only", "http-*", "--skip", "http-insecure", address+name); strings.Contains(said, "http-") {
					t.Errorf("check %s says\n%s", name, said)
				}
			}
		})
	}
}

// hosted is the folder of a site that is published to an address.
func hosted(t *testing.T, address string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "config.toml"), "[site]\ntitle = 'Gazette'\nurl = '"+address+"'\n[publish]\nbase = '"+address+"'\n[[feed]]\nlimit = 2\narchive = 2\n[[feed]]\neach = 'section'\npath = 'section/{slug}'\n")
	for _, day := range []string{"16", "17", "18", "19", "20"} {
		write(t, filepath.Join(dir, "data/sea", day+".md"), "+++\ntitle = 'Of the "+day+"th'\npublished = 2026-11-"+day+"T10:00:00Z\n+++\n"+strings.Repeat("Words. ", 100)+"![a buoy](buoy.png)\n")
	}
	picture, err := os.ReadFile("../docs/page.png")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "data/sea/buoy.png"), string(picture))
	tell(t, dir, "publish", "--allow", "base", "--now", moment.Format(time.RFC3339))
	return dir
}

// tell is what the command prints in a folder.
func tell(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command(dateline, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("dateline %v: %v\n%s%s", args, err, out, err.(*exec.ExitError).Stderr)
	}
	return string(out)
}

// visit fetches an address, once somebody listens.
func visit(t *testing.T, address string) *http.Response {
	t.Helper()
	r, err := http.Get(address)
	for deadline := time.Now().Add(10 * time.Second); err != nil && time.Now().Before(deadline); r, err = http.Get(address) {
		time.Sleep(20 * time.Millisecond)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		t.Error(err)
	}
	return r
}
