package press

import (
	"errors"
	"slices"
	"sync"
	"time"

	"dateline/feed"
	"dateline/feed/prose"
	"dateline/feed/publish"
	"dateline/feed/record"
)

// A copyDesk makes articles fit to print, each once, however many feeds show it.
type copyDesk struct {
	folder   record.Folder
	base     string // where the world sees the target
	done     map[string]feed.Article
	shown    map[version]publish.Item
	media    []feed.Media
	findings feed.Findings
	lock     sync.Mutex // of all that is above
}

// desk is a copy desk for the records of the press.
func (p *Proof) desk() *copyDesk {
	return &copyDesk{folder: p.catalogue.folder, base: p.press.Config.Publish.Base, done: map[string]feed.Article{}, shown: map[version]publish.Item{}}
}

// editAll edits the articles of several editions, as many at once as there are jobs.
func (d *copyDesk) editAll(press Press, work []*making) error {
	var articles []feed.Article
	seen := map[string]bool{}
	for _, m := range work {
		for _, a := range m.Articles {
			if !seen[a.ID] {
				seen[a.ID] = true
				articles = append(articles, a)
			}
		}
	}
	errs := make([]error, len(articles))
	err := press.parallel("edit", len(articles), func(i int) { _, errs[i] = d.edit(articles[i]) })
	return errors.Join(append(errs, err)...)
}

// edit gives the article with its body clean and every reference absolute; what
// lies beside its record becomes media.
func (d *copyDesk) edit(a feed.Article) (feed.Article, error) {
	d.lock.Lock()
	done, ok := d.done[a.ID]
	d.lock.Unlock()
	if ok {
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
	a, err := d.illustrate(a)
	if err != nil {
		return a, err
	}
	a, findings := prose.Fit(a, local)
	if failed != nil {
		return a, failed
	}
	d.lock.Lock()
	defer d.lock.Unlock()
	d.findings = append(d.findings, findings...)
	d.done[id] = a
	return a, nil
}

// fit edits the articles of an edition, and leaves of them what its channel shows.
func (d *copyDesk) fit(e feed.Edition) error {
	for i, a := range e.Articles {
		a, err := d.edit(a)
		if err != nil {
			return err
		}
		if e.Content == feed.Summary {
			a.Content = ""
		}
		e.Articles[i] = a
	}
	return nil
}

// A version is an article as some feeds show it: with its content or without.
type version struct {
	id    string
	whole bool
}

// items are the articles of an edition as its subscribers will see them.
func (d *copyDesk) items(e feed.Edition) ([]publish.Item, error) {
	all := make([]publish.Item, len(e.Articles))
	for i, a := range e.Articles {
		v := version{a.ID, a.Content != ""}
		d.lock.Lock()
		item, known := d.shown[v]
		d.lock.Unlock()
		if !known {
			var err error
			if item, err = shown(a); err != nil {
				return nil, err
			}
			d.lock.Lock()
			d.shown[v] = item
			d.lock.Unlock()
		}
		all[i] = item
	}
	return all, nil
}

// spike leaves out the due articles of which nothing can be shown, before feeds
// are made of the others. Only those without a title and a summary can be such.
func (d *copyDesk) spike(articles []feed.Article, now time.Time) ([]feed.Article, error) {
	var kept []feed.Article
	for _, a := range articles {
		if a.Due(now) && a.Title == "" && a.Summary == "" {
			fit, err := d.edit(a)
			if err != nil {
				return nil, err
			}
			if fit.Summary == "" && fit.Content == "" {
				continue
			}
		}
		kept = append(kept, a)
	}
	return kept, nil
}

// publish puts a file among the media and gives its address.
func (d *copyDesk) publish(m feed.Media) string {
	d.lock.Lock()
	defer d.lock.Unlock()
	d.media = append(d.media, m)
	return d.base + feed.EscapePath(m.Name)
}

// illustrate makes media of the picture and the attachments that are files. A file
// tells its type and size better than the record.
func (d *copyDesk) illustrate(a feed.Article) (feed.Article, error) {
	if a.Image != nil {
		m, ok, err := d.folder.Media(a, a.Image.URL)
		if err != nil {
			return a, err
		}
		if ok {
			image := *a.Image
			image.URL, image.Type, image.Length = d.publish(m), m.Type, m.Length
			if m.Width > 0 {
				image.Width, image.Height = m.Width, m.Height
			}
			a.Image = &image
		}
	}
	a.Attachments = slices.Clone(a.Attachments)
	for i, at := range a.Attachments {
		m, ok, err := d.folder.Media(a, at.URL)
		if err != nil {
			return a, err
		}
		if ok {
			a.Attachments[i].URL, a.Attachments[i].Type, a.Attachments[i].Length = d.publish(m), m.Type, m.Length
		}
	}
	return a, nil
}
