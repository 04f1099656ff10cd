package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
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
		reads, newest := 0, map[string]int{}
		for {
			select {
			case <-stop:
				done <- reads
				return
			default:
			}
			for _, name := range s.names {
				reads++
				data, err := os.ReadFile(filepath.Join(s.dir, name))
				if err != nil {
					t.Errorf("a file is lost: %v", err)
					continue
				}
				judgeWhole(t, name, data)
				if filepath.Ext(name) == ".css" {
					continue // it is the same in all runs
				}
				m := titleOf.FindSubmatch(data)
				if m == nil {
					t.Errorf("%s tells no title", name)
					continue
				}
				run, _ := strconv.Atoi(string(m[1]))
				if run < newest[name] {
					t.Errorf("%s is of run %d, and was of run %d before", name, run, newest[name])
				}
				newest[name] = run
			}
		}
	}()
	runs := 0
	for end := time.Now().Add(time.Duration(often(5, 1800)) * time.Second); time.Now().Before(end); {
		runs++
		s.retitle(t, runs)
		if code := s.run(t); code != 0 {
			t.Fatalf("publish ends with %d:\n%s", code, s.said)
		}
	}
	close(stop)
	t.Logf("%d reads of whole files while %d runs changed all of them", <-done, runs)
}
