package markup

import (
	"fmt"
	"strings"
)

// A tree is what both scanners build on: the text, a place in it, and the nodes
// that are open there. What is inside of an open node lies on stacks, above what
// is inside of its parent, until the node is closed: so neither recursion nor a
// list that grows is needed for a node.
type tree struct {
	doc    *Document
	src    string // the text of doc
	at     int    // everything before is read
	open   []frame
	kids   []*Node
	pieces []string
	faults int // how many were found, counted or not
	count  int // how many nodes there are
	nodes  slab[Node]
	lists  slab[*Node]
	texts  texts
}

// A frame is an open node, and how high the stacks were when it was opened.
type frame struct {
	node                   *Node
	kids, pieces, shadowed int
}

func newTree(doc *Document) tree {
	return tree{doc: doc, src: string(doc.Data)}
}

// fault adds a fault whose text is made by [fmt.Sprintf], and is UTF-8 even where
// the document is not.
func (t *tree) fault(at int, code, format string, args ...any) {
	if t.faults++; t.faults <= maxFaults {
		t.doc.Faults = append(t.doc.Faults, Fault{At: at, Code: code, Text: strings.ToValidUTF8(fmt.Sprintf(format, args...), "\uFFFD")})
	}
}

// add makes a node the last child of the open one, or the root where there is none.
func (t *tree) add(kind Kind) *Node {
	t.count++
	n := &t.nodes.take(1)[0]
	n.Kind, n.At, n.TextAt = kind, t.at, t.at
	if len(t.open) > 0 {
		n.Parent = t.open[len(t.open)-1].node
		t.kids = append(t.kids, n)
	} else if t.doc.Root == nil {
		t.doc.Root = n
	}
	return n
}

// maxNodes is how many nodes a document has at the most, since each takes more
// memory than the least text for one. A feed of 100,000 articles has a million.
const maxNodes = 2_000_000

// full reports whether there are as many nodes as there can be, and says so.
func (t *tree) full(code, what string) bool {
	if t.count < maxNodes {
		return false
	}
	t.fault(t.at, code, "there are more than %d %s; fewer would be right", maxNodes, what)
	return true
}

// enter opens a node.
func (t *tree) enter(n *Node) {
	t.open = append(t.open, frame{node: n, kids: len(t.kids), pieces: len(t.pieces)})
}

// leave closes the node that was opened last.
func (t *tree) leave(end int) {
	last := len(t.open) - 1
	f := t.open[last]
	t.open = t.open[:last]
	f.node.End = end
	f.node.Children = t.lists.keep(t.kids[f.kids:])
	f.node.Text = t.texts.join(t.pieces[f.pieces:])
	t.kids, t.pieces = t.kids[:f.kids], t.pieces[:f.pieces]
}

// blanks gives the place behind the blanks that begin at at; XML and JSON mean the
// same four by a blank.
func (t *tree) blanks(at int) int {
	return at + leadingBlanks(t.src[at:])
}

func leadingBlanks(s string) int {
	for i := range len(s) {
		if c := s[i]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return i
		}
	}
	return len(s)
}

// A slab gives slices out of larger ones, for a document has many small lists.
type slab[T any] struct {
	free []T
	size int
}

func (s *slab[T]) take(n int) []T {
	if n > len(s.free) {
		s.size = min(max(2*s.size, 64), 4096)
		s.free = make([]T, max(n, s.size))
	}
	taken := s.free[:n:n]
	s.free = s.free[n:]
	return taken
}

// keep gives a copy of list that lasts; nil for an empty one.
func (s *slab[T]) keep(list []T) []T {
	if len(list) == 0 {
		return nil
	}
	kept := s.take(len(list))
	copy(kept, list)
	return kept
}

// texts is where texts are written that do not stand in the document as they are.
type texts struct {
	strings.Builder
	start int
}

// begin starts a text of at most size bytes.
func (t *texts) begin(size int) {
	const page = 1 << 16
	if t.Cap()-t.Len() < size {
		t.Reset()
		t.Grow(max(size, page))
	}
	t.start = t.Len()
}

// end gives the text written since begin.
func (t *texts) end() string { return t.String()[t.start:] }

func (t *texts) join(pieces []string) string {
	switch len(pieces) {
	case 0:
		return ""
	case 1:
		return pieces[0]
	}
	size := 0
	for _, piece := range pieces {
		size += len(piece)
	}
	t.begin(size)
	for _, piece := range pieces {
		t.WriteString(piece)
	}
	return t.end()
}
