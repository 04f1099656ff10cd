package prose

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

func write(t *testing.T, name, archive, html, changes string) {
	t.Helper()
	about, _, _ := strings.Cut(archive, "\n-- want.html --")
	text := strings.TrimRight(about, "\n") + "\n-- want.html --\n" + html + "\n-- changes --\n" + changes + "\n"
	if err := os.WriteFile("testdata/clean/"+name+".txtar", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// forbidden is what must never be in clean HTML, as a tag or attribute.
var forbidden = regexp.MustCompile(`(?i)<(?:script|style|iframe|object|embed|form|input|svg|meta|link|base)\b|` +
	`<[^>]* on[a-z]+=|<[^>]* (?:href|src|cite|poster)="\s*(?:javascript|vbscript|file|blob):`)

// lawful reports which law the fragment breaks; empty if none.
func lawful(fragment string) string {
	once, _ := Clean(fragment, story, beside)
	twice, again := Clean(once, story, beside)
	switch {
	case twice != once:
		return "cleaned twice: " + twice + "\ncleaned once:  " + once
	case len(again) > 0:
		return "clean HTML was changed: " + again[0].String() + "\n" + once
	case forbidden.MatchString(once):
		return "not clean: " + once
	case value.Clean(once) != once:
		return "not for XML: " + once
	case unquoted(wall().Sanitize(once)) != once:
		return "the wall had work to do: " + once
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
