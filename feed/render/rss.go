package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/feeds"

	"dateline/feed"
)

// rssDocs is where RSS 2.0 is described (RSS 2.0 <docs>).
const rssDocs = "https://www.rssboard.org/rss-specification"

// rssRoot is <rss>. It declares the namespaces that are used, and no others.
type rssRoot struct {
	AtomNS    string      `xml:"xmlns:atom,attr"`
	ContentNS string      `xml:"xmlns:content,attr,omitempty"`
	DCNS      string      `xml:"xmlns:dc,attr,omitempty"`
	DCTermsNS string      `xml:"xmlns:dcterms,attr,omitempty"`
	HistoryNS string      `xml:"xmlns:fh,attr,omitempty"`
	ITunesNS  string      `xml:"xmlns:itunes,attr,omitempty"`
	GeoRSSNS  string      `xml:"xmlns:georss,attr,omitempty"`
	MediaNS   string      `xml:"xmlns:media,attr,omitempty"`
	SlashNS   string      `xml:"xmlns:slash,attr,omitempty"`
	WFWNS     string      `xml:"xmlns:wfw,attr,omitempty"`
	Channel   *rssChannel `xml:"channel"`
	feeds.RssFeedXml
}

// FeedXml makes the root what gorilla/feeds writes; the embedded type's own
// would leave out all that is ours.
func (r *rssRoot) FeedXml() any { return r }

// rssChannel is <channel>. Its items stand behind everything else (RSS Profile
// §channel).
type rssChannel struct {
	Archive  *struct{} `xml:"fh:archive"`
	Complete *struct{} `xml:"fh:complete"`
	NewURL   string    `xml:"itunes:new-feed-url,omitempty"`
	Ended    string    `xml:"itunes:complete,omitempty"`
	Links    []rssLink `xml:"atom:link"`
	feeds.RssFeed
	Items []*rssItem `xml:"item"`
}

type rssLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

// rssItem is <item>, with the description before the content (RSS Profile
// §description).
type rssItem struct {
	Title        string `xml:"title,omitempty"`
	Link         string `xml:"link,omitempty"`
	Description  string `xml:"description,omitempty"`
	Content      *feeds.RssContent
	Creators     []string        `xml:"dc:creator"`
	Contributors []string        `xml:"dc:contributor"`
	Categories   []rssCategory   `xml:"category"`
	Modified     string          `xml:"dcterms:modified,omitempty"`
	Language     string          `xml:"dc:language,omitempty"`
	Rights       string          `xml:"dc:rights,omitempty"`
	Point        string          `xml:"georss:point,omitempty"`
	Media        []mediaContent  `xml:"media:content"`
	Thumbnail    *mediaThumbnail `xml:"media:thumbnail"`
	CommentFeed  string          `xml:"wfw:commentRss,omitempty"`
	CommentCount *int            `xml:"slash:comments"`
	Source       *rssSource      `xml:"source"`
	feeds.RssItem
}

type rssCategory struct {
	Domain string `xml:"domain,attr,omitempty"`
	Term   string `xml:",chardata"`
}

type rssSource struct {
	URL   string `xml:"url,attr"`
	Title string `xml:",chardata"`
}

func rss(e feed.Edition) ([]byte, error) {
	channel := &rssChannel{
		RssFeed: feeds.RssFeed{
			Title:          e.Title,
			Link:           e.Home,
			Description:    e.Description,
			Language:       e.Language,
			Copyright:      e.Rights,
			ManagingEditor: editor(e.Channel),
			LastBuildDate:  rssDate(e.Updated),
			Generator:      "Dateline " + feed.Version,
			Docs:           rssDocs,
			Ttl:            e.TTL,
			Image:          rssImage(e.Channel),
		},
	}
	for _, r := range history(e, "rss.xml") {
		channel.Links = append(channel.Links, rssLink{r.rel, "application/rss+xml", r.href})
	}
	for _, hub := range e.Hubs {
		channel.Links = append(channel.Links, rssLink{Rel: "hub", Href: hub})
	}
	for _, a := range e.Articles {
		channel.Items = append(channel.Items, newRSSItem(e.Channel, a))
	}
	root := &rssRoot{RssFeedXml: feeds.RssFeedXml{Version: "2.0"}, AtomNS: "http://www.w3.org/2005/Atom", Channel: channel}
	root.leave(e)
	root.HistoryNS, channel.Archive, channel.Complete = mark(e)
	root.declare()
	return writeXML(root, stylesheet(e))
}

// leave tells Apple Podcasts and those that follow it that a podcast has moved or has
// ended. A podcast is a feed of which an article has a recording.
func (r *rssRoot) leave(e feed.Edition) {
	recorded := slices.ContainsFunc(e.Articles, func(a feed.Article) bool {
		return len(a.Attachments) > 0 && (strings.HasPrefix(a.Attachments[0].Type, "audio/") || strings.HasPrefix(a.Attachments[0].Type, "video/"))
	})
	if !recorded || e.MovedTo == "" && !e.Ended {
		return
	}
	r.ITunesNS = "http://www.itunes.com/dtds/podcast-1.0.dtd"
	if e.MovedTo != "" {
		r.Channel.NewURL = e.Address("rss.xml")
	}
	if e.Ended {
		r.Channel.Ended = "Yes"
	}
}

// declare sets the namespaces that the items use.
func (r *rssRoot) declare() {
	for _, item := range r.Channel.Items {
		for _, ns := range []struct {
			declared *string
			name     string
			used     bool
		}{
			{&r.ContentNS, "http://purl.org/rss/1.0/modules/content/", item.Content != nil},
			{&r.DCNS, "http://purl.org/dc/elements/1.1/", len(item.Creators)+len(item.Contributors)+len(item.Language)+len(item.Rights) > 0},
			{&r.DCTermsNS, "http://purl.org/dc/terms/", item.Modified != ""},
			{&r.GeoRSSNS, "http://www.georss.org/georss", item.Point != ""},
			{&r.MediaNS, "http://search.yahoo.com/mrss/", len(item.Media) > 0 || item.Thumbnail != nil},
			{&r.SlashNS, "http://purl.org/rss/1.0/modules/slash/", item.CommentCount != nil},
			{&r.WFWNS, "http://wellformedweb.org/CommentAPI/", item.CommentFeed != ""},
		} {
			if ns.used {
				*ns.declared = ns.name
			}
		}
	}
}

func newRSSItem(c feed.Channel, a feed.Article) *rssItem {
	item := &rssItem{
		Title:       a.Title,
		Link:        a.URL,
		Description: escapeHTML(a.Summary),
		Modified:    atomDate(a.Updated),
		Language:    unless(a.Language, c.Language),
		Rights:      unless(a.Rights, c.Rights),
		Point:       point(a.Location),
		Media:       media(a),
		Thumbnail:   thumbnail(a.Image),
		Source:      newRSSSource(a.Source),
		RssItem: feeds.RssItem{
			Guid:    &feeds.RssGuid{Id: a.ID, IsPermaLink: strconv.FormatBool(a.ID == a.URL)},
			PubDate: rssDate(a.Published),
		},
	}
	switch {
	case a.Content != "" && a.Summary != "":
		item.Content = &feeds.RssContent{Content: a.Content}
	case a.Content != "":
		item.Description = a.Content
	}
	item.authors(c, a)
	for _, t := range a.Tags {
		item.Categories = append(item.Categories, rssCategory{t.Scheme, t.Term})
	}
	if len(a.Attachments) > 0 {
		first := a.Attachments[0]
		item.Enclosure = &feeds.RssEnclosure{Url: first.URL, Length: strconv.FormatInt(first.Length, 10), Type: typeOr(first.Type)}
	}
	if a.Comments != nil {
		item.Comments, item.CommentFeed = a.Comments.URL, a.Comments.Feed
		if a.Comments.Count >= 0 {
			item.CommentCount = &a.Comments.Count
		}
	}
	return item
}

// authors writes <author>, which is an e-mail address, where that may be shown
// and says all; else dc:creator. Both at once would be two answers to one
// question.
func (item *rssItem) authors(c feed.Channel, a feed.Article) {
	if c.Emails && len(a.Authors) == 1 && a.Authors[0].Email != "" {
		item.Author = mailbox(a.Authors[0])
	} else {
		item.Creators = names(a.Authors)
	}
	item.Contributors = names(a.Contributors)
}

func names(people []feed.Person) []string {
	var names []string
	for _, p := range people {
		names = append(names, p.Name)
	}
	return names
}

// editor is <managingEditor>: an address, so only where addresses may be shown.
func editor(c feed.Channel) string {
	if c.Emails && len(c.Authors) > 0 && c.Authors[0].Email != "" {
		return mailbox(c.Authors[0])
	}
	return ""
}

// mailbox is "ann@example.org (Ann)" (RSS Profile §author).
func mailbox(p feed.Person) string { return p.Email + " (" + p.Name + ")" }

func newRSSSource(s *feed.Source) *rssSource {
	if s == nil || s.Feed+s.URL == "" {
		return nil
	}
	return &rssSource{cmp.Or(s.Feed, s.URL), s.Title}
}

// rssImage is the channel's picture, shown at most 144 by 400 pixels large (RSS
// 2.0 <image>).
func rssImage(c feed.Channel) *feeds.RssImage {
	if c.Logo == nil || c.Logo.URL == "" {
		return nil
	}
	const maxWidth, maxHeight = 144, 400
	width, height := c.Logo.Width, c.Logo.Height
	if width > maxWidth {
		width, height = maxWidth, height*maxWidth/width
	}
	if height > maxHeight {
		width, height = width*maxHeight/height, maxHeight
	}
	return &feeds.RssImage{Url: c.Logo.URL, Title: c.Title, Link: c.Home, Width: width, Height: height}
}

// rssDate is a moment as RFC 822 has it with four digits of the year (RSS 2.0
// "Comments"); empty for none.
func rssDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC1123Z)
}

// escapeHTML is plain text as HTML: a description is HTML, whatever it holds.
func escapeHTML(s string) string { return asHTML.Replace(s) }

var asHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// unless is s, or nothing if it says what the whole feed says.
func unless(s, general string) string {
	if s == general {
		return ""
	}
	return s
}
