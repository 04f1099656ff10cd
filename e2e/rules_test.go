package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A page is a document under judgement.
type page struct {
	data []byte
	url  string // where it was fetched
	root *node  // nil for JSON, and for what is not well-formed
}

// faults are what a rule says against a page.
type faults []string

func (f *faults) add(format string, args ...any) { *f = append(*f, fmt.Sprintf(format, args...)) }

// A rule is something that the W3C feed validator would fault, or a reader would
// stumble over.
type rule struct {
	name  string // the validator's name for the fault, where it has one
	judge func(page, *faults)
	// bad are changes to the model of a format, old and new text, each of which
	// the rule must fault.
	bad [][2]string
}

// vocabularies are the rules by format, each with a model that breaks none.
var vocabularies = map[string]struct {
	model string
	rules [][]rule
}{
	"rss":  {rssModel, [][]rule{xmlRules, namespaceRules, rssRules, rssItemRules, mediaRules, htmlRules}},
	"atom": {atomModel, [][]rule{xmlRules, namespaceRules, atomRules, atomEntryRules, mediaRules, htmlRules}},
	"json": {jsonModel, [][]rule{jsonRules, htmlRules}},
	"opml": {opmlModel, [][]rule{xmlRules, opmlRules}},
}

// modelURL is where the models lie.
const modelURL = "https://example.org/feeds/here"

// judged gives what is wrong with the data, each fault led by the name of its rule.
func judged(format string, data []byte, url string) map[string]faults {
	p := page{data: data, url: url}
	if format != "json" {
		p.root, _ = parse(data) // what is not well-formed is the first rule's
	}
	found := map[string]faults{}
	for _, rules := range vocabularies[format].rules {
		for _, r := range rules {
			if p.root == nil && format != "json" && !r.of(xmlRules) { // said by SAXError
				continue
			}
			var f faults
			if r.judge(p, &f); len(f) > 0 {
				found[r.name] = append(found[r.name], f...)
			}
		}
	}
	return found
}

// of reports whether the rule is one of them.
func (r rule) of(rules []rule) bool {
	for _, other := range rules {
		if other.name == r.name {
			return true
		}
	}
	return false
}

func TestDocumentsBreakNoRule(t *testing.T) {
	for _, s := range sites(t) {
		list := document{site: s, format: "opml", url: s.address + "/feeds.opml", file: filepath.Join(s.dir, "public", "feeds.opml")}
		for _, d := range append(s.documents(), list) {
			t.Run(d.name(), func(t *testing.T) {
				for name, faults := range judged(d.format, d.read(t), d.url) {
					t.Errorf("%s:\n  %s", name, strings.Join(faults, "\n  "))
				}
			})
		}
	}
}

func TestModelsBreakNoRule(t *testing.T) {
	endToEnd(t)
	for format, v := range vocabularies {
		for name, faults := range judged(format, []byte(v.model), modelURL) {
			t.Errorf("%s model, %s: %q", format, name, faults)
		}
	}
}

func TestRulesFaultWhatIsBad(t *testing.T) {
	endToEnd(t)
	for format, v := range vocabularies {
		for _, rules := range v.rules {
			for _, r := range rules {
				tried := 0
				for _, change := range r.bad {
					if !strings.Contains(v.model, change[0]) {
						continue // it is a change to another format's model
					}
					tried++
					bad := strings.Replace(v.model, change[0], change[1], 1)
					if found := judged(format, []byte(bad), modelURL); found[r.name] == nil {
						t.Errorf("%s: %s does not fault %q for %q; found: %v", format, r.name, change[1], change[0], found)
					}
				}
				if tried == 0 && !r.of(xmlRules) {
					t.Errorf("%s: nothing bad was tried on the rule %s", format, r.name)
				}
			}
		}
	}
}

// beyond are the cases of the validator, by path, that no feed of Dateline can be
// like.
var beyond = []struct{ path, why string }{
	{`/element-channel-(cloud|textinput|skipdays)|ext/(feedburner|itunes|thr)/|trackback|_geo_|sy_|dcdate|creativeCommons|dcsource|atomid`, "elements that it does not write"},
	{`ext/media/invalid_(restriction|text|media_content_channels)`, "parts of Media RSS that it does not write"},
	{`atom/3\.1\.1\.3/|xhtml|base64|content-src|not_html`, "XHTML, and content of other types than HTML"},
	{`atom/6\.1/|unknown_element_in|rdf_Description`, "other namespaces than the usual ones, which a rule of namespaces faults"},
	{`^opml/|xml_double_encoded3`, "other encodings than UTF-8, which a rule of XML faults"},
	{`infoset-empty1|empty-title`, "an article without a title; RFC 4287 wants the element all the same"},
}

// otherwise are the names under which these rules find what the validator calls
// by the first.
var otherwise = map[string]string{
	"ImplausibleDate": "InvalidRFC2822Date",
	"InvalidMIMEType": "InvalidTextType",
	"MissingLink":     "MissingElement",
	"NotBlank":        "AttrNotBlank",
	"SAXError":        "UndeclaredPrefix",
	"SecurityRisk":    "SecurityRiskAttr",
}

func TestRulesFaultWhatTheValidatorFaults(t *testing.T) {
	endToEnd(t)
	table, err := os.ReadFile(beside(t, "w3c-cases", "expected.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	met := 0
	for line := range strings.Lines(string(table)) {
		f := strings.Split(line, "\t")
		format := map[string]string{"atom": "atom", "rss2": "rss", "opml": "opml"}[f[1]]
		class, _, _ := strings.Cut(f[3], "{")
		if !known(format, class) || slices.ContainsFunc(beyond, func(b struct{ path, why string }) bool {
			return regexp.MustCompile(b.path).MatchString(f[0])
		}) {
			continue
		}
		data, err := os.ReadFile(beside(t, "w3c-cases", f[0]))
		if err != nil {
			t.Fatal(err)
		}
		if found := judged(format, data, modelURL); found[class] == nil && found[otherwise[class]] == nil {
			t.Errorf("%s: %s is not faulted (%s); found: %v", f[0], f[3], strings.TrimSpace(f[6]), found)
		}
		met++
	}
	if met < 200 {
		t.Errorf("%d cases were looked at, want 200 at least", met)
	}
}

// known reports whether there is a rule of that name for the format.
func known(format, name string) bool {
	for _, rules := range vocabularies[format].rules {
		if (rule{name: name}).of(rules) {
			return true
		}
	}
	return false
}
