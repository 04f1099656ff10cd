package main

import (
	_ "embed"
	"html/template"
	"io"
	"strconv"
	"strings"
	"unicode"

	"dateline/feed/check"
)

// findings is the page of all codes, which docs/findings.html shows.
//
//go:embed findings.tmpl
var findings string

// A chapter is the codes of a vocabulary on that page.
type chapter struct {
	check.Chapter
	Articles []article
}

type article struct {
	Rule      check.Rule
	Page      check.Page
	Bad, Good []exampleLine
}

// An exampleLine is marked where the finding is.
type exampleLine struct {
	Text   string
	Marked bool
}

// writeFindings writes the pages of all codes as one page of HTML.
func writeFindings(out io.Writer) error {
	page, err := template.New("findings").Parse(findings)
	if err != nil {
		return err
	}
	var chapters []chapter
	for _, c := range check.Chapters(check.Rules()) {
		all := chapter{Chapter: c}
		for _, r := range c.Rules {
			p, _ := check.Explain(r.Code)
			all.Articles = append(all.Articles, article{r, p, exampleLines(p.Bad, p.Good, p.Want), exampleLines(p.Good, p.Bad, nil)})
		}
		chapters = append(chapters, all)
	}
	return page.Execute(out, struct {
		Count    int
		Chapters []chapter
	}{len(check.Rules()), chapters})
}

// maxLine is how much of a line of an example is shown, in characters: those that
// nest deeply tell no more when they are whole.
const maxLine = 240

// around is how many lines are shown beside those that differ.
const around = 1

// exampleLines are the lines of an example, marked where the places are. Of what is
// the same in the other example a little is shown; nothing, if all is.
func exampleLines(text, other string, places []string) []exampleLine {
	marked := map[int]bool{}
	for _, place := range places {
		line, _, _ := strings.Cut(place, ":")
		n, _ := strconv.Atoi(line)
		marked[n-1] = true
	}
	all, others := splitLines(text), splitLines(other)
	before, behind := 0, 0
	for before < min(len(all), len(others)) && all[before] == others[before] {
		before++
	}
	for behind < min(len(all), len(others))-before && all[len(all)-1-behind] == others[len(others)-1-behind] {
		behind++
	}
	if before+behind == len(all) && len(marked) == 0 {
		return nil
	}
	var lines []exampleLine
	gap := false
	for i, line := range all {
		if near := i >= before-around && i < len(all)-behind+around || marked[i]; !near {
			gap = true
			continue
		}
		if gap && lines != nil {
			lines = append(lines, exampleLine{"…", false})
		}
		gap = false
		lines = append(lines, exampleLine{shortened(line), marked[i]})
	}
	return outdented(lines)
}

// outdented are lines without the blanks that all begin with.
func outdented(lines []exampleLine) []exampleLine {
	least := maxLine
	for _, l := range lines {
		if words := strings.TrimLeft(l.Text, " "); words != "" && words != "…" {
			least = min(least, len(l.Text)-len(words))
		}
	}
	for i := range lines {
		if l := &lines[i]; l.Text != "…" {
			l.Text = l.Text[min(least, len(l.Text)):]
		}
	}
	return lines
}

func splitLines(text string) []string {
	return strings.Split(strings.TrimSuffix(visible(text), "\n"), "\n")
}

// shortened is a line without its middle, if it is very long.
func shortened(line string) string {
	if r := []rune(line); len(r) > maxLine {
		return string(r[:maxLine/2]) + " … " + string(r[len(r)-maxLine/2:])
	}
	return line
}

// HTML is the line in an element, where quotes and > stand for themselves: there are
// thousands of them.
func (l exampleLine) HTML() template.HTML {
	return template.HTML(strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(l.Text))
}

// visible shows control characters as their pictures, and bytes that are no UTF-8
// as the replacement character.
func visible(text string) string {
	const pictures = 0x2400 // U+2400 is the picture of U+0000
	return strings.Map(func(r rune) rune {
		if r < ' ' && !unicode.IsSpace(r) {
			return pictures + r
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
