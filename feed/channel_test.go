package feed

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func TestDue(t *testing.T) {
	tests := []struct {
		name    string
		article Article
		now     time.Time
		want    bool
	}{
		{"published now: in", Article{Published: noon}, noon, true},
		{"published in a second: out", Article{Published: noon.Add(time.Second)}, noon, false},
		{"expires at now: out", Article{Published: noon, Expires: noon}, noon, false},
		{"expires in a second: in", Article{Published: noon, Expires: noon.Add(time.Second)}, noon, true},
		{"a draft: out", Article{Published: noon, Draft: true}, noon, false},
		{"withdrawn: out", Article{Published: noon, Status: Withdrawn}, noon, false},
		{"without a date: out", Article{}, noon, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.article.Due(tt.now); got != tt.want {
				t.Errorf("Due(%v) = %v, want %v", tt.now, got, tt.want)
			}
		})
	}
}

func TestPick(t *testing.T) {
	a := Article{
		ID: "tag:x,2026:1", URL: "https://x.example/a/", Slug: "a", Section: "Harbour", Language: "en-GB",
		Authors: []Person{{Name: "Ann"}, {Name: "Ben"}},
		Tags:    []Tag{{Term: "sea"}, {Term: "od", Label: "Open data"}},
	}
	tests := []struct {
		name string
		pick Pick
		want bool
	}{
		{"nothing said: all", Pick{}, true},
		{"section, in any case", Pick{Sections: []string{"harbour"}}, true},
		{"one of several values", Pick{Tags: []string{"land", "sea"}}, true},
		{"the label of a tag", Pick{Tags: []string{"open data"}}, true},
		{"several keys: all must match", Pick{Tags: []string{"sea"}, Authors: []string{"Cid"}}, false},
		{"any author", Pick{Authors: []string{"Ben"}}, true},
		{"a language takes its regions", Pick{Languages: []string{"en"}}, true},
		{"a region does not take its language's others", Pick{Languages: []string{"en-US"}}, false},
		{"e is no language of en", Pick{Languages: []string{"e"}}, false},
		{"by id", Pick{Articles: []string{"tag:x,2026:1"}}, true},
		{"by slug", Pick{Articles: []string{"a"}}, true},
		{"by address", Pick{Articles: []string{"https://x.example/a/"}}, true},
		{"a section is no tag", Pick{Tags: []string{"Harbour"}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.pick.Matches(a); got != tt.want {
				t.Errorf("%+v.Matches = %v, want %v", tt.pick, got, tt.want)
			}
		})
	}
}

func TestEdition(t *testing.T) {
	articles := []Article{
		{ID: "c", Published: noon.Add(-3 * time.Hour), Updated: noon.Add(-time.Minute)},
		{ID: "b", Published: noon.Add(-time.Hour)},
		{ID: "a", Published: noon.Add(-time.Hour)},
		{ID: "late", Published: noon.Add(time.Hour)},
		{ID: "d", Published: noon.Add(-2 * time.Hour), Section: "ads"},
		{ID: "e", Published: noon.Add(-4 * time.Hour)},
	}
	tests := []struct {
		name    string
		channel Channel
		want    []string
		whole   bool
		updated time.Time
	}{
		{"newest first, then by id; embargoed out", Channel{}, []string{"a", "b", "d", "c", "e"}, true, noon.Add(-time.Minute)},
		{"a limit keeps the newest", Channel{Limit: 2}, []string{"a", "b"}, false, noon.Add(-time.Hour)},
		{"an exclusion", Channel{Limit: 3, Exclude: Pick{Sections: []string{"ads"}}}, []string{"a", "b", "c"}, false, noon.Add(-time.Minute)},
		{"nothing picked", Channel{Pick: Pick{Tags: []string{"x"}}}, nil, true, time.Time{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := tt.channel.Edition(articles, noon)
			var got []string
			for _, a := range e.Articles {
				got = append(got, a.ID)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if e.Whole != tt.whole {
				t.Errorf("Whole = %t, want %t", e.Whole, tt.whole)
			}
			if !e.Updated.Equal(tt.updated) {
				t.Errorf("Updated = %v, want %v", e.Updated, tt.updated)
			}
		})
	}
}

func TestShorten(t *testing.T) {
	e := Edition{Articles: []Article{{ID: "a", Content: "A"}, {ID: "b", Content: "B"}, {ID: "c", Content: "C"}}}
	tests := []struct {
		keep, full int
		want       []Article
	}{
		{3, 3, e.Articles},
		{3, 1, []Article{{ID: "a", Content: "A"}, {ID: "b"}, {ID: "c"}}},
		{2, 0, []Article{{ID: "a"}, {ID: "b"}}},
		{9, 9, e.Articles},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, e.Shorten(tt.keep, tt.full).Articles); diff != "" {
			t.Errorf("Shorten(%d, %d): %s", tt.keep, tt.full, diff)
		}
	}
	if e.Articles[2].Content != "C" {
		t.Error("Shorten changed the edition itself")
	}
}

func TestAddresses(t *testing.T) {
	tests := []struct{ path, name, address, file string }{
		{"", "rss.xml", "https://x.example/feeds/rss.xml", "rss.xml"},
		{"section/world", "rss.xml", "https://x.example/feeds/section/world/rss.xml", "section/world/rss.xml"},
		{"tag/港 #1", "", "https://x.example/feeds/tag/%E6%B8%AF%20%231/", "tag/港 #1/"},
	}
	for _, tt := range tests {
		c := Channel{Base: "https://x.example/feeds/", Path: tt.path}
		if got := c.Address(tt.name); got != tt.address {
			t.Errorf("Address(%q) of %q = %q, want %q", tt.name, tt.path, got, tt.address)
		}
		if got := c.File(tt.name); got != tt.file {
			t.Errorf("File(%q) of %q = %q, want %q", tt.name, tt.path, got, tt.file)
		}
	}
}
