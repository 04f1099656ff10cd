package prose_test

import (
	"fmt"

	"dateline/feed"
	"dateline/feed/prose"
)

func ExampleFit() {
	article, findings := prose.Fit(feed.Article{
		URL: "https://gazette.example/2026/11/ferry/", Markup: feed.Markdown,
		Content: "It sails on **Tuesdays**. [More](../tides/)<script>track()</script>",
	}, nil)
	fmt.Println(article.Content)
	fmt.Println(article.Summary)
	fmt.Println(len(findings) > 0)
	// Output:
	// <p>It sails on <strong>Tuesdays</strong>. <a href="https://gazette.example/2026/11/tides/">More</a></p>
	// It sails on Tuesdays. More
	// true
}
