package record

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"dateline/feed"
	"dateline/feed/table"
)

// A Row is a line of a file that has a record a line.
type Row struct {
	Span
	Number int     // from 1
	Sum    [8]byte // the beginning of the SHA-256 of its text
	Text   []byte  // without its end
	long   bool    // it is too long to be read, and Text is empty
}

// A Span is a part of a file, in bytes.
type Span struct{ Offset, Length int64 }

// InLines reports whether the file at a path has a record a line.
func InLines(path string) bool {
	path = strings.ToLower(path)
	return strings.HasSuffix(path, ".jsonl") || strings.HasSuffix(path, ".ndjson")
}

// Rows are those of a file, as List gives its path. A row is there until the next one
// comes. What hinders reading ends them, and is in the records.
func (r *Reader) Rows(path string, faults *Records) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		one := r.reading(path)
		if err := one.open(r.walk); err != nil {
			one.unreadable(0, err)
		} else {
			defer one.in.Close()
			one.lines(yield)
		}
		faults.Unread = append(faults.Unread, one.unread...)
		faults.Findings = append(faults.Findings, one.findings...)
	}
}

// ReadRow reads the record on a line.
func (r *Reader) ReadRow(path string, l Row) Records {
	one := r.reading(path)
	one.line(l)
	return one.records()
}

// RowAt reads a line again: the one that takes the span and has the number.
func (r *Reader) RowAt(path string, at Span, number int) (Row, error) {
	in, err := r.walk.root.Open(path)
	if err != nil {
		return Row{}, fmt.Errorf("read records: %w", err)
	}
	defer in.Close()
	text := make([]byte, min(at.Length, maxLine))
	if _, err := in.ReadAt(text, at.Offset); err != nil && err != io.EOF {
		return Row{}, fmt.Errorf("read records: %w", err)
	}
	return Row{Span: at, Number: number, Text: bytes.TrimSuffix(text, []byte("\n"))}, nil
}

// jsonl reads an object a line. A line that cannot be read leaves the others
// alone.
func (r *reading) jsonl() {
	r.lines(func(l Row) bool {
		r.line(l)
		return true
	})
}

// lines reads the lines one after another.
func (r *reading) lines(yield func(Row) bool) {
	in := bufio.NewReaderSize(r.in, 64<<10)
	var l Row
	for {
		text, length, err := boundedLine(in, l.Text[:0])
		l.Offset += l.Length
		l.Length, l.Text = length, text
		l.Number++
		l.long = errors.Is(err, errLong)
		if err != nil && !l.long && !errors.Is(err, io.EOF) {
			r.unreadable(l.Number, err)
			return
		}
		sum := sha256.Sum256(l.Text)
		copy(l.Sum[:], sum[:])
		if !yield(l) || err != nil && !l.long {
			return
		}
	}
}

// unreadable tells of a file that the disk does not give.
func (r *reading) unreadable(line int, err error) {
	r.found(feed.Error, "record-unreadable", line, "%v", unwrapPath(err))
	r.leave(line)
}

// line reads the record on a line, if there is one.
func (r *reading) line(l Row) {
	if l.long {
		r.found(feed.Error, "record-size", l.Number, "is a line of more than %d MB", maxLine>>20)
		r.leave(l.Number)
		return
	}
	data, ok := r.legible(l.Text, l.Number)
	if !ok {
		r.leave(l.Number)
		return
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return
	}
	t, err := table.JSON(data, l.Number)
	if err != nil {
		r.syntax(err)
		r.leave(l.Number)
		return
	}
	r.article(text{Table: t, line: l.Number, top: l.Number, several: true, spell: inJSON})
}

var errLong = errors.New("line too long")

// boundedLine reads a line onto line, gives it without its end, and how long it is with
// that. Of one that is too long it gives errLong and no text, with the next line to
// come.
func boundedLine(in *bufio.Reader, line []byte) (text []byte, length int64, err error) {
	long := false
	for {
		part, err := in.ReadSlice('\n')
		length += int64(len(part))
		if long = long || len(line)+len(part) > maxLine; !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case long && err == nil:
			return line[:0], length, errLong
		default:
			return bytes.TrimSuffix(line, []byte("\n")), length, err
		}
	}
}

// reading is the work on a file that is read in parts.
func (r *Reader) reading(path string) *reading {
	return &reading{defaults: r.walk.defaults, name: r.walk.within + filepath.FromSlash(path), rel: path}
}

func (r *reading) records() Records { return Records{r.articles, r.unread, r.pages, r.findings} }
