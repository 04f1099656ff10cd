package press

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/render"
)

// DesignOf is how the configuration wants the pages for people to be made, with all that
// is wrong about the template that it names. Such a finding means that nothing may be
// published.
func DesignOf(c config.Config) (render.Design, feed.Findings) {
	d := render.Design{Front: "index.html"}
	for _, f := range c.Feeds {
		if f.Path == "" {
			d.Front = "feeds.html" // index.html is the page of that feed
		}
	}
	for _, r := range c.Page.Readers {
		d.Readers = append(d.Readers, render.Reader(r))
	}
	if c.Page.Template == "" {
		return d, nil
	}
	var findings feed.Findings
	text, err := os.ReadFile(c.Page.Template)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		findings.Add(feed.Error, "config", c.Page.Config, "page.template: there is no file %s", c.Page.Template)
		return d, findings
	case err != nil:
		findings.Add(feed.Error, "config", c.Page.Config, "page.template: %v", err)
		return d, findings
	}
	d, err = d.WithTemplate(string(text))
	var fault render.TemplateError
	if errors.As(err, &fault) {
		findings.Add(feed.Error, "page-template", feed.Pos{File: c.Page.Template, Line: fault.Line}, "%s", fault.Text)
	}
	return d, findings
}

// groupNames are what people call the feeds of each value.
var groupNames = map[string]string{"section": "Sections", "tag": "Topics", "author": "Authors", "language": "Languages"}

// front is the page that lists the channels, in the order of the configuration: first
// those that stand there by themselves, then those of each value.
func (p *Proof) front(channels []feed.Channel) (feed.File, error) {
	site := p.press.Config.Site
	f := render.Front{Title: site.Title, Description: cmp.Or(site.Description, site.Title), Home: site.URL, Language: site.Language, Base: p.press.Config.Publish.Base}
	shown := p.shownNow()
	groups := map[string][]render.Listing{}
	order := []string{""}
	for _, c := range channels {
		each := ""
		for _, from := range p.press.Config.Feeds {
			if from.Config == c.Config {
				each = from.Each
			}
		}
		if !slices.Contains(order, each) {
			order = append(order, each)
		}
		groups[each] = append(groups[each], render.Listing{Channel: c, Articles: shown[c.Path].articles, Updated: shown[c.Path].updated})
	}
	for _, each := range order {
		if len(groups[each]) > 0 {
			f.Groups = append(f.Groups, render.Group{Name: groupNames[each], Feeds: groups[each]})
		}
	}
	return p.design.FrontPage(f)
}

// A showing is how much a feed shows, and of when its newest change is.
type showing struct {
	articles int
	updated  time.Time
}

// shownNow is what the feeds show from now on, by path: of those that are as they were,
// what the ledger knows.
func (p *Proof) shownNow() map[string]showing {
	all := map[string]showing{}
	add := func(path string, updated time.Time) {
		s := all[path]
		if s.articles++; updated.After(s.updated) {
			s.updated = updated
		}
		all[path] = s
	}
	for at, item := range p.ledger.Items {
		if _, anew := p.items[at.Feed]; !anew {
			add(at.Feed, item.Updated)
		}
	}
	for path, items := range p.items {
		for _, item := range items {
			add(path, item.Updated)
		}
	}
	return all
}
