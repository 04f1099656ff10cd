package e2e

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A run that is killed leaves whole files, and the next one mends all: no file torn,
// none lost, nothing left over.
func TestAKilledRunIsMendedByTheNext(t *testing.T) {
	endToEnd(t)
	kills := often(30, 1000)
	s, took := crashSite(t)
	chance := rand.New(rand.NewPCG(1, 2))
	for n := range kills {
		s.rename(t, n)
		s.interrupt(t, time.Duration(chance.Int64N(int64(took))), syscall.SIGKILL)
		for _, name := range s.published(t) {
			if !strings.Contains(name, "/.dateline-") {
				judgeWhole(t, s, name)
			}
		}
		if n%5 != 4 { // several in a row are not mended in between
			continue
		}
		if err := s.publish(moment); err != nil || s.status != 0 {
			t.Fatalf("after kill %d publish ends with %d, %v:\n%s", n, s.status, err, s.said)
		}
		s.mended(t, n)
	}
}

// A run that is told to end while it writes finishes: all files are of it, or none.
func TestATerminatedRunPublishesAllOrNothing(t *testing.T) {
	endToEnd(t)
	s, took := crashSite(t)
	chance := rand.New(rand.NewPCG(3, 4))
	for n := range often(15, 500) {
		s.rename(t, n)
		s.interrupt(t, time.Duration(chance.Int64N(int64(took))), syscall.SIGTERM)
		titles := map[string]bool{}
		for _, name := range s.published(t) {
			if filepath.Base(name) == "rss.xml" {
				_, rest, _ := strings.Cut(string(contents(t, name)), "Renamed ")
				title, _, _ := strings.Cut(rest, " ")
				titles[title] = true
			}
			if strings.Contains(name, "/.dateline-") {
				t.Errorf("%s is left over", name)
			}
		}
		if len(titles) != 1 {
			t.Errorf("after signal %d feeds are of the runs %v, want one", n, titles)
		}
	}
}

// often is how many times something is done: few, unless it is the long examination.
func often(few, many int) int {
	if os.Getenv("DATELINE_TORTURE") == "1" {
		return many
	}
	return few
}

// crashSite is a site of many feeds, published once, and how long that takes when
// all files change.
func crashSite(t *testing.T) (*site, time.Duration) {
	t.Helper()
	s, err := variations[0].site(0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.server.Close)
	s.rename(t, 1000)
	if err := s.publish(moment); err != nil || s.status != 0 {
		t.Fatalf("publish ends with %d, %v:\n%s", s.status, err, s.said)
	}
	s.rename(t, 1001)
	begun := time.Now()
	s.interrupt(t, time.Minute, syscall.SIGKILL)
	return s, time.Since(begun)
}

// rename gives the site another title, so that every file changes.
func (s *site) rename(t *testing.T, n int) {
	t.Helper()
	name := filepath.Join(s.dir, "config.toml")
	lines := strings.Split(string(contents(t, name)), "\n")
	lines[1] = fmt.Sprintf(`title = "Renamed %d of the site"`, n)
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}

// interrupt publishes, and sends a signal after a while.
func (s *site) interrupt(t *testing.T, after time.Duration, signal os.Signal) {
	t.Helper()
	cmd := exec.Command(dateline, "publish", "--allow", "base", "--quiet", "--now", moment.Format(time.RFC3339))
	cmd.Dir = s.dir
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Signal(signal) })
	defer timer.Stop()
	cmd.Wait() // with an error, if the signal ended it
}

// published are the files at the target.
func (s *site) published(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(filepath.Join(s.dir, "public"), func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// judgeWhole makes sure that a file of a feed is whole.
func judgeWhole(t *testing.T, s *site, name string) {
	t.Helper()
	data := strings.TrimSpace(string(contents(t, name)))
	ends := map[string]string{"rss.xml": "</rss>", "atom.xml": "</feed>", "feed.json": "}", "index.html": "</html>", "feeds.opml": "</opml>"}
	if end := ends[filepath.Base(name)]; !strings.HasSuffix(data, end) {
		t.Errorf("%s of %d bytes does not end with %s", name, len(data), end)
	}
}

// mended makes sure that nothing is left of a run that was killed.
func (s *site) mended(t *testing.T, n int) {
	t.Helper()
	for _, name := range s.published(t) {
		if strings.Contains(name, "/.dateline-") {
			t.Errorf("after kill %d %s is left over", n, name)
		}
	}
	if err := s.publish(moment); err != nil || !strings.HasSuffix(s.said, "nothing changed\n") {
		t.Errorf("after kill %d and a run that mended it, publish says (%v)\n%s", n, err, s.said)
	}
	pleaseOurs(t, s)
}

func contents(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
