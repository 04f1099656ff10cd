package press

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/index"
)

// A shelf is where articles lie of which one feed shows the newest: its place in the
// configuration, and its value; or where those lie that have that very value, the newest
// of which calls for the feed and names it.
type shelf struct {
	feed  int
	value string
	calls bool
}

// A choice is what matters of one part of the index.
type choice struct {
	chosen       map[place]bool
	newest, next top
	waiting      top
	shelves      map[shelf]*top
}

// mostWaiting is how many articles that are not shown yet are read for a preview.
const mostWaiting = 200

func newChoice() *choice {
	return &choice{map[place]bool{}, top{most: 1}, top{most: 1}, top{most: mostWaiting}, map[shelf]*top{}}
}

// choose goes through the index and puts on the list what matters.
func (s *shortlist) choose() {
	choices := make([]*choice, s.press.jobs())
	for i := range choices {
		choices[i] = newChoice()
	}
	s.cards(func(part int, at place, c *index.Card) { choices[part].consider(s, at, c) })
	all := newChoice()
	for _, c := range choices {
		maps.Copy(all.chosen, c.chosen)
		all.newest.places = append(all.newest.places, c.newest.places...)
		all.next.places = append(all.next.places, c.next.places...)
		all.waiting.places = append(all.waiting.places, c.waiting.places...)
		for on, t := range c.shelves {
			shelf := all.shelf(on, t.most)
			shelf.places = append(shelf.places, t.places...)
		}
	}
	s.chosen = all.chosen
	for _, t := range all.shelves {
		t.choose(s.chosen)
	}
	all.newest.choose(s.chosen)
	all.next.choose(s.chosen)
	all.waiting.choose(s.chosen)
}

// shelf is one of those of a choice, on which so many articles are kept.
func (c *choice) shelf(on shelf, most int) *top {
	if c.shelves[on] == nil {
		c.shelves[on] = &top{most: most}
	}
	return c.shelves[on]
}

// consider puts an article where it matters.
func (c *choice) consider(s *shortlist, at place, card *index.Card) {
	if s.twice[at] || s.concerns(card) {
		c.chosen[at] = true
	}
	if e, happens := eventOf(card.Article, s.press.Now); happens {
		c.next.add(at, -e.At.Unix())
	}
	if s.press.Waiting && (card.Draft || card.Published.After(s.press.Now)) {
		c.waiting.add(at, card.Published.Unix())
	}
	switch {
	case !card.Due(s.press.Now):
		return
	case s.spiked[card.Key]:
		c.chosen[at] = true // what is wrong with it is told
		return
	}
	c.newest.add(at, card.Changed().Unix())
	for i, f := range s.press.Config.Feeds {
		if !f.Takes(card.Article, s.press.Now) {
			continue
		}
		most := f.Limit + 1 // one more tells whether the limit cuts something off
		if f.Limit == 0 || f.Archive > 0 {
			most = 0
		}
		for _, value := range shownIn(f.Each, card.Article) {
			c.shelf(shelf{i, value, false}, most).add(at, card.Published.Unix())
		}
		for _, value := range calledFor(f.Each, card.Article) {
			c.shelf(shelf{i, value, true}, 1).add(at, card.Published.Unix())
		}
	}
}

// shownIn are the values whose feeds may show an article; of a plain feed there is one,
// the empty one.
func shownIn(each string, a feed.Article) []string {
	if each == "" {
		return []string{""}
	}
	var all []string
	for _, v := range values[each](a) {
		match := fold(v.match)
		all = append(all, match)
		if word := fold(v.word); word != match { // a tag is picked by its label too
			all = append(all, word)
		}
		if each == "language" { // en shows en-GB too
			for i := strings.LastIndexByte(match, '-'); i > 0; i = strings.LastIndexByte(match[:i], '-') {
				all = append(all, match[:i])
			}
		}
	}
	return all
}

// calledFor are the values of an article whose feeds show others too, that do not call for
// them.
func calledFor(each string, a feed.Article) []string {
	if each != "language" && each != "tag" {
		return nil
	}
	var all []string
	for _, v := range values[each](a) {
		all = append(all, strings.ToLower(v.match))
	}
	return all
}

// A top keeps the places of the latest, and of all that are as late as the last of
// them.
type top struct {
	most   int // 0 is all
	places []dated
}

type dated struct {
	place
	at int64 // in seconds
}

func (t *top) add(at place, when int64) {
	t.places = append(t.places, dated{at, when})
	if t.most > 0 && len(t.places) > 8*t.most+32 {
		t.cut()
	}
}

func (t *top) cut() {
	if t.most == 0 || len(t.places) <= t.most {
		return
	}
	slices.SortFunc(t.places, func(a, b dated) int { return cmp.Compare(b.at, a.at) })
	last := t.most
	for last < len(t.places) && t.places[last].at == t.places[t.most-1].at {
		last++
	}
	t.places = t.places[:last]
}

func (t *top) choose(chosen map[place]bool) {
	t.cut()
	for _, p := range t.places {
		chosen[p.place] = true
	}
}
