package table

import (
	"fmt"
	"math"
	"strconv"

	"dateline/feed/value"
)

// String shows v in a finding.
func (v Value) String() string {
	switch data := v.Data.(type) {
	case string:
		return value.Quote(data)
	case Scalar:
		return value.Quote(data.Written)
	case []Value:
		return fmt.Sprintf("a list of %d", len(data))
	case Table:
		return "a table"
	}
	return fmt.Sprint(v.Data)
}

// Text is v as text.
func (v Value) Text() (string, error) {
	switch data := v.Data.(type) {
	case string:
		return data, nil
	case Scalar:
		return data.Written, nil
	}
	return "", fmt.Errorf("%s is not text; put it in quotes", v)
}

// Date is v as the text of a date: a date of the notation or one in quotes.
func (v Value) Date() (string, error) {
	if date, ok := v.Data.(Date); ok {
		return string(date), nil
	}
	if _, ok := v.Data.(Scalar); ok {
		return v.Text()
	}
	if text, ok := v.Data.(string); ok {
		return text, nil
	}
	return "", fmt.Errorf("%s is not a date such as 2026-11-23T10:00:00+01:00 or 2026-11-23", v)
}

// Bool is v as true or false.
func (v Value) Bool() (bool, error) {
	if b, ok := v.scalar().(bool); ok {
		return b, nil
	}
	return false, fmt.Errorf("%s is neither true nor false", v)
}

// IsBool reports whether v is true or false.
func (v Value) IsBool() bool {
	_, ok := v.scalar().(bool)
	return ok
}

// Integer is v as a whole number of at least least.
func (v Value) Integer(least int64) (int64, error) {
	n, ok := v.scalar().(int64)
	if f, whole := v.scalar().(float64); whole && f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		n, ok = int64(f), true
	}
	if s, text := v.Data.(string); text {
		if parsed, err := strconv.ParseInt(s, 10, 64); err == nil {
			n, ok = parsed, true
		}
	}
	if !ok || n < least {
		return 0, fmt.Errorf("%s is not a whole number of at least %d", v, least)
	}
	return n, nil
}

// Number is v as a number.
func (v Value) Number() (float64, error) {
	switch n := v.scalar().(type) {
	case int64:
		return float64(n), nil
	case float64:
		if !math.IsNaN(n) && !math.IsInf(n, 0) {
			return n, nil
		}
	}
	return 0, fmt.Errorf("%s is not a number", v)
}

// Table is v as a table.
func (v Value) Table() (Table, error) {
	if t, ok := v.Data.(Table); ok {
		return t, nil
	}
	return Table{}, fmt.Errorf("%s is not a table", v)
}

// List is v as a list. What is no list is a list of one.
func (v Value) List() []Value {
	if list, ok := v.Data.([]Value); ok {
		return list
	}
	return []Value{v}
}

// Texts is v as a list of texts. One text is a list of one.
func (v Value) Texts() ([]string, error) {
	var texts []string
	for _, item := range v.List() {
		text, err := item.Text()
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// Plain is the data of v as maps, slices and scalars, without lines.
func (v Value) Plain() any {
	switch data := v.Data.(type) {
	case []Value:
		list := make([]any, len(data))
		for i, item := range data {
			list[i] = item.Plain()
		}
		return list
	case Table:
		return data.Plain()
	case Scalar:
		return data.Data
	case Date:
		return string(data)
	}
	return v.Data
}

// Plain is the table as a map without lines.
func (t Table) Plain() map[string]any {
	plain := make(map[string]any, len(t.Entries))
	for _, e := range t.Entries {
		plain[e.Key] = e.Value.Plain()
	}
	return plain
}

// Walk calls visit with every text in v, keys of tables included, and its line.
func (v Value) Walk(visit func(text string, line int)) {
	switch data := v.Data.(type) {
	case string:
		visit(data, v.Line)
	case Scalar:
		visit(data.Written, v.Line)
	case []Value:
		for _, item := range data {
			item.Walk(visit)
		}
	case Table:
		data.Walk(visit)
	}
}

// Walk calls visit with every text in t, keys included, and its line.
func (t Table) Walk(visit func(text string, line int)) {
	for _, e := range t.Entries {
		visit(e.Key, e.Line)
		e.Value.Walk(visit)
	}
}

func (v Value) scalar() any {
	if s, ok := v.Data.(Scalar); ok {
		return s.Data
	}
	return v.Data
}
