package prose

import (
	"strings"
	"testing"

	"dateline/feed"
)

func TestSummaryIsTheFirstParagraph(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"behind a heading and a figure", "<h1>T</h1><figure><img src=a><figcaption>c</figcaption></figure><p>One.</p><p>Two.</p>", "One."},
		{"with markup in it", "<p>A <em>quay</em>,\n a&nbsp;gull &amp; a <a href=/x>map</a>.</p>", "A quay, a\u00a0gull & a map."},
		{"a line break is a blank", "<p>One<br>two</p>", "One two"},
		{"one without words is none", "<p>&nbsp;</p><p>* * *</p><p>One.</p>", "One."},
		{"one that is only a picture is none", `<p><img src=a alt="A"></p><p>One.</p>`, "One."},
		{"what others wrote is none", "<blockquote><p>Q.</p></blockquote><p>One.</p>", "One."},
		{"unless all is quoted", "<blockquote><p>Q.</p></blockquote>", "Q."},
		{"a paragraph goes before other text", "<div>Lead</div><p>One.</p>", "One."},
		{"without a paragraph, the first text", "<ul><li>One</li><li>Two</li></ul>", "One"},
		{"bare text", "One <b>line</b>", "One line"},
		{"text is not a tag", "<p>&lt;b&gt; is a tag</p>", "<b> is a tag"},
		{"marks of footnotes stay out", `<p>One<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup>.</p>`, "One."},
		{"as WordPress writes them", `<p>One<sup><a href="#0f1c1f0e-8d0a-4f5e-9d57-0a1b2c3d4e5f" id="0f1c1f0e-8d0a-4f5e-9d57-0a1b2c3d4e5f-link">1</a></sup>.</p>`, "One."},
		{"as Substack writes them", `<p>One.<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a></p>`, "One."},
		{"squares are no footnotes", "<p>10 m<sup>2</sup></p>", "10 m2"},
		{"only headings", "<h2>One</h2><h3>Two</h3>", ""},
		{"only a table and code", "<table><tr><td>1</td></tr></table><pre>x</pre>", ""},
		{"nothing", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Summary(c.in); got != c.want {
				t.Errorf("Summary(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestLongSummaryIsCut(t *testing.T) {
	one := strings.Repeat("The harbour opened again. ", 4)
	in := "<p>" + one + "<em>Masons</em>" + strings.Repeat(" and masons", 40) + "</p>"
	if got, want := Summary(in), strings.TrimSpace(one); got != want {
		t.Errorf("Summary(%q) = %q, want %q", in, got, want)
	}
}

func TestWhatIsAboveTheMarkIsTheSummary(t *testing.T) {
	for _, c := range []struct{ name, summary, content, want string }{
		{"several paragraphs", "", "One *a*.\n\nTwo.\n\n<!--more-->\n\nThree.", "One a. Two."},
		{"with blanks", "", "One.\n\n<!-- more -->\n\nTwo.", "One."},
		{"within a paragraph", "", "One. <!--more--> Two.", "One."},
		{"nothing above", "", "<!--more-->\n\nTwo.", "Two."},
		{"in code it is none", "", "One.\n\n`<!--more-->`\n\nTwo.", "One."},
		{"what the record says wins", "Said.", "One.\n\n<!--more-->\n\nTwo.", "Said."},
	} {
		a, findings := Fit(feed.Article{Title: "x", Summary: c.summary, Content: c.content, Markup: feed.Markdown}, nil)
		if a.Summary != c.want || strings.Contains(a.Content, "<!--") || len(findings) > 0 {
			t.Errorf("%s: summary %q, want %q; content %s; %v", c.name, a.Summary, c.want, a.Content, findings)
		}
	}
}
