package prose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

func TestPlaceLineOpensTheStory(t *testing.T) {
	const page = "https://gazette.example/2026/storm/"
	cases := []struct{ name, place, content, want string }{
		{"the first paragraph", "Moscow/Minsk", "<p>The ferry sails.</p><p>Two.</p>", "<p>Moscow/Minsk: The ferry sails.</p><p>Two.</p>"},
		{"with the punctuation of its own", "Moscow: ", "<p>The ferry sails.</p>", "<p>Moscow: The ferry sails.</p>"},
		{"an abbreviation keeps its full stop", "Washington, D.C.", "<p>The ferry sails.</p>", "<p>Washington, D.C.: The ferry sails.</p>"},
		{"a name that HTML must escape", "Tyne & Wear", "<p>The ferry sails.</p>", "<p>Tyne &amp; Wear: The ferry sails.</p>"},
		{"inside the paragraph, before what is bold", "Moscow", "<p><b>The ferry</b> sails.</p>", "<p>Moscow: <b>The ferry</b> sails.</p>"},
		{"behind a heading", "Moscow", "<h2>At sea</h2><p>The ferry sails.</p>", "<h2>At sea</h2><p>Moscow: The ferry sails.</p>"},
		{"behind a figure", "Moscow", `<figure><img src="/a.png"/><figcaption>A</figcaption></figure><p>The ferry sails.</p>`,
			`<figure><img src="https://gazette.example/a.png"/><figcaption>A</figcaption></figure><p>Moscow: The ferry sails.</p>`},
		{"behind a picture in the paragraph", "Moscow", `<p><a href="/a"><img src="/a.png"/></a><br/>The ferry sails.</p>`,
			`<p><a href="https://gazette.example/a"><img src="https://gazette.example/a.png"/></a><br/>Moscow: The ferry sails.</p>`},
		{"behind what other people wrote", "Moscow", "<blockquote><p>Ahoy!</p></blockquote><p>The ferry sails.</p>", "<blockquote><p>Ahoy!</p></blockquote><p>Moscow: The ferry sails.</p>"},
		{"a list alone", "Moscow", "<ul><li>The ferry</li><li>The tug</li></ul>", "<ul><li>Moscow: The ferry</li><li>The tug</li></ul>"},
		{"a list before a paragraph", "Moscow", "<ul><li>The ferry</li></ul><p>The ferry sails.</p>", "<ul><li>The ferry</li></ul><p>Moscow: The ferry sails.</p>"},
		{"a body without a paragraph", "Moscow", "The ferry sails.", "Moscow: The ferry sails."},
		{"a body without words", "Moscow", `<p><img src="/a.png"/></p>`, `<p><img src="https://gazette.example/a.png"/></p>`},
		{"a place without words", " — ", "<p>The ferry sails.</p>", "<p>The ferry sails.</p>"},
		{"from right to left", "موسكو", "<p>العبارة تبحر.</p>", "<p>موسكو: العبارة تبحر.</p>"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, _ := Fit(feed.Article{Content: c.content, URL: page, Dateline: c.place}, nil)
			if diff := cmp.Diff(c.want, got.Content); diff != "" {
				t.Errorf("Fit(%q, dateline %q): (-want +got)\n%s", c.content, c.place, diff)
			}
		})
	}
}

func TestPlaceLineIsNotDoubled(t *testing.T) {
	cases := []struct {
		name, place, text string
		doubled           bool // the text only begins with the same words
	}{
		{"as Dateline writes it", "Moscow", "Moscow: The ferry sails.", false},
		{"an agency and a dash", "Moscow", "MOSCOW (AP) — The ferry sails.", false},
		{"a date", "Moscow", "Moscow, Aug 27: The ferry sails.", false},
		{"a date and an agency", "Moscow", "MOSCOW, Aug. 27 (Reuters) - The ferry sails.", false},
		{"a country", "Moscow", "MOSCOW, Russia — The ferry sails.", false},
		{"an abbreviation", "Washington, D.C.", "WASHINGTON, D.C. (AP) — The ferry sails.", false},
		{"two places", "Moscow/Minsk", "MOSCOW/MINSK — The ferry sails.", false},
		{"a Russian agency between strokes", "Москва", "МОСКВА, 27 августа. /ТАСС/. Паром идёт.", false},
		{"a hyphen that makes a word", "Moscow", "Moscow-based pilots sail.", true},
		{"a subject", "Moscow", "Moscow is far from the sea.", true},
		{"a longer name", "York", "Yorkshire: a guide.", true},
		{"a remark in brackets", "Moscow", "Moscow (population 13 million) is far from the sea.", true},
		{"somebody who speaks", "Moscow", "Moscow, Ann said: far from the sea.", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			want := c.text
			if c.doubled {
				want = c.place + ": " + c.text
			}
			got, _ := Fit(feed.Article{Content: "<p><strong>" + c.text + "</strong></p>", Dateline: c.place}, nil)
			if text := Text(got.Content); text != want {
				t.Errorf("Fit(%q, dateline %q): content %q, want %q", c.text, c.place, text, want)
			}
			if got.Summary != want {
				t.Errorf("Fit(%q, dateline %q): summary %q, want %q", c.text, c.place, got.Summary, want)
			}
		})
	}
}

func TestFitReadsEveryMarkup(t *testing.T) {
	cases := []struct {
		name       string
		in         feed.Article
		html, text string
	}{
		{"Markdown", feed.Article{Markup: feed.Markdown, Content: "*One*\n\n[two](two)"},
			"<p><em>One</em></p>\n<p><a href=\"" + story + "two\">two</a></p>", "One"},
		{"plain text", feed.Article{Markup: feed.Plain, Content: "*One*\n\n<two>"},
			"<p>*One*</p>\n<p>&lt;two&gt;</p>", "*One*"},
		{"HTML", feed.Article{Content: "<p>*One*<script>x</script>"}, "<p>*One*</p>", "*One*"},
		{"a summary that was given, literally", feed.Article{Content: "<p>One</p>", Summary: "  How <b>\nworks & why"},
			"<p>One</p>", "How <b> works & why"},
		{"nothing", feed.Article{}, "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.in.URL = story
			got, _ := Fit(c.in, nil)
			want := feed.Article{Content: c.html, Summary: c.text, URL: story}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Fit(%q): (-want +got)\n%s", c.in.Content, diff)
			}
		})
	}
}

func TestFitNamesTheRecordOfWhatItChanged(t *testing.T) {
	record := feed.Pos{File: "data/storm.md", Line: 3}
	_, got := Fit(feed.Article{Content: `<p onclick="a()">One<script>x</script><script>y</script> <a href="http://[">x</a>`, Record: record}, nil)
	want := feed.Findings{
		{Code: attributeRemoved, Level: feed.Info, Pos: record, Text: `onclick="a()" was removed from p`},
		{Code: scriptRemoved, Level: feed.Info, Pos: record, Text: "script was removed (and 1 more)"},
		{Code: urlInvalid, Level: feed.Warning, Pos: record, Text: `href="http://[" was removed from a: it is no address`},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Fit: (-want +got)\n%s", diff)
	}
}

func TestTooDeepNestingLeavesTheWords(t *testing.T) {
	const depth = 20_000
	got, changes := Clean(strings.Repeat("<div>", depth)+"One &lt; two"+strings.Repeat("</div>", depth), story, nil)
	if want := "<p>One &lt; two</p>"; got != want || len(changes) != 1 || changes[0].Code != nestingTooDeep {
		t.Errorf("Clean(%d div) = %.80q, %v, want %q and %s", depth, got, changes, want, nestingTooDeep)
	}
}

func FuzzFit(f *testing.F) {
	f.Add("<p>MOSCOW (AP) — The ferry sails.</p>", "", "Moscow", "")
	f.Add("# Tides\n\n> Ahoy\n\n- one[^1]\n\n[^1]: note\n", "", "Moscow/Minsk", string(feed.Markdown))
	f.Add("One\r\ntwo\n\n<three>", "A <b>\n", " D.C. ", string(feed.Plain))
	f.Fuzz(func(t *testing.T, content, summary, dateline, markup string) {
		a := feed.Article{Content: content, Summary: summary, Dateline: dateline, Markup: feed.Markup(markup), URL: story}
		once, _ := Fit(a, beside)
		twice, findings := Fit(once, beside)
		if diff := cmp.Diff(once, twice); diff != "" {
			t.Errorf("Fit changed what was fit: (-once +twice)\n%s", diff)
		}
		if empty := once.Content == "" && once.Summary == ""; len(findings) > 0 && !empty { // that nothing is left is said again
			t.Errorf("Fit says of what was fit: %v", findings)
		}
	})
}

func TestPicturesAndAttachmentsAreAbsolute(t *testing.T) {
	a := feed.Article{
		Title: "Storm", URL: "https://gazette.example/2026/storm/", Image: &feed.Image{URL: "a b.jpg"},
		Attachments: []feed.Attachment{{URL: "/talk.mp3"}, {URL: "mailto:ann@gazette.example"}},
	}
	got, findings := Fit(a, nil)
	want := feed.Article{
		Title: "Storm", URL: a.URL, Image: &feed.Image{URL: "https://gazette.example/2026/storm/a%20b.jpg", Type: "image/jpeg"},
		Attachments: []feed.Attachment{{URL: "https://gazette.example/talk.mp3"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(findings) != 1 || findings[0].Code != urlInvalid {
		t.Errorf("findings = %v, want one of %s", findings, urlInvalid)
	}
	if a.Image.URL != "a b.jpg" {
		t.Error("Fit changed the picture of its argument")
	}
}
