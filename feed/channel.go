package feed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Amount says how much of an article a feed carries.
type Amount string

// The amounts. The zero value is Full.
const (
	Full    Amount = ""
	Summary Amount = "summary"
)

// A Channel is one feed: what it is called, where it stands, what it picks.
type Channel struct {
	// ID is permanent: an absolute IRI (RFC 4287 §4.2.6).
	ID string
	// Path is the feed's folder below Base, without slashes at the ends; empty
	// for the main feed. Base is an absolute URL that ends with a slash.
	Path string
	Base string

	Title       string
	Description string
	Home        string // absolute URL of the page or site that the feed is about
	Language    string // BCP 47
	Authors     []Person
	Rights      string
	Icon        string // URL of a square picture
	Favicon     string // URL of a small square picture
	Logo        *Image // a wide picture
	Hubs        []string
	TTL         int // minutes that a reader may keep the feed; 0 means unsaid
	Emails      bool

	Pick
	Exclude Pick
	Limit   int // newest articles kept; 0 means all
	// Archive is how many articles a page of the archive takes, once the feed shows
	// that many beyond its Limit; 0 means that it has no archive (RFC 5005 §4).
	Archive int
	// Complete says that the feed is to show all its articles, so that readers may
	// forget what is not in it (RFC 5005 §2).
	Complete bool
	Content  Amount // how much of each article
	Formats  []string
	// MaxBytes bounds each file of the feed; 0 means unbounded.
	MaxBytes int

	// MovedTo is where the feed is now: an absolute URL that ends with a slash. What is
	// served at the old address says so. Empty means that it has not moved.
	MovedTo string
	Ended   bool // nothing new will come
	Gone    bool // it is served no more

	// Config is where the feed was configured.
	Config Pos
}

// A Pick chooses articles: every field that is not empty must match, by any of
// its values. Words are compared without regard to case.
type Pick struct {
	Sections  []string
	Tags      []string // terms or labels
	Authors   []string // names
	Languages []string // a tag matches its subtags: en matches en-GB
	Articles  []string // ids, slugs or URLs
}

// Empty reports whether p says nothing.
func (p Pick) Empty() bool {
	return len(p.Sections)+len(p.Tags)+len(p.Authors)+len(p.Languages)+len(p.Articles) == 0
}

// Matches reports whether p takes a. The empty Pick takes every article.
func (p Pick) Matches(a Article) bool {
	return matches(p.Sections, func(s string) bool { return strings.EqualFold(s, a.Section) }) &&
		matches(p.Tags, func(s string) bool {
			return slices.ContainsFunc(a.Tags, func(t Tag) bool {
				return strings.EqualFold(s, t.Term) || strings.EqualFold(s, t.Label)
			})
		}) &&
		matches(p.Authors, func(s string) bool {
			return slices.ContainsFunc(a.Authors, func(p Person) bool { return strings.EqualFold(s, p.Name) })
		}) &&
		matches(p.Languages, func(s string) bool { return languageCovers(s, a.Language) }) &&
		matches(p.Articles, func(s string) bool { return s == a.ID || s == a.Slug || s == a.URL })
}

func matches(values []string, match func(string) bool) bool {
	return len(values) == 0 || slices.ContainsFunc(values, match)
}

// languageCovers is basic filtering of language tags (RFC 4647 §3.3.1).
func languageCovers(language, tag string) bool {
	return strings.EqualFold(language, tag) ||
		len(tag) > len(language) && tag[len(language)] == '-' && strings.EqualFold(language, tag[:len(language)])
}

// Takes reports whether a belongs in c at the moment now.
func (c Channel) Takes(a Article, now time.Time) bool {
	return a.Due(now) && c.picks(a)
}

// picks reports whether c would take a if it were due.
func (c Channel) picks(a Article) bool {
	return c.Matches(a) && (c.Exclude.Empty() || !c.Exclude.Matches(a))
}

// Edition selects what c shows at the moment now: the articles that are due and
// picked, newest first, no more than the limit, and the tombstones of those that
// were withdrawn, the last ones first, no more than the limit either. It is Whole if the
// limit leaves no article out.
func (c Channel) Edition(articles []Article, now time.Time) Edition {
	e := Edition{Channel: c}
	var taken []*Article
	for i := range articles {
		switch a := &articles[i]; {
		case c.Takes(*a, now):
			taken = append(taken, a)
		case !a.Withdrawn.IsZero() && c.picks(*a):
			e.Tombstones = append(e.Tombstones, Tombstone{a.ID, a.Withdrawn})
		}
	}
	slices.SortFunc(taken, func(a, b *Article) int { return Newest(*a, *b) })
	slices.SortFunc(e.Tombstones, func(a, b Tombstone) int { return cmp.Or(b.When.Compare(a.When), cmp.Compare(a.ID, b.ID)) })
	if e.Whole = c.Limit <= 0 || len(taken) <= c.Limit; !e.Whole {
		taken = taken[:c.Limit]
	}
	for _, a := range taken {
		e.Articles = append(e.Articles, *a)
	}
	if c.Limit > 0 && len(e.Tombstones) > c.Limit {
		e.Tombstones = slices.Clone(e.Tombstones[:c.Limit])
	}
	for _, a := range e.Articles {
		if a.Changed().After(e.Updated) {
			e.Updated = a.Changed()
		}
	}
	if len(e.Tombstones) > 0 && e.Tombstones[0].When.After(e.Updated) {
		e.Updated = e.Tombstones[0].When
	}
	return e
}

// Document is the slash-separated path, below the folder of the feed, of a page of its
// archive in a format whose file is called name: archive/0001.rss.xml. A name
// feed.json gives archive/0001.json. Pages are numbered from the oldest, 1; page 0 is
// the feed itself, and its path is name.
func Document(page int, name string) string {
	if page == 0 {
		return name
	}
	return fmt.Sprintf("archive/%04d.%s", page, strings.TrimPrefix(name, "feed."))
}

// Address is the absolute URL of a file of the feed, such as rss.xml; of its
// page if name is empty.
func (c Channel) Address(name string) string {
	if c.MovedTo != "" {
		return c.MovedTo + name
	}
	return c.Served(name)
}

// Served is the absolute URL at which a file of the feed is served, also if the feed
// has moved.
func (c Channel) Served(name string) string {
	if c.Path == "" {
		return c.Base + name
	}
	return c.Base + EscapePath(c.Path) + "/" + name
}

// File is the slash-separated path of a file of the feed in the target.
func (c Channel) File(name string) string {
	if c.Path == "" {
		return name
	}
	return c.Path + "/" + name
}

// An Edition is one issue of a channel: what subscribers are shown now.
type Edition struct {
	Channel
	Articles []Article // newest first
	// Tombstones are of articles that were withdrawn, the last one first.
	Tombstones []Tombstone
	// Updated is the newest significant change (RFC 4287 §4.2.15), never the
	// time of the run. It is zero when there are no articles and nobody set it.
	Updated time.Time

	// Page is the number of the archive page that this is, from 1; 0 is the feed itself.
	// Pages is how many there are of them, as far as this document knows: those
	// before it.
	Page  int
	Pages int
	// Whole says that no article of the channel is left out (RFC 5005 §2).
	Whole bool
}

// A Tombstone tells readers that an article is withdrawn, so that they can remove it
// (RFC 6721 §3).
type Tombstone struct {
	ID   string // of the article
	When time.Time
}

// Shorten gives the edition with only the newest keep articles, of which only
// the newest full have their content; the others have their summary alone.
func (e Edition) Shorten(keep, full int) Edition {
	e.Articles = slices.Clone(e.Articles[:min(keep, len(e.Articles))])
	for i := min(full, len(e.Articles)); i < len(e.Articles); i++ {
		e.Articles[i].Content = ""
	}
	return e
}
