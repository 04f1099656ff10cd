package main

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// A site is a corpus with what Dateline and Hugo are to make of it.
type site struct {
	corpus string // the folder that the records are below
	folder string // of both configurations, and of what they make
}

// now is the moment of every run.
const now = "2026-11-23T12:00:00Z"

// The two configurations say the same: 50 articles in the main feed and in those of
// sections, 20 in those of tags and authors.
const (
	datelineSite = `
site = { title = "The Harbour Gazette", url = "https://gazette.example/" }
records = { path = %q }
publish = { to = "public", base = "https://gazette.example/", flood = 0 }
[[feed]]
[[feed]]
each = "section"
path = "{slug}"
limit = 50
`
	datelineEvery = `
[[feed]]
each = "tag"
path = "tags/{slug}"
limit = 20
[[feed]]
each = "author"
path = "authors/{slug}"
limit = 20
`
	hugoSite = `
baseURL = "https://gazette.example/"
title = "The Harbour Gazette"
locale = "en"
contentDir = %q
publishDir = "hugo"
cacheDir = %q
disableKinds = ["404", "robotsTXT", "sitemap", "taxonomy"%s]
[frontmatter]
date = ["published"]
lastmod = ["updated"]
[outputs]
home = ["rss"]
section = ["rss"]
term = ["rss"]
[outputFormats.rss]
baseName = "rss"
[[cascade]]
build = { render = "link" }
target = { kind = "page" }
[taxonomies]
`
	hugoEvery = `
tag = "tags"
author = "authors"
`
)

// hugoFeed is Hugo's template of a feed; it writes what Dateline's RSS has.
//
//go:embed rss.xml
var hugoFeed []byte

// site writes the configurations for a corpus of n records; with every, tags and
// authors have feeds too.
func (w *workshop) site(notation string, n int, every bool) (site, error) {
	corpus, err := w.corpus(notation, n)
	if err != nil {
		return site{}, err
	}
	s := site{corpus, filepath.Join(corpus, "sections")}
	content := filepath.Join(corpus, "content")
	kinds := `, "term"`
	ours, theirs := fmt.Sprintf(datelineSite, content), hugoSite
	if every {
		kinds, s.folder = "", filepath.Join(corpus, "every")
		ours, theirs = ours+datelineEvery, hugoSite+hugoEvery
	}
	layouts := filepath.Join(s.folder, "layouts")
	return s, errors.Join(
		os.MkdirAll(layouts, 0o777),
		os.WriteFile(filepath.Join(s.folder, "config.toml"), []byte(ours), 0o666),
		os.WriteFile(filepath.Join(s.folder, "hugo.toml"), fmt.Appendf(nil, theirs, content, filepath.Join(s.folder, "cache"), kinds), 0o666),
		os.WriteFile(filepath.Join(layouts, "rss.xml"), hugoFeed, 0o666),
	)
}

// dateline publishes the site.
func (w *workshop) dateline(s site) entrant {
	return entrant{
		name: "Dateline", folder: s.folder, made: filepath.Join(s.folder, "public"), kept: filepath.Join(s.folder, ".dateline"),
		command: []string{w.program("dateline"), "publish", "--now", now, "--force"},
	}
}

// hugoOf makes the same feeds, as RSS alone.
func (w *workshop) hugoOf(s site) entrant {
	return entrant{
		name: "Hugo", folder: s.folder, made: filepath.Join(s.folder, "hugo"), kept: filepath.Join(s.folder, "cache"),
		command: []string{w.hugo, "--panicOnWarning"},
	}
}
