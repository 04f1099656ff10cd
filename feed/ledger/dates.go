package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"dateline/feed"
)

// Date gives the articles that were published before the dates that readers are
// told from now on. Updated moves to now where an article has new words and says
// that they are significant, once for these words, and where one that was withdrawn
// is there again; it never goes back. An article whose record is withdrawn is given
// the moment at which that was first seen.
func (l *Ledger) Date(articles []feed.Article, now time.Time) {
	for i := range articles {
		a := &articles[i]
		known, published := l.IDs[a.ID]
		switch {
		case !published || a.Draft:
			continue
		case a.Status == feed.Withdrawn:
			a.Withdrawn = known.Withdrawn
			if a.Withdrawn.IsZero() {
				a.Withdrawn = now
			}
			continue
		case !known.Withdrawn.IsZero(), a.Significant && words(*a) != known.Significant && !known.told():
			a.Updated = later(a.Updated, now)
		}
		if known.Updated.After(a.Changed()) {
			a.Updated = known.Updated
		}
		if !a.Updated.After(a.Published) { // it is there again at the moment of its date
			a.Updated = time.Time{}
		}
	}
}

// Remember notes that the article is published under its id, as Identify and Date
// gave it, or is withdrawn.
func (l *Ledger) Remember(a feed.Article) {
	id := l.IDs[a.ID]
	if id.Published.IsZero() {
		id.Published = a.Published
	}
	id.Record, id.URL, id.Title, id.Content = a.Key, a.URL, a.Title, fingerprint(a.Content)
	id.Withdrawn = a.Withdrawn
	if a.Status != feed.Withdrawn {
		id.Updated = later(id.Updated, a.Changed().UTC().Truncate(time.Second))
	}
	if a.Significant {
		id.Significant = words(a)
	}
	l.IDs[a.ID] = id
}

// told reports whether an id is known from a feed alone, which told of an update: for
// which words is not known then, and is taken to be those that are there now.
func (v ID) told() bool { return v.Record == "" && v.Updated.After(v.Published) }

// words is a hash of what people read in an article.
func words(a feed.Article) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{a.Title, a.Summary, a.Content, a.ExternalURL}, "\x00")))
	return hex.EncodeToString(sum[:])
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
