package render

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/value"
)

// A Front is what the front page lists.
type Front struct {
	Title       string
	Description string // a sentence; may be the title
	Home        string // absolute URL of the site
	Language    string // BCP 47
	Base        string // absolute URL of the target, ends with a slash
	Groups      []Group
}

// A Group is some feeds of one kind. Name is empty for those that are none of a kind.
type Group struct {
	Name  string // such as "Sections"
	Feeds []Listing
}

// A Listing is a feed in the list.
type Listing struct {
	feed.Channel
	Articles int       // in the feed
	Updated  time.Time // its newest change; zero without articles
}

// A FrontPage is what the template of the front page is given: the feeds with what
// their own pages have.
type FrontPage struct {
	Front
	Common
	URL    string // absolute, of the page itself
	Groups []FrontGroup
}

// A FrontGroup is a Group as the front page shows it.
type FrontGroup struct {
	Name  string
	Feeds []FrontFeed
}

// A FrontFeed is a feed as the front page shows it.
type FrontFeed struct {
	feed.Channel
	Articles  int       // in the feed
	Updated   time.Time // its newest change; zero without articles
	Name      string    // its title without that of the site
	Page      string    // relative address of its page
	Addresses []Address
	Dir       string // of its language: ltr or rtl
}

// FrontPage writes the page that lists all feeds. Its name is that of d.
func (d Design) FrontPage(f Front) (feed.File, error) {
	p := FrontPage{Front: f, Common: d.common(f.Language, f.Home), URL: f.Base}
	if d.Front != page {
		p.URL += d.Front
	}
	for _, g := range f.Groups {
		group := FrontGroup{Name: g.Name}
		for _, l := range g.Feeds {
			c := clean(feed.Edition{Channel: l.Channel}).Channel
			group.Feeds = append(group.Feeds, FrontFeed{
				Channel: c, Articles: l.Articles, Updated: l.Updated, Name: cmp.Or(strings.TrimPrefix(c.Title, f.Title+": "), c.Title),
				Page: feed.EscapePath(c.File(page)), Addresses: addresses(c), Dir: value.Direction(c.Language),
			})
		}
		p.Groups = append(p.Groups, group)
	}
	data, err := d.execute("front", p, nil)
	if err != nil {
		return feed.File{}, fmt.Errorf("render %s: %w", d.Front, err)
	}
	return feed.File{Name: d.Front, Type: "text/html", Data: data}, nil
}
