package render

import (
	"fmt"
	"testing"
	"time"

	"dateline/feed"
)

func BenchmarkPage(b *testing.B) {
	e := fifty()
	for b.Loop() {
		if _, err := (Design{}).page(e); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRSS(b *testing.B) {
	e := fifty()
	for b.Loop() {
		if _, err := rss(e); err != nil {
			b.Fatal(err)
		}
	}
}

// fifty is an edition of fifty articles.
func fifty() feed.Edition {
	e := everything()
	story := e.Articles[0]
	e.Articles = nil
	for i := range 50 {
		story.ID = fmt.Sprintf("tag:gazette.example,2026:%d", i)
		story.Published = noon.Add(-time.Duration(i) * time.Hour)
		e.Articles = append(e.Articles, story)
	}
	return e
}

// BenchmarkFrontPage lists as many feeds as a large site has.
func BenchmarkFrontPage(b *testing.B) {
	f := Front{Title: "Gazette", Description: "News", Home: "https://gazette.example/", Language: "en", Base: "https://gazette.example/feeds/", Groups: []Group{{Name: "Topics"}}}
	for i := range 713 {
		c := everything().Channel
		c.Path, c.Title = fmt.Sprintf("tag/%d", i), fmt.Sprintf("Gazette: topic %d", i)
		f.Groups[0].Feeds = append(f.Groups[0].Feeds, Listing{c, 20, noon})
	}
	for b.Loop() {
		file, err := (Design{Front: "index.html"}).FrontPage(f)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(file.Data))/1024, "KB")
	}
}
