package prose

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdown(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"emphasis, a hard break, code", "*One* **two** `a < b`  \nthree\\\nfour",
			"<p><em>One</em> <strong>two</strong> <code>a &lt; b</code><br/>\nthree<br/>\nfour</p>"},
		{"headings have ids, each its own", "# Tides & quays\n\nTides & quays\n---",
			"<h1 id=\"tides--quays\">Tides &amp; quays</h1>\n<h2 id=\"tides--quays-1\">Tides &amp; quays</h2>"},
		{"links and images", "[map](map.html \"M\") ![A quay](local.png) [ref]\n\n[ref]: /about",
			`<p><a href="` + story + `map.html" title="M">map</a> <img src="https://gazette.example/feeds/media/0a1b2c3d/local.png" alt="A quay"/> <a href="https://gazette.example/about">ref</a></p>`},
		{"links to headings", "[up](#tides)", `<p><a href="` + story + `#tides">up</a></p>`},
		{"lists", "1. one\n2. two\n\n- a\n  - b\n\n5) five",
			"<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n<ol start=\"5\">\n<li>five</li>\n</ol>"},
		{"a quotation, a rule", "> One\n> two\n\n***", "<blockquote>\n<p>One\ntwo</p>\n</blockquote>\n<hr/>"},
		{"code names its language", "```go\na < b\n```\n\n    indented",
			"<pre><code class=\"language-go\">a &lt; b\n</code></pre>\n<pre><code>indented\n</code></pre>"},
		{"a table with aligned columns", "| Ship | Tons |\n|:-:|--:|\n| a \\| b | 1 |",
			"<table>\n<thead>\n<tr>\n<th align=\"center\">Ship</th>\n<th align=\"right\">Tons</th>\n</tr>\n</thead>\n" +
				"<tbody>\n<tr>\n<td align=\"center\">a | b</td>\n<td align=\"right\">1</td>\n</tr>\n</tbody>\n</table>"},
		{"what is struck out", "~~old~~ new", "<p><del>old</del> new</p>"},
		{"a list of tasks", "- [x] done\n- [ ] open", "<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>"},
		{"addresses without brackets", "www.port.example, https://port.example/a?b=c&d, desk@port.example.",
			`<p><a href="http://www.port.example">www.port.example</a>, <a href="https://port.example/a?b=c&amp;d">https://port.example/a?b=c&amp;d</a>, <a href="mailto:desk@port.example">desk@port.example</a>.</p>`},
		{"addresses in brackets", "<https://port.example/> <desk@port.example>",
			`<p><a href="https://port.example/">https://port.example/</a> <a href="mailto:desk@port.example">desk@port.example</a></p>`},
		{"footnotes point to the page and back", "One[^n].\n\n[^n]: *Note*.",
			`<p>One<sup id="fnref:1"><a class="footnote-ref" href="` + story + `#fn:1">1</a></sup>.</p>` +
				"\n<div class=\"footnotes\">\n<hr/>\n<ol>\n<li id=\"fn:1\">\n<p><em>Note</em>.\u00a0" +
				`<a class="footnote-backref" href="` + story + "#fnref:1\">↩︎</a></p>\n</li>\n</ol>\n</div>"},
		{"HTML in it is cleaned", "<div onclick=x>\n\n*One*\n\n</div>\n\n<img src=a.png>\n<script>x</script>\n\n[js](javascript:x)",
			"<div>\n<p><em>One</em></p>\n</div>\n<img src=\"" + story + "a.png\"/>\n\n<p>js</p>"},
		{"escapes and entities", "\\*One\\* &copy; &lt; AT&T 1 < 2", "<p>*One* © &lt; AT&amp;T 1 &lt; 2</p>"},
		{"lines of other machines", "One\rtwo\r\n\r\nthree", "<p>One\ntwo</p>\n<p>three</p>"},
		{"nothing", " \n", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, _ := Clean(Markdown(c.in), story, beside)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("Clean(Markdown(%q)): (-want +got)\n%s", c.in, diff)
			}
		})
	}
}

// TestLinksAreLookedForWhereTheyCanBe holds the dialect that was chosen for a text against the
// one that looks for links everywhere.
func TestLinksAreLookedForWhereTheyCanBe(t *testing.T) {
	tokens := []string{"a", "storm", " ", "  \n", "\n", "\n\n", "*", "**", "_", "~~", "(", ")", "[", "](b)", "![", "`", "# ", "> ", "- ", "1. ", "| a | b |\n|---|---|\n", "[^1]", "[^1]: ", "[ ] ", "\"", "'", "--", "...",
		"\\", "&amp;", "<b>", "http:", "https:", "www", "//", "desk", ".", "ftp://a.example/b", "www.a.example", "a@b.example", "<a@b.example>", "http://a.example", ":", "@", "é", "\u00a0", "<!-- a -->", "\t"}
	plain := 0
	for seed := range uint64(20_000) {
		draw := rand.New(rand.NewPCG(seed, 63))
		var b strings.Builder
		for range 1 + draw.IntN(24) {
			b.WriteString(tokens[draw.IntN(len(tokens))])
		}
		text := b.String()
		for _, typographic := range []bool{false, true} {
			got := converted(text, typographic)
			var want strings.Builder
			if err := converters[dialect{typographic, true}]().Convert([]byte(text), &want); err != nil {
				t.Fatal(err)
			}
			if got != want.String() {
				t.Fatalf("converted(%q, %t) = %q, want %q", text, typographic, got, want.String())
			}
		}
		if !mayLink(text) {
			plain++
		}
	}
	if plain < 2_000 {
		t.Errorf("%d texts had nothing to look for: too few", plain)
	}
}
