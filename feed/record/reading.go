package record

import (
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
	"sync"
	"time"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// A reading is the work on one file.
type reading struct {
	defaults *Defaults
	name     string // for findings
	rel      string // slash-separated, below the folder of records
	in       io.ReadCloser
	articles []feed.Article
	unread   []Unread
	pages    []Page
	findings feed.Findings
	texts    *[]text // those of the articles, for who wants them
	lenient  bool    // what is wrong is left out rather than the record
	soften   func(table.Table) table.Table
}

// A text is one record as its notation gives it.
type text struct {
	table.Table
	line     int // where it begins
	column   int // where on that line, if others may begin there too
	body     string
	bodyLine int
	markup   feed.Markup
	several  bool // the file holds other records too
	top      int  // line on which its keys begin
	spell    spelling
}

func (r *reading) found(level feed.Level, code string, line int, format string, args ...any) {
	r.findings.Add(level, code, feed.Pos{File: r.name, Line: line}, format, args...)
}

// leave notes that the file, or what is on one line of it, cannot be read.
func (r *reading) leave(line int) {
	r.unread = append(r.unread, Unread{File: r.rel, Record: feed.Pos{File: r.name, Line: line}})
}

// sheets are what files are read onto, one after another.
var sheets = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 64<<10)) }}

// whole reads the file, as far as it is text that a feed can carry, and hands it
// to read, which keeps none of the bytes.
func (r *reading) whole(read func(data []byte)) {
	sheet := sheets.Get().(*bytes.Buffer)
	defer sheets.Put(sheet)
	sheet.Reset()
	_, err := sheet.ReadFrom(io.LimitReader(r.in, maxFile+1))
	switch {
	case err != nil:
		r.found(feed.Error, "record-unreadable", 0, "%v", unwrapPath(err))
	case sheet.Len() > maxFile:
		r.found(feed.Error, "record-size", 0, "is larger than %d MB", maxFile>>20)
	default:
		if data, ok := r.legible(sheet.Bytes(), 1); ok {
			read(data)
			return
		}
	}
	r.leave(0)
}

// mark is the byte order mark.
const mark = "\uFEFF"

// legible is data without byte order mark and carriage returns, unless it holds
// what no feed can carry. It starts on the given line.
func (r *reading) legible(data []byte, line int) ([]byte, bool) {
	data = bytes.TrimPrefix(data, []byte(mark))
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	}
	if at, what := value.Illegal(data); at >= 0 {
		line += bytes.Count(data[:at], []byte("\n"))
		column := at - bytes.LastIndexByte(data[:at], '\n')
		r.findings.Add(feed.Error, "record-character", feed.Pos{File: r.name, Line: line, Column: column},
			"%s cannot be published; remove it", what)
		return nil, false
	}
	return data, true
}

// syntax reports a text that cannot be read.
func (r *reading) syntax(err error) {
	var syntax *table.SyntaxError
	if errors.As(err, &syntax) {
		r.findings.Add(feed.Error, "record-syntax", feed.Pos{File: r.name, Line: syntax.Line, Column: syntax.Column}, "%s", syntax.Text)
		return
	}
	r.found(feed.Error, "record-syntax", 0, "%v", err)
}

// article makes an article of one record, if nothing is wrong with it.
func (r *reading) article(t text) {
	before := len(r.findings)
	if r.soften != nil {
		t.Table = r.soften(t.Table)
	}
	r.characters(t)
	d := &draft{defaults: r.defaults, text: t}
	d.Record = feed.Pos{File: r.name, Line: t.line, Column: t.column}
	said := d.jekyll()
	if r.defaults.generator() != nil {
		d.spot = r.spot()
		d.front = r.front(d)
		said = d.front
	}
	faults, unknown := fields.Read(said, d)
	for _, fault := range faults {
		if r.lenient && fields.Meaning(fault.Key) != "id" {
			r.found(feed.Warning, "import-field", fault.Line, "%s; it is kept in extra", fault)
			d.spare(fault)
			continue
		}
		r.found(feed.Error, "record-field", fault.Line, "%s", fault)
	}
	for _, e := range unknown {
		r.keep(d, e)
	}
	if r.defaults.generator() != nil {
		if r.page(d) {
			return
		}
		r.adapt(d)
	}
	r.complete(d)
	if r.findings[before:].Count(feed.Error) > 0 {
		r.unread = append(r.unread, Unread{d.ID, d.Key, r.rel, d.Record})
		return
	}
	r.articles = append(r.articles, d.Article)
	if r.texts != nil {
		*r.texts = append(*r.texts, t)
	}
}

// characters reports what stands escaped in a record and no feed can carry.
func (r *reading) characters(t text) {
	t.Walk(func(s string, line int) {
		if at, what := value.Illegal(s); at >= 0 {
			r.found(feed.Error, "record-character", line, "%s cannot be published; remove it", what)
		}
	})
}

// keep puts a key that has no field into Extra.
func (r *reading) keep(d *draft, e table.Entry) {
	if d.Extra == nil {
		d.Extra = map[string]any{}
	}
	d.Extra[e.Key] = e.Plain()
	if !r.lenient && !otherTools[strings.ToLower(e.Key)] && !strings.HasPrefix(e.Key, "_") { // _name is an extension (JSON Feed 1.1 "Extensions")
		r.found(feed.Warning, "record-key", e.Line, "%s; it is kept in extra", fields.Unknown(e.Key))
	}
}

// dated is a file name as Jekyll has it.
var dated = value.Regexp(`^(\d{4}-\d{2}-\d{2})-(.+)$`)

// complete fills what the record does not say and judges what is left.
func (r *reading) complete(d *draft) {
	day, name := r.fileName(d.text)
	if d.Published.IsZero() && day != "" {
		if t, err := value.Date(day, d.defaults.zone()); err == nil {
			d.Published = t
		}
	}
	d.Content, d.Markup = d.body()
	if g := d.defaults.generator(); g != nil && g.smart && d.Markup == feed.Markdown {
		d.Markup = feed.Typographic
	}
	if strings.TrimSpace(d.Content) == "" {
		d.Content = ""
	}
	switch {
	case d.Title == "" && d.Content == "" && (r.lenient || !d.says("title", "content", "content_html", "content_markdown", "content_text")):
		r.found(feed.Error, "record-empty", d.line, "has neither a title nor content; a record needs one of them")
	case d.Published.IsZero() && r.lenient:
		d.Draft = true
		r.found(feed.Warning, "import-date", d.line, "%s has no date, so it becomes a draft", d.called())
	case d.Published.IsZero() && !d.Draft && !d.says("published"):
		r.found(feed.Error, "record-date", d.line, "has no date; add published = 2026-11-23T10:00:00+01:00 or name the file 2026-11-23-%s", path.Base(r.rel))
	}
	d.Slug = d.chooseSlug(name)
	if d.Section == "" {
		d.Section = section(r.rel)
	}
	d.finish()
	d.Key = r.rel
	if d.several {
		d.Key += "#" + d.Slug
	}
	if r.defaults.generator() == nil && !r.lenient {
		r.address(d)
	}
	for _, t := range []struct{ name, text string }{{"title", d.Title}, {"summary", d.Summary}} {
		if !strings.ContainsAny(t.text, "<&") {
			continue
		}
		if tag := knownMarkup().FindString(t.text); tag != "" {
			r.found(feed.Warning, "record-markup", d.lineOf(t.name), "%s holds %s; it is plain text, and readers will show that as it stands", t.name, tag)
		}
	}
}

// address gives the article its address, and the id that goes with it.
func (r *reading) address(d *draft) {
	if d.Published.IsZero() && d.dated.IsZero() {
		return
	}
	line := d.line
	if d.URL == "" && d.located != "" {
		line = d.locatedAt
	}
	err := d.locate()
	if err == nil {
		d.FirstID, err = d.firstID()
	}
	if err != nil {
		r.found(feed.Error, "record-url", line, "%v", err)
	}
	if d.unsure && err == nil {
		r.found(feed.Warning, "record-url", d.line, "its address %s holds letters that %s writes in its own way, so it may be another one; add slug = \"...\"", d.URL, d.defaults.Generator)
	}
}

// locate makes the address, unless the record says one.
func (d *draft) locate() (err error) {
	switch {
	case d.URL != "":
	case d.located != "":
		if d.URL, err = d.defaults.generator().address(d, d.located); err == nil {
			d.URL, err = d.below(d.URL)
		}
	default:
		d.URL, err = d.patternURL()
	}
	return err
}

// knownMarkup finds the HTML that people put where plain text belongs.
var knownMarkup = value.Regexp(`(?i)</?(?:a|b|i|em|strong|u|p|br|span|div|img|h[1-6]|ul|ol|li|code|sub|sup|blockquote)(?:\s[^<>]*)?/?>|&(?:amp|lt|gt|quot|apos|nbsp|hellip|mdash|ndash|[lr][sd]quo|#\d+|#x[0-9a-f]+);`)

// fileName is the date and the name that a record's file gives it, if it is the
// only one there: 2026-11-23-title.md, title.md, or title/index.md.
func (r *reading) fileName(t text) (day, name string) {
	if t.several {
		return "", ""
	}
	if r.defaults.generator() != nil {
		s := r.spot()
		return s.day, s.name
	}
	name = strings.TrimSuffix(path.Base(r.rel), path.Ext(r.rel))
	if folder := path.Base(path.Dir(r.rel)); name == "index" && folder != "." {
		name = folder
	}
	if m := dated().FindStringSubmatch(name); m != nil {
		if _, err := time.Parse(time.DateOnly, m[1]); err == nil {
			return m[1], m[2]
		}
	}
	return "", name
}
