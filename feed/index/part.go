package index

import (
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"io"
	"iter"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// A part is a run of entries: what is kept, read and hashed together. Its heads are in
// memory.
type part struct {
	first  int               // place of its first file
	count  int               // of its files
	heads  string            // of its entries
	faulty bool              // a file has faults
	size   int               // bytes of its cards
	sum    [sha256.Size]byte // of its cards

	cards string   // its cards, if they are held
	file  *os.File // where they lie; nil if they are only held
	at    int64    // and where in it

	near  atomic.Uint64 // what was looked up last: how many heads are before it, and (32 bits) where it begins
	open  []string      // its entries, while some are still to come
	there int           // how many of them are there
}

// begins reports whether a part begins with a file. It is so for one file in 256, whatever
// other files there are: so each change concerns its own part alone, and the same files
// always have the same parts.
func begins(path string) bool { return crc32.ChecksumIEEE(bytesOf(path))%256 == 0 }

// path is that of its first file.
func (p *part) path() string { return headOf(p.heads).path }

// head is that of a place. Most are asked for one after another.
func (p *part) head(place int) head {
	near := p.near.Load()
	at, n := int(near>>32), int(near&math.MaxUint32)
	if p.first+at > place {
		at, n = 0, 0
	}
	d := decoder{p.heads[n:]}
	for range place - p.first - at {
		d.text()
	}
	p.near.Store(uint64(place-p.first)<<32 | uint64(len(p.heads)-len(d.rest)))
	return d.head()
}

// entries are the places and the heads of its files.
func (p *part) entries() iter.Seq2[int, head] {
	return func(yield func(int, head) bool) {
		d := decoder{p.heads}
		for place := p.first; d.rest != ""; place++ {
			if !yield(place, d.head()) {
				return
			}
		}
	}
}

// isHeld reports whether its cards are in memory.
func (p *part) isHeld() bool { return p.file == nil || p.cards != "" }

// text is that of its cards; whole is false if it is not what was written.
func (p *part) text() (text string, whole bool) {
	if p.isHeld() {
		return p.cards, true
	}
	data := make([]byte, p.size)
	if _, err := p.file.ReadAt(data, p.at); err != nil {
		return "", false
	}
	return textOf(data), sha256.Sum256(data) == p.sum
}

// reader reads its cards, whether or not they are whole.
func (p *part) reader() io.Reader {
	if p.isHeld() {
		return strings.NewReader(p.cards)
	}
	return io.NewSectionReader(p.file, p.at, int64(p.size))
}

// close ends a part of which all entries are there.
func (x *Index) close(p *part) {
	all, inHeads := 0, 0
	for _, entry := range p.open {
		all += len(entry)
		inHeads += len(headOf(entry).whole)
	}
	var heads, cards strings.Builder
	heads.Grow(inHeads)
	cards.Grow(all - inHeads)
	for _, entry := range p.open {
		h := headOf(entry)
		p.faulty = p.faulty || h.faults() != ""
		heads.WriteString(h.whole)
		cards.WriteString(entry[len(h.whole):])
	}
	p.near.Store(0)
	p.open, p.there, p.heads, p.cards, p.size = nil, 0, heads.String(), cards.String(), cards.Len()
	p.sum = sha256.Sum256(bytesOf(p.cards))
	if !x.hold(p.size) {
		x.put(p)
	}
}

// hold reports whether there is room for so many bytes of cards in memory.
func (x *Index) hold(size int) bool {
	x.lock.Lock()
	defer x.lock.Unlock()
	if x.held+size > x.most {
		return false
	}
	x.held += size
	return true
}

// put puts the cards of a part into a file without a name beside that of the index. Where
// there can be none, they stay in memory.
func (x *Index) put(p *part) {
	x.lock.Lock()
	defer x.lock.Unlock()
	if x.spool == nil {
		spool, err := os.CreateTemp(x.folder, ".index-")
		if err != nil {
			return
		}
		if err := os.Remove(spool.Name()); err != nil { // a file that is open cannot be removed here
			spool.Close()
			return
		}
		x.spool = spool
	}
	if _, err := x.spool.WriteAt(bytesOf(p.cards), x.spent); err == nil {
		p.cards, p.file, p.at = "", x.spool, x.spent
		x.spent += int64(p.size)
	}
}

// Torn looks whether all cards are as they were written, several parts at once, and gives
// the places of the files of those that are not: these are to be read and put again, as if
// they had changed. As many are held in memory as there is room for.
func (x *Index) Torn(jobs int) []int {
	torn := make([][]int, len(x.parts))
	var next atomic.Int32
	var all sync.WaitGroup
	for range jobs {
		all.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(x.parts); n = int(next.Add(1)) - 1 {
				torn[n] = x.look(x.parts[n])
			}
		})
	}
	all.Wait()
	changed := slices.Concat(torn...)
	if len(changed) > 0 {
		x.digest = ""
	}
	return changed
}

// look holds the cards of a part, if they are whole and there is room; else it gives the
// places of its files.
func (x *Index) look(p *part) (torn []int) {
	cards, whole := p.text()
	switch {
	case !whole:
		p.file, p.faulty = nil, false
		for place := range p.entries() {
			torn = append(torn, place)
		}
	case !p.isHeld() && x.hold(p.size):
		p.cards = cards
	}
	return torn
}

// textOf is data as a text in the same memory: nobody writes to data any more. A copy
// would double what an index takes.
func textOf(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// bytesOf is a text as data in the same memory, for who only reads it.
func bytesOf(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }

// encode writes what is known of a part but its cards.
func (p *part) encode(to io.Writer) {
	b := binary.AppendUvarint(nil, uint64(p.count))
	faulty := byte(0)
	if p.faulty {
		faulty = 1
	}
	b = binary.AppendUvarint(append(b, faulty), uint64(p.size))
	b = binary.AppendUvarint(append(b, p.sum[:]...), uint64(len(p.heads)))
	to.Write(b)
	to.Write(bytesOf(p.heads))
}

// part reads one that encode wrote.
func (d *decoder) part() *part {
	p := &part{count: int(d.bits())}
	p.faulty, d.rest = d.rest[0] == 1, d.rest[1:]
	p.size = int(d.bits())
	copy(p.sum[:], d.rest)
	d.rest = d.rest[len(p.sum):]
	p.heads = d.text()
	return p
}
