package press

import (
	"encoding/xml"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Whatever editors do, the feed and its archive together hold every article that was
// published and not withdrawn; a page stays as it was made, unless one of its articles
// is withdrawn; an article with a newer date is in the feed itself.
func TestTheFeedAndItsArchiveHoldEveryArticle(t *testing.T) {
	for seed := range uint64(5) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			chance := rand.New(rand.NewPCG(seed, 1))
			p := site(t, "flood = 0\n[[feed]]\nlimit = 4\narchive = 3\n", map[string]string{"first.toml": "title = 'First'\nid = 'https://gazette.example/first'\npublished = 2026-01-01"})
			records := map[string]string{"first": "title = 'First'\nid = 'https://gazette.example/first'\npublished = 2026-01-01\n"}
			withdrawn := map[string]bool{}
			pages := map[string]string{}
			for run := range 25 {
				p.Now = p.Now.AddDate(0, 0, 1)
				touched := edit(t, p, chance, records, withdrawn, run)
				before := maps.Clone(pages)
				proof := proof(t, p)
				if err := proof.Publish(); err != nil {
					t.Fatal(err)
				}
				if proof.Findings.Count("error") > 0 {
					t.Fatal(proof.Findings)
				}
				proof.Close()
				live, archived := published(t, p.Config.Publish.To)
				for name, text := range archived {
					if old, there := before[name]; there && old != text && !touched {
						t.Errorf("run %d: %s changed, and nothing was withdrawn", run, name)
					}
					pages[name] = text
				}
				for name := range before {
					if _, there := archived[name]; !there {
						t.Errorf("run %d: %s is gone", run, name)
					}
				}
				var want, got []string
				for name := range records {
					if !withdrawn[name] {
						want = append(want, "https://gazette.example/"+name)
					}
				}
				seen := map[string]bool{}
				for _, text := range append(slices.Collect(maps.Values(archived)), live) {
					for _, id := range guids(t, text) {
						seen[id] = true
					}
				}
				got = slices.Sorted(maps.Keys(seen))
				slices.Sort(want)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("run %d: feed and archive hold (-want +got):\n%s", run, diff)
				}
				if n := len(guids(t, live)); n >= 4+3 {
					t.Errorf("run %d: the feed holds %d articles, want fewer than limit and page", run, n)
				}
			}
			if len(pages) < 3 {
				t.Errorf("only %d pages were made", len(pages))
			}
		})
	}
}

// edit does what editors do: new articles, also of an old date, significant edits, silent
// ones, withdrawals. It reports whether something was withdrawn.
func edit(t *testing.T, p Press, chance *rand.Rand, records map[string]string, withdrawn map[string]bool, run int) bool {
	t.Helper()
	names := slices.Sorted(maps.Keys(records))
	took := false
	for n := range 1 + chance.IntN(4) {
		name := names[chance.IntN(len(names))]
		switch what := chance.IntN(10); {
		case what < 6:
			name = fmt.Sprintf("a%d-%d", run, n)
			day := p.Now.AddDate(0, 0, -chance.IntN(2)*chance.IntN(60)).Format("2006-01-02")
			records[name] = fmt.Sprintf("title = 'Article %s'\nid = 'https://gazette.example/%s'\npublished = %s\n", name, name, day)
		case withdrawn[name]:
			continue
		case what < 8:
			records[name] = strings.Replace(records[name], "title = '", "title = 'x", 1)
		case what < 9:
			records[name] = strings.Replace(records[name], "title = '", "title = 'y", 1)
			if !strings.Contains(records[name], "significant") {
				records[name] += "significant = true\n"
			}
		default:
			records[name] += "status = 'withdrawn'\n"
			withdrawn[name], took = true, true
		}
		if err := os.WriteFile(filepath.Join(p.Config.Records.Path, name+".toml"), []byte(records[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return took
}

// published are the RSS file of the main feed, and those of its archive by their names.
func published(t *testing.T, dir string) (live string, archived map[string]string) {
	t.Helper()
	archived = map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, "rss.xml") {
			return err
		}
		data, err := os.ReadFile(name)
		if filepath.Base(filepath.Dir(name)) == "archive" {
			archived[filepath.Base(name)] = string(data)
		} else {
			live = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return live, archived
}

func guids(t *testing.T, text string) []string {
	t.Helper()
	var doc struct {
		GUIDs []string `xml:"channel>item>guid"`
	}
	if err := xml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.GUIDs
}

func TestAPageWaitsForARecordThatCannotBeRead(t *testing.T) {
	record := func(day int, more string) string {
		return fmt.Sprintf("title = 'Story %d'\nid = 'https://gazette.example/%d'\npublished = 2026-01-0%d\n%s", day, day, day, more)
	}
	records := map[string]string{}
	for day := range 5 {
		records[fmt.Sprintf("%d.toml", day+1)] = record(day+1, "")
	}
	p := site(t, "[[feed]]\nlimit = 1\narchive = 2\n", records)
	page := func() []string {
		proof := proof(t, p)
		if err := proof.Publish(); err != nil {
			t.Fatal(err)
		}
		_, archived := published(t, p.Config.Publish.To)
		return guids(t, archived["0001.rss.xml"])
	}
	both := []string{"https://gazette.example/2", "https://gazette.example/1"}
	for _, step := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"as it was made", nil, both},
		{"one cannot be read, and the other is withdrawn", map[string]string{"1.toml": "title = ", "2.toml": record(2, "status = 'withdrawn'")}, both},
		{"it reads again", map[string]string{"1.toml": record(1, "")}, both[1:]},
	} {
		for name, text := range step.files {
			if err := os.WriteFile(filepath.Join(p.Config.Records.Path, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(step.want, page()); diff != "" {
			t.Errorf("%s: the page holds (-want +got):\n%s", step.name, diff)
		}
	}
}
