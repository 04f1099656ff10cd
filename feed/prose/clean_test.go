package prose

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/feed/value"
)

const story = "https://gazette.example/2026/storm/"

// beside knows the files that lie beside the records of the tests.
func beside(ref string) string {
	if name := filepath.Base(ref); strings.HasPrefix(name, "local") {
		return "https://gazette.example/feeds/media/0a1b2c3d/" + url.PathEscape(name)
	}
	return ""
}

// pairs are the texts in testdata/clean by name: what is special in it, then the
// sections input.html, want.html and changes, one a line.
func pairs(t testing.TB) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("testdata/clean/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no testdata/clean/*.txtar: %v", err)
	}
	found := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		found[strings.TrimSuffix(filepath.Base(path), ".txtar")] = string(text)
	}
	return found
}

func section(archive, name string) string {
	_, text, _ := strings.Cut(archive, "-- "+name+" --\n")
	text, _, _ = strings.Cut(text, "\n-- ")
	return strings.Trim(text, "\n")
}

// TestClean writes what it got with UPDATE=1 in the environment: read it by eye.
func TestClean(t *testing.T) {
	for name, archive := range pairs(t) {
		t.Run(name, func(t *testing.T) {
			got, changes := Clean(section(archive, "input.html"), story, beside)
			var said []string
			for _, c := range changes {
				said = append(said, string(c.Level)+" "+c.Code+": "+c.String())
			}
			if os.Getenv("UPDATE") != "" {
				write(t, name, archive, got, strings.Join(said, "\n"))
				return
			}
			if diff := cmp.Diff(section(archive, "want.html"), got); diff != "" {
				t.Errorf("Clean: (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(section(archive, "changes"), strings.Join(said, "\n")); diff != "" {
				t.Errorf("changes: (-want +got)\n%s", diff)
			}
		})
	}
}

func write(t *testing.T, name, archive, clean, changes string) {
	t.Helper()
	about, _, _ := strings.Cut(archive, "\n-- want.html --")
	text := strings.TrimRight(about, "\n") + "\n-- want.html --\n" + clean + "\n-- changes --\n" + changes + "\n"
	if err := os.WriteFile("testdata/clean/"+name+".txtar", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// lawful reports which law the clean fragment breaks; empty if none. It judges by
// lists of its own, so that a fault in the tables shows.
func lawful(fragment string) string {
	once, _ := Clean(fragment, story, beside)
	if twice, again := Clean(once, story, beside); twice != once || len(again) > 0 {
		return fmt.Sprintf("cleaned twice: %s\ncleaned once:  %s\nchanges: %v", twice, once, again)
	}
	nodes, err := html.ParseFragment(strings.NewReader(once), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return fmt.Sprintf("clean HTML is no HTML: %v: %s", err, once)
	}
	var rendered strings.Builder
	for _, n := range nodes {
		if err := html.Render(&rendered, n); err != nil {
			return fmt.Sprintf("clean HTML cannot be written: %v: %s", err, once)
		}
		for d := range n.Descendants() {
			nodes = append(nodes, d)
		}
	}
	if unquoted(rendered.String()) != once {
		return "clean HTML reads as " + rendered.String() + "\nrather than        " + once
	}
	for _, n := range nodes {
		if fault := faulty(n); fault != "" {
			return fault + " is in " + once
		}
	}
	switch {
	case value.Clean(once) != once:
		return "not for XML: " + once
	case unquoted(wall().Sanitize(once)) != once:
		return "the wall had work to do: " + once
	}
	return ""
}

var (
	dangerous = value.Words("base button embed form frame iframe input link math meta object script select style svg template textarea")
	located   = value.Words("cite href poster src")
	absolute  = regexp.MustCompile(`^(?:https?://[!-~]+|(?:ftp|mailto|tel):[!-~]*)$`)
	inlined   = regexp.MustCompile(`^data:image/(?:gif|jpe?g|png|webp)[;,][!-~]*$`)
)

// faulty names what must never be in clean HTML; empty if n is not that.
func faulty(n *html.Node) string {
	if dangerous[n.Data] && n.Type == html.ElementNode || n.Type == html.CommentNode {
		return n.Data
	}
	for _, a := range n.Attr {
		relative := located[a.Key] && !absolute.MatchString(a.Val) && !(n.Data == "img" && inlined.MatchString(strings.ToLower(a.Val)))
		if a.Key == "srcset" {
			for _, c := range candidates(a.Val) {
				relative = relative || !absolute.MatchString(c.url)
			}
		}
		if relative || a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "data-") {
			return fmt.Sprintf("%s %s=%q", n.Data, a.Key, a.Val)
		}
	}
	return ""
}

func FuzzClean(f *testing.F) {
	for _, archive := range pairs(f) {
		f.Add(section(archive, "input.html"))
		f.Add(section(archive, "want.html"))
	}
	for _, c := range addresses {
		f.Add(`<a href="` + c.ref + `"><img srcset="` + c.ref + ` 2x">`)
	}
	f.Fuzz(func(t *testing.T, fragment string) {
		if broken := lawful(fragment); broken != "" {
			t.Error(broken)
		}
		// Before the wall, so that it cannot hide what the walk left.
		if tidied, err := tidy(value.Clean(fragment), newHome(story, beside), &changes{}); err == nil {
			if walled := unquoted(wall().Sanitize(tidied)); walled != tidied {
				t.Errorf("the wall changed %q to %q", tidied, walled)
			}
		}
	})
}
