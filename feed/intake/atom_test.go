package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
	"dateline/feed/press"
)

// Entries and items as others write them, by what is special in them.
func TestElementsMeanWhatTheySay(t *testing.T) {
	const entry = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:h="http://www.w3.org/1999/xhtml" xml:lang="be" xml:base="https://a.example/blog/"><author><name>Ann</name></author><rights>of the feed</rights><entry><id>urn:x</id><title>T</title><updated>2026-11-20T10:00:00Z</updated>%</entry></feed>`
	const item = `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://a.example/</link><item><title>T</title><guid>urn:x</guid><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>%</item></channel></rss>`
	content := func(a feed.Article) any { return strings.TrimSpace(a.Content) }
	for _, c := range []struct {
		name, document, inner string
		of                    func(feed.Article) any
		want                  any
	}{
		{"xhtml loses its prefixes and closes its elements", entry, `<content type="xhtml"><h:div><h:p title="a>b">One<h:br/><h:a id="x"/>two <![CDATA[<&]]></h:p></h:div></content>`, content, `<p title="a&gt;b">One<br/><a id="x"></a>two &lt;&amp;</p>`},
		{"a div that holds all is none", entry, `<summary>s</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p><p>b</p></div></content>`, content, `<p>a</p><p>b</p>`},
		{"addresses in HTML below xml:base", entry, `<content type="html" xml:base="2026/">&lt;a href="x">l&lt;/a></content>`, content, `<a href="https://a.example/blog/2026/x">l</a>`},
		{"plain text", entry, `<content>1 &lt; 2</content>`, func(a feed.Article) any { return [2]string{a.Content, string(a.Markup)} }, [2]string{"1 < 2", "text"}},
		{"content elsewhere", entry, `<content src="a.mp3" type="audio/mpeg"/>`, func(a feed.Article) any { return a.Attachments }, []feed.Attachment{{URL: "https://a.example/blog/a.mp3", Type: "audio/mpeg"}}},
		{"HTML in a title", entry + "", `<title type="html">&lt;b>no&lt;/b></title>`, func(a feed.Article) any { return a.Title }, "T"},
		{"the authors of the feed", entry, ``, func(a feed.Article) any { return a.Authors }, []feed.Person{{Name: "Ann"}}},
		{"those of the source go before", entry, `<source><author><name>Ben</name></author><title>S</title><link href="/s"/></source>`, func(a feed.Article) any { return [2]any{a.Authors, *a.Source} },
			[2]any{[]feed.Person{{Name: "Ben"}}, feed.Source{Title: "S", URL: "https://a.example/s"}}},
		{"the language of the feed", entry, ``, func(a feed.Article) any { return a.Language }, "be"},
		{"the date for want of another", entry, ``, func(a feed.Article) any { return a.Published.Format("2006-01-02") + a.Updated.Format("2006") }, "2026-11-200001"},
		{"replies", entry, `<link rel="replies" type="text/html" href="c" thr:count="3"/><link rel="replies" type="application/atom+xml" href="c.xml"/>`, func(a feed.Article) any { return *a.Comments },
			feed.Comments{URL: "https://a.example/blog/c", Feed: "https://a.example/blog/c.xml", Count: 3}},
		{"other links are kept", entry, `<link rel="payment" href="https://pay.example/"/>`, func(a feed.Article) any { return a.Extra }, map[string]any{"atom:link": map[string]any{"@rel": "payment", "@href": "https://pay.example/"}}},
		{"elements in a description", item, `<description>One <b>two</b></description>`, content, `One <b>two</b>`},
		{"a description that is the content again", item, `<description>Same words.</description><content:encoded>&lt;p>Same words.&lt;/p></content:encoded>`, func(a feed.Article) any { return a.Summary }, ""},
		{"a guid that is an address and not that of the article", strings.Replace(item, "urn:x", "https://a.example/?p=1", 1), `<link>https://a.example/x</link>`, func(a feed.Article) any { return [3]any{a.ID, a.URL, a.Extra["isPermaLink"]} },
			[3]any{"https://a.example/?p=1", "https://a.example/x", true}},
		{"a guid that says it is none, and is", strings.Replace(item, "<guid>urn:x", `<guid isPermaLink="false">https://a.example/x`, 1), `<link>https://a.example/x</link>`, func(a feed.Article) any { return a.Extra["isPermaLink"] }, false},
		{"a guid as most are", strings.Replace(item, "<guid>urn:x", `<guid isPermaLink="false">urn:x`, 1), `<link>https://a.example/x</link>`, func(a feed.Article) any { return a.Extra }, map[string]any(nil)},
		{"an author once", item, `<author>ann@a.example (Ann)</author><dc:creator>Ann</dc:creator>`, func(a feed.Article) any { return a.Authors }, []feed.Person{{Name: "Ann", Email: "ann@a.example"}}},
		{"an enclosure once", item, `<media:content url="/a.mp3" type="audio/mpeg" fileSize="9"/><enclosure url="/a.mp3" length="9" type="audio/mpeg"/>`, func(a feed.Article) any { return a.Attachments },
			[]feed.Attachment{{URL: "https://a.example/a.mp3", Type: "audio/mpeg", Length: 9}}},
		{"a group of media", item, `<media:group><media:content url="/a.jpg" medium="image"><media:title>C</media:title><media:credit>D</media:credit></media:content></media:group>`, func(a feed.Article) any { return *a.Image },
			feed.Image{URL: "https://a.example/a.jpg", Caption: "C", Credit: "D"}},
		{"a thumbnail for want of a picture", item, `<media:thumbnail url="/t.jpg" width="7"/>`, func(a feed.Article) any { return *a.Image }, feed.Image{URL: "https://a.example/t.jpg", Width: 7}},
		{"a category that is no address", item, `<category domain="tag">x</category>`, func(a feed.Article) any { return a.Tags }, []feed.Tag{{Term: "x"}}},
		{"what is said twice is kept", item, `<title>Other</title>`, func(a feed.Article) any { return [2]any{a.Title, a.Extra["title"]} }, [2]any{"T", "Other"}},
		{"characters that no feed can carry", item, "<description>a\x01b</description>", content, "ab"},
	} {
		in := press.Intake{}.Feed("a.xml", "", []byte(strings.Replace(c.document, "%", c.inner, 1)))
		if len(in.Articles) != 1 {
			t.Errorf("%s: %d articles, %v", c.name, len(in.Articles), in.Findings)
			continue
		}
		if diff := cmp.Diff(c.want, c.of(in.Articles[0])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
