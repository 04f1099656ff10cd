package intake

import (
	"cmp"
	"html"
	"maps"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/table"
	"dateline/feed/value"
)

// A blog is a WordPress export while it is read.
type blog struct {
	Reader
	doc         *markup.Document
	types       map[string]bool     // of the posts that are wanted
	authors     map[string]string   // names, by login
	attachments map[string]uploaded // by the number of their posts
	in          *Document
	missing     []string // files of galleries that the export does not hold
}

// uploaded is a file of the media library.
type uploaded struct{ url, alt, caption, title string }

// WordPress reads an export of WordPress (WXR 1.0 to 1.2), which findings call by a
// name: its posts, and of the other types those that are named. Ids are the guids of
// its feeds.
func (r Reader) WordPress(name string, data []byte, types ...string) *Document {
	in := &Document{Kind: "WordPress", name: name}
	doc := in.tree(data)
	if doc == nil {
		return in
	}
	channel := child(doc.Root, "channel")
	if nameOf(doc.Root) != "rss" || child(channel, "wp:wxr_version").Text == "" {
		in.found(feed.Error, "import-kind", 1, "is no export of WordPress: it has no wp:wxr_version, which Tools > Export writes")
		return in
	}
	b := &blog{Reader: r, doc: doc, types: value.Words("post " + strings.Join(types, " ")), authors: map[string]string{}, attachments: map[string]uploaded{}, in: in}
	b.URL = cmp.Or(absolute(child(channel, "wp:base_blog_url").Text, ""), absolute(child(channel, "link").Text, ""), r.URL)
	for _, n := range channel.Children {
		switch nameOf(n) {
		case "wp:author":
			login := strings.TrimSpace(child(n, "wp:author_login").Text)
			first := child(n, "wp:author_first_name").Text + " " + child(n, "wp:author_last_name").Text
			b.authors[login] = cmp.Or(value.Line(child(n, "wp:author_display_name").Text), value.Line(first), login)
		case "item":
			if child(n, "wp:post_type").Text == "attachment" {
				b.attachments[child(n, "wp:post_id").Text] = b.uploaded(n)
			}
		}
	}
	for _, n := range channel.Children {
		if nameOf(n) == "item" {
			b.post(channel, n)
		}
	}
	return in
}

// uploaded is what an item of the media library says.
func (b *blog) uploaded(n *markup.Node) uploaded {
	return uploaded{
		url:     cmp.Or(absolute(child(n, "wp:attachment_url").Text, b.URL), absolute(child(n, "guid").Text, b.URL)),
		alt:     value.Line(meta(n)["_wp_attachment_image_alt"]),
		caption: value.Line(b.Words(child(n, "excerpt:encoded").Text)),
		title:   value.Line(child(n, "title").Text),
	}
}

// meta are the custom fields of a post.
func meta(n *markup.Node) map[string]string {
	all := map[string]string{}
	for _, c := range n.Children {
		if nameOf(c) == "wp:postmeta" {
			all[child(c, "wp:meta_key").Text] = child(c, "wp:meta_value").Text
		}
	}
	return all
}

// states are those of posts that become records; the others never were articles.
var states = map[string]bool{"publish": true, "future": true, "draft": true, "pending": true, "private": true}

// post reads an item of the export.
func (b *blog) post(channel, n *markup.Node) {
	kind, state := child(n, "wp:post_type").Text, child(n, "wp:status").Text
	switch {
	case kind == "attachment": // posts show them
		b.in.Omitted.Add("files of the media library, which stay where they are", 1)
		return
	case !b.types[kind]:
		b.in.Omitted.Add("items of type "+kind, 1)
		return
	case !states[state]:
		b.in.Omitted.Add("posts of status "+state, 1)
		return
	}
	i := &item{Reader: &b.Reader, in: b.in, doc: b.doc, node: n, base: b.URL}
	for _, c := range n.Children {
		if read := wordPressElements[nameOf(c)]; read != nil {
			read(b, i, c)
		} else if read := rssElements[nameOf(c)]; read != nil {
			read(i, c)
		} else {
			i.keep(c)
		}
	}
	if date := local8601(child(n, "wp:post_date").Text); date != "" && !i.said("published") {
		i.put("published", child(n, "wp:post_date"), date)
	}
	i.inherit(channel)
	i.settle()
	i.byline(b.coauthors(i))
	b.fields(i, meta(n))
	b.hide(i, state)
	i.article()
}

// local8601 is a date of WordPress without an offset; empty for its zero.
func local8601(s string) string {
	if strings.HasPrefix(s, "0000") {
		return ""
	}
	return strings.TrimSpace(s)
}

// wordPressElements say what elements that only an export has, or has otherwise, say.
var wordPressElements = map[string]func(*blog, *item, *markup.Node){
	"title": func(b *blog, i *item, n *markup.Node) {
		i.put("title", n, value.Line(i.Words(html.UnescapeString(n.Text))))
	},
	"description":     nothing,
	"pubDate":         nothing, // wp:post_date_gmt is the same, and known of drafts too
	"content:encoded": (*blog).content,
	"excerpt:encoded": func(b *blog, i *item, n *markup.Node) { i.put("summary", n, value.Line(i.Words(n.Text))) },
	"dc:creator": func(b *blog, i *item, n *markup.Node) {
		if login := strings.TrimSpace(n.Text); login != "" {
			i.add("authors", n, i.row(n, "name", cmp.Or(b.authors[login], login)))
		}
	},
	"category":             (*blog).term,
	"wp:post_date_gmt":     func(b *blog, i *item, n *markup.Node) { i.moment("published", n) },
	"wp:post_modified_gmt": func(b *blog, i *item, n *markup.Node) { i.moment("updated", n) },
	"wp:post_name":         func(b *blog, i *item, n *markup.Node) { i.put("slug", n, value.Slug(value.Decoded(n.Text))) },
	"wp:comment":           nothing, // they are counted
	"wp:postmeta":          nothing, // looked up by name
	"wp:post_type":         nothing,
	"wp:status":            nothing,
	"wp:post_id":           nothing,
	"wp:post_date":         nothing,
	"wp:post_modified":     nothing,
	"wp:post_parent":       nothing,
	"wp:menu_order":        nothing,
	"wp:is_sticky":         nothing,
	"wp:ping_status":       nothing,
	"wp:comment_status":    nothing,
	"wp:post_password":     nothing,
}

func nothing(*blog, *item, *markup.Node) {}

// moment says a date in UTC.
func (i *item) moment(key string, n *markup.Node) {
	if date := local8601(n.Text); date != "" {
		i.put(key, n, strings.Replace(date, " ", "T", 1)+"Z")
	}
}

// term says a category or tag, and who wrote it if a plugin for several authors says
// that in this way.
func (b *blog) term(i *item, n *markup.Node) {
	name := value.Line(html.UnescapeString(n.Text))
	switch attr(n, "domain") {
	case "", "category", "tag", "post_tag":
		if name != "" && attr(n, "nicename") != "uncategorized" {
			i.add("tags", n, i.row(n, "term", name))
		}
		if attr(n, "domain") == "category" && attr(n, "nicename") != "uncategorized" && !i.said("section") {
			i.put("section", n, name)
		}
	case "author":
	default:
		i.keep(n)
	}
}

// coauthors are those that Co-Authors Plus names.
func (b *blog) coauthors(i *item) []table.Value {
	var all []table.Value
	for _, n := range i.node.Children {
		if nameOf(n) == "category" && attr(n, "domain") == "author" {
			login := strings.TrimPrefix(attr(n, "nicename"), "cap-")
			all = append(all, i.value(n, i.row(n, "name", cmp.Or(b.authors[strings.TrimSpace(n.Text)], b.authors[login], value.Line(n.Text)))))
		}
	}
	return all
}

// byline says who wrote it, if anybody is named.
func (i *item) byline(people []table.Value) {
	if len(people) == 0 {
		return
	}
	i.keys.Entries = slices.DeleteFunc(i.keys.Entries, func(e table.Entry) bool { return e.Key == "authors" })
	i.keys.Entries = append(i.keys.Entries, table.Entry{Key: "authors", Value: table.Value{Line: people[0].Line, Data: people}})
}

// fields says what custom fields say: the picture and the enclosures. The private ones
// of plugins are left out, the others are kept.
func (b *blog) fields(i *item, fields map[string]string) {
	n := i.node
	if picture, ok := b.attachments[fields["_thumbnail_id"]]; ok && picture.url != "" {
		i.put("image", n, i.row(n, "url", picture.url, "alt", picture.alt, "caption", picture.caption))
	} else if id := fields["_thumbnail_id"]; id != "" && id != "0" {
		i.found("import-picture", "has the picture "+id+" of the media library, which this export does not hold; give all its files at once, or add image = \"...\"")
	}
	if key := "_yoast_wpseo_metadesc"; fields[key] != "" && !i.said("summary") && !strings.Contains(fields[key], "%%") {
		i.put("summary", n, value.Line(fields[key]))
	}
	for _, c := range n.Children {
		if nameOf(c) == "wp:postmeta" && child(c, "wp:meta_key").Text == "enclosure" { // address, length and type, a line each
			lines := append(strings.Split(strings.TrimSpace(child(c, "wp:meta_value").Text), "\n"), "", "")
			at := strings.TrimSpace(lines[0])
			i.attach(c, cmp.Or(absolute(at, b.URL), at), strings.TrimSpace(lines[2]), strings.TrimSpace(lines[1]), "")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if !strings.HasPrefix(name, "_") && name != "enclosure" && name != "" && strings.TrimSpace(fields[name]) != "" {
			i.extra.Entries = append(i.extra.Entries, table.Entry{Key: name, Value: i.value(n, value.Clean(fields[name]))})
		}
	}
	comments := 0
	for _, c := range n.Children {
		if nameOf(c) == "wp:comment" && child(c, "wp:comment_approved").Text == "1" && strings.Trim(child(c, "wp:comment_type").Text, "coment") == "" {
			comments++
		}
	}
	if comments > 0 {
		b.in.Omitted.Add("comments, which each article counts", comments)
		i.put("comment_count", n, int64(comments))
		if link, _ := i.keys.Get("url"); link.Data != nil {
			i.put("comments_url", n, link.Data.(string)+"#comments")
		}
	}
}

// hide makes drafts of what not everybody was to see.
func (b *blog) hide(i *item, state string) {
	switch password := child(i.node, "wp:post_password").Text; {
	case state == "draft" || state == "pending":
	case state == "private":
		i.found("import-state", "is private, so it becomes a draft")
	case password != "":
		i.found("import-state", "has a password, so it becomes a draft")
	default:
		return
	}
	i.put("draft", i.node, true)
}

// found says what was done with the item.
func (i *item) found(code, what string) {
	line, _ := i.doc.Place(i.node.At)
	title, _ := i.keys.Get("title")
	text, _ := title.Data.(string)
	i.in.found(feed.Warning, code, line, "%s %s", value.Quote(text), what)
}

// content says the body as WordPress prints it.
func (b *blog) content(i *item, n *markup.Node) {
	body := i.inner(n)
	if above, _, more := cutMore(body); more && !i.said("summary") && strings.TrimSpace(child(i.node, "excerpt:encoded").Text) == "" {
		i.put("summary", n, value.Line(i.Words(b.print(above, nil))))
	}
	i.put("content_html", n, b.print(body, func(name string) {
		line, _ := i.doc.Place(n.At)
		b.in.found(feed.Warning, "import-shortcode", line, "the shortcode %s is not known; what it held stays", name)
	}))
	if len(b.missing) > 0 {
		i.found("import-picture", "has a gallery of files that this export does not hold: "+strings.Join(b.missing, ", "))
		b.missing = nil
	}
}
