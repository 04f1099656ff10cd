package index

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
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

// indexOf is an index of entries, in the order of their paths.
func indexOf(entries ...Entry) *Index {
	c := (&Index{maker: "maker", most: mostHeld}).Compare()
	for _, e := range entries {
		c.Folder(slices.Values([]File{e.File}))
	}
	x, changed, _ := c.Next()
	for i, place := range changed {
		x.Put(place, entries[i])
	}
	return x
}

// entry is one of a file with one card.
func entry(f File) Entry {
	e := Entry{File: f}
	e.Add(CardOf(story(f.Path), Span{}))
	return e
}

// compare compares an index with the files of one folder.
func compare(x *Index, files ...File) (next *Index, changed []int, gone int) {
	c := x.Compare()
	c.Folder(slices.Values(files))
	return c.Next()
}

// allCards are the cards of some files, each with its own tags and authors.
func allCards(x *Index, from, to int) (cards []Card) {
	for _, c := range x.Cards(from, to) {
		kept := *c
		kept.Tags, kept.Authors = append([]feed.Tag(nil), c.Tags...), append([]feed.Person(nil), c.Authors...)
		cards = append(cards, kept)
	}
	return cards
}

// loaded saves an index and loads it.
func loaded(t *testing.T, x *Index, begun int64) *Index {
	t.Helper()
	path := filepath.Join(t.TempDir(), "index")
	if err := x.Save(path, begun); err != nil {
		t.Fatal(err)
	}
	return load(t, path)
}

func load(t *testing.T, path string) *Index {
	t.Helper()
	x, err := Load(path, "maker")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func TestAnIndexIsReadAsItWasWritten(t *testing.T) {
	several := Entry{File: File{"wire.jsonl", State{Size: 1 << 40, Changed: 1, Edited: -1, Inode: 1 << 63}}}
	row := story("wire.jsonl")
	row.Key, row.ID = "wire.jsonl#slug", ""
	several.Add(CardOf(row, Span{Offset: 7, Length: 1 << 33, Sum: HashOf("line")}))
	several.Add(Card{Article: feed.Article{Key: "wire.jsonl#"}})
	faulty := Entry{File: File{Path: "x.md"}, Faults: Faults{feed.Findings{{Code: "c", Level: feed.Error, Pos: feed.Pos{File: "data/x.md", Line: 2}, Text: "t"}}, []Unread{{ID: "i", Key: "k", File: "x.md", Record: feed.Pos{File: "f", Line: 1}}}, []Page{{"about.md", "https://gazette.example/about/"}}}}
	x := indexOf(entry(File{Path: "a.md"}), several, faulty)
	digest := x.Digest()
	got := loaded(t, x, day.UnixNano())
	card := CardOf(story("a.md"), Span{})
	card.Record.File = ""
	second := CardOf(row, Span{Offset: 7, Length: 1 << 33, Sum: HashOf("line")})
	second.Record.File = ""
	want := []Card{card, second, {Article: feed.Article{Key: "wire.jsonl#"}}}
	if diff := cmp.Diff(want, allCards(got, 0, got.Len())); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want[1:], allCards(got, 1, 2)); diff != "" {
		t.Errorf("cards of the second file (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(faulty.Faults, got.Faults()); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	if got.Digest() != digest || digest == "" {
		t.Errorf("Digest() = %q, was %q", got.Digest(), digest)
	}
}

// What is not what was written is as good as nothing: all is read again.
func TestAnIndexThatIsTornIsEmpty(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index")
	if err := indexOf(entry(File{Path: "a.md"}), entry(File{Path: "b.md"})).Save(path, 0); err != nil {
		t.Fatal(err)
	}
	if x, err := Load(path, "another maker"); err != nil || x.Len() != 0 {
		t.Errorf("of another maker: %d entries, %v, want none", x.Len(), err)
	}
	for _, name := range []string{path, cardsOf(path)} {
		whole, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for at := range whole {
			for what, text := range map[string][]byte{"cut off": whole[:at], "changed": append(bytes.Clone(whole[:at]), append([]byte{whole[at] ^ 1}, whole[at+1:]...)...)} {
				if err := os.WriteFile(name, text, 0o644); err != nil {
					t.Fatal(err)
				}
				x := load(t, path)
				if left := x.Len() - len(x.Torn(2)); left != 0 {
					t.Fatalf("%s %s at byte %d: %d of 2 files are not read again", name, what, at, left)
				}
			}
		}
		if err := os.WriteFile(name, whole, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if x := load(t, path); x.Len() != 2 || len(x.Torn(2)) != 0 {
		t.Errorf("nothing is torn: %d files of 2 are known", x.Len()-len(x.Torn(2)))
	}
	if err := os.Remove(cardsOf(path)); err != nil {
		t.Fatal(err)
	}
	if x := load(t, path); x.Len() != 0 {
		t.Errorf("without cards: %d entries, want none", x.Len())
	}
}

// torn is a loaded index of which the first card is not what was written.
func torn(t *testing.T, files ...string) *Index {
	t.Helper()
	path := filepath.Join(t.TempDir(), "index")
	var entries []Entry
	for _, f := range files {
		entries = append(entries, entry(File{f, State{Changed: 1}}))
	}
	if err := indexOf(entries...).Save(path, day.UnixNano()); err != nil {
		t.Fatal(err)
	}
	cards, err := os.ReadFile(cardsOf(path))
	if err != nil {
		t.Fatal(err)
	}
	cards[0] ^= 1
	if err := os.WriteFile(cardsOf(path), cards, 0o644); err != nil {
		t.Fatal(err)
	}
	return load(t, path)
}

// Files whose cards are torn are read again, and then all is as it was.
func TestTornCardsAreReadAgain(t *testing.T) {
	want := indexOf(entry(File{"a.md", State{Changed: 1}}), entry(File{"b.md", State{Changed: 1}}))
	x := torn(t, "a.md", "b.md")
	before := x.Digest()
	for _, i := range x.Torn(1) {
		x.Put(i, entry(x.File(i)))
	}
	if diff := cmp.Diff(allCards(want, 0, 2), allCards(x, 0, x.Len())); diff != "" || x.Err() != nil {
		t.Errorf("%v; cards (-want +got):\n%s", x.Err(), diff)
	}
	if x.Digest() != before {
		t.Errorf("Digest() = %q, want %q, as before", x.Digest(), before)
	}
	if more := x.Torn(1); len(more) > 0 {
		t.Errorf("%v is torn still", more)
	}
}

// Where a part is put together anew, those of its cards that are torn are read again too.
func TestTornCardsBesideAChangeAreReadAgain(t *testing.T) {
	next, changed, gone := compare(torn(t, "a.md", "b.md", "d.md"), File{"a.md", State{Changed: 1}}, File{Path: "c.md"}, File{"d.md", State{Changed: 1}})
	var paths []string
	for _, c := range changed {
		paths = append(paths, next.File(c).Path)
		next.Put(c, entry(next.File(c)))
	}
	if diff := cmp.Diff([]string{"a.md", "c.md", "d.md"}, paths); diff != "" || gone != 1 {
		t.Errorf("%d are gone, want 1; read again (-want +got):\n%s", gone, diff)
	}
	if got, want := next.Digest(), indexOf(entry(File{"a.md", State{Changed: 1}}), entry(File{Path: "c.md"}), entry(File{"d.md", State{Changed: 1}})).Digest(); got != want {
		t.Errorf("Digest() = %q, want %q, as of the same files", got, want)
	}
}

// A disk that fails after all was whole is an error, and no article is taken for gone.
func TestCardsThatAreTornLate(t *testing.T) {
	x := torn(t, "a.md")
	if cards := allCards(x, 0, 1); len(cards) > 0 || x.Err() == nil {
		t.Errorf("%d cards, %v, want none and an error", len(cards), x.Err())
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
			x := indexOf(entry(File{"b.md", old}), entry(File{"d.md", old}))
			x.begun = begun
			next, changed, gone := compare(x, tt.files...)
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
			x := indexOf(entry(File{"a.md", tt.state}))
			x.begun = day.UnixNano()
			if _, changed, _ := compare(x, File{"a.md", tt.state}); len(changed) != 1 {
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
	next, changed, _ := compare(loaded(t, indexOf(entry(File{Path: "a.md"}), e), 0), File{Path: "a.md"}, File{"wire.jsonl", State{Size: 1}})
	known := next.Before(changed[1])
	if c, there := known.Get(HashOf("1")); !there || c.Key != "wire.jsonl#1" {
		t.Errorf("Get = %q, %v, want wire.jsonl#1", c.Key, there)
	}
	if c, there := known.Get(HashOf("x")); there {
		t.Errorf("Get = %q for a line that is new", c.Key)
	}
}

// Whatever comes and goes, what is left is as if it had been read anew; wherever cards wait.
func TestWhatIsLeftIsAsIfItWereNew(t *testing.T) {
	for _, most := range []int{0, 10 << 10, mostHeld} {
		t.Run(fmt.Sprint(most), func(t *testing.T) {
			chance := rand.New(rand.NewPCG(1, 2))
			x := &Index{maker: "maker", most: most}
			path := filepath.Join(t.TempDir(), "index")
			files := map[string]int64{}
			for run, edits := range []int{2000, 40, 0, 1, 300, 40, 1, 300} {
				for range edits {
					path := fmt.Sprintf("%c/%d.md", 'a'+rune(chance.IntN(3)), chance.IntN(1000))
					if delete(files, path); chance.IntN(3) > 0 {
						files[path] = chance.Int64()
					}
				}
				next, changed := after(x, files)
				if len(changed) > edits {
					t.Fatalf("run %d: %d files are read, want at most %d", run, len(changed), edits)
				}
				if torn := next.Torn(2); len(torn) > 0 {
					t.Fatalf("run %d: %d are torn", run, len(torn))
				}
				want, _ := after(&Index{maker: "maker", most: mostHeld}, files)
				if got, want := keysOf(next), keysOf(want); !slices.Equal(got, want) {
					t.Fatalf("run %d: cards %q, want %q", run, got, want)
				}
				if next.Digest() != want.Digest() {
					t.Fatalf("run %d: another digest than that of the same files", run)
				}
				if err := next.Save(path, day.UnixNano()); err != nil {
					t.Fatal(err)
				}
				x = load(t, path)
				x.most = most
			}
		})
	}
}

// after is an index after a run that read what changed of files, which have these sizes.
func after(x *Index, files map[string]int64) (next *Index, changed []int) {
	c := x.Compare()
	folders := map[byte][]File{}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		folders[path[0]] = append(folders[path[0]], File{path, State{Changed: 1, Size: files[path]}})
	}
	for _, folder := range folders {
		c.Folder(slices.Values(folder))
	}
	next, changed, _ = c.Next()
	for _, i := range changed {
		next.Put(i, entry(next.File(i)))
	}
	return next, changed
}

func keysOf(x *Index) (keys []string) {
	for i, c := range x.Cards(0, x.Len()) {
		keys = append(keys, fmt.Sprint(i, c.Key, c.ID))
	}
	return keys
}

// What changed is written behind the rest, until half of it is of no use.
func TestCardsAreWrittenBehindOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index")
	files := map[string]int64{}
	for n := range 2000 {
		files[fmt.Sprintf("a/%d.md", n)] = 0
	}
	x, _ := after(&Index{maker: "maker", most: mostHeld}, files)
	var sizes []int64
	for run := range 60 {
		if err := x.Save(path, day.UnixNano()); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(cardsOf(path))
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, info.Size())
		files["a/7.md"] = int64(run + 1)
		x, _ = after(load(t, path), files)
	}
	whole := sizes[0]
	if grown := sizes[1] - whole; grown <= 0 || grown > whole/2 {
		t.Errorf("after a change %d bytes more than %d, want those of a part", grown, whole)
	}
	if most := slices.Max(sizes); most > 2*whole {
		t.Errorf("it grew to %d bytes, want at most %d", most, 2*whole)
	}
	if !slices.Contains(sizes[1:], whole) {
		t.Errorf("it was never written anew: %d", sizes)
	}
}

// Only an article without an id is recognised by its content.
func TestOfWhichContentACardHasAHash(t *testing.T) {
	a := story("a.md")
	if got := CardOf(a, Span{}).Content; got != (Hash{}) {
		t.Errorf("with an id the hash is %x, want none", got)
	}
	a.ID = ""
	if got := CardOf(a, Span{}).Content; got != HashOf("words") {
		t.Errorf("without an id the hash is %x, want that of the words", got)
	}
}
