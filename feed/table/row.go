package table

import (
	"fmt"
	"reflect"
	"strings"

	"dateline/feed"
)

// A Row says how one key is read.
type Row struct {
	Name    string
	Aliases []string
	// Lists of aliases are joined, where one alone would not say everything.
	Join bool
	// Read takes the value; the error says what is wrong with it in one clause.
	Read func(Value) error
}

// A Fault is something wrong with one key.
type Fault struct {
	Line int
	Text string
}

// Faulty is an error of several faults, each with a line of its own.
type Faulty []Fault

func (fs Faulty) Error() string {
	texts := make([]string, len(fs))
	for i, f := range fs {
		texts[i] = f.Text
	}
	return strings.Join(texts, "; ")
}

// Read hands each value to its row. Keys are compared without regard to case.
// It returns what was wrong and the entries that no row knows.
func (t Table) Read(rows []Row) (faults []Fault, unknown []Entry) {
	byName := index(rows)
	first := make([]*Entry, len(rows))
	for i := range t.Entries {
		e := &t.Entries[i]
		at, known := byName[strings.ToLower(e.Key)]
		switch {
		case !known:
			unknown = append(unknown, *e)
		case first[at] == nil:
			first[at] = e
		case rows[at].Join:
			joined := *first[at]
			joined.Data = append(append([]Value{}, joined.list()...), e.list()...)
			first[at] = &joined
		case !Same(first[at].Value, e.Value):
			faults = append(faults, Fault{e.Line, fmt.Sprintf("%s and %s mean the same and disagree: %s and %s",
				first[at].Key, e.Key, first[at].Value, e.Value)})
		}
	}
	for i, e := range first {
		if e == nil || e.Data == nil {
			continue
		}
		switch err := rows[i].Read(e.Value).(type) {
		case nil:
		case Faulty:
			faults = append(faults, err...)
		default:
			faults = append(faults, Fault{e.Line, e.Key + ": " + err.Error()})
		}
	}
	return faults, unknown
}

func index(rows []Row) map[string]int {
	byName := make(map[string]int, 3*len(rows))
	for i, row := range rows {
		byName[strings.ToLower(row.Name)] = i
		for _, alias := range row.Aliases {
			byName[strings.ToLower(alias)] = i
		}
	}
	return byName
}

// Unknown says that no row has the key, and which one may have been meant.
func Unknown(key string, rows []Row) string {
	var names []string
	for _, row := range rows {
		names = append(append(names, row.Name), row.Aliases...)
	}
	if near := feed.Nearest(key, names); near != "" {
		return fmt.Sprintf("unknown key %s; did you mean %s?", key, near)
	}
	return fmt.Sprintf("unknown key %s", key)
}

// Same reports whether two values say the same, wherever they stand.
func Same(a, b Value) bool { return reflect.DeepEqual(a.Plain(), b.Plain()) }
