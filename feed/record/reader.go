package record

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
)

// A Reader reads the files of a folder one by one, also several at once. It must be
// closed.
type Reader struct {
	walk *walk
}

// Open opens the folder for reading.
func (f Folder) Open() (*Reader, error) {
	w, _, err := f.open()
	if err != nil {
		return nil, err
	}
	return &Reader{w}, nil
}

// Close lets go of the folder.
func (r *Reader) Close() error { return r.walk.root.Close() }

// Read reads the records of the file at a path as List gives it.
func (r *Reader) Read(path string) Records {
	w := walk{defaults: r.walk.defaults, path: r.walk.path, root: r.walk.root}
	w.file(path)
	return w.Records
}

// ReadLine reads the record that is on a line of a file with a record a line: the one
// that takes the span and has the number.
func (r *Reader) ReadLine(path string, at Span, line int) (Records, error) {
	in, err := r.walk.root.Open(path)
	if err != nil {
		return Records{}, fmt.Errorf("read records: %w", err)
	}
	defer in.Close()
	data := make([]byte, min(at.Length, maxLine))
	if _, err := in.ReadAt(data, at.Offset); err != nil && err != io.EOF {
		return Records{}, fmt.Errorf("read records: %w", err)
	}
	one := reading{defaults: r.walk.defaults, name: filepath.Join(r.walk.path, filepath.FromSlash(path)), rel: path, span: at}
	one.line(bytes.TrimSuffix(data, []byte("\n")), line)
	return Records{one.articles, one.spans, one.unread, one.findings}, nil
}
