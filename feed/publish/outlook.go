package publish

import (
	"cmp"
	"slices"
	"time"
)

// An Item is an article as a feed shows it.
type Item struct {
	ID      string
	Title   string    // empty where it is not known any more
	Updated time.Time // the date that readers are told
	SHA256  string    // of all that they are told, hexadecimal; empty if it is not known
}

// A Sight is what subscribers see of an item.
type Sight string

// The sights, in the order in which they are told.
const (
	New    Sight = "new"    // they have not seen it yet
	Again  Sight = "again"  // its date is newer, so that readers show it again
	Silent Sight = "silent" // it is other than before, and readers show it without a word
	Gone   Sight = "gone"   // it is in the feed no more; readers keep what they have
)

// Sights are all of them, in that order.
var Sights = []Sight{New, Again, Silent, Gone}

// Words say it in a row of numbers: 2 shown again.
func (s Sight) Words() string {
	switch s {
	case Again:
		return "shown again"
	case Silent:
		return "changed silently"
	}
	return string(s)
}

// A Fate is why a feed shows an item no more.
type Fate string

// The fates of items.
const (
	OffTheEnd Fate = "off the end" // newer ones took its place
	Archived  Fate = "in the archive"
	Expired   Fate = "expired"
	Withdrawn Fate = "withdrawn"
	Draft     Fate = "it is a draft"
	Embargoed Fate = "embargoed"
	Elsewhere Fate = "it belongs here no more"
	Empty     Fate = "nothing is left of it"
	Lost      Fate = "its record is gone"
	Unread    Fate = "its record cannot be read"
)

// An Outlook is what the subscribers of a feed will see.
type Outlook struct {
	Feed          string // path of the feed; empty for the main feed
	Before, After int    // items in it
	Held          bool   // a guard holds it back, so that nothing of this is seen
	Views         []View // what is other than before, by sight, then in the feed's order
}

// A View is an item that is other than before.
type View struct {
	Sight Sight
	Item
	Fate // of one that is gone
}

// Count says how many items are seen so.
func (o Outlook) Count(s Sight) int {
	n := 0
	for _, v := range o.Views {
		if v.Sight == s {
			n++
		}
	}
	return n
}

// Foresee compares what a feed showed with what it will show. Fate tells of an
// item that is in it no more what became of it.
func Foresee(feed string, before, after []Item, fate func(id string) Fate) Outlook {
	o := Outlook{Feed: feed, Before: len(before), After: len(after)}
	known := map[string]Item{}
	for _, item := range before {
		known[item.ID] = item
	}
	there := map[string]bool{}
	for _, item := range after {
		there[item.ID] = true
		old, seen := known[item.ID]
		switch {
		case !seen:
			o.Views = append(o.Views, View{New, item, ""})
		case item.Updated.After(old.Updated):
			o.Views = append(o.Views, View{Again, item, ""})
		case item.SHA256 != old.SHA256 && old.SHA256 != "":
			o.Views = append(o.Views, View{Silent, item, ""})
		}
	}
	for _, item := range before {
		if !there[item.ID] {
			o.Views = append(o.Views, View{Gone, item, fate(item.ID)})
		}
	}
	slices.SortStableFunc(o.Views, func(a, b View) int {
		return cmp.Compare(slices.Index(Sights, a.Sight), slices.Index(Sights, b.Sight))
	})
	return o
}
