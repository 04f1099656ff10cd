package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"dateline/feed/table"
	"dateline/feed/value"
)

// hugo reads hugo.toml or config.toml (or YAML, or JSON), and the files in
// config/_default (gohugo.io/configuration/introduction).
func (m *move) hugo() error {
	t, err := m.hugoTable()
	if err != nil {
		return err
	}
	m.title, m.language = lookText(t, "title"), lookText(t, "locale", "languageCode", "defaultContentLanguage")
	m.home(lookText(t, "baseURL"))
	m.description, m.rights, m.zone = lookText(t, "params.description"), lookText(t, "copyright"), lookText(t, "timeZone")
	for _, key := range []string{"params.author", "author"} {
		if v := look(t, key); v.Data != nil && len(m.authors) == 0 {
			m.person(v)
		}
	}
	m.path, m.to = cmp.Or(lookText(t, "contentDir"), "content"), "static/feeds"
	m.theirs = !m.there("hugo.toml") && !m.there("hugo.yaml") && !m.there("hugo.yml") && !m.there("hugo.json")
	m.hugoAddresses(t)
	m.hugoLanguages(t)
	m.hugoTaxonomies(t)
	m.limit = 0
	for _, key := range []string{"rssLimit", "services.rss.limit"} {
		if n, err := look(t, key).Integer(1); err == nil {
			m.limit = int(n)
		}
	}
	m.hugoFeeds(t)
	m.say("Hugo copies static/feeds to the site, so run dateline publish before hugo. Let Hugo make no feeds any more: disableKinds = [\"RSS\"].")
	return nil
}

// hugoTable is the whole configuration.
func (m *move) hugoTable() (table.Table, error) {
	var all table.Table
	for _, name := range []string{"hugo", "config", "config/_default/hugo", "config/_default/config"} {
		t, file, err := m.table(name)
		if err != nil {
			return all, err
		}
		if file != "" && !(name == "config" && look(t, "records").Data != nil) { // one of ours
			all.Entries = append(all.Entries, t.Entries...)
			if name == "hugo" || name == "config" {
				break
			}
		}
	}
	parts, err := fs.ReadDir(m.site, "config/_default")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return all, err
	}
	for _, part := range parts {
		name := strings.TrimSuffix(part.Name(), path.Ext(part.Name()))
		if part.IsDir() || name == "hugo" || name == "config" || strings.Contains(name, ".") {
			continue
		}
		t, file, err := m.table("config/_default/" + name)
		if err != nil {
			return all, err
		}
		if file != "" {
			all.Entries = append(all.Entries, table.Entry{Key: name, Value: table.Value{Data: t}})
		}
	}
	if len(all.Entries) == 0 {
		return all, fmt.Errorf("%w: neither hugo.toml nor config/_default is there", ErrNoSite)
	}
	return all, nil
}

// hugoAddresses translates the permalinks.
func (m *move) hugoAddresses(t table.Table) {
	permalinks := look(t, "permalinks")
	flat, err := permalinks.Table()
	if err != nil && permalinks.Data != nil {
		m.say("permalinks: the list of rules is not translated; write them as [records.urls], a pattern for each section.")
	}
	for _, e := range append(slices.Clone(flat.Entries), lookTable(flat, "page").Entries...) {
		pattern, err := e.Text()
		if err != nil {
			continue // a table for one kind of pages
		}
		if ours := m.translate("permalinks."+e.Key, pattern); ours != "" {
			m.urls[e.Key] = strings.TrimSuffix(ours, "/") + "/"
		}
	}
	if ugly, _ := look(t, "uglyURLs").Bool(); ugly {
		m.pattern = "/{folders}/{slug}.html"
	}
	for _, key := range []string{"disablePathToLower", "removePathAccents"} {
		if on, _ := look(t, key).Bool(); on {
			m.say("%s is not translated: look whether the links of dateline plan are those of the site.", key)
		}
	}
	if dates, err := look(t, "frontmatter.date").Texts(); err == nil && slices.Contains(dates, ":filename") {
		m.say("frontmatter.date: a date in a file's name is read where front matter says none; where it says another one, that is taken.")
	}
}

// hugoLanguages finds the languages of a site that has several.
func (m *move) hugoLanguages(t table.Table) {
	main := cmp.Or(lookText(t, "defaultContentLanguage"), "en")
	languages := lookTable(t, "languages")
	if len(languages.Entries) == 0 {
		return
	}
	own, _ := look(languages, main).Table()
	m.title = cmp.Or(lookText(own, "title"), m.title)
	m.language = cmp.Or(lookText(own, "locale", "languageCode"), m.language, main)
	m.description = cmp.Or(lookText(own, "params.description", "description"), m.description)
	if folder := lookText(own, "contentDir"); folder != "" {
		m.path, m.languages, m.apart = folder, languagesOf(languages, main), true
		m.say("languages: each has a folder of its own; this configuration is for %s, make another one like it for each of the others.", folder)
		return
	}
	if len(languages.Entries) < 2 {
		return
	}
	m.languages = languagesOf(languages, main)
	if sub, _ := look(t, "defaultContentLanguageInSubdir").Bool(); sub {
		m.say("defaultContentLanguageInSubdir is not translated: put /%s/ before the patterns of addresses.", main)
	}
}

// languagesOf are the keys of the table of languages, the main one first.
func languagesOf(t table.Table, main string) []string {
	all := []string{main}
	for _, e := range t.Entries {
		if !strings.EqualFold(e.Key, main) {
			all = append(all, e.Key)
		}
	}
	slices.Sort(all[1:])
	return all
}

// hugoTaxonomies finds the keys that hold tags, if they are others than usual.
func (m *move) hugoTaxonomies(t table.Table) {
	for _, e := range lookTable(t, "taxonomies").Entries {
		if plural, err := e.Text(); err == nil && plural != "tags" && plural != "categories" && !strings.HasPrefix(plural, "author") && plural != "" {
			m.taxonomies = append(m.taxonomies, plural)
		}
	}
}

// hugoFeeds are those that Hugo makes unless it is told otherwise: of the site, of each
// section, and of each tag.
func (m *move) hugoFeeds(t table.Table) {
	name := cmp.Or(lookText(t, "outputFormats.rss.baseName"), "index") + ".xml"
	main := ""
	if len(m.languages) > 0 {
		main = m.languages[0]
	}
	m.feeds = append(m.feeds, movedFeed{old: m.url + name, file: "rss.xml", language: main})
	for _, language := range m.languages[min(1, len(m.languages)):] {
		if m.apart {
			break // the others have configurations of their own
		}
		m.feeds = append(m.feeds, movedFeed{path: strings.ToLower(language), old: m.url + strings.ToLower(language) + "/" + name, file: "rss.xml", language: language})
	}
	folders, _ := fs.ReadDir(m.site, m.path)
	if slices.ContainsFunc(folders, func(e fs.DirEntry) bool {
		return e.IsDir() && value.Slug(e.Name()) != "" && !m.there(path.Join(m.path, e.Name(), "index.md"))
	}) {
		m.feeds = append(m.feeds, movedFeed{path: "section/{slug}", each: "section", word: "SECTION", old: m.url + "SECTION/" + name, file: "rss.xml", language: main})
	}
	m.feeds = append(m.feeds, movedFeed{path: "tags/{slug}", each: "tag", word: "TAG", old: m.url + "tags/TAG/" + name, file: "rss.xml", language: main})
}
