package table

import (
	"strconv"
	"strings"
	"time"

	"dateline/feed/value"
)

// plainTOML reads a document of plain lines, as nearly all front matter is: each a bare
// key and a text without escapes, a date, a whole number, true, false, or a list of such
// texts. BurntSushi/toml takes nearly nine times as long for it, since it looks at each letter
// through a channel. Where a line is another one, or something is or may be wrong, this
// gives up: BurntSushi/toml reads the document then, and says what it is.
func plainTOML(text string, firstLine int) (root Table, ok bool) {
	if at, _ := value.Illegal(text); at >= 0 || strings.IndexByte(text, '\r') >= 0 || strings.IndexByte(text, '\x7f') >= 0 {
		return Table{}, false
	}
	s := &tomlScanner{text: text, line: firstLine}
	root.Entries = make([]Entry, 0, 12)
	for s.space(true); s.at < len(text); s.space(true) {
		line := s.line
		key, ok := s.bareKey()
		if !ok {
			return Table{}, false
		}
		data, ok := s.plain()
		s.space(false)
		if !ok || s.at < len(text) && text[s.at] != '\n' {
			return Table{}, false
		}
		root.Entries = append(root.Entries, Entry{key, Value{line, data}})
	}
	if len(root.Entries) == 0 {
		return Table{}, true
	}
	return root, root.distinct()
}

// bareKey reads a bare key and what stands between it and its value.
func (s *tomlScanner) bareKey() (key string, ok bool) {
	start := s.at
	for s.at < len(s.text) && bareBytes[s.text[s.at]] {
		s.at++
	}
	key = s.text[start:s.at]
	s.space(false)
	ok = key != "" && s.comes('=')
	s.space(false)
	return key, ok
}

// bareBytes are those of bare keys (TOML 1.0, Keys).
var bareBytes = func() (set [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") {
		set[c] = true
	}
	return set
}()

// comes walks over the byte c, if it comes next.
func (s *tomlScanner) comes(c byte) bool {
	if s.at == len(s.text) || s.text[s.at] != c {
		return false
	}
	s.at++
	return true
}

// plain reads a value.
func (s *tomlScanner) plain() (data any, ok bool) {
	switch rest := s.text[s.at:]; {
	case strings.HasPrefix(rest, `"`), strings.HasPrefix(rest, "'"):
		return s.quoted()
	case s.comes('['):
		return s.texts()
	default:
		end := 0
		for end < len(rest) && rest[end] > ' ' && rest[end] != '#' {
			end++
		}
		s.at += end
		return tomlWord(rest[:end])
	}
}

// quoted reads a text of any of the four kinds that has no escapes.
func (s *tomlScanner) quoted() (text string, ok bool) {
	from := s.text[s.at:]
	quotes := from[:1]
	lines := len(from) > 2 && from[1] == from[0] && from[2] == from[0]
	if lines {
		quotes = from[:3]
	}
	text, rest, closed := strings.Cut(from[len(quotes):], quotes)
	if !closed || strings.HasPrefix(rest, quotes[:1]) || quotes[0] == '"' && strings.Contains(text, `\`) {
		return "", false
	}
	s.at = len(s.text) - len(rest)
	ends := strings.Count(text, "\n")
	s.line += ends
	if lines {
		text = strings.TrimPrefix(text, "\n")
	}
	return text, lines || ends == 0
}

// texts reads what is behind the [ of a list of texts that stands on one line.
func (s *tomlScanner) texts() (list []Value, ok bool) {
	list, line := make([]Value, 0, 4), s.line
	for s.space(false); !s.comes(']'); s.space(false) {
		if len(list) > 0 && !s.comes(',') {
			return nil, false
		}
		s.space(false)
		if s.comes(']') {
			return list, len(list) > 0
		}
		if s.at == len(s.text) || s.text[s.at] != '"' && s.text[s.at] != '\'' {
			return nil, false
		}
		text, ok := s.quoted()
		if !ok || s.line != line {
			return nil, false
		}
		list = append(list, Value{line, text})
	}
	return list, true
}

// tomlWord reads what stands without quotes.
func tomlWord(word string) (data any, ok bool) {
	switch word {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	if !strings.Contains(strings.TrimPrefix(word, "-"), "-") {
		n, err := strconv.ParseInt(word, 10, 64)
		return n, err == nil && strconv.FormatInt(n, 10) == word
	}
	switch len(word) {
	case len("2006-01-02"), len("2006-01-02T15:04:05"):
		_, err := time.Parse("2006-01-02T15:04:05"[:len(word)], word)
		return Date(word), err == nil
	case len("2006-01-02T15:04:05Z"):
		_, err := time.Parse("2006-01-02T15:04:05Z", word)
		return Date(word), err == nil
	case len("2006-01-02T15:04:05+01:00"):
		t, err := time.Parse(time.RFC3339, word)
		return date(t), err == nil
	}
	return nil, false
}
