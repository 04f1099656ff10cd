package index

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// magic begins the file of an index. Then come the hash of its beginning and how long that
// is; the beginning, with the hash of the table and the places of the cards; and the table
// of the parts, with the hashes of their cards. The cards lie in a file beside it.
const magic = "dateline index 5\n"

// cardsOf is the path of the cards of an index.
func cardsOf(path string) string { return path + ".cards" }

// Load reads the index at path. It is empty if there is none, or if it is torn or of
// another maker: maker says all on which the entries depend but the files themselves. The
// cards are read when they are needed; the index must be closed.
func Load(path, maker string) (*Index, error) {
	empty := &Index{maker: maker, folder: filepath.Dir(path), most: mostHeld}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return empty, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the index: %w", err)
	}
	x := read(data, maker)
	if x == nil {
		return empty, nil
	}
	x.file, err = os.Open(cardsOf(path))
	if errors.Is(err, fs.ErrNotExist) {
		return empty, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the index: %w", err)
	}
	x.folder = empty.folder
	for _, p := range x.parts {
		p.file = x.file
	}
	return x, nil
}

// read reads an index without cards; it is nil if it is torn or of another maker.
func read(data []byte, maker string) *Index {
	top := len(magic) + sha256.Size
	if len(data) < top+4 || string(data[:len(magic)]) != magic {
		return nil
	}
	table := top + 4 + int(binary.LittleEndian.Uint32(data[top:]))
	if table > len(data) {
		return nil
	}
	if sum := sha256.Sum256(data[top:table]); !bytes.Equal(sum[:], data[len(magic):top]) {
		return nil
	}
	beginning := decoder{textOf(data[top+4 : table])}
	if beginning.text() != maker {
		return nil
	}
	x := &Index{maker: maker, most: mostHeld, begun: beginning.number(), digest: beginning.text()}
	if sum := sha256.Sum256(data[table:]); hex.EncodeToString(sum[:]) != x.digest {
		return nil
	}
	for d := (decoder{textOf(data[table:])}); d.rest != ""; {
		p := d.part()
		p.first, p.at = x.count, beginning.number()
		x.parts, x.count = append(x.parts, p), x.count+p.count
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

// Save writes the index, and closes it. It is not made durable: what is torn is found to be
// so. Begun is a moment before the files were listed, in nanoseconds since 1970.
func (x *Index) Save(path string, begun int64) error {
	x.begun = begun
	err := x.writeCards(cardsOf(path))
	if err == nil {
		err = x.write(path + ".new")
	}
	if err = errors.Join(err, x.Close()); err == nil {
		err = os.Rename(path+".new", path)
	}
	if err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	return nil
}

// writeCards writes the cards that are not in their file yet behind the others. If there is
// no such file, or half of it would be of no use any more, all are written to a new one.
func (x *Index) writeCards(path string) error {
	used, fresh := int64(0), int64(0)
	for _, p := range x.parts {
		if used += int64(p.size); x.file == nil || p.file != x.file {
			fresh += int64(p.size)
		}
	}
	at, flags, name := x.end(path), os.O_APPEND, path
	anew := at < 0 || at+fresh > 2*used
	if anew {
		at, flags, name = 0, os.O_CREATE|os.O_TRUNC, path+".new"
	}
	out, err := os.OpenFile(name, os.O_WRONLY|flags, 0o666)
	if err != nil {
		return err
	}
	defer out.Close() // a second time, where all went well
	b := bufio.NewWriterSize(out, 256<<10)
	for _, p := range x.parts {
		if !anew && p.file == x.file {
			continue
		}
		if _, err := b.ReadFrom(p.reader()); err != nil {
			return err
		}
		p.at = at
		at += int64(p.size)
	}
	if err := errors.Join(b.Flush(), out.Close()); err != nil {
		return err
	}
	if anew {
		return os.Rename(name, path)
	}
	return nil
}

// end is where the file of cards at path ends; -1 if it is not the one that the index has.
func (x *Index) end(path string) int64 {
	there, err := os.Stat(path)
	if err != nil || x.file == nil {
		return -1
	}
	if mine, err := x.file.Stat(); err != nil || !os.SameFile(mine, there) {
		return -1
	}
	return there.Size()
}

// write writes all but the cards to a new file.
func (x *Index) write(path string) error {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer out.Close() // a second time, where all went well
	beginning := appendText(nil, x.maker)
	beginning = appendText(binary.AppendVarint(beginning, x.begun), x.Digest())
	for _, p := range x.parts {
		beginning = binary.AppendVarint(beginning, p.at)
	}
	beginning = append(binary.LittleEndian.AppendUint32(nil, uint32(len(beginning))), beginning...)
	sum := sha256.Sum256(beginning)
	b := bufio.NewWriterSize(out, 256<<10)
	b.WriteString(magic)
	b.Write(sum[:])
	b.Write(beginning)
	for _, p := range x.parts {
		p.encode(b)
	}
	return errors.Join(b.Flush(), out.Close()) // what went wrong before shows in Flush
}
