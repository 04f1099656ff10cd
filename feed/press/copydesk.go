package press

import (
	"dateline/feed"
	"dateline/feed/prose"
	"dateline/feed/record"
	"dateline/feed/value"
)

// A copyDesk makes articles fit to print, each once, however many feeds show it.
type copyDesk struct {
	folder   record.Folder
	base     string // where the world sees the target
	done     map[string]feed.Article
	media    []feed.Media
	findings *feed.Findings
}

// edit gives the article with its body clean and every reference absolute; what
// lies beside its record becomes media.
func (d *copyDesk) edit(a feed.Article) (feed.Article, error) {
	if done, ok := d.done[a.ID]; ok {
		return done, nil
	}
	id := a.ID
	var failed error
	local := func(ref string) string {
		m, ok, err := d.folder.Media(a, feed.EscapePath(ref)) // prose decodes references
		if err != nil {
			failed = err
		}
		if !ok {
			return ""
		}
		return d.publish(m)
	}
	a, findings := prose.Fit(a, local)
	*d.findings = append(*d.findings, findings...)
	if failed != nil {
		return a, failed
	}
	var err error
	if a.Image, err = d.image(a); err != nil {
		return a, err
	}
	if a.Attachments, err = d.attachments(a); err != nil {
		return a, err
	}
	d.done[id] = a
	return a, nil
}

// publish puts a file among the media and gives its address.
func (d *copyDesk) publish(m feed.Media) string {
	d.media = append(d.media, m)
	return d.base + feed.EscapePath(m.Name)
}

// image is the picture of a with an absolute address. A file tells its type and
// size better than the record.
func (d *copyDesk) image(a feed.Article) (*feed.Image, error) {
	if a.Image == nil {
		return nil, nil
	}
	image := *a.Image
	m, ok, err := d.folder.Media(a, image.URL)
	switch {
	case err != nil:
		return nil, err
	case ok:
		image.URL, image.Type, image.Length = d.publish(m), m.Type, m.Length
		if m.Width > 0 {
			image.Width, image.Height = m.Width, m.Height
		}
		return &image, nil
	}
	if image.URL, err = value.WebURL(image.URL, a.URL); err != nil {
		d.findings.Add(feed.Warning, "record-image", a.Record, "image: %v; it is left out", err)
		return nil, nil
	}
	if image.Type == "" {
		image.Type = value.TypeOf(image.URL)
	}
	return &image, nil
}

// attachments are those of a with absolute addresses.
func (d *copyDesk) attachments(a feed.Article) ([]feed.Attachment, error) {
	var all []feed.Attachment
	for _, at := range a.Attachments {
		m, ok, err := d.folder.Media(a, at.URL)
		if err != nil {
			return nil, err
		}
		if ok {
			at.URL, at.Type, at.Length = d.publish(m), m.Type, m.Length
		} else if at.URL, err = value.WebURL(at.URL, a.URL); err != nil {
			d.findings.Add(feed.Warning, "record-attachment", a.Record, "attachments: %v; it is left out", err)
			continue
		}
		all = append(all, at)
	}
	return all, nil
}
