package record

import (
	"bytes"
	"encoding/json"
	"strings"

	"dateline/feed"
	"dateline/feed/table"
)

// frontMatter are the fences between which a file says what its body is.
var frontMatter = []struct {
	fence string
	read  func([]byte, int) (table.Table, error)
	spell spelling
}{
	{"+++", table.TOML, inTOML},
	{"---", table.YAML, inYAML},
}

func (r *reading) markdown() { r.whole(func(data []byte) { r.document(data, feed.Markdown) }) }
func (r *reading) html()     { r.whole(func(data []byte) { r.document(data, feed.HTML) }) }
func (r *reading) toml()     { r.whole(r.tomlRecord) }
func (r *reading) json()     { r.whole(r.jsonRecord) }

// document reads a file of front matter and body.
func (r *reading) document(data []byte, markup feed.Markup) {
	t, err := split(data)
	if err != nil {
		r.syntax(err)
		r.leave(0)
		return
	}
	t.markup = markup
	if t.Entries == nil && r.defaults.generator() == nil {
		if day, _ := r.fileName(t); day == "" {
			r.found(feed.Warning, "record-front-matter", 1, "has no front matter, so it is no record; begin it with a line +++ or ---, or its name with _ to pass it over")
			r.leave(0)
			return
		}
	}
	r.article(t)
}

// split takes front matter and body apart. The front matter is between two
// fences, or it is a JSON object; there may be none.
func split(data []byte) (text, error) {
	t := text{line: 1, top: 1, bodyLine: 1, body: string(data), spell: inFrontMatter}
	above := len(t.body) - len(strings.TrimLeft(t.body, " \t\n")) // blank lines, which Hugo passes over too
	blank := strings.Count(t.body[:above], "\n")
	first, rest, _ := strings.Cut(t.body[above:], "\n")
	for _, f := range frontMatter {
		if strings.TrimRight(first, " \t") != f.fence {
			continue
		}
		head, body, closed := cutFence(rest, f.fence)
		if !closed {
			return t, &table.SyntaxError{Line: 1 + blank, Text: "the front matter that " + f.fence + " opens is never closed; put " + f.fence + " on a line of its own behind it"}
		}
		var err error
		t.top, t.spell = 2+blank, f.spell
		at := len(t.body) - len(rest)
		t.Table, err = f.read(data[at:at+len(head)], t.top)
		t.body, t.bodyLine = body, 3+blank+strings.Count(head, "\n")
		return t, err
	}
	if !strings.HasPrefix(t.body, "{") {
		return t, nil
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	var object json.RawMessage
	if err := dec.Decode(&object); err != nil {
		_, err = table.JSON(data, 1)
		return t, err
	}
	end := dec.InputOffset()
	var err error
	t.spell = inJSON
	t.Table, err = table.JSON(data[:end], 1)
	t.body, t.bodyLine = string(data[end:]), 1+bytes.Count(data[:end], []byte("\n"))
	return t, err
}

// cutFence cuts s at the first line that is the fence.
func cutFence(s, fence string) (before, after string, found bool) {
	for at := 0; at <= len(s); {
		line, _, more := strings.Cut(s[at:], "\n")
		if strings.TrimRight(line, " \t") == fence {
			return s[:at], strings.TrimPrefix(s[at+len(line):], "\n"), true
		}
		if !more {
			break
		}
		at += len(line) + 1
	}
	return "", "", false
}

func (r *reading) tomlRecord(data []byte) {
	t, err := table.TOML(data, 1)
	if err != nil {
		r.syntax(err)
		r.leave(0)
		return
	}
	r.article(text{Table: t, line: 1, top: 1, spell: inTOML})
}

func (r *reading) jsonRecord(data []byte) {
	t, err := table.JSON(data, 1)
	if err != nil {
		r.syntax(err)
		r.leave(0)
		return
	}
	if version, ok := t.Get("version"); ok && isJSONFeed(version) {
		r.jsonFeed(t, data)
		return
	}
	r.article(text{Table: t, line: 1, top: 1, spell: inJSON})
}
