package e2e

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// A generated site is one of another generator, which publishes a feed of its own.
type generated struct {
	generator string
	files     map[string]string
	build     func(t *testing.T, dir string)
	theirs    string // its feed
	ours      string // where dateline init puts ours
}

// at is a post in front matter and body.
func at(matter, body string) string { return "---\n" + matter + "\n---\n" + body + "\n" }

// Who moves from another generator, with nothing but dateline init --from, gives
// subscribers the items that they have: the same ids, links, dates, titles and words.
func TestFeedsOfGeneratorsGoOn(t *testing.T) {
	endToEnd(t)
	for _, g := range []generated{
		{
			generator: "hugo", build: program("hugo"), theirs: "public/index.xml", ours: "static/feeds/rss.xml",
			files: map[string]string{
				"hugo.toml": "baseURL = 'https://old.example/sub/'\ntitle = 'Old'\ntimeZone = 'Europe/Berlin'\n[permalinks]\nblog = '/:year/:monthname/:yearday/:sections/:slug/'\nnotes = '/n/:title/:section/:weekdayname/'\n",
				"layouts/_default/rss.xml": `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Old</title><link>{{ .Permalink }}</link><description>d</description>` +
					`{{ range .Site.RegularPages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" | safeHTML }}</pubDate>` +
					`<content:encoded>{{ .Content | htmlEscape | safeHTML }}</content:encoded></item>{{ end }}</channel></rss>`,
				"layouts/_default/single.html": "x", "layouts/_default/list.html": "x", "layouts/index.html": "x",
				"content/post/a day.md":         at("title: A day\ndate: 2020-01-02", "Words with *stress*."),
				"content/post/Moment_X.md":      at("title: 'Moment: \"quoted\" & more'\ndate: 2020-01-03 10:00:00", "x"),
				"content/post/Ünïcode.md":       at("title: Ünï\ndate: 2020-07-03T23:30:00+05:00\nslug: My Slug -x", "Above\n\n<!--more-->\n\nbelow"),
				"content/post/2020-05-05-d.md":  at("title: Dated\ndate: '2020-02-03T10:00:00'", "x"),
				"content/post/fixed.md":         at("title: Fixed\ndate: 2020-07-04T10:00:00Z\nurl: /some/where", "x"),
				"content/post/file.md":          at("title: File\ndate: 2020-07-05T10:00:00Z\nurl: some/File.html", "See [a day]({{< ref \"a day.md\" >}}) and [b]({{< relref \"/blog/b.md#x\" >}})."),
				"content/blog/b.md":             at("title: B's Straße (50% off)\ndate: 2020-07-03T23:30:00Z", "`{{</* youtube x */>}}`"),
				"content/blog/deep/er/c.md":     at("title: C\ndate: 2020-12-31T23:30:00-05:00", "{{< highlight go >}}\nfunc main\n{{< /highlight >}}"),
				"content/notes/bundle/index.md": at("title: Bundle Note\ndate: 2020-07-06", "![A](pic.png)"),
				"content/notes/bundle/inner.md": at("title: inner\ndate: 2020-07-06", "x"),
				"content/notes/bundle/pic.png":  "x",
				"content/json.md":               "{\"title\": \"JSON\", \"date\": \"2017-07-04T10:00:00+02:00\"}\nx\n",
				"content/toml.md":               "+++\ntitle = 'TOML'\ndate = 2017-08-04T10:00:00\n+++\nx\n",
				"content/draft.md":              at("title: D\ndate: 2020-07-06\ndraft: true", "x"),
				"content/future.md":             at("title: F\ndate: 2090-07-06", "x"),
				"content/expired.md":            at("title: E\ndate: 2017-07-06\nexpiryDate: 2018-01-01", "x"),
			},
		},
		{
			generator: "jekyll", build: program("jekyll", "build", "-q"), theirs: "_site/feed.xml", ours: "feeds/atom.xml",
			files: map[string]string{
				"_config.yml":                        "title: Old\nurl: https://old.example\nbaseurl: /sub\ntimezone: Europe/Berlin\nplugins: [jekyll-feed]\nauthor: Ann\nfeed: {posts_limit: 100}\nexclude: [config.toml, .dateline]\n",
				"_posts/2020-01-02-hello-World_x.md": at("title: Hello\ncategories: Foo Bar", "First *para*.\n{: .cls}\n\n[b]({% post_url 2020-02-03-b %}) {% raw %}{{ raw }}{% endraw %}"),
				"_posts/2020-02-03-b.md":             at("date: 2020-02-03 10:00:00", "x"),
				"_posts/2020-02-04-c.md":             at("date: 2020-02-04 10:00\ntitle: C", "x\n\n{% highlight ruby %}\ndef x\n{% endhighlight %}"),
				"_posts/2020-02-05-d.md":             at("date: 2020-02-05 10:00:00 +0500\ntitle: D\npermalink: /p/:year/:title", "x"),
				"_posts/2020-02-06-e.md":             at("date: 2020-02-06T23:30:00\ntitle: E\npermalink: /fixed/\ncategory: one", "x"),
				"_posts/sub/2020-2-7-f Ü & x.md":     at("title: F\nslug: Other Slug", "x"),
				"_posts/2020-02-08-Ümlaut ß+c.md":    at("categories: [Ärger so, b]", "x"),
				"News/_posts/2020-02-09-g.md":        at("title: G\ncategory: X", "x"),
				"_posts/2020-02-10-h.md":             "No front matter\n",
				"_posts/2020-02-11-i.md":             at("published: false", "x"),
				"_posts/2020-02-12-k.html":           at("title: K\ndate: 2020-03-01 23:30:00 -0500", "<p>x</p>"),
				"_posts/2020-02-13-l.md":             at("date: \"2020-02-13 10:00:00\"\nlast_modified_at: 2020-05-01", "x"),
				"_posts/2090-02-13-m.md":             at("title: M", "x"),
				"_posts/nodate.md":                   at("title: N\ndate: 2020-01-01", "x"),
				"_drafts/n.md":                       at("title: N", "x"),
				"about.md":                           at("title: About", "x"),
			},
		},
		{
			generator: "eleventy", build: eleventySite, theirs: "_site/feed.xml", ours: "feeds/atom.xml",
			files: map[string]string{
				"eleventy.config.js": `import { feedPlugin } from "@11ty/eleventy-plugin-rss";
export default function (c) {
	c.addPlugin(feedPlugin, { type: "atom", outputPath: "/feed.xml", collection: { name: "posts", limit: 0 },
		metadata: { language: "en", title: "Old", subtitle: "s", base: "https://old.example/", author: { name: "Ann" } } });
}
export const config = { dir: { input: "src" } };
`,
				"package.json":                          `{"type": "module"}`,
				"src/posts/posts.json":                  `{"tags": ["posts"]}`,
				"src/posts/2020-01-02-Hello_World x.md": at("title: H & more", "x {{ \"/x\" | url }} {% raw %}{{ raw }}{% endraw %}"),
				"src/posts/b.md":                        at("title: B\ndate: 2020-02-03 10:00:00", "x"),
				"src/posts/sub/2020-03-01-c.md":         at("title: C c\npermalink: \"/z/{{ title | slugify }}/{{ page.fileSlug }}/\"", "x"),
				"src/posts/sub/bund/index.md":           at("title: Bund\ndate: 2020-03-05", "x"),
				"src/posts/d.md":                        at("title: D\ndate: \"2020-03-06T10:00:00\"\npermalink: /u/d.html", "x"),
				"src/posts/out.md":                      at("title: Out\ndate: 2020-03-07\neleventyExcludeFromCollections: true", "x"),
			},
		},
	} {
		t.Run(g.generator, func(t *testing.T) {
			t.Parallel()
			g.compare(t)
		})
	}
}

// program builds a site with a program, if that is installed.
func program(name string, arguments ...string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		path, err := exec.LookPath(name)
		if err != nil {
			t.Skipf("%s is not installed: %v", name, err)
		}
		command(t, dir, path, arguments...)
	}
}

// eleventySite builds a site of Eleventy, which looks for its modules above it.
func eleventySite(t *testing.T, dir string) {
	modules, err := filepath.Abs("readers/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(modules, "@11ty/eleventy")); err != nil {
		t.Skip("@11ty/eleventy is not installed; make e2e does it, where npm is")
	}
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	command(t, dir, "node", filepath.Join(modules, "@11ty/eleventy/cmd.cjs"), "--quiet")
}

func command(t *testing.T, dir, name string, arguments ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, arguments...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, arguments, err, out)
	}
}

// compare builds the site, moves it, and compares the two feeds.
func (g generated) compare(t *testing.T) {
	dir := filepath.Join(t.TempDir(), g.generator)
	for name, text := range g.files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	g.build(t, dir)
	command(t, dir, dateline, "init", "--from", g.generator)
	command(t, dir, dateline, "publish")
	theirs, ours := itemsOf(t, filepath.Join(dir, g.theirs)), itemsOf(t, filepath.Join(dir, g.ours))
	if len(theirs) < 5 {
		t.Fatalf("%s published %d items, want most of its %d files", g.generator, len(theirs), len(g.files))
	}
	for _, id := range slices.Sorted(maps.Keys(theirs)) {
		if got, there := ours[id]; !there {
			t.Errorf("%s is lost: %s", id, theirs[id])
		} else if got != theirs[id] {
			t.Errorf("%s\n is %s\nwas %s", id, got, theirs[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(ours)) {
		if _, there := theirs[id]; !there {
			t.Errorf("%s is new to subscribers: %s", id, ours[id])
		}
	}
}

// itemsOf are the items of a feed, by their ids.
func itemsOf(t *testing.T, file string) map[string]string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	items := map[string]string{}
	for _, i := range parsed.Items {
		when := i.PublishedParsed
		if when == nil {
			when = i.UpdatedParsed
		}
		items[i.GUID] = fmt.Sprintf("%s | %s | %s | %s", i.Link, when.UTC().Format(time.RFC3339), i.Title, spoken(cmp.Or(i.Content, i.Description)))
	}
	return items
}

var (
	anyTag = regexp.MustCompile(`<[^>]*>`)
	blanks = regexp.MustCompile(`\s+`)
	// curly are quotation marks that generators make of straight ones.
	curly = strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'")
)

// spoken are the words of a body, without blanks: coloured code has other ones.
func spoken(body string) string {
	text := anyTag.ReplaceAllString(body, "")
	for _, entity := range []struct{ is, means string }{{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", `"`}, {"&#34;", `"`}, {"&#39;", "'"}, {"&amp;", "&"}} {
		text = strings.ReplaceAll(text, entity.is, entity.means)
	}
	return curly.Replace(blanks.ReplaceAllString(text, ""))
}
