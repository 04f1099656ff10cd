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
	return p.sharing(what, n, func(i int, _ share) { do(i) })
}

// A share does n parts of a thing. Those who have nothing else to do take some of them.
type share func(n int, do func(part int))

// alone does them one by one.
func alone(n int, do func(part int)) {
	for part := range n {
		do(part)
	}
}

// sharing is parallel for things that have parts: the last of them are done by all.
func (p Press) sharing(what string, n int, do func(i int, with share)) error {
	var next, done atomic.Int64
	var all, busy sync.WaitGroup
	var telling sync.Mutex
	offered := make(chan func())
	with := func(n int, do func(part int)) {
		var parts sync.WaitGroup
		for part := range n {
			parts.Add(1)
			work := func() {
				defer parts.Done()
				do(part)
			}
			select {
			case offered <- work: // somebody waits for it
			default:
				work()
			}
		}
		parts.Wait()
	}
	busy.Add(p.jobs())
	for range p.jobs() {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && p.stopped() == nil; i = int(next.Add(1)) - 1 {
				do(i, with)
				if d := int(done.Add(1)); p.Progress != nil && (d%64 == 0 || d == n) {
					telling.Lock()
					p.Progress(what, d, n)
					telling.Unlock()
				}
			}
			busy.Done()
			for work := range offered {
				work()
			}
		})
	}
	busy.Wait()
	close(offered)
	all.Wait()
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
