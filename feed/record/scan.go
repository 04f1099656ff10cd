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
	defer w.Close()
	if !whole {
		name := filepath.Base(f.Path)
		info, err := os.Stat(f.Path)
		if err != nil {
			return Listing{}, fmt.Errorf("read records: %w", err)
		}
		return Listing{Files: []File{{name, stateOf(info)}}}, nil
	}
	l := lister{walk: w, free: make(chan bool, max(0, workers-1))}
	l.folder(".", true)
	l.busy.Wait()
	if l.err != nil {
		return Listing{}, fmt.Errorf("read records: %w", l.err)
	}
	byPath := func(a, b File) int { return cmp.Compare(a.Path, b.Path) }
	slices.SortFunc(l.files, byPath)
	slices.SortFunc(l.beside, byPath)
	w.Findings.Sort()
	return Listing{Files: l.files, Beside: hashOf(l.beside), Findings: w.Findings}, nil
}

// A lister goes through a folder.
type lister struct {
	*walk
	free chan bool // a place for each worker but the first
	busy sync.WaitGroup

	lock          sync.Mutex // of what they found
	files, beside []File
	err           error
}

// share does a part of the work beside the rest, if a worker is free, else at once.
func (l *lister) share(all *sync.WaitGroup, do func()) {
	select {
	case l.free <- true:
		all.Go(func() {
			do()
			<-l.free
		})
	default:
		do()
	}
}

// A listed entry of a folder.
type listed struct {
	fs.DirEntry
	state State // zero for folders, for what is gone since, and for links that lead to no file
}

// folder lists one folder and those below it. Where records are not looked for there
// is still what others may show.
func (l *lister) folder(rel string, records bool) {
	entries, err := l.entries(rel)
	bundle := l.defaults.bundle(entries)
	l.lock.Lock()
	defer l.lock.Unlock()
	if err != nil {
		l.err = cmp.Or(l.err, err) // what is in it would seem deleted, and be taken from readers
		return
	}
	for _, entry := range entries {
		name := path.Join(rel, entry.Name())
		switch {
		case strings.HasPrefix(entry.Name(), "."):
		case !entry.IsDir() && l.foreign(name):
		case entry.IsDir():
			l.lock.Unlock()
			if below, look := l.enters(name, records, bundle); look {
				l.share(&l.busy, func() { l.folder(name, below) })
			}
			l.lock.Lock()
		case entry.state == State{}:
			l.link(name, entry, records)
		case records && !passedOver(entry.Name()) && l.reads(name, bundle):
			l.files = append(l.files, File{name, entry.state})
		default:
			l.beside = append(l.beside, File{name, entry.state})
		}
	}
}

// entries are those of a folder, with their states.
func (l *lister) entries(rel string) ([]listed, error) {
	at := filepath.Join(l.path, filepath.FromSlash(rel))
	dir, err := os.Open(at)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	found, err := dir.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	const some = 512 // entries for which another worker is worth its while
	entries := make([]listed, len(found))
	errs := make([]error, len(found)/some+1)
	var all sync.WaitGroup
	for n := range errs {
		l.share(&all, func() {
			for i := n * some; i < min((n+1)*some, len(found)) && errs[n] == nil; i++ {
				entries[i].DirEntry = found[i]
				entries[i].state, errs[n] = stateIn(dir, at, found[i])
			}
		})
	}
	all.Wait()
	return entries, errors.Join(errs...)
}

// link tells of a link to a folder.
func (l *lister) link(name string, entry fs.DirEntry, records bool) {
	at := filepath.Join(l.path, filepath.FromSlash(name))
	info, err := os.Stat(at)
	switch {
	case !records || entry.Type()&fs.ModeSymlink == 0 || passedOver(entry.Name()):
	case err == nil && info.IsDir():
		l.Findings.Add(feed.Warning, "record-link", feed.Pos{File: at}, "is a link to a folder, which is not followed; name that folder as path, or copy it here")
	case l.defaults.notation(name) != nil:
		l.files = append(l.files, File{Path: name}) // to be named as one that cannot be read
	}
}

// stateIn is the state of an entry of a folder that is open and lies at a path.
func stateIn(dir *os.File, at string, entry fs.DirEntry) (State, error) {
	if entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
		return State{}, nil
	}
	state, link, err := lstat(dir, entry)
	if link {
		info, err := os.Stat(filepath.Join(at, entry.Name()))
		if err != nil || info.IsDir() {
			return State{}, nil
		}
		return stateOf(info), nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, nil
	}
	return state, err
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
