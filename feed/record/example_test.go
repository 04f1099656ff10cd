package record_test

import (
	"fmt"
	"log"
	"time"

	"dateline/feed/record"
)

func ExampleFolder_Read() {
	folder := record.Folder{Path: "testdata/example", Defaults: record.Defaults{
		URL: "https://gazette.example/", Pattern: "/{year}/{month}/{slug}/", Zone: time.UTC, Language: "en",
	}}
	articles, findings, err := folder.Read()
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range articles {
		fmt.Println(a.Published.Format(time.DateOnly), a.Section, a.URL, a.Title)
	}
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// 2026-11-23 harbour https://gazette.example/2026/11/ferry/ The ferry is back
	// testdata/example/harbour/soon.toml:2: error: published: "soon" is not a date such as 2026-11-23T10:00:00+01:00 or 2026-11-23 (record-field)
}

func ExampleReadText() {
	const wire = "Tangier: The ferry is back. It sails on Tuesdays.\nShare this:\nhttps://social.example/Wire | |\n"
	text, _ := record.ReadText("wire.txt", []byte(wire))
	fmt.Println(text.Dateline)
	fmt.Println(text.Headline())
	fmt.Println(text.Related())
	// Output:
	// Tangier
	// The ferry is back
	// [https://social.example/Wire]
}
