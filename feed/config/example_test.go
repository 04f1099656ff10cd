package config_test

import (
	"fmt"

	"dateline/feed/config"
)

func ExampleRead() {
	const text = `[site]
title = "The Harbour Gazette"
url = "https://gazette.example/"
[publish]
base = "https://gazette.example/feeds/"
[[feed]]
limmit = 20
`
	c, findings := config.Read("config.toml", []byte(text))
	fmt.Println(c.Site.Title, c.Publish.To, c.Feeds[0].Limit)
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// The Harbour Gazette public 50
	// config.toml:7: error: feed: unknown key limmit; did you mean limit? (config)
}
