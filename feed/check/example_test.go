package check_test

import (
	"fmt"

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

func ExampleExplain() {
	page, _ := check.Explain("rss-item-empty")
	fmt.Println(page.Title)
	fmt.Println(page.Want)
	// Output:
	// item has neither title nor description
	// [6:5]
}
