package e2e

import (
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// Of runs that overlap one publishes at a time; the others step back at once and touch
// nothing.
func TestOverlappingRuns(t *testing.T) {
	endToEnd(t)
	s := newSmall(t, t.TempDir())
	var longest time.Duration
	stepped := 0
	for n := 1; n <= often(20, 1000); n++ {
		s.retitle(t, n)
		var wg sync.WaitGroup
		var lock sync.Mutex
		codes := map[int]int{}
		for range 4 {
			wg.Go(func() {
				cmd := exec.Command(dateline, "publish", "--now", moment.Format(time.RFC3339))
				cmd.Dir = s.dir
				begun := time.Now()
				cmd.Run() // its exit status is looked at
				lock.Lock()
				defer lock.Unlock()
				codes[cmd.ProcessState.ExitCode()]++
				if cmd.ProcessState.ExitCode() == 75 {
					stepped++
					longest = max(longest, time.Since(begun))
				}
			})
		}
		wg.Wait()
		if codes[0] < 1 || codes[0]+codes[75] != 4 {
			t.Fatalf("four runs at once end with %v, want 0 once or more and 75", codes)
		}
		if runs := s.whole(t, "after runs that overlapped"); len(runs) != 1 || !runs[n] {
			t.Errorf("the files are of %v, want %d alone", runs, n)
		}
	}
	t.Logf("%d runs stepped back, the last of them %v after its start", stepped, longest.Round(time.Millisecond))
}

// Who reads while others publish reads whole files, and none of an earlier run than
// before.
func TestReadingWhilePublishing(t *testing.T) {
	endToEnd(t)
	s := newSmall(t, t.TempDir())
	stop := make(chan bool)
	done := make(chan int)
	go func() {
		reads, newest := 0, map[string]string{}
		for {
			select {
			case <-stop:
				done <- reads
				return
			default:
			}
			for name, text := range s.files(t) {
				reads++
				judgeWhole(t, &site{dir: s.dir}, name)
				m := titleOf.FindString(text)
				if old := newest[name]; len(m) < len(old) || len(m) == len(old) && strings.Compare(m, old) < 0 {
					t.Errorf("%s is of %q, and was of %q before", name, m, old)
				}
				newest[name] = m
			}
		}
	}()
	runs := 0
	for end := time.Now().Add(time.Duration(often(5, 300)) * time.Second); time.Now().Before(end); {
		runs++
		s.retitle(t, runs)
		if code := s.run(t); code != 0 {
			t.Fatalf("publish ends with %d:\n%s", code, s.said)
		}
	}
	close(stop)
	t.Logf("%d reads of whole files while %d runs changed all of them", <-done, runs)
}
