package press

import (
	"errors"
	"fmt"
	"os"

	"dateline/feed"
	"dateline/feed/ledger"
	"dateline/feed/record"
	"dateline/feed/value"
)

// A Stamping is what became of the records that said no id of their own.
type Stamping struct {
	Done     []record.Stamped
	Drafts   int           // that were passed over: their date, and so their id, may still change
	Findings feed.Findings // on the ledger, records that were passed over, and files that were left
}

// ErrNoRecord says that a file was named in which there is no record.
var ErrNoRecord = errors.New("is no record that is published")

// ErrIDs says that the ids that were published are not known for certain.
var ErrIDs = errors.New("nothing is stamped, for the ids that were published are not known")

// Stamp writes into each record that says no id of its own the one that it has: the
// one that was published, else the one that it would be published with now. Only
// the files named are written; none means all. With dry nothing is. With an error
// the Stamping holds what was done before.
func (p Press) Stamp(files []string, dry bool) (Stamping, error) {
	folder := p.records()
	all, err := folder.ReadAll()
	if err != nil {
		return Stamping{}, err
	}
	articles, findings := all.Articles, record.Gather(folder.Path, all.Findings)
	l, said, err := p.Ledger()
	if err != nil {
		return Stamping{}, err
	}
	if said.Count(feed.Error) > 0 {
		return Stamping{Findings: said}, ErrIDs
	}
	identified, more := l.Identify(articles, value.Host(p.Config.Site.URL), ledger.Others{})
	findings = append(findings, more...)
	meant, err := only(files, articles, findings)
	if err != nil {
		return Stamping{}, err
	}
	known := map[feed.Pos]string{}
	for _, a := range identified {
		known[a.Record] = a.ID
	}
	s := Stamping{Findings: said}
	ids := map[feed.Pos]string{}
	for _, a := range articles {
		switch id := known[a.Record]; {
		case a.ID != "" || !meant(a.Record.File):
		case a.Draft:
			s.Drafts++
		case id != "":
			ids[a.Record] = id
		}
	}
	s.Done, more, err = folder.Stamp(articles, ids, dry)
	for _, f := range append(findings, more...) {
		if f.Level == feed.Error && meant(f.Pos.File) {
			s.Findings = append(s.Findings, f)
		}
	}
	s.Findings.Sort()
	return s, err
}

// only reports which files are meant, whatever names they go by. Each must hold
// records, if only faulty ones.
func only(files []string, articles []feed.Article, findings feed.Findings) (func(string) bool, error) {
	if len(files) == 0 {
		return func(string) bool { return true }, nil
	}
	named := make([]os.FileInfo, len(files))
	for i, file := range files {
		named[i], _ = os.Stat(file) // what is not there is no record
	}
	meant, hit := map[string]bool{}, make([]bool, len(files))
	look := func(file string) {
		if _, seen := meant[file]; seen {
			return
		}
		meant[file] = false
		info, err := os.Stat(file)
		for i := range named {
			if err == nil && os.SameFile(info, named[i]) {
				meant[file], hit[i] = true, true
			}
		}
	}
	for _, a := range articles {
		look(a.Record.File)
	}
	for _, f := range findings {
		look(f.Pos.File)
	}
	for i, file := range files {
		if !hit[i] {
			return nil, fmt.Errorf("%s %w", file, ErrNoRecord)
		}
	}
	return func(file string) bool { return meant[file] }, nil
}
