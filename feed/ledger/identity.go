package ledger

import (
	"net/url"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// Identify gives every article its permanent id: the one its record says; else
// the one that was published from the same record; else from the same address,
// scheme and host aside; else a new tag: URI of host (RFC 4151).
//
// Articles that claim one id or one address are held back, each with a finding
// that names the other, but for the one that was published under it before.
func (l *Ledger) Identify(articles []feed.Article, host string) ([]feed.Article, feed.Findings) {
	articles = slices.Clone(articles)
	claimed := map[string]bool{}
	for _, a := range articles {
		claimed[a.ID] = true
	}
	remember := func(ids map[string]string, key func(feed.Article) string) {
		for i := range articles {
			a := &articles[i]
			if id := ids[key(*a)]; a.ID == "" && id != "" && !claimed[id] {
				a.ID = id
				claimed[id] = true
			}
		}
	}
	remember(l.by(func(v ID) string { return v.Record }), func(a feed.Article) string { return a.Key })
	remember(l.by(func(v ID) string { return place(v.URL) }), func(a feed.Article) string { return place(a.URL) })
	for i := range articles {
		if a := &articles[i]; a.ID == "" {
			a.ID = value.Tag(host, a.Published.UTC().Format("2006-01-02"), mintable(*a))
		}
	}
	var findings feed.Findings
	articles = l.apart(articles, &findings, "id", func(a feed.Article) string { return a.ID })
	articles = l.apart(articles, &findings, "url", func(a feed.Article) string { return a.URL })
	return articles, findings
}

// by finds ids by what key makes of them; keys that lead to several ids lead to
// none.
func (l *Ledger) by(key func(ID) string) map[string]string {
	ids := make(map[string]string, len(l.IDs))
	for id, v := range l.IDs {
		k := key(v)
		if _, twice := ids[k]; twice {
			id = ""
		}
		ids[k] = id
	}
	return ids
}

// place is an address without scheme and host.
func place(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimSuffix(u.EscapedPath(), "/") + "?" + u.RawQuery
}

// mintable is what a new id is made of, besides host and date.
func mintable(a feed.Article) string {
	if a.Slug != "" {
		return a.Slug
	}
	return strings.Trim(place(a.URL), "/?")
}

// apart holds back articles of which key says the same. Drafts claim nothing.
func (l *Ledger) apart(articles []feed.Article, findings *feed.Findings, what string, key func(feed.Article) string) []feed.Article {
	claims := map[string][]feed.Article{}
	for _, a := range articles {
		if !a.Draft && key(a) != "" {
			claims[key(a)] = append(claims[key(a)], a)
		}
	}
	return slices.DeleteFunc(articles, func(a feed.Article) bool {
		rivals := claims[key(a)]
		if a.Draft || len(rivals) < 2 || l.IDs[a.ID].Record == a.Key && onlyOne(rivals, l.IDs[a.ID].Record) {
			return false
		}
		other := rivals[slices.IndexFunc(rivals, func(r feed.Article) bool { return r.Record != a.Record })]
		findings.Add(feed.Error, "record-"+what+"-repeated", a.Record, "its %s %s is that of %s too; give one of them another %s", what, key(a), other.Record, what)
		return true
	})
}

// onlyOne reports whether one of the articles alone is read from the record.
func onlyOne(articles []feed.Article, record string) bool {
	n := 0
	for _, a := range articles {
		if a.Key == record {
			n++
		}
	}
	return n == 1
}
