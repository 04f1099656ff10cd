package check_test

import (
	"fmt"
	"time"

	"dateline/feed"
	"dateline/feed/check"
)

func ExampleFile() {
	const rss = `<rss version="2.0"><channel>
<title>Gazette</title><link>gazette.example</link><description>News</description>
<item><guid>42</guid></item>
</channel></rss>`
	for _, f := range check.File(feed.File{Name: "rss.xml", Data: []byte(rss)}, check.Options{}) {
		if f.Level == feed.Error {
			fmt.Println(f.Pos, f.Code, f.W3C)
		}
	}
	// Output:
	// rss.xml:2:29 rss-link-invalid InvalidFullLink
	// rss.xml:3:1 rss-item-empty ItemMustContainTitleOrDescription
	// rss.xml:3:13 rss-guid-no-address InvalidHttpGUID
}

// A newsroom has its own view of what a missing guid weighs, and the clock is the
// caller's.
func ExampleInspect() {
	const rss = `<rss version="2.0"><channel>
<title>Gazette</title><link>https://gazette.example/</link><description>News</description>
<item><title>Ferry</title><pubDate>Mon, 07 Dec 2026 10:00:00 +0000</pubDate></item>
</channel></rss>`
	report := check.Inspect(feed.File{Name: "rss.xml", Data: []byte(rss)}, check.Options{
		Levels: map[string]feed.Level{"rss-guid-missing": feed.Error, "rss-self-*": check.Off},
		Now:    time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
	})
	fmt.Println(report.Type, report.Valid())
	for _, f := range report.Findings {
		fmt.Println(f)
	}
	// Output:
	// rss false
	// rss.xml:3:1: error: item has no guid (rss-guid-missing)
	// rss.xml:3:36: warning: pubDate: "Mon, 07 Dec 2026 10:00:00 +0000" is more than a day ahead (date-future)
}

func ExampleExplain() {
	page, _ := check.Explain("rss-item-empty")
	fmt.Println(page.Title)
	fmt.Println(page.Want)
	// Output:
	// item has neither title nor description
	// [6:5]
}
