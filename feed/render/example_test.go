package render_test

import (
	"fmt"
	"log"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/render"
)

func ExampleEdition() {
	published := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	edition := feed.Edition{
		Channel: feed.Channel{
			ID: "tag:gazette.example,2026:feeds", Title: "The Harbour Gazette", Description: "News from the sea",
			Home: "https://gazette.example/", Base: "https://gazette.example/feeds/", Language: "en", Formats: []string{"rss"},
		},
		Articles: []feed.Article{{
			ID: "tag:gazette.example,2026-11-23:ferry", URL: "https://gazette.example/2026/11/ferry/",
			Title: "Fish & chips on the ferry", Summary: "It sails on Tuesdays.", Published: published,
		}},
		Updated: published,
	}
	files, err := render.Edition(edition, render.Design{})
	if err != nil {
		log.Fatal(err)
	}
	_, item, _ := strings.Cut(string(files[0].Data), "    <item>")
	item, _, _ = strings.Cut(item, "</item>")
	fmt.Println(files[0].Name + ":" + item)
	// Output:
	// rss.xml:
	//       <title>Fish &amp; chips on the ferry</title>
	//       <link>https://gazette.example/2026/11/ferry/</link>
	//       <description>It sails on Tuesdays.</description>
	//       <guid isPermaLink="false">tag:gazette.example,2026-11-23:ferry</guid>
	//       <pubDate>Mon, 23 Nov 2026 10:00:00 +0000</pubDate>
}

func ExampleAtomID() {
	fmt.Println(render.AtomID("tag:gazette.example,2026-11-23:ferry"))
	fmt.Println(render.AtomID("post 42"))
	// Output:
	// tag:gazette.example,2026-11-23:ferry
	// urn:uuid:90382ba9-47ba-5db3-944a-4f5281c0a118
}
