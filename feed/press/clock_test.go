package press

import (
	"encoding/xml"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/feed/config"
	"dateline/feed/publish"
)

// moments are those at which clocks are wrong or strange.
var moments = []struct {
	name string
	at   func(chance *rand.Rand, last time.Time) time.Time
}{
	{"a year back", func(_ *rand.Rand, last time.Time) time.Time { return last.AddDate(-1, 0, 0) }},
	{"ten years on", func(_ *rand.Rand, last time.Time) time.Time { return last.AddDate(10, 0, 0) }},
	{"the same", func(_ *rand.Rand, last time.Time) time.Time { return last }},
	{"set right", func(c *rand.Rand, last time.Time) time.Time {
		return last.Add(-time.Duration(c.IntN(90)) * time.Second)
	}},
	{"a leap day", func(c *rand.Rand, _ time.Time) time.Time {
		return time.Date(2028, 2, 29, c.IntN(24), 59, 60, 0, time.UTC)
	}},
	{"the hour that comes twice", func(c *rand.Rand, _ time.Time) time.Time {
		return time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC).Add(time.Duration(c.IntN(4)) * 30 * time.Minute)
	}},
	{"the hour that is left out", func(c *rand.Rand, _ time.Time) time.Time {
		return time.Date(2027, 3, 28, 0, 30, 0, 0, time.UTC).Add(time.Duration(c.IntN(4)) * 30 * time.Minute)
	}},
	{"the last second of a year", func(c *rand.Rand, _ time.Time) time.Time {
		return time.Date(2026, 12, 31, 23, 59, 59, c.IntN(1e9), time.UTC)
	}},
	{"beyond 32 bits", func(c *rand.Rand, _ time.Time) time.Time {
		return time.Date(2038, 1, 19, 3, 14, 8, 0, time.UTC).Add(time.Duration(c.IntN(100)) * time.Hour)
	}},
	{"some hours on", func(c *rand.Rand, last time.Time) time.Time { return last.Add(time.Duration(c.IntN(1000)) * time.Hour) }},
}

// Whatever the clock says, and whether or not its guard is told to let it, no date that
// readers were told goes back and no id changes. The records are dated around the hours
// that a zone has twice or not at all, some alike to the second, and edited with
// significant = true.
func TestClocksThatAreWrong(t *testing.T) {
	cases := 200
	if os.Getenv("DATELINE_TORTURE") == "1" {
		cases = 100_000
	}
	const aSite = 20 // cases with one ledger
	for n := 0; n < cases; n += aSite {
		if !strayClock(t, rand.New(rand.NewPCG(uint64(n), 7)), aSite) {
			return
		}
	}
	t.Logf("%d cases", cases)
}

func strayClock(t *testing.T, chance *rand.Rand, cases int) bool {
	dir, err := os.MkdirTemp("", "clock")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	c, findings := config.Read(filepath.Join(dir, "config.toml"), []byte("[site]\ntitle = 'G'\nurl = 'https://g.news/'\ntimezone = 'Europe/Berlin'\n[publish]\nbase = 'https://g.news/f/'\n[[feed]]\n"))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(n, edit int) {
		published := []string{"2026-10-25T02:30:00", "2026-10-25T02:30:00", "2027-03-28T02:30:00", "2024-02-29", "2026-12-31T23:59:59Z", "2020-01-01T00:00:00+14:00"}[n]
		text := fmt.Sprintf("title = 'Story %d'\npublished = %s\nsignificant = %v\ncontent = 'Words, edition %d.'\n", n, published, edit%2 == 1, edit)
		if err := os.WriteFile(filepath.Join(dir, "data", fmt.Sprintf("%d.toml", n)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 6 {
		write(n, 0)
	}
	told, ids := map[string]time.Time{}, map[string]string{}
	last := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	for n := range cases {
		write(chance.IntN(6), n)
		moment := moments[chance.IntN(len(moments))]
		now := moment.at(chance, last)
		var allow []publish.Guard
		if chance.IntN(2) == 0 {
			allow = []publish.Guard{publish.Clock, publish.Loss}
		}
		proof, err := Press{Config: c, Now: now, Allow: allow}.Proof()
		if err != nil {
			t.Fatal(err)
		}
		if refused := proof.Refused; !refused {
			if err := proof.Publish(); err != nil {
				t.Fatal(err)
			}
			last = now
		}
		proof.Close()
		if fault := compareClock(filepath.Join(dir, "public", "atom.xml"), told, ids); fault != "" {
			t.Errorf("%s: it is %v, and the last run was at %v: %s", moment.name, now, last, fault)
			return false
		}
	}
	return true
}

// compareClock compares a feed with what was told before; it says what is wrong.
func compareClock(name string, told map[string]time.Time, ids map[string]string) string {
	data, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		return ""
	}
	var doc struct {
		ID      string    `xml:"id"`
		Updated time.Time `xml:"updated"`
		Entries []struct {
			ID      string    `xml:"id"`
			Title   string    `xml:"title"`
			Updated time.Time `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		return err.Error()
	}
	now, names := map[string]time.Time{doc.ID: doc.Updated}, map[string]string{"the feed": doc.ID}
	for _, e := range doc.Entries {
		now[e.ID], names[strings.TrimSpace(e.Title)] = e.Updated, e.ID
	}
	for id, at := range now {
		if at.Before(told[id]) {
			return fmt.Sprintf("%s is of %v, and was of %v", id, at, told[id])
		}
	}
	for title, id := range names {
		if known, before := ids[title]; before && known != id {
			return fmt.Sprintf("%s is %s, and was %s", title, id, known)
		}
	}
	maps.Copy(told, now)
	maps.Copy(ids, names)
	return ""
}
