package press

import (
	"sync/atomic"
	"testing"
	"time"
)

// TestWhoHasNothingToDoTakesParts does one thing with two jobs, in two parts that wait for each other.
func TestWhoHasNothingToDoTakesParts(t *testing.T) {
	var met atomic.Bool
	deadline := time.Now().Add(10 * time.Second)
	err := Press{Jobs: 2}.sharing("test", 1, func(_ int, with share) {
		for !met.Load() && time.Now().Before(deadline) {
			first, second := make(chan bool), make(chan bool)
			with(2, func(part int) {
				mine, other := first, second
				if part == 1 {
					mine, other = second, first
				}
				close(mine)
				select {
				case <-other:
					met.Store(true)
				case <-time.After(10 * time.Millisecond): // nobody else has come yet
				}
			})
		}
	})
	if err != nil || !met.Load() {
		t.Errorf("sharing: %v; two parts of one thing were never done at once", err)
	}
}

func TestAllIsDoneOnce(t *testing.T) {
	for _, jobs := range []int{1, 2, 5} {
		const things, parts = 7, 3
		var done [things][parts]atomic.Int32
		err := Press{Jobs: jobs}.sharing("test", things, func(i int, with share) {
			with(parts, func(part int) { done[i][part].Add(1) })
		})
		for i := range done {
			for part := range done[i] {
				if n := done[i][part].Load(); n != 1 || err != nil {
					t.Errorf("%d jobs did part %d of thing %d %d times (%v)", jobs, part, i, n, err)
				}
			}
		}
	}
}
