package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
)

// A document is a file that is held in memory, in each coding that makes it smaller.
type document struct {
	state
	sum    [sha256.Size]byte
	bodies [codings][]byte
}

// mostHeld is how large a file may be that is held in memory, in bytes; no reader takes a
// larger feed.
const mostHeld = 32 << 20

// etag is the entity tag in a coding: another one for each, since the bytes are others
// (RFC 9110 §8.8.3.3).
func (d *document) etag(coding int) string {
	tag := hex.EncodeToString(d.sum[:16])
	if coding != identity {
		tag += "-" + codingNames[coding]
	}
	return `"` + tag + `"`
}

// weight is how many bytes it takes.
func (d *document) weight() int64 {
	n := 0
	for _, body := range d.bodies {
		n += len(body)
	}
	return int64(n)
}

// hold reads the files that are held in memory. What an older set has of them is not
// made again.
func hold(root *os.Root, listed map[string]state, old *Set) (map[string]*document, error) {
	held := map[string]*document{}
	var lock sync.Mutex
	var work sync.WaitGroup
	var faults []error
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	for name, at := range listed {
		if kind, _ := typeOf(name); kind == "other" || at.size > mostHeld {
			continue
		}
		var before *document
		if old != nil {
			before = old.held[name]
		}
		if before != nil && before.state == at {
			lock.Lock()
			held[name] = before
			lock.Unlock()
			continue
		}
		places <- struct{}{}
		work.Go(func() {
			defer func() { <-places }()
			d, err := read(root, name, at, before)
			lock.Lock()
			defer lock.Unlock()
			held[name] = d
			if err != nil {
				faults = append(faults, fmt.Errorf("read %s: %w", name, err))
			}
		})
	}
	work.Wait()
	return held, errors.Join(faults...)
}

// read reads a file and packs it, unless it says what it said before.
func read(root *os.Root, name string, at state, before *document) (*document, error) {
	data, err := root.ReadFile(name)
	if err != nil {
		return nil, err
	}
	d := &document{state: at, sum: sha256.Sum256(data)}
	if before != nil && before.sum == d.sum {
		d.bodies = before.bodies
		return d, nil
	}
	d.bodies, err = pack(data)
	return d, err
}
