package e2e

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A small is a site of a few records and two feeds, in a folder of its own.
type small struct {
	dir  string
	said string
}

// newSmall writes the site and publishes it once.
func newSmall(t *testing.T, dir string) *small {
	t.Helper()
	s := &small{dir: dir}
	s.retitle(t, 0)
	for n := range 5 {
		write(t, filepath.Join(dir, "data", "sea", fmt.Sprintf("%d.md", n)), fmt.Sprintf("+++\ntitle = 'Article %d'\npublished = 2026-11-%02dT10:00:00Z\n+++\n%s\n", n, n+1, strings.Repeat("Words of the article. ", 100)))
	}
	if code := s.run(t); code != 0 {
		t.Fatalf("publish ends with %d:\n%s", code, s.said)
	}
	return s
}

// retitle gives the site another title, so that every file changes.
func (s *small) retitle(t *testing.T, n int) {
	t.Helper()
	write(t, filepath.Join(s.dir, "config.toml"), fmt.Sprintf("[site]\ntitle = 'Title %d of the site'\nurl = 'https://gazette.news/'\n[publish]\nbase = 'https://gazette.news/feeds/'\n[[feed]]\n[[feed]]\neach = 'section'\npath = 'section/{slug}'\n", n))
}

// run publishes, under a program and its arguments if there are some, and gives the exit
// status.
func (s *small) run(t *testing.T, under ...string) int {
	t.Helper()
	args := append(under, dateline, "publish", "--now", moment.Format(time.RFC3339))
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Env = s.dir, append(os.Environ(), "GOMAXPROCS=1")
	out, err := cmd.CombinedOutput()
	s.said = string(out)
	if _, ended := err.(*exec.ExitError); err != nil && !ended {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode()
}

// files are those at the target by name, with their texts. What is staged is not served.
func (s *small) files(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(filepath.Join(s.dir, "public"), func(name string, entry fs.DirEntry, err error) error {
		switch {
		case entry.Name() == ".dateline-stage":
			return fs.SkipDir
		case err != nil || entry.IsDir():
			return err
		}
		data, err := os.ReadFile(name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return files
}

var titleOf = regexp.MustCompile(`Title (\d+) of the site`)

// whole makes sure that no file is torn, and gives the runs that the files are of.
func (s *small) whole(t *testing.T, when string) map[int]bool {
	t.Helper()
	runs := map[int]bool{}
	for name, text := range s.files(t) {
		judgeWhole(t, &site{dir: s.dir}, name)
		m := titleOf.FindStringSubmatch(text)
		if m == nil {
			t.Errorf("%s: %s tells no title", when, name)
			continue
		}
		n, _ := strconv.Atoi(m[1])
		runs[n] = true
	}
	return runs
}

// heals makes sure that the next run mends all, of run n, and the one after it finds
// nothing to do.
func (s *small) heals(t *testing.T, when string, n int) {
	t.Helper()
	if code := s.run(t); code != 0 {
		t.Fatalf("%s: the next run ends with %d:\n%s", when, code, s.said)
	}
	if runs := s.whole(t, when); len(runs) != 1 || !runs[n] {
		t.Errorf("%s: after the next run the files are of %v, want %d alone", when, runs, n)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "public", ".dateline-stage")); err == nil {
		t.Errorf("%s: something staged is left over", when)
	}
	if code := s.run(t); code != 0 || !strings.HasSuffix(s.said, "nothing changed\n") {
		t.Errorf("%s: the run after that ends with %d and says\n%s", when, code, s.said)
	}
}

// calls are the system calls by which a run changes something.
var calls = []string{"openat", "write", "pwrite64", "fsync", "fdatasync", "renameat", "unlinkat", "unlink", "mkdirat", "fchmod", "fchmodat", "ftruncate"}

// muted finds that a run could not say what failed: strace counts calls by thread, so
// that also the write of the message may fail.
var muted = regexp.MustCompile(`write\([12],.*INJECTED`)

// Each call by which a run changes something fails once, or is its last: the files stay
// whole, the run says what failed, and the next one mends all.
func TestEveryCallThatFails(t *testing.T) {
	endToEnd(t)
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("no strace")
	}
	s := newSmall(t, t.TempDir())
	log := filepath.Join(t.TempDir(), "strace")
	n, faults := 0, 0
	for _, call := range calls {
		for _, fault := range []string{"error=EIO", "error=ENOSPC", "signal=KILL"} {
			for k := 1; ; k += often(7, 1) {
				n++
				s.retitle(t, n)
				when := fmt.Sprintf("%s number %d with %s", call, k, fault)
				code := s.run(t, "strace", "-f", "-o", log, "-e", "trace="+call, "-e", fmt.Sprintf("inject=%s:%s:when=%d", call, fault, k))
				traced := string(contents(t, log))
				if !strings.Contains(traced, "(INJECTED)") && !strings.Contains(traced, "killed by SIGKILL") {
					break
				}
				faults++
				s.whole(t, when)
				if strings.Contains(s.said, "goroutine ") {
					t.Errorf("%s: panics:\n%s", when, s.said)
				}
				if code != 0 && code != 3 && !strings.Contains(fault, "KILL") && !strings.Contains(s.said, "dateline: ") && !muted.MatchString(traced) {
					t.Errorf("%s: ends with %d and says\n%s", when, code, s.said)
				}
				s.heals(t, when, n)
			}
		}
	}
	t.Logf("%d faults", faults)
}
