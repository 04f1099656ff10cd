package intake

import (
	"cmp"
	"html"
	"net/url"
	"strings"

	"dateline/feed/markup"
	"dateline/feed/table"
	"dateline/feed/value"
)

// rssElements say what the elements of an item say of an article. Others are kept in
// extra.
var rssElements = map[string]func(*item, *markup.Node){
	"title":            func(i *item, n *markup.Node) { i.put("title", n, i.title(n)) },
	"link":             func(i *item, n *markup.Node) { i.url("link", n, n.Text) },
	"guid":             func(i *item, n *markup.Node) { i.put("guid", n, n.Text) },
	"description":      func(i *item, n *markup.Node) { i.put("described", n, i.inner(n)) },
	"content:encoded":  func(i *item, n *markup.Node) { i.put("content_html", n, i.inner(n)) },
	"xhtml:body":       func(i *item, n *markup.Node) { i.put("content_html", n, i.inner(n)) },
	"xhtml:div":        func(i *item, n *markup.Node) { i.put("content_html", n, i.inner(n)) },
	"pubDate":          func(i *item, n *markup.Node) { i.date("published", n) },
	"dc:date":          func(i *item, n *markup.Node) { i.date("published", n) },
	"dcterms:created":  func(i *item, n *markup.Node) { i.date("published", n) },
	"dcterms:issued":   func(i *item, n *markup.Node) { i.date("published", n) },
	"dcterms:modified": func(i *item, n *markup.Node) { i.date("updated", n) },
	"author":           func(i *item, n *markup.Node) { i.mailbox("authors", n) },
	"dc:creator":       func(i *item, n *markup.Node) { i.mailbox("authors", n) },
	"dc:contributor":   func(i *item, n *markup.Node) { i.mailbox("contributors", n) },
	"itunes:author":    func(i *item, n *markup.Node) { i.either("authors", n) },
	"category":         (*item).category,
	"dc:subject":       (*item).category,
	"enclosure":        (*item).enclosure,
	"media:content":    (*item).media,
	"media:group":      (*item).group,
	"media:thumbnail":  func(i *item, n *markup.Node) { i.thumbnail(n) },
	"itunes:duration":  (*item).duration,
	"itunes:image":     func(i *item, n *markup.Node) { i.url("thumbnail", n, attr(n, "href")) },
	"comments":         func(i *item, n *markup.Node) { i.url("comments_url", n, n.Text) },
	"wfw:commentRss":   func(i *item, n *markup.Node) { i.url("comments_feed", n, n.Text) },
	"wfw:commentRSS":   func(i *item, n *markup.Node) { i.url("comments_feed", n, n.Text) },
	"slash:comments":   func(i *item, n *markup.Node) { i.put("comment_count", n, n.Text) },
	"source":           func(i *item, n *markup.Node) { i.put("source", n, i.row(n, "feed", attr(n, "url"), "title", n.Text)) },
	"dc:language":      func(i *item, n *markup.Node) { i.put("language", n, n.Text) },
	"dc:rights":        func(i *item, n *markup.Node) { i.put("rights", n, n.Text) },
	"georss:point":     func(i *item, n *markup.Node) { i.put("location", n, n.Text) },
	"atom:link":        (*item).link,
	"atom:updated":     func(i *item, n *markup.Node) { i.date("updated", n) },
	"atom:published":   func(i *item, n *markup.Node) { i.date("published", n) },
	"atom:id":          func(i *item, n *markup.Node) { i.keep(n) },
}

// mailAddress is one in a text that names a person.
var mailAddress = value.Regexp(`[^\s<>()"',;:]+@[^\s<>()"',;:]+\.[^\s<>()"',;:]+`)

// mailbox says a person as RSS does: jane@example.org (Jane Doe), or a name.
func (i *item) mailbox(key string, n *markup.Node) {
	text := value.Line(value.Clean(html.UnescapeString(n.Text)))
	if c := child(n, "name"); c.Name != "" { // as in Atom, which some write within RSS
		text = value.Line(c.Text)
	}
	email := mailAddress().FindString(text)
	name := text
	if email != "" {
		name = strings.Trim(value.Line(strings.Replace(text, email, " ", 1)), `<>()"', `)
	}
	if mail, err := value.Email(email); err == nil {
		email = mail
	} else {
		email = ""
	}
	if name = cmp.Or(name, local(email)); name != "" {
		i.either(key, n, "name", name, "email", email)
	}
}

// either says a person unless one of that name is said: RSS has several elements for
// the same.
func (i *item) either(key string, n *markup.Node, pairs ...string) {
	if len(pairs) == 0 {
		if i.said(key) || strings.TrimSpace(n.Text) == "" {
			return
		}
		pairs = []string{"name", value.Line(n.Text)}
	}
	said, _ := i.keys.Get(key)
	if list, isList := said.Data.([]table.Value); isList {
		for at, p := range list {
			t, _ := p.Table()
			if name, _ := t.Get("name"); name.Data == pairs[1] {
				if !has(t, "email") && len(pairs) > 3 {
					list[at].Data = i.row(n, pairs...)
				}
				return
			}
		}
	}
	i.add(key, n, i.row(n, pairs...))
}

// local is what stands before the @ of an address.
func local(email string) string {
	name, _, _ := strings.Cut(email, "@")
	return name
}

// category says a tag.
func (i *item) category(n *markup.Node) {
	term, label, scheme := n.Text, "", attr(n, "domain")
	if nameOf(n) == "atom:category" {
		term, label, scheme = attr(n, "term"), attr(n, "label"), attr(n, "scheme")
	}
	term = value.Line(html.UnescapeString(term))
	if u, err := url.Parse(scheme); err != nil || !u.IsAbs() {
		scheme = ""
	}
	if label == term {
		label = ""
	}
	if term = cmp.Or(term, label); term != "" {
		i.add("tags", n, i.row(n, "term", term, "label", label, "scheme", scheme))
	}
}

func (i *item) enclosure(n *markup.Node) {
	duration := child(i.node, "itunes:duration").Text
	if _, err := value.Duration(duration); err != nil || i.said("attachments") {
		duration = ""
	}
	i.attach(n, cmp.Or(absolute(attr(n, "url"), i.base), attr(n, "url")), attr(n, "type"), attr(n, "length"), "", "duration", duration)
}

// duration is that of the enclosure; kept where there is none.
func (i *item) duration(n *markup.Node) {
	if child(i.node, "enclosure").Name == "" {
		i.keep(n)
	}
}

// attach says an attachment. A length that is none, or that says nothing, is left out.
func (i *item) attach(n *markup.Node, at, mediaType, length, title string, more ...string) {
	if at == "" {
		i.keep(n)
		return
	}
	if kind, err := value.MediaType(mediaType); err != nil || kind == "application/octet-stream" && value.TypeOf(at) == "" {
		mediaType = ""
	}
	if length == "0" || strings.Trim(length, "0123456789") != "" {
		length = ""
	}
	i.add("attachments", n, i.row(n, append([]string{"url", at, "type", mediaType, "length", length, "title", title}, more...)...))
}

func (i *item) group(n *markup.Node) {
	for _, c := range n.Children {
		switch nameOf(c) {
		case "media:content":
			i.media(c)
		case "media:thumbnail":
			i.thumbnail(c)
		default:
			i.keep(c)
		}
	}
}

// media says a picture, if that is what it is and there is none yet, else an attachment
// (Media RSS 1.5.1 <media:content>).
func (i *item) media(n *markup.Node) {
	at := cmp.Or(absolute(attr(n, "url"), i.base), attr(n, "url"))
	kind := attr(n, "type")
	title, description, credit := i.words(child(n, "media:title")), i.words(child(n, "media:description")), child(n, "media:credit").Text
	switch {
	case at == "":
		i.keep(n)
	case attr(n, "medium") == "image" || strings.HasPrefix(kind, "image/") || kind == "" && strings.HasPrefix(value.TypeOf(at), "image/"):
		if i.said("image") {
			i.attach(n, at, kind, attr(n, "fileSize"), cmp.Or(title, description))
			return
		}
		i.put("image", n, i.row(n, "url", at, "type", kind, "length", attr(n, "fileSize"), "width", attr(n, "width"), "height", attr(n, "height"),
			"alt", description, "caption", title, "credit", credit))
	case i.attached(at): // the enclosure again
	default:
		i.attach(n, at, kind, attr(n, "fileSize"), title, "duration", attr(n, "duration"))
	}
	for _, c := range n.Children {
		if nameOf(c) == "media:thumbnail" {
			i.thumbnail(c)
		}
	}
}

// attached reports whether an address is that of an attachment.
func (i *item) attached(at string) bool {
	said, _ := i.keys.Get("attachments")
	list, _ := said.Data.([]table.Value)
	for _, a := range list {
		t, _ := a.Table()
		if v, _ := t.Get("url"); v.Data == at {
			return true
		}
	}
	return false
}

// thumbnail says a picture for want of a better one.
func (i *item) thumbnail(n *markup.Node) {
	at := cmp.Or(absolute(attr(n, "url"), i.base), attr(n, "url"))
	if at != "" && !i.said("thumbnail") {
		i.put("thumbnail", n, i.row(n, "url", at, "width", attr(n, "width"), "height", attr(n, "height")))
	}
}
