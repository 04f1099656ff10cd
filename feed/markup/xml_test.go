package markup_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/feed/markup"

	"github.com/google/go-cmp/cmp"
)

// faults gives the codes of a document's faults and where they are.
func faults(d *markup.Document) []string {
	var all []string
	for _, f := range d.Faults {
		all = append(all, fmt.Sprintf("%d %s", f.At, f.Code))
	}
	return all
}

var wellFormed = []struct{ name, text string }{
	{"an empty element", `<a/>`},
	{"blanks after the root", "<a></a>\n\n"},
	{"a blank before the end of an end tag", `<a></a >`},
	{"a declaration", `<?xml version="1.0"?><a/>`},
	{"a declaration in full", `<?xml version='1.0' encoding = "utf-8" standalone="yes" ?><a/>`},
	{"version 1.1, read as 1.0", `<?xml version="1.1"?><a/>`},
	{"UTF-8 declared behind a byte order mark", "\xEF\xBB\xBF" + `<?xml version="1.0" encoding="UTF-8"?><a/>`},
	{"an empty comment", `<!----><a/>`},
	{"> in text and in values", `<a b=">">></a>`},
	{"]] > in text", `<a>]] ></a>`},
	{"]]> in a value", `<a b="]]>"/>`},
	{"a document type with a subset", `<!DOCTYPE a [<!ENTITY b "]>"> <!-- ' > --> <?p ">?> ]><a/>`},
	{"a document type in quotes of both kinds", `<!DOCTYPE a PUBLIC "it's" '"'><a/>`},
	{"names of other scripts", `<日本 größe="1"/>`},
	{"attributes of one local name in two namespaces", `<a xmlns:x="x" xmlns:y="y" x:b="" y:b="" b=""/>`},
	{"a default namespace does not hold for attributes", `<a xmlns="x" xmlns:x="x" x:b="" b=""/>`},
	{"the prefix xml needs no declaration", `<a xml:lang="en"/>`},
	{"the prefix xml may be declared", `<a xmlns:xml="http://www.w3.org/XML/1998/namespace"/>`},
	{"instructions inside and outside", `<?a?><b><?c d?></b><?e  f ?>`},
	{"a prefix declared on its own element", `<x:a xmlns:x="x"/>`},
	{"the last character of Unicode", `<a>&#x10FFFF;</a>`},
}

func TestWellFormedTextHasNoFault(t *testing.T) {
	for _, test := range wellFormed {
		t.Run(test.name, func(t *testing.T) {
			d := markup.XML([]byte(test.text))
			if len(d.Faults) > 0 || d.Root == nil {
				t.Errorf("XML(%q) has the faults %v, want none", test.text, d.Faults)
			}
		})
	}
}

var notWellFormed = []struct{ name, text, want string }{
	{"nothing", "", "0 xml-root-missing"},
	{"blanks alone", " \n", "2 xml-root-missing"},
	{"a comment alone", "<!-- a -->", "10 xml-root-missing"},
	{"a byte of Latin-1", "<a>\xE9</a>", "3 xml-utf8"},
	{"an encoded surrogate", "<a>\xED\xA0\x80</a>", "3 xml-utf8"},
	{"a control character", "<a>\x0B</a>", "3 xml-character"},
	{"U+FFFF", "<a>\uFFFF</a>", "3 xml-character"},
	{"NUL by number", "<a>&#0;</a>", "3 xml-character"},
	{"a surrogate by number", "<a>&#xD800;</a>", "3 xml-character"},
	{"a number beyond all characters", "<a>&#99999999999999999999;</a>", "3 xml-character"},
	{"a number without digits", "<a>&#;&#x;</a>", "3 xml-ampersand, 6 xml-ampersand"},
	{"a number with a capital X", "<a>&#X41;</a>", "3 xml-ampersand"},
	{"an entity of HTML", "<a>a&nbsp;b</a>", "4 xml-entity"},
	{"an entity of HTML in a value", `<a b="&copy;"/>`, "6 xml-entity"},
	{"an entity of a document type", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, "33 xml-entity"},
	{"an entity in capitals", "<a>&AMP;</a>", "3 xml-entity"},
	{"a bare ampersand", "<a>R&D & more</a>", "4 xml-ampersand, 7 xml-ampersand"},
	{"an ampersand at the end", "<a>&</a>", "3 xml-ampersand"},
	{"an address with parameters", `<a href="?a=1&b=2"/>`, "13 xml-ampersand"},
	{"an attribute twice", `<a b="" b=""/>`, "8 xml-attribute-repeated"},
	{"one of ten attributes twice", `<a b="" c="" d="" e="" f="" g="" h="" i="" j="" c=""/>`, "48 xml-attribute-repeated"},
	{"an attribute twice by its namespace", `<a xmlns:x="n" xmlns:y="n" x:b="" y:b=""/>`, "34 xml-attribute-repeated"},
	{"a namespace declared twice", `<a xmlns="b" xmlns="b"/>`, "13 xml-xmlns-repeated"},
	{"a prefix declared twice", `<a xmlns:b="b" xmlns:b="c"/>`, "15 xml-xmlns-repeated"},
	{"an undeclared prefix of an element", `<a><x:b/></a>`, "4 xml-prefix"},
	{"an undeclared prefix of an attribute", `<a x:b=""/>`, "3 xml-prefix"},
	{"a prefix after its element", `<a><b xmlns:x="x"/><x:b/></a>`, "20 xml-prefix"},
	{"a prefix that stands for nothing", `<a xmlns:x=""/>`, "3 xml-xmlns"},
	{"the prefix xmlns declared", `<a xmlns:xmlns="x"/>`, "3 xml-xmlns"},
	{"the prefix xmlns used", `<xmlns:a/>`, "1 xml-xmlns"},
	{"the prefix xml for something else", `<a xmlns:xml="x"/>`, "3 xml-xmlns"},
	{"another prefix for the namespace of xml", `<a xmlns:x="http://www.w3.org/XML/1998/namespace"/>`, "3 xml-xmlns"},
	{"the namespace of xmlns", `<a xmlns:x="http://www.w3.org/2000/xmlns/"/>`, "3 xml-xmlns"},
	{"two roots", `<a/><b/>`, "4 xml-root-second"},
	{"text after the root", "<a/>\nb", "5 xml-text-outside"},
	{"text before the root", "b<a/>", "0 xml-text-outside"},
	{"a reference after the root", "<a/>&amp;", "4 xml-text-outside"},
	{"CDATA after the root", "<a/><![CDATA[]]>", "4 xml-text-outside"},
	{"a newline before the declaration", "\n<?xml version=\"1.0\"?><a/>", "1 xml-declaration-place"},
	{"a comment before the declaration", "<!----><?xml version=\"1.0\"?><a/>", "7 xml-declaration-place"},
	{"a declaration within", "<a><?xml version=\"1.0\"?></a>", "3 xml-declaration-place"},
	{"a declaration in capitals", `<?XML version="1.0"?><a/>`, "0 xml-target"},
	{"a declaration without a version", `<?xml encoding="UTF-8"?><a/>`, "0 xml-declaration"},
	{"version 2", `<?xml version="2.0"?><a/>`, "0 xml-declaration"},
	{"a version without quotes", `<?xml version=1.0?><a/>`, "0 xml-declaration"},
	{"the encoding first", `<?xml encoding="UTF-8" version="1.0"?><a/>`, "0 xml-declaration"},
	{"standalone maybe", `<?xml version="1.0" standalone="maybe"?><a/>`, "0 xml-declaration"},
	{"an encoding with a blank", `<?xml version="1.0" encoding="UTF 8"?><a/>`, "0 xml-declaration, 30 xml-encoding-unknown"},
	{"an encoding nobody knows", `<?xml version="1.0" encoding="utf-99"?><a/>`, "30 xml-encoding-unknown"},
	{"UTF-16 declared and not used", `<?xml version="1.0" encoding="UTF-16"?><a/>`, "30 xml-encoding"},
	{"a byte order mark against the declaration", "\xEF\xBB\xBF" + `<?xml version="1.0" encoding="ISO-8859-1"?><a/>`, "30 xml-encoding"},
	{"ASCII declared and not used", `<?xml version="1.0" encoding="US-ASCII"?>` + "<a>é</a>", "44 xml-encoding"},
	{"bytes that are not Shift_JIS", `<?xml version="1.0" encoding="Shift_JIS"?>` + "<a>\xFF</a>", "45 xml-encoding"},
	{"half a pair in UTF-16", "\xFE\xFF\x00<\x00a\x00>\xD8\x00\x00<\x00/\x00a\x00>", "3 xml-encoding"},
	{"another end tag", `<a></b></a>`, "3 xml-mismatch"},
	{"an end tag too early", `<a><b></a>`, "6 xml-mismatch"},
	{"an end tag of another case", `<a></A>`, "3 xml-mismatch, 7 xml-unclosed"},
	{"an end tag too many", `<a/></a>`, "4 xml-mismatch"},
	{"no end tag", `<a><b/>`, "7 xml-unclosed"},
	{"a tag without its end", `<a b=""`, "0 xml-unclosed"},
	{"a tag that ends in a name", `<a`, "0 xml-unclosed"},
	{"a tag within a tag", `<a><b <c/></b></a>`, "3 xml-unclosed"},
	{"an end tag with attributes", `<a></a b="">`, "3 xml-unclosed"},
	{"an end tag within an end tag", `<a><b></b</a>`, "6 xml-unclosed"},
	{"a value without its last quote", `<a b="/>`, "3 xml-unclosed"},
	{"< in a value", `<a b="<"/>`, "6 xml-attribute-lt"},
	{"a value without quotes", `<a b=c/>`, "5 xml-attribute-unquoted"},
	{"an attribute without a value", `<a b/>`, "3 xml-attribute-value"},
	{"attributes without a blank between", `<a b=""c=""/>`, "7 xml-attribute-blank"},
	{"]]> in text", "<a>b]]></a>", "4 xml-cdata-end"},
	{"-- in a comment", "<a><!-- -- --></a>", "8 xml-comment"},
	{"a comment that ends with --->", "<a><!-- a ---></a>", "10 xml-comment"},
	{"a comment <!--->", "<a><!---></a>", "3 xml-unclosed"},
	{"a comment that is not closed", "<a><!-- </a>", "3 xml-unclosed"},
	{"CDATA that is not closed", "<a><![CDATA[</a>", "3 xml-unclosed"},
	{"an instruction that is not closed", "<a><?b </a>", "3 xml-unclosed"},
	{"a document type that is not closed", "<!DOCTYPE a [<a/>", "0 xml-unclosed, 17 xml-root-missing"},
	{"a document type within", "<a><!DOCTYPE b></a>", "3 xml-doctype"},
	{"two document types", "<!DOCTYPE a><!DOCTYPE a><a/>", "12 xml-doctype"},
	{"an element whose name begins with a digit", "<a><1/></a>", "4 xml-name"},
	{"an element whose name has two colons", `<a xmlns:b="b"><b:c:d/></a>`, "16 xml-name"},
	{"an element whose name ends with a colon", `<a xmlns:b="b"><b:/></a>`, "16 xml-name"},
	{"an attribute whose name begins with -", `<a -b=""/>`, "3 xml-name"},
	{"a name with a character of no name", `<a><b×/></a>`, "4 xml-name"},
	{"an instruction without a name", "<a><? b?></a>", "5 xml-name"},
	{"a quote in a tag", `<a "/>`, "3 xml-name"},
	{"< in text", "<a>1 < 2</a>", "5 xml-markup"},
	{"a declaration of entities outside of a document type", `<a><!ENTITY b "c"></a>`, "3 xml-markup"},
}

func TestFaultsHaveACodeAndAPlace(t *testing.T) {
	for _, test := range notWellFormed {
		t.Run(test.name, func(t *testing.T) {
			d := markup.XML([]byte(test.text))
			if got := strings.Join(faults(d), ", "); got != test.want {
				t.Errorf("XML(%q) has the faults %s, want %s\n%v", test.text, got, test.want, d.Faults)
			}
		})
	}
}

func TestEveryCodeIsTested(t *testing.T) {
	var codes []string
	for _, test := range notWellFormed {
		for _, f := range markup.XML([]byte(test.text)).Faults {
			codes = append(codes, f.Code)
		}
	}
	slices.Sort(codes)
	want := []string{
		"xml-ampersand", "xml-attribute-blank", "xml-attribute-lt", "xml-attribute-repeated", "xml-attribute-unquoted",
		"xml-attribute-value", "xml-cdata-end", "xml-character", "xml-comment", "xml-declaration", "xml-declaration-place",
		"xml-doctype", "xml-encoding", "xml-encoding-unknown", "xml-entity", "xml-markup", "xml-mismatch", "xml-name", "xml-prefix",
		"xml-root-missing", "xml-root-second", "xml-target", "xml-text-outside", "xml-unclosed", "xml-utf8", "xml-xmlns",
		"xml-xmlns-repeated",
	}
	if diff := cmp.Diff(want, slices.Compact(codes)); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}
