package check

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"dateline/feed"
	"dateline/feed/markup"
)

// A vocabulary is the elements and attributes of one format, and what its
// specification says of them.
//
// Names of elements in its rows are names alone: "channel item entry" are parents in
// RSS as well as in Atom. Where a rule looks at elements of another vocabulary, it
// names that vocabulary too, as in "rss:item atom:entry"; the engine then asks the
// rule at each of those elements, in every document of the vocabulary, whether it
// declares the rule's own namespace or not.
type vocabulary struct {
	name  string // what its codes begin with
	space string // namespace name; empty for none
	spec  string // what the sections of its rows are of

	// How strictly the rows are meant. The zero values are those of a vocabulary
	// that is closed: all that has no row is an error.
	blanks   bool // blanks around a value are no fault
	anywhere bool // what has a row may also stand where no row puts it
	open     bool // what has no row is no fault
	grows    bool // what has no row is but a warning, for it may be newer than the rows

	like       map[string]likeness // by the name of an element here
	elements   []element
	attributes []attribute
	rules      []rule

	once  sync.Once
	index index
}

// A likeness names the element of another vocabulary whose children and rules an
// element has besides its own.
type likeness struct {
	vocabulary *vocabulary
	name       string
}

// An index finds the rows of a vocabulary by the names of elements.
type index struct {
	elements   map[[2]string]*element   // by name and parent
	attributes map[[2]string]*attribute // by name and element; that of all elements by name and nothing
	names      map[string]bool          // of all elements
	children   map[string][]*element    // those of a parent
	needed     map[string][]*attribute  // those that an element must have
	rules      map[string][]*rule       // those about an element
}

// rows gives the index.
func (v *vocabulary) rows() *index {
	v.once.Do(func() {
		v.index = index{map[[2]string]*element{}, map[[2]string]*attribute{}, map[string]bool{}, map[string][]*element{}, map[string][]*attribute{}, map[string][]*rule{}}
		for i := range v.elements {
			e := &v.elements[i]
			v.index.names[e.name] = true
			for in := range strings.FieldsSeq(e.in) {
				v.index.elements[[2]string{e.name, in}] = e
				v.index.children[in] = append(v.index.children[in], e)
			}
		}
		for i := range v.attributes {
			a := &v.attributes[i]
			if a.on == "" {
				v.index.attributes[[2]string{a.name, ""}] = a
			}
			for on := range strings.FieldsSeq(a.on) {
				v.index.attributes[[2]string{a.name, on}] = a
				if a.must {
					v.index.needed[on] = append(v.index.needed[on], a)
				}
			}
		}
		for i := range v.rules {
			for on := range strings.FieldsSeq(v.rules[i].on) {
				v.index.rules[on] = append(v.index.rules[on], &v.rules[i])
			}
		}
	})
	return &v.index
}

// How often an element may stand in its parent.
const (
	once  = "once"  // exactly
	maybe = "maybe" // at most once
	some  = "some"  // at least once
	many  = "many"
)

// An element is a row: where it stands, how often, and what it holds.
type element struct {
	name    string
	in      string // names of its parents
	times   string // once, maybe, some or many
	form    form   // of its text; nothing where it holds elements
	section string
}

// An attribute is a row: whose it is, whether it must be there, and what its value
// looks like.
type attribute struct {
	name    string // others, for all that have no row of their own
	on      string // names of its elements; empty for all
	must    bool
	form    form
	section string
}

// others is the name in the row of the attributes that have no row.
const others = "*"

// A rule is what no single row can tell.
type rule struct {
	Rule
	on    string                             // names of the elements that it looks at; rss:item is one of another vocabulary
	judge func(*judge, string, *markup.Node) // is given the rule's own code, and such an element
}

// codes are the rules of all that the rows of v, and its rules, can find.
func (v *vocabulary) codes() []Rule {
	var all []Rule
	unknown := feed.Error
	if v.grows {
		unknown = feed.Warning
	}
	if !v.open {
		all = append(all, Rule{v.name + "-element-unknown", unknown, v.spec, "UndefinedElement"})
	}
	if v.nests() && !v.open {
		all = append(all, Rule{v.name + "-text-unexpected", feed.Error, v.spec, "UnexpectedText"})
	}
	if len(v.attributes) > 0 && !v.open {
		all = append(all, Rule{v.name + "-attribute-unknown", unknown, v.spec, "UnexpectedAttribute"})
	}
	for _, e := range v.elements {
		all = append(all, e.codes(v)...)
	}
	for _, a := range v.attributes {
		all = append(all, a.codes(v)...)
	}
	for _, r := range v.rules {
		all = append(all, r.Rule)
	}
	return all
}

// codes are the rules of all that the row can find.
func (e *element) codes(v *vocabulary) []Rule {
	var all []Rule
	base, ref := v.name+"-"+e.name, v.spec+" "+e.section
	if e.needed() {
		all = append(all, Rule{base + "-missing", feed.Error, ref, missing(v.name, e.name)})
	}
	if e.alone() {
		all = append(all, Rule{base + "-repeated", feed.Error, ref, "DuplicateElement"})
	}
	if e.form.check != nil {
		all = append(all, Rule{base + "-invalid", e.form.weight(), ref, e.form.w3c})
	}
	return all
}

// codes are the rules of all that the row can find.
func (a *attribute) codes(v *vocabulary) []Rule {
	elements := strings.Fields(a.on)
	if a.on == "" {
		elements = []string{""}
	}
	var all []Rule
	ref := v.spec + " " + a.section
	for _, on := range elements {
		base := a.code(v, on)
		if a.must {
			all = append(all, Rule{base + "-missing", feed.Error, ref, missingAttribute(base)})
		}
		if a.form.check != nil {
			all = append(all, Rule{base + "-invalid", a.form.weight(), ref, a.form.attribute()})
		}
	}
	return all
}

// needed reports whether its parent must have the element.
func (e *element) needed() bool { return e.times == once || e.times == some }

// alone reports whether its parent may have it once.
func (e *element) alone() bool { return e.times == once || e.times == maybe }

// missing is the W3C validator's name for a missing element: three of RSS have
// their own.
func missing(vocabulary, name string) string {
	own := map[string]string{"title": "MissingTitle", "link": "MissingLink", "description": "MissingDescription"}
	if w3c, has := own[name]; has && vocabulary == "rss" {
		return w3c
	}
	return "MissingElement"
}

// missingAttribute is the W3C validator's name for one that is missing.
func missingAttribute(code string) string {
	if code == "atom-link-href" {
		return "MissingHref"
	}
	return "MissingAttribute"
}

// code is what the codes of an attribute begin with.
func (a *attribute) code(v *vocabulary, element string) string {
	if a.on == "" {
		return v.name + "-" + a.name
	}
	return v.name + "-" + element + "-" + a.name
}

// row is the row of an element in its parent; nil if there is none.
func (v *vocabulary) row(name, parent string) *element {
	return v.rows().elements[[2]string{name, parent}]
}

// holds reports whether elements can stand in one of the name.
func (v *vocabulary) holds(name string) bool { return len(v.rows().children[name]) > 0 }

// nests reports whether elements of the vocabulary stand in others of it.
func (v *vocabulary) nests() bool {
	return slices.ContainsFunc(v.elements, func(e element) bool { return v.holds(e.name) })
}

// knows reports whether there is a row for the name, wherever it stands.
func (v *vocabulary) knows(name string) bool { return v.rows().names[name] }

// parents are the names of the elements that one of the name can stand in.
func (v *vocabulary) parents(name string) []string {
	var names []string
	for _, e := range v.elements {
		if e.name == name {
			names = append(names, strings.Fields(e.in)...)
		}
	}
	return names
}

// children are the names of the elements that can stand in parent.
func (v *vocabulary) children(parent string) []string {
	var names []string
	for _, e := range v.rows().children[parent] {
		names = append(names, e.name)
	}
	return names
}

// attribute is the row of an attribute; nil if the element has no such attribute.
func (v *vocabulary) attribute(element, name string) *attribute {
	rows := v.rows().attributes
	return cmp.Or(rows[[2]string{name, element}], rows[[2]string{name, ""}], rows[[2]string{others, element}])
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
