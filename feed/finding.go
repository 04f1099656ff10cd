package feed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Level says how much a finding weighs.
type Level string

// The levels, heaviest first.
const (
	Error   Level = "error"   // what it is about is held back
	Warning Level = "warning" // published, but somebody should look
	Info    Level = "info"    // done, and said
)

// A Pos is a place in a file that people wrote.
type Pos struct {
	File   string // path; empty means nowhere
	Line   int    // from 1; 0 means the whole file
	Column int    // in bytes, from 1; 0 means the whole line
}

// String gives file:line:column, leaving out what is unknown.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// A Finding is one remark on what people wrote. (What the world does, such as a
// full disk, is an error.)
type Finding struct {
	Code  string // stable, such as record-date
	Level Level
	Pos   Pos
	Text  string // one clause: names the thing, shows the value and what would be right

	// Of what stands in a published file; empty for what people wrote.
	Path   string // of the element or value: /feed/entry[2]/id, $.items[2].id; header:ETag of how it is served
	Ref    string // where the rule is written: RFC 4287 §4.1.2
	W3C    string // the W3C feed validator's name for the same fault
	Record Pos    // what people wrote that it comes from; nowhere if that is unknown
}

// String gives one line: place, level, text and code. Where the record is known,
// that is the place, for there it is mended, and the place in the file is told.
func (f Finding) String() string {
	text := f.Text
	if f.Record.File != "" {
		text = fmt.Sprintf("%s: %s", f.Pos, text)
	}
	if f.Place().File == "" {
		return fmt.Sprintf("%s: %s (%s)", f.Level, text, f.Code)
	}
	return fmt.Sprintf("%s: %s: %s (%s)", f.Place(), f.Level, text, f.Code)
}

// Place is where people find what it is about: the record where that is known.
func (f Finding) Place() Pos {
	if f.Record.File != "" {
		return f.Record
	}
	return f.Pos
}

// Findings is a list of remarks.
type Findings []Finding

// Add appends a finding whose text is made by [fmt.Sprintf].
func (fs *Findings) Add(level Level, code string, pos Pos, format string, args ...any) {
	*fs = append(*fs, Finding{Code: code, Level: level, Pos: pos, Text: fmt.Sprintf(format, args...)})
}

// Count says how many findings are of the level.
func (fs Findings) Count(level Level) int {
	n := 0
	for _, f := range fs {
		if f.Level == level {
			n++
		}
	}
	return n
}

// Sort orders findings by place, then text, and drops those said twice.
func (fs *Findings) Sort() {
	slices.SortStableFunc(*fs, func(a, b Finding) int {
		at, other := a.Place(), b.Place()
		return cmp.Or(
			strings.Compare(at.File, other.File),
			cmp.Compare(at.Line, other.Line),
			cmp.Compare(at.Column, other.Column),
			strings.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column),
			strings.Compare(a.Text, b.Text))
	})
	*fs = slices.Compact(*fs)
}

// Nearest gives the word of known that s was most likely meant to be; empty if none
// is near: more than a third of the letters differ.
func Nearest(s string, known []string) string {
	best, least := "", len(s)/3+1
	for _, word := range known {
		if max(len(word)-len(s), len(s)-len(word)) > least {
			continue // they differ by more than that in length alone
		}
		if d := distance(strings.ToLower(s), strings.ToLower(word)); d <= least && (best == "" || d < least) {
			best, least = word, d
		}
	}
	return best
}

// DidYouMean ends a text that names a word of none known with the nearest one that
// is: "; did you mean limit?". It is empty if none is near.
func DidYouMean(s string, known []string) string {
	if len(s) < 3 {
		return "" // every short word is near to another
	}
	if near := Nearest(s, known); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// distance is the number of letters to insert, drop, replace or swap with their
// neighbour to make b of a (optimal string alignment).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
