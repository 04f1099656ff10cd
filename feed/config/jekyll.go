package config

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"dateline/feed/table"
)

// jekyll reads _config.yml (jekyllrb.com/docs/configuration) with what jekyll-feed
// reads of it.
func (m *move) jekyll() error {
	t, file, err := m.table("_config")
	if err != nil {
		return err
	}
	if file == "" {
		return fmt.Errorf("%w: _config.yml is not there", ErrNoSite)
	}
	address := lookText(t, "url")
	if base := lookText(t, "baseurl"); address != "" {
		address = strings.TrimSuffix(address, "/") + "/" + strings.Trim(base, "/")
	}
	m.home(address)
	m.title, m.description = lookText(t, "title", "name"), lookText(t, "description")
	m.language, m.zone = strings.ReplaceAll(lookText(t, "lang", "locale"), "_", "-"), lookText(t, "timezone")
	if m.zone == "" {
		m.say("_config.yml says no timezone, so Jekyll took that of the machine it ran on: put it into [site] timezone, or dates may differ by hours.")
	}
	if author := look(t, "author"); author.Data != nil {
		m.person(author)
	}
	m.id = "{post_id}"
	m.jekyllAddresses(t)
	m.jekyllFolders(t)
	m.limit = 10
	if n, err := look(t, "feed.posts_limit").Integer(1); err == nil {
		m.limit = int(n)
	}
	m.jekyllFeeds(t)
	m.say("Jekyll copies the folder feeds to the site, so run dateline publish before jekyll build; exclude the configuration there, and take jekyll-feed out of its plugins.")
	return nil
}

// jekyllAddresses translates the permalink: of posts, else of all.
func (m *move) jekyllAddresses(t table.Table) {
	pattern, where := lookText(t, "permalink"), "permalink"
	if own := lookText(t, "collections.posts.permalink"); own != "" {
		pattern, where = own, "collections.posts.permalink"
	}
	for _, item := range look(t, "defaults").List() {
		rule, err := item.Table()
		if err != nil {
			continue
		}
		kind, folder := lookText(rule, "scope.type"), lookText(rule, "scope.path")
		own := lookText(rule, "values.permalink")
		switch {
		case own != "" && (kind == "posts" || kind == "" && (folder == "" || folder == "_posts")):
			pattern, where = own, "defaults"
		case own != "" && kind != "pages":
			m.say("defaults: the permalink of %s is not translated.", cmp.Or(folder, kind))
		}
		for _, key := range []string{"category", "categories", "author", "lang", "published"} {
			if kind != "pages" && look(rule, "values."+key).Data != nil {
				m.say("defaults: %s is not taken over; write it into the posts.", key)
			}
		}
	}
	if pattern != "" && pattern != "date" {
		m.pattern = m.translate(where, pattern)
	}
	if separator := lookText(t, "excerpt_separator"); separator != "" && !strings.Contains(separator, "more") {
		m.say("excerpt_separator %q is not taken over; only <!--more--> and that of front matter are.", separator)
	}
}

// jekyllFolders finds where the posts are: in _posts alone, or in folders below others.
func (m *move) jekyllFolders(t table.Table) {
	root := path.Join(".", lookText(t, "source"), lookText(t, "collections_dir"))
	m.path = path.Join(root, "_posts")
	others := false
	fs.WalkDir(m.site, root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || !entry.IsDir() || name == root:
		case entry.Name() == "_posts":
			others = others || name != m.path
			return fs.SkipDir
		case strings.HasPrefix(entry.Name(), "_") || strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules" || entry.Name() == "vendor":
			return fs.SkipDir
		}
		return nil
	})
	if others || !m.there(m.path) {
		m.path = root
	}
}

// jekyllFeeds are those of jekyll-feed.
func (m *move) jekyllFeeds(t table.Table) {
	m.feeds = append(m.feeds, movedFeed{old: m.url + strings.TrimPrefix(cmp.Or(lookText(t, "feed.path", "feed.collections.posts.path"), "feed.xml"), "/"), file: "atom.xml"})
	categories, _ := look(t, "feed.categories").Texts()
	if look(t, "feed.categories").Data == nil {
		categories, _ = look(t, "feed.collections.posts.categories").Texts()
	}
	for _, category := range categories {
		if category == "" {
			continue
		}
		m.feeds = append(m.feeds, movedFeed{path: "posts/" + category, category: category, old: m.url + "feed/" + category + ".xml", file: "atom.xml"})
	}
	if tags := look(t, "feed.tags"); tags.Data != nil && tags.Data != false {
		m.feeds = append(m.feeds, movedFeed{path: "by_tag/{slug}", each: "tag", word: "TAG", old: m.url + "feed/by_tag/TAG.xml", file: "atom.xml"})
	}
	for _, e := range lookTable(t, "feed.collections").Entries {
		if e.Key != "posts" {
			m.say("feed.collections: %s holds no posts and is not read.", e.Key)
		}
	}
}
