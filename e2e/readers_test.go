package e2e

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/feed"
)

// A reader is a program or library that people read feeds with.
type reader struct {
	name  string
	needs func(*testing.T) // skips the test where the reader is not installed
	read  func(*testing.T, document) shown

	// blind are the fields that it does not show in a format, each with the
	// reason: those of item and enclosure, Feed for the title of the feed, Items
	// for a format that it does not read. What follows is what it shows otherwise.
	blind map[string]blindness

	authors      map[string]func([]string) []string // by format
	oneEnclosure bool
	categories   map[string]func(feed.Tag) string // by format
	dates        func(time.Time) time.Time
	htmlSummary  map[string]string                    // formats in which it takes a summary as content for HTML, and why
	titles       map[string]string                    // by format and title
	untitled     map[string]func(feed.Article) string // by format: the title that it gives to what has none
}

// A blindness is the reason why a field is not shown, by format.
type blindness map[string]string

var readers = []reader{newsboat, sfeed, feedparser, rss2email, goFeed, feedsmith, feedme, rssParser}

func TestReadersShowEveryItem(t *testing.T) {
	endToEnd(t)
	for _, r := range readers {
		t.Run(r.name, func(t *testing.T) {
			r.needs(t)
			for _, d := range documentsOf(t, "") {
				if r.blind["Items"][d.format] != "" {
					continue
				}
				t.Run(d.name(), func(t *testing.T) {
					t.Parallel()
					got, want := r.read(t, d), d.expected()
					r.adapt(&want, d)
					if r.blind["Feed"][d.format] != "" {
						got.Title, want.Title = "", ""
					}
					for _, s := range []shown{got, want} {
						r.blindfold(s.Items, d.format)
						slices.SortFunc(s.Items, func(a, b item) int { return cmp.Compare(a.ID+a.Link, b.ID+b.Link) })
					}
					if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
						t.Errorf("%s shows of %s (-want +got):\n%s", r.name, d.url, diff)
					}
				})
			}
		})
	}
}

// adapt puts into want what the reader is known to show otherwise.
func (r reader) adapt(want *shown, d document) {
	for n, a := range d.Articles {
		i := &want.Items[n]
		if title, other := r.titles[d.format+" "+a.Title]; other {
			i.Title = title
		}
		if shown := r.untitled[d.format]; a.Title == "" && shown != nil {
			i.Title = shown(a)
		}
		if shown := r.authors[d.format]; shown != nil {
			i.Authors = shown(i.Authors)
		}
		if r.oneEnclosure {
			i.Enclosures = first(i.Enclosures)
		}
		if shown := r.categories[d.format]; shown != nil {
			for c, tag := range a.Tags {
				i.Categories[c] = shown(tag)
			}
		}
		if r.dates != nil {
			i.Published = r.dates(i.Published)
		}
		if a.Content == "" && r.htmlSummary[d.format] != "" {
			i.body(d.instead(a))
		}
	}
}

// blindfold empties the fields that the reader does not show.
func (r reader) blindfold(items []item, format string) {
	for n := range items {
		r.empty(&items[n], format)
		for e := range items[n].Enclosures {
			r.empty(&items[n].Enclosures[e], format)
		}
	}
}

// empty empties the fields of an item or enclosure.
func (r reader) empty(of any, format string) {
	for field, why := range r.blind {
		if f := reflect.ValueOf(of).Elem().FieldByName(field); f.IsValid() && why[format] != "" {
			f.SetZero()
		}
	}
}

// first, last and joined are what readers make of several values.
func first[T any](all []T) []T     { return all[:min(1, len(all))] }
func last[T any](all []T) []T      { return all[max(0, len(all)-1):] }
func joined(all []string) []string { return []string{strings.Join(all, ", ")} }

// inXML says why something is not shown of RSS and Atom; only says it of one format.
func inXML(why string) blindness        { return blindness{"rss": why, "atom": why} }
func only(format, why string) blindness { return blindness{format: why} }

// date reads the date of a reader's output; zero if there is none.
func date(t *testing.T, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	for _, form := range []string{time.RFC3339Nano, time.RFC1123Z, time.RFC1123} {
		if d, err := time.Parse(form, s); err == nil {
			return d.UTC()
		}
	}
	t.Errorf("%q is no date", s)
	return time.Time{}
}

// seconds is the moment that many seconds after 1970 began.
func seconds(n int64) time.Time { return time.Unix(n, 0).UTC() }
