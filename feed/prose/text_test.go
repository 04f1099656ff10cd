package prose

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTextIsALineForEachBlock(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"blocks", "<h1>One</h1><p>two <b>three</b></p>four<ul><li>five<li>six</ul>", "One\ntwo three\nfour\nfive\nsix"},
		{"cells", "<table><tr><td>One</td><td>two</td></tr></table>", "One\ntwo"},
		{"a line break is a blank", "<p>One<br/>two</p>", "One two"},
		{"blanks are folded, no-break spaces stay", "<p> One \n\t two&nbsp;three </p>", "One two\u00a0three"},
		{"what is no text", "<p>One</p><style>p{}</style><script>x()</script><svg><title>t</title></svg><!-- c -->", "One"},
		{"text is not a tag", "<p>1 &lt; 2 &amp;amp; 3</p>", "1 < 2 &amp; 3"},
		{"marks of footnotes", `<p>One<sup id="fnref:1"><a href="#fn:1">1</a></sup></p><p>Note <a href="#fnref:1" class="footnote-backref">back</a></p>`, "One\nNote"},
		{"marks of kramdown, cleaned", `<p>Note <a href="` + story + `#fnref:why">↩</a></p>`, "Note"},
		{"an image has no words", `<p>One <img src="a" alt="A"> two</p>`, "One two"},
		{"nothing", "<p> </p>", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Text(c.in); got != c.want {
				t.Errorf("Text(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestPlainKeepsEveryLine(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"a paragraph between blank lines", "One\n\ntwo\n \t\n\n three", "<p>One</p>\n<p>two</p>\n<p>three</p>"},
		{"every line is a line", "One\ntwo", "<p>One<br/>\ntwo</p>"},
		{"lines of other machines", "One\r\ntwo\r\rthree", "<p>One<br/>\ntwo</p>\n<p>three</p>"},
		{"what HTML would take for markup", `<b> & "q" 's' &amp;`, `<p>&lt;b&gt; &amp; "q" 's' &amp;amp;</p>`},
		{"what no feed can carry", "O\x00n\xffe", "<p>One</p>"},
		{"nothing", " \n ", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Plain(c.in)
			if got != c.want {
				t.Errorf("Plain(%q) = %q, want %q", c.in, got, c.want)
			}
			if clean, changes := Clean(got, story, nil); clean != got || len(changes) > 0 {
				t.Errorf("Clean(%q) = %q, %v, want no change", got, clean, changes)
			}
		})
	}
}

// The words of a text are the same, whatever is done to its markup.
func FuzzWordsStay(f *testing.F) {
	f.Add("One <two> & three\n\nfour\nfive")
	f.Add("a\x00b\xff \r\n\r\n c\u00a0d \u3000 &#8;")
	f.Fuzz(func(t *testing.T, text string) {
		html := Plain(text)
		clean, _ := Clean(html, story, beside)
		want, got := strings.Fields(Text(html)), strings.Fields(Text(clean))
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("Clean(%q) has the words %q, want %q", html, got, want)
		}
		if n := utf8.RuneCountInString(Summary(clean)); n > maxSummary {
			t.Errorf("Summary(%q) has %d characters, want at most %d", clean, n, maxSummary)
		}
	})
}
