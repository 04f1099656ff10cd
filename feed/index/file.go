package index

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// magic begins the file of an index. Then come the hash of its beginning and how long that
// is, the beginning, the table of the parts, whose hash is in the beginning, and their
// cards, whose hashes are in the table.
const magic = "dateline index 5\n"

// Load reads the index at path. It is empty if there is none, or if it is torn or of
// another maker: maker says all on which the entries depend but the files themselves. The
// cards are read when they are needed; the index must be closed.
func Load(path, maker string) (*Index, error) {
	empty := &Index{maker: maker, most: mostHeld}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return empty, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the index: %w", err)
	}
	if x := read(file, maker); x != nil {
		return x, nil
	}
	return empty, file.Close()
}

// read reads all of an index but the cards; nil if it is torn or of another maker.
func read(file *os.File, maker string) *Index {
	info, err := file.Stat()
	if err != nil {
		return nil
	}
	left := info.Size()
	next := func(n int64) []byte { // nil if so much is not there
		if left -= n; n < 0 || left < 0 {
			return nil
		}
		data := make([]byte, n)
		if _, err := io.ReadFull(file, data); err != nil {
			return nil
		}
		return data
	}
	top := next(int64(len(magic) + sha256.Size + 4))
	if top == nil || string(top[:len(magic)]) != magic {
		return nil
	}
	sum, size := top[len(magic):len(top)-4], top[len(top)-4:]
	beginning := next(int64(binary.LittleEndian.Uint32(size)))
	if is := sha256.Sum256(append(size, beginning...)); !bytes.Equal(sum, is[:]) {
		return nil
	}
	d := decoder{textOf(beginning)}
	if d.text() != maker {
		return nil
	}
	x := &Index{maker: maker, most: mostHeld, file: file, begun: d.number(), digest: d.text()}
	table := next(d.number())
	if is := sha256.Sum256(table); hex.EncodeToString(is[:]) != x.digest {
		return nil
	}
	at := info.Size() - left
	for d = (decoder{textOf(table)}); d.rest != ""; {
		p := d.part()
		p.first, p.file, p.at = x.count, file, at
		x.parts, x.count, at = append(x.parts, p), x.count+p.count, at+int64(p.size)
	}
	if at != info.Size() {
		return nil
	}
	return x
}

// Digest is a hash of all entries, hexadecimal: of the table, in which the hashes of the
// cards are.
func (x *Index) Digest() string {
	if x.digest == "" {
		hash := sha256.New()
		for _, p := range x.parts {
			p.encode(hash)
		}
		x.digest = hex.EncodeToString(hash.Sum(nil))
	}
	return x.digest
}

// Save writes the index whole or not at all, and closes it. It is not made durable: one
// that is torn is found to be so. Begun is a moment before the files were listed, in
// nanoseconds since 1970.
func (x *Index) Save(path string, begun int64) error {
	x.begun = begun
	err := x.write(path + ".new")
	if err = errors.Join(err, x.Close()); err == nil {
		err = os.Rename(path+".new", path)
	}
	if err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	return nil
}

// write writes the index to a new file.
func (x *Index) write(path string) error {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer out.Close() // a second time, where all went well
	table := 0
	for _, p := range x.parts {
		table += p.encode(io.Discard)
	}
	beginning := appendText(nil, x.maker)
	beginning = appendText(binary.AppendVarint(beginning, x.begun), x.Digest())
	beginning = binary.AppendVarint(beginning, int64(table))
	beginning = append(binary.LittleEndian.AppendUint32(nil, uint32(len(beginning))), beginning...)
	sum := sha256.Sum256(beginning)
	b := bufio.NewWriterSize(out, 1<<20)
	b.WriteString(magic)
	b.Write(sum[:])
	b.Write(beginning)
	for _, p := range x.parts {
		p.encode(b)
	}
	for _, p := range x.parts {
		if _, err := b.ReadFrom(p.reader()); err != nil {
			return err
		}
	}
	if err := b.Flush(); err != nil { // what went wrong before shows here
		return err
	}
	return out.Close()
}
