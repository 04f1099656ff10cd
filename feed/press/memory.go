package press

import (
	"maps"
	"slices"

	"dateline/feed"
	"dateline/feed/ledger"
	"dateline/feed/publish"
)

// remember puts into the ledger what is about to be published.
func (p *Proof) remember(steps []publish.Step) error {
	p.ledger.Rest = ledger.Rest{}
	for _, e := range p.Editions {
		p.ledger.Feeds[e.Path] = ledger.Feed{ID: e.ID, Updated: e.Updated, Ended: e.Ended, Made: p.makes[e.Path]}
	}
	remembered := map[string]bool{}
	for _, e := range slices.Concat(p.Editions, p.pages) {
		for _, a := range e.Articles {
			if !remembered[a.ID] {
				remembered[a.ID] = true
				p.ledger.Remember(p.articles[a.ID])
			}
		}
	}
	for id, a := range p.articles {
		if _, known := p.ledger.IDs[id]; known && a.Status == feed.Withdrawn {
			p.ledger.Remember(a)
		}
	}
	p.release()
	files := map[string]ledger.File{}
	for name, file := range p.ledger.Files {
		if p.held[name] {
			files[name] = file
		}
	}
	changes, edited := map[string]publish.Change{}, map[string]int64{}
	for _, c := range p.Plan.Changes {
		changes[c.Name], edited[c.Name] = c, c.Edited
	}
	for _, s := range steps {
		edited[s.Name] = s.Edited
	}
	for _, f := range p.files {
		if c := changes[f.Name]; c.Kind != publish.Leave {
			files[f.Name] = ledger.File{SHA256: c.SHA256, Size: c.Size, Edited: edited[f.Name]}
		}
	}
	p.ledger.Files = files
	p.rememberPages()
	p.rememberItems()
	p.rememberPings()
	p.ledger.Base = p.press.Config.Publish.Base
	if p.Plan.Writes() > 0 || p.ledger.Run.IsZero() {
		p.ledger.Run = p.press.Now
	}
	p.rememberMedia()
	warnings := p.lasting
	for _, w := range p.warnings {
		warnings[w.Warning] = !p.press.Quiet || p.ledger.Warnings[w.Warning]
	}
	p.ledger.Warnings = warnings
	return p.copy()
}

// rememberMedia puts into the ledger which files feeds show. Those of feeds that stay as
// they were are among the old ones.
func (p *Proof) rememberMedia() {
	media := map[string]int64{}
	if p.Staying > 0 {
		media = p.ledger.Media
	}
	for _, m := range p.media {
		media[m.Name] = m.Length
	}
	p.ledger.Media = media
}

// copy puts into the ledger how the articles were read that feeds show from now on,
// and those that left tombstones.
func (p *Proof) copy() error {
	out := map[string]bool{}
	for _, items := range p.items {
		for _, item := range items {
			out[item.ID] = true
		}
	}
	for id, a := range p.articles {
		if !a.Withdrawn.IsZero() {
			out[id] = true
		}
	}
	showing := p.showing()
	maps.DeleteFunc(p.ledger.Copies, func(id string, _ ledger.Copy) bool { return !showing[id] && !out[id] })
	for id := range out {
		c, made := p.copies[id]
		if !made {
			var err error
			if c, err = ledger.CopyOf(p.articles[id]); err != nil {
				return err
			}
		}
		if c.SHA256 != p.ledger.Copies[id].SHA256 {
			p.ledger.Copies[id] = c
		}
	}
	return nil
}

// release takes the records from ids that were given up for others: somebody has
// said that it is meant.
func (p *Proof) release() {
	now := map[string]string{} // ids by record
	for id, a := range p.articles {
		now[a.Key] = id
	}
	for id, v := range p.ledger.IDs {
		if other, read := now[v.Record]; read && other != id && p.ledger.IDs[other].Record == v.Record {
			v.Record = ""
			p.ledger.IDs[id] = v
		}
	}
}
