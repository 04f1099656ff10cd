package record

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/feed"
	"dateline/feed/value"
)

// A site is files by their paths.
type site map[string]string

// read reads the articles of a generator's folder, by their keys, and what was found.
func (s site) read(t *testing.T, d Defaults, below string) (map[string]feed.Article, string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range s {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d.URL = "https://old.example/sub/"
	articles, findings, err := Folder{Path: filepath.Join(dir, below), Defaults: d}.Read()
	if err != nil {
		t.Fatal(err)
	}
	byKey := map[string]feed.Article{}
	for _, a := range articles {
		byKey[a.Key] = a
	}
	var said []string
	for _, f := range findings {
		said = append(said, strings.ReplaceAll(f.String(), dir+string(filepath.Separator), ""))
	}
	return byKey, strings.Join(said, "\n")
}

// What the real tools made of such files is compared in e2e/generators_test.go; these
// are the same answers.
func TestAddressesAndDatesAreThoseOfTheGenerator(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones on this machine:", err)
	}
	hugo := Defaults{Generator: "hugo", Zone: berlin, Languages: []string{"en", "de"}, FirstID: "{url}", Patterns: map[string]string{
		"blog": "/{year}/{monthname}/{weekday}/{yearday}/{sections}/{slug_or_title}/"}}
	jekyll := Defaults{Generator: "jekyll", Zone: berlin, FirstID: "{post_id}"}
	zola := Defaults{Generator: "zola", Zone: berlin, FirstID: "{url}"}
	eleventy := Defaults{Generator: "eleventy", Zone: berlin, FirstID: "{url}"}
	for _, c := range []struct {
		name, file, text string
		defaults         Defaults
		url, id, date    string
	}{
		{"hugo: a day is one of the site's zone", "content/post/First Post.md", "---\ntitle: x\ndate: 2020-01-02\n---\n", hugo, "post/first-post/", "", "2020-01-01T23:00:00Z"},
		{"hugo: a date in a name stays in the slug", "content/post/2020-05-05-x.md", "---\ndate: 2020-02-03T10:00:00Z\ntitle: x\n---\n", hugo, "post/2020-05-05-x/", "", "2020-02-03T10:00:00Z"},
		{"hugo: publishDate wins, date is in the address", "content/blog/a.md", "---\ntitle: A b's C++\ndate: 2020-07-03T23:30:00+05:00\npublishDate: 2020-07-05\n---\n", hugo, "2020/july/5/185/blog/a-bs-c/", "", "2020-07-04T22:00:00Z"},
		{"hugo: blanks of a name are hyphens", "content/post/plus+ (paren) & amp's.md", "---\ntitle: x\ndate: 2017-07-04Z\n---\n", hugo, "", "", ""},
		{"hugo: a bundle", "content/notes/Ünï/index.md", "+++\ntitle = 'x'\ndate = 2020-01-02T10:00:00\n+++\n", hugo, "notes/%C3%BCn%C3%AF/", "", "2020-01-02T09:00:00Z"},
		{"hugo: another language", "content/post/x.de.md", "---\ntitle: x\ndate: 2020-01-02\n---\n", hugo, "de/post/x/", "", "2020-01-01T23:00:00Z"},
		{"hugo: a point is no language", "content/post/node.js.md", "---\ntitle: x\ndate: 2020-01-02\n---\n", hugo, "post/node.js/", "", "2020-01-01T23:00:00Z"},
		{"hugo: records below the content", "content/f.md", "---\ntitle: x\ndate: 2020-01-02\n---\n", Defaults{Generator: "hugo", Below: "blog/deep", FirstID: "{url}", Patterns: map[string]string{"blog": "/b/{folders}/{slug}/"}}, "b/blog/deep/f/", "", "2020-01-02T00:00:00Z"},
		{"hugo: a folder of a language", "content/f.md", "---\ntitle: x\ndate: 2020-01-02\n---\n", Defaults{Generator: "hugo", Below: "de/blog", FirstID: "{url}", Languages: []string{"en", "de"}}, "de/blog/f/", "", "2020-01-02T00:00:00Z"},
		{"hugo: url", "content/post/u.md", "---\ntitle: x\ndate: 2020-01-02\nurl: /x/:year/:slug\n---\n", hugo, "x/2020/x/", "", "2020-01-01T23:00:00Z"},
		{"hugo: url with an ending", "content/post/u.md", "---\ntitle: x\ndate: 2020-01-02\nurl: rel/Where.html\n---\n", hugo, "rel/Where.html", "", "2020-01-01T23:00:00Z"},

		{"jekyll: categories, and a slug with its case", "_posts/2020-01-02-hello-World_x.md", "---\ncategories: Foo Bar\n---\nx\n", jekyll, "foo/bar/2020/01/02/hello-World_x.html", "foo/bar/2020/01/02/hello-World_x", "2020-01-01T23:00:00Z"},
		{"jekyll: a YAML timestamp is UTC", "_posts/2020-02-03-b.md", "---\ndate: 2020-02-03 10:00:00\n---\nx\n", jekyll, "2020/02/03/b.html", "2020/02/03/b", "2020-02-03T10:00:00Z"},
		{"jekyll: in quotes it is not", "_posts/2020-02-03-b.md", "---\ndate: \"2020-02-03 10:00:00\"\n---\nx\n", jekyll, "2020/02/03/b.html", "2020/02/03/b", "2020-02-03T09:00:00Z"},
		{"jekyll: without seconds it is none", "_posts/2020-02-03-b.md", "---\ndate: 2020-02-03 10:00\n---\nx\n", jekyll, "2020/02/03/b.html", "2020/02/03/b", "2020-02-03T09:00:00Z"},
		{"jekyll: the day of the address is the site's", "_posts/2020-02-12-k.md", "---\ndate: 2020-03-01 23:30:00 -0500\n---\nx\n", jekyll, "2020/03/02/k.html", "2020/03/02/k", "2020-03-02T04:30:00Z"},
		{"jekyll: a folder above _posts is a category", "News/_posts/2020-2-9-g.md", "---\ncategory: X\n---\nx\n", jekyll, "news/x/2020/02/09/g.html", "news/x/2020/02/09/g", "2020-02-08T23:00:00Z"},
		{"jekyll: permalink, and an id without it", "_posts/2020-02-06-e.md", "---\npermalink: /fixed/\n---\nx\n", jekyll, "fixed/", "e", "2020-02-05T23:00:00Z"},
		{"jekyll: permalink with words", "_posts/2020-02-05-d.md", "---\npermalink: /p/:short_year/:i_month/:title\n---\nx\n", jekyll, "p/20/2/d", "p/20/2/d", "2020-02-04T23:00:00Z"},
		{"jekyll: a slug is as it is in the id", "_posts/2020-02-07-f.md", "---\nslug: Other Slug\n---\nx\n", jekyll, "2020/02/07/Other-Slug.html", "2020/02/07/Other%20Slug", "2020-02-06T23:00:00Z"},

		{"zola: a date in a name is none of the slug", "content/blog/2020-01-02-My Post.md", "+++\ntitle = 'x'\n+++\n", zola, "blog/my-post/", "", "2020-01-02T00:00:00Z"},
		{"zola: letters without their marks", "content/blog/Straße Ünï_x.md", "+++\ntitle = 'x'\ndate = 2020-01-02\n+++\n", zola, "blog/strasse-uni-x/", "", "2020-01-02T00:00:00Z"},
		{"zola: path", "content/blog/a.md", "+++\ntitle = 'x'\npath = 'some/where'\ndate = 2020-01-02\n+++\n", zola, "some/where/", "", "2020-01-02T00:00:00Z"},

		{"eleventy: a name as it is", "posts/2020-01-02-Hello_World x.md", "---\ntitle: x\n---\n", eleventy, "posts/2020-01-02-Hello_World%20x/", "", "2020-01-02T00:00:00Z"},
		{"eleventy: permalink", "posts/2020-01-02-c.md", "---\ntitle: A c\npermalink: \"/z/{{ title | slugify }}/{{ page.fileSlug }}/{{ page.date | date: '%Y' }}/index.html\"\n---\n", eleventy, "z/a-c/c/2020/", "", "2020-01-02T00:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			below, _, _ := strings.Cut(c.file, "/")
			if c.defaults.Generator != "hugo" && c.defaults.Generator != "zola" {
				below = ""
			}
			articles, said := site{c.file: c.text}.read(t, c.defaults, below)
			a := articles[strings.TrimPrefix(c.file, below+"/")]
			if c.url == "" {
				if len(articles) > 0 {
					t.Errorf("%v was read; its date is none", a)
				}
				return
			}
			if got, want := a.URL, "https://old.example/sub/"+c.url; got != want {
				t.Errorf("address %s, want %s; %s", got, want, said)
			}
			id := c.id
			if id == "" {
				id = c.url
			}
			if want := "https://old.example/sub/" + id; a.FirstID != want {
				t.Errorf("first id %s, want %s", a.FirstID, want)
			}
			if got := a.Published.Format(time.RFC3339); got != c.date {
				t.Errorf("published %s, want %s", got, c.date)
			}
		})
	}
}

func TestEveryWordOfAPatternStandsForSomething(t *testing.T) {
	for _, word := range value.Placeholders {
		generator := "hugo"
		if word == "categories" {
			generator = "jekyll"
		}
		d := Defaults{Generator: generator, Pattern: "/a{" + word + "}z/{slug}/", Language: "en"}
		articles, said := site{"b/_posts/2020-01-02-post.md": "---\ntitle: Post\ndate: 2020-03-07T09:05:01Z\n---\nx\n"}.read(t, d, "")
		for _, a := range articles {
			if strings.Contains(a.URL, "/az/") || strings.ContainsAny(a.URL, "{}") || !strings.Contains(a.URL, "/a") {
				t.Errorf("{%s} gives %s", word, a.URL)
			}
		}
		if generator == "jekyll" && len(articles) != 1 || said != "" {
			t.Errorf("{%s}: %d articles; %s", word, len(articles), said)
		}
	}
}

func TestOnlyArticlesOfTheGeneratorAreRead(t *testing.T) {
	const dated = "---\ntitle: x\ndate: 2020-01-02\n---\nx\n"
	const page = "---\ntitle: x\n---\nx\n"
	for _, c := range []struct {
		generator, below string
		site             site
		want, said       string
	}{
		{"hugo", "content", site{
			"content/_index.md": dated, "content/a/_index.md": dated, "content/a/p.md": dated, "content/about.md": page, "content/contact.md": page,
			"content/a/b/index.md": dated, "content/a/b/inner.md": dated, "content/a/b/more/inner.md": dated, "content/a/data.json": "{", "content/a/t.toml": "x",
			"content/a/x.adoc": "= x", "content/a/d.md": "---\ntitle: x\ndate: 2020-01-01\ndraft: true\n---\n", "content/a/h.md": "---\ntitle: x\ndate: 2020-01-01\nbuild:\n  list: never\n---\n",
		}, "a/b/index.md a/d.md(draft) a/h.md(draft) a/p.md",
			"content/a/x.adoc: warning: is AsciiDoc, which is not read; write it as Markdown (.md) (record-notation)\n" +
				"content: warning: 2 pages have no date, so they are no articles: about.md, contact.md (record-page)"},
		{"jekyll", "", site{
			"index.html": page, "about.md": page, "_posts/2020-01-02-a.md": page, "_posts/2020-01-03-b.html": page, "_posts/sub/2020-01-02-c.md": "No front matter\n",
			"_drafts/d.md": page, "_site/2020-01-02-e.md": page, "x/_posts/2020-01-02-f.md": page, "_posts/undated.md": dated, "node_modules/_posts/2020-01-02-g.md": page,
			"_posts/2020-01-04-h.md": "---\npublished: false\n---\n", "vendor/y/_posts/2020-01-02-i.md": page,
		}, "_posts/2020-01-02-a.md _posts/2020-01-03-b.html _posts/2020-01-04-h.md(draft) _posts/sub/2020-01-02-c.md x/_posts/2020-01-02-f.md",
			": warning: _posts/undated.md has no date, so it is no article (record-page)"},
		{"eleventy", "", site{
			"posts/a.md": dated, "posts/posts.json": `{"tags": "posts"}`, "_includes/b.md": dated, "node_modules/m/c.md": dated, "feed.njk": "x",
			"posts/x.md": "---\ntitle: x\ndate: 2020-01-01\neleventyExcludeFromCollections: true\n---\n", "posts/m.md": "---\ntitle: x\ndate: git Last Modified\n---\n",
		}, "posts/a.md posts/x.md(draft)",
			"feed.njk: warning: is Nunjucks, which is not read; write it as Markdown (.md) (record-notation)\n: warning: posts/m.md has no date, so it is no article (record-page)"},
	} {
		t.Run(c.generator, func(t *testing.T) {
			articles, said := c.site.read(t, Defaults{Generator: c.generator}, c.below)
			var got []string
			for _, key := range slices.Sorted(maps.Keys(articles)) {
				if articles[key].Draft {
					key += "(draft)"
				}
				got = append(got, key)
			}
			if got := strings.Join(got, " "); got != c.want {
				t.Errorf("read %s\nwant %s", got, c.want)
			}
			for want := range strings.Lines(c.said) {
				if !strings.Contains(said, strings.TrimPrefix(strings.TrimSpace(want), ":")) {
					t.Errorf("said\n%s\nwant\n%s", said, want)
				}
			}
		})
	}
}

func TestFrontMatterOfThemesIsNoFault(t *testing.T) {
	articles, said := site{"content/a.md": `---
title: x
date: 2020-01-02
cover: {image: /x.png, alt: A, relative: true}
author: {name: Bob, twitter: bob}
tags: [one]
categories: [Two]
series: [three]
description: D
text: [1, 2]
comments: {id: 5}
location: [no, place]
id: 7
params: {title: no, date: 2001-01-01, url: /no/, draft: true, author: Nobody}
aliases: [/old/]
---
Above.

<!--more-->

Below.
`}.read(t, Defaults{Generator: "hugo", Taxonomies: []string{"series"}}, "content")
	if said != "" {
		t.Errorf("said %s", said)
	}
	a := articles["a.md"]
	if a.Image == nil || a.Image.URL != "https://old.example/sub/x.png" || a.Image.Alt != "A" {
		t.Errorf("image %+v", a.Image)
	}
	if len(a.Authors) != 1 || a.Authors[0].Name != "Bob" || a.ID != "" || a.Summary != "" || !slices.Equal(a.Aliases, []string{"https://old.example/sub/old/"}) {
		t.Errorf("%+v", a)
	}
	if got := fmt.Sprint(a.Tags); got != "[{one  } {Two  } {three  }]" {
		t.Errorf("tags %s", got)
	}
	for _, key := range []string{"text", "comments", "location", "id", "description"} {
		if _, kept := a.Extra[key]; !kept {
			t.Errorf("%s is lost", key)
		}
	}
}

func TestCallsBecomeTheirMeaning(t *testing.T) {
	const other = "---\ntitle: Other\ndate: 2020-01-02\n---\nx\n"
	for _, c := range []struct{ name, generator, body, want, said string }{
		{"hugo: figure", "hugo", `{{< figure src="/x.png" alt="A" title="T" caption="C *it*" >}}`, `<figure><img src="https://old.example/sub/x.png" alt="A"><figcaption><h4>T</h4>` + "\n\nC *it*\n</figcaption></figure>", ""},
		{"hugo: film", "hugo", `{{< youtube id="abc" autoplay=true >}} {{< vimeo 12 >}}`, `<a href="https://www.youtube.com/watch?v=abc">Watch on YouTube</a> <a href="https://vimeo.com/12">Watch on Vimeo</a>`, ""},
		{"hugo: the title of one film is not that of the next", "hugo", `{{< youtube id="a" title="A" >}} {{< youtube b >}}`, `<a href="https://www.youtube.com/watch?v=a">A</a> <a href="https://www.youtube.com/watch?v=b">Watch on YouTube</a>`, ""},
		{"jekyll: a film by its address", "jekyll", `{% youtube https://www.youtube.com/watch?v=a-b_c&t=10 %} {% youtube "https://youtu.be/x1?t=5" %}`, `<a href="https://www.youtube.com/watch?v=a-b_c">Watch on YouTube</a> <a href="https://www.youtube.com/watch?v=x1">Watch on YouTube</a>`, ""},
		{"hugo: tweet", "hugo", `{{< x user="a" id="1" >}}{{< tweet 2 >}}`, `<a href="https://twitter.com/a/status/1">See on Twitter</a><a href="https://twitter.com/i/status/2">See on Twitter</a>`, ""},
		{"hugo: code", "hugo", "{{< highlight go \"linenos=table\" >}}\nfunc x() {{}}\n{{< /highlight >}}", "```go\nfunc x() {{}}\n```", ""},
		{"hugo: references", "hugo", `[a]({{< ref "other.md#x" >}}) [b]({{% relref "/p/other" %}}) [c](other.md#y) [d](https://e.org/other.md)`, "[a](https://old.example/sub/p/other/#x) [b](https://old.example/sub/p/other/) [c](https://old.example/sub/p/other/#y) [d](https://e.org/other.md)", ""},
		{"hugo: a reference to nothing", "hugo", `See [the *post*]({{< ref "gone.md" >}}).`, "See the *post*.", "refers to gone.md, which is no article"},
		{"hugo: an unknown one", "hugo", "{{% notice tip %}}\nMind **this** {{< youtube 1 >}}\n{{% /notice %}} {{< other />}}", "Mind **this** <a href=\"https://www.youtube.com/watch?v=1\">Watch on YouTube</a>", "{{% notice tip %}} is not run here; what is within stays"},
		{"hugo: written about", "hugo", "`{{</* x \"y\" */>}}`", "`{{< x \"y\" >}}`", ""},
		{"hugo: attributes", "hugo", "## H {#id}\n\ntext\n{.cls}\n\n```\n## H {#id}\n```", "## H\n\ntext\n\n\n```\n## H {#id}\n```", ""},
		{"hugo: params", "hugo", `{{< param "title" >}}`, "Post", ""},
		{"zola: shortcodes", "zola", "{{ youtube(id=\"abc\", class=\"x\") }}\n\n{% quote(author=\"V\") %}\nq {{ vimeo(id=\"1\") }}\n{% end %}", "<a href=\"https://www.youtube.com/watch?v=abc\">Watch on YouTube</a>\n\n\n\n<blockquote>\n\nq <a href=\"https://vimeo.com/1\">Watch on Vimeo</a>\n\n— V\n\n</blockquote>", ""},
		{"zola: written about", "zola", "{{/* youtube(id=\"1\") */}}", "{{ youtube(id=\"1\") }}", ""},
		{"zola: internal links", "zola", "[a](@/p/other.md#x) `[a](@/p/other.md)`", "[a](https://old.example/sub/p/other/#x) `[a](@/p/other.md)`", ""},
		{"jekyll: raw", "jekyll", "{% raw %}{{ x }}{% endraw %} {% comment %}no{% endcomment %}", "{{ x }}", ""},
		{"jekyll: code", "jekyll", "{% highlight ruby linenos %}\ndef x\n{% endhighlight %}", "```ruby\ndef x\n```", ""},
		{"jekyll: references", "jekyll", "[a]({% post_url 2020-01-02-other %}) [b]({% link _posts/2020-01-02-other.md %})", "[a](https://old.example/sub/2020/01/02/other.html) [b](https://old.example/sub/2020/01/02/other.html)", ""},
		{"jekyll: addresses", "jekyll", `{{ site.url }}{{ site.baseurl }}/x {{ "/y" | relative_url }} {{ '/z' | absolute_url }} {{ page.title }}`, "https://old.example/sub/x /sub/y https://old.example/sub/z Post", ""},
		{"jekyll: what is not known", "jekyll", "{% if page.x %}shown{% endif %} {{ site.data.x }}", "shown", "{% if page.x %} is not run here; what is within stays"},
		{"jekyll: kramdown", "jekyll", "text\n{: .cls}\n\n* TOC\n{:toc}\n\n[x](/y){:target=\"_blank\"} `{: .z}`", "text\n\n\n\n\n[x](/y) `{: .z}`", ""},
		{"jekyll: an include", "jekyll", "{% include figure.html image_path=\"https://e.org/x.png\" %}{% include toc.html %}", "<figure><img src=\"https://e.org/x.png\"></figure>", ""},
		{"eleventy: url", "eleventy", `{{ "/x" | url }} {{ title }} {{ page.url }}`, "/sub/x Post /sub/p/2020-01-02-post/", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder, below := "content/p/", "content"
			switch c.generator {
			case "jekyll":
				folder, below = "_posts/", ""
			case "eleventy":
				folder, below = "p/", ""
			}
			post, second := folder+"2020-01-02-post.md", folder+"other.md"
			if c.generator == "jekyll" {
				second = "_posts/2020-01-02-other.md"
			}
			articles, said := site{post: "---\ntitle: Post\ndate: 2020-01-02\n---\n" + c.body + "\n", second: other}.read(t, Defaults{Generator: c.generator}, below)
			a := articles[strings.TrimPrefix(post, below+"/")]
			if got := strings.TrimSpace(a.Content); got != strings.TrimSpace(c.want) {
				t.Errorf("body\n%q\nwant\n%q", got, c.want)
			}
			if !strings.Contains(said, c.said) || c.said == "" && said != "" {
				t.Errorf("said %q, want %q", said, c.said)
			}
		})
	}
}

// FuzzBodies finds bodies that cannot be read: whatever they hold, they can.
func FuzzBodies(f *testing.F) {
	for _, body := range []string{
		"{{< figure src=x >}}", "{{% a %}}{{% /a %}}", "{{</* x */>}}", "{% raw %}{{", "{% post_url %}", "{% link %}", "{% include %}", "{{ \"x\" | date: }}", "{{ | }}",
		"{: .x}\n{:toc}", "```\n{{< x", "{{ youtube(id=\"1\") }}{% end %}", "{% quote() %}", "[x](@/a.md#b)", "[a](dateline-record:x;)", "dateline-record:%zz;", "<!--more-->", "~~~",
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if strings.ContainsRune(body, 0) {
			return
		}
		for name := range generators {
			d := Defaults{Generator: name, URL: "https://old.example/"}
			one := &reading{defaults: &d, name: "content/_posts/2020-01-02-x.md", rel: "_posts/2020-01-02-x.md", in: nil}
			one.document([]byte("---\ntitle: x\ndate: 2020-01-02\n---\n"+body), feed.Markdown)
			for _, a := range one.articles {
				atlas := Folder{Path: "content", Defaults: d}.Atlas()
				atlas.Add(a.Key, a.URL)
				if linked, _ := atlas.Link(a); Refers(linked) && !strings.Contains(body, markOf) {
					t.Errorf("%s: %q still refers", name, linked.Content)
				}
			}
		}
	})
}
