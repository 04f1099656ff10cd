package record

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// An Atlas knows where the articles of a generator's folder are published, by what other
// articles call them.
type Atlas struct {
	folder Folder
	paths  map[string]string // addresses by path, and by language and path
	names  map[string]string // by the last part of the path; "-" if there are several
}

// Atlas is an empty one.
func (f Folder) Atlas() Atlas { return Atlas{f, map[string]string{}, map[string]string{}} }

// Add adds an article that is published.
func (a Atlas) Add(key, address string) {
	if address == "" {
		return
	}
	r := reading{defaults: &a.folder.Defaults, name: filepath.Join(a.folder.Path, filepath.FromSlash(key)), rel: key}
	s := r.spot()
	name := path.Join(append(append([]string{}, s.folders...), s.file)...)
	if r.defaults.generator().posts {
		name = strings.TrimSuffix(key, path.Ext(key))
		_, post, found := strings.Cut("/"+name, "/_posts/")
		if !found {
			post = name
		}
		a.paths["post "+strings.ToLower(post)] = address
	}
	name = strings.ToLower(name)
	a.paths[s.language+" "+name] = address
	if _, there := a.paths[name]; !there || s.language == "" {
		a.paths[name] = address
	}
	last := path.Base(name)
	if other, there := a.names[last]; there && other != address && s.language == "" {
		address = "-"
	}
	if _, there := a.names[last]; !there || s.language == "" {
		a.names[last] = address
	}
}

// find is the address of what an article calls target; empty if it is no article.
func (a Atlas) find(from feed.Article, target string) string {
	r := reading{defaults: &a.folder.Defaults, name: filepath.Join(a.folder.Path, filepath.FromSlash(from.Key)), rel: from.Key}
	here := r.spot()
	called := target
	target = strings.ToLower(strings.TrimSuffix(target, "/"))
	for _, end := range []string{".md", ".markdown", ".html"} {
		target = strings.TrimSuffix(target, end)
	}
	target = strings.TrimSuffix(target, "."+here.language)
	if strings.HasSuffix(target, "/index") || target == "index" {
		target = strings.TrimSuffix(strings.TrimSuffix(target, "index"), "/")
	}
	var names []string
	if post, is := strings.CutPrefix(target, "post "); is {
		names = []string{"post " + strings.TrimPrefix(post, "/")}
		target = path.Base(post)
	} else if !strings.HasPrefix(target, "/") {
		folder := strings.ToLower(path.Join(here.folders...))
		names = append(names, path.Join(folder, target), path.Join(folder, strings.ToLower(here.file), target))
	}
	names = append(names, strings.TrimPrefix(path.Clean("/"+target), "/"))
	for _, name := range names {
		for _, key := range []string{here.language + " " + name, name} {
			if address := a.paths[key]; address != "" {
				return address
			}
		}
	}
	if address := a.names[target]; address != "-" && !strings.Contains(target, "/") && address != "" {
		return address
	}
	return a.list(here, called)
}

// list is the address of a folder that has a list of its own (_index.md), as Hugo and
// Zola have them; empty if there is none.
func (a Atlas) list(here spot, called string) string {
	d := draft{defaults: &a.folder.Defaults}
	d.spot.language = here.language
	called = strings.TrimSuffix(strings.Trim(called, "/"), "/_index.md")
	for _, folder := range []string{called, path.Join(append(append([]string{}, here.folders...), called)...)} {
		below := strings.TrimPrefix(folder, a.folder.Below)
		for _, name := range []string{"_index.md", "_index.html", "_index." + here.language + ".md"} {
			if _, err := os.Stat(filepath.Join(a.folder.Path, filepath.FromSlash(below), name)); err != nil || strings.HasPrefix(called, "..") {
				continue
			}
			address, err := d.below(d.prefix() + "/" + d.pieces(a.folder.generator(), strings.Split(folder, "/")) + "/")
			if err == nil {
				return address
			}
		}
	}
	return ""
}

// mark is what stands in a body for the address of another article, until all of them
// are known.
const markOf = "dateline-record:"

var (
	marked     = value.Regexp(markOf + `([^;\s]*);`)
	markedLink = value.Regexp(`\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?` + markOf + `([^;\s]*);>?[^)\n]*\)`)
	markedHTML = value.Regexp(`(?s)<a\b[^>]*\bhref=["']?[^"'>]*` + markOf + `([^;\s]*);[^>]*>(.*?)</a>`)
)

// reference is a mark for an article by what another one calls it; with an anchor, if
// there is one.
func reference(target string) string { return markOf + url.PathEscape(target) + ";" }

// perhaps is a mark for what may be an article: if there is none, it stays as it is.
func perhaps(target string) string { return markOf + "?" + url.PathEscape(target) + ";" }

// Refers reports whether the article refers to others by what they are called.
func Refers(a feed.Article) bool { return strings.Contains(a.Content, markOf) }

// Link puts the addresses of other articles into an article that refers to them. Where
// there is none, the words of the link stay, and a finding says so.
func (a Atlas) Link(article feed.Article) (feed.Article, feed.Findings) {
	var findings feed.Findings
	resolve := func(coded string) (address string, found bool) {
		coded, may := strings.CutPrefix(coded, "?")
		target, err := url.PathUnescape(coded)
		name, anchor, _ := strings.Cut(target, "#")
		if anchor != "" {
			anchor = "#" + anchor
		}
		if address = a.find(article, name); err == nil && address != "" {
			return address + anchor, true
		}
		if may {
			return target, true
		}
		findings.Add(feed.Warning, "record-reference", article.Record, "refers to %s, which is no article that is published; the words of the link stay", strings.TrimPrefix(target, "post "))
		return "", false
	}
	text := article.Content
	for _, form := range []struct {
		find          *regexp.Regexp
		target, words int
	}{{markedLink(), 2, 1}, {markedHTML(), 1, 2}, {marked(), 1, 0}} {
		text = form.find.ReplaceAllStringFunc(text, func(s string) string {
			m := form.find.FindStringSubmatch(s)
			if form.find == marked() {
				address, _ := resolve(m[1])
				return address
			}
			address, found := resolve(m[form.target])
			if !found {
				return m[form.words]
			}
			return marked().ReplaceAllLiteralString(s, address)
		})
	}
	article.Content = text
	return article, findings
}

var (
	internalLink = value.Regexp(`(\]\(\s*<?|\]:[ \t]+<?)@/([^)\s>]+)`)
	fileLink     = value.Regexp(`(\]\(\s*<?)([^)\s>:#?]+\.(?:md|markdown))(#[^)\s>]*)?`)
)

// internal marks the links of Zola to other pages: [text](@/blog/post.md#anchor).
func internal(body string) string {
	if !strings.Contains(body, "@/") {
		return body
	}
	return outside(body, func(text string) string {
		return internalLink().ReplaceAllStringFunc(text, func(s string) string {
			m := internalLink().FindStringSubmatch(s)
			return m[1] + reference("/"+m[2])
		})
	})
}

// withFiles marks links to files of other articles.
func withFiles(body string) string {
	if !strings.Contains(body, ".m") {
		return body
	}
	return outside(body, func(text string) string {
		return fileLink().ReplaceAllStringFunc(text, func(s string) string {
			m := fileLink().FindStringSubmatch(s)
			return m[1] + perhaps(m[2]+m[3])
		})
	})
}
