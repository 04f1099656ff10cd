package render

import (
	"bytes"
	"cmp"
	"html/template"
	"net/url"
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// page is the file of a feed's page for people.
const page = "index.html"

// A FeedPage is what the template of a feed's page is given. Texts that are not of the
// feed are in English.
type FeedPage struct {
	feed.Edition
	Common
	Addresses []Address // of the feed itself, one a format; never empty
	Stories   []Story   // the newest articles, at most 20
	More      int       // how many articles of the feed are not among them
	Earlier   []Earlier // pages of the archive, the newest first, at most 12
}

// Common is what both pages have.
type Common struct {
	Dir     string            // of the language: ltr or rtl
	English template.HTMLAttr // marks English where the language is another one: lang="en" dir="ltr"; else nothing
	Policy  template.HTMLAttr // content="...": what the page may load (CSP); it stands for the style and script as they came out
	Host    string            // of Home
	Front   string            // relative address of the front page; empty if there is none
	Readers []Reader          // never empty
}

// An Address is where a format of a feed is served.
type Address struct {
	Label     string            // such as "RSS", "JSON Feed"
	Type      template.HTMLAttr // type="application/rss+xml"
	URL       string            // absolute
	Subscribe template.URL      // feed:URL, which opens a feed reader where there is one
}

// A Story is an article as a page shows it.
type Story struct {
	feed.Article
	Headline string   // its title, else what says most of it
	Teaser   string   // its summary, at most 280 characters; empty if that is the headline
	By       string   // names of its authors; may be empty
	Dir      string   // of its language: ltr or rtl
	Picture  *Picture // nil if it has none that a page shows
}

// A Picture is shown if it is on the site itself: pages ask nobody else for anything.
type Picture struct {
	feed.Image
	Src string // its address, relative if it is published with the feeds
}

// An Earlier page of the archive.
type Earlier struct {
	Number int
	URL    string // in the first format
}

// How much a page shows. The feed has the rest.
const (
	mostStories = 20
	mostEarlier = 12
	mostTeaser  = 280 // characters
)

// page writes the page of a feed.
func (d Design) page(e feed.Edition) ([]byte, error) {
	p := FeedPage{Edition: e, Common: d.common(e.Language, e.Home), Addresses: addresses(e.Channel)}
	if d.Front != "" {
		p.Front = root(e.File(page)) + d.Front
	}
	var origins []string
	for _, a := range e.Articles[:min(len(e.Articles), mostStories)] {
		s := newStory(e, a)
		p.Stories = append(p.Stories, s)
		if s.Picture != nil {
			origins = append(origins, originOf(s.Picture.Src))
		}
	}
	p.More = len(e.Articles) - len(p.Stories)
	for n := e.Pages; n > max(0, e.Pages-mostEarlier); n-- {
		file := formatsOf(e.Channel)[0].File
		p.Earlier = append(p.Earlier, Earlier{n, e.Address(feed.Document(n, file))})
	}
	return d.execute("page", p, origins)
}

// common is what a page has in any case.
func (d Design) common(language, home string) Common {
	c := Common{Dir: value.Direction(language), Policy: policyMark, Host: value.Host(home), Readers: d.Readers}
	if language != "en" && !strings.HasPrefix(language, "en-") {
		c.English = ` lang="en" dir="ltr"`
	}
	if len(c.Readers) == 0 {
		c.Readers = readers
	}
	return c
}

// addresses are those of a feed.
func addresses(c feed.Channel) []Address {
	var all []Address
	for _, f := range formatsOf(c) {
		address := c.Address(f.File)
		// A "+" that is escaped in type="application/rss+xml" hides the feed from
		// some readers (Liferea issue 1034).
		all = append(all, Address{f.Label, template.HTMLAttr(`type="` + f.Type + `"`), address, template.URL("feed:" + address)})
	}
	return all
}

// newStory is an article of e as its page shows it.
func newStory(e feed.Edition, a feed.Article) Story {
	s := Story{Article: a, Headline: cmp.Or(a.Title, a.Summary, a.URL), Teaser: a.Summary, Picture: newPicture(e.Channel, a.Image)}
	if s.Headline == s.Teaser {
		s.Teaser = ""
	}
	s.Headline, s.Teaser = value.Shorten(s.Headline, mostTeaser), value.Shorten(s.Teaser, mostTeaser)
	s.Language = cmp.Or(a.Language, e.Language)
	s.Dir = value.Direction(s.Language)
	s.By = strings.Join(names(a.Authors), ", ")
	return s
}

// newPicture is an image of the site itself, or nil.
func newPicture(c feed.Channel, i *feed.Image) *Picture {
	if i == nil {
		return nil
	}
	if file, ours := strings.CutPrefix(i.URL, c.Base); ours {
		return &Picture{*i, root(c.File(page)) + file}
	}
	site, host := strings.TrimPrefix(value.Host(c.Home), "www."), value.Host(i.URL)
	if host != site && !strings.HasSuffix(host, "."+site) && host != value.Host(c.Base) {
		return nil
	}
	return &Picture{*i, i.URL}
}

// root is the relative address of the root of the target as seen from a file in it.
func root(file string) string { return strings.Repeat("../", strings.Count(file, "/")) }

// originOf is scheme and host of an address; 'self' of a relative one.
func originOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || !u.IsAbs() {
		return "'self'"
	}
	return u.Scheme + "://" + u.Host
}

// execute writes a page with its policy.
func (d Design) execute(name string, data any, origins []string) ([]byte, error) {
	t := d.template
	if t == nil {
		t = pages
	}
	text, err := written(func(b *bytes.Buffer) error { return t.ExecuteTemplate(b, name, data) })
	if err != nil {
		return nil, err
	}
	return withPolicy(text, origins), nil
}
