package config

import (
	"cmp"
	"fmt"
	"strings"

	"dateline/feed/table"
)

// zola reads config.toml (getzola.org/documentation/getting-started/configuration).
func (m *move) zola() error {
	t, file, err := m.table("config")
	if err == nil && file == "" {
		t, file, err = m.table("zola")
	}
	if err != nil {
		return err
	}
	if file == "" || look(t, "base_url").Data == nil {
		return fmt.Errorf("%w: no config.toml with a base_url is there", ErrNoSite)
	}
	m.home(lookText(t, "base_url"))
	m.title, m.description, m.language = lookText(t, "title"), lookText(t, "description"), cmp.Or(lookText(t, "default_language"), "en")
	if author := look(t, "author"); author.Data != nil {
		m.person(author)
	}
	m.path, m.to, m.limit, m.theirs = "content", "static/feeds", 0, true
	if n, err := look(t, "feed_limit").Integer(1); err == nil {
		m.limit = int(n)
	}
	if how := lookText(t, "slugify.paths"); how != "" && how != "on" {
		m.say("slugify.paths = %q is not translated: look whether the links of dateline plan are those of the site.", how)
	}
	m.zolaFeeds(t)
	m.say("Sections whose _index.md says generate_feeds have feeds of their own: add a [[feed]] with sections = [\"NAME\"] for each.")
	m.say("Zola copies static/feeds to the site, so run dateline publish before zola build, and set generate_feeds = false.")
	return nil
}

// zolaFeeds are those of the site, of each language, and of taxonomies that have some.
func (m *move) zolaFeeds(t table.Table) {
	for _, e := range lookTable(t, "languages").Entries {
		if len(m.languages) == 0 {
			m.languages = []string{m.language}
		}
		if e.Key != m.language {
			m.languages = append(m.languages, e.Key)
		}
	}
	files, _ := look(t, "feed_filenames").Texts()
	name := cmp.Or(append(files, lookText(t, "feed_filename"), "atom.xml")...)
	ours := "atom.xml"
	if strings.Contains(name, "rss") {
		ours = "rss.xml"
	}
	main := ""
	if len(m.languages) > 0 {
		main = m.languages[0]
	}
	m.feeds = append(m.feeds, movedFeed{old: m.url + name, file: ours, language: main})
	for _, language := range m.languages[min(1, len(m.languages)):] {
		m.feeds = append(m.feeds, movedFeed{path: language, old: m.url + language + "/" + name, file: ours, language: language})
	}
	for _, item := range look(t, "taxonomies").List() {
		taxonomy, err := item.Table()
		if on, _ := look(taxonomy, "feed").Bool(); err == nil && on {
			m.feeds = append(m.feeds, movedFeed{path: lookText(taxonomy, "name") + "/{slug}", each: "tag", word: "TERM", old: m.url + lookText(taxonomy, "name") + "/TERM/" + name, file: ours, language: main})
		}
	}
}
