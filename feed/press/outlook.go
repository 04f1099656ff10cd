package press

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"dateline/feed"
	"dateline/feed/ledger"
	"dateline/feed/publish"
)

// outlook tells what the subscribers of a feed will see, and whether the guards let
// it go out.
func (p *Proof) outlook(c feed.Channel, after []publish.Item, press Press) (allowed bool) {
	before := p.before[c.Path]
	if before == nil {
		return true
	}
	o := publish.Foresee(c.Path, before, after, func(id string) publish.Fate {
		if fate := p.fate(c, id); fate != publish.OffTheEnd || len(after) > 0 {
			return fate
		}
		return publish.Elsewhere // where nothing is shown, nothing newer took its place
	})
	for _, r := range o.Refusals(press.Config.Publish.Flood) {
		if !slices.Contains(press.Allow, r.Guard) {
			o.Held = true
			p.Findings.Add(feed.Error, "publish-"+string(r.Guard), c.Config, "%s is held back: %s; if that is meant, --allow %s publishes it", called(c.Path), r.Text, r.Guard)
		}
	}
	p.Outlooks = append(p.Outlooks, o)
	return !o.Held
}

// published is what the feeds show until now, by path, the newest first. Articles
// that have no record any more come last, by id.
func (p *Proof) published() map[string][]publish.Item {
	feeds := map[string][]publish.Item{}
	for s, v := range p.ledger.Items {
		feeds[s.Feed] = append(feeds[s.Feed], publish.Item{ID: s.Article, Title: p.ledger.IDs[s.Article].Title, Updated: v.Updated, SHA256: v.SHA256})
	}
	for _, items := range feeds {
		slices.SortFunc(items, func(a, b publish.Item) int {
			return cmp.Or(feed.Newest(p.articles[a.ID], p.articles[b.ID]), cmp.Compare(a.ID, b.ID))
		})
	}
	return feeds
}

// called is what a person calls the feed at a path.
func called(path string) string {
	if path == "" {
		return "the main feed"
	}
	return "the feed " + path
}

// shown is an article as readers are shown it.
func shown(a feed.Article) (publish.Item, error) {
	a.Record, a.Key, a.Extra = feed.Pos{}, "", nil // none of these is published
	text, err := json.Marshal(a)
	sum := sha256.Sum256(text)
	return publish.Item{ID: a.ID, Title: a.Title, Updated: a.Changed().UTC().Truncate(time.Second), SHA256: hex.EncodeToString(sum[:])}, err
}

// fate is why a feed shows an article no more.
func (p *Proof) fate(c feed.Channel, id string) publish.Fate {
	a, there := p.articles[id]
	switch {
	case !there && p.unread[id]:
		return publish.Unread
	case !there:
		return publish.Lost
	case a.Draft:
		return publish.Draft
	case a.Status == feed.Withdrawn:
		return publish.Withdrawn
	case !a.Expires.IsZero() && !a.Expires.After(p.press.Now):
		return publish.Expired
	case a.Published.After(p.press.Now):
		return publish.Embargoed
	case !p.kept[id]:
		return publish.Empty
	case !c.Takes(a, p.press.Now):
		return publish.Elsewhere
	case p.isArchived(c.Path, id):
		return publish.Archived
	}
	return publish.OffTheEnd
}

// rememberItems puts into the ledger what the feeds show. Those of feeds that are
// held stay, those of feeds that are there no more go.
func (p *Proof) rememberItems() {
	items := map[ledger.Shown]ledger.Item{}
	for s, v := range p.ledger.Items {
		if _, out := p.items[s.Feed]; !out && p.held[feed.Channel{Path: s.Feed}.File("index.html")] {
			items[s] = v
		}
	}
	for path, all := range p.items {
		for _, item := range all {
			items[ledger.Shown{Feed: path, Article: item.ID}] = ledger.Item{Updated: item.Updated, SHA256: item.SHA256}
		}
	}
	p.ledger.Items = items
}

// An Event happens to an article at its moment, whether or not somebody changes
// something. Until then publishing again changes nothing.
type Event struct {
	At      time.Time
	Article feed.Article
	Expires bool // it leaves its feeds; else its embargo ends
}

// next is the first event after now; nil if there is none.
func next(articles []feed.Article, now time.Time) *Event {
	var first *Event
	for _, a := range articles {
		e, happens := eventOf(a, now)
		if !happens {
			continue
		}
		if first == nil || e.At.Before(first.At) || e.At.Equal(first.At) && a.ID < first.Article.ID {
			first = &e
		}
	}
	return first
}

// eventOf is what happens to an article first after now, if anything does.
func eventOf(a feed.Article, now time.Time) (Event, bool) {
	e := Event{At: a.Published, Article: a}
	if a.Due(now) {
		e.At, e.Expires = a.Expires, true
	}
	happens := !a.Draft && a.Status == feed.Usable && e.At.After(now) && (e.Expires || a.Expires.IsZero() || a.Expires.After(e.At))
	return e, happens
}
