package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An old site is served; all its articles are imported from there, to the oldest page of
// the archive, and its subscribers see nothing twice.
func TestImportFollowsAFeedOverHTTP(t *testing.T) {
	old, site := t.TempDir(), t.TempDir()
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(old, "public"))))
	defer server.Close()
	var lines strings.Builder
	for n := range 7 {
		fmt.Fprintf(&lines, `{"id": "tag:gazette.example,2026:%d", "title": "Number %d", "date": "2026-11-0%d", "url": "https://gazette.example/%d", "text": "Words."}`+"\n", n, n, n+1, n)
	}
	write := func(dir, name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(old, "data/all.jsonl", lines.String())
	const config = `
[site]
title = "Gazette"
url = "https://gazette.example/"
[records]
path = %q
[publish]
to = %q
base = %q
ledger = %q
[[feed]]
limit = 2
archive = 2
`
	write(old, "config.toml", fmt.Sprintf(config, old+"/data", old+"/public", server.URL+"/", old+"/ledger.db"))
	write(site, "config.toml", fmt.Sprintf(config, site+"/data", site+"/public", "https://gazette.example/feeds/", site+"/ledger.db"))
	command := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if got := run(args, &out, &out); got != want {
			t.Fatalf("dateline %s exits with %d, want %d\n%s", strings.Join(args, " "), got, want, out.String())
		}
		return out.String()
	}
	command(0, "publish", "-q", "-c", old+"/config.toml", "--allow", "base", "--now", "2026-11-24T12:00:00Z")
	for _, name := range []string{"rss.xml", "atom.xml", "feed.json"} {
		to := filepath.Join(site, "data")
		if err := os.RemoveAll(to); err != nil {
			t.Fatal(err)
		}
		said := command(0, "import", "feed", server.URL+"/"+name, "--allow-private", "--to", to, "-c", site+"/config.toml")
		if want := "7 records written to " + to + "\n"; said != want {
			t.Errorf("%s: import says %q, want %q", name, said, want)
		}
		against := command(0, "plan", "-c", site+"/config.toml", "--against", server.URL+"/"+name, "--allow-private", "--now", "2026-11-24T12:00:00Z")
		if !strings.Contains(against, "  twice   0 articles\n") {
			t.Errorf("%s: plan says\n%s", name, against)
		}
	}
	if said := command(1, "import", "feed", server.URL+"/nowhere.xml", "--allow-private", "--to", site+"/none"); !strings.Contains(said, "/nowhere.xml: the server answers 404 not found\n") {
		t.Errorf("import says %q", said)
	}

	// a page that is gone: what is newer is written, and the next import goes on
	if err := os.Rename(old+"/public/archive", old+"/public/away"); err != nil {
		t.Fatal(err)
	}
	if said := command(3, "import", "feed", server.URL+"/rss.xml", "--allow-private", "--to", site+"/again"); !strings.Contains(said, "the newer ones are written, import again to go on") {
		t.Errorf("import says %q", said)
	}
	if err := os.Rename(old+"/public/away", old+"/public/archive"); err != nil {
		t.Fatal(err)
	}
	if said := command(0, "import", "feed", server.URL+"/rss.xml", "--allow-private", "--to", site+"/again"); !strings.Contains(said, "there already") {
		t.Errorf("import says %q", said)
	}
	if files, err := os.ReadDir(site + "/again"); err != nil || len(files) != 7 {
		t.Errorf("%d records, %v", len(files), err)
	}
}
