package press

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"dateline/feed/config"
	"dateline/feed/index"
	"dateline/feed/ledger"
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
	values       []eachValue // of the article that is considered
	feeds        []standing  // by their places in the configuration

	count          int // of all articles
	first          time.Time
	ids, addresses []claim
	others         ledger.Others
}

// A standing is where articles of a value lie, of one feed of the configuration.
type standing struct {
	all   bool // it takes all that is due
	last  eachValue
	tops  []*top // of the last
	known map[eachValue][]*top
}

// mostWaiting is how many articles that are not shown yet are read for a preview.
const mostWaiting = 200

func (s *shortlist) choice() *choice {
	c := &choice{chosen: map[place]bool{}, newest: top{most: 1}, next: top{most: 1}, waiting: top{most: mostWaiting}, shelves: map[shelf]*top{},
		others: ledger.Others{IDs: map[string]bool{}, Keys: map[string]bool{}}}
	for _, f := range s.press.Config.Feeds {
		c.feeds = append(c.feeds, standing{all: f.Pick.Empty() && f.Exclude.Empty(), known: map[eachValue][]*top{}})
	}
	return c
}

// choose goes through the index and puts on the list what matters.
func (s *shortlist) choose() {
	choices := make([]*choice, s.press.jobs())
	for i := range choices {
		choices[i] = s.choice()
		choices[i].ids = make([]claim, 0, s.from.Len()/len(choices)+1)
		choices[i].addresses = make([]claim, 0, s.from.Len()/len(choices)+1)
	}
	s.cards(func(part int, at place, c *index.Card) {
		choices[part].meet(s, at, c)
		choices[part].consider(s, at, c)
	})
	all := s.choice()
	var ids, addresses [][]claim
	for _, c := range choices {
		all.add(c)
		ids, addresses = append(ids, c.ids), append(addresses, c.addresses)
	}
	s.chosen, s.count, s.first, s.others = all.chosen, all.count, all.first, all.others
	for _, t := range all.shelves {
		t.choose(s.chosen)
	}
	all.newest.choose(s.chosen)
	all.next.choose(s.chosen)
	all.waiting.choose(s.chosen)
	s.contest(ids)
	s.contest(addresses)
	s.heirs()
}

// add adds what matters of another part.
func (c *choice) add(part *choice) {
	maps.Copy(c.chosen, part.chosen)
	c.newest.places = append(c.newest.places, part.newest.places...)
	c.next.places = append(c.next.places, part.next.places...)
	c.waiting.places = append(c.waiting.places, part.waiting.places...)
	for on, t := range part.shelves {
		shelf := c.shelf(on, t.most)
		shelf.places = append(shelf.places, t.places...)
	}
	if c.count += part.count; c.first.IsZero() || !part.first.IsZero() && part.first.Before(c.first) {
		c.first = part.first
	}
	maps.Copy(c.others.IDs, part.others.IDs)
	maps.Copy(c.others.Keys, part.others.Keys)
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
	if s.concerns(card) {
		c.chosen[at] = true
	}
	if card.Published.After(s.press.Now) || !card.Expires.IsZero() {
		if e, happens := eventOf(card.Article, s.press.Now); happens {
			c.next.add(at, -e.At.Unix())
		}
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
	published := card.Published.Unix()
	for i := range s.press.Config.Feeds {
		f := &s.press.Config.Feeds[i]
		if !c.feeds[i].all && !f.Takes(card.Article, s.press.Now) {
			continue
		}
		c.values = append(c.values[:0], eachValue{})
		if f.Each != "" {
			c.values = eaches[f.Each].values(&card.Article, c.values[:0])
		}
		for _, v := range c.values {
			for _, t := range c.tops(i, f, v) {
				t.add(at, published)
			}
		}
	}
}

// tops are where an article of a value lies.
func (c *choice) tops(i int, f *config.Feed, v eachValue) []*top {
	on := &c.feeds[i]
	if on.tops != nil && on.last == v { // articles of one section lie together
		return on.tops
	}
	tops, known := on.known[v]
	if !known {
		v = eachValue{strings.Clone(v.match), strings.Clone(v.word)} // without the cards around it
		most := f.Limit + 1                                          // one more tells whether the limit cuts something off
		if f.Limit == 0 || f.Archive > 0 {
			most = 0
		}
		for _, word := range shownIn(f.Each, v) {
			tops = append(tops, c.shelf(shelf{i, word, false}, most))
		}
		for _, word := range calledFor(f.Each, v) {
			tops = append(tops, c.shelf(shelf{i, word, true}, 1))
		}
		on.known[v] = tops
	}
	on.last, on.tops = v, tops
	return tops
}

// shownIn are the words whose feeds may show an article of a value; of a plain feed there
// is one, the empty one.
func shownIn(each string, v eachValue) []string {
	if each == "" {
		return []string{""}
	}
	match := fold(v.match)
	all := []string{match}
	if word := fold(v.word); word != match { // a tag is picked by its label too
		all = append(all, word)
	}
	if each == "language" { // en shows en-GB too
		for i := strings.LastIndexByte(match, '-'); i > 0; i = strings.LastIndexByte(match[:i], '-') {
			all = append(all, match[:i])
		}
	}
	return all
}

// calledFor is the word of a value whose feed shows others too, that do not call for it.
func calledFor(each string, v eachValue) []string {
	if each != "language" && each != "tag" {
		return nil
	}
	return []string{strings.ToLower(v.match)}
}

// A top keeps the places of the latest, and of all that are as late as the last of
// them.
type top struct {
	most   int // 0 is all
	places []dated
	floor  int64 // what is earlier is none of the latest
	full   bool  // there is a floor
}

type dated struct {
	place
	at int64 // in seconds
}

func (t *top) add(at place, when int64) {
	if t.full && when < t.floor {
		return
	}
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
	t.places, t.floor, t.full = t.places[:last], t.places[t.most-1].at, true
}

func (t *top) choose(chosen map[place]bool) {
	t.cut()
	for _, p := range t.places {
		chosen[p.place] = true
	}
}
