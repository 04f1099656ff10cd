// Package markup reads XML and JSON as trees whose nodes know where they stand, and
// HTML as tags and text.
//
// It is made for a judge: it finds every way in which a text is not well-formed,
// says where, and goes on where that makes sense. Offsets count bytes of
// [Document.Data]; [Document.Place] turns one into line and column when a person
// wants to read it. XML follows XML 1.0 (fifth edition) and Namespaces in XML 1.0,
// JSON follows RFC 8259. [HTML] splits a string of HTML as the standard's tokenizer
// does, and [Document.Inside] tells where in the document a byte of a string stands. Nothing is ever fetched, no entity is ever expanded but
// the five of XML itself, and the inside of a DOCTYPE is passed over unread.
package markup

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// A Kind says what a node is.
type Kind byte

// The kinds of nodes: elements are of XML, all others of JSON.
const (
	Element Kind = iota
	Object
	Array
	String
	Number
	Bool
	Null
)

// A Document is a text with its tree and with all that is wrong about its form.
type Document struct {
	Data         []byte        // the text in UTF-8, without a byte order mark
	BOM          bool          // whether a byte order mark stood before the text
	Root         *Node         // nil if nothing could be read
	Declared     string        // encoding of the XML declaration, as written; empty if none
	Declaration  int           // offset of <?xml; -1 if there is none
	Doctype      int           // offset of <!DOCTYPE; -1 if there is none
	Instructions []Instruction // the processing instructions outside of the root
	Faults       []Fault       // why it is not well-formed, by place, at most 100; empty if it is
	lines        []int         // offsets of the lines; nil until they are asked for
	inside       cursor        // where Inside was last
}

// Place gives the line and the column of an offset, both from 1, the column in
// bytes. Documents are not to be asked by several goroutines at once.
func (d *Document) Place(at int) (line, column int) {
	if d.lines == nil {
		d.lines = []int{0}
		for i, c := range d.Data {
			if c == '\n' {
				d.lines = append(d.lines, i+1)
			}
		}
	}
	at = min(max(at, 0), len(d.Data))
	line = sort.SearchInts(d.lines, at+1)
	return line, at - d.lines[line-1] + 1
}

// An Instruction is a processing instruction of XML, such as <?xml-stylesheet href="news.xsl"?>.
type Instruction struct {
	Target string
	Text   string // what follows the target, without the blanks between
	At     int    // offset of <?
}

// A Fault is one reason why a text is not well-formed.
type Fault struct {
	At   int
	Code string // stable, such as xml-entity
	Text string // one clause: what is there, and what would be right
}

// A Node is an element of XML, or a value of JSON.
type Node struct {
	Kind     Kind
	Space    string  // namespace name of an element; empty for none
	Prefix   string  // prefix of an element, as written
	Name     string  // local name of an element; key of a member; empty for items and the root of JSON
	Attrs    []Attr  // attributes, those that declare namespaces aside
	Declares []Attr  // xmlns and xmlns:prefix
	Children []*Node // elements; members or items
	Text     string  // XML: the text directly within, decoded and joined; JSON: a string's value, or the literal as written
	TextAt   int     // offset of the first non-blank character directly within; At where there is none
	Parent   *Node   // nil for the root
	At, End  int     // from < to behind the end tag; from the first to behind the last byte of a value
	KeyAt    int     // offset of a member's key; 0 for other nodes

	place string // what tells it from its siblings: [2]; filled by number
	told  bool   // its children have their places
}

// An Attr is an attribute of an element.
type Attr struct {
	Space   string // namespace name; empty for none
	Prefix  string // as written
	Name    string // local name
	Value   string // decoded and normalised (XML 1.0 §3.3.3)
	At      int    // offset of the name
	ValueAt int    // offset of the value, behind its quote
}

// Attr gives the value of an attribute, and whether there is one.
func (n *Node) Attr(space, name string) (value string, found bool) {
	for i := range n.Attrs {
		if a := &n.Attrs[i]; a.Name == name && a.Space == space {
			return a.Value, true
		}
	}
	return "", false
}

// Child gives the first child of that name; nil if there is none.
func (n *Node) Child(space, name string) *Node {
	for _, child := range n.Children {
		if child.Name == name && child.Space == space {
			return child
		}
	}
	return nil
}

// Each gives the children of that name, in order.
func (n *Node) Each(space, name string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for _, child := range n.Children {
			if child.Name == name && child.Space == space && !yield(child) {
				return
			}
		}
	}
}

// Path tells the way from the root in the notation of XPath, /feed/entry[2]/id, or
// of JSONPath, $.items[2].id. Elements count from 1 and are counted only where
// siblings share their name; items count from 0.
//
// Nodes of one document are not to be asked by several goroutines at once.
func (n *Node) Path() string {
	var steps []string
	for ; n != nil; n = n.Parent {
		steps = append(steps, n.step())
	}
	slices.Reverse(steps)
	return strings.Join(steps, "")
}

func (n *Node) step() string {
	switch {
	case n.Kind == Element:
		return "/" + n.Written() + n.nth()
	case n.Parent == nil:
		return "$"
	case n.Parent.Kind == Array:
		return n.nth()
	case plainKey(n.Name):
		return "." + n.Name
	}
	return "[" + strconv.Quote(n.Name) + "]"
}

func plainKey(key string) bool {
	for i := range len(key) {
		if !isName[key[i]] || key[i] == ':' || key[i] == '-' || key[i] == '.' {
			return false
		}
	}
	return key != "" && (key[0] < '0' || key[0] > '9')
}

// Written is the name of an element with its prefix, as it was written.
func (n *Node) Written() string {
	if n.Prefix == "" {
		return n.Name
	}
	return n.Prefix + ":" + n.Name
}

// nth is [i] for the i-th item, or the i-th of several siblings of one name.
func (n *Node) nth() string {
	if n.Parent == nil {
		return ""
	}
	if !n.Parent.told {
		n.Parent.number()
	}
	return n.place
}

// number gives the children their places, all at once: many may be asked for.
func (n *Node) number() {
	n.told = true
	if n.Kind == Array {
		for i, c := range n.Children {
			c.place = fmt.Sprintf("[%d]", i)
		}
		return
	}
	all := map[string]int{}
	for _, c := range n.Children {
		all[c.Written()]++
	}
	seen := map[string]int{}
	for _, c := range n.Children {
		if name := c.Written(); all[name] > 1 {
			seen[name]++
			c.place = fmt.Sprintf("[%d]", seen[name])
		}
	}
}

// maxFaults bounds the list: who has mended a hundred can ask again.
const maxFaults = 100

// sortFaults puts the faults in the order of the text.
func (d *Document) sortFaults() {
	slices.SortStableFunc(d.Faults, func(a, b Fault) int { return cmp.Compare(a.At, b.At) })
	d.Faults = d.Faults[:min(len(d.Faults), maxFaults)]
}
