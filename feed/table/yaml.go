package table

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"dateline/feed/value"

	"go.yaml.in/yaml/v4"
)

// maxYAMLNodes bounds how many values aliases may unfold a document into.
const maxYAMLNodes = 100_000

// YAML reads a YAML document, a mapping, whose first line is line firstLine of
// its file.
func YAML(data []byte, firstLine int) (Table, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		var load *yaml.LoadError
		if errors.As(err, &load) {
			return Table{}, &SyntaxError{Line: min(max(load.Mark.Line, 1), bytes.Count(data, []byte("\n"))+1) + firstLine - 1, Column: load.Mark.Column, Text: load.Message}
		}
		return Table{}, &SyntaxError{Line: firstLine, Text: err.Error()}
	}
	if len(doc.Content) == 0 {
		return Table{}, nil
	}
	t := &yamlTree{offset: firstLine - 1}
	v, err := t.value(doc.Content[0])
	if err != nil {
		return Table{}, err
	}
	if v.Data == nil {
		return Table{}, nil
	}
	root, err := v.Table()
	if err != nil {
		return Table{}, &SyntaxError{Line: v.Line, Text: fmt.Sprintf("%s where keys with values were expected, such as title: Harbour reopens", v)}
	}
	return root, nil
}

type yamlTree struct {
	offset int // lines of the file before the document
	nodes  int
	depth  int
}

func (t *yamlTree) value(n *yaml.Node) (Value, error) {
	if t.nodes++; t.nodes > maxYAMLNodes {
		return Value{}, &SyntaxError{Line: n.Line + t.offset, Text: fmt.Sprintf("more than %d values", maxYAMLNodes)}
	}
	if t.depth > maxDepth {
		return Value{}, &SyntaxError{Line: n.Line + t.offset, Text: tooDeep}
	}
	t.depth++
	defer func() { t.depth-- }()
	switch n.Kind {
	case yaml.MappingNode:
		return t.mapping(n)
	case yaml.SequenceNode:
		list := make([]Value, 0, len(n.Content))
		for _, item := range n.Content {
			v, err := t.value(item)
			if err != nil {
				return Value{}, err
			}
			list = append(list, v)
		}
		return Value{n.Line + t.offset, list}, nil
	case yaml.AliasNode:
		return t.value(n.Alias)
	}
	return Value{n.Line + t.offset, scalar(n)}, nil
}

func (t *yamlTree) mapping(n *yaml.Node) (Value, error) {
	var out Table
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		v, err := t.value(n.Content[i+1])
		if err != nil {
			return Value{}, err
		}
		if before, twice := out.Get(key.Value); twice {
			if Same(before, v) {
				continue // as those who read the last one read it
			}
			return Value{}, &SyntaxError{Line: key.Line + t.offset, Column: key.Column, Text: fmt.Sprintf("key %s stands here a second time", keyed(key.Value))}
		}
		v.Line = key.Line + t.offset
		out.Entries = append(out.Entries, Entry{key.Value, v})
	}
	return Value{n.Line + t.offset, out}, nil
}

// scalar is a bool, a number, text or nothing, as YAML's core schema has it.
// Dates stay text, but they are known from those in quotes.
func scalar(n *yaml.Node) any {
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return n.Value
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		if b, err := strconv.ParseBool(n.Value); err == nil {
			return Scalar{n.Value, b}
		}
	case "!!int":
		if i, err := strconv.ParseInt(n.Value, 0, 64); err == nil {
			return Scalar{n.Value, i}
		}
	case "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return Scalar{n.Value, f}
		}
	}
	if timestamp().MatchString(n.Value) {
		return Scalar{n.Value, n.Value}
	}
	return n.Value
}

// timestamp is a date as YAML 1.1 has it (yaml.org/type/timestamp).
var timestamp = value.Regexp(`^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d{1,2}(?::?\d{2})?))?)?$`)
