package table

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Document is a kind of file, to be described to editors.
type Document struct {
	Title, About string
	Keys         []Key
	// Open says that a key without a row is kept rather than refused, that text may
	// stand without quotes, as in YAML, and that null says nothing.
	Open bool
}

// JSONSchema describes the document in JSON Schema, draft 7, which editors know. It
// takes whatever the rows take, names and words written as the rows have them; whether a
// text has the right form is for the rows to say.
func (d Document) JSONSchema() ([]byte, error) {
	root := d.table(d.Keys, d.Open)
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["title"], root["description"] = d.Title, d.About
	for _, key := range d.Keys { // these are long, and tables have few others
		for _, alias := range key.Aliases {
			root["properties"].(schema)[alias] = schema{"description": sameAs(key), "allOf": []schema{{"$ref": "#/properties/" + key.Name}}}
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(root); err != nil {
		return nil, fmt.Errorf("describe %s: %w", d.Title, err)
	}
	return b.Bytes(), nil
}

type schema = map[string]any

// table describes a table of keys, and of others if it is open.
func (d Document) table(keys []Key, open bool) schema {
	properties := schema{}
	var must []string
	for _, key := range keys {
		properties[key.Name] = d.property(key)
		for _, alias := range key.Aliases {
			same := d.property(Key{Form: key.Form})
			same["description"] = sameAs(key)
			properties[alias] = same
		}
		if key.Must != "" {
			must = append(must, key.Name)
		}
	}
	s := schema{"type": []string{"object"}, "properties": properties, "additionalProperties": open}
	if must != nil {
		s["required"] = must
	}
	return s
}

// sameAs describes an alias of a key.
func sameAs(key Key) string { return "The same as " + key.Name + ": " + key.Doc + "." }

// property describes the value of a key.
func (d Document) property(key Key) schema {
	s := d.form(key.Form)
	if d.Open {
		s["type"] = append(s["type"].([]string), "null")
		if words, there := s["enum"].([]any); there {
			s["enum"] = append(words, nil)
		}
	}
	if key.Doc == "" {
		return s
	}
	said := strings.ToUpper(key.Doc[:1]) + key.Doc[1:] + "."
	switch {
	case json.Valid([]byte(key.Default)):
		s["default"] = json.RawMessage(key.Default)
	case key.Default != "":
		said += " Default: " + key.Default + "."
	}
	s["description"] = said
	return s
}

// form describes what values look like. Its type is always a list, if any value is
// not good.
func (d Document) form(f Form) schema {
	var of schema
	for _, form := range f.of {
		of = union(of, d.form(form))
	}
	switch f.kind {
	case text:
		return d.text(f.words)
	case address:
		return schema{"type": []string{"string"}, "pattern": `^\s*([Hh][Tt][Tt][Pp][Ss]?:|$)`}
	case instant:
		return schema{"type": []string{"string"}}
	case truth:
		return schema{"type": []string{"boolean"}}
	case whole:
		return schema{"type": []string{"integer", "string"}, "minimum": f.least, "pattern": `^\d+$`}
	case decimal:
		number := schema{"type": []string{"number"}}
		if f.bound > 0 {
			number["minimum"], number["maximum"] = -f.bound, f.bound
		}
		return number
	case record:
		return d.table(f.keys, false)
	case named:
		return schema{"type": []string{"object"}, "additionalProperties": of}
	case list:
		return union(schema{"type": []string{"array"}, "items": of}, of)
	case either:
		return of
	}
	return schema{}
}

// text describes a text that is one of words, if there are any. An empty one says
// nothing.
func (d Document) text(words []string) schema {
	switch {
	case words != nil:
		enum := []any{""}
		for _, word := range words {
			enum = append(enum, word)
		}
		return schema{"type": []string{"string"}, "enum": enum, "pattern": "^(" + strings.Join(words, "|") + ")?$"}
	case d.Open:
		return schema{"type": []string{"string", "number", "boolean"}}
	}
	return schema{"type": []string{"string"}}
}

// union takes what one of two descriptions of different types takes. It is no anyOf,
// of which editors can say only that all of it is wrong: what is said of one type does not
// concern the others.
func union(a, b schema) schema {
	if a == nil {
		return b
	}
	both := maps.Clone(a)
	maps.Copy(both, b)
	delete(both, "enum") // it would concern all types; the pattern does not
	types := slices.Concat(a["type"].([]string), b["type"].([]string))
	slices.Sort(types)
	both["type"] = slices.Compact(types)
	return both
}
