package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"dateline/feed"
)

// Identify gives every article its permanent id: the one its record says; else
// the one that was published from the same record or address; else the one of a
// record that is gone and had the same content, or the same title or slug and
// date; else a new tag: URI of host (RFC 4151).
//
// Articles that claim one id or one address are held back, each with a finding
// that names the other, but for the one that was published under it before. So
// are articles that may be one of several. Others are records that are there too.
func (l *Ledger) Identify(articles []feed.Article, host string, others Others) ([]feed.Article, feed.Findings) {
	r := recognition{articles: slices.Clone(articles), known: l.IDs, claimed: map[string]bool{}}
	present := map[string]bool{} // keys of records that may have the id that they had: they say no other one
	maps.Copy(present, others.Keys)
	maps.Copy(r.claimed, others.IDs)
	for _, a := range articles {
		r.claimed[a.ID] = true
		present[a.Key] = a.ID == ""
	}
	r.leave(others)
	for more := true; more; { // what one clue decides may leave one way where another one had two
		decided := len(r.claimed)
		r.unsure, r.findings = map[string]bool{}, nil
		for _, c := range clues {
			r.follow(c, present)
		}
		more = len(r.claimed) > decided
	}
	articles = slices.DeleteFunc(r.articles, func(a feed.Article) bool { return r.unsure[a.Key] })
	for i := range articles {
		if a := &articles[i]; a.ID == "" {
			a.ID = a.NewID(host)
		}
	}
	articles = l.apart(articles, &r.findings, "id", func(a feed.Article) string { return a.ID })
	articles = l.apart(articles, &r.findings, "url", func(a feed.Article) string { return a.URL })
	return articles, r.findings
}

// Others are records that are there and are not asked about, as far as the ledger
// knows them.
type Others struct {
	IDs  map[string]bool // that they say
	Keys map[string]bool // theirs; true if the record says no id
}

// Has reports whether the record with a key is there.
func (o Others) Has(key string) bool {
	_, there := o.Keys[key]
	return there
}

// A clue is what a published id and an article have in common if they are the
// same; an empty string says nothing.
type clue struct {
	name    string
	known   func(ID) string
	article func(feed.Article) string
	gone    bool // it counts only for ids whose record is gone, or says another id
	sole    bool // no two articles may have it: it counts until one with another id has it
}

// The surest clue is first.
var clues = []clue{
	{"file", func(v ID) string { return v.Record }, func(a feed.Article) string { return a.Key }, false, false},
	{"address", func(v ID) string { return place(v.URL) }, func(a feed.Article) string { return place(a.URL) }, false, true},
	{"content", func(v ID) string { return v.Content }, func(a feed.Article) string { return fingerprint(a.Content) }, true, false},
	{"title and date", func(v ID) string { return dated(v.Title, v.Published) }, func(a feed.Article) string { return dated(a.Title, a.Published) }, true, false},
	{"slug and date", func(v ID) string { return dated(lastPart(v.URL), v.Published) }, func(a feed.Article) string { return dated(lastPart(a.URL), a.Published) }, true, false},
}

// Alike reports whether an article may be the one that was published: whether they
// have a clue in common, or the moment of publication. Where nothing is known of the
// one that was published, it may be.
func Alike(known ID, a feed.Article) bool {
	if known.Published.IsZero() || known.Published.Equal(a.Published.UTC().Truncate(time.Second)) || known.Title == a.Title && a.Title != "" {
		return true
	}
	for _, c := range clues {
		if c.name != "file" && c.known(known) != "" && c.known(known) == c.article(a) {
			return true
		}
	}
	return lastPart(known.URL) != "" && lastPart(known.URL) == lastPart(a.URL)
}

// A recognition is the work of finding known ids again.
type recognition struct {
	articles []feed.Article
	known    map[string]ID
	claimed  map[string]bool // ids that an article has
	unsure   map[string]bool // keys of articles that may be one of several
	findings feed.Findings
}

// leave leaves the ids of others to them that they would get by their file, the surest
// clue.
func (r *recognition) leave(others Others) {
	here := map[string]bool{}
	for _, a := range r.articles {
		here[a.Key] = true
	}
	ids := map[string][]string{}
	for id, v := range r.known {
		if others.Keys[v.Record] && !here[v.Record] && !r.claimed[id] {
			ids[v.Record] = append(ids[v.Record], id)
		}
	}
	for _, same := range ids {
		if len(same) == 1 {
			r.claimed[same[0]] = true
		}
	}
}

// follow gives ids to the articles that a clue leads to. What leads from several
// articles or to several ids decides nothing; in records that are gone it must be
// asked, or the wrong one would show up in readers again.
func (r *recognition) follow(c clue, present map[string]bool) {
	ids := map[string][]string{}
	for id, v := range r.known {
		if key := c.known(v); key != "" && !r.claimed[id] && !(c.gone && present[v.Record]) {
			ids[key] = append(ids[key], id)
		}
	}
	if c.sole {
		for key := range r.taken(c) {
			delete(ids, key)
		}
	}
	if len(ids) == 0 {
		return
	}
	articles := map[string][]*feed.Article{}
	for i := range r.articles {
		a := &r.articles[i]
		if a.ID != "" {
			continue
		}
		if key := c.article(*a); len(ids[key]) > 0 {
			articles[key] = append(articles[key], a)
		}
	}
	for key, same := range articles {
		switch {
		case len(same) == 1 && len(ids[key]) == 1:
			same[0].ID = ids[key][0]
			r.claimed[same[0].ID] = true
		case c.gone:
			r.ask(c, same, ids[key])
		}
	}
}

// taken are the values of a clue that articles with an id have; of those that are not asked
// about, as they were published last.
func (r *recognition) taken(c clue) map[string]bool {
	taken, here := map[string]bool{}, map[string]bool{}
	for _, a := range r.articles {
		if a.ID != "" && !a.Draft {
			taken[c.article(a)], here[a.ID] = true, true
		}
	}
	for id := range r.claimed {
		if v, known := r.known[id]; known && !here[id] {
			taken[c.known(v)] = true
		}
	}
	return taken
}

// ask holds articles back that may be one of several.
func (r *recognition) ask(c clue, articles []*feed.Article, ids []string) {
	slices.Sort(ids)
	var known []string
	for _, id := range ids {
		known = append(known, fmt.Sprintf("%s (from %s)", id, r.known[id].Record))
	}
	for _, a := range articles {
		r.unsure[a.Key] = true
		r.findings.Add(feed.Error, "record-id-unsure", a.Record, "its %s is that of %s, whose record is gone; is it the same article? add that id, or a new one, as id = \"...\"",
			c.name, strings.Join(known, " and "))
	}
}

// fingerprint is a hash of content; empty if there is none.
func fingerprint(content string) string {
	content = strings.TrimSpace(content)
	if content == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// dated joins a text with a day; empty without the text.
func dated(text string, t time.Time) string {
	if text == "" {
		return ""
	}
	return text + "\n" + t.UTC().Format(time.RFC3339)
}

// lastPart is the last part of an address: the slug.
func lastPart(address string) string {
	u, err := url.Parse(address)
	if err != nil || strings.Trim(u.Path, "/") == "" {
		return ""
	}
	return path.Base(u.Path)
}

// place is an address without scheme and host; empty for none.
func place(address string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return address
	}
	return strings.TrimSuffix(u.EscapedPath(), "/") + "?" + u.RawQuery
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
