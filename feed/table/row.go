package table

import (
	"fmt"
	"reflect"
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// A Row says how one key is read into a T.
type Row[T any] struct {
	Name    string
	Aliases []string
	// Join makes one list of several aliases, where one alone would not say
	// everything. Without it, aliases that disagree are a fault.
	Join bool
	// Doc, Default, Must and Form are told to people and their editors: see [Key].
	Doc, Default, Must string
	Form               Form
	// Read takes the value; the error says what is wrong with it in one clause.
	Read func(*T, Value) error
}

// A Schema is the rows of one kind of table. Keys are compared without regard to
// case.
type Schema[T any] struct {
	rows   []Row[T]
	byName map[string]int
	words  []string
}

// NewSchema makes a schema of rows.
func NewSchema[T any](rows ...Row[T]) Schema[T] {
	s := Schema[T]{rows: rows, byName: map[string]int{}}
	for i, row := range rows {
		for _, name := range append([]string{row.Name}, row.Aliases...) {
			s.byName[strings.ToLower(name)] = i
			s.words = append(s.words, name)
		}
	}
	return s
}

// A Fault is something wrong with one key.
type Fault struct {
	Line int
	Key  string // with dots where tables stand within each other; empty if there is none
	Text string
}

// String gives the key and the text.
func (f Fault) String() string {
	if f.Key == "" {
		return f.Text
	}
	return keyed(f.Key) + ": " + f.Text
}

// Faulty is an error of several faults, each with a line of its own.
type Faulty []Fault

func (fs Faulty) Error() string {
	texts := make([]string, len(fs))
	for i, f := range fs {
		texts[i] = f.String()
	}
	return strings.Join(texts, "; ")
}

// Read hands each value of t to its row, in the order of the rows. It returns
// what was wrong and the entries that no row knows.
func (s Schema[T]) Read(t Table, into *T) (faults Faulty, unknown []Entry) {
	found := make([]*Entry, 64) // of that size it needs no memory of its own
	if len(s.rows) > len(found) {
		found = make([]*Entry, len(s.rows))
	}
	for i := range t.Entries {
		e := &t.Entries[i]
		at, known := s.byName[strings.ToLower(e.Key)]
		switch {
		case !known:
			unknown = append(unknown, *e)
		case found[at] == nil:
			found[at] = e
		case s.rows[at].Join:
			joined := *found[at]
			joined.Data = append(append([]Value{}, joined.List()...), e.List()...)
			found[at] = &joined
		case !Same(found[at].Value, e.Value):
			faults = append(faults, Fault{Line: e.Line, Text: fmt.Sprintf("%s and %s mean the same and disagree: %s and %s",
				found[at].Key, e.Key, found[at].Value, e.Value)})
		}
	}
	for i, e := range found {
		if e == nil || e.Data == nil {
			continue
		}
		switch err := s.rows[i].Read(into, e.Value).(type) {
		case nil:
		case Faulty: // of a table within
			for _, fault := range err {
				faults = append(faults, Fault{fault.Line, strings.TrimSuffix(e.Key+"."+fault.Key, "."), fault.Text})
			}
		default:
			faults = append(faults, Fault{e.Line, e.Key, err.Error()})
		}
	}
	return faults, unknown
}

// ReadStrictly is Read for tables in which every key must be known.
func (s Schema[T]) ReadStrictly(t Table, into *T) Faulty {
	faults, unknown := s.Read(t, into)
	for _, e := range unknown {
		faults = append(faults, Fault{Line: e.Line, Text: s.Unknown(e.Key)})
	}
	return faults
}

// Unknown says that no row has the key, and which one may have been meant.
func (s Schema[T]) Unknown(key string) string {
	return "unknown key " + keyed(key) + feed.DidYouMean(key, s.words)
}

// keyed is a key as findings name it: broken records have keys of a megabyte.
func keyed(key string) string {
	const most = 80 // bytes
	if len(key) <= most {
		return key
	}
	return value.Quote(key)
}

// Same reports whether two values say the same, wherever they stand.
func Same(a, b Value) bool { return reflect.DeepEqual(a.Plain(), b.Plain()) }

// Names are the names of the rows, without aliases, in their order.
func (s Schema[T]) Names() []string {
	var names []string
	for _, row := range s.rows {
		names = append(names, row.Name)
	}
	return names
}

// Keys are the rows as they are told to people and their editors.
func (s Schema[T]) Keys() []Key {
	var keys []Key
	for _, row := range s.rows {
		keys = append(keys, Key{Name: row.Name, Aliases: row.Aliases, Doc: row.Doc, Default: row.Default, Must: row.Must, Form: row.Form})
	}
	return keys
}

// Words are all words for keys: the names of the rows and their aliases.
func (s Schema[T]) Words() []string { return s.words }

// Meaning is the name of the row that reads key; empty if none does.
func (s Schema[T]) Meaning(key string) string {
	if at, known := s.byName[strings.ToLower(key)]; known {
		return s.rows[at].Name
	}
	return ""
}
