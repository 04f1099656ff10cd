package render

import (
	"cmp"
	"strconv"
	"strings"

	"dateline/feed"
)

// mediaContent is media:content (Media RSS 1.5.1): a picture or a further file.
type mediaContent struct {
	URL         string     `xml:"url,attr"`
	FileSize    int64      `xml:"fileSize,attr,omitempty"`
	Type        string     `xml:"type,attr,omitempty"`
	Medium      string     `xml:"medium,attr,omitempty"`
	Duration    int64      `xml:"duration,attr,omitempty"` // seconds
	Width       int        `xml:"width,attr,omitempty"`
	Height      int        `xml:"height,attr,omitempty"`
	Title       *mediaText `xml:"media:title"`
	Description *mediaText `xml:"media:description"`
	Credit      string     `xml:"media:credit,omitempty"`
}

type mediaText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type mediaThumbnail struct {
	URL    string `xml:"url,attr"`
	Width  int    `xml:"width,attr,omitempty"`
	Height int    `xml:"height,attr,omitempty"`
}

// mediums are the kinds of media by the first half of their type (Media RSS
// 1.5.1 <media:content>).
var mediums = map[string]string{"image": "image", "audio": "audio", "video": "video", "text": "document", "application": "document"}

// media is the article's picture and what it has attached besides the first
// file, which is the enclosure.
//
// Readers on feedparser take media:title for the title of an article that has
// none, and media:description for its text: such an article goes without them.
func media(a feed.Article) []mediaContent {
	var all []mediaContent
	if i := a.Image; i != nil {
		all = append(all, mediaContent{
			URL: i.URL, FileSize: i.Length, Type: i.Type, Medium: "image", Width: i.Width, Height: i.Height,
			Title: plain(i.Caption), Description: plain(i.Alt), Credit: i.Credit,
		})
	}
	for i, at := range a.Attachments {
		if i > 0 {
			kind, _, _ := strings.Cut(at.Type, "/")
			all = append(all, mediaContent{
				URL: at.URL, FileSize: at.Length, Type: at.Type, Medium: mediums[kind], Duration: int64(at.Duration.Seconds()), Title: plain(at.Title),
			})
		}
	}
	for i := range all {
		if a.Title == "" {
			all[i].Title = nil
		}
		if a.Content == "" {
			all[i].Description = nil
		}
	}
	return all
}

func thumbnail(i *feed.Image) *mediaThumbnail {
	if i == nil {
		return nil
	}
	return &mediaThumbnail{i.URL, i.Width, i.Height}
}

func plain(s string) *mediaText {
	if s == "" {
		return nil
	}
	return &mediaText{"plain", s}
}

// point is a place as georss:point has it: latitude, blank, longitude.
func point(p *feed.Place) string {
	if p == nil || !p.Known {
		return ""
	}
	return strconv.FormatFloat(p.Lat, 'f', -1, 64) + " " + strconv.FormatFloat(p.Lon, 'f', -1, 64)
}

// typeOr is a media type where one must be said.
func typeOr(mediaType string) string { return cmp.Or(mediaType, "application/octet-stream") }
