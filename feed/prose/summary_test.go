package prose

import (
	"strings"
	"testing"
	"unicode/utf8"
)

const sentence = "The harbour of Porto Alvim opened again on Tuesday, a year after the storm that broke its wall."

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

func TestLongSummaryEndsAtASentence(t *testing.T) {
	stem := strings.TrimSuffix(sentence, ".")
	cases := []struct{ name, opens, want string }{
		{"a full stop", sentence, sentence},
		{"a question", stem + "?", stem + "?"},
		{"a quotation mark behind the full stop", stem + ".”", stem + ".”"},
		{"German quotation marks", stem + ".“", stem + ".“"},
		{"French ones, behind a space", stem + ".\u202f»", stem + ".\u202f»"},
		{"a bracket", stem + ".)", stem + ".)"},
		{"a title is no end", sentence + " The work was led by Dr.", sentence},
		{"an initial is no end", sentence + " The work was led by J.", sentence},
		{"letters with stops are no end", sentence + " The work was led from the U.S.", sentence},
		{"a Russian abbreviation is no end", sentence + " Порт стоит на ул.", sentence},
		{"a day of a German month is no end", sentence + " Der Hafen wurde am 3.", sentence},
		{"a year is an end", sentence + " The wall was broken in 2025.", sentence + " The wall was broken in 2025."},
		{"three dots inside a sentence are no end", sentence + " Then ... then", sentence},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Summary("<p>" + c.opens + " Masons" + strings.Repeat(" and masons", 40) + "</p>")
			if got != c.want {
				t.Errorf("Summary(%q and more) = %q, want %q", c.opens, got, c.want)
			}
		})
	}
}

func TestLongSummaryInOtherScripts(t *testing.T) {
	cases := []struct{ name, opens, rest string }{
		{"Russian", strings.Repeat("Порт открыт снова ", 9) + "сегодня.", " Город рад" + strings.Repeat(" и волны", 40)},
		{"Arabic", strings.Repeat("فتح الميناء أبوابه ", 9) + "اليوم؟", " نعم" + strings.Repeat(" البحر", 60)},
		{"Hindi", strings.Repeat("बंदरगाह फिर खुला ", 9) + "आज।", " शहर" + strings.Repeat(" लहर", 90)},
		{"Japanese, without blanks", strings.Repeat("港がまた開いた", 15) + "。", strings.Repeat("海と風と", 60)},
		{"Chinese, with a quotation", strings.Repeat("港口重新开放", 15) + "。”", " " + strings.Repeat("海和风", 80)},
		{"Armenian", strings.Repeat("Նավահանգիստը կրկին ", 9) + "բաց է։", " Քաղաքը" + strings.Repeat(" ծով", 90)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Summary("<p>" + c.opens + c.rest + "</p>"); got != c.opens {
				t.Errorf("Summary = %q, want %q", got, c.opens)
			}
		})
	}
}

func TestLongSummaryWithoutSentenceEndsAtAWord(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"300 characters fit", strings.Repeat("harbour ", 37) + "wall", strings.Repeat("harbour ", 37) + "wall"},
		{"a word", strings.Repeat("harbour ", 50), strings.TrimSpace(strings.Repeat("harbour ", 37)) + "…"},
		{"a sentence too short to say something", "Yes. " + strings.Repeat("Harbour ", 50), "Yes. " + strings.TrimSpace(strings.Repeat("Harbour ", 36)) + "…"},
		{"no comma before the ellipsis", strings.Repeat("harbour, ", 50), strings.Repeat("harbour, ", 32) + "harbour…"},
		{"no blanks at all", strings.Repeat("港", 400), strings.Repeat("港", 299) + "…"},
		{"a blank too early", "東京 " + strings.Repeat("港", 400), "東京 " + strings.Repeat("港", 296) + "…"},
		{"a letter keeps its marks", strings.Repeat("e\u0301", 200), strings.Repeat("e\u0301", 149) + "…"},
		{"a family stays together", strings.Repeat("x", 297) + "👩\u200d👧" + strings.Repeat("x", 9), strings.Repeat("x", 297) + "…"},
		{"a quotation goes on in Japanese", strings.Repeat("港", 100) + "「はい。」と言" + strings.Repeat("港", 400), strings.Repeat("港", 100) + "「はい。」と言" + strings.Repeat("港", 192) + "…"},
		{"closing brackets beyond the measure", strings.Repeat("x", 299) + "." + strings.Repeat(")", 9) + " X", strings.Repeat("x", 299) + "…"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Summary("<p>" + c.in + "</p>")
			if got != c.want {
				t.Errorf("Summary(%q) = %q, want %q", c.in, got, c.want)
			}
			if n := utf8.RuneCountInString(got); n > maxSummary {
				t.Errorf("Summary(%q) has %d characters, want at most %d", c.in, n, maxSummary)
			}
		})
	}
}
