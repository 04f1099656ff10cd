package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed/check"
)

func TestTheShippedPageOfFindingsIsUpToDate(t *testing.T) {
	shipped, err := os.ReadFile("../../docs/findings.html")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(shipped, findingsPage(t)) {
		t.Error("docs/findings.html is not what the pages of feed/check/pages give; make golden writes it anew")
	}
}

// The page is one file that asks for no other, with a place for each code.
func TestThePageOfFindings(t *testing.T) {
	const most = 1 << 20 // bytes; where there are more, long examples are to be cut
	page := string(findingsPage(t))
	if len(page) > most {
		t.Errorf("the page has %d bytes, want at most %d", len(page), most)
	}
	head, _, _ := strings.Cut(page, "<body>")
	for foreign, where := range map[string]string{` src="`: page, `href="http`: page, "<script": page, "<link": page, "url(": head, "@import": head} {
		if at := strings.Index(where, foreign); at >= 0 {
			t.Errorf("the page asks for something else: %.80q", where[at:])
		}
	}
	for _, r := range check.Rules() {
		if n := strings.Count(page, `id="`+r.Code+`"`); n != 1 {
			t.Errorf("%s has %d places in the page, want 1", r.Code, n)
		}
	}
}

func TestLinesOfExamples(t *testing.T) {
	long := strings.Repeat("<b>", 500)
	tests := []struct {
		name, text string
		places     []string
		want       []exampleLine
	}{
		{"the second is marked", "<a>\n<b>\n</a>\n", []string{"2:1"}, []exampleLine{{"<a>", false}, {"<b>", true}, {"</a>", false}}},
		{"a blank one comes first", "\n<a/>", []string{"2:1"}, []exampleLine{{"", false}, {"<a/>", true}}},
		{"what cannot be seen", "a\x08b\tc\xff\n", nil, []exampleLine{{"a\u2408b\tc\uFFFD", false}}},
		{"more than can be read", long, nil, []exampleLine{{long[:200] + " … " + long[len(long)-200:], false}}},
	}
	for _, tt := range tests {
		got := exampleLines(tt.text, tt.places)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: exampleLines(%q, %v) (-want +got):\n%s", tt.name, tt.text, tt.places, diff)
		}
	}
}

func TestTheGoodExampleIsWhatTheBadOneHasNot(t *testing.T) {
	tests := []struct{ name, bad, good, want string }{
		{"a line is other", "1 2 3 x 5 6 7", "1 2 3 4 5 6 7", "… 2 3 4 5 6 …"},
		{"a line is more", "1 2 3 4", "1 2 3 x 4", "… 2 3 x 4"},
		{"a line is less", "1 2 3 x 4", "1 2 3 4", "… 2 3 4"},
		{"the first is other", "x 2 3 4", "1 2 3 4", "1 2 3 …"},
		{"all are", "x y", "1 2 3", "1 2 3"},
		{"a line is there twice", "1 1", "1 1 1", "1 1 1"},
	}
	lines := func(text string) []exampleLine { return exampleLines(strings.ReplaceAll(text, " ", "\n"), nil) }
	for _, tt := range tests {
		if diff := cmp.Diff(lines(tt.want), unlike(lines(tt.bad), lines(tt.good))); diff != "" {
			t.Errorf("%s: unlike(%q, %q) (-want +got):\n%s", tt.name, tt.bad, tt.good, diff)
		}
	}
}

func findingsPage(t *testing.T) []byte {
	t.Helper()
	var page bytes.Buffer
	if err := writeFindings(&page); err != nil {
		t.Fatal(err)
	}
	return page.Bytes()
}
