package index

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

var day = time.Date(2026, 11, 24, 12, 0, 0, 5, time.UTC)

// story is an article of a file with all that a card keeps.
func story(path string) feed.Article {
	return feed.Article{
		ID: "tag:x,2026:" + path, URL: "https://x.example/" + path, Slug: "slug", Title: "Title", Content: " words ", Key: path,
		Published: day, Updated: day.Add(time.Hour), Expires: day.Add(2 * time.Hour), Draft: true, Status: feed.Withdrawn,
		Authors: []feed.Person{{Name: "A"}, {Name: "Ä"}}, Section: "sea", Language: "en",
		Tags: []feed.Tag{{Term: "od", Label: "Open data"}, {Term: "sea"}}, Record: feed.Pos{File: "data/" + path, Line: 3, Column: 4},
	}
}

// indexOf is an index with an entry for each file, with one card.
func indexOf(files ...File) *Index {
	x := &Index{maker: "maker", entries: make([]string, len(files))}
	for i, f := range files {
		e := Entry{File: f}
		e.Add(CardOf(story(f.Path), Span{}))
		x.Put(i, e)
	}
	return x
}

func TestAnIndexIsReadAsItWasWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index")
	x := &Index{maker: "maker", entries: make([]string, 3)}
	several := Entry{File: File{"wire.jsonl", State{Size: 1 << 40, Changed: 1, Edited: -1, Inode: 1 << 63}}}
	row := story("wire.jsonl")
	row.Key = "wire.jsonl#slug"
	several.Add(CardOf(row, Span{Offset: 7, Length: 1 << 33, Sum: HashOf("line")}))
	several.Add(Card{Article: feed.Article{Key: "wire.jsonl#"}})
	faulty := Entry{File: File{Path: "x.md"}, Faults: Faults{feed.Findings{{Code: "c", Level: feed.Error, Pos: feed.Pos{File: "data/x.md", Line: 2}, Text: "t"}}, []Unread{{ID: "i", Key: "k", File: "x.md", Record: feed.Pos{File: "f", Line: 1}}}, []Page{{"about.md", "https://gazette.example/about/"}}}}
	one := Entry{File: File{Path: "a.md"}}
	one.Add(CardOf(story("a.md"), Span{}))
	for i, e := range []Entry{one, several, faulty} {
		x.Put(i, e)
	}
	if err := x.Save(path, day.UnixNano()); err != nil {
		t.Fatal(err)
	}
	got, err := Load(path, "maker")
	if err != nil {
		t.Fatal(err)
	}
	var cards []Card
	for _, c := range got.Cards(0, got.Len()) {
		kept := *c // what it shares with the next one apart
		kept.Tags, kept.Authors = append([]feed.Tag(nil), c.Tags...), append([]feed.Person(nil), c.Authors...)
		cards = append(cards, kept)
	}
	card := CardOf(story("a.md"), Span{})
	card.Record.File = ""
	second := CardOf(row, Span{Offset: 7, Length: 1 << 33, Sum: HashOf("line")})
	second.Record.File = ""
	want := []Card{card, second, {Article: feed.Article{Key: "wire.jsonl#"}}}
	if diff := cmp.Diff(want, cards); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(faulty.Faults, got.Faults()); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	if got.Digest() != x.Digest() || got.Digest() == "" {
		t.Errorf("Digest() = %q, was %q", got.Digest(), x.Digest())
	}
}

// What is not what was written is as good as nothing.
func TestAnIndexThatIsTornIsEmpty(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index")
	if err := indexOf(File{Path: "a.md"}, File{Path: "b.md"}).Save(path, 0); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if x, err := Load(path, "another maker"); err != nil || x.Len() != 0 {
		t.Errorf("of another maker: %d entries, %v, want none", x.Len(), err)
	}
	for at := range whole {
		for what, text := range map[string][]byte{"cut off": whole[:at], "changed": append(bytes.Clone(whole[:at]), append([]byte{whole[at] ^ 1}, whole[at+1:]...)...)} {
			if err := os.WriteFile(path, text, 0o644); err != nil {
				t.Fatal(err)
			}
			if x, err := Load(path, "maker"); err != nil || x.Len() != 0 {
				t.Fatalf("%s at byte %d: %d entries, %v, want none", what, at, x.Len(), err)
			}
		}
	}
}

func TestWhatIsReadAgain(t *testing.T) {
	begun := day.UnixNano()
	old := State{Size: 10, Changed: begun - 1e10, Edited: begun - 1e10, Inode: 1}
	but := func(change func(*State)) State { s := old; change(&s); return s }
	tests := []struct {
		name        string
		files       []File
		wantChanged []int
		wantGone    int
	}{
		{"nothing", []File{{"b.md", old}, {"d.md", old}}, nil, 0},
		{"a new one before, between and behind", []File{{"a.md", old}, {"b.md", old}, {"c.md", old}, {"d.md", old}, {"e.md", old}}, []int{0, 2, 4}, 0},
		{"one is gone", []File{{"d.md", old}}, nil, 1},
		{"the last is gone", []File{{"b.md", old}}, nil, 1},
		{"all are gone", nil, nil, 2},
		{"another size", []File{{"b.md", but(func(s *State) { s.Size++ })}, {"d.md", old}}, []int{0}, 0},
		{"edited", []File{{"b.md", old}, {"d.md", but(func(s *State) { s.Edited++; s.Changed++ })}}, []int{1}, 0},
		{"restored with an old time", []File{{"b.md", old}, {"d.md", but(func(s *State) { s.Changed = begun + 1 })}}, []int{1}, 0},
		{"replaced by another file", []File{{"b.md", old}, {"d.md", but(func(s *State) { s.Inode++ })}}, []int{1}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := indexOf(File{"b.md", old}, File{"d.md", old})
			x.begun = begun
			next, changed, gone := x.Compare(slices.Values(tt.files))
			if diff := cmp.Diff(tt.wantChanged, changed); diff != "" || gone != tt.wantGone || next.Len() != len(tt.files) {
				t.Errorf("%d of %d are gone, want %d; changed (-want +got):\n%s", gone, next.Len(), tt.wantGone, diff)
			}
		})
	}
}

// A file that changed just before it was read may have changed once more within the same
// tick, and none of its state tells. One whose time of change is not known may too.
func TestWhatMayHaveChangedUnseenIsReadAgain(t *testing.T) {
	for _, tt := range []struct {
		name  string
		state State
	}{
		{"as the run began", State{Changed: day.UnixNano(), Edited: 1}},
		{"a second before", State{Changed: day.Add(-time.Second).UnixNano(), Edited: 1}},
		{"later than now, by its own clock", State{Changed: 1, Edited: day.Add(time.Hour).UnixNano()}},
		{"nobody knows when", State{Size: 1, Edited: 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := indexOf(File{"a.md", tt.state})
			x.begun = day.UnixNano()
			if _, changed, _ := x.Compare(slices.Values([]File{{"a.md", tt.state}})); len(changed) != 1 {
				t.Errorf("%d files are read again, want 1", len(changed))
			}
		})
	}
}

func TestLinesThatAreKnown(t *testing.T) {
	e := Entry{File: File{Path: "wire.jsonl"}}
	for n := range 3 {
		e.Add(CardOf(story(fmt.Sprintf("wire.jsonl#%d", n)), Span{Length: 5, Sum: HashOf(fmt.Sprint(n))}))
	}
	x := &Index{entries: make([]string, 1)}
	x.Put(0, e)
	next, _, _ := x.Compare(slices.Values([]File{{"wire.jsonl", State{Size: 1}}}))
	known := next.Before(0)
	if c, there := known.Get(HashOf("1")); !there || c.Key != "wire.jsonl#1" {
		t.Errorf("Get = %q, %v, want wire.jsonl#1", c.Key, there)
	}
	if c, there := known.Get(HashOf("x")); there {
		t.Errorf("Get = %q for a line that is new", c.Key)
	}
}
