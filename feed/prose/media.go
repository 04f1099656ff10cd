package prose

import (
	"slices"

	"dateline/feed"
	"dateline/feed/value"
)

// illustrated gives the article with absolute addresses of its picture and its
// attachments. What has none is left out, and said.
func illustrated(a feed.Article, findings *feed.Findings) feed.Article {
	if a.Image != nil {
		image := *a.Image
		address, err := value.WebURL(image.URL, a.URL)
		if err != nil {
			findings.Add(feed.Warning, urlInvalid, a.Record, "image: %v; it is left out", err)
			a.Image = nil
		} else {
			image.URL = address
			if image.Type == "" {
				image.Type = value.TypeOf(address)
			}
			a.Image = &image
		}
	}
	attachments := slices.Clone(a.Attachments)
	a.Attachments = nil
	for _, at := range attachments {
		address, err := value.WebURL(at.URL, a.URL)
		if err != nil {
			findings.Add(feed.Warning, urlInvalid, a.Record, "attachments: %v; it is left out", err)
			continue
		}
		at.URL = address
		a.Attachments = append(a.Attachments, at)
	}
	return a
}
