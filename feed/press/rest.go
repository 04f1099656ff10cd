package press

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"

	"dateline/feed"
	"dateline/feed/ledger"
	"dateline/feed/publish"
)

// rest finds out whether nothing is to be done: nothing changed since a run after which
// nothing was left to be said, nothing happened by itself, and the files are there as
// that run left them. Then nothing else is read.
func (p *Proof) rest(press Press) (bool, error) {
	made, err := p.madeOfAll(press)
	if err != nil {
		return false, err
	}
	r := p.ledger.Rest
	switch {
	case press.Whole || r.Made != made || r.Made == "" || len(p.said) > 0:
		return false, nil
	case !r.Until.IsZero() && !press.Now.Before(r.Until) || publish.Late(press.Now, p.ledger.Run) != nil:
		return false, nil
	case len(p.ledger.Pings)+len(p.ledger.Intent) > 0 || !p.intact(press):
		return false, nil
	case p.untold(func(ledger.Warning) bool { return true }):
		return false, nil
	}
	p.Staying, p.Resting, p.Findings = r.Feeds, r.Resting, p.catalogue.findings
	for _, name := range slices.Sorted(maps.Keys(p.ledger.Files)) {
		p.Plan.Changes = append(p.Plan.Changes, publish.Change{Kind: publish.Keep, Name: name, Size: p.ledger.Files[name].Size})
	}
	counts := map[string]int{}
	for s := range p.ledger.Items {
		counts[s.Feed]++
	}
	for _, path := range slices.Sorted(maps.Keys(counts)) {
		p.Outlooks = append(p.Outlooks, publish.Outlook{Feed: path, Before: counts[path], After: counts[path]})
	}
	if !r.Until.IsZero() {
		p.Next = &Event{At: r.Until, Article: feed.Article{ID: r.ID, Title: r.Title}, Expires: r.Expires}
	}
	p.Known = slices.Repeat(feed.Findings{{Level: feed.Warning}}, r.Warnings) // they are counted, and none is shown
	return true, nil
}

// intact reports whether the files are at the target as they were written, and all
// that feeds show beside them.
func (p *Proof) intact(press Press) bool {
	names := slices.Collect(maps.Keys(p.ledger.Files))
	good := make([]bool, len(names))
	err := press.parallel("compare", len(names), func(i int) { good[i] = p.asWritten(names[i]) })
	return err == nil && !slices.Contains(good, false) && p.hasMedia()
}

// asWritten reports whether a file is at the target as an earlier run wrote it.
func (p *Proof) asWritten(name string) bool {
	f := p.ledger.Files[name]
	return f.Edited != 0 && p.folder.HasAs(name, f.Size, f.Edited)
}

// hasMedia reports whether all files are there that feeds show.
func (p *Proof) hasMedia() bool {
	for name, size := range p.ledger.Media {
		if !p.folder.HasSize(name, size) {
			return false
		}
	}
	return true
}

// madeOfAll is a hash of all that the files are made of: the program, the
// configuration, the records and what is beside them, and the list of ids.
func (p *Proof) madeOfAll(press Press) (string, error) {
	list := ""
	if p.press.Config.Publish.IDs != "" {
		if info, err := os.Stat(p.press.Config.Publish.IDs); err == nil {
			list = fmt.Sprint(info.Size(), info.ModTime().UnixNano())
		}
	}
	return sumOf(press.Make, press.Config, p.design.Sum(), press.Config.Site.Zone.String(), p.catalogue.Digest(), p.catalogue.listing.Beside, list)
}

// sumOf is a hash of values.
func sumOf(values ...any) (string, error) {
	text, err := json.Marshal(values)
	if err != nil {
		return "", fmt.Errorf("tell whether something changed: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// madeOf is a hash of all that the files of an edition are made of: the program, the
// configuration, what is beside the records, and its articles as readers are told of
// them. It is empty for a feed with an archive, which grows.
func (p *Proof) madeOf(press Press, e feed.Edition) (string, error) {
	if e.Archive > 0 {
		return "", nil
	}
	sums := make([]string, len(e.Articles))
	for i, a := range e.Articles {
		sums[i] = p.copies[a.ID].SHA256
	}
	return sumOf(press.Make, p.design.Sum(), e.Channel, press.Config.Check, p.catalogue.listing.Beside, sums, e.Tombstones, e.Whole)
}

// asItWas reports whether a feed would be made as it was, and its files are there.
func (p *Proof) asItWas(press Press, e feed.Edition, made string) bool {
	return !press.Whole && made != "" && p.ledger.Feeds[e.Path].Made == made &&
		!slices.ContainsFunc(filesOf(e.Channel), func(name string) bool { return !p.asWritten(name) }) &&
		!p.untold(concerning(e))
}

// untold reports whether there is something to be said now that a quiet run found, and
// that nobody was told of.
func (p *Proof) untold(of func(ledger.Warning) bool) bool {
	for w, shown := range p.ledger.Warnings {
		if !shown && !p.press.Quiet && of(w) {
			return true
		}
	}
	return false
}

// concerning finds the warnings about a feed and its articles.
func concerning(e feed.Edition) func(ledger.Warning) bool {
	shown := map[string]bool{}
	for _, a := range e.Articles {
		shown[a.ID] = true
	}
	return func(w ledger.Warning) bool { return w.Article == "" && w.Feed == e.Path || shown[w.Article] }
}

// filesOf are the names of the files of a feed.
func filesOf(c feed.Channel) []string { return append(documents(c, 0), c.File("index.html")) }

// stay leaves a feed as it is.
func (p *Proof) stay(e feed.Edition) {
	p.hold(e.Channel)
	p.stays[e.Path] = true
	p.Staying++
	for _, name := range filesOf(e.Channel) {
		p.keeps = append(p.keeps, publish.Change{Kind: publish.Keep, Name: name, Size: p.ledger.Files[name].Size})
	}
	concerns := concerning(e)
	for w, shown := range p.ledger.Warnings {
		if concerns(w) {
			p.lasting[w] = shown
		}
	}
	p.Outlooks = append(p.Outlooks, publish.Outlook{Feed: e.Path, Before: len(e.Articles), After: len(e.Articles)})
}

// remain puts into the ledger that nothing is to be done, if that is so.
func (p *Proof) remain() error {
	p.ledger.Rest = ledger.Rest{}
	loud := p.Findings.Count(feed.Warning) - p.catalogue.findings.Count(feed.Warning) - p.news
	if p.Refused || p.Findings.Count(feed.Error)+loud+p.Held() > 0 {
		return nil
	}
	made, err := p.madeOfAll(p.press)
	if err != nil {
		return err
	}
	r := ledger.Rest{Made: made, Feeds: p.Feeds(), Resting: p.Resting, Articles: p.Articles(),
		Warnings: p.Known.Count(feed.Warning) + p.news}
	if e := p.Next; e != nil {
		r.Until, r.ID, r.Title, r.Expires = e.At.UTC(), e.Article.ID, e.Article.Title, e.Expires
	}
	p.ledger.Rest = r
	return nil
}
