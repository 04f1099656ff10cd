package ledger

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

var day = time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)

func TestWhatIsSavedIsLoaded(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".dateline", "ledger.db")
	l, err := Load(path, "public")
	if err != nil {
		t.Fatal(err)
	}
	l.IDs["tag:x,2026:a"] = ID{Record: "a.md", URL: "https://x.example/a/", Title: "A", Content: "abc", Published: day, Updated: day.Add(time.Hour), Significant: "def", Withdrawn: day.Add(2 * time.Hour)}
	l.Feeds[""] = Feed{"tag:x,2026:feeds", day, true, "abc"}
	l.Intent["rss.xml"] = Step{false, "abc"}
	l.Intent["old.xml"] = Step{true, "def"}
	l.Pings[Ping{"https://x.example/rss.xml", "https://hub.example/"}] = true
	l.Archived[Page{"section/sea", 1, "tag:x,2026:a"}] = day
	l.Target = Target{"https://x.example/", day, Rest{Made: "abc", Until: day, Feeds: 2}}
	l.Files["rss.xml"] = File{SHA256: "abc", Size: 3}
	l.Files["old.xml"] = File{"def", 4, 5}
	l.Warnings[Warning{"section/sea", "", "rss-image-link"}] = true
	l.Warnings[Warning{"", "tag:x,2026:a", "html-in-plain-text"}] = true
	if err := l.Save(); err != nil {
		t.Fatal(err)
	}
	again, err := Load(path, "public")
	if err != nil {
		t.Fatal(err)
	}
	delete(again.Files, "old.xml")
	delete(l.Files, "old.xml")
	delete(again.Warnings, Warning{"", "tag:x,2026:a", "html-in-plain-text"})
	delete(l.Warnings, Warning{"", "tag:x,2026:a", "html-in-plain-text"})
	if err := again.Save(); err != nil {
		t.Fatal(err)
	}
	last, err := Load(path, "public")
	if err != nil {
		t.Fatal(err)
	}
	for _, got := range []*Ledger{again, last} {
		if diff := cmp.Diff(l.State, got.State); diff != "" {
			t.Error(diff)
		}
	}
	other, err := Load(path, "elsewhere")
	if err != nil {
		t.Fatal(err)
	}
	if len(other.Files) != 0 || len(other.Warnings) != 0 || len(other.IDs) != 1 {
		t.Errorf("for another target: files %v, warnings %v, ids %v, want no files, no warnings and the same ids", other.Files, other.Warnings, other.IDs)
	}
}

func TestSavingNothingNewTouchesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := Load(path, "public")
	if err != nil {
		t.Fatal(err)
	}
	l.IDs["tag:x,2026:a"] = ID{Record: "a.md", URL: "https://x.example/a/", Title: "A", Content: "abc", Published: day}
	if err := l.Save(); err != nil {
		t.Fatal(err)
	}
	old := day.Add(-24 * time.Hour)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	if l, err = Load(path, "public"); err == nil {
		err = l.Save()
	}
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("the ledger was written at %v (%v), want untouched since %v", info.ModTime(), err, old)
	}
}

// first is a ledger of version 1, as Dateline wrote it then.
const first = `
create table ids (
	id        text primary key,
	record    text not null,
	url       text not null,
	title     text not null,
	content   text not null,
	published text not null
) without rowid;
create table feeds (
	path    text primary key,
	id      text not null,
	updated text not null
) without rowid;
create table files (
	target text not null,
	name   text not null,
	sha256 text not null,
	size   integer not null,
	primary key (target, name)
) without rowid;
pragma user_version = 1;
insert into ids values ('tag:x,2026:a', 'a.md', 'https://x.example/a/', 'A', 'abc', '2026-11-20T08:00:00Z');
insert into feeds values ('', 'tag:x,2026:feeds', '2026-11-20T08:00:00Z');
insert into files values ('public', 'rss.xml', 'abc', 3);
`

func TestAnOlderLedgerIsReadAndGrowsWhenItIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	db, err := open(path, "rwc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(first); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []any{
		map[string]ID{"tag:x,2026:a": {Record: "a.md", URL: "https://x.example/a/", Title: "A", Content: "abc", Published: day}},
		map[string]Feed{"": {ID: "tag:x,2026:feeds", Updated: day}},
		map[string]File{"rss.xml": {SHA256: "abc", Size: 3}},
	}
	l, err := Load(path, "public")
	if err == nil {
		err = l.Save()
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, []any{l.IDs, l.Feeds, l.Files}); diff != "" || len(l.Warnings) != 0 {
		t.Errorf("version 1 holds warnings %v and (-want +got):\n%s", l.Warnings, diff)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("saving nothing new wrote the ledger (%v)", err)
	}
	warned := map[Warning]bool{{"", "tag:x,2026:a", "html-in-plain-text"}: true}
	l.Warnings[Warning{"", "tag:x,2026:a", "html-in-plain-text"}] = true
	for range 2 { // the second time there is nothing to be made
		if err := l.Save(); err != nil {
			t.Fatal(err)
		}
		if l, err = Load(path, "public"); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(append(want, warned), []any{l.IDs, l.Feeds, l.Files, l.Warnings}); diff != "" || l.version != 9 {
			t.Errorf("version %d, want 9, holds (-want +got):\n%s", l.version, diff)
		}
		warned[Warning{"x", "", "opml-body-empty"}] = false
		l.Warnings[Warning{"x", "", "opml-body-empty"}] = false
	}
}

func TestALedgerOfALaterDatelineIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	db, err := open(path, "rwc")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("pragma user_version = 10"); err != nil {
		t.Fatal(err)
	}
	const want = "it has version 10 and this Dateline knows versions 1 to 9; use the Dateline that wrote it, or a newer one"
	if _, err := Load(path, "public"); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("Load = %v, want an error that says %q", err, want)
	}
}

func TestALedgerThatCannotBeReadIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.WriteFile(path, []byte("no database, but long enough to be taken for one at first sight"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path, "public"); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("Load = %v, want an error that names %s", err, path)
	}
}

func TestIdentity(t *testing.T) {
	known := map[string]ID{
		"tag:x,2026-01-01:a": {Record: "a.md", URL: "https://x.example/2026/01/a/", Title: "A", Content: fingerprint("Words of A."), Published: day},
		"tag:x,2026-01-01:b": {Record: "b.md", URL: "https://x.example/2026/01/b/", Title: "B", Published: day},
		"tag:x,2026-01-01:n": {Record: "n.md", Title: "No address", Published: day.AddDate(0, 0, -1)},
	}
	still := feed.Article{ID: "tag:x,2026-01-01:a", Key: "a.md", URL: "https://x.example/2026/01/a/"} // its record is there
	tests := []struct {
		name    string
		article feed.Article
		others  []feed.Article
		want    string
	}{
		{"the record's own", feed.Article{ID: "tag:y:1", Key: "a.md"}, nil, "tag:y:1"},
		{"the same record with another address", feed.Article{Key: "a.md", URL: "https://x.example/new/"}, nil, "tag:x,2026-01-01:a"},
		{"another record with the same address", feed.Article{Key: "c.md", URL: "https://x.example/2026/01/b/"}, nil, "tag:x,2026-01-01:b"},
		{"another record on another host, the same path", feed.Article{Key: "c.md", URL: "http://y.example/2026/01/b/"}, nil, "tag:x,2026-01-01:b"},
		{"renamed, with another title: the same words", feed.Article{Key: "c.md", Title: "C", URL: "https://x.example/c/", Content: "Words of A.\n"}, nil, "tag:x,2026-01-01:a"},
		{"the same words, and the old record is there", feed.Article{Key: "c.md", Slug: "c", Content: "Words of A.", Published: day}, []feed.Article{still}, "tag:x.example,2026-11-20:c"},
		{"the same words, and the old record says another id", feed.Article{Key: "c.md", Slug: "c", Content: "Words of A.", Published: day}, []feed.Article{{ID: "tag:y:1", Key: "a.md"}}, "tag:x,2026-01-01:a"},
		{"renamed and edited: title and date", feed.Article{Key: "c.md", Title: "B", URL: "https://x.example/c/", Published: day}, nil, "tag:x,2026-01-01:b"},
		{"moved and retitled: slug and date", feed.Article{Key: "far/c.md", Title: "C", URL: "https://x.example/far/b/", Published: day}, nil, "tag:x,2026-01-01:b"},
		{"the title of another day is another article", feed.Article{Key: "c.md", Slug: "c", Title: "B", Published: day.AddDate(0, 0, 1)}, nil, "tag:x.example,2026-11-21:c"},
		{"new", feed.Article{Key: "c.md", Slug: "c", URL: "https://x.example/c/", Published: day}, nil, "tag:x.example,2026-11-20:c"},
		{"new, without an address, as one that is gone", feed.Article{Key: "c.md", Slug: "c", Title: "C", Published: day}, nil, "tag:x.example,2026-11-20:c"},
		{"new, in letters that a tag cannot have", feed.Article{Key: "c.md", Slug: "é/", Published: day}, nil, "tag:x.example,2026-11-20:%C3%A9/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := &Ledger{State: State{IDs: known}}
			got, findings := l.Identify(append([]feed.Article{tt.article}, tt.others...), "x.example", Others{})
			if len(findings) > 0 || len(got) != 1+len(tt.others) || got[0].ID != tt.want {
				t.Errorf("Identify = %v, %v, want %s", got, findings, tt.want)
			}
		})
	}
}

func TestAnArticleThatMayBeOneOfSeveralIsAskedFor(t *testing.T) {
	same := fingerprint("The same words.")
	l := &Ledger{State: State{IDs: map[string]ID{
		"tag:x,2026:1": {Record: "1.md", Content: same, Published: day},
		"tag:x,2026:2": {Record: "2.md", Content: same, Published: day},
	}}}
	a := feed.Article{Key: "new.md", Slug: "new", Content: "The same words.", Published: day, Record: feed.Pos{File: "data/new.md", Line: 1}}
	articles, findings := l.Identify([]feed.Article{a}, "x.example", Others{})
	const want = `data/new.md:1: error: its content is that of tag:x,2026:1 (from 1.md) and tag:x,2026:2 (from 2.md), whose record is gone; is it the same article? add that id, or a new one, as id = "..." (record-id-unsure)`
	if len(articles) != 0 || len(findings) != 1 || findings[0].String() != want {
		t.Errorf("Identify = %v, %v, want no article and %s", articles, findings, want)
	}
}

// What is recognised depends on what is out, and the run that asks changes that: the next run
// of the same records must not find another answer.
func TestTheNextRunRecognisesTheSame(t *testing.T) {
	same := fingerprint("The same words.")
	renamed := feed.Article{Key: "new.md", URL: "https://x.example/a/", Content: "The same words.", Published: day}
	alike := feed.Article{Key: "alike.md", Slug: "alike", URL: "https://x.example/alike/", Content: "The same words.", Published: day}
	for _, tt := range []struct {
		name  string
		other feed.Article // was published at the address of the one that was renamed
		want  string       // ids in the order of the records
	}{
		{"another one has the address", feed.Article{Key: "other.md", URL: "https://x.example/a/", Published: day}, "tag:x,2026:other"},
		{"another one gives the address up", feed.Article{Key: "moved.md", URL: "https://x.example/moved/", Content: "Other words.", Published: day}, "tag:x,2026:old tag:x.example,2026-11-20:alike tag:x,2026:other"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := &Ledger{State: State{IDs: map[string]ID{
				"tag:x,2026:old":   {Record: "old.md", URL: "https://x.example/a/", Content: same, Published: day.AddDate(0, 0, -1)},
				"tag:x,2026:other": {Record: "other.md", URL: "https://x.example/a/", Content: fingerprint("Other words."), Published: day.AddDate(0, 0, -2)},
			}}}
			for run := range 2 {
				articles, _ := l.Identify([]feed.Article{renamed, alike, tt.other}, "x.example", Others{})
				var ids []string
				for _, a := range articles {
					ids = append(ids, a.ID)
					l.Remember(a)
				}
				if got := strings.Join(ids, " "); got != tt.want {
					t.Errorf("run %d: Identify gives %s, want %s", run, got, tt.want)
				}
			}
		})
	}
}

func TestTheFirstDateIsRemembered(t *testing.T) {
	l := &Ledger{State: State{IDs: map[string]ID{}}}
	a := feed.Article{ID: "tag:x,2026:1", Key: "a.md", URL: "https://x.example/a/", Title: "A", Published: day}
	l.Remember(a)
	a.Key, a.Title, a.Published = "b.md", "B", day.AddDate(0, 0, 1)
	l.Remember(a)
	want := ID{Record: "b.md", URL: "https://x.example/a/", Title: "B", Published: day, Updated: day.AddDate(0, 0, 1)}
	if diff := cmp.Diff(want, l.IDs[a.ID]); diff != "" {
		t.Error(diff)
	}
}

func TestRivalsAreHeldBackButForTheOneThatWasThereBefore(t *testing.T) {
	at := func(name string) feed.Pos { return feed.Pos{File: name, Line: 1} }
	one := feed.Article{ID: "tag:x,2026:1", Key: "one.md", URL: "https://x.example/1/", Record: at("one.md")}
	two := feed.Article{ID: "tag:x,2026:1", Key: "two.md", URL: "https://x.example/2/", Record: at("two.md")}
	three := feed.Article{ID: "tag:x,2026:3", Key: "three.md", URL: "https://x.example/1/", Record: at("three.md")}
	draft := one
	draft.Draft, draft.Key, draft.Record = true, "draft.md", at("draft.md")
	tests := []struct {
		name     string
		known    map[string]ID
		articles []feed.Article
		want     []string
		says     string
	}{
		{"new both", nil, []feed.Article{one, two}, nil, "one.md:1: error: its id tag:x,2026:1 is that of two.md:1 too; give one of them another id (record-id-repeated)"},
		{"one was there", map[string]ID{"tag:x,2026:1": {Record: "one.md"}}, []feed.Article{one, two}, []string{"one.md"}, "two.md:1: error: its id tag:x,2026:1 is that of one.md:1 too; give one of them another id (record-id-repeated)"},
		{"one address", nil, []feed.Article{one, three}, nil, "one.md:1: error: its url https://x.example/1/ is that of three.md:1 too; give one of them another url (record-url-repeated)"},
		{"a draft claims nothing", nil, []feed.Article{one, draft}, []string{"one.md", "draft.md"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			articles, findings := (&Ledger{State: State{IDs: tt.known}}).Identify(tt.articles, "x.example", Others{})
			var got []string
			for _, a := range articles {
				got = append(got, a.Key)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			said := ""
			if len(findings) > 0 {
				said = findings[0].String()
			}
			if said != tt.says {
				t.Errorf("finding = %q, want %q", said, tt.says)
			}
		})
	}
}

func TestItemsAreKeptAsTheFeedsShowThem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := Load(path, "public")
	if err != nil {
		t.Fatal(err)
	}
	a, b := Shown{"", "tag:x,2026:a"}, Shown{"sea", "tag:x,2026:a"}
	for _, want := range []map[Shown]Item{{a: {day, "1"}, b: {day, "2"}}, {a: {day.AddDate(0, 0, 1), "3"}}, {}} {
		l.Items, l.Base = want, fmt.Sprintf("https://x.example/%d/", len(want))
		if err := l.Save(); err != nil {
			t.Fatal(err)
		}
		if l, err = Load(path, "public"); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, l.Items); diff != "" {
			t.Errorf("Items that were saved (-want +got):\n%s", diff)
		}
		if base := fmt.Sprintf("https://x.example/%d/", len(want)); l.Base != base {
			t.Errorf("Base = %q, want %q", l.Base, base)
		}
	}
}

// A run that is killed while it writes the ledger leaves a journal beside it; the
// next one takes back what was begun.
func TestALedgerThatWasBeingWrittenIsTakenBack(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ledger.db")
	l, err := Load(path, "public")
	if err != nil {
		t.Fatal(err)
	}
	l.IDs["tag:x,2026:a"] = ID{Record: "a.md", URL: "https://x.example/a/", Title: "A", Published: day}
	if err := l.Save(); err != nil {
		t.Fatal(err)
	}
	db, err := open(path, "rw")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("pragma cache_size = 1; begin; delete from ids"); err != nil {
		t.Fatal(err)
	}
	for i := range 2000 { // more than the cache holds, so that pages are written
		if _, err := db.Exec("insert into ids (id, record, url, title, content, published) values (?, ?, '', '', '', '2026-11-24T00:00:00Z')", i, strings.Repeat("x", 500)); err != nil {
			t.Fatal(err)
		}
	}
	killed := filepath.Join(t.TempDir(), "ledger.db")
	for _, end := range []string{"", "-journal"} {
		data, err := os.ReadFile(path + end)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(killed+end, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	again, err := Load(killed, "public")
	if err != nil {
		t.Fatalf("Load of a ledger that was being written: %v", err)
	}
	if diff := cmp.Diff(l.IDs, again.IDs); diff != "" {
		t.Errorf("the ledger before the run that was killed (-want +got):\n%s", diff)
	}
}
