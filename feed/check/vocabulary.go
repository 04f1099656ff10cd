package check

import (
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
)

// A vocabulary is the elements and attributes of one format, and what its
// specification says of them.
type vocabulary struct {
	name       string // what its codes begin with
	space      string // namespace name; empty for none
	spec       string // what the sections of its rows are of
	blanks     bool   // blanks around a value are no fault
	open       bool   // it has more elements and attributes than rows
	anywhere   bool   // its elements may also stand where no row puts them
	elements   []element
	attributes []attribute
	rules      []rule
}

// How often an element may stand in its parent.
const (
	once  = "once"  // exactly
	maybe = "maybe" // at most once
	many  = "many"
)

// An element is a row: where it stands, how often, and what it holds.
type element struct {
	name    string
	in      string // names of its parents
	times   string // once, maybe or many
	form    form   // of its text; nothing where it holds elements
	section string
}

// An attribute is a row: whose it is, whether it must be there, and what its value
// looks like.
type attribute struct {
	name    string
	on      string // names of its elements; empty for all
	must    bool
	form    form
	section string
}

// A rule is what no single row can tell.
type rule struct {
	Rule
	on    string // names of the elements that it looks at
	judge func(*judge, string, *markup.Node)
}

// codes are all that the rows and rules of v can find.
func (v *vocabulary) codes() []Rule {
	var all []Rule
	if !v.open {
		all = append(all, Rule{v.name + "-element-unknown", feed.Error, v.spec, "UndefinedElement"})
	}
	if slices.Contains(vocabularies, v) {
		all = append(all, Rule{v.name + "-text-unexpected", feed.Error, v.spec, "UnexpectedText"})
	}
	if len(v.attributes) > 0 && !v.open {
		all = append(all, Rule{v.name + "-attribute-unknown", feed.Error, v.spec, "UnexpectedAttribute"})
	}
	for _, e := range v.elements {
		base, ref := v.name+"-"+e.name, v.spec+" "+e.section
		if e.times == once {
			all = append(all, Rule{base + "-missing", feed.Error, ref, missing(v.name, e.name)})
		}
		if e.times != many {
			all = append(all, Rule{base + "-repeated", feed.Error, ref, "DuplicateElement"})
		}
		if e.form.check != nil {
			all = append(all, Rule{base + "-invalid", e.form.weight(), ref, e.form.w3c})
		}
	}
	for _, a := range v.attributes {
		ref := v.spec + " " + a.section
		for _, base := range a.codes(v) {
			if a.must {
				all = append(all, Rule{base + "-missing", feed.Error, ref, "MissingAttribute"})
			}
			if a.form.check != nil {
				all = append(all, Rule{base + "-invalid", a.form.weight(), ref, a.form.attribute()})
			}
		}
	}
	for _, r := range v.rules {
		all = append(all, r.Rule)
	}
	return all
}

// missing is the W3C validator's name for a missing element: three of RSS have
// their own.
func missing(vocabulary, name string) string {
	own := map[string]string{"title": "MissingTitle", "link": "MissingLink", "description": "MissingDescription"}
	if w3c, has := own[name]; has && vocabulary == "rss" {
		return w3c
	}
	return "MissingElement"
}

// codes are what the codes of an attribute begin with: one for each element.
func (a attribute) codes(v *vocabulary) []string {
	if a.on == "" {
		return []string{v.name + "-" + a.name}
	}
	var codes []string
	for on := range strings.FieldsSeq(a.on) {
		codes = append(codes, v.name+"-"+on+"-"+a.name)
	}
	return codes
}

// row is the row of an element in its parent; nil if there is none.
func (v *vocabulary) row(name, parent string) *element {
	for i := range v.elements {
		if e := &v.elements[i]; e.name == name && has(e.in, parent) {
			return e
		}
	}
	return nil
}

// holds reports whether elements can stand in one of the name.
func (v *vocabulary) holds(name string) bool {
	return slices.ContainsFunc(v.elements, func(e element) bool { return has(e.in, name) })
}

// knows reports whether there is a row for the name, wherever it stands.
func (v *vocabulary) knows(name string) bool {
	return slices.ContainsFunc(v.elements, func(e element) bool { return e.name == name })
}

// names are those of the elements that can stand in parent.
func (v *vocabulary) names(parent string) []string {
	var names []string
	for _, e := range v.elements {
		if has(e.in, parent) {
			names = append(names, e.name)
		}
	}
	return names
}

// attribute is the row of an attribute, and what its codes begin with; nil if the
// element has no such attribute.
func (v *vocabulary) attribute(element, name string) (*attribute, string) {
	for i := range v.attributes {
		a := &v.attributes[i]
		switch {
		case a.name != name:
		case a.on == "":
			return a, v.name + "-" + name
		case has(a.on, element):
			return a, v.name + "-" + element + "-" + name
		}
	}
	return nil, ""
}

// has reports whether a list of words holds the word.
func has(words, word string) bool {
	for w := range strings.FieldsSeq(words) {
		if w == word {
			return true
		}
	}
	return false
}
