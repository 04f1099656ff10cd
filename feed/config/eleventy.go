package config

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// eleventy reads what stands in plain sight: Eleventy is configured by a program, which
// is not run (11ty.dev/docs/config).
func (m *move) eleventy() error {
	program := ""
	for _, name := range []string{"eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js"} {
		if data, err := fs.ReadFile(m.site, name); err == nil && program == "" {
			program = string(data)
		}
	}
	if program == "" && !m.there("package.json") {
		return fmt.Errorf("%w: eleventy.config.js is not there", ErrNoSite)
	}
	said := func(key string) string {
		if found := regexp.MustCompile(`\b` + key + `\s*:\s*["'` + "`" + `]([^"'` + "`" + `\n]+)["'` + "`" + `]`).FindStringSubmatch(program); found != nil {
			return found[1]
		}
		return ""
	}
	input := path.Join(".", cmp.Or(said("input"), "."))
	t, err := m.eleventyData(input)
	if err != nil {
		return err
	}
	m.title, m.description = cmp.Or(lookText(t, "title"), said("title")), cmp.Or(lookText(t, "description", "subtitle"), said("subtitle"))
	m.language, m.zone = cmp.Or(lookText(t, "language", "lang"), said("language")), "UTC"
	m.home(cmp.Or(lookText(t, "url", "base"), said("base")))
	if author := look(t, "author"); author.Data != nil {
		m.person(author)
	} else if name := regexp.MustCompile(`author\s*:\s*\{[^}]*?name\s*:\s*["']([^"']+)["']`).FindStringSubmatch(program); name != nil {
		m.authors = []feed.Person{{Name: value.Line(name[1])}}
	}
	if err := m.eleventyFolder(input); err != nil {
		return err
	}
	m.limit = 0
	m.feeds = append(m.feeds, movedFeed{old: m.url + strings.TrimPrefix(cmp.Or(said("outputPath"), "feed/feed.xml"), "/"), file: "atom.xml"})
	m.say("Let Eleventy copy the folder feeds: eleventyConfig.addPassthroughCopy(\"feeds\"), and run dateline publish before it.")
	m.say("Eleventy is configured by a program that was not run: look whether the links of dateline plan are those of the site. Dates that it takes from files or from Git must be written into the articles.")
	return nil
}

// eleventyData is what the site says of itself.
func (m *move) eleventyData(input string) (table.Table, error) {
	for _, name := range []string{"metadata", "site", "meta"} {
		if t, file, err := m.table(path.Join(input, "_data", name)); err != nil || file != "" {
			return t, err
		}
	}
	return table.Table{}, nil
}

// eleventyFolder finds the articles, and the pattern of their addresses.
func (m *move) eleventyFolder(input string) error {
	for _, name := range []string{"posts", "blog", "content/blog", "content/posts", "post", "articles", "notes", "."} {
		m.path = path.Join(input, name)
		if m.there(m.path) {
			break
		}
	}
	below := strings.Trim(strings.TrimPrefix(m.path, input), "/")
	if input == "." {
		below = strings.Trim(m.path, "./")
	}
	m.pattern = path.Join("/", below, "{folders}/{filename}") + "/"
	base := path.Base(m.path)
	for _, name := range []string{base + ".11tydata", base} {
		t, file, err := m.table(path.Join(m.path, name))
		if err != nil {
			return err
		}
		if file != "" {
			m.eleventyPermalink(lookText(t, "permalink"))
		}
	}
	if m.path == "." {
		m.to = "../feeds"
		m.say("The articles lie beside all else, so what is published goes to a folder beside the site: name their folder as [records] path, if they have one.")
	}
	return nil
}

// eleventyPermalink translates the permalink of all articles.
func (m *move) eleventyPermalink(said string) {
	if said == "" {
		return
	}
	ours := regexp.MustCompile(`\{\{-?\s*(.*?)\s*-?\}\}`).ReplaceAllStringFunc(said, func(s string) string {
		switch strings.Trim(s, "{}- ") {
		case "page.fileSlug":
			return "{name}"
		case "title | slugify", "title | slug":
			return "{title}"
		case "slug":
			return "{slug}"
		}
		return s
	})
	if strings.Contains(ours, "{{") || strings.Contains(ours, "{%") || !tellsApart(ours) {
		m.say("permalink %q of the folder is not translated; write [records] url.", said)
		return
	}
	m.pattern = "/" + strings.TrimPrefix(strings.TrimSuffix(ours, "index.html"), "/")
}
