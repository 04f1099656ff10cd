package record

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"dateline/feed"
)

// A File is a file of records, or one beside them, as its folder lists it.
type File struct {
	Path string // slash-separated, below the folder of records
	State
}

// A State tells whether a file is as it was. Where the system does not tell when a
// file changed, Changed is zero.
type State struct {
	Size            int64 // bytes
	Changed, Edited int64 // ctime and mtime, in nanoseconds since 1970
	Inode           uint64
}

// A Listing is what a folder of records holds.
type Listing struct {
	Files    []File // those of records, in the order of their paths
	Beside   string // a hash of the paths and states of all others, which records may show
	Findings feed.Findings
}

// List lists the files of records without opening one, with so many workers at once.
func (f Folder) List(workers int) (Listing, error) {
	w, whole, err := f.open()
	if err != nil {
		return Listing{}, err
	}
	defer w.root.Close()
	l := lister{walk: w, workers: workers}
	if !whole {
		name := filepath.Base(f.Path)
		info, err := os.Stat(f.Path)
		if err != nil {
			return Listing{}, fmt.Errorf("read records: %w", err)
		}
		return Listing{Files: []File{{name, stateOf(info)}}}, nil
	}
	if err := l.folder(".", true); err != nil {
		return Listing{}, fmt.Errorf("read records: %w", err)
	}
	slices.SortFunc(l.files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortFunc(l.beside, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	w.Findings.Sort()
	return Listing{Files: l.files, Beside: hashOf(l.beside), Findings: w.Findings}, nil
}

// A lister goes through a folder.
type lister struct {
	*walk
	workers       int
	files, beside []File
}

// folder lists one folder and those below it. Where records are not looked for there
// is still what others may show.
func (l *lister) folder(rel string, records bool) error {
	at := filepath.Join(l.path, filepath.FromSlash(rel))
	dir, err := os.Open(at)
	if err != nil {
		return err // what is in it would seem deleted, and be taken from readers
	}
	entries, err := dir.ReadDir(-1)
	dir.Close()
	if err != nil {
		return err
	}
	states := make([]State, len(entries))
	if err := l.states(at, entries, states); err != nil {
		return err
	}
	for i, entry := range entries {
		name := path.Join(rel, entry.Name())
		switch state := states[i]; {
		case strings.HasPrefix(entry.Name(), "."):
		case entry.IsDir():
			if err := l.folder(name, records && !passedOver(entry.Name())); err != nil {
				return err
			}
		case state == State{}: // gone since, or a link to a folder
			l.link(name, entry, records)
		case records && !passedOver(entry.Name()) && notation(name) != nil:
			l.files = append(l.files, File{name, state})
		default:
			l.beside = append(l.beside, File{name, state})
		}
	}
	return nil
}

// link tells of a link to a folder.
func (l *lister) link(name string, entry fs.DirEntry, records bool) {
	at := filepath.Join(l.path, filepath.FromSlash(name))
	info, err := os.Stat(at)
	switch {
	case !records || entry.Type()&fs.ModeSymlink == 0 || passedOver(entry.Name()):
	case err == nil && info.IsDir():
		l.Findings.Add(feed.Warning, "record-link", feed.Pos{File: at}, "is a link to a folder, which is not followed; name that folder as path, or copy it here")
	case notation(name) != nil:
		l.files = append(l.files, File{Path: name}) // to be named as one that cannot be read
	}
}

// states finds the states of the entries of a folder.
func (l *lister) states(at string, entries []fs.DirEntry, states []State) error {
	const least = 256 // entries for which another worker is worth its while
	workers := max(1, min(l.workers, len(entries)/least))
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for n := range workers {
		wg.Go(func() {
			for i := n * len(entries) / workers; i < (n+1)*len(entries)/workers && errs[n] == nil; i++ {
				states[i], errs[n] = stateAt(at, entries[i])
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// stateAt is the state of an entry; zero for folders, for what is gone since, and for
// links that lead to no file.
func stateAt(at string, entry fs.DirEntry) (State, error) {
	if entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
		return State{}, nil
	}
	info, err := entry.Info()
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if info, err = os.Stat(filepath.Join(at, entry.Name())); err != nil || info.IsDir() {
			return State{}, nil
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, nil
	}
	if err != nil {
		return State{}, err
	}
	return stateOf(info), nil
}

// hashOf is a hash of paths and states; empty if there are none.
func hashOf(files []File) string {
	if len(files) == 0 {
		return ""
	}
	hash := sha256.New()
	var b []byte
	for _, f := range files {
		b = append(b[:0], f.Path...)
		b = append(b, 0)
		for _, n := range []int64{f.Size, f.Changed, f.Edited, int64(f.Inode)} {
			b = binary.AppendVarint(b, n)
		}
		hash.Write(b)
	}
	return hex.EncodeToString(hash.Sum(nil))
}
