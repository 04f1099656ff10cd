package markup

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// The byte order marks, and how < looks in UTF-16 without one (XML 1.0 appendix F).
var signatures = []struct {
	bytes, encoding string
	mark            int // how many bytes are no text
}{
	{"\xEF\xBB\xBF", "utf-8", 3},
	{"\xFE\xFF", "utf-16be", 2},
	{"\xFF\xFE", "utf-16le", 2},
	{"\x00<", "utf-16be", 0},
	{"<\x00", "utf-16le", 0},
}

// decodeXML makes Data of what was read, from the encoding that its first bytes or
// its declaration tell.
func (d *Document) decodeXML(data []byte) {
	seen := ""
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.bytes)) {
			seen, d.BOM, data = s.encoding, s.mark > 0, data[s.mark:]
			break
		}
	}
	if strings.HasPrefix(seen, "utf-16") {
		d.convert(data, seen)
		return
	}
	d.Data = data
	at, label := declaredLabel(data)
	encoding, name := charset.Lookup(label)
	t := tree{doc: d}
	switch {
	case label == "" || name == "utf-8":
	case encoding == nil || name == "replacement":
		t.fault(at, "xml-encoding-unknown", "the encoding %.40q is not known; UTF-8 would be right", label)
		d.guess()
	case seen != "":
		t.fault(at, "xml-encoding", "the encoding is declared as %.40q behind a byte order mark of UTF-8; UTF-8 would be right", label)
	case strings.HasPrefix(name, "utf-16"):
		t.fault(at, "xml-encoding", "the encoding is declared as %.40q, but the text has one byte a character; UTF-8 would be right", label)
	case ascii[strings.ToLower(label)]:
		d.onlyASCII(label)
		d.guess()
	default:
		d.convert(data, name)
	}
}

// declaredLabel gives the encoding of an XML declaration near the start, and its
// offset.
func declaredLabel(data []byte) (at int, label string) {
	const near = 1024 // bytes
	head := data[:min(len(data), near)]
	start := leadingBlanks(string(head))
	if !bytes.HasPrefix(head[start:], []byte("<?xml")) {
		return 0, ""
	}
	head, _, _ = bytes.Cut(head, []byte("?>"))
	m := declaredEncoding.FindSubmatchIndex(head)
	if m == nil {
		return 0, ""
	}
	return m[2], string(head[m[2]:m[3]])
}

// ascii are the labels of US-ASCII, which browsers take for Windows-1252.
var ascii = map[string]bool{"us-ascii": true, "ascii": true, "ansi_x3.4-1968": true, "iso646-us": true}

func (d *Document) onlyASCII(label string) {
	for at, c := range d.Data {
		if c >= 0x80 {
			t := tree{doc: d}
			t.fault(at, "xml-encoding", "the byte 0x%02X is not of the declared encoding %s; UTF-8 would be right", c, label)
			return
		}
	}
}

// guess lets the reading go on where the encoding is not known.
func (d *Document) guess() {
	if !utf8.Valid(d.Data) {
		d.convert(d.Data, "windows-1252")
	}
}

// convert makes Data of data in an encoding that charset knows by that name.
func (d *Document) convert(data []byte, name string) {
	encoding, _ := charset.Lookup(name)
	text, err := encoding.NewDecoder().Bytes(data)
	d.Data = text
	t := tree{doc: d}
	if err != nil {
		t.fault(len(text), "xml-encoding", "the text is not of the encoding %s: %v; UTF-8 would be right", name, err)
		return
	}
	// A decoder writes U+FFFD for what it cannot read. The encodings of all
	// characters can hold one that was meant, which comes back the same.
	at := bytes.Index(text, []byte("\uFFFD"))
	if at < 0 {
		return
	}
	if again, err := encoding.NewEncoder().Bytes(text); err != nil || !bytes.Equal(again, data) {
		t.fault(at, "xml-encoding", "the bytes here are not of the encoding %s; UTF-8 would be right", name)
	}
}

// SameEncoding reports whether two labels name one encoding, such as latin1 and
// ISO-8859-1; utf-16 is that of either byte order. Labels that nobody knows are the
// same if their letters are.
func SameEncoding(a, b string) bool {
	return strings.EqualFold(a, b) || encodingName(a) != "" && encodingName(a) == encodingName(b) ||
		strings.EqualFold(a, "utf-16") && strings.HasPrefix(encodingName(b), "utf-16") ||
		strings.EqualFold(b, "utf-16") && strings.HasPrefix(encodingName(a), "utf-16")
}

func encodingName(label string) string {
	_, name := charset.Lookup(label)
	return name
}
