// Package config reads config.toml, strictly: an unknown key or a value of the
// wrong kind is a finding with its line and what would be right, and all
// findings come at once.
package config

import (
	"time"

	"dateline/feed"
)

// A Config is what config.toml says, with defaults filled in.
type Config struct {
	Site    Site
	Records Records
	Publish Publish
	Page    Page
	Serve   Serve
	Check   Check
	Feeds   []Feed
	Slugs   map[string]string // slugs chosen by hand, by name
}

// A Site is what the feeds are about.
type Site struct {
	Title       string
	URL         string // absolute, ends with a slash
	Description string
	Language    string         // BCP 47; "en" if not said
	Zone        *time.Location // of dates without an offset; UTC if not said
	Authors     []feed.Person
	Rights      string
	Icon        string
	Favicon     string
	Logo        *feed.Image
}

// Records says where the articles come from.
type Records struct {
	Path string // a folder or file
	URL  string // pattern of the address of an article that has none; empty for that of Generator

	// Generator is the tool whose content folder Path is: "hugo", "jekyll", "zola" or
	// "eleventy"; empty for none. URLs are patterns of sections, ID is the pattern of the
	// id that it gave its articles, Languages are those that names of files end with, the
	// main one first, and Taxonomies are the keys that hold tags besides tags and
	// categories.
	Generator  string
	Below      string // where Path lies in the folder of all content: post of content/post
	URLs       map[string]string
	ID         string
	Languages  []string
	Taxonomies []string
}

// Publish says where the files go.
type Publish struct {
	To      string // a folder
	Base    string // where the world sees it: absolute, ends with a slash
	Ledger  string // the file that remembers ids and files
	IDs     string // the file that keeps ids as text, beside Ledger; empty for none
	Formats []string
	Hubs    []string // WebSub
	Flood   int      // how many articles may be new in a feed at once; 0 is any number
	Emails  bool     // e-mail addresses appear in feeds
	Config  feed.Pos // where Base was configured
}

// Serve says how the files are served.
type Serve struct {
	MaxAge time.Duration // how long readers may keep a file; 15 minutes if not said
}

// Page says how pages for people are made.
type Page struct {
	Template string   // a file; empty for the one that Dateline ships
	Readers  []Reader // that people are told of; none for those that Dateline ships
	Config   feed.Pos // where Template was configured
}

// A Reader is a program that people read feeds with.
type Reader struct {
	Name string
	URL  string // where one gets it
	For  string // where it runs: "Android"
}

// Check says how files are judged.
type Check struct {
	Levels []Level
}

// A Level is what the findings of some codes weigh.
type Level struct {
	Codes  string     // a code, or a pattern in which * stands for anything
	Level  feed.Level // or "off": they are not said
	Config feed.Pos
}

// A Feed is a channel, or with Each one channel for every value that articles
// have. In those, the Path and Title of Channel hold {slug}, {name} and {site}.
type Feed struct {
	feed.Channel
	Each string // "", "section", "tag", "author" or "language"
}
