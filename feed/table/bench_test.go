package table

import (
	"testing"
	"time"
)

// BenchmarkPlainTOML reads the front matter of an article that is plain:
// x-decoder, how many times as long BurntSushi/toml takes for it in the same turn.
func BenchmarkPlainTOML(b *testing.B) {
	const text = `id = "tag:gazette.example,2016:story-000993"
url = "/story-000993/"
title = "Winter shore weather down wind chart mast east."
published = 2026-10-28T22:48:00Z
updated = 2026-10-28T22:48:00Z
section = "section-5"
tags = ["tag-379","tag-383","tag-416"]
authors = ["Author 187"]
`
	var ours, theirs time.Duration
	for b.Loop() {
		start := time.Now()
		_, plain := plainTOML(text, 1)
		between := time.Now()
		_, err := decodedTOML(text, 1)
		ours, theirs = ours+between.Sub(start), theirs+time.Since(between)
		if !plain || err != nil {
			b.Fatalf("plainTOML reads it: %v; the decoder says %v", plain, err)
		}
	}
	b.ReportMetric(theirs.Seconds()/ours.Seconds(), "x-decoder")
}
