package record

import (
	"html"
	"net/url"
	"path"
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// liquidBody is the body of a post of Jekyll or Eleventy, its tags by their meaning.
// They are run everywhere, also in code.
func liquidBody(d *draft, body string) string {
	jekylls := d.defaults.Generator == "jekyll"
	if off, _ := d.variable("render_with_liquid"); off != "false" || !jekylls {
		if engine, said := d.variable("templateEngineOverride"); !said || jekylls || strings.Contains(engine, "liquid") || strings.Contains(engine, "njk") {
			l := liquid{draft: d}
			body = l.expand(body)
			d.left = append(d.left, l.left...)
		}
	}
	if separator, said := d.variable("excerpt_separator"); said && jekylls && !strings.Contains(separator, "more-->") {
		body = strings.Replace(body, separator, "\n<!--more-->\n", 1)
	}
	if d.text.markup != feed.Markdown {
		return body
	}
	if jekylls {
		return kramdown(body)
	}
	return withFiles(body)
}

// A liquid knows the tags and filters of Liquid that mean something without a site
// (jekyllrb.com/docs/liquid, 11ty.dev/docs/filters).
type liquid struct {
	draft *draft
	left  []leaving
}

func (l *liquid) expand(body string) string { return byMeaning(l, body, &l.left) }

var liquidTag = value.Regexp(`(?s)(\s*\{%-|\{%)\s*(.*?)\s*(?:-%\}\s*|%\})|(\s*\{\{-|\{\{)\s*(.*?)\s*(?:-\}\}\s*|\}\})`)

// liquidRaw finds what is not run at all.
var liquidRaw = value.Regexp(`(?s)\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}`)

func (l *liquid) tokens(body string) []token {
	var all []token
	at := 0
	add := func(end int) {
		for _, t := range l.tags(body[at:end]) {
			t.at, t.end = t.at+at, t.end+at
			all = append(all, t)
		}
	}
	for _, m := range liquidRaw().FindAllStringSubmatchIndex(body, -1) {
		add(m[0])
		all = append(all, token{text: body[m[2]:m[3]], at: m[0], end: m[1]})
		at = m[1]
	}
	add(len(body))
	return all
}

func (l *liquid) tags(text string) []token {
	return tokensOf(text, liquidTag(), func(m []string, t *token) {
		if m[3] != "" {
			t.kind, t.text = prints, m[4]
			return
		}
		t.kind, t.text = opens, m[2]
		t.name, _, _ = strings.Cut(m[2], " ")
		if name, is := strings.CutPrefix(t.name, "end"); is && name != "" {
			t.kind, t.name = closes, name
		}
	})
}

func (l *liquid) take(t token) call {
	c := call{name: t.name}
	arguments := strings.TrimSpace(strings.TrimPrefix(t.text, t.name))
	if strings.HasPrefix(t.name, "include") || t.name == "render" {
		file, rest, _ := strings.Cut(arguments, " ")
		c.name, arguments = strings.TrimSuffix(path.Base(strings.Trim(file, `"',`)), path.Ext(strings.Trim(file, `"',`))), rest
		if _, known := meanings[c.name]; !known {
			c.name = "include"
		}
	}
	if c.name == "post_url" || c.name == "link" {
		c.list = []string{strings.Trim(arguments, `"'`)}
		return c
	}
	c.take(arguments)
	for name, v := range c.named {
		if variable, there := l.variable(v); there && strings.HasPrefix(v, "page.") {
			c.named[name] = variable
		}
	}
	return c
}

func (l *liquid) closed(open, t token) bool { return t.kind == closes && t.name == open.name }

func (l *liquid) nests(open, t token) bool { return t.kind == opens && t.name == open.name }

func (l *liquid) meaning(c call) (string, bool, bool) {
	switch c.name {
	case "post_url":
		return reference("post " + c.list[0]), false, c.list[0] != ""
	case "link":
		return reference("/" + strings.TrimPrefix(c.list[0], "/")), false, c.list[0] != ""
	case "comment":
		return "", false, true
	case "else", "elsif", "when", "break", "continue":
		return "", false, true // of what is told already
	}
	if means, known := meanings[c.name]; known {
		return means(l.draft, c)
	}
	return "", false, false
}

// value is what {{ text }} prints.
func (l *liquid) value(t token) (string, bool) {
	parts := splitPipes(t.text)
	v, known := l.term(strings.TrimSpace(parts[0]))
	for _, part := range parts[1:] {
		name, argument, _ := strings.Cut(strings.TrimSpace(part), ":")
		argument, _ = l.term(strings.TrimSpace(argument))
		if strings.TrimSpace(name) == "default" && v == "" {
			v, known = argument, argument != ""
			continue
		}
		filter, there := filters[strings.TrimSpace(name)]
		if !there || !known {
			return "", false
		}
		if v, known = filter(l.draft, v, argument); !known {
			return "", false
		}
	}
	return v, known
}

// splitPipes splits at the pipes that stand in no quotes.
func splitPipes(s string) []string {
	var parts []string
	quote, at := byte(0), 0
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '|':
			parts, at = append(parts, s[at:i]), i+1
		}
	}
	return append(parts, s[at:])
}

// term is a text in quotes or a variable.
func (l *liquid) term(s string) (string, bool) {
	if len(s) > 1 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1], true
	}
	return l.variable(s)
}

// variable is what is known by a name.
func (l *liquid) variable(name string) (string, bool) {
	d := l.draft
	site, err := url.Parse(d.defaults.URL)
	if err != nil {
		return "", false
	}
	switch name {
	case "site.url":
		return site.Scheme + "://" + site.Host, true
	case "site.baseurl":
		return strings.TrimSuffix(site.Path, "/"), true
	case "page.fileSlug", "page.slug":
		if d.said != "" && name == "page.slug" {
			return d.said, true
		}
		return d.spot.name, true
	case "page.filePathStem":
		return "/" + path.Join(append(append([]string{}, d.spot.folders...), d.spot.name)...), true
	case "page.url":
		if address, err := url.Parse(d.URL); err == nil && d.URL != "" {
			return address.Path, true
		}
		return "", false
	case "page.date", "date":
		return d.written().Format("2006-01-02 15:04:05 -0700"), !d.Published.IsZero()
	case "page.title", "title":
		return d.Title, d.Title != ""
	case "page.excerpt", "content":
		return "", false
	}
	return d.variable(strings.TrimPrefix(name, "page."))
}

// filters are those of Liquid, by their names.
var filters = map[string]func(d *draft, v, argument string) (string, bool){
	"relative_url": (*draft).onHost, "url": (*draft).onHost,
	"absolute_url": (*draft).onSite, "htmlBaseUrl": (*draft).onSite, "absoluteUrl": (*draft).onSite,
	"prepend":    func(_ *draft, v, argument string) (string, bool) { return argument + v, true },
	"append":     func(_ *draft, v, argument string) (string, bool) { return v + argument, true },
	"downcase":   func(_ *draft, v, _ string) (string, bool) { return strings.ToLower(v), true },
	"lower":      func(_ *draft, v, _ string) (string, bool) { return strings.ToLower(v), true },
	"upcase":     func(_ *draft, v, _ string) (string, bool) { return strings.ToUpper(v), true },
	"strip":      func(_ *draft, v, _ string) (string, bool) { return strings.TrimSpace(v), true },
	"escape":     func(_ *draft, v, _ string) (string, bool) { return html.EscapeString(v), true },
	"xml_escape": func(_ *draft, v, _ string) (string, bool) { return html.EscapeString(v), true },
	"safe":       func(_ *draft, v, _ string) (string, bool) { return v, true },
	"slugify":    slugify, "slug": slugify,
	"date":   formatted,
	"remove": func(_ *draft, v, argument string) (string, bool) { return strings.ReplaceAll(v, argument, ""), true },
}

// onHost is a path below the site, seen from its host.
func (d *draft) onHost(v, _ string) (string, bool) {
	if strings.Contains(v, "://") || strings.Contains(v, markOf) {
		return v, true
	}
	address, err := d.below(v)
	if err != nil {
		return "", false
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	u.Scheme, u.Host = "", ""
	return u.String(), true
}

// onSite is the address of a path below the site.
func (d *draft) onSite(v, _ string) (string, bool) {
	if strings.Contains(v, "://") || strings.Contains(v, markOf) {
		return v, true
	}
	address, err := d.below(v)
	return address, err == nil
}

// slugify is a part of an address as the filter of that name makes it. Letters that are
// not ASCII each generator writes in its own way.
func slugify(d *draft, v, _ string) (string, bool) {
	if d.defaults.Generator == "jekyll" {
		return jekyllSlug(v), true
	}
	slug, _ := value.LatinSlug(strings.ReplaceAll(v, "&", " and "))
	for i := range len(v) {
		if v[i] >= 0x80 {
			return "", false
		}
	}
	return strings.Trim(slug, "-"), true
}

// conversions are those of strftime that people write addresses with.
var conversions = strings.NewReplacer("%Y", "2006", "%y", "06", "%m", "01", "%-m", "1", "%d", "02", "%-d", "2", "%e", "_2", "%B", "January", "%b", "Jan",
	"%A", "Monday", "%a", "Mon", "%H", "15", "%M", "04", "%S", "05", "%F", "2006-01-02", "%j", "002")

func formatted(d *draft, _, layout string) (string, bool) {
	layout = conversions.Replace(layout)
	return d.written().Format(layout), layout != "" && !strings.Contains(layout, "%")
}
