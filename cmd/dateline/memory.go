package main

import (
	"os"
	"runtime/debug"
	gauges "runtime/metrics"
	"time"
)

// Bounds of memory, in bytes.
const (
	usual = 110 << 20 // the limit; 100,000 records need less
	least = 20 << 20  // room for garbage
	large = 100 << 20 // of what is alive beyond that, half is room too
)

// spare keeps memory low, where the environment says nothing of it: a run by cron shares
// its machine, so that it rather takes a little more time. The limit grows with what is
// alive: a run that cannot stay below it would do little but collect garbage. Who sets
// another limit has it.
func spare() {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(usual)
	go func() {
		alive := []gauges.Sample{{Name: "/gc/heap/live:bytes"}}
		for limit := int64(usual); ; time.Sleep(20 * time.Millisecond) {
			if debug.SetMemoryLimit(-1) != limit {
				return
			}
			gauges.Read(alive)
			live := int64(alive[0].Value.Uint64())
			if wanted := live + max(least, (live-large)/2); wanted > limit {
				limit = wanted
				debug.SetMemoryLimit(limit)
			}
		}
	}()
}
