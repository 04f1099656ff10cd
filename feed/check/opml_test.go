package check

import (
	"fmt"
	"testing"
)

func TestOutlines(t *testing.T) {
	tests := []struct{ name, version, outline, want string }{
		{"a subscription in full", "2.0", `<outline text="T" title="T" type="rss" xmlUrl="https://example.org/rss" htmlUrl="https://example.org/" language="unknown" version="RSS2" description="D"/>`, ""},
		{"an Atom feed", "2.0", `<outline text="T" title="T" type="rss" xmlUrl="https://example.org/atom" version="ATOM"/>`, ""},
		{"RSS in capitals", "1.1", `<outline text="T" title="T" type="RSS" xmlUrl="https://example.org/rss"/>`, ""},
		{"any attribute in 1.0", "1.0", `<outline text="T" f="song.mp3"/>`, ""},
		{"the capitals of a known one in 1.1", "1.1", `<outline text="T" xmlurl="https://example.org/rss"/>`, "opml-outline-attribute-unknown"},
		{"any attribute in 2.0", "2.0", `<outline text="T" f="song.mp3"/>`, "opml-outline-attribute-unknown"},
		{"an attribute of others in 2.0", "2.0", `<outline text="T" xmlns:x="https://example.org/ns" x:f="song.mp3"/>`, ""},
		{"any type in 2.0", "2.0", `<outline text="T" type="song"/>`, ""},
		{"any type in 1.0", "1.0", `<outline text="T" type="song"/>`, "opml-outline-type-unknown"},
		{"text is HTML", "2.0", `<outline text="&lt;b>T&lt;/b>"/>`, ""},
		{"below another", "2.0", `<outline text="T"><outline text="T" type="include"/></outline>`, "opml-outline-url-missing"},
		{"a type of one's own", "2.0", `<outline text="T" type="podcast-episode" url="https://example.org/e"/>`, ""},
		{"a subscription to Atom that says so", "2.0", `<outline text="T" type="atom" xmlUrl="https://example.org/f"/>`, "opml-outline-type-unknown"},
		{"no text", "2.0", `<outline/>`, "opml-outline-text-missing"},
	}
	for _, tt := range tests {
		text := fmt.Sprintf(`<opml version="%s"><head/><body>%s</body></opml>`, tt.version, tt.outline)
		if got := foundIn(text, ""); got != tt.want {
			t.Errorf("%s: File(%s) finds %q, want %q", tt.name, text, got, tt.want)
		}
	}
}

func TestHeadsOfOutlines(t *testing.T) {
	tests := []struct{ name, head, want string }{
		{"a window left of the first screen", `<windowTop>-20</windowTop><windowLeft>-1280</windowLeft>`, ""},
		{"no line is expanded", `<expansionState/>`, ""},
		{"lines with blanks", `<expansionState>1, 6 ,13</expansionState>`, ""},
		{"a comma too many", `<expansionState>1,,6</expansionState>`, "opml-expansionState-invalid"},
		{"a share of a line", `<vertScrollState>1.5</vertScrollState>`, "opml-vertScrollState-invalid"},
	}
	for _, tt := range tests {
		text := fmt.Sprintf(`<opml version="2.0"><head>%s</head><body><outline text="T"/></body></opml>`, tt.head)
		if got := foundIn(text, ""); got != tt.want {
			t.Errorf("%s: File(%s) finds %q, want %q", tt.name, text, got, tt.want)
		}
	}
}
