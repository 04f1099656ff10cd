package press

import (
	"slices"

	"dateline/feed"
	"dateline/feed/record"
)

// link puts the addresses of other articles into those that refer to them, as they are in
// this run: of all that the index has, whether or not they are read.
func (p *Proof) link(articles []feed.Article) (findings feed.Findings) {
	if !slices.ContainsFunc(articles, record.Refers) {
		return nil
	}
	atlas := p.catalogue.folder.Atlas()
	for _, c := range p.catalogue.Cards(0, p.catalogue.Len()) {
		if !c.Draft {
			atlas.Add(c.Key, c.URL)
		}
	}
	for _, page := range p.catalogue.pages {
		atlas.Add(page.File, page.URL)
	}
	for i, a := range articles {
		if record.Refers(a) {
			linked, said := atlas.Link(a)
			articles[i], findings = linked, append(findings, said...)
		}
	}
	return findings
}
