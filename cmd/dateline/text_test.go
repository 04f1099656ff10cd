package main

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
	"dateline/feed/check"
)

// The caret stands below what is meant, in whatever encoding the file is.
func TestCarets(t *testing.T) {
	const want = "a.xml:1:22: error: element (rss-element-unknown)\n" +
		"    <rss version='2.0'>ä<nonsense/></rss>\n" +
		"                        ^\n" +
		"1 file: 1 error\n"
	const text = "<rss version='2.0'>ä<nonsense/></rss>"
	wide, err := binary.Append(nil, binary.LittleEndian, utf16.Encode([]rune("\uFEFF"+text)))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, data string }{
		{"UTF-8", text},
		{"UTF-8 with a byte order mark", "\uFEFF" + text},
		{"UTF-16", string(wide)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			report := check.Inspect(feed.File{Name: "a.xml", Data: []byte(tt.data)}, check.Options{})
			report.Findings = feed.Findings{{Code: "rss-element-unknown", Level: feed.Error, Text: "element", Pos: place(report, "rss-element-unknown")}}
			var out bytes.Buffer
			p := newTextPrinter(&out, &judging{level: "error", color: "auto"})
			p.print(verdict{report: report, shown: report.Findings})
			p.end()
			if diff := cmp.Diff(want, out.String()); diff != "" {
				t.Errorf("print(%q) (-want +got):\n%s", tt.data, diff)
			}
		})
	}
}

// place is where the first finding of a code is.
func place(r check.Report, code string) feed.Pos {
	for _, f := range r.Findings {
		if f.Code == code {
			return f.Pos
		}
	}
	return feed.Pos{}
}
