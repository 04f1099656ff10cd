package intake

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// ghostURL stands in exports of Ghost for the address of the site.
const ghostURL = "__GHOST_URL__"

// Ghost reads an export of Ghost (JSON), which findings call by a name: its posts, and
// its pages if they are wanted. The export does not say where the site is, so URL must.
// Ids are those of Ghost's posts, as in its feeds.
func (r Reader) Ghost(name string, data []byte, pages bool) *Document {
	in := &Document{Kind: "Ghost", name: name}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	root, err := table.JSON(data, 1)
	if err != nil {
		at := feed.Pos{File: name}
		var syntax *table.SyntaxError
		if errors.As(err, &syntax) {
			at.Line, at.Column = syntax.Line, syntax.Column
		}
		in.Findings.Add(feed.Error, "record-syntax", at, "%v", err)
		return in
	}
	export := root
	if db, ok := root.Get("db"); ok && len(db.List()) > 0 {
		export, _ = db.List()[0].Table()
	}
	v, _ := export.Get("data")
	export, err = v.Table()
	posts, found := export.Get("posts")
	if err != nil || !found {
		in.found(feed.Error, "import-kind", 1, "is no export of Ghost: it has no posts below db.data, which Settings > Migration tools > Export writes")
		return in
	}
	g := &ghost{Reader: r, in: in, pages: pages, users: byID(export, "users"), tags: byID(export, "tags"), meta: map[string]table.Table{}}
	for _, t := range tablesOf(export, "posts_meta") {
		g.meta[textOf(t, "post_id")] = t
	}
	g.authors, g.tagged = g.joined(export, "posts_authors", "author_id"), g.joined(export, "posts_tags", "tag_id")
	for _, post := range posts.List() {
		t, err := post.Table()
		if err != nil {
			in.found(feed.Error, "import-kind", post.Line, "posts: %v", err)
			continue
		}
		g.post(t, post.Line)
	}
	return in
}

// A ghost is an export of Ghost while it is read.
type ghost struct {
	Reader
	in              *Document
	pages           bool
	users, tags     map[string]table.Table // by id
	meta            map[string]table.Table // by post
	authors, tagged map[string][]string    // ids of users and tags by post, in their order
}

// tablesOf are the tables in the list under a key.
func tablesOf(t table.Table, key string) []table.Table {
	v, _ := t.Get(key)
	var all []table.Table
	for _, item := range v.List() {
		if row, err := item.Table(); err == nil {
			all = append(all, row)
		}
	}
	return all
}

// textOf is the text under a key; empty if there is none.
func textOf(t table.Table, key string) string {
	v, _ := t.Get(key)
	text, _ := v.Data.(string)
	return text
}

// byID are the tables in the list under a key, by their ids.
func byID(t table.Table, key string) map[string]table.Table {
	all := map[string]table.Table{}
	for _, row := range tablesOf(t, key) {
		all[textOf(row, "id")] = row
	}
	return all
}

// joined are the ids of what belongs to posts, by post.
func (g *ghost) joined(t table.Table, key, id string) map[string][]string {
	rows := tablesOf(t, key)
	order := func(row table.Table) int64 {
		v, _ := row.Get("sort_order")
		n, _ := v.Integer(0)
		return n
	}
	slices.SortStableFunc(rows, func(a, b table.Table) int { return cmp.Compare(order(a), order(b)) })
	all := map[string][]string{}
	for _, row := range rows {
		post := textOf(row, "post_id")
		all[post] = append(all[post], textOf(row, id))
	}
	return all
}

// ghostKeys are those of a post by what they mean for a record. The others are how
// Ghost works.
var ghostKeys = map[string]string{
	"id": "id", "title": "title", "slug": "slug", "html": "content_html", "custom_excerpt": "summary",
	"published_at": "published", "updated_at": "updated", "canonical_url": "canonical_url", "feature_image": "image", "locale": "language",
	"codeinjection_head": "codeinjection_head", "codeinjection_foot": "codeinjection_foot",
}

// post reads a post.
func (g *ghost) post(t table.Table, line int) {
	kind, state, id := cmp.Or(textOf(t, "type"), "post"), textOf(t, "status"), textOf(t, "id")
	page, _ := t.Get("page")
	switch {
	case !g.pages && (kind == "page" || page.Data == true || page.Data == int64(1)):
		g.in.Omitted.Add("pages", 1)
		return
	case state == "sent":
		g.in.Omitted.Add("posts that were e-mails only", 1)
		return
	}
	keys, extra := g.keys(t, id)
	add := func(key string, data any) {
		keys = append(keys, table.Entry{Key: key, Value: table.Value{Line: line, Data: data}})
	}
	if textOf(t, "html") == "" {
		if plain := textOf(t, "plaintext"); plain != "" {
			g.said(t, line, "has no HTML, so its plain text is taken")
			add("content_text", plain)
		} else if textOf(t, "lexical")+textOf(t, "mobiledoc") != "" {
			g.said(t, line, "has no HTML, so its body is left out; open it in Ghost and save it, then export again")
		}
	}
	add("url", strings.TrimSuffix(g.URL, "/")+"/"+textOf(t, "slug")+"/")
	g.people(add, t, id, line)
	g.file(add, id)
	if seen := textOf(t, "visibility"); seen != "" && seen != "public" && (state == "published" || state == "scheduled") {
		g.said(t, line, "is for "+seen+" alone, so it becomes a draft")
		state = "draft"
	}
	if state == "draft" {
		add("draft", true)
	}
	if len(extra) > 0 {
		add("extra", table.Table{Entries: extra})
	}
	g.in.Items = append(g.in.Items, table.Item{Table: table.Table{Entries: keys}, Line: line, Base: g.URL})
}

// keys are what a post says itself, and what of it no record has a name for.
func (g *ghost) keys(t table.Table, id string) (keys, extra []table.Entry) {
	for _, e := range t.Entries {
		text, isText := e.Data.(string)
		key := ghostKeys[e.Key]
		if key == "" || e.Data == nil || isText && text == "" {
			continue
		}
		if isText {
			e.Data = g.located(text)
		}
		e.Key = key
		switch key {
		case "canonical_url", "codeinjection_head", "codeinjection_foot":
			extra = append(extra, e)
			continue
		case "image":
			e.Data = g.image(e.Value, id)
		}
		keys = append(keys, e)
	}
	return keys, extra
}

// said tells what was done with a post.
func (g *ghost) said(t table.Table, line int, what string) {
	g.in.found(feed.Warning, "import-state", line, "%s %s", value.Quote(textOf(t, "title")), what)
}

// located is a text with the address of the site where it stands for it.
func (g *ghost) located(text string) string {
	if !strings.Contains(text, ghostURL) {
		return text
	}
	return strings.ReplaceAll(text, ghostURL, strings.TrimSuffix(g.URL, "/"))
}

// image is the picture of a post, with what its other table says of it.
func (g *ghost) image(v table.Value, post string) table.Table {
	m := g.meta[post]
	t := rowOf(v.Line, "alt", textOf(m, "feature_image_alt"), "caption", value.Line(g.Words(textOf(m, "feature_image_caption"))))
	t.Entries = append(t.Entries, table.Entry{Key: "url", Value: v})
	return t
}

// people says who wrote a post.
func (g *ghost) people(add func(string, any), t table.Table, id string, line int) {
	ids := g.authors[id]
	if len(ids) == 0 {
		ids = []string{textOf(t, "author_id")}
	}
	var people []table.Value
	for _, user := range ids {
		u := g.users[user]
		name := textOf(u, "name")
		if name == "" {
			continue
		}
		row := rowOf(line, "name", name, "url", absolute(g.located(textOf(u, "website")), ""), "avatar", absolute(g.located(textOf(u, "profile_image")), ""))
		people = append(people, table.Value{Data: row})
	}
	if len(people) > 0 {
		add("authors", people)
	}
}

// file says the tags of a post; the first is its section too. Internal ones (#news)
// are for Ghost itself.
func (g *ghost) file(add func(string, any), id string) {
	var terms []table.Value
	for _, tag := range g.tagged[id] {
		t := g.tags[tag]
		name := textOf(t, "name")
		if name != "" && textOf(t, "visibility") != "internal" && !strings.HasPrefix(name, "#") {
			terms = append(terms, table.Value{Data: name})
		}
	}
	if len(terms) > 0 {
		add("tags", terms)
		add("section", terms[0].Data)
	}
}
