package press

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
	"dateline/feed/publish"
)

// newsroom is a configuration of all that chooses articles.
const newsroom = `flood = 0
[[feed]]
limit = 3
[[feed]]
each = "section"
path = "in/{slug}"
limit = 2
[[feed]]
each = "tag"
path = "tag/{slug}"
limit = 2
[[feed]]
each = "author"
path = "by/{slug}"
limit = 1
[[feed]]
each = "language"
path = "lang/{slug}"
limit = 1
[[feed]]
path = "picked"
sections = ["sea"]
exclude = {tags = ["t1"]}
limit = 2
content = "summary"
`

// archives are feeds that hold every article.
const archives = `[[feed]]
path = "archived"
limit = 2
archive = 2
[[feed]]
path = "all"
limit = 0
`

// A run that reads only what changed, and makes only the feeds that are concerned,
// leaves what a run that reads and makes everything would leave, and says the same;
// whatever editors do, however much is done at once.
func TestWhatIsNotReadAgainIsAsItWouldBe(t *testing.T) {
	sites := 8
	if os.Getenv("DATELINE_TORTURE") == "1" {
		sites = 500
	}
	for n := range sites {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			d := &desk{t: t, calm: n%2 == 0, chance: rand.New(rand.NewPCG(uint64(n), 11)), records: map[string]string{}}
			feeds := newsroom
			if n%4 == 3 {
				feeds += archives
			}
			d.press = site(t, feeds, map[string]string{"wire.jsonl": ""})
			for run := range 20 {
				d.edit()
				d.publish(run)
			}
			if d.spared == 0 {
				t.Error("every feed was made anew in each run, want some that are not")
			}
		})
	}
}

// A desk is where editors do something, run by run.
type desk struct {
	t              *testing.T
	chance         *rand.Rand
	press          Press
	records        map[string]string
	calm           bool // nothing that they write is wrong
	written, wired int
	spared, rested int
}

func (d *desk) some(words ...string) string { return words[d.chance.IntN(len(words))] }

// record makes up a record; a few are not as they should be.
func (d *desk) record(n int) string {
	day := d.press.Now.AddDate(0, 0, d.chance.IntN(8)-6).Truncate(24 * time.Hour)
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = 'Story %d'\npublished = %s\n", n, day.Format(time.DateOnly))
	fmt.Fprintf(&b, "tags = ['%s', '%s']\nauthors = ['%s']\nlanguage = '%s'\n", d.some("t1", "t2"), d.some("t3", "T1", "ſ"), d.some("A", "B"), d.some("en", "en-GB", "de"))
	if d.calm {
		b.WriteString(d.some("", "draft = true\n", "status = 'withdrawn'\n", "significant = true\n", "image = {url = 'a.png'}\n"))
	} else {
		b.WriteString(d.faulty(n, day))
	}
	fmt.Fprintf(&b, "+++\n%s ![a](a.png) words %d\n", d.some("Some", "Other", "<script>x</script>"), d.chance.IntN(3))
	return b.String()
}

// faulty is a line of a record that may be wrong.
func (d *desk) faulty(n int, day time.Time) string {
	return d.some("", "", "", "draft = true\n", "status = 'withdrawn'\n", "expires = "+day.AddDate(0, 0, 2).Format(time.DateOnly)+"\n", "significant = true\n",
		fmt.Sprintf("id = 'tag:x,2026:%d'\n", n), "id = 'tag:x,2026:same'\n", "slug = 'other'\n", "slug = 'other'\nstatus = 'withdrawn'\n", "url = '/same'\n", "image = {url = 'a.png'}\n", "published = never\n")
}

func errorsOf(p *Proof) []string {
	var all []string
	for _, f := range p.Findings {
		if f.Level == feed.Error {
			all = append(all, f.String())
		}
	}
	return all
}

// lines counts the lines that were written.
func (d *desk) lines() int {
	d.wired++
	return d.wired
}

// fault is how much of a line may be lost.
func (d *desk) fault() int {
	if d.calm {
		return 0
	}
	return 20
}

// edit does a few things that editors do, or nothing.
func (d *desk) edit() {
	data := d.press.Config.Records.Path
	for range d.chance.IntN(4) {
		names := slices.Sorted(maps.Keys(d.records))
		switch what := d.chance.IntN(10); {
		case what < 4 || len(names) == 0:
			d.written++
			d.put(fmt.Sprintf("%s/%d.md", d.some("sea", "land", "sea/deep"), d.written), d.record(d.written))
		case what < 6:
			d.put(d.some(names...), d.record(d.chance.IntN(d.written+1)))
		case what < 7:
			old := d.some(names...)
			d.put(filepath.Join(d.some("sea", "land"), "x"+filepath.Base(old)), d.records[old])
			d.remove(old)
		case what < 8:
			d.remove(d.some(names...))
		case what < 9:
			line := fmt.Sprintf(`{"title": "Wire %d", "slug": "w%d", "date": "%s", "content": "w", "tags": ["t2"]}`, d.written, d.lines(), d.press.Now.AddDate(0, 0, -d.chance.IntN(5)).Format(time.DateOnly))
			wire, err := os.ReadFile(filepath.Join(data, "wire.jsonl"))
			if err != nil {
				d.t.Fatal(err)
			}
			d.write("wire.jsonl", d.some(line+"\n"+string(wire), string(wire)+line[:len(line)-d.chance.IntN(2)*d.fault()]+"\n", string(wire)+line+"\n"))
		default:
			d.write(d.some("a.png", "sea/a.png"), d.some("one", "two"))
		}
	}
	if d.chance.IntN(3) == 0 {
		d.press.Now = d.press.Now.Add(time.Duration(d.chance.IntN(60)) * time.Hour)
	}
}

func (d *desk) put(name, text string) {
	d.records[name] = text
	d.write(name, text)
}

func (d *desk) write(name, text string) {
	name = filepath.Join(d.press.Config.Records.Path, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) remove(name string) {
	delete(d.records, name)
	if err := os.Remove(filepath.Join(d.press.Config.Records.Path, name)); err != nil {
		d.t.Fatal(err)
	}
}

// publish publishes, after it asked a press that takes nothing for granted what it would
// do.
func (d *desk) publish(run int) {
	d.t.Helper()
	p := d.press
	p.Allow = []publish.Guard{publish.Loss, publish.IDs, publish.Flood}
	p.Begun = time.Now().Add(time.Minute) // so that what was just written is trusted
	p.Jobs, p.Stage, p.Quiet = 1+d.chance.IntN(4), d.chance.IntN(2) == 0, d.chance.IntN(4) == 0
	all := p
	all.Whole, all.Make, all.Jobs, all.Stage = true, "another", 1, false
	every := all.Config.Feeds[0] // so that no article is passed over
	every.Path, every.Limit = "every", 0
	all.Config.Feeds = append(slices.Clone(all.Config.Feeds), every)
	whole, err := all.Proof()
	if err != nil {
		d.t.Fatal(err)
	}
	defer whole.Close()
	made, err := p.Proof()
	if err != nil {
		d.t.Fatal(err)
	}
	defer made.Close()
	d.spared += made.Staying
	if made.Rests {
		d.rested++
	}
	if diff := cmp.Diff(changesOf(whole), changesOf(made)); diff != "" {
		d.t.Fatalf("run %d: what changes, if all were made anew, and as it was (-want +got):\n%s", run, diff)
	}
	if diff := cmp.Diff(errorsOf(whole), errorsOf(made)); diff != "" {
		d.t.Fatalf("run %d: errors, if all were made anew, and as it was (-want +got):\n%s", run, diff)
	}
	if got, want := made.Feeds(), whole.Feeds()-1; got != want {
		d.t.Fatalf("run %d: %d feeds, want %d", run, got, want)
	}
	if err := made.Publish(); err != nil {
		d.t.Fatal(err)
	}
	if run%5 == 4 {
		d.lists(p)
	}
}

// lists makes sure that the list of feeds is as it would be if all feeds were made anew.
func (d *desk) lists(p Press) {
	d.t.Helper()
	p.Whole, p.Stage = true, false
	all, err := p.Proof()
	if err != nil {
		d.t.Fatal(err)
	}
	defer all.Close()
	if kind := all.Plan.Changes[slices.IndexFunc(all.Plan.Changes, func(c publish.Change) bool { return c.Name == "feeds.html" })].Kind; kind != publish.Keep {
		d.t.Fatalf("the front page would be made otherwise of all feeds: %s, want it as it was", kind)
	}
}

// changesOf are the files of feeds that change, with their hashes. The lists name the feed
// that all has besides.
func changesOf(p *Proof) map[string]string {
	changes := map[string]string{}
	for _, c := range p.Plan.Changes {
		if c.Kind != publish.Keep && !strings.HasPrefix(c.Name, "every/") && !strings.HasPrefix(c.Name, "media/") && c.Name != "feeds.opml" && c.Name != "feeds.html" {
			changes[c.Name] = string(c.Kind) + " " + c.SHA256
		}
	}
	return changes
}

// An old article that no feed shows any more has another address, and a new one has its
// old address: that is not taken for the old one, though the old one is not read.
func TestTheAddressOfAnArticleThatIsNotReadGivesNoID(t *testing.T) {
	p := site(t, "[[feed]]\nlimit = 1\n", map[string]string{"none.png": ""})
	p.Begun = time.Now().Add(time.Minute)
	step := func(name, text string) *Proof {
		t.Helper()
		write(t, p, name, text)
		made := proof(t, p)
		if err := made.Publish(); err != nil {
			t.Fatal(err)
		}
		return made
	}
	step("old.md", "+++\ntitle = 'Old'\npublished = 2026-11-01\nurl = '/a'\n+++\nOld words.\n")
	step("x.md", "+++\ntitle = 'X'\npublished = 2026-11-02\n+++\nX.\n")
	step("y.md", "+++\ntitle = 'Y'\npublished = 2026-11-03\n+++\nY.\n")
	step("old.md", "+++\ntitle = 'Old'\npublished = 2026-11-01\nurl = '/b'\n+++\nOld words.\n")
	made := step("new.md", "+++\ntitle = 'New'\npublished = 2026-11-20\nurl = '/a'\n+++\nNew words.\n")
	if got, want := made.Editions[0].Articles[0].ID, "tag:gazette.example,2026-11-20:new"; got != want {
		t.Errorf("the new article has the id %s, want %s", got, want)
	}
}

// The feed of a language is there while an article has that very language, also when
// others that it shows, of a variant, are all newer, so that the one is not read.
func TestAFeedOfALanguageIsCalledForByAnOldArticle(t *testing.T) {
	records := map[string]string{"old.md": "+++\ntitle = 'Old'\npublished = 2026-11-01\nlanguage = 'en'\n+++\nOld.\n"}
	for day := 2; day < 9; day++ {
		records[fmt.Sprintf("%d.md", day)] = fmt.Sprintf("+++\ntitle = 'Day %d'\npublished = 2026-11-0%d\nlanguage = 'en-GB'\n+++\nWords %d.\n", day, day, day)
	}
	p := site(t, "[[feed]]\neach = \"language\"\npath = \"in/{slug}\"\nlimit = 1\n", records)
	var paths []string
	for _, e := range proof(t, p).Editions {
		paths = append(paths, e.Path)
	}
	if diff := cmp.Diff([]string{"in/en", "in/en-gb"}, paths); diff != "" {
		t.Errorf("feeds (-want +got):\n%s", diff)
	}
}

// Cards that are torn are read anew as soon as they are needed, and nothing else shows it.
func TestTornCardsDoNoHarm(t *testing.T) {
	p := site(t, "[[feed]]\nlimit = 2\n", map[string]string{
		"a.md": "+++\ntitle = 'A'\npublished = 2026-11-01\n+++\nA.\n",
		"b.md": "+++\ntitle = 'B'\npublished = 2026-11-02\n+++\nB.\n",
		"c.md": "+++\ntitle = 'C'\npublished = 2026-11-03\n+++\nC.\n",
	})
	p.Begun = time.Now().Add(time.Minute)
	if err := proof(t, p).Publish(); err != nil {
		t.Fatal(err)
	}
	cards := p.Config.Publish.Ledger + ".index.cards"
	info, err := os.Stat(cards)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(cards, make([]byte, info.Size()), 0o644); err != nil {
		t.Fatal(err)
	}
	if !proof(t, p).Rests {
		t.Error("nothing changed, and cards are not needed, but something is made")
	}
	p.Config.Feeds[0].Limit = 3 // so that another article is looked for
	made := proof(t, p)
	var titles []string
	for _, a := range made.Editions[0].Articles {
		titles = append(titles, a.Title)
	}
	if diff := cmp.Diff([]string{"C", "B", "A"}, titles); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if err := made.Publish(); err != nil {
		t.Fatal(err)
	}
	if whole, err := os.ReadFile(cards); err != nil || !strings.Contains(string(whole), "gazette.example") {
		t.Errorf("%v: the cards are torn still", err)
	}
}
