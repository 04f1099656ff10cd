package press

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
)

// jobs is how much is done at once.
func (p Press) jobs() int {
	if p.Jobs > 0 {
		return p.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// ErrStopped says that a run was told to end before it had published anything.
var ErrStopped = errors.New("stopped; nothing is published")

// parallel does n things, as many at once as there are jobs, and tells of the
// progress. It ends early if the run is to end.
func (p Press) parallel(what string, n int, do func(i int)) error {
	var next, done atomic.Int64
	var wg sync.WaitGroup
	var telling sync.Mutex
	for range min(p.jobs(), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && p.stopped() == nil; i = int(next.Add(1)) - 1 {
				do(i)
				if d := int(done.Add(1)); p.Progress != nil && (d%64 == 0 || d == n) {
					telling.Lock()
					p.Progress(what, d, n)
					telling.Unlock()
				}
			}
		})
	}
	wg.Wait()
	return p.stopped()
}

// stopped is ErrStopped if the run is to end.
func (p Press) stopped() error {
	select {
	case <-p.Stop:
		return ErrStopped
	default:
		return nil
	}
}

// trace tells that a part of the work begins.
func (p Press) trace(part string) {
	if p.Trace != nil {
		p.Trace(part)
	}
}
