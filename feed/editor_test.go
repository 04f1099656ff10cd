package feed_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/record"
	"dateline/feed/table"
)

type tree = map[string]any

// needed is the least configuration, with a value at one place more.
func needed(path []string, v any) tree {
	root := tree{"site": tree{"title": "Gazette", "url": "https://gazette.example/"}, "publish": tree{"base": "https://gazette.example/feeds/"}}
	at := root
	for _, name := range path[:len(path)-1] {
		next, there := at[name].(tree)
		if !there {
			next = tree{}
			at[name] = next
		}
		at = next
	}
	at[path[len(path)-1]] = v
	return root
}

// walk visits every key, each with its path.
func walk(keys []table.Key, above []string, visit func(path []string, key table.Key)) {
	for _, key := range keys {
		path := append(slices.Clone(above), key.Name)
		visit(path, key)
		within, _ := key.Form.Tables()
		walk(within, path, visit)
	}
}

func written(t *testing.T, root tree) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(root); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryKeyIsDescribed(t *testing.T) {
	for name, keys := range map[string][]table.Key{"config": config.Keys(), "record": record.Keys()} {
		walk(keys, nil, func(path []string, key table.Key) {
			if key.Doc == "" || key.Form.String() == "anything" {
				t.Errorf("%s: %v has Doc %q and Form %q; say in its row what it is for and what its values look like", name, path, key.Doc, key.Form)
			}
		})
	}
}

// What is said to hold where a key is missing does: saying it changes nothing.
func TestDefaultsAreTrue(t *testing.T) {
	said := 0
	walk(config.Keys(), nil, func(path []string, key table.Key) {
		if !json.Valid([]byte(key.Default)) {
			return
		}
		said++
		var v any
		if err := json.Unmarshal([]byte(key.Default), &v); err != nil {
			t.Fatal(err)
		}
		if n, ok := v.(float64); ok {
			v = int(n)
		}
		with, findings := config.Read("config.toml", written(t, needed(path, v)))
		without := needed(path, v)
		delete(parent(without, path), key.Name)
		want, _ := config.Read("config.toml", written(t, without))
		if diff := cmp.Diff(want, with, cmpopts.IgnoreTypes(feed.Pos{}), cmpopts.EquateEmpty(), cmp.Comparer(func(a, b fmt.Stringer) bool { return a.String() == b.String() })); diff != "" || len(findings) > 0 {
			t.Errorf("%v = %s is not the default: %v\n%s", path, key.Default, findings, diff)
		}
	})
	if said < 15 {
		t.Errorf("%d defaults were tried, want at least 15", said)
	}
}

func parent(root tree, path []string) tree {
	for _, name := range path[:len(path)-1] {
		root = root[name].(tree)
	}
	return root
}

// probes are values that may or may not fit a key.
var probes = []any{
	"", "x", "x/y", "https://x.example/", "HTTPS://x.example", "x@y.example", "tag:x.example,2026:y", "en", "UTC", "rss", "section", "summary", "info", "/{slug}/", "{slug}", "15m", "5",
	-1, 0, 1, 5, 1.5, 200.0, true, false, []any{}, []any{"rss"}, []any{"x"}, []any{"https://x.example/"}, []any{1}, []any{"x", true},
	tree{}, tree{"x": "info"}, tree{"x": "x"}, tree{"x": 1}, tree{"name": "x"}, tree{"name": "x", "url": "https://x.example/"}, tree{"url": 5},
	[]any{tree{"name": "x", "url": "https://x.example/"}}, []any{tree{"nmae": "x"}}, []any{[]any{"x"}},
}

// What is read the schema takes; and what is not for its kind, rather than for the form
// of a text, the schema does not take either.
func TestTheSchemaOfTheConfigurationAgreesWithIt(t *testing.T) {
	schema := compiled(t, config.Document())
	taken := 0
	walk(config.Keys(), nil, func(path []string, key table.Key) {
		for _, probe := range probes {
			root := needed(path, probe)
			text := written(t, root)
			_, findings := config.Read("config.toml", text)
			refused := findings.Count(feed.Error) > 0
			err := schema.Validate(plain(t, root))
			switch {
			case !refused:
				taken++
				if err != nil {
					t.Errorf("%v = %v is taken by Read, and not by the schema: %v", path, probe, err)
				}
			case err == nil && !textual(probe, false):
				t.Errorf("%v = %v is taken by the schema, and not by Read: %v", path, probe, findings)
			}
		}
	})
	if taken < 300 {
		t.Errorf("%d values were taken, want at least 300", taken)
	}
}

// Of records that holds in JSON and in YAML together, where numbers are texts too.
func TestTheSchemaOfRecordsAgreesWithThem(t *testing.T) {
	schema := compiled(t, record.Document())
	type trial struct {
		path  []string
		probe any
		root  tree
	}
	var trials []trial
	var lines bytes.Buffer
	dir := t.TempDir()
	walk(record.Keys(), nil, func(path []string, key table.Key) {
		for _, probe := range append(probes, nil) {
			root := tree{}
			if len(path) > 1 {
				root[path[0]] = tree{"url": "https://x.example/", path[1]: probe}
				if within, _ := formOf(record.Keys(), path[0]).Tables(); !slices.ContainsFunc(within, func(k table.Key) bool { return k.Name == "url" }) {
					root[path[0]] = tree{path[1]: probe}
				}
			} else {
				root[path[0]] = probe
			}
			text, err := json.Marshal(root)
			if err != nil {
				t.Fatal(err)
			}
			lines.Write(append(text, '\n'))
			trials = append(trials, trial{path, probe, root})
			name := filepath.Join(dir, fmt.Sprintf("%04d.md", len(trials)))
			if err := os.WriteFile(name, fmt.Appendf(nil, "---\n%s\n---\n", text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	})
	if err := os.WriteFile(filepath.Join(dir, "all.jsonl"), lines.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	read, err := record.Folder{Path: dir, Defaults: record.Defaults{URL: "https://gazette.example/"}}.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	refused := map[int]int{} // in how many of the two notations
	for _, f := range read.Findings {
		if f.Code != "record-field" && f.Code != "record-syntax" {
			continue
		}
		number := f.Pos.Line
		if base := filepath.Base(f.Pos.File); base != "all.jsonl" {
			number, _ = strconv.Atoi(strings.TrimSuffix(base, ".md"))
		}
		refused[number]++
	}
	taken := 0
	for i, tried := range trials {
		err := schema.Validate(plain(t, tried.root))
		switch faults := refused[i+1]; {
		case faults < 2:
			taken++
			if err != nil {
				t.Errorf("%v = %v is read, and not taken by the schema: %v", tried.path, tried.probe, err)
			}
		case err == nil && !textual(tried.probe, true):
			t.Errorf("%v = %v is taken by the schema, and not read", tried.path, tried.probe)
		}
	}
	if taken < 300 {
		t.Errorf("%d values were taken, want at least 300", taken)
	}
}

func formOf(keys []table.Key, name string) table.Form {
	at := slices.IndexFunc(keys, func(k table.Key) bool { return k.Name == name })
	return keys[at].Form
}

func TestTheSchemaOfRecordsRefuses(t *testing.T) {
	schema := compiled(t, record.Document())
	for _, root := range []tree{
		{"draft": "yes"}, {"draft": 1}, {"comment_count": "many"}, {"comment_count": -1}, {"status": "done"}, {"location": tree{"lat": 91}}, {"location": tree{"lat": "x"}},
		{"image": tree{"width": "wide"}}, {"published": 5}, {"date": 5}, {"images": tree{"srcc": "x.png"}}, {"tags": tree{"terms": "x"}}, {"extra": 3},
	} {
		if schema.Validate(plain(t, root)) == nil {
			t.Errorf("the schema takes %v", root)
		}
	}
}

// textual reports whether a value is text, whose form a schema does not know. In a loose
// notation all scalars are.
func textual(v any, loose bool) bool {
	switch v := v.(type) {
	case string:
		return true
	case []any:
		return !slices.ContainsFunc(v, func(item any) bool { return !textual(item, loose) })
	case tree:
		for _, item := range v {
			if !textual(item, loose) {
				return false
			}
		}
		return true
	}
	return loose
}

func compiled(t *testing.T, d table.Document) *jsonschema.Schema {
	t.Helper()
	text, err := d.JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// plain is a value as a schema sees it.
func plain(t *testing.T, v any) any {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}
