package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Links of RFC 5005 are those of Atom, in RSS too.
func TestPagesAndArchivesOfRSS(t *testing.T) {
	const self = `<atom:link rel="self" href="https://example.org/3.xml"/>`
	tests := []struct {
		name, inside string
		want         []string
	}{
		{"a page between others", self + `<atom:link rel="previous" href="https://example.org/2.xml"/><atom:link rel="next" href="https://example.org/4.xml"/>`, nil},
		{"an archive", self + `<fh:archive/><atom:link rel="current" href="https://example.org/f.xml"/><atom:link rel="prev-archive" href="https://example.org/2.xml"/>`, nil},
		{"behind the last page", self + `<atom:link rel="last" href="https://example.org/3.xml"/><atom:link rel="next" href="https://example.org/4.xml"/>`, []string{"history-link-past-end /rss/channel/atom:link[3]"}},
		{"before the first page", self + `<atom:link rel="first" href="https://example.org/3.xml"/><atom:link rel="previous" href="https://example.org/2.xml"/>`, []string{"history-link-past-end /rss/channel/atom:link[3]"}},
		{"complete, with an archive", `<fh:complete/><atom:link rel="prev-archive" href="https://example.org/2.xml"/>`, []string{"history-complete-link /rss/channel/atom:link"}},
		{"complete, and its own current document", self + `<fh:complete/><atom:link rel="current" href="https://example.org/3.xml"/>`, nil},
		{"in an item", `<item><title>Low tide</title><atom:link rel="prev-archive" href="https://example.org/2.xml"/></item>`, []string{"history-entry-link /rss/channel/item/atom:link"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, codesOf(show(tt.inside), "history-")); diff != "" {
				t.Errorf("File found something else in a channel with %s (-want +got):\n%s", tt.inside, diff)
			}
		})
	}
}
