package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A subscriber fetches a feed again and again, and keeps what it saw.
type subscriber interface {
	fetch(*testing.T)
	shown(*testing.T) shown
}

// subscribers are the readers that remember. (Libraries have no read state.)
var subscribers = []struct {
	name    string
	new     func(t *testing.T, url string) subscriber
	updates bool // it shows what became of an item that it knows
}{
	{"newsboat", func(t *testing.T, url string) subscriber { return newNewsboat(t, url) }, true},
	{"rss2email", func(t *testing.T, url string) subscriber { return newRSS2Email(t, url) }, false}, // a mail is sent once, by design
}

// changes are what the newsroom does before it publishes again, one after the other.
var changes = []struct {
	name string
	file string // below the folder of records
	edit func(text []byte) []byte
	to   string   // where it lies from now on, if it moves
	text string   // words that a reader which shows updates shows from now on
	news []string // titles that subscribers see for the first time
}{
	{name: "nothing changed", file: "articles/culture/film-night.html", edit: func(text []byte) []byte { return text }},
	{name: "a body was mended", file: "articles/culture/film-night.html", text: "two jumpers", edit: func(text []byte) []byte {
		return bytes.Replace(text, []byte("Bring a jumper"), []byte("Bring two jumpers"), 1)
	}},
	{name: "a title was mended", file: "articles/world/sister-ports.md", edit: func(text []byte) []byte {
		return bytes.Replace(text, []byte("title: What small ports learn"), []byte("title: What the small ports learn"), 1)
	}},
	{name: "an article was brought up to date", file: "articles/harbour/tide-tables.md", edit: func(text []byte) []byte {
		return bytes.Replace(text, []byte("updated = 2026-03-07T08:00:00Z"), []byte("updated = 2026-11-24T12:30:00Z"), 1)
	}},
	{name: "an article was renamed, and has another address", file: "articles/culture/film-night.html", to: "articles/culture/film-nights.html", edit: func(text []byte) []byte { return text }},
	{name: "an article is new", file: "articles/harbour/seal.md", news: []string{"A seal on the slipway"}, edit: func([]byte) []byte {
		return []byte("+++\ntitle = \"A seal on the slipway\"\npublished = 2026-11-24T12:45:00Z\n+++\n\nIt was asleep.\n")
	}},
}

func TestPublishingAgainDoublesNothing(t *testing.T) {
	endToEnd(t)
	for _, sub := range subscribers {
		for _, format := range formatFiles[:2] { // RSS and Atom
			t.Run(sub.name+" "+format.format, func(t *testing.T) {
				t.Parallel()
				s, err := newSite("again", "..")
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(s.stop)
				publishAgain(t, s, moment)
				reader := sub.new(t, s.address+"/"+format.file)
				reader.fetch(t)
				want := titles(reader.shown(t))
				if n := len(s.editions[0].Articles); len(want) != n {
					t.Errorf("%s shows %d articles at first, want %d", sub.name, len(want), n)
				}
				for i, c := range changes {
					change(t, filepath.Join(s.dir, "data", filepath.FromSlash(c.file)), c.edit)
					if c.to != "" {
						if err := os.Rename(filepath.Join(s.dir, "data", filepath.FromSlash(c.file)), filepath.Join(s.dir, "data", filepath.FromSlash(c.to))); err != nil {
							t.Fatal(err)
						}
					}
					publishAgain(t, s, moment.Add(time.Duration(i+1)*time.Hour))
					reader.fetch(t)
					want = append(want, c.news...)
					if sub.updates {
						want = titles(document{Edition: s.editions[0]}.expected())
					}
					if n, ok := reader.(newsboatHome); ok && c.text != "" {
						var found []struct{ Content string }
						n.query(t, "select content from rss_item where content like '%"+c.text+"%'", &found)
						if len(found) != 1 {
							t.Errorf("%s: newsboat shows %q in %d items, want one", c.name, c.text, len(found))
						}
					}
					slices.Sort(want)
					if diff := cmp.Diff(want, titles(reader.shown(t))); diff != "" {
						t.Errorf("%s: titles in %s (-want +got):\n%s", c.name, sub.name, diff)
					}
				}
			})
		}
	}
}

// publishAgain publishes at a later moment. What is served gets its date: the
// clock of the test stands still, and servers tell seconds only.
func publishAgain(t *testing.T, s *site, now time.Time) {
	t.Helper()
	before := s.bytes(t)
	if err := s.publish(now); err != nil {
		t.Fatal(err)
	}
	if s.status != 0 {
		t.Fatalf("publish ended with %d, want 0:\n%s", s.status, s.said)
	}
	for name, data := range s.bytes(t) {
		if !bytes.Equal(before[name], data) {
			if err := os.Chtimes(name, now, now); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.settled(10 * time.Second); err != nil {
		t.Fatal(err)
	}
}

// bytes are the files of the main feed.
func (s *site) bytes(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, f := range formatFiles {
		name := filepath.Join(s.dir, "public", f.file)
		if data, err := os.ReadFile(name); err == nil {
			files[name] = data
		}
	}
	return files
}

// change edits a record, or makes one.
func change(t *testing.T, name string, edit func([]byte) []byte) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, edit(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func titles(s shown) []string {
	var all []string
	for _, i := range s.Items {
		all = append(all, i.Title)
	}
	slices.Sort(all)
	return all
}
