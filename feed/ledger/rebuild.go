package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"path"
	"strconv"
	"strings"
	"time"

	"encoding/json"

	"dateline/feed"
)

// Lost reports whether there is no database: nothing was published yet, or it is lost.
func (l *Ledger) Lost() bool { return l.saved == nil }

// Rebuild takes up what the files of feeds at the target tell of what was published or withdrawn,
// for a ledger that is lost; archives are among them. Of an article they tell id,
// address, title and dates; its record is found again by these. What the list of
// ids has told stays.
func (l *Ledger) Rebuild(files []feed.File) {
	for _, f := range files {
		t, readable := tell(f)
		if !readable {
			continue
		}
		if t.ours {
			sum := sha256.Sum256(f.Data)
			l.Files[f.Name] = File{SHA256: hex.EncodeToString(sum[:]), Size: int64(len(f.Data))}
		}
		at := strings.TrimPrefix(path.Dir(f.Name), ".")
		number := 0
		if path.Base(at) == "archive" {
			first, _, _ := strings.Cut(path.Base(f.Name), ".")
			number, _ = strconv.Atoi(first) // 0 for rss.xml of a feed that is called archive
		}
		live := number == 0
		if !live {
			at = strings.TrimPrefix(path.Dir(at), ".")
		}
		if known, listed := l.Feeds[at]; t.id != "" && live {
			if !listed {
				known.ID = t.id
			}
			known.Updated = later(known.Updated, t.updated)
			l.Feeds[at] = known
		}
		if number > 0 && len(t.items) == 0 {
			l.Archived[Page{at, number, ""}] = time.Time{}
		}
		for id, v := range t.items {
			known, listed := l.IDs[id]
			if !listed {
				known = v
			}
			known.Updated = later(known.Updated, v.Updated)
			l.IDs[id] = known
			if live && v.Withdrawn.IsZero() {
				l.Items[Shown{at, id}] = Item{Updated: later(l.Items[Shown{at, id}].Updated, v.Updated)}
			}
			if number > 0 {
				l.Archived[Page{at, number, id}] = later(l.Archived[Page{at, number, id}], v.Updated)
			}
		}
	}
}

// told is what a file tells.
type told struct {
	ours    bool   // Dateline wrote it
	id      string // of the feed; only Atom tells it
	updated time.Time
	items   map[string]ID
}

// tells are the readers of files, by the ends of their names: those of archives are
// numbered.
var tells = []struct {
	end  string
	read func([]byte) (told, error)
}{
	{"rss.xml", tellRSS},
	{"atom.xml", tellAtom},
	{".json", tellJSON},
	{"index.html", tellPage},
}

// tell reads a file as Dateline writes it.
func tell(f feed.File) (told, bool) {
	for _, t := range tells {
		if strings.HasSuffix(f.Name, t.end) {
			v, err := t.read(f.Data)
			return v, err == nil
		}
	}
	return told{}, false
}

func tellPage(data []byte) (told, error) {
	return told{ours: bytes.Contains(data, []byte(`<meta name="generator" content="Dateline">`))}, nil
}

func tellRSS(data []byte) (told, error) {
	var doc struct {
		Generator string `xml:"channel>generator"`
		Items     []struct {
			GUID     string `xml:"guid"`
			Link     string `xml:"link"`
			Title    string `xml:"title"`
			Date     string `xml:"pubDate"`
			Modified string `xml:"http://purl.org/dc/terms/ modified"`
		} `xml:"channel>item"`
	}
	err := xml.Unmarshal(data, &doc)
	t := told{items: map[string]ID{}, ours: strings.HasPrefix(doc.Generator, "Dateline")}
	for _, i := range doc.Items {
		published, _ := time.Parse(time.RFC1123Z, i.Date)   // zero, where there is none
		modified, _ := time.Parse(time.RFC3339, i.Modified) // likewise
		t.items[i.GUID] = ID{URL: i.Link, Title: i.Title, Published: published.UTC(), Updated: later(published, modified).UTC()}
	}
	return t, err
}

func tellAtom(data []byte) (told, error) {
	var doc struct {
		Generator string    `xml:"generator"`
		ID        string    `xml:"id"`
		Updated   time.Time `xml:"updated"`
		Entries   []struct {
			ID        string    `xml:"id"`
			Title     string    `xml:"title"`
			Published time.Time `xml:"published"`
			Updated   time.Time `xml:"updated"`
			Links     []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
		Tombstones []struct {
			Ref  string    `xml:"ref,attr"`
			When time.Time `xml:"when,attr"`
		} `xml:"http://purl.org/atompub/tombstones/1.0 deleted-entry"`
	}
	err := xml.Unmarshal(data, &doc)
	t := told{ours: doc.Generator == "Dateline", id: doc.ID, updated: doc.Updated.UTC(), items: map[string]ID{}}
	for _, stone := range doc.Tombstones {
		t.items[stone.Ref] = ID{Withdrawn: stone.When.UTC()}
	}
	for _, e := range doc.Entries {
		if strings.HasPrefix(e.ID, "urn:uuid:") {
			continue // may stand for an opaque id, which its record says itself
		}
		v := ID{Title: e.Title, Published: e.Published.UTC(), Updated: e.Updated.UTC()}
		for _, l := range e.Links {
			if l.Rel == "alternate" {
				v.URL = l.Href
			}
		}
		t.items[e.ID] = v
	}
	return t, err
}

func tellJSON(data []byte) (told, error) {
	var doc struct {
		Dateline *struct{} `json:"_dateline"`
		Items    []struct {
			ID        string    `json:"id"`
			URL       string    `json:"url"`
			Title     string    `json:"title"`
			Published time.Time `json:"date_published"`
			Modified  time.Time `json:"date_modified"`
		} `json:"items"`
	}
	err := json.Unmarshal(data, &doc)
	t := told{ours: doc.Dateline != nil, items: map[string]ID{}}
	for _, i := range doc.Items {
		t.items[i.ID] = ID{URL: i.URL, Title: i.Title, Published: i.Published.UTC(), Updated: later(i.Published, i.Modified).UTC()}
	}
	return t, err
}
