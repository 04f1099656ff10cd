package press

import (
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"dateline/feed"
	"dateline/feed/index"
	"dateline/feed/ledger"
	"dateline/feed/record"
	"dateline/feed/value"
)

// A shortlist has, of all articles, those that can matter to a run: what feeds may
// show, what they showed until now, what may be taken for something that was
// published, and what claims the same id or address as another. Only these are read
// whole.
type shortlist struct {
	press  Press
	from   *catalogue
	ledger *ledger.Ledger
	host   string // of the site

	count  int             // of all articles
	first  time.Time       // when the first was published that is due; zero if none is
	others ledger.Others   // what records say of ids, as far as the ledger knows them
	spiked map[string]bool // keys of due articles that no feed can show

	byRecord map[string][]string // published ids by the keys of their records
	showing  map[string]bool     // ids
	chosen   map[place]bool
}

// A place is where the index has a card: the file, and which of its cards.
type place struct{ file, card int32 }

// shortlist is one on which nothing stands yet.
func (p *Proof) shortlist(press Press, from *catalogue) *shortlist {
	s := &shortlist{press: press, from: from, ledger: p.ledger, spiked: map[string]bool{}, host: value.Host(press.Config.Site.URL),
		byRecord: map[string][]string{}, showing: p.showing()}
	for id, v := range s.ledger.IDs {
		if v.Record != "" {
			s.byRecord[v.Record] = append(s.byRecord[v.Record], id)
		}
	}
	return s
}

// cards calls do with each card and its place: for so many parts of the index at once as
// there are jobs, with the number of the part.
func (s *shortlist) cards(do func(part int, at place, c *index.Card)) {
	var parts sync.WaitGroup
	for n, jobs := 0, s.press.jobs(); n < jobs; n++ {
		parts.Go(func() {
			at := place{file: -1}
			for file, c := range s.from.Cards(n*s.from.Len()/jobs, (n+1)*s.from.Len()/jobs) {
				if at.card++; int32(file) != at.file {
					at = place{int32(file), 0}
				}
				do(n, at, c)
			}
		})
	}
	parts.Wait()
}

// errChanged says that records are not as they were a moment ago.
var errChanged = errors.New("changed while it was read; run again")

// records reads those that are on the list, in the order of their paths.
func (s *shortlist) records() (record.Records, error) {
	byFile := map[int32][]int32{}
	for at := range s.chosen {
		byFile[at.file] = append(byFile[at.file], at.card)
	}
	files := make([]int32, 0, len(byFile))
	for file, cards := range byFile {
		files = append(files, file)
		slices.Sort(cards)
	}
	slices.Sort(files)
	reader, err := s.from.folder.Open()
	if err != nil {
		return record.Records{}, err
	}
	defer reader.Close()
	read := make([][]feed.Article, len(files))
	errs := make([]error, len(files))
	err = s.press.parallel("gather", len(files), func(i int) {
		read[i], errs[i] = s.file(reader, files[i], byFile[files[i]])
	})
	return record.Records{Articles: slices.Concat(read...), Unread: s.from.unread}, errors.Join(append(errs, err, s.from.Err())...)
}

// file reads some articles of a file.
func (s *shortlist) file(reader *record.Reader, file int32, cards []int32) ([]feed.Article, error) {
	path := s.from.File(int(file)).Path
	all, read := s.from.fresh[int(file)]
	var articles []feed.Article
	for n, at := range s.spots(file, cards) {
		var found record.Records
		if at.Length > 0 {
			row, err := reader.RowAt(path, at.Span, at.line)
			if err != nil {
				return nil, err
			}
			found = reader.ReadRow(path, row)
		} else {
			if !read {
				all, read = reader.Read(path), true
			}
			found = all
			found.Articles = all.Articles[min(n, len(all.Articles)):min(n+1, len(all.Articles))]
		}
		if len(found.Articles) != 1 || found.Articles[0].Key != at.key {
			for _, f := range found.Findings {
				return nil, fmt.Errorf("%s cannot be read again: %s", f.Pos, f.Text)
			}
			return nil, fmt.Errorf("%s %w", filepath.Join(s.from.folder.Path, path), errChanged)
		}
		articles = append(articles, found.Articles...)
	}
	return articles, nil
}

// A spot is where an article is read again.
type spot struct {
	key  string
	line int
	record.Span
}

// spots are those of some cards of a file, in their order.
func (s *shortlist) spots(file int32, cards []int32) iter.Seq2[int, spot] {
	return func(yield func(int, spot) bool) {
		n := 0
		for _, c := range s.from.Cards(int(file), int(file)+1) {
			if len(cards) > 0 && int(cards[0]) == n {
				cards = cards[1:]
				if !yield(n, spot{c.Key, c.Record.Line, record.Span{Offset: c.Offset, Length: c.Length}}) {
					return
				}
			}
			n++
		}
	}
}

// spike notes the due articles that no feed can show, so that others take their
// places. It reports whether there are new ones.
func (s *shortlist) spike(read, kept []feed.Article) bool {
	left := map[string]bool{}
	for _, a := range kept {
		left[a.Key] = true
	}
	more := false
	for _, a := range read {
		if a.Due(s.press.Now) && !left[a.Key] && !s.spiked[a.Key] {
			s.spiked[a.Key], more = true, true
		}
	}
	return more
}
