package check

import (
	"hash/maphash"
	"sync"
)

// A Sound remembers HTML in which nothing was found, so that what stands in several files
// is read through once. The zero value remembers nothing yet. Several files may be judged
// with it at once.
type Sound struct {
	lock  sync.Mutex
	known map[soundness]bool
}

// A soundness is that of a passage: two hashes of its text, and whether its addresses have a
// base.
type soundness struct {
	text, again uint64
	based       bool
}

// Two hashes are taken of a text, so that chance does not take one text for another.
var textSeed, againSeed = maphash.MakeSeed(), maphash.MakeSeed()

func soundnessOf(p *passage) soundness {
	return soundness{maphash.String(textSeed, p.text), maphash.String(againSeed, p.text), based(p.node)}
}

// has reports whether it is known that nothing is to be found in a passage.
func (s *Sound) has(is soundness) bool {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.known[is]
}

// add notes that nothing was found in a passage.
func (s *Sound) add(is soundness) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.known == nil {
		s.known = map[soundness]bool{}
	}
	s.known[is] = true
}
