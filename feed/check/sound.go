package check

import (
	"hash/maphash"
	"sync"
)

// A Sound remembers HTML in which nothing was found, so that what stands in several files
// is read through once. The zero value remembers nothing yet. Several files may be judged
// with it at once.
type Sound struct {
	known sync.Map // soundness
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
