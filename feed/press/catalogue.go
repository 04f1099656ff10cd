package press

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"dateline/feed"
	"dateline/feed/index"
	"dateline/feed/record"
)

// A catalogue is the index of the records as they are now.
type catalogue struct {
	*index.Index
	folder   record.Folder
	listing  record.Listing
	findings feed.Findings // about records
	unread   []record.Unread
	pages    []index.Page
	fresh    map[int]record.Records // what was read of files that changed, if it is little
	changed  bool                   // it is not as the last run left it
	file     string                 // of the index, beside the ledger
	begun    time.Time
}

// save keeps the index for the next run.
func (c *catalogue) save() error {
	if !c.changed {
		return nil
	}
	c.changed = false
	if err := os.MkdirAll(filepath.Dir(c.file), 0o755); err != nil {
		return fmt.Errorf("make the folder of the index: %w", err)
	}
	return c.Save(c.file, c.begun.UnixNano())
}

// catalogue brings the index up to date: only files that are not as they were are
// read.
func (p Press) catalogue() (*catalogue, error) {
	folder := p.records()
	c := &catalogue{folder: folder, file: p.Config.Publish.Ledger + ".index", begun: p.Begun}
	p.trace("list")
	maker, err := p.maker()
	if err != nil {
		return nil, err
	}
	load := sync.OnceValues(func() (*index.Comparison, error) {
		old, err := index.Load(c.file, maker)
		if err != nil {
			return nil, err
		}
		return old.Compare(), nil
	})
	go load() // while the first folder is listed
	c.listing, err = folder.List(p.jobs(), func(files iter.Seq[record.File]) {
		if known, err := load(); err == nil {
			known.Folder(indexed(files))
		}
	})
	known, loaded := load()
	if err = cmp.Or(err, loaded); err != nil {
		return nil, err
	}
	p.trace("index")
	next, changed, gone := known.Next()
	c.Index, c.changed = next, len(changed)+gone > 0
	p.trace("read")
	if err := p.read(c, changed); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	c.takeFaults(p.Each)
	return c, nil
}

// takeFaults takes up what is wrong with records: all of it, or each kind in one finding.
func (c *catalogue) takeFaults(each bool) {
	faults := c.Faults()
	c.findings = slices.Concat(c.listing.Findings, faults.Findings)
	if !each {
		c.findings = record.Gather(c.folder.Path, c.findings)
	}
	c.unread = nil
	for _, u := range faults.Unread {
		c.unread = append(c.unread, record.Unread(u))
	}
	c.pages = faults.Pages
}

// mend makes sure that the cards are as they were written, before they are asked for: what
// is torn is read again.
func (p Press) mend(c *catalogue) error {
	torn := c.Torn(p.jobs())
	if len(torn) == 0 {
		return nil
	}
	c.changed = true
	if err := p.read(c, torn); err != nil {
		return err
	}
	c.takeFaults(p.Each)
	return nil
}

// indexed are files as the index has them.
func indexed(files iter.Seq[record.File]) iter.Seq[index.File] {
	return func(yield func(index.File) bool) {
		for f := range files {
			if !yield(index.File{Path: f.Path, State: index.State(f.State)}) {
				return
			}
		}
	}
}

// read reads the files that changed.
func (p Press) read(c *catalogue, changed []int) error {
	if len(changed) == 0 {
		return nil
	}
	reader, err := c.folder.Open()
	if err != nil {
		return err
	}
	defer reader.Close()
	few := c.few(changed)
	var kept sync.Mutex
	c.fresh = map[int]record.Records{}
	err = p.parallel("read", len(changed), func(n int) {
		if f := c.File(changed[n]); !record.InLines(f.Path) {
			records := reader.Read(f.Path)
			c.Put(changed[n], entryOf(f, records))
			if few {
				kept.Lock()
				c.fresh[changed[n]] = records
				kept.Unlock()
			}
		}
	})
	for _, i := range changed {
		if f := c.File(i); record.InLines(f.Path) {
			c.Put(i, p.readLines(reader, f, c.Before(i)))
		}
	}
	return errors.Join(err, p.stopped())
}

// keeps is how many bytes of texts are kept that could be read or made again: files as they
// were read, until it is known which of their articles feeds show, and copies of these.
const keeps = 8 << 20

// few reports whether the files are so small that what is read of them can be kept.
func (c *catalogue) few(files []int) bool {
	var size int64
	for _, i := range files {
		size += c.File(i).Size
	}
	return size <= keeps
}

// entryOf is the entry of a file that was read.
func entryOf(f index.File, r record.Records) index.Entry {
	e := index.Entry{File: f}
	for _, a := range r.Articles {
		e.Add(index.CardOf(a, index.Span{}))
	}
	fault(&e, r)
	return e
}

// fault takes up what is wrong with records. What may be the disk's fault is read again
// in the next run.
func fault(e *index.Entry, r record.Records) {
	e.Findings = append(e.Findings, r.Findings...)
	for _, u := range r.Unread {
		e.Unread = append(e.Unread, index.Unread(u))
	}
	for _, page := range r.Pages {
		e.Pages = append(e.Pages, index.Page(page))
	}
	if slices.ContainsFunc(r.Findings, func(f feed.Finding) bool { return f.Code == "record-unreadable" }) {
		e.State = index.State{}
	}
}

// batch is how many bytes of lines are handed over at once.
const batch = 256 << 10

// readLines reads a file with a record a line, several lines at once, and holds no more
// of it than is worked on. A line that is known, wherever it was, is not read again.
func (p Press) readLines(reader *record.Reader, f index.File, known index.Cards) index.Entry {
	e := index.Entry{File: f}
	var faults record.Records
	var wg sync.WaitGroup
	free := make(chan bool, p.jobs())
	var parts []*index.Entry
	var lines []record.Row
	size, done := 0, int64(0)
	read := func() {
		part, mine := &index.Entry{File: f}, lines
		parts, lines, size = append(parts, part), nil, 0
		free <- true
		wg.Go(func() {
			for _, l := range mine {
				readLine(reader, part, l, known)
			}
			<-free
		})
		if p.Progress != nil {
			p.Progress("read", int(done), int(f.Size))
		}
	}
	for l := range reader.Rows(f.Path, &faults) {
		if p.stopped() != nil {
			break
		}
		l.Text = slices.Clone(l.Text)
		lines = append(lines, l)
		size += len(l.Text)
		if done += l.Length; size > batch {
			read()
		}
	}
	read()
	wg.Wait()
	for _, part := range parts {
		e.Join(*part)
	}
	fault(&e, faults)
	return e
}

// readLine takes up what is on a line.
func readLine(reader *record.Reader, e *index.Entry, l record.Row, known index.Cards) {
	at := index.Span{Offset: l.Offset, Length: l.Length, Sum: l.Sum}
	if c, there := known.Get(l.Sum); there {
		c.Span, c.Record.Line = at, l.Number
		e.Add(c)
		return
	}
	r := reader.ReadRow(e.Path, l)
	clean := len(r.Findings) == 0
	for _, a := range r.Articles {
		if !clean {
			at.Sum = index.Hash{} // it is read again, for what is to be said of it
		}
		e.Add(index.CardOf(a, at))
	}
	fault(e, r)
}

// maker says all on which reading depends but the files.
func (p Press) maker() (string, error) {
	d := p.records().Defaults
	zone := ""
	if d.Zone != nil {
		zone = d.Zone.String()
	}
	d.Zone = nil
	path, err := filepath.Abs(p.Config.Records.Path)
	if err != nil {
		return "", fmt.Errorf("find the records: %w", err)
	}
	text, err := json.Marshal([]any{p.Make, path, p.Config.Records.Path, zone, d})
	return string(text), err
}
