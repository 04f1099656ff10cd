package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"time"

	"dateline/feed"
	"dateline/feed/press"
	"dateline/feed/publish"
)

// An account is what a run of publish or plan tells of itself when it has ended:
// an object of JSON, and metrics. docs/cron.md describes both, as others rely on
// them.
type account struct {
	format string // text or json

	begun   time.Time          // by the clock, whatever moment is rehearsed
	shown   feed.Findings      // those that were asked for
	found   map[feed.Level]int // all, by level
	proof   *press.Proof       // what was published, or would be; nil if that is nothing
	sent    int                // pings that hubs have taken
	pending int                // pings that the next run sends
}

// begin checks the flags and starts the clock.
func (o *options) begin(errs io.Writer) error {
	if o.jobs < 0 {
		return usage("--jobs %d is less than none", o.jobs)
	}
	if o.format != "text" && o.format != "json" {
		return usage("--format %s is neither text nor json", o.format)
	}
	o.begun = time.Now()
	o.watch = watchOn(errs, o.begun, o.quiet)
	o.now.Time = o.now.orClock()
	return nil
}

// count counts findings, also those that are not shown.
func (a *account) count(all ...feed.Findings) {
	if a.found == nil {
		a.found = map[feed.Level]int{}
	}
	for _, findings := range all {
		for _, level := range []feed.Level{feed.Error, feed.Warning, feed.Info} {
			a.found[level] += findings.Count(level)
		}
	}
}

// A summary is the account of a run as --format json prints it.
type summary struct {
	Status int       `json:"status"`
	Error  string    `json:"error,omitempty"`
	At     time.Time `json:"at"`
	*impression
	Findings []placedRemark `json:"findings"`
	Forecast *forecast      `json:"plan,omitempty"`
	Against  *comparison    `json:"against,omitempty"`
	Pings    *pings         `json:"pings,omitempty"`
	Seconds  float64        `json:"seconds"`
}

// An impression is what was published, or would be.
type impression struct {
	Changed     bool       `json:"changed"`
	Feeds       int        `json:"feeds"`
	Held        int        `json:"held"`
	Articles    int        `json:"articles"`
	Files       fileCounts `json:"files"`
	Subscribers []audience `json:"subscribers"`
	Next        *happening `json:"next"`
}

type fileCounts struct {
	Created int `json:"created"`
	Updated int `json:"updated"`
	Removed int `json:"removed"`
	Kept    int `json:"kept"`
}

// An audience is what the subscribers of a feed see.
type audience struct {
	Feed   string `json:"feed"`
	Before int    `json:"before"`
	After  int    `json:"after"`
	Held   bool   `json:"held"`
	New    int    `json:"new"`
	Again  int    `json:"again"`
	Silent int    `json:"silent"`
	Gone   int    `json:"gone"`
	Views  []view `json:"views,omitempty"`
}

type view struct {
	Sight   publish.Sight `json:"sight"`
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Updated time.Time     `json:"updated"`
	Fate    publish.Fate  `json:"fate,omitempty"`
}

type happening struct {
	At    time.Time `json:"at"`
	ID    string    `json:"id"`
	Title string    `json:"title"`
	What  string    `json:"what"`
}

// A placedRemark is a finding with the file that it is about.
type placedRemark struct {
	File string `json:"file"`
	remark
}

// A forecast is what plan alone tells.
type forecast struct {
	Changes []change `json:"changes"`
	Hubs    []string `json:"hubs"`
	Topics  []string `json:"topics"`
}

type change struct {
	Name   string       `json:"name"`
	Kind   publish.Kind `json:"kind"`
	Size   int64        `json:"size"`
	Before int64        `json:"before"`
}

type pings struct {
	Sent    int `json:"sent"`
	Pending int `json:"pending"`
}

// summary tells how the run ended.
func (o *options) summary(err error) summary {
	s := summary{Status: exitStatus(err), At: o.now.UTC(), Findings: []placedRemark{}, Seconds: o.seconds()}
	if err != nil {
		s.Error = err.Error()
	}
	for _, f := range o.shown {
		s.Findings = append(s.Findings, placedRemark{f.Pos.File, remarkOf(f)})
	}
	if o.proof != nil {
		s.impression = impressionOf(o.proof)
	}
	return s
}

// seconds are how long the run has taken, in thousandths.
func (a *account) seconds() float64 { return math.Round(time.Since(a.begun).Seconds()*1000) / 1000 }

func (s summary) print(out io.Writer) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return fmt.Errorf("print the summary: %w", err)
	}
	return nil
}

func impressionOf(p *press.Proof) *impression {
	i := &impression{
		Changed: p.Plan.Writes() > 0, Feeds: p.Feeds(), Held: p.Held(), Articles: p.Articles(),
		Files:       fileCounts{p.Plan.Count(publish.Create), p.Plan.Count(publish.Update), p.Plan.Count(publish.Remove), p.Plan.Count(publish.Keep)},
		Subscribers: []audience{},
	}
	for _, o := range p.Outlooks {
		i.Subscribers = append(i.Subscribers, audience{
			Feed: o.Feed, Before: o.Before, After: o.After, Held: o.Held,
			New: o.Count(publish.New), Again: o.Count(publish.Again), Silent: o.Count(publish.Silent), Gone: o.Count(publish.Gone),
		})
	}
	if e := p.Next; e != nil {
		i.Next = &happening{e.At.UTC(), e.Article.ID, e.Article.Title, "published"}
		if e.Expires {
			i.Next.What = "expired"
		}
	}
	return i
}

// foretell adds what plan alone tells: each article, each file, each hub.
func (s *summary) foretell(p *press.Proof) {
	for i, o := range p.Outlooks {
		for _, v := range o.Views {
			s.Subscribers[i].Views = append(s.Subscribers[i].Views, view{v.Sight, v.ID, v.Title, v.Updated, v.Fate})
		}
	}
	hubs, topics := addressees(p)
	s.Forecast = &forecast{[]change{}, hubs, topics}
	for _, c := range p.Plan.Changes {
		if _, happens := verbs[c.Kind]; happens {
			s.Forecast.Changes = append(s.Forecast.Changes, change{c.Name, c.Kind, c.Size, c.Before})
		}
	}
}
