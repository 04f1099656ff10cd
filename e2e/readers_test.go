package e2e

import (
	"cmp"
	"reflect"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A reader is a program or library that people read feeds with.
type reader struct {
	name string
	read func(*testing.T, document) shown

	// blind are the fields of item, and Feed for the feed's title, that it does
	// not show in a format, each with the reason. No format shows what is not there.
	blind map[string]blindness

	first     bool                        // it shows the first author and enclosure only
	lastInRSS bool                        // of several authors in RSS it shows the last
	untitled  func(want item) string      // the title that it makes for an article without one
	mistitled map[string]string           // titles that it shows otherwise, with what it shows
	misdated  func(time.Time) time.Time   // dates that it shows otherwise
	htmlText  bool                        // it takes Atom's plain summaries for HTML
	broken    map[string]func(want *item) // what else it gets wrong, by format
}

// A blindness is the reason why a field is not shown, by format.
type blindness map[string]string

var readers = []reader{newsboat, sfeed, feedparser, rss2email, goFeed, feedsmith, feedme, rssParser}

func TestReadersShowEveryItem(t *testing.T) {
	for _, r := range readers {
		t.Run(r.name, func(t *testing.T) {
			for _, d := range documentsOf(t, "") {
				if r.blind["Items"][d.format] != "" {
					continue
				}
				t.Run(d.name(), func(t *testing.T) {
					t.Parallel()
					got, want := r.read(t, d), d.expected()
					r.adapt(&want, d.format)
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
func (r reader) adapt(want *shown, format string) {
	for n := range want.Items {
		i := &want.Items[n]
		if title, other := r.mistitled[format+" "+i.Title]; other {
			i.Title = title
		}
		if i.Title == "" && r.untitled != nil {
			i.Title = r.untitled(*i)
		}
		if r.first {
			i.Authors, i.Enclosures = i.Authors[:min(1, len(i.Authors))], i.Enclosures[:min(1, len(i.Enclosures))]
		}
		if r.lastInRSS && format == "rss" && len(i.Authors) > 0 {
			i.Authors = i.Authors[len(i.Authors)-1:]
		}
		if r.misdated != nil {
			i.Published = r.misdated(i.Published)
		}
		if r.htmlText && format == "atom" {
			text, _ := prose(i.Opening)
			i.Opening = opening(text)
		}
		if broken := r.broken[format]; broken != nil {
			broken(i)
		}
	}
}

// blindfold empties the fields that the reader does not show.
func (r reader) blindfold(items []item, format string) {
	for n := range items {
		for field, why := range r.blind {
			if f := reflect.ValueOf(&items[n]).Elem().FieldByName(field); f.IsValid() && why[format] != "" {
				f.SetZero()
			}
		}
		for e := range items[n].Enclosures {
			if r.blind["Length"][format] != "" {
				items[n].Enclosures[e].Length = 0
			}
			if r.blind["Type"][format] != "" {
				items[n].Enclosures[e].Type = ""
			}
		}
	}
}

// xml says why something is not shown of RSS and Atom; everywhere of all formats.
func xml(why string) blindness          { return blindness{"rss": why, "atom": why} }
func only(format, why string) blindness { return blindness{format: why} }

// moment reads the date of a reader's output; zero if there is none.
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
