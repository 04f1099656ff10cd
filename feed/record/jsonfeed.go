package record

import (
	"bytes"
	"strconv"
	"strings"

	"dateline/feed"
	"dateline/feed/table"
)

// isJSONFeed reports whether a version is one of JSON Feed (JSON Feed 1.1,
// "Top-level").
func isJSONFeed(version table.Value) bool {
	s, err := version.Text()
	return err == nil && strings.HasPrefix(s, "https://jsonfeed.org/version/1")
}

// jsonFeed reads each item of a JSON Feed. Its authors and language are those of
// items that have none, and _dateline holds what JSON Feed has no names for.
func (r *reading) jsonFeed(t table.Table, data []byte) {
	items, ok := t.Get("items")
	if _, list := items.Data.([]table.Value); !ok || !list {
		r.found(feed.Error, "record-syntax", 1, "is a JSON Feed without a list of items")
		r.leave(0)
		return
	}
	places := itemPlaces(data)
	for i, item := range items.List() {
		entry, err := item.Table()
		if err != nil {
			r.found(feed.Error, "record-syntax", item.Line, "items: %v", err)
			r.leave(item.Line)
			continue
		}
		at := places[i]
		r.article(text{Table: inherit(t, unfold(entry)), line: at.Line, column: at.Column, top: at.Line, several: true, spell: inJSON})
	}
}

// itemPlaces are where the items of a JSON Feed begin: at the first key of each.
func itemPlaces(data []byte) []feed.Pos {
	var places []feed.Pos
	line, start, seen := 1, 0, 0 // the line that the byte at seen is on, and where that begins
	for _, m := range members(data) {
		if m.key != "items" {
			continue
		}
		for _, at := range elements(data, m.value) {
			if data[at] == '{' {
				at = space(data, at+1)
			}
			line += bytes.Count(data[seen:at], []byte("\n"))
			if end := bytes.LastIndexByte(data[seen:at], '\n'); end >= 0 {
				start = seen + end + 1
			}
			seen = at
			places = append(places, feed.Pos{Line: line, Column: at - start + 1})
		}
	}
	return places
}

// inherit adds what the feed says for all its items.
func inherit(t, item table.Table) table.Table {
	for _, names := range [][]string{{"authors", "author"}, {"language"}} {
		if !has(item, names...) {
			for _, name := range names {
				if v, ok := t.Get(name); ok {
					item.Entries = append(item.Entries, table.Entry{Key: name, Value: v})
					break
				}
			}
		}
	}
	return item
}

// unfold lifts the keys of _dateline to the item, and drops the singular author
// of JSON Feed 1.0 where 1.1's authors are.
func unfold(item table.Table) table.Table {
	var out table.Table
	for _, e := range item.Entries {
		extension, isTable := e.Data.(table.Table)
		switch {
		case e.Key == "_dateline" && isTable:
			for _, own := range extension.Entries {
				if own.Key != "about" {
					out.Entries = append(out.Entries, own)
				}
			}
		case e.Key == "author" && has(item, "authors"):
		case e.Key == "id":
			e.Data = idText(e.Data)
			out.Entries = append(out.Entries, e)
		default:
			out.Entries = append(out.Entries, e)
		}
	}
	return out.Last()
}

// idText is an id as text: readers take numbers, too (JSON Feed 1.1 "Items").
func idText(id any) any {
	switch n := id.(type) {
	case int64:
		return strconv.FormatInt(n, 10)
	case float64:
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return id
}

func has(t table.Table, names ...string) bool {
	for _, name := range names {
		if _, ok := t.Get(name); ok {
			return true
		}
	}
	return false
}
