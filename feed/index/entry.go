package index

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"dateline/feed"
)

// An Entry is what is known of one file of records.
type Entry struct {
	File
	Faults
	cards []byte // as they are kept
}

// Add adds the card of an article of the file.
func (e *Entry) Add(c Card) { e.cards = c.encode(slices.Grow(e.cards, usualCard), e.Path) }

// How many bytes a head has beside its path, and a card, if they are like most.
const usualHead, usualCard = 64, 256

// Join adds what is known of another part of the file.
func (e *Entry) Join(part Entry) {
	e.cards = append(e.cards, part.cards...)
	e.Findings, e.Unread, e.Pages = append(e.Findings, part.Findings...), append(e.Unread, part.Unread...), append(e.Pages, part.Pages...)
}

// Faults are what is wrong with a file.
type Faults struct {
	Findings feed.Findings
	Unread   []Unread
	Pages    []Page
}

// A Page is a file that is no article, which articles may refer to.
type Page struct {
	File string // slash-separated, below the folder of records
	URL  string // absolute
}

// An Unread is a record that cannot be read.
type Unread struct {
	ID     string // that it says; empty if none can be read
	Key    string // as that of an article; empty if that is not known
	File   string // slash-separated, below the folder of records
	Record feed.Pos
}

// A Card has of an article all that selects and recognises it.
type Card struct {
	feed.Article // without texts, links, media and all else that only a reader sees

	Content Hash // of the content, by which an article without an id is recognised; else zero
	Span         // of its line, in a file with a record a line
}

// A Hash is the beginning of a SHA-256.
type Hash [8]byte

// HashOf is the hash of a text; zero for the empty one.
func HashOf(text string) (h Hash) {
	if text != "" {
		sum := sha256.Sum256(bytesOf(text))
		copy(h[:], sum[:])
	}
	return h
}

// A Span is a part of a file, and what it holds.
type Span struct {
	Offset, Length int64 // bytes; a length of 0 is the whole file
	Sum            Hash  // of the bytes
}

// CardOf makes the card of an article that was read.
func CardOf(a feed.Article, at Span) Card {
	c := Card{Span: at}
	if a.ID == "" {
		c.Content = HashOf(strings.TrimSpace(a.Content))
	}
	c.ID, c.FirstID, c.URL, c.Slug, c.Key, c.Record = a.ID, a.FirstID, a.URL, a.Slug, a.Key, a.Record
	c.Published, c.Updated, c.Expires = a.Published, a.Updated, a.Expires
	c.Draft, c.Status, c.Section, c.Tags, c.Language = a.Draft, a.Status, a.Section, a.Tags, a.Language
	for _, p := range a.Authors {
		c.Authors = append(c.Authors, feed.Person{Name: p.Name})
	}
	return c
}

// Bits of a card.
const (
	draft = 1 << iota
	withdrawn
	hasContent
	hasSpan
	several
)

// encode is the entry as it is kept: its head, and its cards as a text.
func (e Entry) encode() string {
	b := e.appendHead(make([]byte, 0, usualHead+len(e.Path)+len(e.cards)))
	b = binary.AppendUvarint(b, uint64(len(e.cards)))
	return textOf(append(b, e.cards...))
}

// appendHead appends all of an entry but its cards, as a text, so that it can be passed
// over: path, state, faults.
func (e Entry) appendHead(b []byte) []byte {
	h := appendText(make([]byte, 0, usualHead+len(e.Path)), e.Path)
	h = binary.AppendVarint(h, e.Size)
	h = binary.AppendVarint(h, e.Changed)
	h = binary.AppendVarint(h, e.Changed-e.Edited) // which is mostly 0
	h = binary.AppendUvarint(h, e.Inode)
	var faults []byte
	if len(e.Findings)+len(e.Unread)+len(e.Pages) > 0 {
		faults, _ = json.Marshal(e.Faults) // texts and numbers alone
	}
	return appendText(b, textOf(appendText(h, textOf(faults))))
}

func (c Card) encode(b []byte, path string) []byte {
	name, more := strings.CutPrefix(c.Key, path+"#")
	bits := uint64(0)
	for i, is := range []bool{c.Draft, c.Status == feed.Withdrawn, c.Content != Hash{}, c.Length > 0, more} {
		if is {
			bits |= 1 << i
		}
	}
	b = binary.AppendUvarint(b, bits)
	if more {
		b = appendText(b, name)
	}
	for _, text := range []string{c.ID, c.FirstID, c.URL, c.Slug, c.Section, c.Language} {
		b = appendText(b, text)
	}
	for _, t := range []time.Time{c.Published, c.Updated, c.Expires} {
		b = appendTime(b, t)
	}
	b = binary.AppendVarint(b, int64(c.Record.Line))
	b = binary.AppendVarint(b, int64(c.Record.Column))
	if bits&hasContent != 0 {
		b = append(b, c.Content[:]...)
	}
	if bits&hasSpan != 0 {
		b = binary.AppendVarint(b, c.Offset)
		b = binary.AppendVarint(b, c.Length)
		b = append(b, c.Sum[:]...)
	}
	b = binary.AppendUvarint(b, uint64(len(c.Tags)))
	for _, t := range c.Tags {
		b = appendText(appendText(b, t.Term), t.Label)
	}
	b = binary.AppendUvarint(b, uint64(len(c.Authors)))
	for _, p := range c.Authors {
		b = appendText(b, p.Name)
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendTime appends seconds and nanoseconds; the zero time is one of its own.
func appendTime(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return append(b, 0)
	}
	b = append(b, 1)
	return binary.AppendVarint(binary.AppendVarint(b, t.Unix()), int64(t.Nanosecond()))
}

// A decoder takes an entry apart. It shares the memory of the text. What it reads was
// written by encode, and its hash was right.
type decoder struct{ rest string }

func (d *decoder) bits() uint64 {
	for n, shift := uint64(0), 0; ; shift += 7 {
		c := d.rest[0]
		d.rest = d.rest[1:]
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
}

func (d *decoder) number() int64 {
	u := d.bits()
	return int64(u>>1) ^ -int64(u&1)
}

func (d *decoder) text() string {
	n := d.bits()
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}

func (d *decoder) hash() (h Hash) {
	copy(h[:], d.rest)
	d.rest = d.rest[len(h):]
	return h
}

func (d *decoder) time() time.Time {
	is := d.rest[0]
	d.rest = d.rest[1:]
	if is == 0 {
		return time.Time{}
	}
	seconds := d.number()
	return time.Unix(seconds, d.number()).UTC()
}

func (d *decoder) state() State {
	s := State{Size: d.number(), Changed: d.number()}
	s.Edited = s.Changed - d.number()
	s.Inode = d.bits()
	return s
}

// A head is what an entry says of its file.
type head struct {
	whole      string // as it is kept
	path, rest string
}

// head reads the head of an entry.
func (d *decoder) head() head {
	all := d.rest
	own := decoder{d.text()}
	path := own.text()
	return head{all[:len(all)-len(d.rest)], path, own.rest}
}

func headOf(entry string) head { return (&decoder{entry}).head() }

func (h head) state() State { return (&decoder{h.rest}).state() }

// faults are the faults of the file, as JSON; empty if there are none.
func (h head) faults() string {
	d := decoder{h.rest}
	d.state()
	return d.text()
}

// card reads a card onto c, in whose place it is from then on.
func (d *decoder) card(c *Card, path string) {
	tags, authors := c.Tags[:0], c.Authors[:0]
	*c = Card{}
	bits := d.bits()
	c.Draft = bits&draft != 0
	if bits&withdrawn != 0 {
		c.Status = feed.Withdrawn
	}
	c.Key = path
	if bits&several != 0 {
		c.Key += "#" + d.text()
	}
	c.ID, c.FirstID, c.URL, c.Slug, c.Section, c.Language = d.text(), d.text(), d.text(), d.text(), d.text(), d.text()
	c.Published, c.Updated, c.Expires = d.time(), d.time(), d.time()
	c.Record.Line, c.Record.Column = int(d.number()), int(d.number())
	if bits&hasContent != 0 {
		c.Content = d.hash()
	}
	if bits&hasSpan != 0 {
		c.Span = Span{d.number(), d.number(), d.hash()}
	}
	for range d.bits() {
		tags = append(tags, feed.Tag{Term: d.text(), Label: d.text()})
	}
	for range d.bits() {
		authors = append(authors, feed.Person{Name: d.text()})
	}
	c.Tags, c.Authors = tags, authors
}
