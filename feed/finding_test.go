package feed

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFindingsAsText(t *testing.T) {
	tests := []struct {
		name    string
		finding Finding
		want    string
	}{
		{"a byte", Finding{Code: "x", Level: Error, Pos: Pos{"a.md", 3, 7}, Text: "is bad"}, "a.md:3:7: error: is bad (x)"},
		{"a line", Finding{Code: "x", Level: Warning, Pos: Pos{"a.md", 3, 0}, Text: "is odd"}, "a.md:3: warning: is odd (x)"},
		{"a file", Finding{Code: "x", Level: Info, Pos: Pos{"a.md", 0, 0}, Text: "is long"}, "a.md: info: is long (x)"},
		{"in a file that comes from a record", Finding{Code: "x", Level: Error, Pos: Pos{"rss.xml", 3, 7}, Text: "is bad", Record: Pos{"a.md", 2, 0}}, "a.md:2: error: rss.xml:3:7: is bad (x)"},
		{"nowhere", Finding{Code: "x", Level: Error, Pos: Pos{}, Text: "is bad"}, "error: is bad (x)"},
	}
	for _, tt := range tests {
		if got := tt.finding.String(); got != tt.want {
			t.Errorf("%s: String = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestFindingsAreSortedAndSaidOnce(t *testing.T) {
	var fs Findings
	fs.Add(Error, "x", Pos{"b", 1, 0}, "one")
	fs.Add(Error, "x", Pos{"a", 10, 0}, "ten is %d", 10)
	fs.Add(Info, "x", Pos{"a", 2, 0}, "two")
	fs.Add(Error, "x", Pos{"b", 1, 0}, "one")
	fs.Sort()
	var got []string
	for _, f := range fs {
		got = append(got, f.Pos.String()+" "+f.Text)
	}
	if diff := cmp.Diff([]string{"a:2 two", "a:10 ten is 10", "b:1 one"}, got); diff != "" {
		t.Error(diff)
	}
	if fs.Count(Error) != 2 || fs.Count(Info) != 1 || fs.Count(Warning) != 0 {
		t.Errorf("Count = %d errors, %d infos, %d warnings, want 2, 1, 0", fs.Count(Error), fs.Count(Info), fs.Count(Warning))
	}
}

func TestNearest(t *testing.T) {
	words := []string{"title", "summary", "published", "url"}
	for s, want := range map[string]string{
		"titel": "title", "Sumary": "summary", "publishd": "published", "ulr": "url", "xyz": "", "": "", "description": "",
	} {
		if got := Nearest(s, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", s, got, want)
		}
	}
}
