package press

import (
	"encoding/xml"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/publish"
)

// A year of a newsroom by chance: whatever editors and machines do, a reader that knows
// articles by their guid, or else by their link, as Miniflux does, sees none of them twice,
// loses none, and none goes back in time.
func TestAYearOfReaders(t *testing.T) {
	checks := "12"
	if os.Getenv("DATELINE_TORTURE") == "1" {
		checks = "1000"
	}
	if err := flag.Set("rapid.checks", checks); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		y := newYear(t, rt)
		defer os.RemoveAll(y.dir)
		rt.Repeat(map[string]func(*rapid.T){
			"write":     y.write,
			"mend":      func(rt *rapid.T) { y.change(rt, func(s *story) { s.words += " mended"; s.significant = false }) },
			"news":      func(rt *rapid.T) { y.change(rt, func(s *story) { s.words += " news"; s.significant = true }) },
			"update":    func(rt *rapid.T) { y.change(rt, func(s *story) { s.updated = y.now }) },
			"take back": func(rt *rapid.T) { y.change(rt, func(s *story) { s.updated = time.Time{} }) },
			"rename":    func(rt *rapid.T) { y.change(rt, func(s *story) { s.file += "x" }) },
			"move": func(rt *rapid.T) {
				y.change(rt, func(s *story) { s.folder = rapid.SampledFrom(sections).Draw(rt, "section") })
			},
			"retitle": func(rt *rapid.T) { y.change(rt, func(s *story) { s.title += "!" }) },
			"all at once": func(rt *rapid.T) {
				y.change(rt, func(s *story) { s.file += "y"; s.title += "?"; s.slug = s.file; s.folder = "world" })
			},
			"withdraw": func(rt *rapid.T) { y.change(rt, func(s *story) { s.withdrawn = true }) },
			"restore":  func(rt *rapid.T) { y.change(rt, func(s *story) { s.withdrawn = false }) },
			"delete":   y.remove,
			"damage": func(rt *rapid.T) {
				harm := rapid.SampledFrom([]string{"", "+++\ntitle = \n", "+++\ntitle = 'x'\n+++\na\x00b", "---\ndate: Monday\n---\nx"}).Draw(rt, "harm")
				y.change(rt, func(s *story) { s.damaged, s.harm = true, harm })
			},
			"repair": y.repair,
			"new address": func(rt *rapid.T) {
				y.site = rapid.SampledFrom([]string{"http://a.news/", "https://a.news/", "https://b.news/"}).Draw(rt, "site")
				y.publish(rt)
			},
			"lost ledger": func(rt *rapid.T) { y.lose(rt) },
			"wait": func(rt *rapid.T) {
				y.now = y.now.Add(time.Duration(rapid.IntRange(1, 500).Draw(rt, "hours")) * time.Hour)
				y.publish(rt)
			},
			"clock back": y.back,
		})
	})
}

var sections = []string{"world", "sport"}

// A story is an article as its editors have it, and its record.
type story struct {
	number                    int
	file, folder, slug, title string
	words                     string
	published, updated        time.Time
	significant, withdrawn    bool

	damaged bool // its record is harm alone
	harm    string
	last    *story // as it was published last; nil if it was not
}

// out is the story as readers are to see it; nil if they are not.
func (s *story) out(now time.Time) *story {
	switch {
	case s.damaged:
		return s.last
	case s.published.After(now):
		return nil
	}
	return s
}

func (s story) path() string { return filepath.Join(s.folder, s.file+".md") }

func (s story) text() string {
	if s.damaged {
		return s.harm
	}
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = %q\npublished = %s\n", s.title, s.published.Format(time.RFC3339))
	if !s.updated.IsZero() {
		fmt.Fprintf(&b, "updated = %s\n", s.updated.Format(time.RFC3339))
	}
	if s.slug != "" {
		fmt.Fprintf(&b, "slug = %q\n", s.slug)
	}
	if s.significant {
		b.WriteString("significant = true\n")
	}
	if s.withdrawn {
		b.WriteString("status = \"withdrawn\"\n")
	}
	fmt.Fprintf(&b, "+++\nStory number-%d: %s\n", s.number, s.words)
	return b.String()
}

// A year is a newsroom, its machine, and the readers of its feeds.
type year struct {
	t       *testing.T
	dir     string
	site    string
	now     time.Time
	stories []*story
	told    int // stories that were written
	readers map[string]*reader
}

// A reader remembers what a feed showed.
type reader struct {
	keys    map[int]string       // guid, else link, by number of the story
	entries map[string]time.Time // dates in Atom, by id
	updated time.Time            // of the Atom feed
}

func newYear(t *testing.T, rt *rapid.T) *year {
	dir, err := os.MkdirTemp("", "year")
	if err != nil {
		rt.Fatal(err)
	}
	y := &year{t: t, dir: dir, site: "http://a.news/", now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), readers: map[string]*reader{}}
	y.write(rt)
	return y
}

func (y *year) write(rt *rapid.T) {
	n := y.told
	y.told++
	embargo := time.Duration(rapid.IntRange(-40, 10).Draw(rt, "hours from now")) * time.Hour
	y.stories = append(y.stories, &story{
		number: n, file: fmt.Sprintf("story-%d", n), folder: rapid.SampledFrom(sections).Draw(rt, "section"),
		title: fmt.Sprintf("Story %d", n), words: "words", published: y.now.Add(embargo).Add(time.Duration(n) * time.Second),
	})
	y.publish(rt)
}

// change lets an editor do one thing to one story.
func (y *year) change(rt *rapid.T, what func(*story)) {
	y.changeOne(rt, what, func(s *story) bool { return !s.damaged })
}

// repair lets an editor bring back what a record said.
func (y *year) repair(rt *rapid.T) {
	y.changeOne(rt, func(s *story) { s.damaged = false }, func(s *story) bool { return s.damaged })
}

func (y *year) changeOne(rt *rapid.T, what func(*story), of func(*story) bool) {
	stories := slices.DeleteFunc(slices.Clone(y.stories), func(s *story) bool { return !of(s) })
	if len(stories) == 0 {
		rt.Skip("no such story")
	}
	what(rapid.SampledFrom(stories).Draw(rt, "story"))
	y.publish(rt)
}

// damaged reports whether a record cannot be read.
func (y *year) damaged() bool {
	return slices.ContainsFunc(y.stories, func(s *story) bool { return s.damaged })
}

func (y *year) remove(rt *rapid.T) {
	if len(y.stories) < 2 {
		rt.Skip("too few stories")
	}
	n := rapid.IntRange(0, len(y.stories)-1).Draw(rt, "story")
	y.stories = slices.Delete(y.stories, n, n+1)
	y.publish(rt)
}

// lose loses the ledger. The list of ids is committed elsewhere. Feeds of damaged
// records would be held back then, as there are no copies.
func (y *year) lose(rt *rapid.T) {
	if y.damaged() {
		rt.Skip("copies would be lost")
	}
	if err := os.RemoveAll(filepath.Join(y.dir, ".dateline")); err != nil {
		rt.Fatal(err)
	}
	y.publish(rt)
}

// back publishes with a clock that is wrong: that is refused, or does nothing.
func (y *year) back(rt *rapid.T) {
	now := y.now
	y.now = now.Add(-time.Duration(rapid.IntRange(1, 100_000).Draw(rt, "minutes")) * time.Minute)
	p := y.press(rt)
	proof, err := p.Proof()
	if err != nil {
		rt.Fatal(err)
	}
	defer proof.Close()
	if !proof.Refused && proof.Plan.Writes() > 0 {
		rt.Fatalf("at %v, after a run at %v, %d files would be written", y.now, proof.ledger.Run, proof.Plan.Writes())
	}
	y.now = now
}

// press is that of the newsroom as it is now, with its records written anew.
func (y *year) press(rt *rapid.T) Press {
	data := filepath.Join(y.dir, "data")
	if err := os.RemoveAll(data); err != nil {
		rt.Fatal(err)
	}
	for _, s := range y.stories {
		name := filepath.Join(data, s.path())
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			rt.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(s.text()), 0o644); err != nil {
			rt.Fatal(err)
		}
	}
	c, findings := config.Read(filepath.Join(y.dir, "config.toml"), []byte(fmt.Sprintf(`[site]
title = "Gazette"
url = %q
[publish]
base = "https://feeds.news/"
ids = "ids.jsonl"
flood = 0
[[feed]]
limit = 0
[[feed]]
each = "section"
path = "section/{slug}"
limit = 0
`, y.site)))
	if len(findings) > 0 {
		rt.Fatal(findings)
	}
	return Press{Config: c, Now: y.now, Allow: []publish.Guard{publish.Loss}}
}

// publish is a run of cron, which may be broken off; then the next one follows.
func (y *year) publish(rt *rapid.T) {
	p := y.press(rt)
	for _, end := range []string{rapid.SampledFrom([]string{"", "", "staged", "listed", "begun", "half"}).Draw(rt, "broken off"), ""} {
		if _, err := p.Resume(); err != nil {
			rt.Fatal(err)
		}
		proof, err := p.Proof()
		if err != nil {
			rt.Fatal(err)
		}
		if proof.Refused || proof.Findings.Count(feed.Error) > 0 && !y.damaged() {
			rt.Fatalf("findings: %v", proof.Findings)
		}
		switch end {
		case "staged":
			_, err = proof.folder.Stage(proof.Plan)
		case "listed":
			err = proof.breakOffListed()
		case "begun":
			_, err = proof.begin()
		case "half": // what waited besides is lost with its folder
			var steps []publish.Step
			if steps, err = proof.begin(); err == nil && len(steps) > 0 {
				err = proof.folder.Commit(steps[:len(steps)/2])
			}
		default:
			err = proof.Publish()
		}
		proof.Close()
		if err != nil {
			rt.Fatal(err)
		}
	}
	for _, s := range y.stories {
		if !s.damaged && !s.published.After(y.now) {
			last := *s
			s.last = &last
		}
	}
	y.read(rt, "", func(s *story) bool { return true })
	for _, section := range sections {
		y.read(rt, "section/"+section, func(s *story) bool { return s.folder == section })
	}
}

// number finds which story an item is: that is in its words, whatever becomes of the
// rest.
var number = regexp.MustCompile(`number-(\d+)`)

// read fetches a feed as a reader does, and compares it with what it knows.
func (y *year) read(rt *rapid.T, path string, belongs func(*story) bool) {
	r := y.readers[path]
	if r == nil {
		r = &reader{keys: map[int]string{}, entries: map[string]time.Time{}}
		y.readers[path] = r
	}
	want := map[int]bool{}
	for _, s := range y.stories {
		if out := s.out(y.now); out != nil && belongs(out) && !out.withdrawn {
			want[s.number] = true
		}
	}
	got := map[int]bool{}
	for n, key := range y.rss(rt, path) {
		got[n] = true
		if known, seen := r.keys[n]; seen && known != key {
			rt.Fatalf("feed %q shows story %d as %s, and showed it as %s before: a reader has it twice", path, n, key, known)
		}
		for other, known := range r.keys {
			if known == key && other != n {
				rt.Fatalf("feed %q shows story %d as %s, which was story %d: no reader shows it", path, n, key, other)
			}
		}
		r.keys[n] = key
	}
	if !maps.Equal(got, want) {
		rt.Fatalf("feed %q shows the stories %v, want %v", path, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
	y.readAtom(rt, path, r)
}

// rss gives guid, else link, of each story in the RSS file of a feed.
func (y *year) rss(rt *rapid.T, path string) map[int]string {
	data, err := os.ReadFile(filepath.Join(y.dir, "public", path, "rss.xml"))
	if os.IsNotExist(err) {
		return nil // a section without articles has no feed
	}
	var doc struct {
		Items []struct {
			GUID    string `xml:"guid"`
			Link    string `xml:"link"`
			Content string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		rt.Fatal(err)
	}
	keys := map[int]string{}
	for _, item := range doc.Items {
		var n int
		fmt.Sscan(number.FindStringSubmatch(item.Content)[1], &n)
		if _, twice := keys[n]; twice {
			rt.Fatalf("feed %q shows story %d twice", path, n)
		}
		keys[n] = item.GUID
		if keys[n] == "" {
			keys[n] = item.Link
		}
	}
	return keys
}

// readAtom makes sure that nothing in the Atom file of a feed goes back in time.
func (y *year) readAtom(rt *rapid.T, path string, r *reader) {
	data, err := os.ReadFile(filepath.Join(y.dir, "public", path, "atom.xml"))
	if os.IsNotExist(err) {
		return
	}
	var doc struct {
		Updated time.Time `xml:"updated"`
		Entries []struct {
			ID      string    `xml:"id"`
			Updated time.Time `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		rt.Fatal(err)
	}
	if doc.Updated.Before(r.updated) || doc.Updated.After(y.now) {
		rt.Fatalf("feed %q is of %v, and was of %v before; now is %v", path, doc.Updated, r.updated, y.now)
	}
	r.updated = doc.Updated
	for _, e := range doc.Entries {
		if e.Updated.Before(r.entries[e.ID]) {
			rt.Fatalf("in feed %q %s is of %v, and was of %v before", path, e.ID, e.Updated, r.entries[e.ID])
		}
		r.entries[e.ID] = e.Updated
	}
}

// breakOffListed is a run that is broken off between the list of ids and the ledger.
func (p *Proof) breakOffListed() error {
	steps, err := p.folder.Stage(p.Plan)
	if err != nil {
		return err
	}
	if err := p.remember(steps); err != nil {
		return err
	}
	return p.ledger.WriteList(p.press.Config.Publish.IDs)
}
