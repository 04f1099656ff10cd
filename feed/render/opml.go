package render

import (
	"encoding/xml"
	"fmt"

	"dateline/feed"
)

type opmlRoot struct {
	XMLName  xml.Name      `xml:"opml"`
	Version  string        `xml:"version,attr"`
	Title    string        `xml:"head>title"`
	Outlines []opmlOutline `xml:"body>outline"`
}

// FeedXml lets OPML be written the same way as the feeds.
func (r *opmlRoot) FeedXml() any { return r }

// opmlOutline is a subscription (OPML 2.0 "Subscription lists"). Its type is rss
// for every format.
type opmlOutline struct {
	Type        string `xml:"type,attr"`
	Text        string `xml:"text,attr"`
	Title       string `xml:"title,attr"`
	Description string `xml:"description,attr,omitempty"`
	Language    string `xml:"language,attr,omitempty"`
	XMLURL      string `xml:"xmlUrl,attr"`
	HTMLURL     string `xml:"htmlUrl,attr,omitempty"`
}

// OPML writes the list of all feeds, feeds.opml, each in the first of its
// formats.
func OPML(title string, channels []feed.Channel) (feed.File, error) {
	root := &opmlRoot{Version: "2.0", Title: title}
	for _, c := range channels {
		c = clean(feed.Edition{Channel: c}).Channel
		root.Outlines = append(root.Outlines, opmlOutline{
			Type: "rss", Text: c.Title, Title: c.Title, Description: unless(c.Description, c.Title), Language: c.Language,
			XMLURL: c.Address(formatsOf(c)[0].File), HTMLURL: c.Address(""),
		})
	}
	data, err := writeXML(root, "")
	if err != nil {
		return feed.File{}, fmt.Errorf("render feeds.opml: %w", err)
	}
	return feed.File{Name: "feeds.opml", Type: "text/x-opml", Data: data}, nil
}
