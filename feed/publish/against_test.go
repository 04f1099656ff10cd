package publish_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/feed"
	"dateline/feed/publish"
)

func TestAgainst(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 11, n, 9, 0, 0, 0, time.UTC) }
	harbour := feed.Article{ID: "https://gazette.example/harbour/", URL: "https://gazette.example/harbour/", Title: "Harbour", Published: day(1)}
	but := func(change func(*feed.Article)) feed.Article {
		a := harbour
		change(&a)
		return a
	}
	other := feed.Article{ID: "other", URL: "https://gazette.example/other/", Title: "Other", Published: day(2)}
	for _, c := range []struct {
		name     string
		old, now []feed.Article
		want     string
	}{
		{"the same", []feed.Article{harbour}, []feed.Article{harbour}, "1 same"},
		{"an article more", []feed.Article{harbour}, []feed.Article{other, harbour}, "1 same, new Other"},
		{"an article less", []feed.Article{other, harbour}, []feed.Article{harbour}, "1 same, gone Other"},
		{"another id at the address", []feed.Article{harbour}, []feed.Article{but(func(a *feed.Article) { a.ID = "tag:x" })}, "0 same, twice Harbour [id]"},
		{"another id, https and no slash", []feed.Article{harbour},
			[]feed.Article{but(func(a *feed.Article) { a.ID, a.URL = "tag:x", "http://www.gazette.example/harbour" })}, "0 same, twice Harbour [id url]"},
		{"another id and address, of the same title and day", []feed.Article{harbour},
			[]feed.Article{but(func(a *feed.Article) {
				a.ID, a.URL, a.Published = "tag:x", "https://new.example/1/", day(1).Add(time.Hour)
			})}, "0 same, twice Harbour [id url published]"},
		{"another id, host and date, of the same slug and title", []feed.Article{harbour},
			[]feed.Article{but(func(a *feed.Article) { a.ID, a.URL, a.Published = "tag:x", "https://new.example/blog/harbour/", day(5) })}, "0 same, twice Harbour [id url published]"},
		{"the same id, another link and date", []feed.Article{harbour},
			[]feed.Article{but(func(a *feed.Article) { a.URL, a.Published = "https://new.example/", day(3) })}, "1 same, other Harbour [url published]"},
		{"two untitled ones that are like nothing", []feed.Article{{ID: "a"}, {ID: "b"}}, []feed.Article{{ID: "c"}, {ID: "b"}}, "1 same, new , gone "},
		{"an id is surer than an address", []feed.Article{harbour, other},
			[]feed.Article{but(func(a *feed.Article) { a.URL = other.URL }), other}, "2 same, other Harbour [url]"},
	} {
		s := publish.Against(c.old, c.now)
		got := []string{fmt.Sprintf("%d same", s.Same)}
		for _, m := range s.Other {
			got = append(got, fmt.Sprintf("other %s %v", m.Now.Title, m.Differ))
		}
		for _, m := range s.Twice {
			got = append(got, fmt.Sprintf("twice %s %v", m.Now.Title, m.Differ))
		}
		for _, a := range s.New {
			got = append(got, "new "+a.Title)
		}
		for _, a := range s.Gone {
			got = append(got, "gone "+a.Title)
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s: %s, want %s", c.name, text, c.want)
		}
	}
}
