package check

import (
	"strings"
	"testing"
)

// show is a channel of RSS with the namespaces of podcasts.
func show(inside string) string {
	return `<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">
<channel><title>Harbour Talk</title><link>https://example.org/</link><description>Talks</description>` + inside + `</channel></rss>`
}

func TestAppleCategories(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a category", `<itunes:category text="Technology"/>`, ""},
		{"one of 2019 within another", `<itunes:category text="Religion &amp; Spirituality"><itunes:category text="Religion"/></itunes:category>`, ""},
		{"small letters", `<itunes:category text="arts"/>`, "unlisted"},
		{"escaped twice", `<itunes:category text="Kids &amp;amp; Family"/>`, "unlisted"},
		{"nothing", `<itunes:category text=""/>`, "unlisted"},
		{"a sub-category alone", `<itunes:category text="Books"/>`, "unlisted"},
		{"a sub-category of another", `<itunes:category text="Arts"><itunes:category text="Careers"/></itunes:category>`, "unlisted"},
		{"in a category that is unknown itself", `<itunes:category text="Foo"><itunes:category text="Bar"/></itunes:category>`, "unlisted"},
		{"three steps", `<itunes:category text="Arts"><itunes:category text="Books"><itunes:category text="Food"/></itunes:category></itunes:category>`, "unlisted"},
		{"replaced", `<itunes:category text="Games &amp; Hobbies"><itunes:category text="Hobbies"/></itunes:category>`, "replaced"},
		{"replaced within one that stays", `<itunes:category text="Technology"><itunes:category text="Gadgets"/></itunes:category>`, "replaced"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var kinds []string
			for _, found := range codesOf(show(tt.text), "itunes-category-") {
				code, _, _ := strings.Cut(strings.TrimPrefix(found, "itunes-category-"), " ")
				kinds = append(kinds, code)
			}
			if got := strings.Join(kinds, " "); got != tt.want {
				t.Errorf("File says %q of %s, want %q", got, tt.text, tt.want)
			}
		})
	}
}

func TestApplesListIsWhole(t *testing.T) {
	categories, subs := 0, 0
	for name, within := range listed() {
		categories, subs = categories+1, subs+len(within)
		if _, was := newer()[name]; was {
			t.Errorf("%s is on the list and replaced", name)
		}
	}
	if categories != 19 || subs != 91 {
		t.Errorf("the list has %d categories and %d within them, want 19 and 91", categories, subs)
	}
	for name, homes := range newer() {
		if _, was := former()[name]; !was || len(homes) != 1 {
			t.Errorf("%s, which was on no list, is now %q", name, homes)
		}
		if _, is := listed()[homes[0]]; !is {
			t.Errorf("%s is now %q, which is on no list", name, homes[0])
		}
	}
}

func TestPlayingTimes(t *testing.T) {
	tests := []struct {
		name, in string
		good     bool
	}{
		{"seconds", "1754", true},
		{"minutes of three digits", "129:14", true},
		{"hours", "1:02:30", true},
		{"75 seconds in a minute", "1:75", false},
		{"four parts", "1:00:00:00", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := playingTime(tt.in); (err == nil) != tt.good {
				t.Errorf("playingTime(%q) = %v, want it %v", tt.in, err, tt.good)
			}
		})
	}
}
