package e2e

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
	"unicode/utf8"
)

const declaration = `<?xml version="1.0" encoding="UTF-8"?>`

// xmlRules are those of every XML document (requirements XML-1 to XML-9).
var xmlRules = []rule{
	{"SAXError", func(p page, f *faults) {
		if _, err := parse(p.data); err != nil {
			f.add("%v", err)
		}
	}, [][2]string{{"<title>", "<title>&nbsp;"}, {"<title>", "<title><b>"}, {"<body>", "<body><b>"}}},

	{"WPBlankLine", func(p page, f *faults) {
		if !bytes.HasPrefix(p.data, []byte(declaration+"\n")) {
			f.add("begins with %.60q", p.data)
		}
	}, [][2]string{{declaration, " " + declaration}, {declaration, "\uFEFF" + declaration}, {declaration, ""}, {"UTF-8", "latin1"}}},

	{"InvalidDoctype", func(p page, f *faults) {
		if bytes.Contains(p.data, []byte("<!DOCTYPE")) {
			f.add("has a DOCTYPE")
		}
	}, [][2]string{{declaration, declaration + "\n<!DOCTYPE rss>"}}},

	{"UnicodeError", func(p page, f *faults) { characters(p.data, f) },
		[][2]string{{"<title>", "<title>\b"}, {"<title>", "<title>\xe9"}, {"<title>", "<title>\ufffe"}}},

	{"stylesheet", func(p page, f *faults) {
		if _, after, found := bytes.Cut(p.data, []byte("<?xml-stylesheet ")); found && !bytes.HasPrefix(after, []byte(`type="text/css"`)) {
			f.add("has a stylesheet that is no CSS; browsers no longer apply XSLT")
		}
	}, [][2]string{{declaration, declaration + `<?xml-stylesheet type="text/xsl" href="x"?>`}}},

	{"cdata", func(p page, f *faults) {
		if bytes.Contains(p.data, []byte("]]]]><![CDATA[>")) {
			f.add("has a CDATA section that is cut in two, which some readers show as two texts")
		}
	}, [][2]string{{"<title>", "<title><![CDATA[a]]]]><![CDATA[>]]>"}}},
}

// characters faults what no feed can carry.
func characters(data []byte, f *faults) {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			f.add("byte 0x%02X at %d is not UTF-8", data[i], i)
		} else if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0xfffe || r == 0xffff || r == 0xfeff {
			f.add("character U+%04X at %d", r, i)
		}
		i += size
	}
}

// namespaceRules are about prefixes: declared on the root, used, and the usual
// ones.
var namespaceRules = []rule{
	{"UndeclaredPrefix", func(p page, f *faults) {
		declared, used := namespaces(p.data)
		for prefix := range used {
			if declared[prefix] == "" {
				f.add("%s is used and not declared on the root", prefix)
			}
		}
	}, [][2]string{{` xmlns:media="http://search.yahoo.com/mrss/"`, ``}}},

	{"unused namespace", func(p page, f *faults) {
		declared, used := namespaces(p.data)
		for prefix := range declared {
			if prefix != "" && !used[prefix] {
				f.add("%s is declared and not used", prefix)
			}
		}
	}, [][2]string{{` xmlns:media=`, ` xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:media=`}}},

	{"NonstdPrefix", func(p page, f *faults) {
		declared, _ := namespaces(p.data)
		for prefix, space := range declared {
			if prefix != "" && prefixes[space] != prefix {
				f.add("%s stands for %s", prefix, space)
			}
		}
	}, [][2]string{{`xmlns:media="http://search.yahoo.com/mrss/"`, `xmlns:media="http://search.yahoo.com/mrss"`}}},

	{"AvoidNamespacePrefix", func(p page, f *faults) {
		_, used := namespaces(p.data)
		if used["atom"] && p.root.name == "feed" || used["xhtml"] {
			f.add("atom: in an Atom feed, or xhtml:")
		}
	}, [][2]string{{`<channel>`, `<channel><xhtml:link/>`}, {`<feed xmlns="http://www.w3.org/2005/Atom"`, `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:atom="http://www.w3.org/2005/Atom" atom:x=""`}}},
}

// namespaces are the prefixes that the root declares and those that the document
// uses.
func namespaces(data []byte) (declared map[string]string, used map[string]bool) {
	declared, used = map[string]string{}, map[string]bool{}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for depth := 0; ; {
		token, err := dec.RawToken()
		if err != nil {
			return declared, used
		}
		switch t := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			use(used, t.Name)
			for _, a := range t.Attr {
				switch {
				case a.Name.Space == "xmlns" && depth == 0:
					declared[a.Name.Local] = a.Value
				case a.Name.Space == "" && a.Name.Local == "xmlns" && depth == 0:
					declared[""] = a.Value
				case a.Name.Space != "xmlns":
					use(used, a.Name)
				}
			}
			depth++
		}
	}
}

func use(used map[string]bool, name xml.Name) {
	if name.Space != "" && name.Space != "xml" {
		used[name.Space] = true
	}
}

// once faults what stands more often than once below n, but for those that may.
func once(n *node, many string, f *faults) {
	count := map[string]int{}
	for _, c := range n.children {
		count[c.name]++
		if count[c.name] == 2 && !word(many, c.name) {
			f.add("%s has several %s", n.name, c.name)
		}
	}
}

// word reports whether s is one of the words.
func word(words, s string) bool {
	return slices.Contains(strings.Fields(words), s)
}

// missing faults every path below n that has no text.
func missing(n *node, f *faults, paths ...string) {
	for _, path := range paths {
		if strings.TrimSpace(n.value(path)) == "" {
			f.add("%s has no %s", n.name, path)
		}
	}
}
