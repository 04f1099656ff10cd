package index

import (
	"iter"
	"sort"
	"sync"
)

// A Comparison compares an index with the files as they are now.
type Comparison struct {
	old  *Index
	same []bool // by places in old: whether that file is there as it was

	lock    sync.Mutex
	changed int      // files that are there, but not as they were
	others  []string // heads of these and of new ones, of each folder, in the order of their paths
}

// Compare begins a comparison.
func (x *Index) Compare() *Comparison { return &Comparison{old: x, same: make([]bool, x.count)} }

// Folder takes the files of a folder, in the order of their paths. Several may be taken at
// once.
func (c *Comparison) Folder(files iter.Seq[File]) {
	changed := 0
	var others []byte
	known := search{index: c.old}
	for f := range files {
		place := known.find(f.Path)
		switch {
		case place >= 0 && c.old.trusts(known.found.state(), f.State):
			c.same[place] = true
			continue
		case place >= 0:
			changed++
		}
		others = Entry{File: f}.appendHead(others)
	}
	c.lock.Lock()
	defer c.lock.Unlock()
	c.changed += changed
	if len(others) > 0 {
		c.others = append(c.others, string(others))
	}
}

// trusts reports whether a file is as it was when it was read.
func (x *Index) trusts(was, is State) bool {
	return was == is && was.Changed != 0 && max(was.Changed, was.Edited) < x.begun-int64(slack)
}

// A search finds entries by paths, which come in their order.
type search struct {
	index *Index
	until string // the path with which the next part begins; empty if there is none
	ahead decoder
	place int // of the first entry that is ahead
	found head
}

// find gives the place of a path; -1 if there is none.
func (s *search) find(path string) int {
	if parts := s.index.parts; s.ahead.rest == "" || s.until != "" && s.until <= path {
		n := sort.Search(len(parts), func(n int) bool { return parts[n].path() > path })
		if n == 0 {
			return -1
		}
		s.ahead, s.place, s.until = decoder{parts[n-1].heads}, parts[n-1].first, ""
		if n < len(parts) {
			s.until = parts[n].path()
		}
	}
	for s.ahead.rest != "" {
		before := s.ahead
		if s.found = s.ahead.head(); s.found.path > path {
			s.ahead = before
			break
		}
		if s.place++; s.found.path == path {
			return s.place - 1
		}
	}
	return -1
}
