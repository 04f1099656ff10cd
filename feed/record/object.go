package record

import (
	"bytes"
	"encoding/json"
)

// A member is a key of a JSON object and its value, by the bytes that they stand
// at.
type member struct {
	key        string
	at, keyEnd int // of the key with its quotes
	value, end int
}

// members are those of the JSON object that begins data and was read without
// error. Whatever follows it is not looked at.
func members(data []byte) []member {
	dec := json.NewDecoder(bytes.NewReader(data))
	if _, err := dec.Token(); err != nil {
		return nil
	}
	var all []member
	for at := int(dec.InputOffset()); dec.More(); {
		m := member{at: space(data, at)}
		token, err := dec.Token()
		if err != nil {
			return all
		}
		m.key, _ = token.(string) // the decoder takes nothing else here
		m.keyEnd = int(dec.InputOffset())
		if m.value, m.end, err = next(dec); err != nil {
			return all
		}
		all = append(all, m)
		at = m.end
	}
	return all
}

// elements are where those of the JSON list that begins at the byte at. What
// is no list has none.
func elements(data []byte, at int) []int {
	dec := json.NewDecoder(bytes.NewReader(data[at:]))
	if token, err := dec.Token(); err != nil || token != json.Delim('[') {
		return nil
	}
	var all []int
	for dec.More() {
		start, _, err := next(dec)
		if err != nil {
			return all
		}
		all = append(all, at+start)
	}
	return all
}

// next walks over the value that comes next.
func next(dec *json.Decoder) (start, end int, err error) {
	var value json.RawMessage
	err = dec.Decode(&value)
	end = int(dec.InputOffset())
	return end - len(value), end, err
}

// space is where the blanks and commas that begin at the byte at end.
func space(data []byte, at int) int {
	return len(data) - len(bytes.TrimLeft(data[at:], " \t\r\n,"))
}
