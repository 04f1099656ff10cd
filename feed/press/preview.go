package press

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/publish"
	"dateline/feed/render"
)

// A Preview is what editors see before subscribers do, and where its media lie: paths on
// this machine, by their names in the target.
type Preview struct {
	render.Preview
	Media map[string]string
}

// The style sheet and the script of its pages.
var PreviewStyle, PreviewScript = render.PreviewStyle, render.PreviewScript

// Preview makes all feeds as they would be published now, with drafts and embargoed
// articles beside them. It writes nothing.
func (p Press) Preview() (preview Preview, err error) {
	p.Whole, p.Waiting, p.Stage = true, true, false
	proof, err := p.Proof()
	if err != nil {
		return Preview{}, err
	}
	defer func() { err = cmp.Or(err, proof.Close()) }()
	return proof.preview()
}

func (p *Proof) preview() (Preview, error) {
	desk := p.desk()
	waiting, err := p.waiting(desk)
	if err != nil {
		return Preview{}, err
	}
	made := Preview{Media: map[string]string{}, Preview: render.Preview{
		Title: p.press.Config.Site.Title, Now: p.press.Now.In(p.press.Config.Site.Zone), Refused: p.Refused, MediaBase: desk.base + "media/",
	}}
	if e := p.Next; e != nil {
		made.Next = fmt.Sprintf("By itself: %s, %s %s.", e.At.In(p.press.Config.Site.Zone).Format("2 January 2006 15:04 MST"), cmp.Or(e.Article.Title, e.Article.ID), map[bool]string{false: "is published", true: "expires"}[e.Expires])
	}
	findings := slices.Concat(p.Findings, p.Known, desk.findings)
	findings.Sort()
	byRecord := map[feed.Pos]feed.Findings{}
	for _, f := range findings {
		at := recordAt(f.Place())
		byRecord[at] = append(byRecord[at], f)
	}
	told := map[feed.Pos]bool{}
	item := func(a feed.Article, state string, waits bool) render.PreviewItem {
		at := recordAt(a.Record)
		told[at] = true
		return render.PreviewItem{Article: a, State: state, Waits: waits, Findings: byRecord[at]}
	}
	for _, e := range p.Editions {
		f := render.PreviewFeed{Channel: e.Channel, Outlook: "its first publication"}
		states := p.foretold(&f)
		for _, a := range waiting {
			if due := a; shownAnyway(&due, p.press.Now) && e.Takes(due, p.press.Now) {
				f.Items = append(f.Items, item(a, p.waitsFor(a), true))
			}
		}
		for _, a := range e.Articles {
			f.Items = append(f.Items, item(a, states[a.ID], false))
		}
		made.Feeds = append(made.Feeds, f)
	}
	for _, f := range findings {
		if !told[recordAt(f.Place())] {
			made.Findings = append(made.Findings, f)
		}
	}
	for _, m := range slices.Concat(p.media, desk.media) {
		made.Media[m.Name] = m.Path
	}
	return made, nil
}

// waiting are the articles that no feed shows yet, the newest first, fit to print.
func (p *Proof) waiting(desk *copyDesk) ([]feed.Article, error) {
	var all []feed.Article
	for _, a := range p.articles {
		if due := a; shownAnyway(&due, p.press.Now) && !a.Due(p.press.Now) {
			a, err := desk.edit(a)
			if err != nil {
				return nil, err
			}
			all = append(all, a)
		}
	}
	slices.SortFunc(all, feed.Newest)
	return all, nil
}

// shownAnyway makes an article due that is a draft or embargoed, and reports whether it is
// due then: one that expired or is withdrawn is not.
func shownAnyway(a *feed.Article, now time.Time) bool {
	a.Draft = false
	if a.Published.After(now) || a.Published.IsZero() {
		a.Published = now
	}
	return a.Due(now)
}

// waitsFor is why an article is not shown yet.
func (p *Proof) waitsFor(a feed.Article) string {
	if a.Draft {
		return "draft"
	}
	return "embargoed until " + a.Published.In(p.press.Config.Site.Zone).Format("2 January 2006 15:04 MST")
}

// foretold takes up what subscribers of a feed will see, and gives it by the ids of the
// articles.
func (p *Proof) foretold(f *render.PreviewFeed) map[string]string {
	states := map[string]string{}
	at := slices.IndexFunc(p.Outlooks, func(o publish.Outlook) bool { return o.Feed == f.Path })
	if at < 0 {
		return states
	}
	o := p.Outlooks[at]
	f.Held = o.Held
	var counts []string
	for _, s := range publish.Sights {
		if n := o.Count(s); n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, s.Words()))
		}
	}
	f.Outlook = strings.Join(counts, ", ")
	if counts == nil {
		f.Outlook = "subscribers see nothing new"
	}
	for _, v := range o.Views {
		if v.Sight == publish.Gone {
			f.Gone = append(f.Gone, fmt.Sprintf("%s goes: %s", v.Title, v.Fate))
		}
		states[v.ID] = v.Sight.Words()
	}
	return states
}
