package publish

import (
	"path"
	"strings"
	"time"

	"dateline/feed"
)

// A Switch is what subscribers of a feed see when another one takes its place.
type Switch struct {
	Same  int            // articles that keep their ids
	Other []Meeting      // of these, those whose address, date or title is another
	Twice []Meeting      // articles with another id than before, which readers show again
	New   []feed.Article // that the old feed does not show
	Gone  []feed.Article // that the new feed does not show
}

// A Meeting is an article as both feeds show it.
type Meeting struct {
	Old, Now feed.Article
	Differ   []string // what differs, of: id, url, published, title
}

// likenesses are what tells that two articles are the same though their ids are not,
// best first. Empty is like nothing.
var likenesses = []func(feed.Article) string{
	func(a feed.Article) string { return a.ID },
	func(a feed.Article) string { return bare(a.URL) },
	func(a feed.Article) string {
		if a.Title == "" || a.Published.IsZero() {
			return ""
		}
		return strings.ToLower(a.Title) + a.Published.UTC().Format(time.DateOnly)
	},
	func(a feed.Article) string {
		if last := path.Base(bare(a.URL)); a.Title != "" && last != "." && strings.Contains(bare(a.URL), "/") {
			return last + strings.ToLower(a.Title)
		}
		return ""
	},
}

// bare is an address without what changes with a move: the scheme, www and the slash or
// the name of a page at its end.
func bare(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		return address
	}
	rest = strings.TrimPrefix(rest, "www.")
	rest = strings.TrimSuffix(strings.TrimSuffix(rest, "index.html"), ".html")
	return strings.TrimSuffix(rest, "/")
}

// Against compares what a feed of another program shows with what a feed will show in
// its place. Readers tell articles apart by their ids.
func Against(old, now []feed.Article) Switch {
	met := make([]int, len(now)) // 1 + the old article that each is
	found := make([]bool, len(old))
	for _, like := range likenesses {
		free := map[string]int{}
		for n, a := range old {
			if key := like(a); key != "" && !found[n] {
				if _, twice := free[key]; !twice {
					free[key] = n
				}
			}
		}
		for n, a := range now {
			if at, is := free[like(a)]; is && met[n] == 0 && !found[at] {
				met[n], found[at] = at+1, true
			}
		}
	}
	var s Switch
	for n, a := range now {
		if met[n] == 0 {
			s.New = append(s.New, a)
			continue
		}
		m := meeting(old[met[n]-1], a)
		switch {
		case m.Old.ID != m.Now.ID:
			s.Twice = append(s.Twice, m)
			continue
		case len(m.Differ) > 0:
			s.Other = append(s.Other, m)
		}
		s.Same++
	}
	for n, a := range old {
		if !found[n] {
			s.Gone = append(s.Gone, a)
		}
	}
	return s
}

func meeting(old, now feed.Article) Meeting {
	m := Meeting{Old: old, Now: now}
	for _, d := range []struct {
		what string
		same bool
	}{
		{"id", old.ID == now.ID},
		{"url", old.URL == now.URL},
		{"published", old.Published.Equal(now.Published)},
		{"title", old.Title == now.Title},
	} {
		if !d.same {
			m.Differ = append(m.Differ, d.what)
		}
	}
	return m
}
