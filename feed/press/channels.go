package press

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/render"
	"dateline/feed/value"
)

// channels are all feeds of the configuration, those of each value among them,
// with their ids. Feeds that would share a path are held back.
func (p *Proof) channels(press Press, articles []feed.Article) []feed.Channel {
	articles = slices.Clone(articles)
	slices.SortFunc(articles, feed.Newest)
	var all []named
	for _, f := range press.Config.Feeds {
		if f.Each == "" {
			all = append(all, named{Channel: f.Channel, from: f.Config})
			continue
		}
		all = append(all, p.each(press, f, articles)...)
	}
	first := p.first // feeds of one site begin in one year, on whatever machine they are first made
	if first.IsZero() {
		first = press.Now
	}
	year := strconv.Itoa(first.UTC().Year())
	var channels []feed.Channel
	claims := map[string][]named{}
	for _, n := range all {
		claims[n.Path] = append(claims[n.Path], n)
	}
	for _, n := range all {
		if rivals := claims[n.Path]; len(rivals) > 1 {
			p.refuse(n, rivals)
			continue
		}
		if n.ID == "" {
			n.ID = p.feedID(press, n.Path, year)
		}
		channels = append(channels, n.Channel)
	}
	return channels
}

// refuse holds back a feed that shares its path with others.
func (p *Proof) refuse(n named, rivals []named) {
	p.hold(n.Channel)
	other := rivals[0]
	if other.Title == n.Title && other.from == n.from {
		other = rivals[1]
	}
	p.Findings.Add(feed.Error, "feed-path", n.from, "%s makes a feed %s, and so does %s (%s); give one of them a slug of its own under [slugs]",
		value.Quote(n.Title), n.Path, value.Quote(other.Title), other.from)
}

// A named channel knows what called for it: its configuration, or the newest
// article of its value.
type named struct {
	feed.Channel
	from feed.Pos
}

// each makes a channel for every value that articles have which are due.
func (p *Proof) each(press Press, f config.Feed, articles []feed.Article) []named {
	var channels []named
	seen := map[string]bool{}
	for _, a := range articles {
		if !f.Takes(a, press.Now) {
			continue
		}
		for _, v := range eaches[f.Each].values(&a, nil) {
			if seen[strings.ToLower(v.match)] {
				continue
			}
			seen[strings.ToLower(v.match)] = true
			slug, chosen := press.Config.Slugs[v.word]
			if !chosen {
				slug = value.Slug(v.word)
			}
			if slug == "" {
				p.Findings.Add(feed.Error, "feed-path", a.Record, "the %s %s holds no letter or digit that could name a feed; give it a slug under [slugs]", f.Each, value.Quote(v.word))
				continue
			}
			channels = append(channels, named{Channel: eaches[f.Each].channel(v, f.Channel, slug), from: a.Record})
		}
	}
	slices.SortFunc(channels, func(a, b named) int { return strings.Compare(a.Path, b.Path) })
	return channels
}

// An eachValue is one section, tag, author or language.
type eachValue struct {
	match string // what a Pick compares
	word  string // what the slug is made of, and what people read
}

// An each says how there is a feed for each value that articles have.
type each struct {
	values func(a *feed.Article, onto []eachValue) []eachValue // appends those of an article
	pick   func(*feed.Pick, string)
	name   func(word string) string // what people read; nil for the word
}

// eaches are the ways, by the word of each.
var eaches = map[string]each{
	"section": {
		values: func(a *feed.Article, all []eachValue) []eachValue { return with(all, a.Section, a.Section) },
		pick:   func(p *feed.Pick, s string) { p.Sections = []string{s} },
	},
	"language": {
		values: func(a *feed.Article, all []eachValue) []eachValue { return with(all, a.Language, a.Language) },
		pick:   func(p *feed.Pick, s string) { p.Languages = []string{s} },
		name:   value.LanguageName,
	},
	"author": {
		values: func(a *feed.Article, all []eachValue) []eachValue {
			for _, person := range a.Authors {
				all = with(all, person.Name, person.Name)
			}
			return all
		},
		pick: func(p *feed.Pick, s string) { p.Authors = []string{s} },
	},
	"tag": {
		values: func(a *feed.Article, all []eachValue) []eachValue {
			for _, t := range a.Tags {
				all = with(all, t.Term, cmp.Or(t.Label, t.Term))
			}
			return all
		},
		pick: func(p *feed.Pick, s string) { p.Tags = []string{s} },
	},
}

// with adds a value, if it is one.
func with(all []eachValue, match, word string) []eachValue {
	if match == "" {
		return all
	}
	return append(all, eachValue{match, word})
}

// channel is the channel of one value. What picks by the same key already is
// narrowed to the value.
func (e each) channel(v eachValue, c feed.Channel, slug string) feed.Channel {
	name := v.word
	if e.name != nil {
		name = e.name(v.word)
	}
	put := strings.NewReplacer("{slug}", slug, "{name}", name).Replace
	c.Path, c.Title, c.Description = put(c.Path), put(c.Title), put(c.Description)
	c.Home = strings.ReplaceAll(c.Home, "{slug}", feed.EscapePath(slug))
	c.MovedTo = strings.ReplaceAll(c.MovedTo, "{slug}", feed.EscapePath(slug))
	e.pick(&c.Pick, v.match)
	if len(c.Languages) == 1 {
		c.Language = c.Languages[0]
	}
	return c
}

// hold leaves the files of a feed as they are.
func (p *Proof) hold(c feed.Channel) {
	for _, format := range render.Formats {
		p.held[c.File(format.File)] = true
	}
	p.held[c.File("index.html")] = true
	for page := range p.ledger.Archived {
		if page.Feed == c.Path {
			p.keep(c, page.Number)
		}
	}
}

// feedID is the permanent id of a feed: that under which it was published, else
// a new one (RFC 4151).
func (p *Proof) feedID(press Press, path, year string) string {
	if known, ok := p.ledger.Feeds[path]; ok {
		return known.ID
	}
	name := "feeds"
	if path != "" {
		name += "/" + path
	}
	return feed.TagURI(value.Host(press.Config.Site.URL), year, name)
}
