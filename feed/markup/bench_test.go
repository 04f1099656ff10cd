package markup_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"dateline/feed/markup"
)

// largeRSS is a feed of some 4 MB with escaped HTML in its descriptions.
func largeRSS() []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>` + "\n")
	body := strings.Repeat("&lt;p&gt;The council met on Tuesday &amp;amp; voted; the café stays. A long sentence follows, and another.&lt;/p&gt;\n", 8)
	for i := range 3200 {
		fmt.Fprintf(&b, "\t<item>\n\t\t<title>Article %d</title>\n\t\t<link>https://news.example/%d?a=1&amp;b=2</link>\n"+
			"\t\t<dc:creator>Ann</dc:creator>\n\t\t<guid isPermaLink=\"false\">tag:%d</guid>\n"+
			"\t\t<pubDate>Tue, 24 Nov 2026 13:00:00 GMT</pubDate>\n\t\t<enclosure url=\"https://news.example/%d.mp3\" length=\"1234\" type=\"audio/mpeg\"/>\n"+
			"\t\t<description>%s</description>\n\t</item>\n", i, i, i, i, body)
	}
	b.WriteString("</channel></rss>\n")
	return b.Bytes()
}

func BenchmarkXML(b *testing.B) {
	data := largeRSS()
	if d := markup.XML(data); len(d.Faults) > 0 {
		b.Fatalf("XML finds %v, want no fault", d.Faults)
	}
	b.Run("tree", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			markup.XML(data)
		}
	})
	b.Run("encoding/xml tokens", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			if err := tokens(data); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// tokens reads data by the standard library.
func tokens(data []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// largeJSON is a feed of some 4 MB.
func largeJSON() []byte {
	var b bytes.Buffer
	b.WriteString("{\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  \"items\": [\n")
	body := strings.Repeat(`<p>The council met on \"Tuesday\"; the café stays. A long sentence follows.</p>\n`, 12)
	for i := range 3200 {
		if i > 0 {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, "    {\n      \"id\": \"%d\",\n      \"title\": \"Article %d\",\n      \"tags\": [\"a\", \"b\"],\n"+
			"      \"attachments\": [{\"url\": \"https://news.example/%d.mp3\", \"size_in_bytes\": 1234}],\n      \"content_html\": \"%s\"\n    }", i, i, i, body)
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes()
}

func BenchmarkJSON(b *testing.B) {
	data := largeJSON()
	if d := markup.JSON(data); len(d.Faults) > 0 {
		b.Fatalf("JSON finds %v, want no fault", d.Faults)
	}
	b.Run("tree", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			markup.JSON(data)
		}
	})
	b.Run("encoding/json any", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			var v any
			if err := json.Unmarshal(data, &v); err != nil {
				b.Fatal(err)
			}
		}
	})
}
