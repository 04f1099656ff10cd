package check

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html"
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// xmlRules are why a text is no XML that every reader can parse.
var xmlRules = []Rule{
	{"xml-ampersand", feed.Error, "XML 1.0 §2.4", "SAXError"},
	{"xml-attribute-blank", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-attribute-lt", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-attribute-repeated", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-attribute-unquoted", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-attribute-value", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-cdata-end", feed.Error, "XML 1.0 §2.4", "SAXError"},
	{"xml-character", feed.Error, "XML 1.0 §2.2", "SAXError"},
	{"xml-comment", feed.Error, "XML 1.0 §2.5", "SAXError"},
	{"xml-declaration", feed.Error, "XML 1.0 §2.8", "SAXError"},
	{"xml-declaration-place", feed.Error, "XML 1.0 §2.8", "WPBlankLine"},
	{"xml-bounds", feed.Error, "", "SAXError"},
	{"xml-doctype", feed.Error, "XML 1.0 §2.8", "SAXError"},
	{"xml-encoding", feed.Error, "XML 1.0 §4.3.3", "UnicodeError"},
	{"xml-encoding-unknown", feed.Error, "XML 1.0 §4.3.3", "UnknownEncoding"},
	{"xml-entity", feed.Error, "XML 1.0 §4.1", "UndefinedNamedEntity"},
	{"xml-markup", feed.Error, "XML 1.0 §2.4", "SAXError"},
	{"xml-mismatch", feed.Error, "XML 1.0 §3", "SAXError"},
	{"xml-name", feed.Error, "XML 1.0 §2.3", "SAXError"},
	{"xml-prefix", feed.Error, "Namespaces in XML 1.0 §5", "SAXError"},
	{"xml-root-missing", feed.Error, "XML 1.0 §2.1", "SAXError"},
	{"xml-root-second", feed.Error, "XML 1.0 §2.1", "SAXError"},
	{"xml-target", feed.Error, "XML 1.0 §2.6", "SAXError"},
	{"xml-text-outside", feed.Error, "XML 1.0 §2.1", "SAXError"},
	{"xml-unclosed", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-utf8", feed.Error, "XML 1.0 §4.3.3", "UnicodeError"},
	{"xml-xmlns", feed.Error, "Namespaces in XML 1.0 §3", "ReservedPrefix"},
	{"xml-xmlns-repeated", feed.Error, "Namespaces in XML 1.0 §6.3", "SAXError"},
}

// prologueRules are about XML that every parser takes, and some reader does not.
var prologueRules = []Rule{
	{"xml-bom", feed.Info, "XML 1.0 §4.3.3", ""},
	{"xml-control-character", feed.Warning, "XML 1.0 §2.2", "BadCharacters"},
	{"xml-doctype-present", feed.Warning, "XML 1.0 §2.8", "ContainsSystemEntity"},
	{"xml-encoding-missing", feed.Info, "RFC 7303 §3", "MissingEncoding"},
	{"xml-encoding-obscure", feed.Warning, "XML 1.0 §4.3.3", "ObscureEncoding"},
	{"xml-stylesheet-xslt", feed.Warning, "xml-stylesheet §4", ""},
}

// widespread are the encodings that readers know, besides those of Unicode.
var widespread = value.Words("ascii big5 euc-jp euc-kr gb2312 gbk iso-8859-1 iso-8859-15 iso-8859-2 koi8-r shift_jis us-ascii utf-16 utf-8 windows-1250 windows-1251 windows-1252")

// prologue judges what stands before the root, and the characters of the text.
func (j *judge) prologue() {
	d := j.doc
	if d.BOM && strings.EqualFold(cmp.Or(d.Declared, "utf-8"), "utf-8") {
		j.found("xml-bom", nil, 0, "a byte order mark stands before the text")
	}
	if d.Declaration == 0 && d.Declared == "" {
		j.found("xml-encoding-missing", nil, 0, "the XML declaration does not say the encoding; encoding=\"UTF-8\" would be right")
	}
	if d.Declared != "" && !widespread[strings.ToLower(d.Declared)] {
		j.found("xml-encoding-obscure", nil, d.Declaration, "the encoding is %s, which few readers know; UTF-8 would be right", value.Quote(d.Declared))
	}
	if d.Doctype >= 0 {
		what := error(classed{"", errors.New("a DOCTYPE")})
		if rest := d.Data[d.Doctype:]; bytes.Contains(rest[:min(len(rest), 400)], []byte("my.netscape.com")) {
			what = classed{"DeprecatedDTD", errors.New("the DOCTYPE of Netscape, whose DTD is gone,")}
		}
		j.found("xml-doctype-present", nil, d.Doctype, "%v stands before the root; some readers refuse any", what)
	}
	for _, p := range d.Instructions {
		if p.Target == "xml-stylesheet" && (strings.Contains(p.Text, "xsl") || strings.Contains(p.Text, "text/xml") || strings.Contains(p.Text, "application/xml")) {
			j.found("xml-stylesheet-xslt", nil, p.At, "the style sheet is XSLT, which browsers no longer run; CSS, or a page beside the feed, would be shown")
		}
	}
	j.controls()
}

// controls finds the first of the control characters that text in windows-1252
// becomes when it is taken for ISO 8859-1: U+0080 to U+009F, which in UTF-8 are 0xC2
// and the byte of windows-1252.
func (j *judge) controls() {
	data := j.doc.Data
	for at := 0; ; at++ {
		next := bytes.IndexByte(data[at:], 0xC2)
		if next < 0 || at+next+1 >= len(data) {
			return
		}
		at += next
		if c := data[at+1]; c < 0xA0 && c != 0x85 {
			j.found("xml-control-character", nil, at, "the control character %U stands here; %s would be right if the text was made in windows-1252", rune(c), value.Quote(html.UnescapeString(fmt.Sprintf("&#%d;", c))))
			return
		}
	}
}
