package e2e

import (
	"crypto/sha256"
	"encoding/hex"
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

	"dateline/feed/ledger"
)

// A small is a site of a few records, one feed of all and one of each section, in a folder
// of its own.
type small struct {
	dir      string
	ledger   string // its file, as the configuration names it
	sections int    // 0 is one
	names    []string
	said     string
}

// newSmall writes the site, with its ledger beside the target, and publishes it once.
func newSmall(t *testing.T, dir string) *small {
	t.Helper()
	return newSmallWith(t, small{dir: dir, ledger: ".dateline/ledger.db"})
}

// newSmallWith writes the site and publishes it once.
func newSmallWith(t *testing.T, with small) *small {
	t.Helper()
	s := &with
	s.retitle(t, 0)
	for n := range max(5, s.sections) {
		section := fmt.Sprintf("sea%d", n%max(1, s.sections))
		write(t, filepath.Join(s.dir, "data", section, fmt.Sprintf("%d.md", n)), fmt.Sprintf("+++\ntitle = 'Article %d'\npublished = 2026-11-%02dT10:00:00Z\n+++\n%s\n", n, n%20+1, strings.Repeat("Words of the article. ", 100)))
	}
	if code := s.run(t); code != 0 {
		t.Fatalf("publish ends with %d:\n%s", code, s.said)
	}
	for name := range s.files(t) {
		rel, err := filepath.Rel(s.dir, name)
		if err != nil {
			t.Fatal(err)
		}
		s.names = append(s.names, rel)
	}
	return s
}

// retitle gives the site another title, so that every file changes.
func (s *small) retitle(t *testing.T, n int) {
	t.Helper()
	write(t, filepath.Join(s.dir, "config.toml"), fmt.Sprintf("[site]\ntitle = 'Title %d of the site'\nurl = 'https://gazette.news/'\n[publish]\nbase = 'https://gazette.news/feeds/'\nledger = '%s'\n[[feed]]\n[[feed]]\neach = 'section'\npath = 'section/{slug}'\n", n, s.ledger))
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

// whole makes sure that no file is torn or lost, and gives the runs that the files are of.
func (s *small) whole(t *testing.T, when string) map[int]bool {
	t.Helper()
	runs, files := map[int]bool{}, s.files(t)
	for _, name := range s.names {
		if _, there := files[filepath.Join(s.dir, name)]; !there {
			t.Errorf("%s: %s is lost", when, name)
		}
	}
	for name, text := range files {
		judgeWhole(t, name, []byte(text))
		if filepath.Ext(name) == ".css" {
			continue // it is the same in all runs
		}
		m := titleOf.FindStringSubmatch(text)
		if filepath.Base(name) == "feed.css" { // it is the same for every site
			continue
		}
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
	s.truthful(t, when)
}

// truthful makes sure that the ledger knows the files at the target, all of them and as
// they are.
func (s *small) truthful(t *testing.T, when string) {
	t.Helper()
	path := filepath.Join(s.dir, s.ledger)
	target, err := filepath.Rel(filepath.Dir(path), filepath.Join(s.dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	l, err := ledger.Load(path, filepath.ToSlash(target))
	if err != nil {
		t.Fatalf("%s: ledger.Load(%q) gives %v", when, path, err)
	}
	files := s.files(t)
	for name, text := range files {
		rel, err := filepath.Rel(filepath.Join(s.dir, "public"), name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(text))
		if got, want := l.Files[filepath.ToSlash(rel)].SHA256, hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%s: the ledger has %s of SHA-256 %q, want %s", when, rel, got, want)
		}
	}
	if len(l.Files) != len(files) || len(l.Intent) != 0 {
		t.Errorf("%s: the ledger knows %d files and %d steps that are left, want %d and none", when, len(l.Files), len(l.Intent), len(files))
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
				if !strings.Contains(fault, "KILL") && !muted.MatchString(traced) {
					s.answers(t, when, code)
				}
				s.heals(t, when, n)
			}
		}
	}
	t.Logf("%d faults", faults)
}

// named is how a failed call is told: in the words of the system, or in those of SQLite.
var named = regexp.MustCompile(`input/output error|no space left on device|disk I/O error|database or disk is full|unable to open database file`)

// answers makes sure that a run with a fault succeeded, left a record out and said so, or
// ended with an error that names what failed.
func (s *small) answers(t *testing.T, when string, code int) {
	t.Helper()
	switch {
	case code == 0:
	case (code == 1 || code == 3) && named.MatchString(s.said):
	case code == 2 && strings.Contains(s.said, "read the configuration: ") && named.MatchString(s.said):
	default:
		t.Errorf("%s: ends with %d and says\n%s", when, code, s.said)
	}
}
