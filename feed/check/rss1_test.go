package check

import (
	"strings"
	"testing"

	"dateline/feed"
)

// The example of the specification (web.resource.org/rss/1.0/spec §4), shortened.
const rss1Example = `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="http://www.xml.com/xml/news.rss">
    <title>XML.com</title>
    <link>http://xml.com/pub</link>
    <description>XML.com features a rich mix of information and services.</description>
    <image rdf:resource="http://xml.com/universal/images/xml_tiny.gif"/>
    <items>
      <rdf:Seq>
        <rdf:li resource="http://xml.com/pub/2000/08/09/xslt/xslt.html"/>
      </rdf:Seq>
    </items>
    <textinput rdf:resource="http://search.xml.com"/>
  </channel>
  <image rdf:about="http://xml.com/universal/images/xml_tiny.gif">
    <title>XML.com</title>
    <link>http://www.xml.com</link>
    <url>http://xml.com/universal/images/xml_tiny.gif</url>
  </image>
  <item rdf:about="http://xml.com/pub/2000/08/09/xslt/xslt.html">
    <title>Processing Inclusions with XSLT</title>
    <link>http://xml.com/pub/2000/08/09/xslt/xslt.html</link>
    <description>Processing document inclusions with general XML tools can be problematic.</description>
    <dc:date>2000-08-09</dc:date>
  </item>
  <textinput rdf:about="http://search.xml.com">
    <title>Search XML.com</title>
    <description>Search XML.com's XML collection</description>
    <name>s</name>
    <link>http://search.xml.com</link>
  </textinput>
</rdf:RDF>`

func TestTheExampleOfRSS1(t *testing.T) {
	report := Inspect(feed.File{Data: []byte(rss1Example)}, Options{})
	if report.Type != "rss" || !report.Valid() || len(report.Findings) != 1 || report.Findings[0].Code != "rss1-partly" {
		t.Errorf("Inspect says that it is %q and finds %v, want rss and rss1-partly alone", report.Type, report.Findings)
	}
}

func TestFaultsInRSS1(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"a module in an item is judged", "2000-08-09</dc:date>", "yesterday</dc:date>", "dc-date-invalid"},
		{"the list names another item", `li resource="http://xml`, `li resource="https://xml`, "rss1-resource-astray rss1-item-unlisted"},
		{"an image that the channel does not name", `<image rdf:resource="http://xml.com/universal/images/xml_tiny.gif"/>`, "", "rss1-part-unlisted"},
		{"an image that is not there", `<image rdf:resource="http://xml.com/universal`, `<image rdf:resource="http://xml.com/local`, "rss1-resource-astray rss1-part-unlisted"},
		{"no list at all: said once", "rdf:Seq>", "rdf:Bag>", "rss1-seq-missing"},
		{"a field without a name", "<name>s</name>", "", "rss1-textinput-incomplete"},
	}
	for _, tt := range tests {
		got := strings.TrimSpace(strings.TrimPrefix(foundIn(strings.ReplaceAll(rss1Example, tt.old, tt.new), ""), "rss1-partly"))
		if got != tt.want {
			t.Errorf("%s: %s in place of %s: File finds %q, want %q", tt.name, tt.new, tt.old, got, tt.want)
		}
	}
}

func TestDocumentsThatAreNotJudged(t *testing.T) {
	const rdf = `xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"`
	tests := []struct{ name, text, is, want string }{
		{"RSS 0.90", `<rdf:RDF ` + rdf + ` xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel/></rdf:RDF>`, "rss", "document-rss090"},
		{"RSS 0.90 of the other address", `<rdf:RDF ` + rdf + ` xmlns="http://channel.netscape.com/rdf/simple/0.9/"><channel/></rdf:RDF>`, "rss", "document-rss090"},
		{"other RDF", `<rdf:RDF ` + rdf + `><rdf:Description/></rdf:RDF>`, "", "document-unknown"},
		{"a service document", `<service xmlns="http://www.w3.org/2007/app"/>`, "", "document-atompub"},
		{"a list of categories", `<app:categories xmlns:app="http://www.w3.org/2007/app"/>`, "", "document-atompub"},
		{"Atom 0.3", `<feed version="0.3" xmlns="http://purl.org/atom/ns#"/>`, "", "document-atom03"},
		{"Atom without a namespace", `<feed/>`, "", "document-namespace-missing"},
		{"Atom in another namespace", `<feed xmlns="http://www.w3.org/2005/atom"/>`, "", "document-namespace-wrong"},
		{"RSS in a namespace", `<rss version="2.0" xmlns="http://backend.userland.com/rss2"/>`, "", "document-namespace-wrong"},
		{"OPML in a namespace", `<opml version="2.0" xmlns="http://www.opml.org/spec2"/>`, "", "document-namespace-wrong"},
		{"a service of another kind", `<service/>`, "", "document-unknown"},
	}
	for _, tt := range tests {
		if is := Inspect(feed.File{Data: []byte(tt.text)}, Options{}).Type; is != tt.is {
			t.Errorf("%s: Inspect(%s) says the type %q, want %q", tt.name, tt.text, is, tt.is)
		}
		if got := foundIn(tt.text, ""); got != tt.want {
			t.Errorf("%s: File(%s) finds %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}
