package bench

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"testing"
	"time"

	"dateline/feed"
	"dateline/feed/check"
	"dateline/feed/render"
)

// BenchmarkCheck judges feeds of 1,000 articles: MB/s, and how many times as fast
// as the standard library merely reads their tokens.
func BenchmarkCheck(b *testing.B) {
	files, err := render.Edition(edition(records), render.Design{})
	if err != nil {
		b.Fatal(err)
	}
	tokens := map[string]func([]byte) error{"rss.xml": xmlTokens, "atom.xml": xmlTokens, "feed.json": jsonTokens}
	for _, f := range files {
		read, judged := tokens[f.Name]
		if !judged {
			continue
		}
		b.Run(f.Name, func(b *testing.B) {
			b.SetBytes(int64(len(f.Data)))
			for b.Loop() {
				if found := check.File(f, check.Options{}); found.Count(feed.Error) > 0 {
					b.Fatal(found)
				}
			}
			const reads = 5
			begun := time.Now()
			for range reads {
				if err := read(f.Data); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(time.Since(begun).Seconds()/reads*float64(b.N)/b.Elapsed().Seconds(), "x-std-tokens")
		})
	}
}

func xmlTokens(data []byte) error {
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := dec.Token(); err != nil {
			return ended(err)
		}
	}
}

func jsonTokens(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := dec.Token(); err != nil {
			return ended(err)
		}
	}
}

// ended is no error where the text is read to its end.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
