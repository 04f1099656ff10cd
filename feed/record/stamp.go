package record

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/google/renameio/v2"

	"dateline/feed"
)

// A Stamped is an id that a record says from now on.
type Stamped struct {
	Record feed.Pos // without a line if the record is the whole file
	ID     string
}

// Stamp writes ids into the records of articles, as Read gave them, each beside the
// place of its record. No other byte changes. A file is written, whole or not at
// all, only if it then reads as the same articles with these ids and nothing else
// is different; one that changed since Read, and one in which an id cannot be
// written, is left and named. With dry nothing is written.
func (f Folder) Stamp(articles []feed.Article, ids map[feed.Pos]string, dry bool) ([]Stamped, feed.Findings, error) {
	w, _, err := f.open()
	if err != nil {
		return nil, nil, err
	}
	defer w.Close()
	names, shared, err := realNames(articles)
	if err != nil {
		return nil, nil, err
	}
	var done []Stamped
	for i := 0; i < len(articles); {
		file := articles[i].Record.File
		s := stamping{walk: w, file: file, ids: ids}
		for ; i < len(articles) && articles[i].Record.File == file; i++ {
			s.articles = append(s.articles, articles[i])
		}
		if !slices.ContainsFunc(s.articles, func(a feed.Article) bool { return ids[a.Record] != "" }) {
			continue
		}
		if others := shared[names[file]]; len(others) > 1 {
			w.Findings.Add(feed.Error, "record-shared", feed.Pos{File: file}, "is the same file as another record (%s), and can say one id only; it is left", strings.Join(others, ", "))
			continue
		}
		if err := s.write(names[file], dry); err != nil {
			return done, w.Findings, fmt.Errorf("write %s: %w", file, err)
		}
		done = append(done, s.done...)
	}
	w.Findings.Sort()
	return done, w.Findings, nil
}

// realNames are the names of the articles' files without symbolic links, and the
// files that share each of these.
func realNames(articles []feed.Article) (names map[string]string, files map[string][]string, err error) {
	names, files = map[string]string{}, map[string][]string{}
	for _, a := range articles {
		file := a.Record.File
		if names[file] != "" {
			continue
		}
		if names[file], err = filepath.EvalSymlinks(file); err != nil {
			return nil, nil, fmt.Errorf("find the record: %w", err)
		}
		files[names[file]] = append(files[names[file]], file)
	}
	return names, files, nil
}

// A stamping is the work on one file.
type stamping struct {
	*walk
	file     string
	articles []feed.Article // as they were read before
	ids      map[feed.Pos]string
	done     []Stamped
}

// write edits the file, whose real name is name; as far as it stays, nothing is done.
func (s *stamping) write(name string, dry bool) error {
	before, after, ok := s.edited()
	if ok && !dry {
		var err error
		if ok, err = replace(name, before, after); err != nil {
			return err
		}
		if !ok {
			s.changed()
		}
	}
	if !ok {
		s.done = nil
	}
	return nil
}

// edited is the file as it is and as it is to be, if it can be.
func (s *stamping) edited() (before, after []byte, ok bool) {
	rel, err := filepath.Rel(s.path, s.file)
	if err == nil {
		before, err = s.root.ReadFile(rel)
	}
	if err != nil {
		s.Findings.Add(feed.Error, "record-unreadable", feed.Pos{File: s.file}, "%v", unwrapPath(err))
		return nil, nil, false
	}
	var texts []text
	old := s.reread(before, &texts)
	if !reflect.DeepEqual(old.articles, s.articles) {
		s.changed()
		return nil, nil, false
	}
	after, want := s.stamp(before, old.articles, texts)
	if len(s.done) == 0 {
		return nil, nil, false
	}
	now := s.reread(after, nil)
	if got, want := placeless(now.articles), placeless(want); !reflect.DeepEqual(got, want) || !slices.Equal(said(now.findings), said(old.findings)) {
		at := old.articles[firstStamped(got, want, old.articles)].Record
		s.Findings.Add(feed.Error, "record-stamp", at, "would not read as before with id = %s written into it, so its file is left; write the id by hand", quote(s.ids[at]))
		return nil, nil, false
	}
	return before, after, true
}

// stamp writes the ids into data, and into the articles that it should read as then.
func (s *stamping) stamp(data []byte, articles []feed.Article, texts []text) ([]byte, []feed.Article) {
	var b bytes.Buffer
	articles = slices.Clone(articles)
	whole, at := newSheet(data), 0
	for i := range articles {
		a := &articles[i]
		id := s.ids[a.Record]
		if id == "" || a.ID != "" {
			continue
		}
		e, err := texts[i].say(whole, id)
		if err != nil {
			s.Findings.Add(feed.Error, "record-stamp", a.Record, "%v", err)
			continue
		}
		b.Write(data[at:e.at])
		b.WriteString(e.text)
		at, a.ID = e.end, id
		place := a.Record
		if !texts[i].several {
			place.Line = 0
		}
		s.done = append(s.done, Stamped{place, id})
	}
	b.Write(data[at:])
	return b.Bytes(), articles
}

// firstStamped is the first article that was to get an id and reads otherwise than
// is wanted; if that is none, the first that was to get one.
func firstStamped(got, want, before []feed.Article) int {
	first := -1
	for i := range want {
		switch given := want[i].ID != before[i].ID; {
		case given && (i >= len(got) || !reflect.DeepEqual(got[i], want[i])):
			return i
		case given && first < 0:
			first = i
		}
	}
	return first
}

// changed names a file that is not as it was read.
func (s *stamping) changed() {
	s.Findings.Add(feed.Error, "record-changed", feed.Pos{File: s.file}, "changed while ids were being written, so it is left as it is; stamp it again")
}

// reread reads the records in data as those of the file.
func (s *stamping) reread(data []byte, texts *[]text) *reading {
	rel, _ := filepath.Rel(s.path, s.file) // it was found there
	r := &reading{defaults: s.defaults, name: s.file, rel: filepath.ToSlash(rel), in: io.NopCloser(bytes.NewReader(data)), texts: texts}
	s.defaults.notation(r.rel)(r)
	return r
}

// placeless are articles without their places, which a new line moves.
func placeless(articles []feed.Article) []feed.Article {
	articles = slices.Clone(articles)
	for i := range articles {
		articles[i].Record = feed.Pos{}
	}
	return articles
}

// said are findings without their places.
func said(findings feed.Findings) []string {
	var all []string
	for _, f := range findings {
		f.Pos = feed.Pos{}
		all = append(all, f.String())
	}
	return all
}

// replace puts after in place of before in a file, whole or not at all, and makes it
// durable. It does nothing if the file is not as before.
func replace(name string, before, after []byte) (bool, error) {
	info, err := os.Stat(name)
	if err != nil {
		return false, err
	}
	dir := filepath.Dir(name)
	out, err := renameio.NewPendingFile(name, renameio.WithTempDir(dir), renameio.WithStaticPermissions(info.Mode()))
	if err != nil {
		return false, err
	}
	defer out.Cleanup()
	if _, err := out.Write(after); err != nil {
		return false, err
	}
	if err := out.Sync(); err != nil { // so that the last look comes right before the end
		return false, err
	}
	if now, err := os.ReadFile(name); err != nil || !bytes.Equal(now, before) {
		return false, err
	}
	if err := out.CloseAtomicallyReplace(); err != nil {
		return false, err
	}
	folder, err := os.Open(dir)
	if err != nil {
		return true, err
	}
	defer folder.Close()
	return true, folder.Sync()
}
