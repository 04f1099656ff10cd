// Package check judges feeds as they are served: RSS 2.0 and 1.0, Atom 1.0, JSON
// Feed 1.0 and 1.1, and OPML, as bytes.
//
//	findings := check.File(feed.File{Name: "rss.xml", Data: data}, check.Options{})
//
// [File] gives the findings alone, [Inspect] also what the file is. Neither reads a
// clock, a disk or the network: [Options] say what may be known besides the bytes,
// the moment that dates may not be ahead of, what each code weighs, and how the file
// was [Served]. RSS 1.0 is read as XML, and not as RDF. What is no feed gets a
// finding that tells what it is.
//
// Four things are judged:
//
//   - the text: package markup finds why it is no XML or JSON that every reader can
//     parse (xml.go, jsonfeed.go), and goes on where that makes sense;
//   - the format: a vocabulary is a table whose rows read like its specification
//     (atom.go, rss.go, rss1.go, opml.go, and a file each for the modules of
//     modules.go): which elements stand where and how often, and what their values
//     look like; and a short list of rules for what no single row can tell, whose
//     functions are in the file of the same name with rules behind it. JSON Feed has
//     members in place of elements (jsonfeed.go), and no modules;
//   - what the values say: dates (dates.go), addresses (addresses.go), media types
//     (mediatypes.go), texts that a program forgot to fill in (placeholders.go), and
//     the HTML in texts, or where none belongs (html.go and its neighbours, xhtml.go);
//   - how the file is served, if that is known: rules on status, headers and sizes
//     (http.go and its neighbours).
//
// The codes of the findings come from the rows and rules: atom-id-missing is of the
// row id of the vocabulary atom. An error is what a specification forbids, or what
// keeps a program from reading the feed; a warning is what some readers or directories
// refuse or show wrong; an info is worth to be known. Levels that are given by code
// or pattern replace these, except that of what no reader can parse. [Rules] lists
// all codes, with the place where each is written and the W3C feed validator's name
// for it. Each has a page in pages/, which [Explain] gives and a test runs.
package check

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
)

// vocabularies are those of whole documents; those of modules are in modules.go.
var vocabularies = []*vocabulary{atom, rss, rss1, opml}

// formats are the documents that are judged, by the name and namespace of their
// root.
var formats = []struct {
	root, space string
	holds       string // the namespace of an element in it; empty for any document with the root
	name        string
	vocabulary  *vocabulary
}{
	{"feed", atomSpace, "", "atom", atom},
	{"entry", atomSpace, "", "atom", atom},
	{"rss", "", "", "rss", rss},
	{"RDF", rdfSpace, rss1Space, "rss", rss1},
	{"opml", "", "", "opml", opml},
}

// documentRules are about a file as a whole.
var documentRules = []Rule{
	{"document-atom03", feed.Error, "RFC 4287 §1.2", "ObsoleteNamespace"},
	{"document-atompub", feed.Error, "RFC 5023 §8", ""},
	{"document-more", feed.Info, "", ""},
	{"document-namespace-missing", feed.Error, "RFC 4287 §1.2", "MissingNamespace"},
	{"document-namespace-wrong", feed.Error, "RFC 4287 §1.2", "InvalidNamespace"},
	{"document-rss090", feed.Warning, "RSS 0.90", "ObsoleteVersion"},
	{"document-unknown", feed.Error, "", "UndefinedElement"},
	{"media-namespace", feed.Error, "Media RSS 1.5.1 §Namespace declaration", "MediaRssNamespace"},
}

// A Report is what is said of a file.
type Report struct {
	Type     string        // rss (also RSS 1.0 and 0.90), atom, json or opml; empty if it is none of them
	Findings feed.Findings // in the order of the text
	Text     []byte        // the file in UTF-8, without a byte order mark, as the findings count its columns
}

// Valid reports whether the file has no errors.
func (r Report) Valid() bool { return r.Findings.Count(feed.Error) == 0 }

// File judges a file by its content, whatever its name and type say. Findings are
// in the order of the text, at most 1000 of a code and one more that counts the rest;
// those about how the file is served, which stand in no line, come first.
func File(f feed.File, o Options) feed.Findings { return Inspect(f, o).Findings }

// Inspect judges a file as [File] does, and tells also what it is.
func Inspect(f feed.File, o Options) Report {
	j := &judge{file: f.Name, options: o, rules: byCode(), modules: bySpace(), visiting: byHost(), named: map[string]bool{}, counts: map[string]int{}}
	var is string
	if isJSON(f.Data) {
		j.doc = markup.JSON(f.Data)
		j.faults()
		is = j.json()
	} else {
		j.doc = markup.XML(f.Data)
		j.faults()
		is = j.xml()
	}
	if o.Served != nil {
		j.served(o.Served, is, f.Data)
	}
	j.more()
	j.findings.Sort()
	return Report{Type: is, Findings: j.findings, Text: j.doc.Data}
}

// isJSON reports whether data begins as a JSON object does.
func isJSON(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n"), []byte("{"))
}

// A judge is the work on one file.
type judge struct {
	file     string
	options  Options
	rules    map[string]Rule        // by code
	modules  map[string]*vocabulary // by namespace name
	visiting map[[2]string][]*rule  // of modules about elements of others, by vocabulary and name
	doc      *markup.Document
	named    map[string]bool // foreign namespaces that were named
	counts   map[string]int  // findings by code
	findings feed.Findings
}

// mostOfACode is how many findings of a code are listed: who has mended a thousand
// can ask again.
const mostOfACode = 1000

// found adds a finding at the offset in the document, about the node, which may be
// nil.
func (j *judge) found(code string, n *markup.Node, at int, format string, args ...any) {
	line, column := j.doc.Place(at)
	path := ""
	if n != nil {
		path = n.Path()
	}
	j.add(code, feed.Pos{File: j.file, Line: line, Column: column}, path, format, args...)
}

// add adds a finding with what its rule says.
func (j *judge) add(code string, pos feed.Pos, path, format string, args ...any) {
	rule := j.rules[code]
	level := j.options.level(rule)
	if level == Off {
		return
	}
	if j.counts[code]++; j.counts[code] > mostOfACode {
		return
	}
	j.findings.Add(level, code, pos, format, args...)
	f := &j.findings[len(j.findings)-1]
	f.Path, f.Ref, f.W3C = path, rule.Ref, rule.W3C
	for _, arg := range args {
		if own, ok := arg.(classed); ok {
			f.W3C = own.w3c
		}
	}
}

// more tells how many findings are not listed.
func (j *judge) more() {
	for _, code := range slices.Sorted(maps.Keys(j.counts)) {
		if n := j.counts[code] - mostOfACode; n > 0 {
			j.add("document-more", feed.Pos{File: j.file, Line: 1, Column: 1}, "", "%d more findings of %s are not listed", n, code)
		}
	}
}

// faults are what makes a document unreadable for others.
func (j *judge) faults() {
	for _, fault := range j.doc.Faults {
		j.found(fault.Code, nil, fault.At, "%s", fault.Text)
	}
}

// xml judges an XML document by the vocabulary of its root, and tells what it is.
func (j *judge) xml() string {
	root := j.doc.Root
	if root == nil {
		return ""
	}
	j.prologue()
	for _, f := range formats {
		if root.Name == f.root && root.Space == f.space && holds(root, f.holds) {
			j.namespaces(root)
			j.element(f.vocabulary, root, nil)
			return f.name
		}
	}
	return j.stranger(root)
}

// json judges a JSON document, if it is a JSON Feed, and tells what it is.
func (j *judge) json() string {
	if j.doc.Root == nil {
		return ""
	}
	if _, ok := feedVersion(j.doc); !ok {
		j.found("document-unknown", j.doc.Root, j.doc.Root.At, "the object has no version of JSON Feed such as %s", jsonVersion11)
		return ""
	}
	j.jsonFeed()
	return "json"
}

// feedVersion is the version of a JSON Feed: an object that says so, or has items.
func feedVersion(doc *markup.Document) (version string, ok bool) {
	if doc.Root == nil {
		return "", false
	}
	if v := doc.Root.Child("", "version"); v != nil && v.Kind == markup.String {
		version = v.Text
	}
	return version, strings.Contains(version, "jsonfeed.org") || doc.Root.Child("", "items") != nil
}
