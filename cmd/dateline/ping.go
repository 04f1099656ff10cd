package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/feed/press"
	"dateline/feed/websub"
)

// complain says of each hub that was not told why, in a line: of its first topic,
// and of how many more.
func complain(errs io.Writer, faults []websub.Fault) {
	more := map[string]int{}
	for _, f := range faults {
		more[f.Hub]++
	}
	for _, f := range faults {
		n, unsaid := more[f.Hub]
		if !unsaid {
			continue
		}
		delete(more, f.Hub)
		topics := f.Topic
		if n > 1 {
			topics += " and " + number(n-1, "other topic")
		}
		fmt.Fprintf(errs, "dateline: the hub %s was not told of %s: %v; the next run tries again\n", f.Hub, topics, f.Err)
	}
}

// addressees are the hubs that are to be told, and the topics.
func addressees(p *press.Proof) (hubs, topics []string) {
	hubs, topics = []string{}, []string{}
	for _, ping := range p.Pings() {
		if !slices.Contains(hubs, ping.Hub) {
			hubs = append(hubs, ping.Hub)
		}
		if !slices.Contains(topics, ping.Topic) {
			topics = append(topics, ping.Topic)
		}
	}
	return hubs, topics
}

// announced says in a line which hubs are to be told; empty if none is.
func announced(p *press.Proof) string {
	hubs, topics := addressees(p)
	if len(hubs) == 0 {
		return ""
	}
	return fmt.Sprintf("hubs to be told: %s (%s)\n", strings.Join(hubs, ", "), number(len(topics), "topic"))
}
