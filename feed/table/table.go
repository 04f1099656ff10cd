// Package table reads TOML, YAML and JSON texts as tables whose keys know the
// line they stand on, and takes them apart row by row:
//
//	var person = table.NewSchema(
//		table.Row[Person]{Name: "name", Read: func(p *Person, v table.Value) (err error) { p.Name, err = v.Text(); return err }},
//	)
//	t, err := table.TOML(data, 1)
//	faults, unknown := person.Read(t, &p)
//
// Everything wrong in a text is found at once, each fault with its line.
package table

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// maxDepth is how many tables and lists may stand within each other.
const maxDepth = 100

var tooDeep = fmt.Sprintf("more than %d tables and lists within each other", maxDepth)

// A Table is a set of named values.
type Table struct {
	Entries []Entry // in the order of the text
}

// An Entry is a key and its value.
type Entry struct {
	Key string
	Value
}

// A Value is what stands behind a key. Data is nil, a string, a bool, an int64,
// a float64, a [Date], a [Scalar], a []Value or a Table.
type Value struct {
	Line int // of its key, from 1
	Data any
}

// A Date is a TOML date, time or both, as RFC 3339 writes it; without an offset
// if it is a local one.
type Date string

// A Scalar is a YAML value without quotes, which is text where text is wanted:
// title: 1984.
type Scalar struct {
	Written string
	Data    any // a bool, an int64 or a float64; a string if it is a date
}

// A SyntaxError is a text that cannot be read.
type SyntaxError struct {
	Line, Column int // from 1; Column 0 means the whole line
	Text         string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Text) }

// Get gives the value of a key.
func (t Table) Get(key string) (Value, bool) {
	for _, e := range t.Entries {
		if e.Key == key {
			return e.Value, true
		}
	}
	return Value{}, false
}

// distinct reports whether no key is there twice.
func (t Table) distinct() bool {
	const few = 16 // comparing each with each is faster up to here
	if len(t.Entries) <= few {
		for i, e := range t.Entries {
			if _, twice := (Table{t.Entries[:i]}).Get(e.Key); twice {
				return false
			}
		}
		return true
	}
	keys := make(map[string]bool, len(t.Entries))
	for _, e := range t.Entries {
		keys[e.Key] = true
	}
	return len(keys) == len(t.Entries)
}

// An Item is a table that was found among others, such as an item of a feed.
type Item struct {
	Table
	Line, Column int    // where it begins, from 1; 0 if that is not known
	Base         string // what relative addresses in it are resolved against; empty for what the document says
}

// inOrder sorts the entries as they stand in the text.
func (t Table) inOrder() Table {
	slices.SortFunc(t.Entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), strings.Compare(a.Key, b.Key))
	})
	return t
}

// Last keeps of several entries with the same key the last.
func (t Table) Last() Table {
	var out Table
	for i, e := range t.Entries {
		if !slices.ContainsFunc(t.Entries[i+1:], func(later Entry) bool { return later.Key == e.Key }) {
			out.Entries = append(out.Entries, e)
		}
	}
	return out
}
