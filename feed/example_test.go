package feed_test

import (
	"fmt"
	"log"
	"time"

	"dateline/feed"
	"dateline/feed/check"
	"dateline/feed/prose"
	"dateline/feed/record"
	"dateline/feed/render"
)

// Records in, files out, judged: the small library, without a ledger or a target.
func Example() {
	records := record.Folder{Path: "testdata/records", Defaults: record.Defaults{URL: "https://gazette.example/"}}
	articles, findings, err := records.Read()
	if err != nil {
		log.Fatal(err)
	}
	for i := range articles {
		articles[i], _ = prose.Fit(articles[i], nil)
	}
	channel := feed.Channel{
		ID: "tag:gazette.example,2026:feeds", Title: "The Harbour Gazette", Description: "News from the sea",
		Home: "https://gazette.example/", Base: "https://gazette.example/feeds/", Language: "en", Formats: []string{"rss", "json"},
	}
	files, err := render.Edition(channel.Edition(articles, time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)), render.Design{})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range files {
		if f.Type != "text/html" { // the page for people is no feed
			findings = append(findings, check.File(f, check.Options{})...)
		}
		fmt.Println(f.Name, f.Type, len(f.Data) > 0)
	}
	fmt.Println(findings)
	// Output:
	// rss.xml application/rss+xml true
	// feed.json application/feed+json true
	// index.html text/html true
	// []
}

func ExampleChannel_Edition() {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	articles := []feed.Article{
		{ID: "tag:gazette.example,2026-11-20:tides", Title: "Tides", Published: noon.AddDate(0, 0, -4), Section: "harbour"},
		{ID: "tag:gazette.example,2026-11-23:ferry", Title: "Ferry", Published: noon.AddDate(0, 0, -1), Section: "harbour"},
		{ID: "tag:gazette.example,2026-11-25:storm", Title: "Storm", Published: noon.AddDate(0, 0, 1), Section: "harbour"}, // an embargo
	}
	harbour := feed.Channel{Pick: feed.Pick{Sections: []string{"harbour"}}, Limit: 20}
	for _, a := range harbour.Edition(articles, noon).Articles {
		fmt.Println(a.Title)
	}
	// Output:
	// Ferry
	// Tides
}

func ExampleNearest() {
	fmt.Println(feed.Nearest("limmit", []string{"path", "limit", "title"}))
	// Output: limit
}
