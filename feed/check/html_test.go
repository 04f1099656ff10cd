package check

import (
	"html"
	"strings"
	"testing"

	"dateline/feed"
)

func TestHTMLOfAnItem(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"the title of a picture in SVG", `<svg><g><title>tide</title><path d="M0 0"></path></g></svg>`, ""},
		{"the title of a page", `<title>tide</title>`, "html-document"},
		{"a custom element", `<relative-time datetime="2026-11-01">today</relative-time>`, ""},
		{"an element of a word processor", `<o:p></o:p>`, "html-element-unknown"},
		{"how a picture fills its place", `<img src="https://example.org/a.png" style="aspect-ratio: 3/2; object-fit: cover">`, ""},
		{"a property of one browser", `<pre style="-moz-tab-size: 4; --mine: 1">x</pre>`, ""},
		{"a program bound to an element", `<p style="-moz-binding: none">x</p>`, "html-style-unsafe"},
		{"a place on the page", `<p style="position: fixed">x</p>`, "html-style-unsafe"},
		{"a picture that waits for a script", `<img src="data:image/gif;base64,R0lGOD" data-src="https://example.org/a.png">`, "html-image-lazy"},
		{"a picture without src that waits", `<img data-lazy-src="https://example.org/a.png">`, "html-image-lazy"},
		{"a picture that the browser may load late", `<img src="https://example.org/a.png" data-src="https://example.org/a.png" loading="lazy">`, ""},
		{"a picture that stands in the text", `<img src="data:image/png;base64,iVBORw0KGgo=">`, ""},
		{"a picture of the own machine", `<img src="http://localhost:4000/a.png">`, "address-local"},
		{"a password", `<a href="https://ann:secret@example.org/">x</a>`, "address-password"},
		{"a name without a password", `<a href="https://ann@example.org/">x</a>`, ""},
		{"nothing but a variable", `{{ page.content }}`, "text-placeholder"},
		{"an article about templates", `<p>Write {{ page.content }} there.</p>`, ""},
	}
	for _, tt := range tests {
		item := ofAnItem(`<link>https://example.org/x</link><guid>https://example.org/x</guid><description>` + html.EscapeString(tt.text) + `</description>`)
		got := foundIn(item, "html-") + foundIn(item, "address-") + foundIn(item, "text-")
		if got != tt.want {
			t.Errorf("%s: File(%s) finds %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestPlaceholdersInTitles(t *testing.T) {
	tests := []struct{ name, title, want string }{
		{"of a template", "{{ post.title }}", "text-placeholder"},
		{"of a shell", "${title}", "text-placeholder"},
		{"of Ruby", "&lt;%= title %&gt;", "text-placeholder"},
		{"of a plugin for search engines", "%%title%%", "text-placeholder"},
		{"of a program that wrote an object", "[object Object]", "text-placeholder"},
		{"two with words between", "{{ a }} and {{ b }}", ""},
		{"a share", "100%", ""},
	}
	for _, tt := range tests {
		if got := foundIn(ofAnItem("<category>"+tt.title+"</category>"), "text-"); got != tt.want {
			t.Errorf("%s: the category %s gives %q, want %q", tt.name, tt.title, got, tt.want)
		}
	}
}

func TestWhatIsSoundWithABaseIsNotWithoutOne(t *testing.T) {
	known := Options{Sound: &Sound{}}
	for _, tt := range []struct{ base, want string }{{` xml:base="https://example.org/"`, ""}, {"", "html-address-relative"}, {` xml:base="https://example.org/"`, ""}} {
		entry := `<entry xmlns="http://www.w3.org/2005/Atom"` + tt.base + `><id>tag:example.org,2026:1</id><title>x</title><updated>2026-11-01T12:00:00Z</updated>
			<author><name>x</name></author><content type="html">&lt;a href="x">x&lt;/a></content></entry>`
		var got string
		for _, f := range File(feed.File{Name: "x", Data: []byte(entry)}, known) {
			if strings.HasPrefix(f.Code, "html-") {
				got += f.Code
			}
		}
		if got != tt.want {
			t.Errorf("with base %q: %q was found, want %q", tt.base, got, tt.want)
		}
	}
}
