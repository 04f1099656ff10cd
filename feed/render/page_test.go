package render

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

func TestPicturesOfTheSiteAlone(t *testing.T) {
	c := feed.Channel{Path: "section/world", Base: "https://feeds.site.example/f/", Home: "https://www.site.example/world/"}
	tests := []struct{ name, url, want string }{
		{"published with the feeds: relative", "https://feeds.site.example/f/media/1/a.jpg", "../../media/1/a.jpg"},
		{"on the host of the feeds", "https://feeds.site.example/a.jpg", "https://feeds.site.example/a.jpg"},
		{"on the site", "https://www.site.example/a.jpg", "https://www.site.example/a.jpg"},
		{"on a host below the site", "https://img.site.example/a.jpg", "https://img.site.example/a.jpg"},
		{"elsewhere", "https://tracker.example/a.jpg", ""},
		{"on a host that only ends like it", "https://evilsite.example/a.jpg", ""},
		{"on the host above", "https://example/a.jpg", ""},
		{"none", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if p := newPicture(c, &feed.Image{URL: tt.url}); p != nil {
				got = p.Src
			}
			if got != tt.want {
				t.Errorf("newPicture(%q) = %q, want %q", tt.url, got, tt.want)
			}
		})
	}
}

func TestStoriesHaveAHeadline(t *testing.T) {
	long := strings.Repeat("word ", 100)
	tests := []struct {
		name             string
		a                feed.Article
		headline, teaser string
	}{
		{"a title and a summary", feed.Article{Title: "T", Summary: "S"}, "T", "S"},
		{"a summary alone is not said twice", feed.Article{Summary: "S"}, "S", ""},
		{"neither", feed.Article{URL: "https://site.example/"}, "https://site.example/", ""},
		{"too much of both", feed.Article{Title: long, Summary: long + "end"}, long[:279] + "…", long[:279] + "…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newStory(feed.Edition{}, tt.a)
			if s.Headline != tt.headline || s.Teaser != tt.teaser {
				t.Errorf("newStory = %q, %q, want %q, %q", s.Headline, s.Teaser, tt.headline, tt.teaser)
			}
		})
	}
}

// Whatever a feed holds, the policy allows what the template has and nothing of the feed.
func TestThePolicyNamesWhatTheTemplateHas(t *testing.T) {
	policy := func(e feed.Edition) string {
		text, err := Design{}.page(e)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(text), `http-equiv="Content-Security-Policy" content="`)
		policy, _, _ := strings.Cut(rest, `"`)
		return policy
	}
	calm, hostile := nothing(), nothing()
	hostile.Title = "<script>a</script><style>b</style>\x00\" content=\"\x00\""
	hostile.Description = hostile.Title
	if diff := cmp.Diff(policy(calm), policy(clean(hostile))); diff != "" {
		t.Error(diff)
	}
	if p := policy(calm); strings.Count(p, "sha256-") != 2 || !strings.HasPrefix(p, "default-src 'none'; ") {
		t.Errorf("the policy is %q, want nothing but one style and one script", p)
	}
}

func TestThePageShowsTheNewestAndCountsTheRest(t *testing.T) {
	e := fifty()
	e.Pages = 40
	text, err := Design{}.page(e)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), "<article"); n != 20 || !strings.Contains(string(text), "The feed holds 30 more.") {
		t.Errorf("the page shows %d articles, want 20, and to be told of 30 more", n)
	}
	if n := strings.Count(string(text), ">Page "); n != 12 || !strings.Contains(string(text), "/archive/0040.rss.xml\">Page 40<") {
		t.Errorf("the page links to %d pages of the archive, want 12, from 40 on", n)
	}
	if len(text) > 40<<10 {
		t.Errorf("the page has %d bytes, want at most 40 KB", len(text))
	}
}

func TestFrontPage(t *testing.T) {
	world, empty := everything().Channel, nothing().Channel
	f := Front{Title: "Gazette", Description: "News & more", Home: "https://gazette.example/", Language: "en", Base: "https://gazette.example/feeds/",
		Groups: []Group{{"", []Listing{{empty, 0, time.Time{}}}}, {"Sections", []Listing{{world, 3, noon}}}}}
	file, err := Design{Front: "feeds.html"}.FrontPage(f)
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "front.html")
	if *update {
		if err := os.WriteFile(golden, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(file.Data)); diff != "" {
		t.Errorf("%s (go test -update writes it anew):\n%s", golden, diff)
	}
}

func TestFaultsOfATemplateHaveALine(t *testing.T) {
	const mark = Mark + "\n"
	tests := []struct {
		name, text string
		want       TemplateError // without a text: any
	}{
		{"an unknown function", mark + "{{days .Updated}}", TemplateError{2, `function "days" not defined`}},
		{"no end", mark + "{{if .Ended}}", TemplateError{2, "unexpected EOF"}},
		{"a field of a story", mark + "\n{{range .Stories}}{{.Titel}}{{end}}", TemplateError{3, ""}},
		{"a field where a feed has nothing", mark + "{{range .Stories}}{{else}}{{.Nope}}{{end}}", TemplateError{2, ""}},
		{"an unknown part", mark + `{{template "nope"}}`, TemplateError{2, `no such template "nope"`}},
		{"a part of the front page", `{{define "front"}}` + mark + `{{range .Groups}}{{range .Feeds}}{{.Nope}}{{end}}{{end}}{{end}}`, TemplateError{2, ""}},
		{"an attribute that is cut", mark + `<a href="{{.Home}}`, TemplateError{0, ""}},
		{"no mark", "x", TemplateError{0, "the page of a feed has no " + Mark + ", by which Dateline knows it for its own; put that into its head"}},
		{"no mark in the front page", `{{define "front"}}x{{end}}`, TemplateError{0, "the front page has no " + Mark + ", by which Dateline knows it for its own; put that into its head"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Design{}.WithTemplate(tt.text)
			var got TemplateError
			if !errors.As(err, &got) {
				t.Fatalf("WithTemplate = %v, want %v", err, tt.want)
			}
			if got.Line != tt.want.Line || tt.want.Text != "" && got.Text != tt.want.Text {
				t.Errorf("WithTemplate = %d %q, want %d %q", got.Line, got.Text, tt.want.Line, tt.want.Text)
			}
		})
	}
}

// What docs/pages.md says of templates is true, and nothing is left out.
func TestTheDocumentedTemplate(t *testing.T) {
	data, err := os.ReadFile("../../docs/pages.md")
	if err != nil {
		t.Fatal(err)
	}
	docs := string(data)
	for _, data := range []any{FeedPage{}, Common{}, Address{}, Story{}, Picture{}, Earlier{}, Reader{}, FrontPage{}, FrontGroup{}, FrontFeed{}, Front{}} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(data)) {
			if len(field.Index) == 1 && !field.Anonymous && !strings.Contains(docs, "`."+field.Name+"`") {
				t.Errorf("docs/pages.md does not name .%s of %T", field.Name, data)
			}
		}
	}
	var examples []string
	for _, block := range strings.Split(docs, "\n```html template\n")[1:] {
		example, _, _ := strings.Cut(block, "\n```\n")
		examples = append(examples, example)
	}
	if len(examples) != 2 {
		t.Fatalf("docs/pages.md shows %d templates, want 2", len(examples))
	}
	for i, example := range examples {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			d, err := Design{}.WithTemplate(example)
			if err != nil {
				t.Fatal(err)
			}
			if d.Sum() == (Design{}).Sum() {
				t.Error("pages that are made otherwise cannot be told apart")
			}
		})
	}
}
