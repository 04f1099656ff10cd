package press

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/ledger"
	"dateline/feed/publish"
	"dateline/feed/render"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// site is a press over a new folder with records and a configuration.
func site(t *testing.T, toml string, records map[string]string) Press {
	t.Helper()
	dir := t.TempDir()
	for name, text := range records {
		name = filepath.Join(dir, "data", name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const least = "[site]\ntitle = 'Gazette'\nurl = 'https://gazette.example/'\n[publish]\nbase = 'https://gazette.example/feeds/'\n"
	c, findings := config.Read(filepath.Join(dir, "config.toml"), []byte(least+toml))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return Press{Config: c, Now: noon}
}

func proof(t *testing.T, p Press) *Proof {
	t.Helper()
	proof, err := p.Proof()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { proof.Close() })
	return proof
}

func TestFeedsOfEachValue(t *testing.T) {
	p := site(t, `[[feed]]
each = "language"
path = "in/{slug}"
[[feed]]
each = "tag"
path = "tag/{slug}"
title = "{name}, from {site}"
url = "https://gazette.example/tags/{slug}/"
languages = ["en"]
`, map[string]string{
		"a.toml": "title = 'A'\npublished = 2026-11-20\ntags = [{term = 'od', label = 'Open data'}, 'sea']",
		"b.toml": "title = 'B'\npublished = 2026-11-21\ntags = ['Sea', 'عبّارة']\nlanguage = 'ar'",
		"c.toml": "title = 'C'\npublished = 2026-11-25\ntags = ['tomorrow']",
	})
	var got []string
	for _, e := range proof(t, p).Editions {
		got = append(got, fmt.Sprintf("%s | %s | %s | %s | %d", e.Path, e.Title, e.Home, e.ID, len(e.Articles)))
	}
	want := []string{
		"in/ar | Gazette: العربية | https://gazette.example/ | tag:gazette.example,2026:feeds/in/ar | 1",
		"in/en | Gazette: English | https://gazette.example/ | tag:gazette.example,2026:feeds/in/en | 1",
		"tag/open-data | Open data, from Gazette | https://gazette.example/tags/open-data/ | tag:gazette.example,2026:feeds/tag/open-data | 1",
		"tag/sea | sea, from Gazette | https://gazette.example/tags/sea/ | tag:gazette.example,2026:feeds/tag/sea | 1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAFeedKeepsItsIDAndItsDate(t *testing.T) {
	p := site(t, "", map[string]string{"a.toml": "title = 'A'\npublished = 2025-11-20T10:00:00Z"})
	before := proof(t, p)
	if err := before.Publish(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(p.Config.Records.Path, "a.toml")); err != nil {
		t.Fatal(err)
	}
	p.Config.Site.URL = "https://news.example/"
	p.Now = noon.AddDate(1, 0, 0)
	after := proof(t, p).Editions[0]
	if after.ID != "tag:gazette.example,2025:feeds" || !after.Updated.Equal(before.Editions[0].Updated) || len(after.Articles) != 0 {
		t.Errorf("the empty feed has id %s, date %v and %d articles, want tag:gazette.example,2025:feeds, %v and none",
			after.ID, after.Updated, len(after.Articles), before.Editions[0].Updated)
	}
}

func TestAProofWritesNothing(t *testing.T) {
	p := site(t, "", map[string]string{"a.toml": "title = 'A'\npublished = 2026-11-20"})
	if plan := proof(t, p).Plan; plan.Writes() != 7 {
		t.Errorf("%d files would be written, want 7", plan.Writes())
	}
	for _, name := range []string{p.Config.Publish.To, p.Config.Publish.Ledger} {
		if _, err := os.Stat(name); err == nil {
			t.Errorf("%s is there", name)
		}
	}
}

func TestAFaultyFileHoldsItsFeed(t *testing.T) {
	at := func(name string) feed.Pos { return feed.Pos{File: name, Line: 1} }
	e := feed.Edition{Channel: feed.Channel{Config: at("config.toml")}, Articles: []feed.Article{{Record: at("a.md")}, {Record: at("b.md")}}}
	const entry = "<entry><title>x</title><id>tag:x.example,2026:%s</id><updated>%s</updated><author><name>x</name></author><link href='https://x.example/'/></entry>"
	const head = "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><id>tag:x.example,2026:feed</id><updated>2026-11-24T00:00:00Z</updated><link rel='self' href='https://x.example/a'/>"
	good := fmt.Sprintf(entry, "a", "2026-11-24T00:00:00Z")
	tests := []struct {
		name, file, data string
		want             []string
	}{
		{"nothing wrong", "atom.xml", head + good + "</feed>", nil},
		{"in the second article", "atom.xml", head + good + fmt.Sprintf(entry, "b", "yesterday") + "</feed>",
			[]string{`b.md:1: error: atom.xml:1:399: would not be valid: updated: "yesterday" is not a date-time such as 2003-12-13T18:30:02Z; the feed stays as it was (atom-updated-invalid)`}},
		{"in the only article", "atom.xml", head + fmt.Sprintf(entry, "a", "yesterday") + "</feed>",
			[]string{`a.md:1: error: atom.xml:1:236: would not be valid: updated: "yesterday" is not a date-time such as 2003-12-13T18:30:02Z; the feed stays as it was (atom-updated-invalid)`}},
		{"in the feed itself", "atom.xml", strings.Replace(head, "<title>x</title>", "", 1) + good + "</feed>",
			[]string{`config.toml:1: error: atom.xml:1:1: would not be valid: feed has no title; the feed stays as it was (atom-title-missing)`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var p Proof
			good := p.note(p.judge(e, []feed.File{{Name: tt.file, Data: []byte(tt.data)}, {Name: "index.html", Type: "text/html", Data: []byte("<p>")}}, alone))
			if diff := cmp.Diff(tt.want, lines(p.Findings)); diff != "" || good != (tt.want == nil) {
				t.Errorf("judge = %v; %s", good, diff)
			}
		})
	}
}

// A warning is told once for each record and code, and not again while the ledger
// knows it.
func TestWarningsAreTold(t *testing.T) {
	at := func(name string) feed.Pos { return feed.Pos{File: name, Line: 1} }
	edition := func(path string) feed.Edition {
		return feed.Edition{Channel: feed.Channel{Path: path, Config: at("config.toml")}, Articles: []feed.Article{{ID: "a", Record: at("a.md")}}}
	}
	const rss = `<rss version="2.0"><channel><title>x</title><link>https://x.example/</link><description>x</description><item><title>x</title></item></channel></rss>`
	own := ledger.Warning{Article: "a", Code: "rss-guid-missing"}
	tests := []struct {
		name         string
		known        []ledger.Warning
		fresh, lasts []string
	}{
		{"all of them new: a line for the feeds and one for the article", nil,
			[]string{`a.md:1: warning: x/rss.xml:1:104: item has no guid (rss-guid-missing)`, `config.toml:1: warning: x/rss.xml:1:20: channel has no atom:link with rel="self" (rss-self-missing)`}, nil},
		{"the article's was told", []ledger.Warning{own},
			[]string{`config.toml:1: warning: x/rss.xml:1:20: channel has no atom:link with rel="self" (rss-self-missing)`}, []string{`a.md:1: warning: x/rss.xml:1:104: item has no guid (rss-guid-missing)`}},
		{"of one of the feeds it was told, the other is new", []ledger.Warning{own, {Feed: "x", Code: "rss-self-missing"}},
			[]string{`config.toml:1: warning: y/rss.xml:1:20: channel has no atom:link with rel="self" (rss-self-missing)`}, []string{`a.md:1: warning: x/rss.xml:1:104: item has no guid (rss-guid-missing)`}},
		{"all was told", []ledger.Warning{own, {Feed: "x", Code: "rss-self-missing"}, {Feed: "y", Code: "rss-self-missing"}},
			nil, []string{`a.md:1: warning: x/rss.xml:1:104: item has no guid (rss-guid-missing)`, `config.toml:1: warning: x/rss.xml:1:20: channel has no atom:link with rel="self" (rss-self-missing)`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Proof{ledger: &ledger.Ledger{State: ledger.State{Warnings: map[ledger.Warning]bool{}}}}
			for _, w := range tt.known {
				p.ledger.Warnings[w] = true
			}
			for _, path := range []string{"x", "y"} {
				if !p.note(p.judge(edition(path), []feed.File{{Name: path + "/rss.xml", Data: []byte(rss)}}, alone)) {
					t.Errorf("judge = false, %v, want true: there is no error", p.Findings)
				}
			}
			p.warn()
			p.Findings.Sort()
			p.Known.Sort()
			if diff := cmp.Diff([][]string{tt.fresh, tt.lasts}, [][]string{lines(p.Findings), lines(p.Known)}); diff != "" {
				t.Errorf("new, and known (-want +got):\n%s", diff)
			}
		})
	}
}

func lines(findings feed.Findings) []string {
	var all []string
	for _, f := range findings {
		all = append(all, f.String())
	}
	return all
}

func TestAnArticleOfWhichNothingIsLeftTakesNoPlace(t *testing.T) {
	p := site(t, "[[feed]]\nlimit = 1\n[[feed]]\neach = 'tag'\npath = 'tag/{slug}'\n", map[string]string{
		"spiked.md": "---\ndate: 2026-11-21\ntags: [x]\n---\n<script>a</script>",
		"shown.md":  "---\ntitle: T\ndate: 2026-11-20\n---\nWords.",
	})
	proof := proof(t, p)
	if len(proof.Editions) != 1 || len(proof.Editions[0].Articles) != 1 || proof.Editions[0].Articles[0].Title != "T" {
		t.Errorf("editions = %v, want the main feed alone, with T", proof.Editions)
	}
	if proof.Findings.Count(feed.Error) != 1 || !slices.ContainsFunc(proof.Findings, func(f feed.Finding) bool { return f.Code == "prose-nothing-left" }) {
		t.Errorf("findings = %v, want prose-nothing-left once", proof.Findings)
	}
}

func TestTheListNamesNoFeedThatIsNotThere(t *testing.T) {
	channels := []feed.Channel{{Path: "new", Title: "New", Base: "https://x.example/"}, {Path: "old", Title: "Old", Base: "https://x.example/"}, {Path: "good", Title: "Good", Base: "https://x.example/"}}
	p := &Proof{held: map[string]bool{}, ledger: &ledger.Ledger{State: ledger.State{Feeds: map[string]ledger.Feed{"old": {}}}}}
	p.hold(channels[0])
	p.hold(channels[1])
	if err := p.list(channels); err != nil {
		t.Fatal(err)
	}
	text := string(p.files[0].Data)
	if strings.Contains(text, "New") || !strings.Contains(text, "Old") || !strings.Contains(text, "Good") {
		t.Errorf("feeds.opml = %s\nwant Old, which went out before, and Good, but not New", text)
	}
}

// For every budget, each file fits or nothing is left to shorten, and one article
// more, or one more in full, would not fit.
func TestShortenedFeedsFitAndAreAsLongAsTheyCanBe(t *testing.T) {
	e := feed.Edition{Channel: feed.Channel{
		ID: "tag:gazette.example,2026:feeds", Title: "Gazette", Description: "News", Home: "https://gazette.example/", Base: "https://gazette.example/", Language: "en",
	}}
	for i := range 12 {
		e.Articles = append(e.Articles, feed.Article{
			ID: fmt.Sprintf("tag:gazette.example,2026:%d", i), URL: fmt.Sprintf("https://gazette.example/%d/", i), Title: "Title", Published: noon.Add(-time.Duration(i) * time.Hour),
			Summary: "In short.", Content: "<p>" + strings.Repeat("words and words ", 10*(i%4+1)) + "</p>",
		})
	}
	for budget := 1000; budget < 16000; budget += 250 {
		e.MaxBytes = budget
		var findings feed.Findings
		short, files, err := shorten(e, render.Design{}, &findings)
		if err != nil {
			t.Fatal(err)
		}
		full := 0
		for _, a := range short.Articles {
			if a.Content != "" {
				full++
			}
		}
		if !fits(e, files) && (len(short.Articles) > 1 || full > 0) {
			t.Errorf("max_bytes %d: %d articles, %d in full, take %d bytes", budget, len(short.Articles), full, largest(files))
		}
		if (len(findings) > 0) != (full < len(e.Articles)) {
			t.Errorf("max_bytes %d: findings %v with %d of %d articles in full", budget, findings, full, len(e.Articles))
		}
		longer := e.Shorten(len(short.Articles), full+1)
		if full == 0 {
			longer = e.Shorten(len(short.Articles)+1, 0)
		}
		if full == len(e.Articles) || full == 0 && len(short.Articles) == len(e.Articles) {
			continue
		}
		longer.MaxBytes = 0
		_, files, err = shorten(longer, render.Design{}, &findings)
		if err != nil {
			t.Fatal(err)
		}
		if largest(files) <= budget {
			t.Errorf("max_bytes %d: %d articles, %d in full, where %d bytes would have held more", budget, len(short.Articles), full, largest(files))
		}
	}
}

// A run that ends between its ledger and its files leaves nothing that the next one
// does not mend: what was to be removed is removed then.
func TestARunThatIsBrokenOffIsMendedByTheNext(t *testing.T) {
	p := site(t, "", map[string]string{"a.toml": "title = 'A'\npublished = 2026-11-20"})
	if err := proof(t, p).Publish(); err != nil {
		t.Fatal(err)
	}
	p.Config.Feeds[0].Formats = []string{"rss"}
	broken := proof(t, p)
	if err := broken.folder.Close(); err != nil { // so that nothing can be written
		t.Fatal(err)
	}
	if err := broken.Publish(); err == nil {
		t.Fatal("Publish into a folder that is closed gives no error")
	}
	for range 2 {
		if err := proof(t, p).Publish(); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"atom.xml", "feed.json"} {
			if _, err := os.Stat(filepath.Join(p.Config.Publish.To, name)); err == nil {
				t.Errorf("%s is still there", name)
			}
		}
	}
	known := proof(t, p).ledger.Files
	if _, there := known["atom.xml"]; there || len(known) != 5 {
		t.Errorf("the ledger knows the files %v, want rss.xml, index.html, feeds.html, feeds.opml and feed.css", known)
	}
}

func TestArticlesThatAreLostStandInOrder(t *testing.T) {
	records := map[string]string{}
	for i := range 12 {
		records[fmt.Sprintf("%02d.toml", i)] = fmt.Sprintf("id = 'tag:gazette.example,2026:%02d'\ntitle = 'A'\npublished = 2026-11-20", i)
	}
	p := site(t, "", records)
	if err := proof(t, p).Publish(); err != nil {
		t.Fatal(err)
	}
	for name := range records {
		if err := os.Remove(filepath.Join(p.Config.Records.Path, name)); err != nil {
			t.Fatal(err)
		}
	}
	for i, v := range proof(t, p).Outlooks[0].Views {
		if want := fmt.Sprintf("tag:gazette.example,2026:%02d", i); v.ID != want || v.Fate != publish.Lost {
			t.Errorf("view %d is of %s (%s), want %s (%s)", i, v.ID, v.Fate, want, publish.Lost)
		}
	}
}

// A ledger outside of the site knows the target however the configuration was named:
// what an earlier run wrote, and no feed shows now, is removed.
func TestATargetIsTheSameHoweverItIsNamed(t *testing.T) {
	const two = "[[feed]]\n[[feed]]\npath = 'gone'\n"
	p := site(t, two, map[string]string{"a.md": "+++\ntitle = 'A'\npublished = 2026-11-01T10:00:00Z\n+++\nWords\n"})
	t.Chdir(filepath.Dir(p.Config.Publish.To))
	p.Config.Publish.Ledger = filepath.Join(t.TempDir(), "ledger.db")
	p.Allow = []publish.Guard{publish.Loss}
	absolute := p.Config.Publish.To
	p.Config.Publish.To = "public"
	if err := proof(t, p).Publish(); err != nil {
		t.Fatal(err)
	}
	p.Config.Publish.To = absolute
	p.Config.Feeds = p.Config.Feeds[:1]
	if err := proof(t, p).Publish(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(filepath.Join(absolute, "gone")); err == nil {
		t.Errorf("Publish leaves %d files of a feed that is gone, want none", len(left))
	}
}

// Significant words are dated by the first run that publishes or remembers them, and by
// no later one, wherever that run is broken off.
func TestSignificantWordsAreDatedOnce(t *testing.T) {
	const words = "title = 'B'\npublished = 2026-11-01T10:00:00Z\nsignificant = true\n"
	for _, tt := range []struct {
		name     string
		breakOff func(*Proof) error
		want     time.Time
	}{
		{"staged", func(p *Proof) error { _, err := p.folder.Stage(p.Plan); return err }, noon.AddDate(0, 0, 2)},
		{"listed", (*Proof).breakOffListed, noon.AddDate(0, 0, 1)},
		{"begun", func(p *Proof) error { _, err := p.begin(); return err }, noon.AddDate(0, 0, 1)},
		{"not at all", (*Proof).Publish, noon.AddDate(0, 0, 1)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := site(t, "ids = 'ids.jsonl'\n", map[string]string{"a.toml": "title = 'A'\npublished = 2026-11-01T10:00:00Z\n"})
			if err := proof(t, p).Publish(); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(p.Config.Records.Path, "a.toml"), []byte(words), 0o644); err != nil {
				t.Fatal(err)
			}
			p.Now = noon.AddDate(0, 0, 1)
			if err := tt.breakOff(proof(t, p)); err != nil {
				t.Fatal(err)
			}
			for days := 2; days < 4; days++ {
				p.Now, p.Whole = noon.AddDate(0, 0, days), true
				if _, err := p.Resume(); err != nil {
					t.Fatal(err)
				}
				again := proof(t, p)
				if got := again.Editions[0].Updated; !got.Equal(tt.want) {
					t.Errorf("after %d days the feed is of %v, want %v", days, got, tt.want)
				}
				if err := again.Publish(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
