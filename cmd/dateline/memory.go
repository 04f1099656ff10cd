package main

import (
	"os"
	"runtime/debug"
	gauges "runtime/metrics"
	"time"
)

// spare keeps memory low, where the environment says nothing of it: a run by cron shares
// its machine, so that it rather takes a little more time. The limit grows with what is
// alive: a run that cannot stay below it would do little but collect garbage.
func spare() {
	const usual = 140 << 20 // bytes; 100,000 records need less
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(usual)
	go func() {
		alive := []gauges.Sample{{Name: "/gc/heap/live:bytes"}}
		for limit := int64(usual); ; time.Sleep(20 * time.Millisecond) {
			gauges.Read(alive)
			if live := int64(alive[0].Value.Uint64()); live > limit/4*3 {
				limit = live / 3 * 4
				debug.SetMemoryLimit(limit)
			}
		}
	}()
}
