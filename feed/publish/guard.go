package publish

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"dateline/feed/value"
)

// A Guard is a reason to hold a feed back, until somebody says that it is meant.
type Guard string

// The guards. Base, Clock and IDs hold all feeds back.
const (
	Base  Guard = "base"  // the address of the feeds is none that subscribers can reach, or is another one
	Clock Guard = "clock" // the time is before that of the last run
	Flood Guard = "flood" // subscribers get very many new items at once
	IDs   Guard = "ids"   // a published article has another id, so that readers show it twice
	Loss  Guard = "loss"  // a feed loses most of its items
)

// Guards are all of them.
var Guards = []Guard{Base, Clock, Flood, IDs, Loss}

// A Refusal is a guard that holds something back, and what it saw, in numbers.
type Refusal struct {
	Guard
	Text string
}

// leastLoss is how many items a feed loses at least before the guard speaks: a small
// feed loses its half in a day's work.
const leastLoss = 10

// Refusals are what the guards say to an outlook. Flood is how many items may be new
// at once; 0 is any number.
func (o Outlook) Refusals(flood int) []Refusal {
	var all []Refusal
	if n := o.unread(); n > 0 {
		all = append(all, Refusal{Loss, fmt.Sprintf("of its %d articles it would lose %d whose records cannot be read, and there is no copy of what was published", o.Before, n)})
	}
	if lost := o.lost(); lost >= leastLoss && 2*lost > o.Before {
		all = append(all, Refusal{Loss, fmt.Sprintf("it would lose %d of its %d articles at once, expired and withdrawn ones not counted", lost, o.Before)})
	}
	if n := o.Count(New); flood > 0 && n > flood {
		all = append(all, Refusal{Flood, fmt.Sprintf("its subscribers would get %d new articles at once, and %d are the most that publish.flood allows", n, flood)})
	}
	return all
}

// unread counts the items that are gone since their records cannot be read.
func (o Outlook) unread() int {
	n := 0
	for _, v := range o.Views {
		if v.Fate == Unread {
			n++
		}
	}
	return n
}

// lost counts the items that are gone and neither expired, withdrawn nor archived, nor pushed
// out by new ones.
func (o Outlook) lost() int {
	lost, pushed := 0, 0
	for _, v := range o.Views {
		switch {
		case v.Sight != Gone || v.Fate == Expired || v.Fate == Withdrawn || v.Fate == Archived:
		case v.Fate == OffTheEnd:
			pushed++
		default:
			lost++
		}
	}
	return lost + max(0, pushed-o.Count(New))
}

// Address is what the guard of the address says of base, where the target was at
// known before, which is empty if it was nowhere; nil if it says nothing. Subscribers
// of feeds at a new address do not hear of it, and those who fetch them find links
// to a machine that is not theirs.
func Address(base, known string) *Refusal {
	u, err := url.Parse(base)
	switch {
	case err != nil || strings.Contains(base, "${") || strings.Contains(base, "$%7B"):
		return &Refusal{Base, fmt.Sprintf("%q holds something that was not filled in", base)}
	case value.Local(u.Hostname()):
		return &Refusal{Base, fmt.Sprintf("%q is an address within this machine or network, which subscribers cannot reach", base)}
	}
	if before, err := url.Parse(known); known != "" && err == nil && (before.Scheme != u.Scheme || before.Host != u.Host) {
		return &Refusal{Base, fmt.Sprintf("the feeds were at %s://%s before, and would say that they are at %s://%s", before.Scheme, before.Host, u.Scheme, u.Host)}
	}
	return nil
}

// Jitter is how far a clock that is set right goes back: no more than that is taken
// for the time of the last run.
const Jitter = time.Minute

// Late is what the guard of the clock says of the moment now, where the last run that
// changed something was at the moment last, which is zero if there was none; nil if
// it says nothing. Articles that were published since would be taken back.
func Late(now, last time.Time) *Refusal {
	if last.Sub(now) <= Jitter || last.IsZero() {
		return nil
	}
	return &Refusal{Clock, fmt.Sprintf("it is %s, and the last run was at %s; see to the clock", now.UTC().Format(time.RFC3339), last.UTC().Format(time.RFC3339))}
}
