package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

const heading = `Medians of %d runs, the least and the most, on %d cores, %s/%s. Below 1, Dateline needs less.

| what | | Dateline | beside | ratio | goal |
|---|---|---|---|---|---|
`

// rows are the lines of the table for Dateline and one rival, a unit each; a goal
// of 0 is none.
func rows(title, rival string, ours, theirs []figures, goals figures) string {
	var b strings.Builder
	for i, unit := range units {
		o, t := spreadOf(ours, i), spreadOf(theirs, i)
		goal := "-"
		if goals[i] > 0 {
			goal = "≤ " + figure(goals[i])
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s: %s | %s | %s |\n", title, unit, o, rival, t, figure(o.median/t.median), goal)
		title = ""
	}
	return b.String()
}

func (s spread) String() string {
	return fmt.Sprintf("%s (%s-%s)", figure(s.median), figure(s.least), figure(s.most))
}

// figure writes three digits of a number, more only before the point.
func figure(f float64) string {
	if f == 0 || math.IsInf(f, 0) || math.IsNaN(f) {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return strconv.FormatFloat(f, 'f', max(0, 2-int(math.Floor(math.Log10(math.Abs(f))))), 64)
}

// grouped writes a number with a comma before every three digits.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
