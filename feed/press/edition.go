package press

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"dateline/feed"
	"dateline/feed/ledger"
	"dateline/feed/publish"
)

// A making is the work on one edition.
type making struct {
	feed.Edition
	made  string // a hash of all that it is made of
	pages []pressing
	files []feed.File
	verdict
	cut   feed.Findings  // what was left out of it
	items []publish.Item // what its subscribers will see
	err   error
}

// editions brings out all channels. Those that would be as they were are left so.
func (p *Proof) editions(press Press, desk *copyDesk, channels []feed.Channel, articles []feed.Article) error {
	if err := p.sum(press, articles); err != nil {
		return err
	}
	from := poolOf(articles)
	var work []*making
	for _, channel := range channels {
		if channel.Gone || p.rests(channel) {
			continue
		}
		e, pages, err := p.archive(press, desk, channel, from.of(channel))
		if err != nil {
			return err
		}
		made, err := p.madeOf(press, e)
		if err != nil {
			return err
		}
		if p.asItWas(press, e, made) {
			p.stay(e)
			continue
		}
		p.date(&e, articles)
		work = append(work, &making{Edition: e, pages: pages, made: made})
	}
	if err := desk.editAll(press, work); err != nil {
		return err
	}
	if err := press.sharing("render", len(work), func(i int, with share) { p.bringOut(desk, work[i], with) }); err != nil {
		return err
	}
	for _, m := range work {
		if err := p.take(press, m); err != nil {
			return err
		}
	}
	return nil
}

// date gives an edition its date. A feed never goes back, nor loses its date when it
// is empty.
func (p *Proof) date(e *feed.Edition, articles []feed.Article) {
	if known := p.ledger.Feeds[e.Path]; known.Updated.After(e.Updated) {
		e.Updated = known.Updated
	}
	if e.Updated.IsZero() {
		e.Updated = latest(articles, p.press.Now)
	}
}

// bringOut renders and judges an edition. It may be done to several at once.
func (p *Proof) bringOut(desk *copyDesk, m *making, with share) {
	if m.err = desk.fit(m.Edition); m.err != nil {
		return
	}
	if m.Edition, m.files, m.err = shorten(m.Edition, p.design, &m.cut); m.err != nil {
		return
	}
	if m.verdict = p.judge(m.Edition, m.files, with); m.good {
		if m.items, m.err = desk.items(m.Edition); m.err == nil && p.press.Stage {
			m.err = p.setAside(m.files, with)
		}
	}
}

// setAside writes files where they wait, so that they need not be kept.
func (p *Proof) setAside(files []feed.File, with share) error {
	errs := make([]error, len(files))
	with(len(files), func(i int) {
		errs[i] = p.folder.SetAside(files[i], p.ours)
		files[i].Data = nil
	})
	return errors.Join(errs...)
}

// take takes up an edition that was brought out, unless something holds it back.
func (p *Proof) take(press Press, m *making) error {
	if m.err != nil {
		return m.err
	}
	p.Findings = append(p.Findings, m.cut...)
	unfit := slices.ContainsFunc(m.pages, func(page pressing) bool { return page.files == nil })
	if !p.note(m.verdict) || unfit {
		p.hold(m.Channel)
		return nil
	}
	if !p.outlook(m.Channel, m.items, press) {
		p.hold(m.Channel)
		return nil
	}
	p.items[m.Path] = m.items
	p.Editions = append(p.Editions, m.Edition)
	p.makes[m.Path] = m.made
	p.files = append(p.files, m.files...)
	p.file(m.Channel, m.pages)
	return nil
}

// sum makes copies of the articles, with their hashes.
func (p *Proof) sum(press Press, articles []feed.Article) error {
	size := 0
	for _, a := range articles {
		size += len(a.Content)
	}
	copies, errs := make([]ledger.Copy, len(articles)), make([]error, len(articles))
	err := press.parallel("sum", len(articles), func(i int) {
		if copies[i], errs[i] = ledger.CopyOf(articles[i]); size > keeps {
			copies[i] = copies[i].Light()
		}
	})
	for i, a := range articles {
		p.copies[a.ID] = copies[i]
	}
	return errors.Join(append(errs, err)...)
}

// A pool finds the articles that a channel may take.
type pool struct {
	all []feed.Article
	by  map[string][]int // places in all, by what they are filed under
}

func poolOf(articles []feed.Article) pool {
	from := pool{articles, map[string][]int{}}
	add := func(i int, kind, word string) {
		key := kind + fold(word)
		if at := from.by[key]; len(at) == 0 || at[len(at)-1] != i {
			from.by[key] = append(at, i)
		}
	}
	for i, a := range articles {
		add(i, "section ", a.Section)
		for _, t := range a.Tags {
			add(i, "tag ", t.Term)
			add(i, "tag ", t.Label)
		}
		for _, person := range a.Authors {
			add(i, "author ", person.Name)
		}
	}
	return from
}

// of gives articles among which are all that the channel takes.
func (from pool) of(c feed.Channel) []feed.Article {
	for _, pick := range []struct {
		kind  string
		words []string
	}{{"tag ", c.Pick.Tags}, {"author ", c.Pick.Authors}, {"section ", c.Pick.Sections}} {
		if len(pick.words) != 1 {
			continue
		}
		var articles []feed.Article
		for _, i := range from.by[pick.kind+fold(pick.words[0])] {
			articles = append(articles, from.all[i])
		}
		return articles
	}
	return from.all
}

// fold makes words alike that a Pick takes for the same (strings.EqualFold).
func fold(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		least := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		return unicode.ToLower(least)
	}, s)
}
