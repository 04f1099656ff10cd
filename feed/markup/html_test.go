package markup_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"dateline/feed/markup"
)

var pieces = []struct {
	name, text string
	want       []string // kind, name, attributes and text of each token
}{
	{"text alone", `low & tide`, []string{"text low & tide"}},
	{"an element", `<P Class="a b">x</p >`, []string{`start p class="a b"`, "text x", "end p"}},
	{"attributes in every notation", `<a href=/x hidden title='"' alt="&lt;">`, []string{`start a href="/x" hidden="" title="\"" alt="<"`}},
	{"references in an address", `<a href="?a=1&copy=2&amp;b&lt;&ltx&eacute">`, []string{`start a href="?a=1&copy=2&b<&ltxé"`}},
	{"an attribute behind a quote", `<a b="c"d>`, []string{`start a b="c" d=""`}},
	{"an element that closes itself", `<br/>`, []string{"start br"}},
	{"> in a value", `<img alt="1 > 2">x`, []string{`start img alt="1 > 2"`, "text x"}},
	{"< that begins nothing", `1 < 2 <3`, []string{"text 1 < 2 <3"}},
	{"comments", `<!-- a > b -->x<!--->y`, []string{"comment", "text x", "comment", "text y"}},
	{"what is taken for a comment", `<?xml x?>a<![CDATA[b]]>`, []string{"comment", "text a", "comment"}},
	{"a doctype", `<!doctype html>a`, []string{"doctype", "text a"}},
	{"markup in a script is text", `<script>if (a<b) "</p>"</script>x`, []string{"start script", `text if (a<b) "</p>"`, "end script", "text x"}},
	{"a tag that is cut", `x<a href="`, []string{"text x", "cut a"}},
	{"a comment that is cut", `x<!-- a`, []string{"text x", "cut "}},
}

func TestHTMLTokens(t *testing.T) {
	for _, tt := range pieces {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, spelled(tt.text)); diff != "" {
				t.Errorf("tokens of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

var tokenNames = map[markup.TokenKind]string{
	markup.Text: "text", markup.StartTag: "start", markup.EndTag: "end", markup.Comment: "comment", markup.Doctype: "doctype", markup.Cut: "cut",
}

func spelled(text string) []string {
	var all []string
	for h := (markup.HTML{Text: text}); h.Next(); {
		s := tokenNames[h.Token.Kind]
		switch h.Token.Kind {
		case markup.Text:
			s += " " + text[h.Token.At:h.Token.End]
		case markup.StartTag, markup.EndTag, markup.Cut:
			s += " " + h.Token.Name
		}
		if h.Token.Kind == markup.StartTag {
			seen := map[string]bool{} // browsers drop what is repeated
			for _, a := range h.Token.Attrs {
				if !seen[a.Name] {
					s += fmt.Sprintf(" %s=%q", a.Name, a.Value)
				}
				seen[a.Name] = true
			}
		}
		all = append(all, s)
	}
	return all
}

// FuzzHTML states what holds for every text: tokens follow each other without gaps,
// attributes stand where they say, and golang.org/x/net/html reads the same.
func FuzzHTML(f *testing.F) {
	for _, tt := range pieces {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, cut := 0, false
		for h := (markup.HTML{Text: text}); h.Next(); at = h.Token.End {
			cut = h.Token.Kind == markup.Cut
			if h.Token.At != at || h.Token.End <= at || h.Token.End > len(text) {
				t.Fatalf("%q has a token from %d to %d behind %d", text, h.Token.At, h.Token.End, at)
			}
			for _, a := range h.Token.Attrs {
				if !strings.EqualFold(text[a.At:min(a.At+len(a.Name), len(text))], a.Name) && isASCII(a.Name) {
					t.Errorf("%q has the attribute %q at %d", text, a.Name, a.At)
				}
			}
		}
		if at != len(text) {
			t.Errorf("the tokens of %q end at %d", text, at)
		}
		if cut || strings.ContainsAny(text, "\x00\r") || lone.MatchString(text) {
			return // browsers replace these two characters before
		}
		if diff := cmp.Diff(theirs(text), ours(text)); diff != "" {
			t.Errorf("tokens of %q (-golang.org/x/net/html +ours):\n%s", text, diff)
		}
	})
}

// lone is a reference of one digit without its semicolon, which package html of the
// standard library leaves as it is.
var lone = regexp.MustCompile(`&#(?:[0-9]?(?:[^0-9]|$)|[xX][0-9a-fA-F]?(?:[^0-9a-fA-F]|$))`)

func isASCII(s string) bool { return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0 }

// ours are the tags, as [theirs] has them.
func ours(text string) []string {
	var all []string
	for _, s := range spelled(text) {
		if strings.HasPrefix(s, "start ") || strings.HasPrefix(s, "end ") || s == "doctype" {
			all = append(all, s)
		}
	}
	return all
}

func theirs(text string) []string {
	var all []string
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return all
		case html.DoctypeToken:
			all = append(all, "doctype")
		case html.EndTagToken:
			name, _ := z.TagName()
			all = append(all, "end "+string(name))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			s := "start " + string(name)
			for more {
				var key, val []byte
				key, val, more = z.TagAttr()
				s += fmt.Sprintf(" %s=%q", key, val)
			}
			all = append(all, s)
		}
	}
}
