// Package index keeps what is known of records without reading them again: of each
// file its path and state, and of each article on it a card with all that selects
// and recognises it. A run reads only the files whose state is another, and then only
// the articles that its feeds show.
//
//	old, err := index.Load("ledger.db.index", maker)
//	c := old.Compare()
//	c.Folder(files) // for each folder
//	next, changed, gone := c.Next()
//	next.Put(place, entry) // for each that changed
//	torn := next.Torn(2)   // before cards are asked for: what is to be read and put too
//	err = next.Save("ledger.db.index", begun)
//
// An index can always be made anew: one that is lost, cut off, or of another maker is
// empty. States are held in memory, and cards as far as they are few.
package index

import (
	"encoding/json"
	"errors"
	"iter"
	"os"
	"sort"
	"sync"
	"time"
)

// A File is a file of records as its folder lists it.
type File struct {
	Path string // slash-separated, below the folder of records
	State
}

// A State tells whether a file is as it was.
type State struct {
	Size            int64 // bytes
	Changed, Edited int64 // ctime and mtime, in nanoseconds since 1970
	Inode           uint64
}

// slack is how far the clock of a file system may be from that of another, and how
// coarse it may be. A file that changed no longer than that before it was read may
// have changed once more since without a trace.
const slack = 2 * time.Second

// mostHeld is how many bytes of cards are held in memory; others wait in a file.
const mostHeld = 32 << 20

// An Index has an entry for each file, in the order of their paths.
type Index struct {
	maker  string
	folder string // of its file
	begun  int64  // before the files were read, by the clock of their file system, in nanoseconds
	parts  []*part
	count  int    // of the files
	digest string // of the parts; empty if it is not known
	before *Index // as it was; nil if it was not before

	lock  sync.Mutex // of the rest
	most  int        // bytes of cards that are held in memory
	held  int        // of them are
	file  *os.File   // from which the index was loaded; nil if from none
	spool *os.File   // of cards for which there was no room; nil if there are none
	spent int64      // bytes of it
	torn  bool       // cards could not be read that were whole before
}

// Len is the number of files.
func (x *Index) Len() int { return x.count }

// part is the number of that with the file of a place; -1 if there is none.
func (x *Index) part(place int) int {
	return sort.Search(len(x.parts), func(n int) bool { return x.parts[n].first > place }) - 1
}

// File is that of a place, as it was listed.
func (x *Index) File(place int) File {
	h := x.parts[x.part(place)].head(place)
	return File{h.path, h.state()}
}

// Cards are those from one file to another, in the order of their paths, with the
// places of their files. A card is there until the next one comes, with its tags and
// authors; its texts stay, with some hundred other cards that lie around them.
func (x *Index) Cards(from, to int) iter.Seq2[int, *Card] {
	return func(yield func(int, *Card) bool) {
		var c Card // with room for tags and authors, which the next one uses again
		for n := max(0, x.part(from)); n < len(x.parts) && x.parts[n].first < to; n++ {
			p := x.parts[n]
			cards, whole := p.text()
			if !whole {
				x.lock.Lock()
				x.torn = true
				x.lock.Unlock()
				return
			}
			all := decoder{cards}
			for place, h := range p.entries() {
				d := decoder{all.text()}
				if place >= to {
					return
				}
				for place >= from && d.rest != "" {
					d.card(&c, h.path)
					if !yield(place, &c) {
						return
					}
				}
			}
		}
	}
}

// Err says that cards were missing in what Cards gave: since Torn found all of them whole,
// somebody wrote on their file, or the disk fails.
func (x *Index) Err() error {
	x.lock.Lock()
	defer x.lock.Unlock()
	if x.torn {
		return errors.New("read the index: it was written on meanwhile; run again")
	}
	return nil
}

// Before has the cards of a file that changed, as it was, by the hashes of their lines.
func (x *Index) Before(place int) Cards {
	known := Cards{at: map[Hash]int{}, path: x.File(place).Path}
	was := (&search{index: x.before}).find(known.path)
	if was < 0 {
		return known
	}
	p := x.before.parts[x.before.part(was)]
	cards, whole := p.text()
	if !whole {
		return known
	}
	all := decoder{cards}
	for range was - p.first + 1 {
		known.text = all.text()
	}
	for d := (decoder{known.text}); d.rest != ""; {
		at := len(known.text) - len(d.rest)
		var c Card
		if d.card(&c, known.path); c.Sum != (Hash{}) {
			known.at[c.Sum] = at
		}
	}
	return known
}

// Cards are some of one file.
type Cards struct {
	path, text string
	at         map[Hash]int // where they begin in text
}

// Get gives the card of the line with that hash, if there is one.
func (cards Cards) Get(sum Hash) (c Card, there bool) {
	at, there := cards.at[sum]
	if there {
		d := decoder{cards.text[at:]}
		d.card(&c, cards.path)
	}
	return c, there
}

// Faults are those of all files.
func (x *Index) Faults() Faults {
	var all Faults
	for _, p := range x.parts {
		if !p.faulty {
			continue
		}
		for _, h := range p.entries() {
			if f := h.faults(); f != "" {
				var one Faults
				json.Unmarshal([]byte(f), &one) // as encode wrote it
				all.Findings = append(all.Findings, one.Findings...)
				all.Unread = append(all.Unread, one.Unread...)
				all.Pages = append(all.Pages, one.Pages...)
			}
		}
	}
	return all
}

// Put puts an entry in its place. Several may be put at once, each in another place.
func (x *Index) Put(place int, e Entry) {
	p, entry := x.parts[x.part(place)], e.encode()
	x.lock.Lock()
	if p.open == nil {
		p.open = make([]string, p.count)
	}
	p.open[place-p.first] = entry
	p.there++
	whole := p.there == p.count
	x.lock.Unlock()
	if whole {
		x.close(p)
	}
}

// Close lets go of the files in which cards lie.
func (x *Index) Close() error {
	var err error
	for _, file := range []*os.File{x.file, x.spool} {
		if file != nil {
			err = errors.Join(err, file.Close())
		}
	}
	x.file, x.spool = nil, nil
	return err
}
