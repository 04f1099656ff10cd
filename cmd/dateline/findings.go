package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
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
	Written   string
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
			bad, good := exampleLines(p.Bad, p.Want), exampleLines(p.Good, nil)
			all.Articles = append(all.Articles, article{r, p, written(r), bad, unlike(bad, good)})
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
const maxLine = 400

// exampleLines are the lines of an example, marked where the places are.
func exampleLines(text string, places []string) []exampleLine {
	marked := map[string]bool{}
	for _, place := range places {
		line, _, _ := strings.Cut(place, ":")
		marked[line] = true
	}
	var lines []exampleLine
	for line := range strings.SplitSeq(strings.TrimSuffix(visible(text), "\n"), "\n") {
		if r := []rune(line); len(r) > maxLine {
			line = string(r[:maxLine/2]) + " … " + string(r[len(r)-maxLine/2:])
		}
		lines = append(lines, exampleLine{line, marked[fmt.Sprint(len(lines)+1)]})
	}
	return lines
}

// unlike is the part of good that bad has not, with two lines around it: the rest of
// the document stands beside it, and the page has hundreds of them.
func unlike(bad, good []exampleLine) []exampleLine {
	const around = 2 // lines
	most := min(len(bad), len(good))
	head := 0
	for head < most && bad[head].Text == good[head].Text {
		head++
	}
	tail := 0
	for tail < most-head && bad[len(bad)-1-tail].Text == good[len(good)-1-tail].Text {
		tail++
	}
	from, to := max(head-around, 0), min(len(good)-tail+around, len(good))
	part := slices.Clone(good[from:to])
	rest := exampleLine{Text: "…"}
	if from > 0 {
		part = slices.Insert(part, 0, rest)
	}
	if to < len(good) {
		part = append(part, rest)
	}
	return part
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
