package press_test

import (
	"fmt"
	"strings"

	"dateline/feed/press"
	"dateline/feed/record"
)

// A feed of another program becomes records.
func ExampleIntake_Feed() {
	in := press.Intake{}.Feed("old.xml", "https://old.example/feed.xml", []byte(`<rss version="2.0"><channel>
<title>Old</title><link>https://old.example/</link><description>News</description>
<item><title>Harbour reopens</title><guid isPermaLink="false">7</guid><link>/harbour</link><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate></item>
</channel></rss>`))
	for _, a := range in.Articles {
		text, ending, err := record.Record(a)
		if err != nil {
			panic(err)
		}
		fmt.Println(in.Kind, ending)
		fmt.Println(strings.TrimSpace(string(text)))
	}
	// Output:
	// RSS .html
	// +++
	// id = "7"
	// title = "Harbour reopens"
	// url = "https://old.example/harbour"
	// published = 2026-11-23T10:00:00Z
	// +++
}
