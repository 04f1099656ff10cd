package bench

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/feeds"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/press"
	"dateline/feed/prose"
	"dateline/feed/record"
	"dateline/feed/render"
)

// records is how many articles each measurement is made with.
const records = 1000

// BenchmarkRead reads the corpus from disk: MB/s of records as they are written,
// and records/s.
func BenchmarkRead(b *testing.B) {
	articles := Articles(records)
	for _, n := range Notations {
		b.Run(n.Name, func(b *testing.B) {
			folder := record.Folder{Path: b.TempDir(), Defaults: record.Defaults{URL: corpusSite}}
			size, err := n.Write(folder.Path, slices.Values(articles))
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(size)
			for b.Loop() {
				read, findings, err := folder.Read()
				if err != nil || len(read) != records || len(findings) > 0 {
					b.Fatalf("Read() = %d articles, %v, %v, want %d", len(read), findings, err, records)
				}
			}
			perSecond(b, records, "records/s")
		})
	}
}

// hostile wraps clean HTML in what a browser would run or mend: scripts, event
// attributes, frames, lazy images, trackers, tags in the wrong order.
func hostile(html string) string {
	const around = `<div onclick="a()" style="color:red"><script>a(1)</script>%s
		<p><b><i>over</b>lapping</i> <a href="java&#10;script:a()">j</a><font size=7>f</font>
		<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/a b.jpg" data-srcset="/a.jpg 1x, /b.jpg 2x" onerror=a()>
		<noscript><img src="/a.jpg"></noscript><img src="https://t.example/p.gif" width=1 height=1>
		<iframe src="https://www.youtube.com/embed/x?y=z"></iframe><form action=/f><input name=q><button>go</button></form>
		<table><tr><td><p>cell<table>nested</table><svg><script>a()</script></svg><style>p{}</style>`
	var all strings.Builder
	for paragraph := range strings.SplitAfterSeq(html, "</p>") {
		fmt.Fprintf(&all, around, paragraph)
	}
	return all.String()
}

// BenchmarkProse makes bodies fit for readers: MB/s of bodies as they come in.
func BenchmarkProse(b *testing.B) {
	markdown := Articles(100)
	html, bad := make([]feed.Article, len(markdown)), make([]feed.Article, len(markdown))
	for i, a := range markdown {
		a.Markup, a.Content = feed.HTML, prose.Markdown(a.Content)
		html[i] = a
		a.Content = hostile(a.Content)
		bad[i] = a
	}
	for _, bodies := range []struct {
		name     string
		articles []feed.Article
	}{{"markdown", markdown}, {"html", html}, {"hostile", bad}} {
		b.Run(bodies.name, func(b *testing.B) {
			var size int64
			for _, a := range bodies.articles {
				size += int64(len(a.Content))
			}
			b.SetBytes(size)
			for b.Loop() {
				for _, a := range bodies.articles {
					if fit, _ := prose.Fit(a, nil); fit.Content == "" {
						b.Fatalf("Fit(%s) has no content", a.Slug)
					}
				}
			}
			perSecond(b, len(bodies.articles), "articles/s")
		})
	}
}

// peers write an edition as gorilla/feeds does by itself, from its generic Feed.
var peers = map[string]func(*feeds.Feed) (string, error){
	"rss": (*feeds.Feed).ToRss, "atom": (*feeds.Feed).ToAtom, "json": (*feeds.Feed).ToJSON,
}

// BenchmarkRender writes a feed of 1,000 articles and its page for people: MB/s
// of what is written. x-gorilla is our time for that as a multiple of the time
// that gorilla/feeds takes for the same articles and formats in the same turn.
func BenchmarkRender(b *testing.B) {
	for _, formats := range [][]string{{"rss"}, {"atom"}, {"json"}, {"rss", "atom", "json"}} {
		b.Run(strings.Join(formats, "+"), func(b *testing.B) {
			e := edition(records)
			e.Formats = formats
			peer := generic(e)
			var ours, theirs time.Duration
			var size int64
			for b.Loop() {
				start := time.Now()
				files, err := render.Edition(e, render.Design{})
				ours += time.Since(start)
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				size = 0
				for _, f := range files {
					size += int64(len(f.Data))
				}
				theirs += peerTime(b, peer, formats)
				b.StartTimer()
			}
			b.SetBytes(size)
			perSecond(b, records, "articles/s")
			b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x-gorilla")
		})
	}
}

// peerTime is how long gorilla/feeds takes for the formats.
func peerTime(b *testing.B, peer *feeds.Feed, formats []string) time.Duration {
	start := time.Now()
	for _, format := range formats {
		if text, err := peers[format](peer); err != nil || text == "" {
			b.Fatalf("gorilla/feeds wrote %d bytes of %s: %v", len(text), format, err)
		}
	}
	return time.Since(start)
}

// edition is a feed of the newest n articles, fit for readers.
func edition(n int) feed.Edition {
	c := feed.Channel{ID: "tag:gazette.example,2016:feeds", Base: corpusSite + "feeds/", Title: "The Harbour Gazette", Description: "News", Home: corpusSite, Language: "en"}
	articles := Articles(n)
	for i, a := range articles {
		articles[i], _ = prose.Fit(a, nil)
	}
	return c.Edition(articles, Now)
}

// generic is the edition as people use gorilla/feeds.
func generic(e feed.Edition) *feeds.Feed {
	f := &feeds.Feed{Title: e.Title, Link: &feeds.Link{Href: e.Home}, Description: e.Description, Id: e.ID, Updated: e.Updated}
	for _, a := range e.Articles {
		f.Items = append(f.Items, &feeds.Item{
			Title: a.Title, Link: &feeds.Link{Href: a.URL}, Author: &feeds.Author{Name: a.Authors[0].Name},
			Description: a.Summary, Id: a.ID, IsPermaLink: "false", Updated: a.Updated, Created: a.Published, Content: a.Content,
		})
	}
	return f
}

const site = `
site = { title = "The Harbour Gazette", url = "https://gazette.example/" }
records = { path = "%[1]s/data" }
publish = { to = "%[1]s/public", base = "https://gazette.example/feeds/", ledger = "%[1]s/ledger.db" }
`

// newspapers are configurations by what has a feed beside the main one.
var newspapers = []struct{ name, feeds string }{
	{"sections", `feed = [{ path = "" }, { each = "section", path = "section/{slug}" }]`},
	{"sections-authors-tags", `feed = [
		{ path = "" },
		{ each = "section", path = "section/{slug}" },
		{ each = "author", path = "author/{slug}", content = "summary" },
		{ each = "tag", path = "tag/{slug}", content = "summary" },
	]`},
}

// BenchmarkPublish runs the whole line for 1,000 records, from nothing and with
// nothing changed: records/s, and how many feeds they make.
func BenchmarkPublish(b *testing.B) {
	for _, n := range newspapers {
		folder := b.TempDir()
		p := press.Press{Config: configured(b, folder, n.feeds), Now: Now}
		for _, run := range []string{"cold", "unchanged"} {
			b.Run(n.name+"/"+run, func(b *testing.B) {
				publish(b, p)
				made, cold := 0, run == "cold"
				for b.Loop() {
					if cold {
						b.StopTimer()
						if err := errors.Join(os.RemoveAll(p.Config.Publish.To), os.RemoveAll(p.Config.Publish.Ledger)); err != nil {
							b.Fatal(err)
						}
						b.StartTimer()
					}
					written := 0
					if made, written = publish(b, p); cold != (written > 0) {
						b.Fatalf("%d files written", written)
					}
				}
				perSecond(b, records, "records/s")
				b.ReportMetric(float64(made), "feeds")
			})
		}
	}
}

// configured writes the corpus and a configuration for it into the folder.
func configured(b *testing.B, folder, feeds string) config.Config {
	b.Helper()
	data := filepath.Join(folder, "data")
	if err := os.Mkdir(data, 0o777); err != nil {
		b.Fatal(err)
	}
	if _, err := Notations[0].Write(data, Corpus(records)); err != nil {
		b.Fatal(err)
	}
	c, findings := config.Read(filepath.Join(folder, "config.toml"), fmt.Appendf(nil, site+feeds, filepath.ToSlash(folder)))
	if findings.Count(feed.Error) > 0 {
		b.Fatal(findings)
	}
	return c
}

// publish publishes once, and says how many feeds there are and how many files
// were written.
func publish(b *testing.B, p press.Press) (made, written int) {
	b.Helper()
	proof, err := p.Proof()
	if err != nil {
		b.Fatal(err)
	}
	defer proof.Close()
	if err := proof.Publish(); err != nil {
		b.Fatal(err)
	}
	return len(proof.Editions), proof.Plan.Writes()
}

// perSecond reports how many of n things of each turn are done in a second.
func perSecond(b *testing.B, n int, unit string) {
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), unit)
}
