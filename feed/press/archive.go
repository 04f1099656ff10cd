package press

import (
	"maps"
	"slices"
	"time"

	"dateline/feed"
	"dateline/feed/ledger"
	"dateline/feed/publish"
	"dateline/feed/render"
)

// A pressing is a page of an archive that is made now, with its files.
type pressing struct {
	feed.Edition
	files []feed.File
}

// archive parts the articles of a channel into those that the feed shows and the pages
// of its archive that are to be made now (RFC 5005 §4). The feed and its archive together
// hold every article: once the feed has grown to its limit and a page more, its
// oldest become the next page. A page stays as it was made; one of whose articles was
// withdrawn, or whose file is lost, is made anew. An archived article with a newer
// date is in the feed again.
func (p *Proof) archive(press Press, desk *copyDesk, c feed.Channel, articles []feed.Article) (feed.Edition, []pressing, error) {
	if c.Archive == 0 {
		return c.Edition(articles, press.Now), nil, nil
	}
	all := c
	all.Limit = 0
	e := all.Edition(articles, press.Now)
	e.Channel, e.Whole = c, false
	e.Tombstones = slices.Clip(e.Tombstones[:min(c.Limit, len(e.Tombstones))])
	on := map[ledger.Page]time.Time{}
	last, told := 0, map[string]time.Time{}
	for page, date := range p.ledger.Archived {
		if page.Feed == c.Path {
			on[page] = date
			last = max(last, page.Number)
			if date.After(told[page.Article]) {
				told[page.Article] = date
			}
		}
	}
	e.Articles = slices.DeleteFunc(e.Articles, func(a feed.Article) bool {
		date, archived := told[a.ID]
		return archived && !a.Changed().Truncate(time.Second).After(date)
	})
	var pages []pressing
	for n := 1; n <= last; n++ {
		if kept, anew := p.reprint(c, on, n); anew {
			pages = append(pages, pressing{Edition: page(c, n, kept)})
		}
	}
	for size := p.oldest(c, e, last); size > 0; size = p.oldest(c, e, last) {
		rest := len(e.Articles) - size
		last++
		pages = append(pages, pressing{Edition: page(c, last, slices.Clone(e.Articles[rest:]))})
		for _, a := range e.Articles[rest:] {
			on[ledger.Page{Feed: c.Path, Number: last, Article: a.ID}] = a.Changed().UTC().Truncate(time.Second)
		}
		e.Articles = e.Articles[:rest]
	}
	e.Pages = last
	p.archived[c.Path] = on
	for i := range pages {
		if err := p.print(desk, &pages[i]); err != nil {
			return e, nil, err
		}
	}
	return e, pages, nil
}

// oldest is how many of the oldest articles of an edition become its next page; 0 if
// it has room. A feed that had no archive before is filled up to its limit alone, so
// that nothing that its readers had seen go comes back: then the first page is what
// is left over.
func (p *Proof) oldest(c feed.Channel, e feed.Edition, last int) int {
	over := len(e.Articles) - c.Limit
	switch {
	case over >= c.Archive && last > 0:
		return c.Archive
	case over >= c.Archive, over > 0 && last == 0 && p.hadGone(c, e.Articles[c.Limit:]):
		if first := over % c.Archive; first > 0 {
			return first
		}
		return c.Archive
	}
	return 0
}

// hadGone reports whether a feed was published without some of its oldest articles, as
// it was full.
func (p *Proof) hadGone(c feed.Channel, oldest []feed.Article) bool {
	before := p.before[c.Path]
	if before == nil || len(before) > c.Limit {
		return false
	}
	return slices.ContainsFunc(oldest, func(a feed.Article) bool {
		return !slices.ContainsFunc(before, func(item publish.Item) bool { return item.ID == a.ID })
	})
}

// reprint reports whether a page must be made anew, and of which articles: those on it
// that are there still and not withdrawn. It waits for a record that cannot be read, or
// its article would be lost there.
func (p *Proof) reprint(c feed.Channel, on map[ledger.Page]time.Time, n int) (kept []feed.Article, anew bool) {
	for at := range on {
		if _, there := p.articles[at.Article]; at.Number == n && !there && p.unread[at.Article] {
			return nil, false
		}
	}
	for at, date := range on {
		if at.Number != n || date.IsZero() {
			continue
		}
		a, there := p.articles[at.Article]
		switch {
		case there && a.Status == feed.Withdrawn:
			anew = true
			on[at] = time.Time{}
			p.Findings.Add(feed.Info, "archive-rewritten", a.Record, "is withdrawn, so page %d of the archive of %s is made anew without it", n, called(c.Path))
		case there && a.Due(p.press.Now):
			kept = append(kept, a)
		}
	}
	for _, name := range documents(c, n) {
		if !p.folder.Has(name) {
			anew = true
		}
	}
	slices.SortFunc(kept, feed.Newest)
	return kept, anew
}

// page is the edition of a page of an archive.
func page(c feed.Channel, n int, articles []feed.Article) feed.Edition {
	e := feed.Edition{Channel: c, Articles: articles, Page: n, Pages: n - 1}
	for _, a := range articles {
		if a.Changed().After(e.Updated) {
			e.Updated = a.Changed()
		}
	}
	return e
}

// print renders a page and judges it. It has no files if it is not fit to go out.
func (p *Proof) print(desk *copyDesk, page *pressing) error {
	if err := desk.fit(page.Edition); err != nil {
		return err
	}
	if page.Updated.IsZero() { // nothing is left on it
		page.Updated = p.ledger.Feeds[page.Path].Updated
	}
	files, err := render.Edition(page.Edition, p.design)
	if err == nil && p.note(p.judge(page.Edition, files, alone)) {
		page.files = files
	}
	return err
}

// file takes up the pages of a feed that are made now; all others stay as they are.
func (p *Proof) file(c feed.Channel, pages []pressing) {
	for at := range p.archived[c.Path] {
		p.keep(c, at.Number)
	}
	for _, page := range pages {
		p.pages = append(p.pages, page.Edition)
		p.files = append(p.files, page.files...)
		for _, f := range page.files {
			delete(p.held, f.Name)
		}
	}
}

// keep leaves the files of a page as they are.
func (p *Proof) keep(c feed.Channel, n int) {
	for _, name := range documents(c, n) {
		p.held[name] = true
	}
}

// documents are the names of the files of a page, or of the feed itself, page 0.
func documents(c feed.Channel, n int) []string {
	var names []string
	for _, format := range render.Formats {
		if len(c.Formats) == 0 || slices.Contains(c.Formats, format.Name) {
			names = append(names, c.File(feed.Document(n, format.File)))
		}
	}
	return names
}

// rememberPages puts into the ledger what is on the pages of the feeds that go out.
func (p *Proof) rememberPages() {
	out := map[string]bool{}
	for _, e := range p.Editions {
		out[e.Path] = true
	}
	maps.DeleteFunc(p.ledger.Archived, func(at ledger.Page, _ time.Time) bool {
		return out[at.Feed] || !p.held[feed.Channel{Path: at.Feed}.File("index.html")]
	})
	for _, e := range p.Editions {
		maps.Copy(p.ledger.Archived, p.archived[e.Path])
	}
}

// isArchived reports whether an article is on a page of the feed's archive.
func (p *Proof) isArchived(path, id string) bool {
	for at := range p.archived[path] {
		if at.Article == id {
			return true
		}
	}
	return false
}
