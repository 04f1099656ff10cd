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

// A Listing is what a folder holds beside the files of records.
type Listing struct {
	Beside   string // a hash of the paths and states of all others, which records may show
	Findings feed.Findings
}

// List lists the files of records without opening one, with so many workers at once. Take
// gets those of each folder, in the order of their paths; those of several folders at once.
func (f Folder) List(workers int, take func([]File)) (Listing, error) {
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
		take([]File{{name, stateOf(info)}})
		return Listing{}, nil
	}
	l := lister{walk: w, take: take, free: make(chan bool, max(0, workers-1))}
	l.folder(".", true)
	l.busy.Wait()
	if l.err != nil {
		return Listing{}, fmt.Errorf("read records: %w", l.err)
	}
	w.Findings.Sort()
	return Listing{Beside: hashOf(inOrder(l.beside)), Findings: w.Findings}, nil
}

// A lister goes through a folder.
type lister struct {
	*walk
	take func([]File)
	free chan bool // a place for each worker but the first
	busy sync.WaitGroup

	lock   sync.Mutex // of what they found
	beside [][]File   // of each folder, in the order of their paths
	err    error
}

func byPath(a, b File) int { return cmp.Compare(a.Path, b.Path) }

// inOrder are the files of all folders in the order of their paths. Most folders follow
// each other, so that little is left to be sorted.
func inOrder(folders [][]File) []File {
	slices.SortFunc(folders, func(a, b []File) int { return byPath(a[0], b[0]) })
	files := slices.Concat(folders...)
	if !slices.IsSortedFunc(files, byPath) {
		slices.SortFunc(files, byPath)
	}
	return files
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
	if err != nil {
		l.lock.Lock()
		defer l.lock.Unlock()
		l.err = cmp.Or(l.err, err) // what is in it would seem deleted, and be taken from readers
		return
	}
	bundle := l.defaults.bundle(entries)
	var files, beside []File
	for _, entry := range entries {
		name := path.Join(rel, entry.Name())
		switch {
		case strings.HasPrefix(entry.Name(), "."):
		case !entry.IsDir() && l.foreign(name):
		case entry.IsDir():
			if below, look := l.enters(name, records, bundle); look {
				l.share(&l.busy, func() { l.folder(name, below) })
			}
		case entry.state == State{}:
			if l.link(name, entry, records) {
				files = append(files, File{Path: name}) // to be named as one that cannot be read
			}
		case records && !passedOver(entry.Name()) && l.reads(name, bundle):
			files = append(files, File{name, entry.state})
		default:
			beside = append(beside, File{name, entry.state})
		}
	}
	slices.SortFunc(files, byPath)
	l.take(files)
	if len(beside) > 0 {
		slices.SortFunc(beside, byPath)
		l.lock.Lock()
		defer l.lock.Unlock()
		l.beside = append(l.beside, beside)
	}
}

// found tells of a file or folder.
func (l *lister) found(code, at, format string, args ...any) {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.Findings.Add(feed.Warning, code, feed.Pos{File: at}, format, args...)
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

// link tells of a link to a folder, and reports whether it is one that should lead to a
// record.
func (l *lister) link(name string, entry fs.DirEntry, records bool) bool {
	at := filepath.Join(l.path, filepath.FromSlash(name))
	info, err := os.Stat(at)
	switch {
	case !records || entry.Type()&fs.ModeSymlink == 0 || passedOver(entry.Name()):
		return false
	case err == nil && info.IsDir():
		l.found("record-link", at, "is a link to a folder, which is not followed; name that folder as path, or copy it here")
		return false
	}
	return l.defaults.notation(name) != nil
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
