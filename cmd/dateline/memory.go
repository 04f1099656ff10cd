package main

import (
	"os"
	"runtime/debug"
	gauges "runtime/metrics"
)

// A budget is how much memory a run takes before it rather takes more time: a run by
// cron shares its machine. It grows with what is alive: a run that cannot stay below would
// do little but collect garbage.
type budget struct {
	limit int64 // bytes; 0 is none of ours
}

// newBudget sets the limit, unless the environment has one.
func newBudget() budget {
	const usual = 160 << 20 // 100,000 records need less
	if os.Getenv("GOMEMLIMIT") != "" {
		return budget{}
	}
	debug.SetMemoryLimit(usual)
	return budget{usual}
}

// review raises the limit where most of it is alive.
func (b *budget) review() {
	alive := []gauges.Sample{{Name: "/gc/heap/live:bytes"}}
	gauges.Read(alive)
	if live := int64(alive[0].Value.Uint64()); b.limit > 0 && live > b.limit/4*3 {
		b.limit = live / 2 * 3
		debug.SetMemoryLimit(b.limit)
	}
}
