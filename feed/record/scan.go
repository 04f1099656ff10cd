package record

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
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
func (f Folder) List(workers int, take func(iter.Seq[File])) (Listing, error) {
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
		take(slices.Values([]File{{name, stateOf(info)}}))
		return Listing{}, nil
	}
	l := lister{walk: w, take: take, free: make(chan bool, max(0, workers-1))}
	l.folder("", true)
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
	take func(iter.Seq[File])
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

// A listed entry of a folder. Its state is zero for folders, for what is gone since, and
// for links that lead to no file.
type listed struct {
	File
	kind fs.FileMode // whether it is a folder or a link
}

// Name is that in its folder.
func (e listed) Name() string { return path.Base(e.Path) }

// IsDir reports whether it is a folder.
func (e listed) IsDir() bool { return e.kind == fs.ModeDir }

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
	files, beside := entries[:0], []File(nil) // files take the place of entries
	for _, entry := range entries {
		switch {
		case strings.HasPrefix(entry.Name(), "."):
		case !entry.IsDir() && l.foreign(entry.Path):
		case entry.IsDir():
			if below, look := l.enters(entry.Path, records, bundle); look {
				l.share(&l.busy, func() { l.folder(entry.Path, below) })
			}
		case entry.State == State{}:
			if l.link(entry, records) {
				files = append(files, entry) // to be named as one that cannot be read
			}
		case records && !passedOver(entry.Name()) && l.reads(entry.Path, bundle):
			files = append(files, entry)
		default:
			beside = append(beside, entry.File)
		}
	}
	l.take(func(yield func(File) bool) {
		for _, f := range files {
			if !yield(f.File) {
				return
			}
		}
	})
	if len(beside) > 0 {
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

// entries are those of a folder, with their states, in the order of their names.
func (l *lister) entries(rel string) ([]listed, error) {
	dir, err := os.Open(filepath.Join(l.path, filepath.FromSlash(rel)))
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	if rel != "" {
		rel += "/"
	}
	const some = 512 // entries for which another worker is worth its while
	entries := make([]listed, len(names))
	errs := make([]error, len(names)/some+1)
	var all sync.WaitGroup
	for n := range errs {
		l.share(&all, func() {
			for i := n * some; i < min((n+1)*some, len(names)) && errs[n] == nil; i++ {
				entries[i].Path = rel + names[i]
				errs[n] = entries[i].look(dir, names[i])
			}
		})
	}
	all.Wait()
	return entries, errors.Join(errs...)
}

// look finds out what an entry of a folder is, and its state.
func (e *listed) look(dir *os.File, name string) (err error) {
	if strings.HasPrefix(name, ".") {
		return nil
	}
	e.State, e.kind, err = lstat(dir, name)
	switch e.kind {
	case fs.ModeDir:
		e.State = State{}
	case fs.ModeSymlink:
		e.State = State{}
		if info, err := os.Stat(filepath.Join(dir.Name(), name)); err == nil && !info.IsDir() {
			e.State = stateOf(info)
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// link tells of a link to a folder, and reports whether it is one that should lead to a
// record.
func (l *lister) link(entry listed, records bool) bool {
	at := filepath.Join(l.path, filepath.FromSlash(entry.Path))
	info, err := os.Stat(at)
	switch {
	case !records || entry.kind != fs.ModeSymlink || passedOver(entry.Name()):
		return false
	case err == nil && info.IsDir():
		l.found("record-link", at, "is a link to a folder, which is not followed; name that folder as path, or copy it here")
		return false
	}
	return l.defaults.notation(entry.Path) != nil
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
