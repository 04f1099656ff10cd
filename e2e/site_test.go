package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/press"
	"dateline/feed/publish"
)

// moment is when the sites are published.
var moment = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// scratch is the folder of everything that the tests write; dateline is the
// command, built there.
var scratch, dateline string

func TestMain(m *testing.M) { os.Exit(run(m)) }

// run builds the command, unless nothing will be tested.
func run(m *testing.M) int {
	if os.Getenv("DATELINE_E2E") != "1" {
		return m.Run()
	}
	var err error
	if scratch, err = os.MkdirTemp("", "dateline-e2e-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(scratch)
	dateline = filepath.Join(scratch, "dateline")
	if out, err := exec.Command("go", "build", "-o", dateline, "dateline/cmd/dateline").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "go build dateline/cmd/dateline: %v\n%s", err, out)
		return 1
	}
	defer func() {
		for _, s := range served.all {
			s.stop()
		}
	}()
	return m.Run()
}

// endToEnd skips the test unless it is asked for.
func endToEnd(t *testing.T) {
	t.Helper()
	if os.Getenv("DATELINE_E2E") != "1" {
		t.Skip("end to end: run by make e2e")
	}
}

// A site is a folder of records with its configuration, published, and the
// dateline serve that shows it.
type site struct {
	name     string
	dir      string
	address  string    // where it is served, without a slash at the end
	server   *exec.Cmd // dateline serve; nil until it is published
	said     string    // what the command printed
	status   int       // how it ended
	editions []feed.Edition
}

// newSite copies configuration and records to a folder of its own, whose feeds know the
// address at which they will be served.
func newSite(name, from string) (*site, error) {
	dir, err := os.MkdirTemp(scratch, name+"-")
	if err != nil {
		return nil, err
	}
	port, err := findPort()
	if err != nil {
		return nil, err
	}
	s := &site{name: name, dir: dir, address: "http://127.0.0.1:" + port}
	if err := os.CopyFS(filepath.Join(dir, "data"), os.DirFS(filepath.Join(from, "data"))); err != nil {
		return nil, err
	}
	config, err := os.ReadFile(filepath.Join(from, "config.toml"))
	if err != nil {
		return nil, err
	}
	config = base.ReplaceAll(config, []byte(`base = "`+s.address+`/"`))
	return s, os.WriteFile(filepath.Join(dir, "config.toml"), config, 0o644)
}

var base = regexp.MustCompile(`(?m)^base = "[^"]*"`)

// sites that are served, to be stopped when all is done.
var served struct {
	sync.Mutex
	all []*site
}

// serve serves the site as it is now: the command is started, or has taken up what was
// published.
func (s *site) serve() error {
	if s.server == nil {
		s.server = exec.Command(dateline, "serve", "--quiet", "--listen", strings.TrimPrefix(s.address, "http://"))
		s.server.Dir = s.dir
		s.server.Stderr = os.Stderr
		s.server.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // if the tests are killed
		if err := s.server.Start(); err != nil {
			return err
		}
		served.Lock()
		served.all = append(served.all, s)
		served.Unlock()
	}
	return s.settled(10 * time.Second)
}

// settled waits until what is served is what lies in the target.
func (s *site) settled(most time.Duration) error {
	var err error
	for deadline := time.Now().Add(most); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		err = nil
		for _, f := range formatFiles {
			err = errors.Join(err, s.isServed(f.file))
		}
		if err == nil {
			return nil
		}
	}
	return err
}

// isServed says why a file of the target, if it is there, is not served as it is, with its
// date.
func (s *site) isServed(name string) error {
	file := filepath.Join(s.dir, "public", name)
	want, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	r, err := http.Get(s.address + "/" + name)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	got, err := io.ReadAll(r.Body)
	if modified := info.ModTime().UTC().Format(http.TimeFormat); err == nil && (!bytes.Equal(got, want) || r.Header.Get("Last-Modified") != modified) {
		err = fmt.Errorf("%s/%s is served with status %s, Last-Modified %s, and is not what was published %s", s.address, name, r.Status, r.Header.Get("Last-Modified"), modified)
	}
	return err
}

// stop stops the server of the site.
func (s *site) stop() {
	if s.server != nil {
		s.server.Process.Signal(syscall.SIGTERM)
		s.server.Wait()
		s.server = nil
	}
}

// publish runs the command, and asks the library what should be in the feeds.
func (s *site) publish(now time.Time) error {
	cmd := exec.Command(dateline, "publish", "--allow", "base", "--now", now.Format(time.RFC3339)) // the base is on this machine
	cmd.Dir = s.dir
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return err
	}
	s.said, s.status = string(out), cmd.ProcessState.ExitCode()

	name := filepath.Join(s.dir, "config.toml")
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	c, findings := config.Read(name, data)
	if findings.Count(feed.Error) > 0 {
		return fmt.Errorf("%s: %v", name, findings)
	}
	proof, err := press.Press{Config: c, Now: now, Allow: []publish.Guard{publish.Base}}.Proof()
	if err != nil {
		return err
	}
	defer proof.Close()
	if n := proof.Plan.Writes(); n > 0 {
		return fmt.Errorf("%d files of %s would change if it were published again:\n%s", n, s.name, out)
	}
	s.editions = proof.Editions
	return s.serve()
}

// published is a site that was published once for all tests that only look.
func published(name, from string) func(*testing.T) *site {
	once := sync.OnceValues(func() (*site, error) {
		s, err := newSite(name, from)
		if err == nil {
			err = s.publish(moment)
		}
		return s, err
	})
	return func(t *testing.T) *site {
		t.Helper()
		endToEnd(t)
		s, err := once()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

var (
	example = published("example", "..")
	hostile = published("hostile", "testdata/hostile")
)

func sites(t *testing.T) []*site { return []*site{example(t), hostile(t)} }

// A document is one published file of a feed.
type document struct {
	feed.Edition
	site   *site
	format string // as configuration has it: rss, atom, json
	url    string // where it is served
	file   string // where it lies
}

var formatFiles = []struct{ format, file string }{{"rss", "rss.xml"}, {"atom", "atom.xml"}, {"json", "feed.json"}}

// documents are the files of all feeds of the site, in their formats.
func (s *site) documents() []document {
	var all []document
	for _, e := range s.editions {
		for _, f := range formatFiles {
			file := filepath.Join(s.dir, "public", filepath.FromSlash(e.File(f.file)))
			if _, err := os.Stat(file); err == nil {
				all = append(all, document{e, s, f.format, e.Address(f.file), file})
			}
		}
	}
	return all
}

// name tells the document from all others, in the name of a test.
func (d document) name() string {
	return d.site.name + "/" + d.File(path.Base(filepath.ToSlash(d.file)))
}

func (d document) read(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(d.file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// documentsOf are the documents of both sites in the format; all, if it is empty.
func documentsOf(t *testing.T, format string) []document {
	t.Helper()
	var all []document
	for _, s := range sites(t) {
		for _, d := range s.documents() {
			if format == "" || d.format == format {
				all = append(all, d)
			}
		}
	}
	return all
}

// installed finds a program, or skips the test.
func installed(t *testing.T, program string) string {
	t.Helper()
	found, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed", program)
	}
	return found
}

// output runs a program and gives what it prints.
func output(t *testing.T, stdin []byte, env []string, program string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Stdin = bytes.NewReader(stdin)
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s%s", program, args, err, out, stderr.Bytes())
	}
	return out
}

func TestEveryEditionIsPublishedInItsFormats(t *testing.T) {
	for _, s := range sites(t) {
		for _, e := range s.editions {
			formats := e.Formats
			if len(formats) == 0 {
				formats = []string{"rss", "atom", "json"}
			}
			var got []string
			for _, d := range s.documents() {
				if d.Path == e.Path {
					got = append(got, d.format)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(formats) {
				t.Errorf("%s: feed %q is published as %v, want %v", s.name, e.Path, got, formats)
			}
		}
	}
}

func TestEveryAddressOnTheServerIsThere(t *testing.T) {
	for _, s := range sites(t) {
		want := map[string]int64{s.address + "/feeds.opml": 0} // lengths in bytes; 0 is not said
		for _, d := range s.documents() {
			want[d.url], want[d.Address("")] = 0, 0
			for _, a := range d.Articles {
				for _, at := range a.Attachments {
					want[at.URL] = at.Length
				}
				if a.Image != nil {
					want[a.Image.URL] = a.Image.Length
				}
			}
		}
		for address, length := range want {
			if !strings.HasPrefix(address, s.address) {
				continue
			}
			resp, err := http.Head(address)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusOK || length > 0 && resp.ContentLength != length {
				t.Errorf("HEAD %s = %s, %d bytes, want 200 OK, %d bytes", address, resp.Status, resp.ContentLength, length)
			}
		}
	}
}
