package press

import (
	"cmp"
	"encoding/hex"
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/index"
)

// A claim is what an article says that no other one may say.
type claim struct {
	hash uint64
	place
}

// seed is that of the hashes of claims.
var seed = maphash.MakeSeed()

// meet takes up an article: which published id it has, and what it claims.
func (c *choice) meet(s *shortlist, at place, card *index.Card) {
	c.count++
	id := card.ID
	if _, known := s.ledger.IDs[id]; known {
		c.others.IDs[strings.Clone(id)] = true // without the cards around it
	}
	if known := s.byRecord[card.Key]; known != nil {
		c.others.Keys[card.Key] = card.ID == ""
		id = cmp.Or(id, known[0])
	}
	if card.Draft {
		return
	}
	if id == "" {
		id = card.NewID(s.host)
	}
	c.ids = append(c.ids, claim{maphash.String(seed, id), at})
	if card.URL != "" {
		c.addresses = append(c.addresses, claim{maphash.String(seed, card.URL), at})
	}
	if card.Due(s.press.Now) && (c.first.IsZero() || card.Published.Before(c.first)) {
		c.first = card.Published
	}
}

// contest chooses the articles that claim the same. Only claims that meet another one in a
// set of bits are compared: of articles that all differ one in thirty.
func (s *shortlist) contest(claims [][]claim) {
	const room = 16 // bits for each claim
	size := uint64(64)
	for size < uint64(s.count)*room {
		size *= 2
	}
	seen, again := make([]uint64, size/64), make([]uint64, size/64)
	for _, some := range claims {
		for _, c := range some {
			word, bit := c.hash%size/64, uint64(1)<<(c.hash%64)
			again[word] |= seen[word] & bit
			seen[word] |= bit
		}
	}
	var met []claim
	for _, some := range claims {
		for _, c := range some {
			if again[c.hash%size/64]&(1<<(c.hash%64)) != 0 {
				met = append(met, c)
			}
		}
	}
	slices.SortFunc(met, func(a, b claim) int { return cmp.Compare(a.hash, b.hash) })
	for i := 1; i < len(met); i++ {
		if met[i].hash == met[i-1].hash {
			s.chosen[met[i].place], s.chosen[met[i-1].place] = true, true
		}
	}
}

// concerns reports whether an article matters whether or not it is shown.
func (s *shortlist) concerns(c *index.Card) bool {
	known := s.byRecord[c.Key]
	switch {
	case s.showing[c.ID] && c.ID != "", c.Status == feed.Withdrawn:
		return true
	case c.ID != "":
		if v, published := s.ledger.IDs[c.ID]; published && !v.Published.Equal(c.Published.UTC().Truncate(time.Second)) {
			return true // it may be another article that took this id
		}
	}
	for _, id := range known {
		if s.showing[id] || c.ID != "" && c.ID != id {
			return true
		}
	}
	return false
}

// heirs chooses the articles that may be those of published ids whose records are gone:
// new ones with the same content or date.
func (s *shortlist) heirs() {
	dates, contents := map[int64]bool{}, map[index.Hash]bool{}
	for id, v := range s.ledger.IDs {
		if s.others.Keys[v.Record] || s.others.IDs[id] {
			continue
		}
		dates[v.Published.Unix()] = true
		if hash, err := hex.DecodeString(v.Content); err == nil && len(hash) > len(index.Hash{}) {
			contents[index.Hash(hash[:len(index.Hash{})])] = true
		}
	}
	if len(dates) == 0 {
		return
	}
	found := make([][]place, s.press.jobs())
	s.cards(func(part int, at place, c *index.Card) {
		if c.ID == "" && s.byRecord[c.Key] == nil && (contents[c.Content] && c.Content != index.Hash{} || dates[c.Published.Unix()]) {
			found[part] = append(found[part], at)
		}
	})
	for _, at := range slices.Concat(found...) {
		s.chosen[at] = true
	}
}
