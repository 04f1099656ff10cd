package press

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"dateline/feed"
	"dateline/feed/ledger"
	"dateline/feed/publish"
	"dateline/feed/value"
)

// guard looks at what concerns all feeds: where they are, when, whether there are
// records, which are so many, and the ids of what was published. What it finds holds everything back.
func (p *Proof) guard(press Press, articles []feed.Article, records int) {
	if r := publish.Address(press.Config.Publish.Base, p.ledger.Base); r != nil {
		p.holdAll(press, r, press.Config.Publish.Config, "publish.base: ")
	} else if value.Reserved(value.Host(press.Config.Publish.Base)) {
		w := warning{ledger.Warning{Code: "publish-reserved"}, feed.Finding{}}
		w.finding = feed.Finding{Code: w.Code, Level: feed.Warning, Pos: press.Config.Publish.Config,
			Text: fmt.Sprintf("publish.base: %q is of a name that is kept for examples, so that nobody can subscribe", press.Config.Publish.Base)}
		p.warnings = append(p.warnings, w)
	}
	if r := publish.Late(press.Now, p.ledger.Run); r != nil {
		p.holdAll(press, r, feed.Pos{}, "")
	}
	if records == 0 && p.Findings.Count(feed.Error) == 0 && len(p.ledger.Items) > 0 {
		p.holdAll(press, &publish.Refusal{Guard: publish.Loss, Text: fmt.Sprintf("there is not one record, and the feeds show %s", plural(len(p.showing()), "article"))},
			feed.Pos{File: press.Config.Records.Path}, "")
	}
	p.guardIDs(press, articles)
}

// guardIDs finds articles that readers would take for others: published ones with
// another id, and others with a published id.
func (p *Proof) guardIDs(press Press, articles []feed.Article) {
	published := map[string]string{} // ids by the record that they were read from
	for id, v := range p.ledger.IDs {
		if old, twice := published[v.Record]; v.Record != "" && (!twice || id < old) {
			published[v.Record] = id
		}
	}
	for _, a := range articles {
		if a.Draft {
			continue
		}
		old := published[a.Key]
		_, still := p.articles[old]
		if old != "" && old != a.ID && !still {
			p.holdAll(press, &publish.Refusal{Guard: publish.IDs, Text: fmt.Sprintf("its id is %s, and it was published as %s, so that readers would show it twice", a.ID, old)}, a.Record, "")
		}
		if known, ok := p.ledger.IDs[a.ID]; ok && !ledger.Alike(known, a) {
			p.holdAll(press, &publish.Refusal{Guard: publish.IDs, Text: fmt.Sprintf("its id %s was published with %s of %s (%s), of which it has neither words, title, address nor date, so that readers who have that would not be shown it",
				a.ID, value.Quote(known.Title), known.Published.Format(time.DateOnly), cmp.Or(known.Record, known.URL))}, a.Record, "")
		}
	}
}

// holdAll holds everything back, unless somebody said that it is meant.
func (p *Proof) holdAll(press Press, r *publish.Refusal, pos feed.Pos, about string) {
	if slices.Contains(press.Allow, r.Guard) {
		return
	}
	p.Refused = true
	p.Findings.Add(feed.Error, "publish-"+string(r.Guard), pos, "%s%s; nothing is published; if that is meant, --allow %s publishes", about, r.Text, r.Guard)
}

// showing are the ids that feeds show until now.
func (p *Proof) showing() map[string]bool {
	ids := map[string]bool{}
	for s := range p.ledger.Items {
		ids[s.Article] = true
	}
	return ids
}

// vanished looks at the feeds of sections, tags and the like that are no more since
// they have no article. One that loses too much that way stays as it is.
func (p *Proof) vanished(press Press, channels []feed.Channel) {
	for _, path := range slices.Sorted(maps.Keys(p.before)) {
		if slices.ContainsFunc(channels, func(c feed.Channel) bool { return c.Path == path }) {
			continue
		}
		gone := feed.Channel{Path: path, Config: press.Config.Publish.Config}
		if p.held[gone.File("index.html")] {
			continue
		}
		if !p.outlook(gone, nil, press) {
			p.hold(gone)
		}
	}
}
