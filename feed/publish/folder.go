package publish

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"dateline/feed"
)

// A Folder is a target on this machine. Nothing is read or written outside of
// it, whatever links lie in it.
type Folder struct {
	path string
	root *os.Root // nil while the folder does not exist

	lock  sync.Mutex // of all that follows
	aside map[string]Change
	begun bool            // there is a folder in which files wait
	made  []string        // folders
	loose map[string]bool // folders whose entries are not durable yet
	files int             // that wait; from one on they are not durable yet either

	flushes *errgroup.Group // of files that wait, one by one, beside other work
}

// flushing is how much is made durable at once: a disk does that beside the work of the
// processors.
const flushing = 8

func newFlushes() *errgroup.Group {
	g := &errgroup.Group{}
	g.SetLimit(flushing)
	return g
}

// OpenFolder opens the folder. It need not exist; Stage makes it.
func OpenFolder(path string) (*Folder, error) {
	f := &Folder{path: path, aside: map[string]Change{}, loose: map[string]bool{}, flushes: newFlushes()}
	root, err := os.OpenRoot(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the target: %w", err)
	}
	f.root = root
	return f, nil
}

// Close lets go of the folder.
func (f *Folder) Close() error {
	if f.root == nil {
		return nil
	}
	return f.root.Close()
}

// Compare says what publishing s would do.
func (f *Folder) Compare(s Set) (Plan, error) {
	var plan Plan
	current := map[string]bool{}
	for _, file := range s.Files {
		c, compared := f.aside[file.Name]
		if !compared {
			var err error
			if c, err = f.compareFile(file, s.Known); err != nil {
				return Plan{}, err
			}
		}
		plan.Changes = append(plan.Changes, c)
		current[file.Name] = true
	}
	for _, m := range s.Media {
		before, _, err := f.state(m.Name)
		if err != nil {
			return Plan{}, err
		}
		c := Change{Kind: Keep, Name: m.Name, Size: m.Length, Before: before.size, media: m}
		if before.size != m.Length { // the name holds a hash, so the size tells enough
			c.Kind = Create
		}
		plan.Changes = append(plan.Changes, c)
	}
	for name, hash := range s.Known {
		if current[name] || s.Held != nil && s.Held(name) {
			continue
		}
		c, err := f.compareStale(name, hash)
		if err != nil {
			return Plan{}, err
		}
		if c.Kind != "" {
			plan.Changes = append(plan.Changes, c)
		}
	}
	slices.SortFunc(plan.Changes, func(a, b Change) int { return cmp.Compare(a.Name, b.Name) })
	plan.Changes = slices.CompactFunc(plan.Changes, func(a, b Change) bool { return a.Name == b.Name })
	return plan, nil
}

// marks tell that Dateline wrote a file of a kind that sites have of their own, by its
// media type.
var marks = map[string]string{
	"text/html":  `<meta name="generator" content="Dateline">`,
	"text/plain": "# Dateline: ",
	"text/css":   "/* Dateline: ",
}

// compareFile tells a file that is new, changed or the same. A page or a list of
// redirects that nobody knows of and that has no mark is somebody's own: it is left.
func (f *Folder) compareFile(file feed.File, known map[string]string) (Change, error) {
	hash := sha256.Sum256(file.Data)
	c := Change{Kind: Create, Name: file.Name, Size: int64(len(file.Data)), SHA256: hex.EncodeToString(hash[:]), file: file}
	before, there, err := f.state(file.Name)
	if err != nil || !there {
		return c, err
	}
	c.Kind, c.Before, c.Edited = Update, before.size, before.edited
	_, ours := known[file.Name]
	mark, marked := marks[file.Type]
	if c.Before != c.Size && (ours || !marked) {
		return c, nil
	}
	data, err := f.root.ReadFile(file.Name)
	switch {
	case err != nil:
		return c, fmt.Errorf("compare with %s: %w", f.At(file.Name), err)
	case bytes.Equal(data, file.Data):
		c.Kind = Keep
	case !ours && marked && !bytes.Contains(data, []byte(mark)):
		c.Kind = Leave
	}
	return c, nil
}

// compareStale tells of a file that no feed has any more: removed if it is as it
// was written.
func (f *Folder) compareStale(name, hash string) (Change, error) {
	before, there, err := f.state(name)
	if err != nil || !there {
		return Change{}, err
	}
	data, err := f.root.ReadFile(name)
	if err != nil {
		return Change{}, fmt.Errorf("compare with %s: %w", f.At(name), err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != hash {
		return Change{Kind: Leave, Name: name, Size: before.size, Before: before.size}, nil
	}
	return Change{Kind: Remove, Name: name, Before: before.size, SHA256: hash}, nil
}

// A state is how a file is found.
type state struct {
	size   int64 // bytes
	edited int64 // mtime, in nanoseconds since 1970
}

// state is that of a file, if it is there.
func (f *Folder) state(name string) (s state, there bool, err error) {
	f.lock.Lock()
	root := f.root // the first file that is set aside makes the folder
	f.lock.Unlock()
	if root == nil {
		return state{}, false, nil
	}
	info, err := root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return state{}, false, nil
	case err != nil:
		return state{}, false, fmt.Errorf("compare with %s: %w", f.At(name), err)
	case !info.Mode().IsRegular():
		return state{}, false, fmt.Errorf("compare with %s: it is no file, and a file is to be written there", f.At(name))
	}
	return state{info.Size(), info.ModTime().UnixNano()}, true, nil
}

// Has reports whether a file is there.
func (f *Folder) Has(name string) bool {
	_, there, err := f.state(name)
	return there && err == nil
}

// HasAs reports whether a file is there of that size, in bytes, written at that moment,
// in nanoseconds since 1970.
func (f *Folder) HasAs(name string, size, edited int64) bool {
	s, there, err := f.state(name)
	return there && err == nil && s == state{size, edited}
}

// HasSize reports whether a file is there of that size, in bytes.
func (f *Folder) HasSize(name string, size int64) bool {
	s, there, err := f.state(name)
	return there && err == nil && s.size == size
}

// At is the path of a file of the target on this machine.
func (f *Folder) At(name string) string { return path.Join(f.path, name) }

// maxFeed is how large a file of a feed may be that Feeds reads, in bytes.
const maxFeed = 64 << 20

// Feeds are the files of feeds that are there, with their pages and archives, by
// their names.
func (f *Folder) Feeds() ([]feed.File, error) {
	if f.root == nil {
		return nil, nil
	}
	var files []feed.File
	err := fs.WalkDir(f.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			if name == "media" || name == waiting {
				return fs.SkipDir
			}
			return err
		}
		base := path.Base(name)
		if base != "rss.xml" && base != "atom.xml" && base != "feed.json" && base != "index.html" && path.Base(path.Dir(name)) != "archive" {
			return nil
		}
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxFeed {
			return err
		}
		data, err := f.root.ReadFile(name)
		files = append(files, feed.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the feeds in %s: %w", f.path, err)
	}
	return files, nil
}
