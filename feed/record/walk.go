package record

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dateline/feed"
)

// Read reads the articles of all records, in the order of their paths. The error is
// about the disk; what is wrong with a record is a finding.
func (f Folder) Read() ([]feed.Article, feed.Findings, error) {
	all, err := f.ReadAll()
	if f.generator() == nil {
		return all.Articles, all.Findings, err
	}
	atlas := f.Atlas()
	for _, a := range all.Articles {
		if !a.Draft {
			atlas.Add(a.Key, a.URL)
		}
	}
	for i, a := range all.Articles {
		var findings feed.Findings
		all.Articles[i], findings = atlas.Link(a)
		all.Findings = append(all.Findings, findings...)
	}
	return all.Articles, Gather(f.Path, all.Findings), err
}

// ReadAll reads all records. The error is about the disk; what is wrong with a record
// is a finding.
func (f Folder) ReadAll() (Records, error) {
	var files []File
	list, err := f.List(1, func(some iter.Seq[File]) { files = slices.AppendSeq(files, some) })
	if err != nil {
		return Records{}, err
	}
	slices.SortFunc(files, byPath)
	reader, err := f.Open()
	if err != nil {
		return Records{}, err
	}
	defer reader.Close()
	all := Records{Findings: list.Findings}
	for _, file := range files {
		all.add(reader.Read(file.Path))
	}
	all.Findings.Sort()
	return all, nil
}

// add adds the records of another file.
func (all *Records) add(more Records) {
	all.Articles = append(all.Articles, more.Articles...)
	all.Unread = append(all.Unread, more.Unread...)
	all.Pages = append(all.Pages, more.Pages...)
	all.Findings = append(all.Findings, more.Findings...)
}

// open opens the folder: a whole one, or that of a single file.
func (f Folder) open() (w *walk, whole bool, err error) {
	info, err := os.Stat(f.Path)
	if err != nil {
		return nil, false, fmt.Errorf("read records: %w", err)
	}
	w = &walk{defaults: &f.Defaults, path: f.Path}
	if !info.IsDir() {
		w.path = filepath.Dir(f.Path)
	}
	w.within = strings.TrimSuffix(filepath.Join(w.path, "x"), "x")
	if w.root, err = os.OpenRoot(w.path); err == nil {
		w.folder, err = w.root.Open(".")
	}
	if err != nil {
		return nil, false, fmt.Errorf("read records: %w", err)
	}
	return w, info.IsDir(), nil
}

// A walk goes through a folder of records.
type walk struct {
	defaults *Defaults
	path     string
	within   string   // how the names of files in it begin
	root     *os.Root // path, so that no link leads out of it
	folder   *os.File // the same
	Findings feed.Findings
}

// Close lets go of the folder.
func (w *walk) Close() error { return errors.Join(w.folder.Close(), w.root.Close()) }

// passedOver reports whether a name is of those that hold no records: hidden
// ones, _drafts and the like, and what editors leave behind.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || strings.HasPrefix(name, "#") ||
		strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".swo")
}

// open opens the file, if it is one: a pipe would wait for somebody to write.
func (r *reading) open(w *walk) error {
	if r.in = openFast(w.folder, r.rel); r.in != nil {
		return nil
	}
	info, err := w.root.Stat(r.rel)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("is a %s, not a file", kind(info.Mode()))
	}
	r.in, err = w.root.Open(r.rel)
	return err
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
