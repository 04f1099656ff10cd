package check

import (
	"strings"
	"testing"

	"dateline/feed"
)

func TestWhatIsSaidOfElementsInTheWrongPlace(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"one of the channel in an item", `<ttl>60</ttl>`, "ttl is no element of item; it belongs into channel"},
		{"one that is misspelt", `<pubdate/>`, "pubdate is no element of item; did you mean pubDate?"},
		{"HTML that is not escaped", `<description>Low <b>tide</b></description>`, "b stands in description, which holds text alone; its < has to be escaped, or all of it to be CDATA"},
		{"one of an item in a title that is not closed", `<description>Low<link>x</link></description>`, "link stands in description, which holds text alone"},
		{"one whose prefix is not declared: its namespace is not guessed", `<atom:link href="x"/>`, "the prefix atom is not declared; xmlns:atom=\"…\" would be right"},
	}
	for _, tt := range tests {
		var got []string
		for _, f := range File(feed.File{Data: []byte(ofAnItem(tt.text))}, Options{}) {
			if f.Level == feed.Error {
				got = append(got, f.Text)
			}
		}
		if strings.Join(got, "\n") != tt.want {
			t.Errorf("%s: File(%s) says %q, want %q alone", tt.name, tt.text, got, tt.want)
		}
	}
}
