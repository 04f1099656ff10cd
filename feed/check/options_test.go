package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

func TestLevelsByCode(t *testing.T) {
	const warned = `<rss version="2.0"><channel><title>A</title><link>https://a.example/</link><description>A</description></channel></rss>`
	const torn = `<rss version="2.0"><channel>`
	tests := []struct {
		name, data string
		levels     map[string]feed.Level
		want       []string
	}{
		{"nothing said", warned, nil, []string{"warning rss-self-missing"}},
		{"another code", warned, map[string]feed.Level{"rss-guid-missing": Off}, []string{"warning rss-self-missing"}},
		{"the code", warned, map[string]feed.Level{"rss-self-missing": feed.Info}, []string{"info rss-self-missing"}},
		{"a pattern", warned, map[string]feed.Level{"*-self-*": Off}, nil},
		{"the code before a longer pattern", warned, map[string]feed.Level{"rss-self-missing": feed.Error, "rss-self-missin[f-h]": Off}, []string{"error rss-self-missing"}},
		{"the longest pattern", warned, map[string]feed.Level{"rss-*": Off, "rss-self-*": feed.Error, "*": feed.Info}, []string{"error rss-self-missing"}},
		{"what no reader can parse", torn, map[string]feed.Level{"*": Off, "xml-unclosed": feed.Info}, []string{"error xml-unclosed"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, f := range File(feed.File{Name: "a.xml", Data: []byte(tt.data)}, Options{Levels: tt.levels}) {
				got = append(got, string(f.Level)+" "+f.Code)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("File with %v (-want +got):\n%s", tt.levels, diff)
			}
		})
	}
}

func TestWhichLevelsCodesCanHave(t *testing.T) {
	tests := []struct {
		name, pattern string
		level         feed.Level
		want          string
	}{
		{"a code", "rss-self-missing", Off, ""},
		{"a pattern", "rss-*", feed.Error, ""},
		{"what no reader can parse, as it is", "xml-*", feed.Error, ""},
		{"what no reader can parse, lower", "json-syntax", feed.Warning, "json-syntax stays an error, for no reader can parse such a file"},
		{"a pattern that fits such, too", "*-character", Off, `json-character stays an error, for no reader can parse such a file; it fits "*-character", so name others more closely`},
		{"readers parse these", "json-duplicate-key", Off, ""},
		{"the form of a value in XML", "xml-lang-*", Off, ""},
		{"no code", "rss-self-mising", Off, `no code is called "rss-self-mising"; did you mean rss-self-missing?`},
		{"no pattern", "[rss", Off, `"[rss" is no pattern of codes`},
	}
	for _, tt := range tests {
		got := ""
		if err := CanBe(tt.pattern, tt.level); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s: CanBe(%q, %s) = %q, want %q", tt.name, tt.pattern, tt.level, got, tt.want)
		}
	}
}
