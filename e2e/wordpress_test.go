package e2e

import (
	"bytes"
	"cmp"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"
)

// A wordPress is WordPress with a blog in it.
type wordPress struct {
	t      *testing.T
	dir    string // a copy of its program
	socket string // of its database
}

// newWordPress installs WordPress and writes 300 posts.
func newWordPress(t *testing.T) wordPress {
	t.Helper()
	const program = "/usr/share/wordpress"
	for _, needed := range []string{"php", "mariadbd", "mariadb-install-db"} {
		if _, err := exec.LookPath(needed); err != nil {
			t.Skipf("%s is not installed", needed)
		}
	}
	if _, err := os.Stat(program); err != nil {
		t.Skip("WordPress is not installed")
	}
	data, err := os.MkdirTemp("/tmp", "wp") // a path of a socket is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(data) })
	w := wordPress{t, t.TempDir(), filepath.Join(data, "s")}
	if out, err := exec.Command("cp", "-rL", program+"/.", w.dir).CombinedOutput(); err != nil {
		t.Fatalf("cp: %v\n%s", err, out)
	}
	user := []string{}
	if os.Getuid() == 0 {
		user = []string{"--user=root"}
	}
	if out, err := exec.Command("mariadb-install-db", append(user, "--datadir="+data+"/db", "--auth-root-authentication-method=normal")...).CombinedOutput(); err != nil {
		t.Fatalf("mariadb-install-db: %v\n%s", err, out)
	}
	server := exec.Command("mariadbd", append(user, "--datadir="+data+"/db", "--socket="+w.socket, "--skip-networking", "--skip-log-bin")...)
	server.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Kill()
		server.Wait()
	})
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		out, err := exec.Command("mariadb", "-S", w.socket, "-u", "root", "-e", "create database wp").CombinedOutput()
		if err == nil {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("mariadb: %v\n%s", err, out)
		}
	}
	w.run("install")
	return w
}

// run runs a verb of blog.php and gives what it prints.
func (w wordPress) run(verb string) []byte {
	w.t.Helper()
	script, err := filepath.Abs("testdata/wordpress/blog.php")
	if err != nil {
		w.t.Fatal(err)
	}
	cmd := exec.Command("php", "-d", "display_errors=stderr", script, verb)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "WP_SOCKET="+w.socket)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		w.t.Fatalf("blog.php %s: %v\n%s\n%s", verb, err, out, errs.String())
	}
	return out
}

// TestWordPressMovesIn exports a real blog, imports it, and compares what Dateline
// publishes item by item with what WordPress publishes.
func TestWordPressMovesIn(t *testing.T) {
	endToEnd(t)
	t.Parallel()
	w := newWordPress(t)
	dir := t.TempDir()
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("export.xml", w.run("export"))
	write("old-rss.xml", w.run("rss2"))
	write("old-atom.xml", w.run("atom"))
	write("config.toml", []byte(`
[site]
title = "Gazette"
url = "https://blog.gazette.org/"
[publish]
base = "https://blog.gazette.org/feeds/"
[records]
path = "data"
[[feed]]
limit = 500
`))
	command := func(want string, args ...string) {
		t.Helper()
		cmd := exec.Command(dateline, args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Fatalf("dateline %s: %v, want %q\n%s", strings.Join(args, " "), err, want, out)
		}
	}
	command("\n301 records written to data\n", "import", "wordpress", "export.xml")
	command("\n0 records written to data, 301 there already\n", "import", "wordpress", "export.xml")
	command("  twice   0 articles\n", "plan", "--against", "old-rss.xml")
	command("  twice   0 articles\n", "plan", "--against", "old-atom.xml")
	command("1 feed with ", "publish", "--now", moment.AddDate(1, 0, 0).Format(time.RFC3339))
	command("no errors", "check", "public", "--level", "error")

	for _, format := range []struct{ old, now string }{{"old-rss.xml", "public/rss.xml"}, {"old-atom.xml", "public/atom.xml"}} {
		old, now := movedOf(t, filepath.Join(dir, format.old)), movedOf(t, filepath.Join(dir, format.now))
		old = slices.DeleteFunc(old, func(i moved) bool { return strings.HasPrefix(i.Title, "Protected: ") }) // drafts now
		if len(old) < 200 {
			t.Fatalf("%s shows %d articles", format.old, len(old))
		}
		if diff := gocmp.Diff(old, now); diff != "" {
			t.Errorf("%s is other than %s (-WordPress +Dateline):\n%s", format.now, format.old, diff)
		}
	}
}

// moved is what is to be the same of an article before and after.
type moved struct {
	ID, Link, Title, Published string
	Authors, Tags              []string
	Words                      string
	Enclosure                  string
}

// movedOf are the articles of a feed, as gofeed reads them, by their ids.
func movedOf(t *testing.T, file string) []moved {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	parsed, err := gofeed.NewParser().Parse(in)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	var all []moved
	for _, item := range parsed.Items {
		m := moved{ID: item.GUID, Link: item.Link, Title: words(item.Title), Words: words(cmp.Or(item.Content, item.Description)), Published: item.PublishedParsed.UTC().Format(time.RFC3339)}
		for _, a := range item.Authors {
			m.Authors = append(m.Authors, a.Name)
		}
		for _, c := range item.Categories {
			if c != "Uncategorized" {
				m.Tags = append(m.Tags, html.UnescapeString(c))
			}
		}
		for _, e := range item.Enclosures {
			m.Enclosure = e.URL + " " + e.Type + " " + e.Length
		}
		slices.Sort(m.Tags)
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b moved) int { return strings.Compare(a.ID, b.ID) })
	return all
}

var (
	emoji = regexp.MustCompile(`<img[^>]* alt="([^"]*)" class="wp-smiley"[^>]*>`) // which WordPress makes pictures of
	tags  = regexp.MustCompile(`(?s)<!--.*?-->|<[^>]*>`)
	// printer is what WordPress makes of quotation marks and dashes when it prints.
	printer = strings.NewReplacer("“", `"`, "”", `"`, "″", `"`, "‘", "'", "’", "'", "′", "'", "–", "-", "—", "-", "…", "...", "\u00a0", " ")
)

// words are those of HTML.
func words(fragment string) string {
	return printer.Replace(strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(emoji.ReplaceAllString(fragment, "$1"), " "))), " "))
}
