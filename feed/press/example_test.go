package press_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"dateline/feed/config"
	"dateline/feed/press"
)

// The whole line, as dateline publish draws it: with a ledger, a target and guards. The
// second run finds that nothing changed.
func Example() {
	site, err := os.MkdirTemp("", "site")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(site)
	if err := os.CopyFS(filepath.Join(site, "data"), os.DirFS("../testdata/records")); err != nil {
		log.Fatal(err)
	}

	c, findings := config.Read(filepath.Join(site, "config.toml"), []byte(`
		site = { title = "The Harbour Gazette", url = "https://gazette.example/" }
		publish = { base = "https://gazette.example/feeds/" }`))
	for _, f := range findings {
		fmt.Println(f)
	}
	line := press.Press{Config: c, Now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}
	for range 2 {
		proof, err := line.Proof()
		if err != nil {
			log.Fatal(err)
		}
		if !proof.Refused {
			err = proof.Publish()
		}
		fmt.Println(proof.Plan.Writes(), "files written", err)
		if err := proof.Close(); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// 7 files written <nil>
	// 0 files written <nil>
}
