// Package index keeps what is known of records without reading them again: of each
// file its path and state, and of each article on it a card with all that selects
// and recognises it. A run reads only the files whose state is another, and then only
// the articles that its feeds show.
//
//	old, err := index.Load("ledger.db.index", maker)
//	next, changed, gone := old.Compare(files)
//	next.Put(i, entry) // for each that changed
//	err = next.Save("ledger.db.index", begun)
//
// An index can always be made anew: one that is lost, torn, or of another maker is
// empty.
package index

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"sync"
	"time"
	"unsafe"
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

// An Index has an entry for each file, in the order of their paths.
type Index struct {
	maker   string
	begun   int64 // before the files were read, by the clock of their file system, in nanoseconds
	entries []string
	before  map[int]string // entries of files that changed, as they were
	digest  string         // of the entries; empty if it is not known
	room    room           // for entries that are put
}

// magic begins the file of an index.
const magic = "dateline index 4\n"

// Load reads the index at path. It is empty if there is none, or if it is torn or of
// another maker: maker says all on which the entries depend but the files themselves.
func Load(path, maker string) (*Index, error) {
	x := &Index{maker: maker}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return x, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the index: %w", err)
	}
	head := len(magic) + sha256.Size
	if len(data) < head+4 || string(data[:len(magic)]) != magic {
		return x, nil
	}
	length := int(binary.LittleEndian.Uint32(data[head:]))
	body := head + 4 + length
	if body > len(data) {
		return x, nil
	}
	if sum := sha256.Sum256(data[head:body]); !bytes.Equal(sum[:], data[len(magic):head]) {
		return x, nil
	}
	d := decoder{textOf(data[head+4 : body])}
	if d.text() != maker {
		return x, nil
	}
	begun, digest, count := d.number(), d.text(), int(d.number())
	read := &Index{maker: maker, begun: begun}
	if read.entries = entriesOf(textOf(data[body:]), count); len(read.entries) != count || read.Digest() != digest {
		return x, nil
	}
	return read, nil
}

// entriesOf takes the entries of a file apart, as far as they are whole.
func entriesOf(text string, count int) []string {
	entries := make([]string, 0, min(count, len(text)))
	for text != "" {
		size, width := binary.Uvarint(bytesOf(text[:min(len(text), binary.MaxVarintLen64)]))
		if width <= 0 || size > uint64(len(text)-width) {
			break
		}
		entries = append(entries, text[width:width+int(size)])
		text = text[width+int(size):]
	}
	return entries
}

// textOf is data as a text in the same memory: nobody writes to data any more. A copy
// would double what an index takes.
func textOf(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// bytesOf is a text as data in the same memory, for who only reads it.
func bytesOf(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }

// Digest is a hash of all entries, hexadecimal: of the hashes of so many parts of them,
// which are made at once.
func (x *Index) Digest() string {
	const parts = 16
	if x.digest != "" {
		return x.digest
	}
	var sums [parts][sha256.Size]byte
	var all sync.WaitGroup
	for n := range parts {
		all.Go(func() { sums[n] = sumOf(x.entries[n*len(x.entries)/parts : (n+1)*len(x.entries)/parts]) })
	}
	all.Wait()
	hash := sha256.New()
	for _, sum := range sums {
		hash.Write(sum[:])
	}
	x.digest = hex.EncodeToString(hash.Sum(nil))
	return x.digest
}

// sumOf is a hash of entries.
func sumOf(entries []string) (sum [sha256.Size]byte) {
	hash := sha256.New()
	var size []byte
	for _, e := range entries {
		size = binary.AppendUvarint(size[:0], uint64(len(e)))
		hash.Write(size)
		hash.Write(bytesOf(e))
	}
	hash.Sum(sum[:0])
	return sum
}

// Len is the number of files.
func (x *Index) Len() int { return len(x.entries) }

// Path is that of a file.
func (x *Index) Path(i int) string { return pathOf(x.entries[i]) }

// Before has the cards of a file that changed, as it was, by the hashes of their lines.
func (x *Index) Before(i int) Cards {
	known := Cards{at: map[Hash]int{}}
	d := decoder{x.before[i]}
	if d.rest == "" {
		return known
	}
	known.path = d.head()
	known.text = d.rest
	for d.rest != "" {
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

// Cards are those from one file to another, in the order of their paths, with the
// places of their files. A card is there until the next one comes, with its tags and
// authors; its texts stay.
func (x *Index) Cards(from, to int) iter.Seq2[int, *Card] {
	return func(yield func(int, *Card) bool) {
		var c Card // with room for tags and authors, which the next one uses again
		for i, text := range x.entries[from:to] {
			d := decoder{text}
			path := d.head()
			for d.rest != "" {
				d.card(&c, path)
				if !yield(from+i, &c) {
					return
				}
			}
		}
	}
}

// Faults are those of all files.
func (x *Index) Faults() Faults {
	var all Faults
	for _, text := range x.entries {
		if f := faultsOf(text); f != "" {
			var one Faults
			json.Unmarshal([]byte(f), &one) // as encode wrote it
			all.Findings = append(all.Findings, one.Findings...)
			all.Unread = append(all.Unread, one.Unread...)
			all.Pages = append(all.Pages, one.Pages...)
		}
	}
	return all
}

// Compare gives the index of the files, which are in the order of their paths: with
// the entries of those that are as they were, and empty ones for the others, whose
// places are in changed. Gone says how many files are there no more.
func (x *Index) Compare(files iter.Seq[File]) (next *Index, changed []int, gone int) {
	next = &Index{maker: x.maker, entries: make([]string, 0, len(x.entries)+1), before: map[int]string{}}
	old := 0
	for f := range files {
		i := len(next.entries)
		for old < len(x.entries) && pathOf(x.entries[old]) < f.Path {
			old++
			gone++
		}
		if old < len(x.entries) && pathOf(x.entries[old]) == f.Path {
			if state := stateOf(x.entries[old]); state == f.State && state.Changed != 0 && max(state.Changed, state.Edited) < x.begun-int64(slack) {
				next.entries = append(next.entries, x.entries[old])
				old++
				continue
			}
			next.before[i] = x.entries[old]
			old++
		}
		next.entries, changed = append(next.entries, ""), append(changed, i)
	}
	if gone += len(x.entries) - old; len(changed)+gone == 0 {
		next.digest = x.digest
	}
	return next, changed, gone
}

// Put puts an entry in its place. Several may be put at once, each in another place.
func (x *Index) Put(i int, e Entry) { x.entries[i] = x.room.keep(e.encode(nil)) }

// A room is memory for many texts. If each had its own, looking after a million of them
// would take longer than reading them did.
type room struct {
	lock sync.Mutex
	free []byte
}

// keep gives a text that is kept there.
func (r *room) keep(data []byte) string {
	r.lock.Lock()
	defer r.lock.Unlock()
	if len(r.free) < len(data) {
		r.free = make([]byte, max(256<<10, len(data)))
	}
	copy(r.free, data)
	kept := r.free[:len(data):len(data)]
	r.free = r.free[len(data):]
	return textOf(kept)
}

// Save writes the index whole or not at all. It is not made durable: one that is torn
// is found to be so. Begun is a moment before the files were listed, in nanoseconds since
// 1970.
func (x *Index) Save(path string, begun int64) error {
	x.begun = begun
	out, err := os.Create(path + ".new")
	if err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	defer out.Close() // a second time, where all went well
	head := appendText(nil, x.maker)
	head = appendText(binary.AppendVarint(head, x.begun), x.Digest())
	head = binary.AppendVarint(head, int64(len(x.entries)))
	head = append(binary.LittleEndian.AppendUint32(nil, uint32(len(head))), head...)
	sum := sha256.Sum256(head) // the digest in it is that of the entries
	b := bufio.NewWriterSize(out, 1<<20)
	b.WriteString(magic)
	b.Write(sum[:])
	b.Write(head)
	var size []byte
	for _, e := range x.entries {
		size = binary.AppendUvarint(size[:0], uint64(len(e)))
		b.Write(size)
		b.WriteString(e)
	}
	if err := b.Flush(); err != nil { // what went wrong before shows here
		return fmt.Errorf("write the index: %w", err)
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	return nil
}
