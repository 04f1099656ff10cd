package check

import (
	"fmt"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

// Every code has a page, and every page is of a code.
func TestPagesAreThoseOfTheRules(t *testing.T) {
	codes := map[string]bool{}
	for _, r := range Rules() {
		codes[r.Code] = true
		if _, found := Explain(r.Code); !found {
			t.Errorf("Explain(%q) found no page", r.Code)
		}
	}
	for _, code := range pageCodes(t) {
		if !codes[code] {
			t.Errorf("pages/%s.txtar is of no rule", code)
		}
	}
}

func TestPagesSayWhyAndHowToMend(t *testing.T) {
	for _, code := range pageCodes(t) {
		p, _ := Explain(code)
		if p.Title == "" || strings.HasSuffix(p.Title, ".") || len(p.Why) == 0 || len(p.Mend) == 0 {
			t.Errorf("Explain(%q) has the title %q, %d paragraphs of why and %d of mending", code, p.Title, len(p.Why), len(p.Mend))
		}
	}
}

// The list of all codes leaves none out, and says where those of each vocabulary are
// written.
func TestEveryRuleIsInAChapter(t *testing.T) {
	listed := map[string]bool{}
	for _, c := range Chapters(Rules()) {
		for _, r := range c.Rules {
			listed[r.Code] = true
		}
		if c.Spec == "" {
			t.Errorf("the chapter %s does not say where its rules are written", c.Name)
		}
	}
	for _, r := range Rules() {
		if !listed[r.Code] {
			t.Errorf("%s is in no chapter; add one for it to chapters in explain.go", r.Code)
		}
	}
}

// What a page shows as bad has the fault where it says, and what it shows as good
// has it not.
func TestPagesAreTrue(t *testing.T) {
	for _, code := range pageCodes(t) {
		t.Run(code, func(t *testing.T) {
			p, _ := Explain(code)
			if diff := cmp.Diff(p.Want, places(code, p.BadName, p.Bad)); diff != "" || len(p.Want) == 0 {
				t.Errorf("%s of %s in bad stands elsewhere (-want +got):\n%s", code, p.BadName, diff)
			}
			if got := places(code, p.GoodName, p.Good); got != nil || p.Good == "" {
				t.Errorf("%s stands in good of %d bytes, at %v", code, len(p.Good), got)
			}
		})
	}
}

// places are those of the findings of a code.
func places(code, name, data string) []string {
	var at []string
	file, served := feed.File{Name: name, Data: []byte(data)}, (*Served)(nil)
	if path.Ext(name) == ".http" {
		file, served = exchange(data)
	}
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, f := range File(file, Options{Now: now, Served: served}) {
		if f.Code == code {
			at = append(at, fmt.Sprintf("%d:%d", f.Pos.Line, f.Pos.Column))
		}
	}
	return at
}

func pageCodes(t *testing.T) []string {
	t.Helper()
	entries, err := pages.ReadDir("pages")
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, e := range entries {
		codes = append(codes, strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
	}
	return codes
}
