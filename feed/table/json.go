package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// JSON reads a JSON object (RFC 8259) whose first line is line firstLine of its
// file.
func JSON(data []byte, firstLine int) (Table, error) {
	quick := &jsonText{data: data, line: firstLine}
	if root, ok := quick.whole(); ok {
		return root, nil
	}
	return decoded(data, firstLine)
}

// decoded is JSON by the decoder of the standard library, which knows what is wrong
// with a text.
func decoded(data []byte, firstLine int) (Table, error) {
	t := &jsonTree{data: data, line: firstLine, dec: json.NewDecoder(bytes.NewReader(data))}
	t.dec.UseNumber()
	root, err := t.read()
	if err == nil {
		_, err = t.dec.Token()
		if err == nil {
			err = fmt.Errorf("something stands after the end of the object")
		} else if errors.Is(err, io.EOF) {
			err = nil
		}
	}
	if err == nil {
		err = t.surrogates()
	}
	if err != nil {
		return Table{}, t.syntax(err)
	}
	return root, nil
}

type jsonTree struct {
	data  []byte
	dec   *json.Decoder
	line  int // of the byte at seen
	seen  int
	depth int
}

func (t *jsonTree) read() (Table, error) {
	token, err := t.dec.Token()
	if err != nil {
		return Table{}, err
	}
	if token != json.Delim('{') {
		return Table{}, fmt.Errorf("%v where an object such as {\"title\": \"...\"} was expected", token)
	}
	return t.object()
}

func (t *jsonTree) object() (Table, error) {
	var out Table
	keys := map[string]bool{}
	for t.dec.More() {
		token, err := t.dec.Token()
		if err != nil {
			return out, err
		}
		key, _ := token.(string) // the decoder takes nothing else here
		line := t.lineHere()
		if keys[key] {
			return out, fmt.Errorf("key %q stands here a second time", key)
		}
		keys[key] = true
		data, err := t.value()
		if err != nil {
			return out, err
		}
		out.Entries = append(out.Entries, Entry{key, Value{line, data}})
	}
	_, err := t.dec.Token()
	return out, err
}

func (t *jsonTree) value() (any, error) {
	token, err := t.dec.Token()
	if err != nil {
		return nil, err
	}
	if t.depth++; t.depth > maxDepth {
		return nil, errors.New(tooDeep)
	}
	defer func() { t.depth-- }()
	switch token {
	case json.Delim('{'):
		return t.object()
	case json.Delim('['):
		list := []Value{}
		for t.dec.More() {
			data, err := t.value()
			if err != nil {
				return nil, err
			}
			list = append(list, Value{t.lineHere(), data})
		}
		_, err := t.dec.Token()
		return list, err
	}
	if number, ok := token.(json.Number); ok {
		if n, err := number.Int64(); err == nil {
			return n, nil
		}
		f, err := number.Float64()
		if err != nil {
			return nil, fmt.Errorf("number %s is out of range", number)
		}
		return f, nil
	}
	return token, nil
}

// lineHere is the line on which the decoder stands.
func (t *jsonTree) lineHere() int {
	at := int(t.dec.InputOffset())
	t.line += bytes.Count(t.data[t.seen:at], []byte("\n"))
	t.seen = at
	return t.line
}

// surrogates finds half a surrogate pair (\ud83d without its \udXXX), which
// encoding/json would turn into U+FFFD without a word.
func (t *jsonTree) surrogates() error {
	text := t.data
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		unit, ok := escapedUnit(text[i:])
		switch {
		case !ok:
			i++ // the escaped byte, which may be a backslash
		case unit < 0xd800 || unit > 0xdfff:
		default:
			low, pair := escapedUnit(text[i+len(`\ud800`):])
			if unit >= 0xdc00 || !pair || low < 0xdc00 || low > 0xdfff {
				t.line += bytes.Count(text[:i], []byte("\n")) - bytes.Count(t.data[:t.seen], []byte("\n"))
				t.seen = i
				return fmt.Errorf("%s is half a character: a surrogate without its partner", text[i:i+len(`\ud800`)])
			}
			i += len(`\ud800`)
		}
	}
	return nil
}

// escapedUnit reads \uXXXX at the start of s.
func escapedUnit(s []byte) (uint64, bool) {
	if len(s) < len(`\u0000`) || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(s[len(`\u`):len(`\u0000`)]), 16, 32)
	return unit, err == nil
}

func (t *jsonTree) syntax(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && int(syntax.Offset) >= t.seen {
		end := min(int(syntax.Offset), len(t.data))
		t.line += bytes.Count(t.data[t.seen:end], []byte("\n"))
	} else if at := int(t.dec.InputOffset()); at > t.seen {
		t.lineHere()
	}
	text := err.Error()
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		text = "the text ends before the object does"
	}
	return &SyntaxError{Line: t.line, Text: text}
}
