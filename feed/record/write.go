package record

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"dateline/feed/value"

	"github.com/BurntSushi/toml"
)

// Record is the text as a record: Markdown with TOML front matter. Its body reads
// as the paragraphs do, to the letter: nothing in them becomes markup.
func (t Text) Record() ([]byte, error) {
	head := struct {
		Title     string         `toml:"title"`
		Published time.Time      `toml:"published"`
		URL       string         `toml:"url,omitempty"`
		Dateline  string         `toml:"dateline,omitempty"`
		Extra     map[string]any `toml:"extra,omitempty"`
	}{Title: t.Title, Published: t.Published, URL: t.URL, Dateline: t.Dateline}
	if related := t.Related(); len(related) > 0 {
		head.Extra = map[string]any{"related": related}
	}
	var b bytes.Buffer
	b.WriteString("+++\n")
	enc := toml.NewEncoder(&b)
	enc.Indent = ""
	if err := enc.Encode(head); err != nil {
		return nil, fmt.Errorf("write the record %q: %w", t.Title, err)
	}
	b.WriteString("+++\n")
	for _, paragraph := range t.Paragraphs {
		b.WriteString("\n" + literal(paragraph) + "\n")
	}
	return b.Bytes(), nil
}

var (
	// What begins a block in CommonMark, up to the mark that a backslash takes
	// its meaning from.
	blockMark = value.Regexp(`^(?:[#>:]|[-+](?:\s|$)|-[- ]*$|\d{1,9}[.)](?:\s|$))`)
	// Addresses become links by themselves (GFM §6.9); a backslash would become
	// part of them.
	linked = value.Regexp(`(?i)(?:(?:https?|ftp)://|www\.)[^\s<>]*[^\s<>.,;:!?)"'’”»\]]`)
	// What makes markup within a line (CommonMark §6, GFM §6.5); an ampersand does
	// if it begins a character reference.
	inlineMark = value.Regexp("[\\\\`*_\\[<~]|&[#a-zA-Z0-9]+;")
)

// literal is plain text, one line, as Markdown that means just that text
// (CommonMark §2.4).
func literal(line string) string {
	var b strings.Builder
	if at := blockMark().FindString(line); at != "" {
		mark := strings.IndexAny(line, "#>:-+.)")
		b.WriteString(line[:mark] + `\` + line[mark:mark+1])
		line = line[mark+1:]
	}
	for line != "" {
		at := linked().FindStringIndex(line)
		if at == nil {
			at = []int{len(line), len(line)}
		}
		b.WriteString(unmarked(line[:at[0]]) + address(line[at[0]:at[1]]))
		line = line[at[1]:]
	}
	return b.String()
}

// unmarked is text with a backslash before each of its marks.
func unmarked(s string) string { return inlineMark().ReplaceAllString(s, `\$0`) }

// address is what linked found so that it means itself: in angle brackets if it
// holds marks (CommonMark §6.5), or no link at all if it cannot stand in them.
func address(s string) string {
	switch {
	case !inlineMark().MatchString(s):
		return s
	case s[3] != '.': // it has a scheme, not www.
		return "<" + s + ">"
	}
	return strings.Replace(unmarked(s), ".", `\.`, 1)
}
