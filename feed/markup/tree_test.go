package markup_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"dateline/feed/markup"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// family checks that every child knows its parent, and forgets the parents, which
// go-cmp would follow in circles.
func family(t *testing.T, n *markup.Node) *markup.Node {
	t.Helper()
	for _, child := range n.Children {
		if child.Parent != n {
			t.Errorf("the parent of %s is %p, want %p", child.Name, child.Parent, n)
		}
		family(t, child)
		child.Parent = nil
	}
	return n
}

// What a node keeps for Path is no part of the tree.
var unexported = cmpopts.IgnoreUnexported(markup.Node{})

func TestXMLIsATreeWithOffsets(t *testing.T) {
	const text = `<a xmlns="n" xmlns:x="m"> <x:b c = "1" x:d='&lt;2'>t &amp; <![CDATA[<u>]]></x:b>` + "\n<e/></a>"
	type (
		node = markup.Node
		attr = markup.Attr
	)
	const xmlns = "http://www.w3.org/2000/xmlns/"
	want := &node{
		Space: "n", Name: "a", At: 0, End: len(text), TextAt: 0, Text: " \n",
		Declares: []attr{
			{Space: xmlns, Name: "xmlns", Value: "n", At: 3, ValueAt: 10},
			{Space: xmlns, Prefix: "xmlns", Name: "x", Value: "m", At: 13, ValueAt: 22},
		},
		Children: []*node{
			{
				Space: "m", Prefix: "x", Name: "b", At: 26, End: 80, TextAt: 51, Text: "t & <u>",
				Attrs: []attr{
					{Name: "c", Value: "1", At: 31, ValueAt: 36},
					{Space: "m", Prefix: "x", Name: "d", Value: "<2", At: 39, ValueAt: 44},
				},
			},
			{Space: "n", Name: "e", At: 81, End: 85, TextAt: 81},
		},
	}
	if diff := cmp.Diff(want, family(t, markup.XML([]byte(text)).Root), unexported); diff != "" {
		t.Errorf("XML(%q) (-want +got):\n%s", text, diff)
	}
}

func TestJSONIsATreeWithOffsets(t *testing.T) {
	const text = `{"a": [1.0, "\u00e9", null], "b" : {"": true}}`
	type node = markup.Node
	want := &node{
		Kind: markup.Object, At: 0, End: len(text),
		Children: []*node{
			{Kind: markup.Array, Name: "a", KeyAt: 1, At: 6, TextAt: 6, End: 27, Children: []*node{
				{Kind: markup.Number, Text: "1.0", At: 7, TextAt: 7, End: 10},
				{Kind: markup.String, Text: "é", At: 12, TextAt: 12, End: 20},
				{Kind: markup.Null, Text: "null", At: 22, TextAt: 22, End: 26},
			}},
			{Kind: markup.Object, Name: "b", KeyAt: 29, At: 35, TextAt: 35, End: 45, Children: []*node{
				{Kind: markup.Bool, KeyAt: 36, Text: "true", At: 40, TextAt: 40, End: 44},
			}},
		},
	}
	if diff := cmp.Diff(want, family(t, markup.JSON([]byte(text)).Root), unexported); diff != "" {
		t.Errorf("JSON(%q) (-want +got):\n%s", text, diff)
	}
}

func TestTextIsDecoded(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"the five entities", "<a>&lt;&gt;&amp;&quot;&apos;</a>", `<>&"'`},
		{"decoded once only", "<a>&amp;lt;</a>", "&lt;"},
		{"numbers", "<a>&#233;&#xE9;&#x1F600;&#0233;</a>", "éé😀é"},
		{"CDATA as it is", "<a><![CDATA[&lt;<b>]]]></a>", "&lt;<b>]"},
		{"CDATA in two parts", "<a><![CDATA[]]]]><![CDATA[>]]></a>", "]]>"},
		{"around comments and instructions", "<a>b<!-- c -->d<?e?>f</a>", "bdf"},
		{"around an element, without its text", "<a>b<c>d</c>e</a>", "be"},
		{"line ends", "<a>b\r\nc\rd\n<![CDATA[\r\n]]></a>", "b\nc\nd\n\n"},
		{"a line end by number", "<a>&#13;\r\n</a>", "\r\n"},
		{"an unknown entity as written", "<a>b&nbsp;c</a>", "b&nbsp;c"},
		{"a bare ampersand as written", "<a>R&D</a>", "R&D"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := markup.XML([]byte(test.text)).Root.Text; got != test.want {
				t.Errorf("the text of %q is %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestValuesAreNormalised(t *testing.T) {
	d := markup.XML([]byte("<a b=' \tc\r\nd\re&#10;&#9;&quot;&#x20;'/>"))
	if got, found := d.Root.Attr("", "b"); got != "  c d e\n\t\" " || !found {
		t.Errorf(`Attr("", "b") = %q, %v, want "  c d e\n\t\" ", true`, got, found)
	}
	if got, found := d.Root.Attr("", "c"); got != "" || found {
		t.Errorf(`Attr("", "c") = %q, %v, want "", false`, got, found)
	}
}

func TestNamespacesHoldWithinTheirElement(t *testing.T) {
	d := markup.XML([]byte(`<a xmlns="1" xmlns:p="2"><b xmlns="" xmlns:p="3"><c/><p:c/></b><c xml:lang="en"/><p:c/></a>`))
	if len(d.Faults) > 0 {
		t.Fatalf("faults: %v, want none", d.Faults)
	}
	var got []string
	for _, n := range append(d.Root.Children, d.Root.Children[0].Children...) {
		got = append(got, n.Path()+" "+n.Space)
	}
	want := []string{"/a/b ", "/a/c 1", "/a/p:c 2", "/a/b/c ", "/a/b/p:c 3"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("namespaces (-want +got):\n%s", diff)
	}
	if lang, _ := d.Root.Child("1", "c").Attr("http://www.w3.org/XML/1998/namespace", "lang"); lang != "en" {
		t.Errorf("xml:lang = %q, want en", lang)
	}
	if n := d.Root.Child("", "c"); n != nil {
		t.Errorf(`Child("", "c") = %s, want none`, n.Path())
	}
}

func TestPathCountsWhereItMust(t *testing.T) {
	feed := markup.XML([]byte(`<feed xmlns:x="x"><entry><id/></entry><entry><id/><x:id/></entry></feed>`)).Root
	items := markup.JSON([]byte(`{"items": [1, {"id": 1, "_a": 2, "a b": 3, "\"": 4, "1": 5}]}`)).Root
	var got []string
	for _, n := range append(feed.Children[1].Children, items.Children[0].Children[1].Children...) {
		got = append(got, n.Path())
	}
	want := []string{
		"/feed/entry[2]/id", "/feed/entry[2]/x:id",
		"$.items[1].id", "$.items[1]._a", `$.items[1]["a b"]`, `$.items[1]["\""]`, `$.items[1]["1"]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
}

func TestPlaceCountsFromOne(t *testing.T) {
	d := markup.XML([]byte("<a>\n\té<b/>\r\n</a>"))
	for _, test := range []struct{ at, line, column int }{
		{0, 1, 1}, {3, 1, 4}, {4, 2, 1}, {7, 2, 4}, {13, 3, 1}, {17, 3, 5}, {99, 3, 5}, {-1, 1, 1},
	} {
		if line, column := d.Place(test.at); line != test.line || column != test.column {
			t.Errorf("Place(%d) = %d:%d, want %d:%d", test.at, line, column, test.line, test.column)
		}
	}
}

func TestWhatStandsAroundTheRootIsKept(t *testing.T) {
	d := markup.XML([]byte("\xEF\xBB\xBF<?xml version=\"1.0\" encoding='utf-8'?>\n<?s  href='a' ?><!DOCTYPE a><a><?b?></a><?c?>"))
	want := []markup.Instruction{{Target: "s", Text: "href='a' ", At: 39}, {Target: "c", At: 79}}
	if diff := cmp.Diff(want, d.Instructions); diff != "" {
		t.Errorf("instructions (-want +got):\n%s", diff)
	}
	if !d.BOM || d.Declared != "utf-8" || d.Declaration != 0 || d.Doctype != 55 {
		t.Errorf("BOM %v, Declared %q, Declaration %d, Doctype %d, want true, utf-8, 0, 55", d.BOM, d.Declared, d.Declaration, d.Doctype)
	}
	if d := markup.XML([]byte("<a/>")); d.BOM || d.Declared != "" || d.Declaration != -1 || d.Doctype != -1 {
		t.Errorf("BOM %v, Declared %q, Declaration %d, Doctype %d, want false, none, -1, -1", d.BOM, d.Declared, d.Declaration, d.Doctype)
	}
}

func TestOtherEncodingsBecomeUTF8(t *testing.T) {
	const text = `<?xml version="1.0" encoding="UTF-16"?><a>é😀</a>`
	var big, little []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		big = append(big, byte(unit>>8), byte(unit))
		little = append(little, byte(unit), byte(unit>>8))
	}
	declared := func(encoding, text string) []byte {
		return fmt.Appendf(nil, `<?xml version="1.0" encoding="%s"?><a>%s</a>`, encoding, text)
	}
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"UTF-16 with a mark, big end first", append([]byte("\xFE\xFF"), big...), "é😀"},
		{"UTF-16 with a mark, little end first", append([]byte("\xFF\xFE"), little...), "é😀"},
		{"UTF-16 without a mark, big end first", big, "é😀"},
		{"UTF-16 without a mark, little end first", little, "é😀"},
		{"Latin-1", declared("ISO-8859-1", "\xE9"), "é"},
		{"Windows-1252", declared("windows-1252", "\x80"), "€"},
		{"Shift_JIS", declared("shift_jis", "\x93\xFA"), "日"},
		{"KOI8-R", declared("KOI8-R", "\xD1"), "я"},
		{"GB 18030 with U+FFFD", declared("gb18030", "\x84\x31\xA4\x37"), "\uFFFD"},
		{"ASCII", declared("US-ASCII", "e"), "e"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := markup.XML(test.data)
			if len(d.Faults) > 0 || d.Root.Text != test.want {
				t.Errorf("the text is %q with the faults %v, want %q and none", d.Root.Text, d.Faults, test.want)
			}
		})
	}
}

func TestLabelsOfOneEncoding(t *testing.T) {
	tests := []struct {
		a, b string
		same bool
	}{
		{"UTF-8", "utf8", true},
		{"latin1", "ISO-8859-1", true},
		{"utf-16", "UTF-16BE", true},
		{"utf-16le", "utf-16be", false},
		{"UTF-8", "utf-16", false},
		{"x-own", "X-OWN", true},
		{"x-own", "x-other", false},
	}
	for _, tt := range tests {
		if markup.SameEncoding(tt.a, tt.b) != tt.same || markup.SameEncoding(tt.b, tt.a) != tt.same {
			t.Errorf("SameEncoding(%q, %q) = %v, want %v", tt.a, tt.b, !tt.same, tt.same)
		}
	}
}

func TestReadingGoesOnBehindAFault(t *testing.T) {
	d := markup.XML([]byte(`<a><b>1 & 2<br></b><x:c d=e>f</x:c></z><g>&nbsp;</g></a>`))
	var got []string
	for _, n := range d.Root.Children {
		got = append(got, n.Path()+" "+n.Text)
	}
	if diff := cmp.Diff([]string{"/a/b 1 & 2", "/a/x:c f", "/a/g &nbsp;"}, got); diff != "" {
		t.Errorf("children (-want +got):\n%s", diff)
	}
	if n := len(d.Faults); n != 6 {
		t.Errorf("%d faults, want 6: %v", n, d.Faults)
	}
}

func TestHostileTextsTakeBoundedTime(t *testing.T) {
	const size = 200_000
	many := func(format string) string {
		var b strings.Builder
		for i := range size / 10 {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for _, test := range []struct{ name, text string }{
		{"nested without end", strings.Repeat("<a>", size)},
		{"nested to the limit, then strange end tags", strings.Repeat("<a>", 10_000) + strings.Repeat("</b>", size)},
		{"ampersands", "<a>" + strings.Repeat("&", size)},
		{"less-thans", strings.Repeat("<", size)},
		{"comments that begin", "<a>" + strings.Repeat("<!--", size)},
		{"document types that begin", strings.Repeat("<!DOCTYPE [", size)},
		{"attributes", "<a" + many(` a%d=""`) + "/>"},
		{"prefixes, each declared and used", "<a" + many(` xmlns:p%d="x"`) + ">" + many("<p%d:a/>") + "</a>"},
		{"one reference without end", "<a>&" + strings.Repeat("a", size)},
		{"bytes that are not UTF-8", strings.Repeat("\xFF", size)},
		{"quotes in a tag", "<a " + strings.Repeat(`"`, size)},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			d := markup.XML([]byte(test.text))
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("XML took %v, want less than 5s", took)
			}
			if len(d.Faults) > 100 {
				t.Errorf("%d faults, want at most 100", len(d.Faults))
			}
		})
	}
}

// What is beyond the bounds takes more memory than its text, and is not read.
func TestDocumentsAreBounded(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"two million and one elements", "<a>" + strings.Repeat("<b/>", 2_000_000) + "</a>", "xml-bounds"},
		{"attributes without end", "<a" + strings.Repeat(` b=""`, 10_001) + "/>", "xml-bounds"},
		{"two million and one values", "[" + strings.Repeat("0,", 2_000_000) + "0]", "json-bounds"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			read := markup.XML
			if tt.text[0] == '[' {
				read = markup.JSON
			}
			bounded := false
			for _, f := range read([]byte(tt.text)).Faults {
				bounded = bounded || f.Code == tt.want
			}
			if !bounded {
				t.Errorf("%.20q… of %d bytes is read without %s", tt.text, len(tt.text), tt.want)
			}
		})
	}
}

func TestElementsNestAsDeepAsInOtherParsers(t *testing.T) {
	nested := func(n int) []byte { return []byte(strings.Repeat("<a>", n) + strings.Repeat("</a>", n)) }
	if d := markup.XML(nested(256)); len(d.Faults) > 0 {
		t.Errorf("256 deep: %v, want no fault", d.Faults)
	}
	if d := markup.XML(nested(257)); strings.Join(faults(d), ", ") != "768 xml-bounds" {
		t.Errorf("257 deep: %v, want 768 xml-bounds", faults(d))
	}
}
