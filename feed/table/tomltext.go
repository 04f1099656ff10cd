package table

import (
	"strings"

	"github.com/BurntSushi/toml"

	"dateline/feed/value"
)

// decodeTOML decodes a document. A long text in it, such as the content of a
// record, is taken out before, for the decoder looks at it letter by letter; it is
// put back behind the decoder. What the decoder refuses without the text it gets
// whole, and says why.
func decodeTOML(text string) (root any, err error) {
	if short, long, ok := withoutLong(text); ok {
		if _, err := toml.Decode(short, &root); err == nil && restored(root, long) {
			return root, nil
		}
		root = nil
	}
	_, err = toml.Decode(text, &root)
	return root, err
}

const (
	minLong = 256 // bytes of a text that is worth it
	standIn = "here stands the long text"
)

// withoutLong puts a stand-in in the place of a text in three quotes. It must be the
// first one, for then no other text is open where it begins; it must be the value
// of a bare key, alone on its line, and end a line; and the decoder must have nothing
// to do within: no escapes, no line ends but \n, nothing that it refuses.
func withoutLong(text string) (short, long string, ok bool) {
	start := strings.Index(text, "'''")
	if other := strings.Index(text, `"""`); start < 0 || other >= 0 && other < start {
		start = other
	}
	if start < 0 || !opensLine(text[:start]) || strings.Contains(text, standIn) {
		return "", "", false
	}
	quotes, rest := text[start:start+3], text[start+3:]
	long, after, closed := strings.Cut(rest, quotes)
	if !closed || len(long) < minLong || after != "" && after[0] != '\n' ||
		quotes == `"""` && strings.Contains(long, `\`) || strings.ContainsAny(long, "\r\x7f") {
		return "", "", false
	}
	if at, _ := value.Illegal(long); at >= 0 {
		return "", "", false
	}
	return text[:start] + "'" + standIn + "'" + after, strings.TrimPrefix(long, "\n"), true
}

// opensLine reports whether before ends with a line that is a bare key and =.
func opensLine(before string) bool {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	key, is := strings.CutSuffix(strings.Trim(line, " \t"), "=")
	key = strings.TrimRight(key, " \t")
	return is && key != "" && strings.Trim(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
}

// restored puts the long text where its stand-in is, and reports whether that is a
// key of the document itself.
func restored(root any, long string) bool {
	plain, _ := root.(map[string]any)
	for key, data := range plain {
		if data == standIn {
			plain[key] = long
			return true
		}
	}
	return false
}
