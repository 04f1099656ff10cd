package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// few is a corpus of which a run is mostly the start of the program.
const few = 1000

// fewer is what Dateline is called with the smaller of two corpora.
const fewer = "fewer records"

// A comparison is a part of the table.
type comparison struct {
	name  string
	about string             // {records}, {large} and {few} stand for how many they are
	goals map[string]figures // by rival: what Dateline's figures may be at most as multiples of its own
	enter func(*workshop) ([]entrant, error)
}

var comparisons = []comparison{
	{"cold", "{records} Markdown files, cold, 13 feeds", map[string]figures{"Hugo": {1 / 6.}}, func(w *workshop) ([]entrant, error) { return w.cold(w.records, false) }},
	{"unchanged", "{records} Markdown files, nothing changed", map[string]figures{"Hugo": {1 / 30.}, "list + lstat": {2.5}}, (*workshop).unchanged},
	{"changed", "{records} Markdown files, newest changed", map[string]figures{"Hugo": {1 / 25.}}, (*workshop).changed},
	{"every", "{records} Markdown files, cold, 713 feeds", map[string]figures{"Hugo": {1 / 3.5}}, func(w *workshop) ([]entrant, error) { return w.cold(w.records, true) }},
	{"toml", "{records} .toml files, cold, 13 feeds", nil, (*workshop).toml},
	{"jsonl", "one .jsonl of {records}, cold, 13 feeds", map[string]figures{"gorilla/feeds": {1 / 1.5}}, (*workshop).jsonl},
	{"small", "{few} Markdown files, cold, 13 feeds", map[string]figures{"Hugo": {1 / 2.}}, func(w *workshop) ([]entrant, error) { return w.cold(few, false) }},
	{"start", "start, --version", nil, (*workshop).start},
	{"large-cold", "{large} Markdown files, cold, 13 feeds", map[string]figures{fewer: {11, 0, 3}}, (*workshop).largeCold},
	{"large-unchanged", "{large} Markdown files, nothing changed", map[string]figures{fewer: {11, 0, 3}}, (*workshop).largeUnchanged},
}

// title is what the table calls the comparison.
func (c comparison) title(w *workshop) string {
	return strings.NewReplacer("{records}", grouped(w.records), "{large}", grouped(w.large), "{few}", grouped(few)).Replace(c.about)
}

// beside gives Dateline and its rivals, without Hugo where there is none.
func (w *workshop) beside(ours entrant, rivals ...entrant) []entrant {
	all := []entrant{ours}
	for _, e := range rivals {
		if e.name != "Hugo" || w.hugo != "" {
			all = append(all, e)
		}
	}
	return all
}

func (w *workshop) cold(n int, every bool) ([]entrant, error) {
	s, err := w.site("markdown-toml", n, every)
	ours := w.dateline(s).cold()
	return w.beside(ours, w.hugoOf(s).cold().like(ours)), err
}

func (w *workshop) unchanged() ([]entrant, error) {
	s, err := w.site("markdown-toml", w.records, false)
	if err != nil {
		return nil, err
	}
	ours := w.dateline(s)
	list := entrant{name: "list + lstat", command: []string{w.program("lister"), filepath.Join(s.corpus, "content")}}
	return w.warm(w.beside(ours, w.hugoOf(s).like(ours), list))
}

// changed adds a sentence to the newest article before each turn.
func (w *workshop) changed() ([]entrant, error) {
	s, err := w.site("markdown-toml", w.records, false)
	if err != nil {
		return nil, err
	}
	found, err := filepath.Glob(filepath.Join(s.corpus, "content", "*", fmt.Sprintf("story-%06d.md", w.records-1)))
	if err != nil || len(found) != 1 {
		return nil, fmt.Errorf("the newest article is in %v: %w", found, err)
	}
	ours := w.dateline(s)
	entrants, err := w.warm(w.beside(ours, w.hugoOf(s).like(ours)))
	turn := 0
	entrants[0].before = func(*workshop) error {
		turn++
		return correct(found[0], turn)
	}
	return entrants, err
}

// correct puts a sentence at the end of the record, in the place of an earlier one.
func correct(record string, turn int) error {
	const sentence = "\nCorrected, edition "
	text, err := os.ReadFile(record)
	if err != nil {
		return err
	}
	before, _, _ := bytes.Cut(text, []byte(sentence))
	return os.WriteFile(record, fmt.Appendf(before, "%s%d of process %d.\n", sentence, turn, os.Getpid()), 0o666)
}

func (w *workshop) toml() ([]entrant, error) {
	s, err := w.site("toml", w.records, false)
	markdown, other := w.site("markdown-toml", w.records, false)
	ours, same := w.dateline(s).cold(), w.dateline(markdown).cold()
	same.name = "from Markdown"
	return w.beside(ours, same.like(ours)), errors.Join(err, other)
}

func (w *workshop) jsonl() ([]entrant, error) {
	s, err := w.site("jsonl", w.records, false)
	ours := w.dateline(s).cold()
	peer := entrant{name: "gorilla/feeds", made: filepath.Join(s.folder, "gorilla")}
	peer.command = []string{w.program("gorilla"), filepath.Join(s.corpus, "content", "wire.jsonl"), peer.made}
	return w.beside(ours, peer.cold().like(ours)), err
}

func (w *workshop) start() ([]entrant, error) {
	return w.beside(
		entrant{name: "Dateline", command: []string{w.program("dateline"), "--version"}},
		entrant{name: "Hugo", command: []string{w.hugo, "version"}},
	), nil
}

// largeCold sets the large corpus beside the other one, both of Dateline.
func (w *workshop) largeCold() ([]entrant, error) {
	entrants, err := w.sizes()
	for i, e := range entrants {
		entrants[i] = e.cold()
	}
	return entrants, err
}

func (w *workshop) largeUnchanged() ([]entrant, error) {
	entrants, err := w.sizes()
	if err != nil {
		return nil, err
	}
	return w.warm(entrants)
}

func (w *workshop) sizes() ([]entrant, error) {
	large, err := w.site("markdown-toml", w.large, false)
	s, other := w.site("markdown-toml", w.records, false)
	small := w.dateline(s)
	small.name = fewer
	return w.beside(w.dateline(large), small), errors.Join(err, other)
}
