package prose

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/feed/value"
)

// walked is the fragment as the walk and the wall leave it, in rounds until nothing changes.
func walked(fragment string) (clean string, changes []Change) {
	clean, changes = reread(fragment)
	return unquoted(wall().Sanitize(clean)), changes
}

func reread(fragment string) (string, []Change) {
	var said changes
	clean := said.legible(fragment)
	for range maxRounds {
		tidied, err := tidy(clean, newHome(story, beside), &said)
		if err != nil {
			return "too deep", said.list
		}
		if tidied == clean {
			return tidied, said.list
		}
		clean = tidied
	}
	return "never the same", said.list
}

// sameAsWalked reports whether the fragment is usual, and fails if what is made of it is
// not what the walk would make.
func sameAsWalked(t *testing.T, fragment string) bool {
	t.Helper()
	got, ok := usual(fragment, newHome(story, beside))
	if !ok {
		return false
	}
	want, changes := walked(fragment)
	if got != want || len(changes) > 0 {
		t.Errorf("usual(%q) = %q\n, the walk makes %q\nand says %v", fragment, got, want, changes)
	}
	return true
}

func TestWhichMarkupIsUsual(t *testing.T) {
	for _, c := range []struct {
		fragment, clean string // empty if it is not usual
	}{
		{"<p>Storm over <em>Gdańsk</em></p>\n<p>Rain.</p>\n", "<p>Storm over <em>Gdańsk</em></p>\n<p>Rain.</p>"},
		{"&quot;It&#39;s 5 &lt; 6 &amp; 7&quot;", `"It's 5 &lt; 6 &amp; 7"`},
		{"<p>&ldquo;A&rdquo;&nbsp;&#8211; b</p>", "<p>“A”\u00a0– b</p>"},
		{`<a href="../port/">port</a>`, `<a href="https://gazette.example/2026/port/">port</a>`},
		{`<a href="/?a=1&amp;b=2" title="&quot;a&quot;">a</a>`, `<a href="https://gazette.example/?a=1&amp;b=2" title="&quot;a&quot;">a</a>`},
		{`<img src="local.jpg" alt="a" />`, `<img src="https://gazette.example/feeds/media/0a1b2c3d/local.jpg" alt="a"/>`},
		{"<pre><code class=\"language-go\">\na := 1\n</code></pre>", "<pre><code class=\"language-go\">\na := 1\n</code></pre>"},
		{"<table>\n<thead>\n<tr>\n<th align=\"right\">a</th>\n</tr>\n</thead></table>", "<table>\n<thead>\n<tr>\n<th align=\"right\">a</th>\n</tr>\n</thead></table>"},
		{"<ul>\n<li>a<ul><li>b</li></ul></li></ul><hr><br/>", "<ul>\n<li>a<ul><li>b</li></ul></li></ul><hr/><br/>"},
		{"", ""},
		{"<p>a", ""}, {"a</p>", ""}, {"<em><b>a</em></b>", ""}, {"<p>a<p>b</p></p>", ""}, {"<li>a</li>", ""}, {"<ul>a</ul>", ""},
		{"<em>a<b><em>c</em></b></em>", ""}, {"<pre>\na</pre>", ""}, {"<table><tr><td>a</td></tr></table>", ""}, {"a > b", ""}, {"a < b", ""},
		{"a & b", ""}, {"&Tab;", ""}, {"&#13;", ""}, {"&copy", ""}, {"a\rb", ""}, {"a\x00b", ""}, {"<!--more-->", ""}, {"<P>a</P>", ""}, {"<p >a</p >", ""}, {"<p/>a", ""},
		{"<script>a</script>", ""}, {"<span>a</span>", ""}, {"<a>b</a>", ""}, {`<a href="javascript:a()">b</a>`, ""}, {`<a href='b'>c</a>`, ""},
		{`<p onclick="a()">b</p>`, ""}, {`<p style="color:red">b</p>`, ""}, {`<p class="lead">b</p>`, ""}, {`<p id="a" id="b">c</p>`, ""}, {`<a name="b" href="c">d</a>`, ""},
		{`<img alt="a">`, ""}, {`<img src="a.gif" width="1" height="1">`, ""}, {`<img src="https://pixel.wp.com/a">`, ""}, {`<img src="//pixel.wp.com/a">`, ""},
		{`<img src="/loading.gif" srcset="b.jpg 2x">`, ""}, {`<img src="data:image/gif;base64,R0lGODlhAQABA">`, ""}, {`<img data-src="a.jpg">`, ""},
		{strings.Repeat("<div>", maxUsual+1) + strings.Repeat("</div>", maxUsual+1), ""},
	} {
		clean, ok := usual(c.fragment, newHome(story, beside))
		if want := c.clean != "" || c.fragment == ""; ok != want || ok && clean != c.clean {
			t.Errorf("usual(%q) = %q, %t; want %q, %t", c.fragment, clean, ok, c.clean, want)
		}
		sameAsWalked(t, c.fragment)
	}
}

// A maker makes up markup: much of it usual, some of it with a fault.
type maker struct {
	*rand.Rand
	b strings.Builder
}

var (
	names = func() (names []string) {
		for name := range models {
			names = append(names, name)
		}
		slices.Sort(names)
		return names
	}()
	words  = []string{"a", "storm ", " ", "\n", "&amp;", "&lt;b", "&quot;", "&#39;", "é", "1 &gt; 0", "&amp;lt;", "'", `"`, "&amp;#39;", "\u00a0", "&nbsp;", "&ldquo;", "&#8217;", "&#60;p"}
	values = []string{`href="../port/"`, `href="https://gazette.example/a?b=1&amp;c=2#d"`, `href="mailto:a@b.example"`, `id="a-b"`, `title="&quot;a&quot; 'b'"`, `class="language-go"`,
		`class="footnotes footnote-b"`, `align="right"`, `src="/images/a.jpg"`, `src="local%20a.png"`, `alt="a &amp; b"`, `width="20px"`, `colspan="2"`, `start="3"`, `cite="a"`, `lang="be"`, `dir="rtl"`,
		`rel="nofollow"`, `type="a"`, `datetime="2026-11-24"`, `href=""`, `src="  a.jpg "`, `height="1"`, `width="0"`, `id=" a"`, `class="wp-a"`, `hidden=""`, `src="https://www.facebook.com/tr?a"`, `srcset="a.jpg 2x"`}
	faults = []string{"<p>", "</p>", "<em>", "</a>", "<a href='b'>", "<font>", "<!-- a -->", "<li>", "</ul>", "<table>", "&Tab;", "&copy", "&", ">", "<", "\r", "\v", "<script>a</script>", "<noscript><img src=\"a\"></noscript>", "<P>",
		"<br></br>", "<td>", "<span>", "</div>", "<div>", "<input>", "&#0;", "&ampa", "<p/>", "<svg><a></a></svg>", "<b a=\"c\"d=\"e\">"}
)

func (m *maker) pick(from []string) string { return from[m.IntN(len(from))] }

// within writes what an element of that content may hold.
func (m *maker) within(holds kind, depth int) {
	for range m.IntN(4) {
		switch name := m.pick(names); {
		case m.IntN(60) == 0:
			m.b.WriteString(m.pick(faults))
		case m.IntN(2) == 0 && (holds&phrasing != 0 || m.IntN(30) == 0):
			m.b.WriteString(m.pick(words))
		case depth < 7 && (models[name].is&holds != 0 || m.IntN(60) == 0):
			m.element(name, depth)
		default:
			m.b.WriteString(m.pick([]string{"", " ", "\n"}))
		}
	}
}

func (m *maker) element(name string, depth int) {
	m.b.WriteString("<" + name)
	switch name {
	case "a":
		m.b.WriteString(` href="b"`)
	case "img":
		m.b.WriteString(` src="b.jpg"`)
	}
	for m.IntN(4) == 0 {
		m.b.WriteString(" " + m.pick(values))
	}
	if models[name].holds == 0 {
		m.b.WriteString(m.pick([]string{">", "/>", " />"}))
		return
	}
	m.b.WriteString(">")
	m.within(models[name].holds, depth+1)
	if m.IntN(100) > 0 {
		m.b.WriteString("</" + name + ">")
	}
}

func TestUsualMarkupIsWhatTheWalkMakesOfIt(t *testing.T) {
	const n = 30_000
	count := 0
	for seed := range uint64(n) {
		m := maker{Rand: rand.New(rand.NewPCG(seed, 5))}
		m.within(flow|phrasing, 0)
		m.within(flow|phrasing, 0)
		if sameAsWalked(t, m.b.String()) {
			count++
		}
		if t.Failed() {
			return
		}
	}
	if count < n/3 {
		t.Errorf("%d of %d fragments are usual: too few to hold anything against each other", count, n)
	}
	t.Logf("%d of %d fragments are usual", count, n)
}

// TestWhatMarkdownMakesIsUsual holds that the way without a tree is the one that is taken.
func TestWhatMarkdownMakesIsUsual(t *testing.T) {
	text := "# Storm\n\nThe *tide* of the [port](../port/) is **high**, `a < b` & \"so\".\n\n> Quoted\n\n- a\n- b\n\n1. c\n   - d\n\n" +
		"![pier](/images/pier.jpg \"The pier\")\n\n| Ship | Tons |\n|---|--:|\n| a | 1 |\n\n```go\na := 1\n```\n\n---\n\n~~old~~ <https://gazette.example/?a=1&b=2>\n"
	if !sameAsWalked(t, Markdown(text)) {
		t.Errorf("not usual: %s", Markdown(text))
	}
}

func FuzzUsualMarkupIsWhatTheWalkMakesOfIt(f *testing.F) {
	for _, archive := range pairs(f) {
		f.Add(section(archive, "input.html"))
		f.Add(section(archive, "want.html"))
	}
	for _, fragment := range []string{
		"<p>a <em>b <a href=\"/c\">d</a></em><br>e</p>\n<ul>\n<li>f<p>g</p></li></ul>", "<pre>\n\na</pre>", "<a href=\"a\">b<a href=\"b\">c</a></a>", "<p><div>a</div>b</p>",
		"<em><em><em><em>a</em></em></em></em>", "<table>a<thead>\n<tr><th>b</th></tr></thead></table>", "a<noscript>b</noscript>c", value.Clean("\ufeff<p>a</p>"),
	} {
		f.Add(fragment)
	}
	f.Fuzz(func(t *testing.T, fragment string) { sameAsWalked(t, fragment) })
}
