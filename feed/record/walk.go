package record

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"dateline/feed"
)

// Read reads all records, in the order of their paths. The error is about the
// disk; what is wrong with a record is a finding.
func (f Folder) Read() ([]feed.Article, feed.Findings, error) {
	info, err := os.Stat(f.Path)
	if err != nil {
		return nil, nil, fmt.Errorf("read records: %w", err)
	}
	w := &walk{folder: f}
	if !info.IsDir() {
		w.root = filepath.Dir(f.Path)
		err = w.file(filepath.Base(f.Path))
	} else {
		w.root = f.Path
		err = filepath.WalkDir(f.Path, w.visit)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read records: %w", err)
	}
	w.findings.Sort()
	return w.articles, w.findings, nil
}

// A walk goes through a folder of records.
type walk struct {
	folder   Folder
	root     string
	articles []feed.Article
	findings feed.Findings
}

func (w *walk) visit(name string, entry fs.DirEntry, err error) error {
	rel, relErr := filepath.Rel(w.root, name)
	if relErr != nil {
		return relErr
	}
	switch {
	case err != nil && rel == ".":
		return err
	case err != nil:
		w.findings.Add(feed.Error, "record-unreadable", feed.Pos{File: name}, "%v", unwrapPath(err))
		return nil
	case rel != "." && passedOver(entry.Name()):
		if entry.IsDir() {
			return fs.SkipDir
		}
		return nil
	case entry.IsDir():
		return nil
	case entry.Type()&fs.ModeSymlink != 0:
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			w.findings.Add(feed.Warning, "record-link", feed.Pos{File: name}, "is a link to a folder, which is not followed; name that folder as path, or copy it here")
			return nil
		}
	}
	return w.file(filepath.ToSlash(rel))
}

// passedOver reports whether a name is of those that hold no records: hidden
// ones, _drafts and the like, and what editors leave behind.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || strings.HasPrefix(name, "#") ||
		strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".swo")
}

// file reads the records of one file, given by its slash-separated path.
func (w *walk) file(rel string) error {
	read := notation(rel)
	if read == nil {
		return nil
	}
	name := filepath.Join(w.root, filepath.FromSlash(rel))
	r := &reading{defaults: &w.folder.Defaults, name: name, rel: rel}
	defer func() {
		w.articles = append(w.articles, r.articles...)
		w.findings = append(w.findings, r.findings...)
	}()
	root, err := os.OpenRoot(w.root)
	if err != nil {
		return err
	}
	defer root.Close()
	info, err := root.Stat(rel)
	switch {
	case err != nil:
		r.found(feed.Error, "record-unreadable", 0, "%v", unwrapPath(err))
		return nil
	case !info.Mode().IsRegular():
		r.found(feed.Error, "record-no-file", 0, "is a %s, not a file", kind(info.Mode()))
		return nil
	}
	r.in, err = root.Open(rel)
	if err != nil {
		r.found(feed.Error, "record-unreadable", 0, "%v", unwrapPath(err))
		return nil
	}
	defer r.in.Close()
	read(r)
	return nil
}

// unwrapPath is what is wrong, without the path that a finding shows anyway. A
// symlink out of the folder is what os.Root refuses.
func unwrapPath(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		if strings.Contains(pathErr.Err.Error(), "escapes") {
			return errors.New("is a link that leaves the folder of records")
		}
		return pathErr.Err
	}
	return err
}

func kind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "link to a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "named pipe"
	case mode&fs.ModeSocket != 0:
		return "socket"
	}
	return "device"
}

// section is the first folder of a record's path, after one that only says that
// articles come.
func section(rel string) string {
	parts := strings.Split(path.Dir(rel), "/")
	switch parts[0] {
	case "articles", "content", "post", "posts":
		parts = parts[1:]
	}
	if len(parts) == 0 || parts[0] == "." {
		return ""
	}
	return parts[0]
}
