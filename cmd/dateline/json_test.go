package main

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
	"dateline/feed/check"
)

func TestJSONNamesTheRecordWhereItIsKnown(t *testing.T) {
	found := feed.Findings{{
		Code: "x", Level: feed.Error, Pos: feed.Pos{File: "rss.xml", Line: 5, Column: 2}, Text: "<b> is bad",
		Record: feed.Pos{File: "data/a.md", Line: 3},
	}}
	var out bytes.Buffer
	newJSONPrinter(&out, nil).print(verdict{feed.File{Name: "rss.xml"}, check.Report{Type: "rss", Findings: found}, found})
	const want = `{"file":"rss.xml","type":"rss","valid":false,"findings":[{"code":"x","level":"error","line":5,"column":2,"text":"<b> is bad","record":"data/a.md:3"}]}` + "\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}
