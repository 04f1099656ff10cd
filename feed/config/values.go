package config

import (
	"fmt"
	"slices"
	"strings"

	"dateline/feed/table"
	"dateline/feed/value"
)

// sub reads a table within the configuration.
func sub[T any](v table.Value, schema table.Schema[T], into *T) error {
	t, err := v.Table()
	if err != nil {
		return err
	}
	if faults := schema.ReadStrictly(t, into); len(faults) > 0 {
		return faults
	}
	return nil
}

// entries reads a table whose keys are chosen freely.
func entries(v table.Value, read func(table.Entry) error) error {
	t, err := v.Table()
	if err != nil {
		return err
	}
	var faults table.Faulty
	for _, e := range t.Entries {
		if err := read(e); err != nil {
			faults = append(faults, table.Fault{Line: e.Line, Key: e.Key, Text: err.Error()})
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

func text(v table.Value, into *string) error {
	s, err := v.Text()
	*into = value.Line(s)
	return err
}

func form(v table.Value, into *string, check func(string) (string, error)) error {
	s, err := v.Text()
	if err != nil || s == "" {
		return err
	}
	*into, err = check(s)
	return err
}

func list(v table.Value, into *[]string, check func(string) (string, error)) error {
	texts, err := v.Texts()
	if err != nil {
		return err
	}
	for _, s := range texts {
		checked, err := check(s)
		if err != nil {
			return err
		}
		*into = append(*into, checked)
	}
	return nil
}

func number(v table.Value, into *int, least int64) error {
	n, err := v.Integer(least)
	*into = int(n)
	return err
}

func word(v table.Value, into *string, known []string) error {
	return form(v, into, func(s string) (string, error) { return oneOf(s, known) })
}

func words(v table.Value, into *[]string, known []string) error {
	return list(v, into, func(s string) (string, error) { return oneOf(s, known) })
}

func oneOf(s string, known []string) (string, error) {
	if !slices.Contains(known, s) {
		return "", fmt.Errorf("%q is none of %s", s, strings.Join(known, ", "))
	}
	return s, nil
}

func as(s string) (string, error)       { return s, nil }
func absolute(s string) (string, error) { return value.WebURL(s, "") }
