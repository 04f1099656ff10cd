package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"

	"dateline/feed"
)

// A textPrinter prints a line for each finding, what stands at its place, and at
// the end a line that counts.
type textPrinter struct {
	out    io.Writer
	least  string // level of findings that are printed
	color  bool
	files  int
	counts map[string]int // of findings, by level
}

func newTextPrinter(out io.Writer, o *judging) printer {
	return &textPrinter{out: out, least: o.level, color: colored(out, o.color), counts: map[string]int{}}
}

func (p *textPrinter) print(v verdict) {
	p.files++
	for _, f := range v.report.Findings {
		p.counts[string(f.Level)]++
	}
	lines := bytes.Split(v.report.Text, []byte("\n"))
	for _, f := range v.shown {
		fmt.Fprintf(p.out, "%s: %s: %s (%s)\n", f.Pos, p.paint(hues[f.Level], string(f.Level)), f.Text, f.Code)
		p.pointAt(lines, f.Pos)
	}
}

// pointAt prints what stands at a place, as far as it fits in a line of a terminal,
// with a caret below it.
func (p *textPrinter) pointAt(lines [][]byte, pos feed.Pos) {
	const before, after = 40, 60 // characters beside the place
	if pos.Line < 1 || pos.Line > len(lines) || pos.Column < 1 || pos.Column > len(lines[pos.Line-1])+1 {
		return
	}
	line, at := lines[pos.Line-1], pos.Column-1
	left := []rune(legible(line[max(0, at-before*utf8.UTFMax):at]))
	right := []rune(legible(line[at:min(len(line), at+after*utf8.UTFMax)]))
	left = left[max(0, len(left)-before):]
	right = right[:min(len(right), after)]
	fmt.Fprintf(p.out, "    %s%s\n    %s%s\n", string(left), string(right), strings.Repeat(" ", len(left)), p.paint(green, "^"))
}

// legible is text that a terminal shows as it stands, a character each.
func legible(text []byte) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(text), "\uFFFD"))
}

// end counts, unless one file had nothing to be said of.
func (p *textPrinter) end() {
	if p.files == 0 || p.files == 1 && len(p.counts) == 0 {
		return
	}
	var shown, hidden []string
	least := slices.Index(levels, p.least)
	for i, level := range levels {
		switch n := p.counts[level]; {
		case i <= least:
			shown = append(shown, number(n, level))
		case n > 0:
			hidden = append(hidden, number(n, level))
		}
	}
	said := fmt.Sprintf("%s: %s", number(p.files, "file"), strings.Join(shown, ", "))
	if hidden != nil {
		said += fmt.Sprintf("; %s hidden by --level %s", strings.Join(hidden, ", "), p.least)
	}
	fmt.Fprintln(p.out, said)
}

// number is a count of things: no errors, 1 error, 2 errors.
func number(n int, thing string) string {
	switch n {
	case 0:
		return "no " + thing + "s"
	case 1:
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// colors are the values of --color.
var colors = []string{"auto", "always", "never"}

// The hues of terminals (ECMA-48 §8.3.117).
const (
	red     = "31"
	green   = "32"
	magenta = "35"
	cyan    = "36"
)

// hues are those of levels.
var hues = map[feed.Level]string{feed.Error: red, feed.Warning: magenta, feed.Info: cyan}

func (p *textPrinter) paint(hue, text string) string {
	if !p.color {
		return text
	}
	return "\x1b[1;" + hue + "m" + text + "\x1b[0m"
}

// colored reports whether what is written to out is coloured: where that is asked
// for, or out is a terminal that can, and NO_COLOR (no-color.org) does not forbid it.
func colored(out io.Writer, when string) bool {
	if when != "auto" {
		return when == "always"
	}
	file, isFile := out.(*os.File)
	return isFile && term.IsTerminal(int(file.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
