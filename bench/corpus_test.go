package bench

import (
	"slices"
	"testing"

	"dateline/feed/record"
)

// A corpus that is made anew is the one that was measured: this sum changes only
// together with the figures that were published.
func TestTheCorpusIsTheSameEverywhere(t *testing.T) {
	const want = "bf75d6e6c3173ef3bf42e941b16dfe52a8066af3057908124fdcc1b8a3b190a1"
	if got := Notations[0].Sum(); got != want {
		t.Errorf("%s: Sum() = %s, want %s", Notations[0].Name, got, want)
	}
}

func TestACorpusOfAnySizeBeginsWithTheSameWords(t *testing.T) {
	few, many := Articles(3), slices.Collect(Corpus(1000))
	for i, a := range few {
		if b := many[i]; a.ID != b.ID || a.Content != b.Content || a.Section != b.Section {
			t.Errorf("article %d of 3 is %s %q, of 1000 %s %q", i, a.ID, a.Title, b.ID, b.Title)
		}
	}
}

func TestAnArticleHasEachTagOnce(t *testing.T) {
	for a := range Corpus(1000) {
		terms := terms(a)
		slices.Sort(terms)
		if got := len(slices.Compact(terms)); got != tagsEach {
			t.Errorf("%s has %d tags, want %d: %v", a.ID, got, tagsEach, a.Tags)
		}
	}
}

// Each notation is read whole, without a finding, as the articles that were written.
func TestEveryNotationIsReadWithoutFindings(t *testing.T) {
	const n = 50
	for _, notation := range Notations {
		t.Run(notation.Name, func(t *testing.T) {
			folder := record.Folder{Path: t.TempDir(), Defaults: record.Defaults{URL: corpusSite}}
			if _, err := notation.Write(folder.Path, Corpus(n)); err != nil {
				t.Fatal(err)
			}
			read, findings, err := folder.Read()
			if err != nil || len(findings) > 0 || len(read) != n {
				t.Fatalf("Read() = %d articles, %v, %v, want %d", len(read), findings, err, n)
			}
			got := map[string]string{}
			for _, a := range read {
				got[a.ID] = a.URL
			}
			for a := range Corpus(n) {
				if got[a.ID] != a.URL {
					t.Errorf("the address of %s is %q, want %q", a.ID, got[a.ID], a.URL)
				}
			}
		})
	}
}
