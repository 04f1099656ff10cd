package e2e

import (
	"path"
	"strconv"
	"strings"
)

// rssModel breaks no rule.
const rssModel = declaration + `
<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:georss="http://www.georss.org/georss" xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" version="2.0">
  <channel>
    <atom:link rel="self" type="application/rss+xml" href="https://example.org/feeds/here"></atom:link>
    <title>Model</title>
    <link>https://example.org/</link>
    <description>A model</description>
    <language>en</language>
    <managingEditor>ann@example.org (Ann)</managingEditor>
    <lastBuildDate>Fri, 20 Nov 2026 06:45:00 +0000</lastBuildDate>
    <ttl>60</ttl>
    <image>
      <url>https://example.org/logo.png</url>
      <title>Model</title>
      <link>https://example.org/</link>
      <width>144</width>
      <height>400</height>
    </image>
    <item>
      <title>First</title>
      <link>https://example.org/1</link>
      <description>&lt;p&gt;One&lt;/p&gt;</description>
      <content:encoded><![CDATA[<p>One <img src="https://example.org/1.png" srcset="https://example.org/1.png 1x"> <a href="https://example.org/2">two</a></p>]]></content:encoded>
      <dc:creator>Ann</dc:creator>
      <dc:creator>Ben</dc:creator>
      <dcterms:modified>2026-11-20T06:45:00Z</dcterms:modified>
      <category domain="https://example.org/tags">sea</category>
      <georss:point>38.7 -9.14</georss:point>
      <media:content url="https://example.org/1.png" fileSize="12" type="image/png" medium="image" width="10" height="10">
        <media:title type="plain">One</media:title>
      </media:content>
      <media:thumbnail url="https://example.org/1.png" width="10" height="10"></media:thumbnail>
      <slash:comments>0</slash:comments>
      <source url="https://example.com/feed">Elsewhere</source>
      <enclosure url="https://example.org/1.mp3" length="12" type="audio/mpeg"></enclosure>
      <guid isPermaLink="true">https://example.org/1</guid>
      <pubDate>Fri, 20 Nov 2026 06:45:00 +0000</pubDate>
    </item>
    <item>
      <title>Second</title>
      <link>https://example.org/2</link>
      <guid isPermaLink="false">tag:example.org,2026-11-19:2</guid>
      <pubDate>Thu, 19 Nov 2026 06:45:00 +0000</pubDate>
    </item>
  </channel>
</rss>
`

// Elements without a namespace, by parent, and those that may stand several
// times (RSS 2.0).
var rssChildren = map[string]string{
	"rss":     "channel",
	"channel": "title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs cloud ttl image skipHours skipDays item",
	"image":   "url title link width height description",
	"item":    "title link description author category comments enclosure guid pubDate source",
}

const rssMany = "item category atom:link dc:creator dc:contributor media:content media:thumbnail skipHours hour day"

// rssRules are those of the channel (requirements RSS-1 to RSS-18, BP-1 to BP-15).
var rssRules = []rule{
	{"InvalidRSSVersion", func(p page, f *faults) {
		if p.root.attrs["version"] != "2.0" || p.root.name != "rss" {
			f.add("the root is %s, version %q", p.root.name, p.root.attrs["version"])
		}
	}, [][2]string{{`version="2.0"`, `version="2.1"`}, {` version="2.0"`, ``}}},

	{"MissingTitle", func(p page, f *faults) { missing(p.root, f, "channel/title") }, [][2]string{{"<title>Model</title>", ""}, {"<title>Model", "<title> "}}},
	{"MissingLink", func(p page, f *faults) { missing(p.root, f, "channel/link") }, [][2]string{{"<link>https://example.org/</link>", ""}}},
	{"MissingDescription", func(p page, f *faults) { missing(p.root, f, "channel/description") }, [][2]string{{"<description>A model</description>", ""}}},

	{"DuplicateElement", func(p page, f *faults) {
		for parent, n := range p.root.walk() {
			if word("rss channel item image", n.name) || parent.name == "channel" {
				once(n, rssMany, f)
			}
		}
	}, [][2]string{{"<ttl>", "<ttl>1</ttl><ttl>"}, {"<guid", "<guid>https://example.org/</guid><guid"}, {"<width>", "<width>1</width><width>"}, {"<content:encoded>", "<content:encoded>x</content:encoded><content:encoded>"}}},

	{"UndefinedElement", func(p page, f *faults) {
		for parent, n := range p.root.walk() {
			allowed, closed := rssChildren[parent.name]
			if closed && !strings.Contains(n.name, ":") && !word(allowed, n.name) {
				f.add("%s holds %s", parent.name, n.name)
			}
		}
	}, [][2]string{{"<ttl>", "<subtitle>x</subtitle><ttl>"}, {"<guid", "<pubdate>x</pubdate><guid"}}},

	{"MisplacedItem", func(p page, f *faults) {
		items := false
		for _, channel := range p.root.all("channel") {
			for _, n := range channel.children {
				if items = items || n.name == "item"; items && n.name != "item" {
					f.add("%s stands behind an item", n.name)
				}
			}
		}
	}, [][2]string{{"  </channel>", "<docs>https://example.org/</docs></channel>"}}},

	{"InvalidFullLink", func(p page, f *faults) {
		for parent, n := range p.root.walk() {
			switch {
			case word("link comments docs url wfw:commentRss", n.name) && !fullURL(n.text):
				f.add("%s of %s is %q", n.name, parent.name, n.text)
			case word("enclosure source media:content media:thumbnail", n.name) && n.attrs["url"] != "" && !fullURL(n.attrs["url"]):
				f.add("url of %s is %q", n.name, n.attrs["url"])
			case n.name == "atom:link" && !fullURL(n.attrs["href"]):
				f.add("href of %s is %q", n.name, n.attrs["href"])
			}
		}
	}, [][2]string{{"<link>https://example.org/1<", "<link>/1<"}, {"<link>https://example.org/1<", "<link>https://example.org/ü<"}, {`url="https://example.org/1.mp3"`, `url="1.mp3"`}, {`source url="https`, `source url="hxxps`}}},

	{"InvalidRFC2822Date", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if _, form, _ := mailDate(n.text); word("pubDate lastBuildDate", n.name) && !form {
				f.add("%s is %q", n.name, n.text)
			}
		}
	}, [][2]string{{"20 Nov 2026 06:45:00 +0000", "20 Nov 26 06:45:00 +0000"}, {"06:45:00 +0000", "06:45:00 UTC"}, {"Fri, 20 Nov 2026 06:45:00 +0000", "2026-11-20"}, {"06:45:00", "24:45:00"}}},

	{"IncorrectDOW", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if _, form, weekday := mailDate(n.text); word("pubDate lastBuildDate", n.name) && form && !weekday {
				f.add("%s is %q", n.name, n.text)
			}
		}
	}, [][2]string{{"Fri, 20", "Thu, 20"}}},

	{"ImplausibleDate", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if t, form, _ := mailDate(n.text); form && (t.After(moment) || t.Year() < 1900) {
				f.add("%s is %q", n.name, n.text)
			}
		}
	}, [][2]string{{"Fri, 20 Nov 2026", "Sat, 20 Nov 2027"}}},

	{"lastBuildDate", func(p page, f *faults) {
		built, _, _ := mailDate(p.root.value("channel/lastBuildDate"))
		for _, n := range p.root.all("channel/item/pubDate") {
			if t, form, _ := mailDate(n.text); form && t.After(built) {
				f.add("is older than the item of %s", n.text)
			}
		}
	}, [][2]string{{"<lastBuildDate>Fri, 20", "<lastBuildDate>Thu, 19"}}},

	{"InvalidContact", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if word("author managingEditor webMaster", n.name) && !contact.MatchString(n.text) {
				f.add("%s is %q", n.name, n.text)
			}
		}
	}, [][2]string{{"ann@example.org (Ann)", "Ann"}, {"ann@example.org (Ann)", "Ann &lt;ann@example.org&gt;"}}},

	{"InvalidLanguage", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if word("language dc:language", n.name) && !languageTag(n.text) {
				f.add("%s is %q", n.name, n.text)
			}
		}
	}, [][2]string{{"<language>en", "<language>en_GB"}, {"<language>en", "<language>English"}, {"<language>en", "<language>"}}},

	{"InvalidInteger", func(p page, f *faults) {
		for _, n := range p.root.all("channel/ttl") {
			if !number(n.text, 1) {
				f.add("ttl is %q", n.text)
			}
		}
	}, [][2]string{{"<ttl>60", "<ttl>0"}, {"<ttl>60", "<ttl>1h"}}},

	{"MissingElement", func(p page, f *faults) {
		for _, n := range p.root.all("channel/image") {
			missing(n, f, "url", "title", "link")
		}
	}, [][2]string{{"<url>https://example.org/logo.png</url>", ""}, {"<image>\n", "<image></image><image>"}}},

	{"InvalidWidth", func(p page, f *faults) { atMost(p.root.value("channel/image/width"), 144, f) },
		[][2]string{{"<width>144", "<width>145"}, {"<width>144", "<width>0"}}},
	{"InvalidHeight", func(p page, f *faults) { atMost(p.root.value("channel/image/height"), 400, f) },
		[][2]string{{"<height>400", "<height>401"}, {"<height>400", "<height>-1"}}},

	{"ImageUrlFormat", func(p page, f *faults) {
		for _, n := range p.root.all("channel/image/url") {
			file, _, _ := strings.Cut(n.text, "?")
			if !word(".png .gif .jpg .jpeg", strings.ToLower(path.Ext(file))) {
				f.add("is %q, want PNG, GIF or JPEG", n.text)
			}
		}
	}, [][2]string{{"logo.png", "logo.webp"}}},

	{"ImageTitleDoesntMatch", func(p page, f *faults) { same(p.root, "channel/image/title", "channel/title", f) },
		[][2]string{{"<title>Model</title>\n      <link>", "<title>Other</title>\n      <link>"}}},
	{"ImageLinkDoesntMatch", func(p page, f *faults) { same(p.root, "channel/image/link", "channel/link", f) },
		[][2]string{{"<link>https://example.org/</link>\n      <width>", "<link>https://example.org/x</link>\n      <width>"}}},

	{"MissingAtomSelfLink", func(p page, f *faults) {
		var self []*node
		for _, n := range p.root.all("channel/atom:link") {
			if n.attrs["rel"] == "self" {
				self = append(self, n)
			}
		}
		if len(self) != 1 || self[0].attrs["type"] != "application/rss+xml" {
			f.add("has %d self links, want one of RSS", len(self))
		}
	}, [][2]string{{`rel="self"`, `rel="alternate"`}, {"<title>", `<atom:link rel="self" href="https://example.org/"/><title>`}}},

	{"SelfDoesntMatchLocation", func(p page, f *faults) {
		for _, n := range p.root.all("channel/atom:link") {
			if n.attrs["rel"] == "self" && n.attrs["href"] != p.url {
				f.add("self is %s, want %s", n.attrs["href"], p.url)
			}
		}
	}, [][2]string{{`href="https://example.org/feeds/here"`, `href="https://example.org/feeds/there"`}}},

	{"SlashDate", func(p page, f *faults) {
		if len(p.root.all("channel/item/slash:comments")) > 0 && p.root.value("channel/lastBuildDate") == "" {
			f.add("slash:comments without lastBuildDate")
		}
	}, [][2]string{{"<lastBuildDate>Fri, 20 Nov 2026 06:45:00 +0000</lastBuildDate>", ""}}},
}

// atMost faults what is no number of pixels between 1 and most; nothing, if it
// is not said.
func atMost(s string, most int, f *faults) {
	if n, err := strconv.Atoi(s); s != "" && (err != nil || n < 1 || n > most) {
		f.add("is %q, want 1 to %d", s, most)
	}
}

// same faults a value that differs from another one.
func same(root *node, path, other string, f *faults) {
	if got, want := root.value(path), root.value(other); len(root.all(path)) > 0 && got != want {
		f.add("%s is %q, and %s is %q", path, got, other, want)
	}
}
