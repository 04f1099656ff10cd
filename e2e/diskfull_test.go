package e2e

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A disk that is full, at whatever moment: the last good files are served whole, the run
// says why it failed, and with room again the next one mends all.
func TestAFullDiskLeavesTheLastGoodFiles(t *testing.T) {
	endToEnd(t)
	if os.Geteuid() != 0 {
		t.Skip("a file system can be mounted by root alone")
	}
	for _, c := range []struct {
		name   string
		beside bool // the ledger is on the disk too
	}{
		{"ledger and target on it", true},
		{"target on it, ledger elsewhere", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := t.TempDir()
			if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", at).CombinedOutput(); err != nil {
				t.Skipf("no tmpfs can be mounted: %s", out)
			}
			t.Cleanup(func() { exec.Command("umount", "-l", at).Run() })
			dir, ledger := filepath.Join(at, "site"), ".dateline/ledger.db"
			if !c.beside {
				elsewhere, err := filepath.Rel(dir, filepath.Join(t.TempDir(), "ledger.db"))
				if err != nil {
					t.Fatal(err)
				}
				ledger = elsewhere
			}
			s := newSmallWith(t, dir, ledger)
			refused := 0
			sizes := often(30, 500)
			for n := 1; n <= sizes; n++ {
				if s.crowded(t, at, n, n*120/sizes) { // more than a run needs, in the end
					refused++
				}
			}
			if refused == 0 || refused == sizes {
				t.Errorf("%d of %d runs found no room; want some that do and some that do not", refused, sizes)
			}
			t.Logf("%d of %d runs found no room", refused, sizes)
		})
	}
}

// crowded publishes run n with so many pages of 4 KB free on the disk, and again with room
// on it. It reports whether the first one found none.
func (s *small) crowded(t *testing.T, at string, n, free int) bool {
	t.Helper()
	s.retitle(t, n)
	before := s.files(t)
	fill(t, at, free)
	code := s.run(t)
	when := fmt.Sprintf("with %d pages of 4 KB free", free)
	after := s.files(t)
	if code != 0 {
		if code != 1 || !strings.Contains(s.said, "no space left on device") && !strings.Contains(s.said, "disk is full") {
			t.Errorf("%s: publish ends with %d and says\n%s", when, code, s.said)
		}
		for name, text := range after {
			if text != before[name] && !strings.Contains(text, fmt.Sprintf("Title %d of the site", n)) {
				t.Errorf("%s: %s is neither as it was nor of this run", when, name)
			}
		}
		if _, err := os.Stat(filepath.Join(s.dir, "public", ".dateline-stage")); err == nil && maps.Equal(before, after) {
			t.Errorf("%s: nothing was put in its place, and something staged is left over", when)
		}
	}
	s.whole(t, when)
	if err := os.Remove(filepath.Join(at, "filler")); err != nil {
		t.Fatal(err)
	}
	s.heals(t, when, n)
	return code != 0
}

// fill leaves so many pages of 4 KB free on a disk.
func fill(t *testing.T, at string, free int) {
	t.Helper()
	const page = 4096
	f, err := os.Create(filepath.Join(at, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	size := int64(0)
	for block := bytes.Repeat([]byte("x"), page); ; size += page {
		if _, err := f.Write(block); err != nil {
			break
		}
	}
	if err := f.Truncate(max(0, size-int64(free)*page)); err != nil {
		t.Fatal(err)
	}
}

// Another file system that is mounted within the target takes its files too, each whole.
func TestATargetOfTwoFileSystems(t *testing.T) {
	endToEnd(t)
	if os.Geteuid() != 0 {
		t.Skip("a file system can be mounted by root alone")
	}
	s := newSmall(t, t.TempDir())
	at := filepath.Join(s.dir, "public", "section")
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", at).CombinedOutput(); err != nil {
		t.Skipf("no tmpfs can be mounted: %s", out)
	}
	t.Cleanup(func() { exec.Command("umount", "-l", at).Run() })
	s.retitle(t, 1)
	s.heals(t, "with another file system within the target", 1)
	if len(s.files(t)) != 11 {
		t.Errorf("the target holds %d files, want 11", len(s.files(t)))
	}
	if left, err := filepath.Glob(filepath.Join(at, "*", ".dateline-*")); err != nil || len(left) > 0 {
		t.Errorf("%v is left over (%v)", left, err)
	}
}
