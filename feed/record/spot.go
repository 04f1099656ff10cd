package record

import (
	"path"
	"slices"
	"strings"
	"time"
)

// A spot is what a generator reads from where a file lies.
type spot struct {
	folders  []string // below the root of the content, as they are called; without that of a bundle
	file     string   // its name without ending and language; of a bundle that of the folder
	name     string   // the same without a date
	day      string   // the date in it; empty if there is none
	language string   // that its name ends with; empty if it does with none
	bundle   bool     // it is the index.md of a folder
}

// spot is where the file of the reading lies.
func (r *reading) spot() (s spot) {
	g := r.defaults.generator()
	folder := path.Join(r.defaults.Below, path.Dir(r.rel))
	if first, rest, _ := strings.Cut(r.defaults.Below, "/"); slices.Contains(r.defaults.Languages, first) { // content/de/post
		s.language, folder = first, path.Join(rest, path.Dir(r.rel))
	}
	for name := range strings.SplitSeq(folder, "/") {
		if name == "_posts" || name == "_drafts" {
			break
		}
		if name != "." && name != "" {
			s.folders = append(s.folders, name)
		}
	}
	s.file = strings.TrimSuffix(path.Base(r.rel), path.Ext(r.rel))
	if at := strings.LastIndexByte(s.file, '.'); at > 0 && slices.Contains(r.defaults.Languages, s.file[at+1:]) {
		s.file, s.language = s.file[:at], s.file[at+1:]
	}
	if s.file == "index" && len(s.folders) > 0 && !g.posts {
		s.bundle, s.file, s.folders = true, s.folders[len(s.folders)-1], s.folders[:len(s.folders)-1]
	}
	s.day, s.name = g.named(s.file)
	return s
}

// named is the date that a file's name says, and the rest of it.
func (g *generator) named(file string) (day, name string) {
	m := g.dated().FindStringSubmatch(file)
	if m == nil {
		return "", file
	}
	for _, form := range []string{"2006-1-2", "06-1-2"} {
		if t, err := time.Parse(form, m[1]); err == nil {
			return t.Format(time.DateOnly), m[2]
		}
	}
	return "", file
}
