package press

import (
	"regexp"
	"strconv"

	"dateline/feed"
	"dateline/feed/check"
	"dateline/feed/config"
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

// judge reports whether the files of an edition may go out, as the bytes that
// will be served. What is wrong with one names the record that it came from. The
// page for people is no feed.
func (p *Proof) judge(e feed.Edition, files []feed.File) bool {
	good := true
	for _, f := range files {
		if f.Type == "text/html" {
			continue
		}
		for _, finding := range check.File(f, p.judging) {
			if finding.Level == feed.Error {
				good = false
				finding.Record = origin(e, finding.Path)
				finding.Text = "would not be valid: " + finding.Text + "; the feed stays as it was"
				p.Findings = append(p.Findings, finding)
			}
		}
	}
	return good
}

// item finds which item or entry a path is about. XML counts from 1 and leaves the
// number out where there is one alone, JSON counts from 0.
var item = regexp.MustCompile(`^(?:/rss/channel/item|/feed/entry)(?:\[(\d+)\])?(?:/|$)|^\$\.items\[(\d+)\]`)

// origin is where the record of what is at the path was read, else where the feed
// was configured.
func origin(e feed.Edition, path string) feed.Pos {
	m := item.FindStringSubmatch(path)
	if m == nil {
		return e.Config
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
		return e.Config
	}
	return e.Articles[n].Record
}
