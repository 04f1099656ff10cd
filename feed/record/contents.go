package record

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// reads reports whether a generator makes articles of files of that name.
func (g *generator) reads(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".html", ".htm":
		return true
	}
	return false
}

// foreignNotations are those of which generators make articles, and Dateline cannot, by
// the end of their files' names.
var foreignNotations = map[string]string{
	".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".ad": "AsciiDoc", ".org": "Org mode", ".rst": "reStructuredText", ".pandoc": "Pandoc", ".pdc": "Pandoc",
	".mdx": "MDX", ".textile": "Textile", ".njk": "Nunjucks", ".liquid": "Liquid", ".webc": "WebC", ".hbs": "Handlebars", ".pug": "Pug", ".ejs": "EJS",
	".mkd": "Markdown under another name", ".mkdn": "Markdown under another name", ".mdown": "Markdown under another name",
}

// A bundle is what a folder of a generator holds together.
type bundle bool

// bundle reports whether all that is in a folder belongs to its index.md.
func (d *Defaults) bundle(entries []listed) bundle {
	g := d.generator()
	return bundle(g != nil && g.bundles && slices.ContainsFunc(entries, func(e listed) bool {
		return !e.IsDir() && d.isIndex(e.Name())
	}))
}

// isIndex reports whether a file is the article of its folder, in any language.
func (d *Defaults) isIndex(name string) bool {
	stem := strings.TrimSuffix(name, path.Ext(name))
	if at := strings.LastIndexByte(stem, '.'); at > 0 && slices.Contains(d.Languages, stem[at+1:]) {
		stem = stem[:at]
	}
	return stem == "index" && d.notation(name) != nil
}

// reads reports whether a file is one of records. One of which a generator would make
// an article is named if nobody here can read it.
func (l *lister) reads(name string, in bundle) bool {
	g := l.defaults.generator()
	switch {
	case g == nil:
		return l.defaults.notation(name) != nil
	case bool(in) && path.Dir(name) != "." && !l.defaults.isIndex(path.Base(name)):
		return false
	}
	if kind := foreignNotations[strings.ToLower(path.Ext(name))]; kind != "" {
		l.found("record-notation", filepath.Join(l.path, filepath.FromSlash(name)), "is %s, which is not read; write it as Markdown (.md)", kind)
		return false
	}
	return l.defaults.notation(name) != nil
}

// enters reports whether a folder is looked at, and whether there are records in it.
func (l *lister) enters(name string, records bool, in bundle) (below, look bool) {
	base := path.Base(name)
	below = records && !passedOver(base)
	switch g := l.defaults.generator(); {
	case g == nil:
		return below, true
	case base == "node_modules":
		return false, false
	case g.posts:
		below = records && (base == "_posts" || !passedOver(base) && base != "vendor")
		return below, below
	}
	return below && (!bool(in) || path.Dir(name) == "."), true
}

// foreign reports whether a file is nothing to us: what a site of Jekyll holds beside
// its posts.
func (l *lister) foreign(name string) bool {
	g := l.defaults.generator()
	return g != nil && g.posts && !strings.Contains("/"+filepath.ToSlash(l.path)+"/"+name, "/_posts/")
}
