package e2e

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
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
	all := len(s.published(t))
	chance := rand.New(rand.NewPCG(1, 2))
	for n := range kills {
		s.rename(t, n)
		s.interrupt(t, time.Duration(chance.Int64N(int64(took))), syscall.SIGKILL)
		served := 0
		for _, name := range s.published(t) {
			if !strings.Contains(name, "/.dateline-") {
				served++
				judgeWhole(t, name, contents(t, name))
			}
		}
		if served != all {
			t.Errorf("after kill %d the target holds %d files, want %d", n, served, all)
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
	t.Cleanup(s.stop)
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

// judgeWhole makes sure that a file of a feed is whole: it parses to its end.
func judgeWhole(t *testing.T, name string, data []byte) {
	t.Helper()
	var err error
	switch filepath.Ext(name) {
	case ".xml", ".opml":
		err = wholeXML(data)
	case ".json":
		var doc map[string]any
		err = json.Unmarshal(data, &doc)
	case ".css":
		if !bytes.HasSuffix(bytes.TrimSpace(data), []byte("}")) {
			err = errors.New("does not end with }")
		}
	case ".html":
		if !bytes.HasSuffix(bytes.TrimSpace(data), []byte("</html>")) {
			err = errors.New("does not end with </html>")
		}
	}
	if err != nil {
		t.Errorf("%s of %d bytes is torn: %v", name, len(data), err)
	}
}

// wholeXML says why data is not a document of XML with a root element.
func wholeXML(data []byte) error {
	dec := xml.NewDecoder(bytes.NewReader(data))
	elements := 0
	for {
		token, err := dec.Token()
		if err == io.EOF && elements > 0 {
			return nil
		}
		if err != nil {
			return err
		}
		if _, begins := token.(xml.StartElement); begins {
			elements++
		}
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
