package publish

import "fmt"

// A Guard is a reason to hold a feed back, until somebody says that it is meant.
type Guard string

// The guards.
const (
	Loss  Guard = "loss"  // a feed loses most of its items
	Flood Guard = "flood" // subscribers get very many new ones at once
)

// Guards are all of them.
var Guards = []Guard{Flood, Loss}

// A Refusal is a guard that holds a feed back, and what it saw, in numbers.
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
	if lost := o.lost(); lost >= leastLoss && 2*lost > o.Before {
		all = append(all, Refusal{Loss, fmt.Sprintf("it would lose %d of its %d articles at once, expired and withdrawn ones not counted", lost, o.Before)})
	}
	if n := o.Count(New); flood > 0 && n > flood {
		all = append(all, Refusal{Flood, fmt.Sprintf("its subscribers would get %d new articles at once, and %d are the most that publish.flood allows", n, flood)})
	}
	return all
}

// lost counts the items that are gone and neither expired nor withdrawn, nor pushed
// out by new ones.
func (o Outlook) lost() int {
	lost, pushed := 0, 0
	for _, v := range o.Views {
		switch {
		case v.Sight != Gone || v.Fate == Expired || v.Fate == Withdrawn:
		case v.Fate == OffTheEnd:
			pushed++
		default:
			lost++
		}
	}
	return lost + max(0, pushed-o.Count(New))
}
