package main

import (
	"bytes"
	"os"
	"regexp"
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
	const most = 1_000_000 // bytes; where there are more, long examples are to be cut
	page := string(findingsPage(t))
	if len(page) > most {
		t.Errorf("the page has %d bytes, want at most %d", len(page), most)
	}
	head, _, _ := strings.Cut(page, "<body>")
	words := regexp.MustCompile(`(?s)<pre>.*?</pre>`).ReplaceAllString(page, "")
	for foreign, where := range map[string]string{` src="`: words, `href="http`: words, "<script": page, "<link": page, "url(": head, "@import": head} {
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
		name, text, other string
		places            []string
		want              []exampleLine
	}{
		{"the second is marked", "<a>\n<b>\n</a>\n", "", []string{"2:1"}, []exampleLine{{"<a>", false}, {"<b>", true}, {"</a>", false}}},
		{"a blank one comes first", "\n<a/>", "", []string{"2:1"}, []exampleLine{{"", false}, {"<a/>", true}}},
		{"what cannot be seen", "a\x08b\tc\xff\n", "", nil, []exampleLine{{"a\u2408b\tc\uFFFD", false}}},
		{"more than can be read", long, "", nil, []exampleLine{{long[:120] + " … " + long[len(long)-120:], false}}},
		{"a line is missing, and nothing is instead", "<a>\n</a>", "<a>\n<b/>\n</a>", nil, nil},
		{"far from what differs", "<a>\n1\n2\n3\n4\n<b/>\n5\n6\n7\n</a>", "<a>\n1\n2\n3\n4\n5\n6\n7\n</a>", []string{"6:1"},
			[]exampleLine{{"4", false}, {"<b/>", true}, {"5", false}}},
		{"indented", "<a>\n  <b>\n    <c/>\n  </b>\n</a>", "<a>\n  <b>\n  </b>\n</a>", []string{"3:5"}, []exampleLine{{"<b>", false}, {"  <c/>", true}, {"</b>", false}}},
	}
	for _, tt := range tests {
		got := exampleLines(tt.text, tt.other, tt.places)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: exampleLines(%q, %q, %v) (-want +got):\n%s", tt.name, tt.text, tt.other, tt.places, diff)
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
