package check

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
	"dateline/feed/markup"
)

// The clean feeds have an element and an attribute for every row of the tables.
// Each of them is taken in turn and removed, repeated, misspelt, emptied and moved
// to the end of the root: what a row forbids gives its code at the very place, what
// none forbids gives no error. Codes of named rules, whose places their pages hold,
// are those of the table namedFaults.
func TestMutationsOfCleanFeeds(t *testing.T) {
	met := map[int]bool{}
	for name, text := range cleanFeeds(t) {
		t.Run(name, func(t *testing.T) {
			for _, m := range mutations(text) {
				want, codes := m.forbidden(), map[string]bool{}
				for i, f := range namedFaults {
					if f.of.MatchString(name + " " + m.name()) {
						met[i] = true
						codes[f.code] = true
						want = append(want, f.code)
					}
				}
				var got []string
				for _, e := range errorsOf(m.text) {
					code, _, _ := strings.Cut(e, " ")
					if codes[code] {
						e = code
					}
					if !ofNames.MatchString(code) {
						got = append(got, e)
					}
				}
				slices.Sort(want)
				slices.Sort(got)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s %s: errors (-want +got):\n%s", name, m.name(), diff)
				}
			}
		})
	}
	for i, f := range namedFaults {
		if !met[i] {
			t.Errorf("%s of namedFaults is no mutation", f.of)
		}
	}
}

func TestCleanFeedsShowEveryRow(t *testing.T) {
	elements, attributes := map[string]bool{}, map[string]bool{}
	for name, text := range cleanFeeds(t) {
		if got := errorsOf(text); got != nil {
			t.Errorf("%s has the errors %q", name, got)
		}
		for _, n := range everyElement(markup.XML([]byte(text)).Root) {
			elements[n.Space+" "+parent(n)+"/"+n.Name] = true
			for _, a := range n.Attrs {
				space := a.Space
				if space == "" {
					space = n.Space
				}
				attributes[space+" "+n.Name+" "+a.Name], attributes[space+"  "+a.Name] = true, true
			}
		}
	}
	for _, v := range slices.Concat(vocabularies, modules) {
		for _, e := range v.elements {
			if !slices.ContainsFunc(strings.Fields(e.in), func(in string) bool { return elements[v.space+" "+in+"/"+e.name] }) {
				t.Errorf("no clean feed has %s %s in %s", v.name, e.name, e.in)
			}
		}
		for _, a := range v.attributes {
			elements := strings.Fields(a.on)
			if a.on == "" {
				elements = []string{""}
			}
			for _, on := range elements {
				if a.name != others && !attributes[v.space+" "+on+" "+a.name] && !obsolete[v.name+" "+on+" "+a.name] {
					t.Errorf("no clean feed has the attribute %s of %s %s", a.name, v.name, on)
				}
			}
		}
	}
}

// obsolete are attributes whose rows forbid them.
var obsolete = map[string]bool{"thr link when": true}

// cleanFeeds are the feeds of testdata/clean by file name.
func cleanFeeds(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("testdata/clean/*")
	if err != nil || names == nil {
		t.Fatalf("testdata/clean has %d files: %v", len(names), err)
	}
	feeds := map[string]string{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		feeds[filepath.Base(name)] = string(data)
	}
	return feeds
}

// errorsOf are the errors in a text: code, path, line and column of each.
func errorsOf(text string) []string {
	var all []string
	for _, f := range File(feed.File{Data: []byte(text)}, Options{}) {
		if f.Level == feed.Error {
			all = append(all, fmt.Sprintf("%s %s %d:%d", f.Code, f.Path, f.Pos.Line, f.Pos.Column))
		}
	}
	slices.Sort(all)
	return all
}

func everyElement(n *markup.Node) []*markup.Node {
	all := []*markup.Node{n}
	for _, c := range n.Children {
		all = append(all, everyElement(c)...)
	}
	return all
}

// A mutation is a clean feed with one thing changed.
type mutation struct {
	deed string
	node *markup.Node // in the clean feed
	attr *markup.Attr // nil if the element itself was changed
	text string       // after the deed
	at   int          // where the fault is, in the text after the deed
}

func (m *mutation) name() string {
	if m.attr != nil {
		return m.deed + " " + m.node.Path() + "/@" + strings.TrimPrefix(m.attr.Prefix+":"+m.attr.Name, ":")
	}
	return m.deed + " " + m.node.Path()
}

// mutations are all of a text. XHTML, RDF and what named rules alone judge are no
// table's.
func mutations(text string) []*mutation {
	doc := markup.XML([]byte(text))
	var all []*mutation
	for _, n := range everyElement(doc.Root) {
		if vocabularyOf(n) == nil || n.Parent != nil && (rowOf(n.Parent) != nil && rowOf(n.Parent).form.open || vocabularyOf(n.Parent) == nil) {
			continue
		}
		for i := range n.Attrs {
			all = append(all, mutationsOfAttribute(text, n, &n.Attrs[i])...)
		}
		if n.Parent != nil {
			all = append(all, mutationsOfElement(text, doc, n)...)
		}
	}
	return all
}

func mutationsOfElement(text string, doc *markup.Document, n *markup.Node) []*mutation {
	before, itself, behind := text[:n.At], text[n.At:n.End], text[n.End:]
	all := []*mutation{
		{deed: "remove", node: n, text: before + behind, at: n.Parent.At},
		{deed: "repeat", node: n, text: before + itself + itself + behind, at: n.End},
		{deed: "misspell", node: n, text: before + renamed(itself, n.Written()) + behind, at: n.At},
	}
	if start := doc.Inside(n, 0); n.Text != "" || n.Children != nil {
		all = append(all, &mutation{deed: "empty", node: n, text: text[:start] + "</" + n.Written() + ">" + behind, at: n.At})
	}
	if root := doc.Root; n.Parent != root {
		end := strings.LastIndex(text, "</")
		all = append(all, &mutation{deed: "move", node: n, text: before + text[n.End:end] + itself + text[end:], at: end - len(itself)})
	}
	return all
}

// renamed is an element with another name.
func renamed(element, name string) string {
	element = "<" + name + "x" + element[len("<"+name):]
	if end := strings.LastIndex(element, "</"+name); end >= 0 {
		element = element[:end] + "</" + name + "x>"
	}
	return element
}

func mutationsOfAttribute(text string, n *markup.Node, a *markup.Attr) []*mutation {
	end := a.ValueAt + strings.IndexByte(text[a.ValueAt:], text[a.ValueAt-1]) + 1
	itself := text[a.At:end]
	name := text[a.At : a.At+len(strings.TrimPrefix(a.Prefix+":"+a.Name, ":"))]
	all := []*mutation{
		{deed: "remove", node: n, attr: a, text: text[:a.At] + text[end:], at: n.At},
		{deed: "repeat", node: n, attr: a, text: text[:end] + " " + itself + text[end:], at: end + 1},
		{deed: "misspell", node: n, attr: a, text: text[:a.At] + name + "x" + text[a.At+len(name):], at: a.At},
		{deed: "empty", node: n, attr: a, text: text[:a.ValueAt] + text[end-1:], at: a.ValueAt},
	}
	if p := n.Parent; p != nil {
		if _, there := p.Attr(a.Space, a.Name); !there {
			to := p.At + len("<"+p.Written())
			all = append(all, &mutation{deed: "move", node: n, attr: a, text: text[:to] + " " + itself + text[to:a.At] + text[end:], at: to + 1})
		}
	}
	return all
}

// forbidden are the errors that the rows of the tables give.
func (m *mutation) forbidden() []string {
	if m.attr != nil {
		return m.forbiddenAttribute()
	}
	n, v := m.node, vocabularyOf(m.node)
	row := rowOf(n)
	var all []string
	lost := func() {
		if row != nil && row.needed() && v == vocabularyOf(n.Parent) && alone(n) {
			all = append(all, m.fault(v.name+"-"+n.Name+"-missing", n.Parent.At))
		}
	}
	switch m.deed {
	case "remove":
		lost()
	case "repeat":
		if row != nil && row.alone() {
			all = append(all, m.fault(v.name+"-"+n.Name+"-repeated", m.at))
		}
	case "misspell":
		lost()
		if v.closed() {
			all = append(all, m.fault(v.name+"-element-unknown", m.at))
		}
	case "empty":
		for i := range v.elements {
			if e := &v.elements[i]; e.needed() && has(e.in, n.Name) {
				all = append(all, m.fault(v.name+"-"+e.name+"-missing", m.at))
			}
		}
		if row != nil && row.form.check != nil && row.form.check("") != nil && row.form.weight() == feed.Error {
			all = append(all, m.fault(v.name+"-"+n.Name+"-invalid", m.at))
		}
	case "move":
		lost()
		root := m.root()
		switch there := v.row(n.Name, root.Name); {
		case there != nil && there.alone() && root.Child(n.Space, n.Name) != nil:
			all = append(all, m.fault(v.name+"-"+n.Name+"-repeated", m.at))
		case there == nil && v.closed() && (v == vocabularyOf(root) || !v.anywhere):
			all = append(all, m.fault(v.name+"-element-unknown", m.at))
		}
	}
	return all
}

func (m *mutation) forbiddenAttribute() []string {
	n, a := m.node, m.attr
	v := vocabularyOf(n)
	if a.Space != "" {
		v = bySpace()[a.Space]
	}
	var row *attribute
	if v != nil {
		row = v.attribute(n.Name, a.Name)
	}
	var all []string
	lost := func(at int) {
		if row != nil && row.must {
			all = append(all, m.fault(row.code(v, n.Name)+"-missing", at))
		}
	}
	unknown := func(v *vocabulary, on string) {
		if v != nil && v.closed() && len(v.attributes) > 0 && v.attribute(on, others) == nil {
			all = append(all, m.fault(v.name+"-attribute-unknown", m.at))
		}
	}
	switch m.deed {
	case "remove":
		lost(m.at)
	case "repeat":
		line, column := m.after().Place(m.at)
		all = append(all, fmt.Sprintf("xml-attribute-repeated  %d:%d", line, column))
	case "misspell":
		lost(n.At)
		unknown(v, n.Name)
	case "empty":
		if row != nil && row.form.check != nil && row.form.check("") != nil && row.form.weight() == feed.Error {
			all = append(all, m.fault(row.code(v, n.Name)+"-invalid", m.at))
		}
	case "move":
		lost(n.At + a.ValueAt - a.At + len(a.Value) + 2)
		if of := vocabularyOf(n.Parent); a.Space != "" && v != nil && v.attribute(parent(n), a.Name) == nil {
			unknown(v, parent(n))
		} else if a.Space == "" && of.attribute(parent(n), a.Name) == nil {
			unknown(of, parent(n))
		}
	}
	return all
}

// rowOf is the row of an element, also where its parent holds what one of another
// vocabulary does.
func rowOf(n *markup.Node) *element {
	v := vocabularyOf(n)
	if v == nil || n.Parent == nil {
		return nil
	}
	row := v.row(n.Name, parent(n))
	if like := vocabularyOf(n.Parent).like[parent(n)]; row == nil {
		row = v.row(n.Name, like.name)
	}
	return row
}

// closed reports whether what has no row is an error.
func (v *vocabulary) closed() bool { return !v.open && !v.grows }

// fault is an error at a place in the text after the deed.
func (m *mutation) fault(code string, at int) string {
	doc := m.after()
	line, column := doc.Place(at)
	return fmt.Sprintf("%s %s %d:%d", code, innermost(doc.Root, at).Path(), line, column)
}

func (m *mutation) after() *markup.Document { return markup.XML([]byte(m.text)) }

func (m *mutation) root() *markup.Node {
	root := m.node
	for root.Parent != nil {
		root = root.Parent
	}
	return root
}

// innermost is the element that stands around an offset.
func innermost(n *markup.Node, at int) *markup.Node {
	for _, c := range n.Children {
		if c.At <= at && at < c.End {
			return innermost(c, at)
		}
	}
	return n
}

// alone reports whether no sibling has the name.
func alone(n *markup.Node) bool {
	for _, c := range n.Parent.Children {
		if c != n && c.Name == n.Name && c.Space == n.Space {
			return false
		}
	}
	return true
}

func vocabularyOf(n *markup.Node) *vocabulary {
	if v := bySpace()[n.Space]; n.Space != "" && v != nil {
		return v
	}
	of := n
	for n.Space == "" && of.Parent != nil {
		of = of.Parent
	}
	for _, f := range formats {
		if f.vocabulary.space == n.Space && (n.Space != "" || f.root == of.Name) || of == n && n.Parent == nil && f.root == n.Name && f.space == n.Space {
			return f.vocabulary
		}
	}
	return nil
}
