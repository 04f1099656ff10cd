package publish_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"dateline/feed"
	"dateline/feed/publish"
)

// Compare tells what would happen, Stage writes it where nobody sees it, and Commit puts
// it in its place.
func ExampleFolder() {
	dir, err := os.MkdirTemp("", "publish")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	folder, err := publish.OpenFolder(filepath.Join(dir, "public"))
	if err != nil {
		log.Fatal(err)
	}
	defer folder.Close()
	for range 2 {
		plan, err := folder.Compare(publish.Set{Files: []feed.File{{Name: "rss.xml", Data: []byte("<rss/>")}}})
		if err != nil {
			log.Fatal(err)
		}
		steps, err := folder.Stage(plan)
		if err != nil {
			log.Fatal(err)
		}
		if err := folder.Commit(steps); err != nil {
			log.Fatal(err)
		}
		fmt.Println(plan.Count(publish.Create), plan.Count(publish.Keep))
	}
	// Output:
	// 1 0
	// 0 1
}
