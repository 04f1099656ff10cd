package render

import (
	"cmp"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/feeds"

	"dateline/feed"
	"dateline/feed/value"
)

// atomRoot is <feed> (RFC 4287 §4.1.1). Its entries stand behind everything else.
type atomRoot struct {
	Lang      string         `xml:"xml:lang,attr,omitempty"`
	GeoRSSNS  string         `xml:"xmlns:georss,attr,omitempty"`
	MediaNS   string         `xml:"xmlns:media,attr,omitempty"`
	ThreadNS  string         `xml:"xmlns:thr,attr,omitempty"`
	GraveNS   string         `xml:"xmlns:at,attr,omitempty"`
	HistoryNS string         `xml:"xmlns:fh,attr,omitempty"`
	Archive   *struct{}      `xml:"fh:archive"`
	Complete  *struct{}      `xml:"fh:complete"`
	Links     []atomLink     `xml:"link"`
	Authors   []atomPerson   `xml:"author"`
	Generator *atomGenerator `xml:"generator"`
	feeds.AtomFeed
	Tombstones []atomTombstone `xml:"at:deleted-entry"`
	Entries    []*atomEntry    `xml:"entry"`
}

// atomTombstone is <at:deleted-entry> (RFC 6721 §3).
type atomTombstone struct {
	Ref  string `xml:"ref,attr"`
	When string `xml:"when,attr"`
}

// FeedXml makes the root what gorilla/feeds writes; the embedded type's own
// would leave out all that is ours.
func (r *atomRoot) FeedXml() any { return r }

type atomLink struct {
	feeds.AtomLink
	Hreflang string `xml:"hreflang,attr,omitempty"`
	Title    string `xml:"title,attr,omitempty"`
	Count    *int   `xml:"thr:count,attr"` // RFC 4685 §4
}

type atomPerson struct{ feeds.AtomPerson }

type atomGenerator struct {
	Version string `xml:"version,attr"`
	Name    string `xml:",chardata"`
}

// atomEntry is <entry> (RFC 4287 §4.1.2). Its own title and id stand before those
// of its source: some readers take the first that they meet.
type atomEntry struct {
	Lang         string         `xml:"xml:lang,attr,omitempty"`
	Links        []atomLink     `xml:"link"`
	Authors      []atomPerson   `xml:"author"`
	Contributors []atomPerson   `xml:"contributor"`
	Categories   []atomCategory `xml:"category"`
	feeds.AtomEntry
	Content   *atomContent    `xml:"content"`
	Source    *atomSource     `xml:"source"`
	Point     string          `xml:"georss:point,omitempty"`
	Media     []mediaContent  `xml:"media:content"`
	Thumbnail *mediaThumbnail `xml:"media:thumbnail"`
}

// atomContent is <content> (RFC 4287 §4.1.3), escaped as XML needs it. encoding/xml would
// make references of line breaks and quotation marks too, and take three times as long.
type atomContent struct {
	Type    string `xml:"type,attr"`
	Escaped string `xml:",innerxml"`
}

type atomCategory struct {
	Term   string `xml:"term,attr"`
	Scheme string `xml:"scheme,attr,omitempty"`
	Label  string `xml:"label,attr,omitempty"`
}

// atomSource is the feed that an entry comes from (RFC 4287 §4.2.11).
type atomSource struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
}

func atom(e feed.Edition) ([]byte, error) {
	root := &atomRoot{
		Lang:      e.Language,
		Authors:   atomPeople(e.Channel, named(e.Channel)),
		Generator: &atomGenerator{feed.Version, "Dateline"},
		AtomFeed: feeds.AtomFeed{
			Xmlns:    "http://www.w3.org/2005/Atom",
			Title:    e.Title,
			Subtitle: unless(e.Description, e.Title),
			Id:       e.ID,
			Updated:  atomDate(e.Updated),
			Icon:     e.Icon,
			Rights:   e.Rights,
		},
	}
	for _, r := range history(e, "atom.xml") {
		root.Links = append(root.Links, link(r.rel, r.href, "application/atom+xml"))
	}
	root.Links = append(root.Links, link("alternate", e.Home, "text/html"))
	root.HistoryNS, root.Archive, root.Complete = mark(e)
	if e.Logo != nil {
		root.Logo = e.Logo.URL
	}
	for _, hub := range e.Hubs {
		root.Links = append(root.Links, link("hub", hub, ""))
	}
	for _, t := range e.Tombstones {
		root.GraveNS = "http://purl.org/atompub/tombstones/1.0"
		root.Tombstones = append(root.Tombstones, atomTombstone{AtomID(t.ID), atomDate(t.When)})
	}
	for _, a := range e.Articles {
		root.Entries = append(root.Entries, newAtomEntry(e.Channel, a))
	}
	root.declare()
	return writeXML(root, stylesheet(e))
}

// declare sets the namespaces that the entries use.
func (r *atomRoot) declare() {
	for _, entry := range r.Entries {
		if entry.Point != "" {
			r.GeoRSSNS = "http://www.georss.org/georss"
		}
		if entry.Thumbnail != nil {
			r.MediaNS = "http://search.yahoo.com/mrss/"
		}
		for _, l := range entry.Links {
			if l.Count != nil {
				r.ThreadNS = "http://purl.org/syndication/thread/1.0"
			}
		}
	}
}

func newAtomEntry(c feed.Channel, a feed.Article) *atomEntry {
	entry := &atomEntry{
		Lang:         unless(a.Language, c.Language),
		Links:        atomLinks(a),
		Authors:      atomPeople(c, a.Authors),
		Contributors: atomPeople(c, a.Contributors),
		Source:       newAtomSource(a),
		Point:        point(a.Location),
		AtomEntry: feeds.AtomEntry{
			Title:     a.Title,
			Updated:   atomDate(a.Changed()),
			Id:        AtomID(a.ID),
			Rights:    unless(a.Rights, c.Rights),
			Published: atomDate(a.Published),
		},
	}
	if a.Image != nil {
		entry.Media, entry.Thumbnail = media(feed.Article{Title: a.Title, Content: a.Content, Image: a.Image}), thumbnail(a.Image)
	}
	if a.Content != "" {
		entry.Content = &atomContent{"html", escapeHTML(a.Content)}
	}
	if a.Summary != "" {
		entry.Summary = &feeds.AtomSummary{Type: "text", Content: a.Summary}
	}
	for _, t := range a.Tags {
		entry.Categories = append(entry.Categories, atomCategory{t.Term, t.Scheme, t.Label})
	}
	return entry
}

// atomLinks are the links of an entry, by their registered relations (RFC 4287
// §4.2.7.2, RFC 4685 §4, RFC 4946).
func atomLinks(a feed.Article) []atomLink {
	var links []atomLink
	add := func(rel, href, mediaType string) {
		if href != "" {
			links = append(links, link(rel, href, mediaType))
		}
	}
	add("alternate", a.URL, "text/html")
	add("related", a.ExternalURL, "")
	if a.Source != nil {
		add("via", a.Source.URL, "")
	}
	add("license", a.License, "")
	if a.Comments != nil {
		add("replies", a.Comments.URL, "text/html")
		if a.Comments.Count >= 0 && a.Comments.URL != "" {
			links[len(links)-1].Count = &a.Comments.Count
		}
		add("replies", a.Comments.Feed, "application/atom+xml")
	}
	for _, at := range a.Attachments {
		l := link("enclosure", at.URL, typeOr(at.Type))
		l.Title = at.Title
		if at.Length > 0 {
			l.Length = strconv.FormatInt(at.Length, 10)
		}
		links = append(links, l)
	}
	return links
}

func link(rel, href, mediaType string) atomLink {
	return atomLink{AtomLink: feeds.AtomLink{Rel: rel, Href: href, Type: mediaType}}
}

func atomPeople(c feed.Channel, people []feed.Person) []atomPerson {
	var out []atomPerson
	for _, p := range people {
		if !c.Emails {
			p.Email = ""
		}
		out = append(out, atomPerson{feeds.AtomPerson{Name: p.Name, Uri: p.URL, Email: p.Email}})
	}
	return out
}

// newAtomSource tells of the origin what the record knows. The origin's feed was
// updated when the article appeared there, if not later.
func newAtomSource(a feed.Article) *atomSource {
	s := a.Source
	if s == nil || s.Feed+s.URL == "" {
		return nil
	}
	out := &atomSource{ID: cmp.Or(s.Feed, s.URL), Title: cmp.Or(s.Title, s.URL, s.Feed), Updated: atomDate(a.Published)}
	if s.Feed != "" {
		out.Links = append(out.Links, link("self", s.Feed, ""))
	}
	if s.URL != "" {
		out.Links = append(out.Links, link("alternate", s.URL, "text/html"))
	}
	return out
}

// atomDate is a moment as RFC 3339 has it (RFC 4287 §3.3); empty for none.
func atomDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// ids is the namespace of the ids that AtomID makes.
var ids = uuid.MustParse("9d3c1b52-6f2e-5a0b-8f55-0a4f6d8e1c77")

// AtomID is the id of an article as Atom needs it: an absolute IRI (RFC 4287
// §4.2.6). An opaque id becomes a urn:uuid: that is made of nothing else, so it
// never changes (RFC 9562 §5.5).
func AtomID(id string) string {
	if value.IRI(id) == nil {
		return id
	}
	return "urn:uuid:" + uuid.NewSHA1(ids, []byte(id)).String()
}
