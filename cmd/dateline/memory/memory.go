// Package memory bounds the memory of the program that imports it, before other packages
// begin: what they make of their tables is garbage enough to be collected, a tenth of the
// start of the program.
package memory

import (
	"os"
	"runtime/debug"
	gauges "runtime/metrics"
	"time"
)

const (
	usual = 104 << 20 // bytes: the limit of memory; 100,000 records need less
	room  = 80        // percent of what is alive that garbage may take, where that is beyond the limit
	lazy  = 400       // the same below the limit: collecting takes time
)

// The memory is bounded, where the environment says nothing of it: a run by cron shares
// its machine. Below the bound garbage waits. The limit grows with what is alive: a run
// that cannot stay below it would do little but collect. Who sets another limit has it.
func init() {
	if os.Getenv("GOMEMLIMIT") != "" || os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(lazy)
	debug.SetMemoryLimit(usual)
	go func() {
		alive := []gauges.Sample{{Name: "/gc/heap/live:bytes"}}
		for limit := int64(usual); ; time.Sleep(20 * time.Millisecond) {
			if debug.SetMemoryLimit(-1) != limit {
				return
			}
			gauges.Read(alive)
			live := int64(alive[0].Value.Uint64())
			if wanted := live + live*room/100; wanted > limit {
				limit = wanted
				debug.SetMemoryLimit(limit)
			}
		}
	}()
}
