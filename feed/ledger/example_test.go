package ledger_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"dateline/feed"
	"dateline/feed/ledger"
)

// An id is minted once; the next run knows it, though the file has another name by then.
func ExampleLedger_Identify() {
	dir, err := os.MkdirTemp("", "ledger")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	article := feed.Article{Key: "ferry.md", Title: "Ferry", Slug: "ferry", URL: "https://gazette.example/ferry/", Published: time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)}
	for _, key := range []string{"ferry.md", "renamed.md"} {
		l, err := ledger.Load(filepath.Join(dir, "ledger.db"), "public")
		if err != nil {
			log.Fatal(err)
		}
		article.ID, article.Key = "", key
		articles, _ := l.Identify([]feed.Article{article}, "gazette.example", ledger.Others{})
		fmt.Println(articles[0].ID)
		l.Remember(articles[0])
		if err := l.Save(); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// tag:gazette.example,2026-11-23:ferry
	// tag:gazette.example,2026-11-23:ferry
}
