package press

import (
	"cmp"
	"context"
	"maps"
	"path"
	"slices"

	"dateline/feed"
	"dateline/feed/ledger"
	"dateline/feed/publish"
	"dateline/feed/render"
	"dateline/feed/websub"
)

// Pings are what hubs are to be told when the plan is carried out: of each file of a
// feed that it changes, and what they were not told by earlier runs. A hub that is
// configured no more and a file that is published no more are not among them.
func (p *Proof) Pings() []websub.Ping {
	var all []websub.Ping
	for _, topic := range p.topics() {
		for _, hub := range p.press.Config.Publish.Hubs {
			ping := websub.Ping{Topic: topic.address, Hub: hub}
			if topic.changes || p.ledger.Pings[ledger.Ping(ping)] {
				all = append(all, ping)
			}
		}
	}
	return all
}

// A topic is the address at which a feed's file is served. Its self link has it too,
// unless the feed has moved: who subscribed here is still told.
type topic struct {
	address string
	changes bool
}

// topics are those that are published when the plan is carried out, in the order of
// the feeds.
func (p *Proof) topics() []topic {
	kinds := map[string]publish.Kind{}
	for _, c := range p.Plan.Changes {
		kinds[c.Name] = c.Kind
	}
	var all []topic
	add := func(name string) {
		if topicFiles[path.Base(name)] > 0 {
			all = append(all, topic{p.press.Config.Publish.Base + feed.EscapePath(name), kinds[name] == publish.Create || kinds[name] == publish.Update})
		}
	}
	for _, f := range p.files {
		add(f.Name)
	}
	order := func(a, b string) int {
		return cmp.Or(cmp.Compare(path.Dir(a), path.Dir(b)), cmp.Compare(topicFiles[path.Base(a)], topicFiles[path.Base(b)]))
	}
	for _, name := range slices.SortedFunc(maps.Keys(p.ledger.Files), order) {
		if p.held[name] {
			add(name)
		}
	}
	return all
}

// topicFiles are the names of files that hubs know as topics, numbered from 1. The page
// for people and the list of feeds are none.
var topicFiles = func() map[string]int {
	names := map[string]int{}
	for i, format := range render.Formats {
		names[format.File] = i + 1
	}
	return names
}()

// rememberPings puts into the ledger what hubs are to be told.
func (p *Proof) rememberPings() {
	pings := map[ledger.Ping]bool{}
	for _, ping := range p.Pings() {
		pings[ledger.Ping(ping)] = true
	}
	p.ledger.Pings = pings
}

// Ping tells the hubs what has changed, after Publish. What they were not told is
// told by a later run, and why.
func (p *Proof) Ping(ctx context.Context, client *websub.Client) ([]websub.Fault, error) {
	faults := client.Tell(ctx, p.Pings())
	clear(p.ledger.Pings)
	for _, f := range faults {
		p.ledger.Pings[ledger.Ping(f.Ping)] = true
	}
	return faults, p.ledger.Save()
}

// Pending says how many pings the ledger holds: those that earlier runs owe, and
// after Publish those of this one.
func (p *Proof) Pending() int { return len(p.ledger.Pings) }
