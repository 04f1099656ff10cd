package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

func TestWhatAFileIs(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"RSS", `<rss version="2.0"/>`, "rss"},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"/>`, "atom"},
		{"Atom with a prefix", `<a:entry xmlns:a="http://www.w3.org/2005/Atom"/>`, "atom"},
		{"Atom without its namespace", `<feed/>`, ""},
		{"OPML, behind a declaration", "<?xml version='1.0'?>\n<opml/>", "opml"},
		{"JSON Feed", ` {"version": "https://jsonfeed.org/version/1.1"}`, "json"},
		{"a JSON Feed that forgot its version", `{"items": []}`, "json"},
		{"another object", `{"name": "x"}`, ""},
		{"a page", `<!DOCTYPE html><html/>`, ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Inspect(feed.File{Data: []byte(tt.text)}, Options{}).Type; got != tt.want {
				t.Errorf("Inspect(%q) says the type %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

// foundIn are the codes of the findings in a text that begin with the prefix, each
// once and in the order of the text.
func foundIn(text, prefix string) string {
	var codes []string
	for _, f := range File(feed.File{Data: []byte(text)}, Options{}) {
		if strings.HasPrefix(f.Code, prefix) && !slices.Contains(codes, f.Code) {
			codes = append(codes, f.Code)
		}
	}
	return strings.Join(codes, " ")
}

// codesOf are the codes of what is found that begin with the prefix, sorted by
// place, with the path of what each is about.
func codesOf(text, prefix string) []string {
	var codes []string
	for _, f := range File(feed.File{Data: []byte(text)}, Options{}) {
		if strings.HasPrefix(f.Code, prefix) {
			codes = append(codes, fmt.Sprintf("%s %s", f.Code, f.Path))
		}
	}
	return codes
}

func TestDates(t *testing.T) {
	tests := []struct {
		name string
		form form
		in   string
		good bool
	}{
		{"RFC 822", rfc822, "Mon, 23 Nov 2026 10:00:00 +0000", true},
		{"two digits of the year, no weekday, no seconds", rfc822, "23 Nov 26 10:00 GMT", true},
		{"a comment, folded", rfc822, "Mon, 23 (the (old) day)\n Nov 2026 10:00 EST", true},
		{"the wrong weekday", rfc822, "Tue, 23 Nov 2026 10:00:00 +0000", false},
		{"a zone that RFC 822 does not name", rfc822, "Mon, 23 Nov 2026 10:00:00 CET", false},
		{"RFC 3339 in RSS", rfc822, "2026-11-23T10:00:00Z", false},
		{"RFC 3339", rfc3339, "2026-11-23T10:00:00.5+01:00", true},
		{"a leap second", rfc3339, "2016-12-31T23:59:60Z", true},
		{"no offset", rfc3339, "2026-11-23T10:00:00", false},
		{"small letters", rfc3339, "2026-11-23t10:00:00z", false},
		{"an hour of one digit", rfc3339, "2026-11-23T1:00:00Z", false},
		{"blanks around", rfc3339, " 2026-11-23T10:00:00Z", false},
		{"no such day", rfc3339, "2026-02-30T10:00:00Z", false},
	}
	for _, tt := range tests {
		if err := tt.form.check(tt.in); (err == nil) != tt.good {
			t.Errorf("%s: %q: %v, want it %v", tt.name, tt.in, err, tt.good)
		}
	}
}

// The judge never panics, every place is in the file, every code is known, and a
// second look finds the same, also one that knows what was sound at the first.
func FuzzFile(f *testing.F) {
	for _, r := range Rules() {
		if page, ok := Explain(r.Code); ok && r.Code != "xml-bounds" {
			f.Add([]byte(page.Bad))
			f.Add([]byte(page.Good))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		found := File(feed.File{Name: "x", Data: data}, Options{})
		knowing := Options{Sound: &Sound{}}
		for range 2 {
			if diff := cmp.Diff(found, File(feed.File{Name: "x", Data: data}, knowing)); diff != "" {
				t.Fatal(diff)
			}
		}
		lines := 2 + strings.Count(string(data), "\n") + len(data)/2 // UTF-16 has line ends of two bytes
		for _, one := range found {
			known := slices.ContainsFunc(Rules(), func(r Rule) bool { return r.Code == one.Code })
			if !known || one.Level == "" || one.Pos.Line < 1 || one.Pos.Line > lines || one.Pos.Column < 1 {
				t.Fatalf("%v has an unknown code, no level, or a place outside of the file", one)
			}
		}
	})
}
