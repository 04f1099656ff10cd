package press

import (
	"strconv"

	"dateline/feed"
	"dateline/feed/check"
	"dateline/feed/config"
	"dateline/feed/ledger"
	"dateline/feed/record"
	"dateline/feed/value"
)

// Judging is how the configuration wants files to be judged, with all that is wrong
// about the codes in it.
func Judging(c config.Check) (check.Options, feed.Findings) {
	o := check.Options{Levels: map[string]feed.Level{}}
	var findings feed.Findings
	for _, l := range c.Levels {
		o.Levels[l.Codes] = l.Level
		if err := check.CanBe(l.Codes, l.Level); err != nil {
			findings.Add(feed.Error, "config", l.Config, "check.levels: %v", err)
		}
	}
	return o, findings
}

// A verdict is what the judge says of files of an edition.
type verdict struct {
	good     bool // they may go out
	errors   feed.Findings
	warnings []warning
}

// judge judges the files of an edition, as the bytes that will be served.
func (p *Proof) judge(e feed.Edition, files []feed.File, with share) verdict {
	verdicts := make([]verdict, len(files))
	with(len(files), func(i int) { verdicts[i] = p.judgeFile(e, files[i]) })
	all := verdict{good: true}
	for _, v := range verdicts {
		all.good = all.good && v.good
		all.errors = append(all.errors, v.errors...)
		all.warnings = append(all.warnings, v.warnings...)
	}
	return all
}

// judgeFile judges one of them. What is wrong with it names the record that it came from.
// The page for people is no feed.
func (p *Proof) judgeFile(e feed.Edition, f feed.File) verdict {
	v := verdict{good: true}
	if f.Type == "text/html" {
		return v
	}
	for _, finding := range check.File(f, p.judging) {
		article := about(e, finding.Path)
		finding.Record = e.Config
		if article != nil {
			finding.Record = article.Record
		}
		switch finding.Level {
		case feed.Error:
			v.good = false
			finding.Text = "would not be valid: " + finding.Text + "; the feed stays as it was"
			v.errors = append(v.errors, finding)
		case feed.Warning:
			w := ledger.Warning{Feed: e.Path, Code: finding.Code}
			if article != nil {
				w.Feed, w.Article = "", article.ID
			}
			v.warnings = append(v.warnings, warning{w, finding})
		}
	}
	return v
}

// note notes what the judge said, and reports whether the files may go out.
func (p *Proof) note(v verdict) bool {
	p.Findings = append(p.Findings, v.errors...)
	p.warnings = append(p.warnings, v.warnings...)
	return v.good
}

// item finds which item or entry a path is about. XML counts from 1 and leaves the
// number out where there is one alone, JSON counts from 0.
var item = value.Regexp(`^(?:/rss/channel/item|/feed/entry)(?:\[(\d+)\])?(?:/|$)|^\$\.items\[(\d+)\]`)

// about is the article that the path is in; nil if it is about the feed itself.
func about(e feed.Edition, path string) *feed.Article {
	m := item().FindStringSubmatch(path)
	if m == nil {
		return nil
	}
	n := 0
	switch {
	case m[1] != "":
		n, _ = strconv.Atoi(m[1])
		n--
	case m[2] != "":
		n, _ = strconv.Atoi(m[2])
	}
	if n < 0 || n >= len(e.Articles) {
		return nil
	}
	return &e.Articles[n]
}

// A warning is about a file of Dateline's own.
type warning struct {
	ledger.Warning
	finding feed.Finding
}

// warn parts the warnings into those that are new and those that an earlier run
// showed. Of a record and code, whatever the feed and the format, one is enough.
func (p *Proof) warn() {
	type spot struct {
		record feed.Pos
		code   string
	}
	told := map[spot]bool{}
	said := p.markup()
	for _, part := range []struct {
		known bool
		into  *feed.Findings
	}{{false, &p.Findings}, {true, &p.Known}} {
		for _, w := range p.warnings {
			at := spot{w.finding.Record, w.Code}
			if said[recordAt(w.finding.Record)] && markupCodes[w.Code] {
				continue
			}
			if p.ledger.Warnings[w.Warning] == part.known && !told[at] {
				told[at] = true
				if !part.known {
					p.news++
				}
				*part.into = append(*part.into, w.finding)
			}
		}
	}
}

// markupCodes are what the judge calls a fault that record-markup has named already,
// in the words of the record.
var markupCodes = map[string]bool{"html-in-plain-text": true, "html-undeclared": true}

// markup are the records that have it in plain text.
func (p *Proof) markup() map[feed.Pos]bool {
	records := map[feed.Pos]bool{}
	for _, f := range p.Findings {
		if f.Code == "record-markup" {
			records[recordAt(f.Pos)] = true
		}
	}
	return records
}

// recordAt is the record that a place is in: a line of a file with a record a line, or the
// file.
func recordAt(pos feed.Pos) feed.Pos {
	if record.InLines(pos.File) {
		return feed.Pos{File: pos.File, Line: pos.Line}
	}
	return feed.Pos{File: pos.File}
}
