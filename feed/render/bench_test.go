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
