package press

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/publish"
)

// The same records make the same bytes, in whatever order they are written, read or
// listed; and a second run writes nothing.
func TestTheSameRecordsMakeTheSameFiles(t *testing.T) {
	cases := 100
	if os.Getenv("DATELINE_TORTURE") == "1" {
		cases = 10_000
	}
	for n := range cases {
		chance := rand.New(rand.NewPCG(uint64(n), 10))
		lines := wire(chance)
		first := publishWire(t, lines, false)
		chance.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		if diff := cmp.Diff(first, publishWire(t, lines, chance.IntN(2) == 0)); diff != "" {
			t.Fatalf("case %d: another order makes other files (-first +second):\n%s", n, diff)
		}
	}
	t.Logf("%d cases", cases)
}

// wire are records, many of them alike in what could order them.
func wire(chance *rand.Rand) []string {
	var lines []string
	for n := range 1 + chance.IntN(12) {
		tags := []string{"sea", "Sea", "ferry", "ärger", "a & b"}
		chance.Shuffle(len(tags), func(i, j int) { tags[i], tags[j] = tags[j], tags[i] })
		lines = append(lines, fmt.Sprintf(`{"title": "Story %d", "date": "2026-11-%02dT10:00:00Z", "tags": ["%s"], "section": "%s", "authors": ["A. %d", "B."], "content": "<p>Words %d</p>", "x%d": {"b": 1, "a": 2}}`,
			n, 1+chance.IntN(3), strings.Join(tags[:1+chance.IntN(4)], `", "`), []string{"land", "water"}[chance.IntN(2)], chance.IntN(2), n, chance.IntN(3)))
	}
	return lines
}

// publishWire publishes the records of a new site, a line of one file each or a file
// each, and again; it gives the files by name.
func publishWire(t *testing.T, lines []string, files bool) map[string]string {
	t.Helper()
	dir, err := os.MkdirTemp("", "same")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	records := map[string]string{"wire.jsonl": strings.Join(lines, "\n")}
	if files { // named so that they are read in this order
		records = map[string]string{}
		for n, line := range lines {
			records[fmt.Sprintf("%02d.jsonl", n)] = line
		}
	}
	for name, text := range records {
		if err := os.WriteFile(filepath.Join(dir, "data", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const toml = "[site]\ntitle = 'G'\nurl = 'https://g.news/'\n[publish]\nbase = 'https://g.news/f/'\n[[feed]]\n[[feed]]\neach = 'tag'\npath = 'tag/{slug}'\n[[feed]]\neach = 'author'\npath = 'by/{slug}'\nlimit = 2\narchive = 2\n[[feed]]\neach = 'section'\npath = 'in/{slug}'\n"
	c, findings := config.Read(filepath.Join(dir, "config.toml"), []byte(toml))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	press := Press{Config: c, Now: noon}
	for run := range 2 {
		proof, err := press.Proof()
		if err != nil {
			t.Fatal(err)
		}
		if n := proof.Findings.Count(feed.Error); n > 0 {
			t.Fatal(proof.Findings)
		}
		for _, change := range proof.Plan.Changes {
			if run == 1 && change.Kind != publish.Keep {
				t.Fatalf("a second run with the same records: %s is %s", change.Name, change.Kind)
			}
		}
		if err := proof.Publish(); err != nil {
			t.Fatal(err)
		}
		proof.Close()
	}
	all := map[string]string{}
	at := filepath.Join(dir, "public")
	if err := filepath.WalkDir(at, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		all[strings.TrimPrefix(name, at)] = string(data)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}
