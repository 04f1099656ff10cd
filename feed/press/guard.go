package press

import (
	"slices"

	"dateline/feed"
	"dateline/feed/publish"
)

// guard looks at what concerns all feeds: where they are, and the ids of what was
// published. What it finds holds everything back.
func (p *Proof) guard(press Press, articles []feed.Article) {
	if r := publish.Address(press.Config.Publish.Base, p.ledger.Base); r != nil && !slices.Contains(press.Allow, publish.Base) {
		p.Refused = true
		p.Findings.Add(feed.Error, "publish-base", press.Config.Publish.Config, "publish.base: %s; nothing is published; if that is meant, --allow base publishes", r.Text)
	}
	if slices.Contains(press.Allow, publish.IDs) {
		return
	}
	published := map[string]string{} // ids that feeds show, by the record that they were read from
	for s := range p.ledger.Items {
		record := p.ledger.IDs[s.Article].Record
		if old, twice := published[record]; !twice || s.Article < old {
			published[record] = s.Article
		}
	}
	for _, a := range articles {
		old := published[a.Key]
		if _, still := p.articles[old]; old != "" && old != a.ID && !still && !a.Draft {
			p.Refused = true
			p.Findings.Add(feed.Error, "publish-ids", a.Record, "its id is %s, and it was published as %s, so that readers would show it twice; nothing is published; if that is meant, --allow ids publishes", a.ID, old)
		}
	}
}
