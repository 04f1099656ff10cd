package index

import (
	"slices"
	"sort"
	"strings"
)

// Next gives the index of the files: with the entries of those that are as they were, and
// with places for the others, which changed. Gone says how many files are there no more.
func (c *Comparison) Next() (next *Index, changed []int, gone int) {
	gone = c.old.count - c.changed
	for _, same := range c.same {
		if same {
			gone--
		}
	}
	next = &Index{maker: c.old.maker, folder: c.old.folder, before: c.old, most: c.old.most, file: c.old.file}
	c.old.file = nil // it is that of next from now on
	m := merging{next: next, same: c.same, others: inOrder(c.others)}
	c.others = nil
	for n, p := range c.old.parts {
		others, stays := len(m.others), true
		if n+1 < len(c.old.parts) {
			after := c.old.parts[n+1]
			others = sort.Search(len(m.others), func(i int) bool { return headOf(m.others[i]).path >= after.path() })
			stays = c.same[after.first]
		}
		if stays && others == 0 && !slices.Contains(c.same[p.first:p.first+p.count], false) {
			m.keep(p)
		} else {
			m.merge(p, others)
		}
	}
	m.take(len(m.others))
	m.end()
	if len(m.changed)+gone == 0 {
		next.digest = c.old.digest
	}
	return next, m.changed, gone
}

// inOrder are the heads of all folders in the order of their paths. Most folders follow
// each other, so that little is left to be sorted.
func inOrder(folders []string) []string {
	byPath := func(a, b string) int { return strings.Compare(headOf(a).path, headOf(b).path) }
	slices.SortFunc(folders, byPath) // by the first of each
	var all []string
	for _, folder := range folders {
		for d := (decoder{folder}); d.rest != ""; {
			all = append(all, d.head().whole)
		}
	}
	if !slices.IsSortedFunc(all, byPath) {
		slices.SortFunc(all, byPath)
	}
	return all
}

// A merging puts the parts of the next index together.
type merging struct {
	next    *Index
	same    []bool
	others  []string // heads of files to be read that are ahead, in the order of their paths
	changed []int    // places of those that were taken
	part    *part    // the last, to which files are added; nil if none are
	heads   []byte   // of that
}

// keep takes over a part in which nothing changed.
func (m *merging) keep(p *part) {
	m.end()
	m.next.parts = append(m.next.parts, &part{
		first: m.next.count, count: p.count, heads: p.heads, faulty: p.faulty,
		size: p.size, sum: p.sum, cards: p.cards, file: p.file, at: p.at,
	})
	m.next.count += p.count
}

// merge takes over what is the same in a part, and so many of the others. What is the same
// and torn is to be read too.
func (m *merging) merge(p *part, others int) {
	cards, whole := p.text()
	all := decoder{cards}
	for place, h := range p.entries() {
		before := 0
		for before < others && headOf(m.others[before]).path < h.path {
			before++
		}
		m.take(before)
		others -= before
		entry := ""
		if whole {
			entry = textOf(appendText([]byte(h.whole), all.text()))
		}
		switch {
		case !m.same[place]:
		case whole:
			m.add(h)
			m.part.open[m.part.count-1] = entry
			m.part.there++
		default:
			m.read(h)
		}
	}
	m.take(others)
}

// take adds so many of the others.
func (m *merging) take(n int) {
	for _, other := range m.others[:n] {
		m.read(headOf(other))
	}
	m.others = m.others[n:]
}

// read adds a place for a file that is to be read.
func (m *merging) read(h head) {
	m.changed = append(m.changed, m.next.count)
	m.add(h)
}

// add adds a place for a file.
func (m *merging) add(h head) {
	if m.part == nil || begins(h.path) {
		m.end()
		m.part = &part{first: m.next.count}
		m.next.parts = append(m.next.parts, m.part)
	}
	m.heads = append(m.heads, h.whole...)
	m.part.open = append(m.part.open, "")
	m.part.count++
	m.next.count++
}

// end ends the last part. If all its entries are there, nobody puts one any more.
func (m *merging) end() {
	if m.part == nil {
		return
	}
	m.part.heads, m.heads = string(m.heads), m.heads[:0]
	if m.part.there == m.part.count {
		m.next.close(m.part)
	}
	m.part = nil
}
