package render

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"

	"dateline/feed"
	"dateline/feed/value"
)

var update = flag.Bool("update", false, "write the golden files anew")

var (
	ann  = feed.Person{Name: "Ann Reed", Email: "ann@gazette.example", URL: "https://gazette.example/ann", Avatar: "https://gazette.example/ann.png"}
	ben  = feed.Person{Name: "Ben Olsen"}
	noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
)

// everything is an edition in which every field is used once.
func everything() feed.Edition {
	return feed.Edition{
		Channel: feed.Channel{
			ID: "tag:gazette.example,2026:feeds/world", Path: "section/world", Base: "https://gazette.example/feeds/",
			Title: "Gazette: World", Description: "News from beyond the harbour", Home: "https://gazette.example/world/",
			Language: "en", Authors: []feed.Person{ann}, Rights: "© 2026 Gazette", Icon: "https://gazette.example/icon.png",
			Favicon: "https://gazette.example/favicon.png", Logo: &feed.Image{URL: "https://gazette.example/logo.png", Width: 288, Height: 60},
			Hubs: []string{"https://hub.example/"}, TTL: 60,
		},
		Updated: noon,
		Articles: []feed.Article{
			{
				ID: "tag:gazette.example,2026-11-20:harbour", URL: "https://gazette.example/2026/11/harbour/", ExternalURL: "https://port.example/plan",
				Title: "AT&T: how <b> works when a < b", Summary: "Lisbon: The harbour & its \"owners\".",
				Content:   "<p>Lisbon: The harbour &amp; its <em>owners</em>. ]]&gt;</p>",
				Published: noon.Add(-time.Hour), Updated: noon, Authors: []feed.Person{ann, ben}, Contributors: []feed.Person{{Name: "Cleo"}},
				Section: "world", Tags: []feed.Tag{{Term: "sea"}, {Term: "port", Label: "Port", Scheme: "https://gazette.example/tags"}}, Language: "en",
				Image:       &feed.Image{URL: "https://gazette.example/a.jpg", Type: "image/jpeg", Length: 1234, Width: 1200, Height: 675, Alt: "Ships", Caption: "Ships at dawn", Credit: "P. Person"},
				Attachments: []feed.Attachment{{URL: "https://gazette.example/a.mp3", Type: "audio/mpeg", Length: 5678, Duration: 90 * time.Second, Title: "Bulletin"}, {URL: "https://gazette.example/a.pdf", Type: "application/pdf"}},
				Dateline:    "Lisbon", Location: &feed.Place{Name: "Lisbon", Lat: 38.7, Lon: -9.14, Known: true},
				Source: &feed.Source{Title: "Port Paper", URL: "https://port.example/", Feed: "https://port.example/rss.xml"},
				Rights: "© Port Paper", License: "https://creativecommons.org/licenses/by/4.0/",
				Comments: &feed.Comments{URL: "https://gazette.example/2026/11/harbour/#comments", Feed: "https://gazette.example/2026/11/harbour/comments.xml", Count: 0},
			},
			{
				ID: "https://gazette.example/2026/11/asa/", URL: "https://gazette.example/2026/11/asa/", Title: "港の朝 😀", Summary: "静かな朝。",
				Published: noon.Add(-2 * time.Hour), Authors: []feed.Person{ben}, Language: "ja",
			},
			{
				ID: "4711", URL: "https://gazette.example/2026/11/4711/", Content: "<p>No title, no summary.</p>", Published: noon.Add(-3 * time.Hour), Language: "en",
			},
		},
	}
}

func nothing() feed.Edition {
	e := everything()
	e.Channel = feed.Channel{ID: "tag:gazette.example,2026:feeds", Base: "https://gazette.example/", Title: "Gazette", Description: "Gazette", Home: "https://gazette.example/", Language: "ar"}
	e.Articles = nil
	return e
}

func emails() feed.Edition {
	e := everything()
	e.Emails = true
	e.Articles = e.Articles[:1]
	e.Articles[0].Authors = e.Articles[0].Authors[:1]
	return e
}

// archived is the second page of an archive.
func archived() feed.Edition {
	e := nothing()
	e.Page, e.Pages, e.Articles = 2, 1, []feed.Article{story()}
	return e
}

// left is a podcast that has moved and ended, and of which an episode was withdrawn.
func left() feed.Edition {
	e := nothing()
	e.MovedTo, e.Ended, e.Complete, e.Whole, e.Articles = "https://news.example/cast/", true, true, true, []feed.Article{story()}
	e.Tombstones = []feed.Tombstone{{ID: "tag:gazette.example,2026:withdrawn", When: e.Updated}, {ID: "opaque", When: e.Updated}}
	return e
}

func story() feed.Article {
	return feed.Article{
		ID: "tag:gazette.example,2026:story", Title: "Story", URL: "https://gazette.example/story", Published: time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC),
		Attachments: []feed.Attachment{{URL: "https://gazette.example/story.mp3", Type: "audio/mpeg", Length: 1000}},
	}
}

func TestGoldenFiles(t *testing.T) {
	for name, edition := range map[string]feed.Edition{"everything": everything(), "nothing": nothing(), "emails": emails(), "page": archived(), "left": left()} {
		t.Run(name, func(t *testing.T) {
			files, err := Edition(edition, Design{})
			if err != nil {
				t.Fatal(err)
			}
			opml, err := OPML("Gazette", []feed.Channel{edition.Channel})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range append(files, opml) {
				golden := filepath.Join("testdata", name+"-"+filepath.Base(f.Name))
				if *update {
					if err := os.WriteFile(golden, f.Data, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), string(f.Data)); diff != "" {
					t.Errorf("%s (go test -update writes it anew):\n%s", golden, diff)
				}
			}
		})
	}
}

func TestGofeedReadsWhatWasMeant(t *testing.T) {
	e := everything()
	files, err := Edition(e, Design{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files[:3] {
		t.Run(f.Name, func(t *testing.T) {
			got, err := gofeed.NewParser().ParseString(string(f.Data))
			if err != nil {
				t.Fatal(err)
			}
			for i, a := range e.Articles {
				item := got.Items[i]
				if want := published(f, a.ID); item.GUID != want {
					t.Errorf("id = %q, want %q", item.GUID, want)
				}
				if item.Title != a.Title || item.Link != a.URL || !item.PublishedParsed.Equal(a.Published) {
					t.Errorf("item = %q %q %v, want %q %q %v", item.Title, item.Link, item.PublishedParsed, a.Title, a.URL, a.Published)
				}
				if len(a.Authors) > 0 && item.Authors[0].Name != a.Authors[0].Name { // gofeed reads one dc:creator
					t.Errorf("author = %v, want %v", item.Authors[0].Name, a.Authors[0].Name)
				}
				if len(item.Categories) != len(a.Tags) {
					t.Errorf("categories = %v, want %v", item.Categories, a.Tags)
				}
			}
		})
	}
}

// published is the id that a format shows.
func published(f feed.File, id string) string {
	if f.Type == "application/atom+xml" {
		return AtomID(id)
	}
	return id
}

func TestHostileStringsNeverReachAFile(t *testing.T) {
	const hostile = "a\x00\x08\x1b]]>\xff\xfe\uFFFE<&\"'\r\n&#8;\u2028😀"
	e := everything()
	a := &e.Articles[0]
	for _, s := range []*string{&a.ID, &a.Title, &a.Summary, &a.Content, &a.Dateline, &a.Rights, &a.Authors[0].Name, &a.Tags[0].Term,
		&a.Image.Alt, &a.Attachments[0].Title, &a.Source.Title, &e.Title, &e.Description, &e.Rights} {
		*s = hostile
	}
	files, err := Edition(e, Design{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if at, what := value.Illegal(string(f.Data)); at >= 0 {
			t.Errorf("%s holds %s at byte %d", f.Name, what, at)
		}
		if err := wellFormed(f); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if e.Articles[0].Title != hostile {
		t.Error("Edition changed the articles that it was given")
	}
}

func wellFormed(f feed.File) error {
	if f.Type == "application/feed+json" {
		var any map[string]any
		return json.Unmarshal(f.Data, &any)
	}
	if !strings.HasSuffix(f.Type, "+xml") {
		return nil
	}
	dec := xml.NewDecoder(strings.NewReader(string(f.Data)))
	for {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestAtomIDs(t *testing.T) {
	tests := []struct{ name, id, want string }{
		{"a tag is an IRI", "tag:gazette.example,2026:x", "tag:gazette.example,2026:x"},
		{"an address is an IRI", "https://gazette.example/?p=1", "https://gazette.example/?p=1"},
		{"a number is not", "4711", "urn:uuid:bbfa9c7b-ae60-5559-bc8b-d23e6a27cda6"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := AtomID(tt.id); got != tt.want {
				t.Errorf("AtomID(%q) = %q, want %q", tt.id, got, tt.want)
			}
		})
	}
}
