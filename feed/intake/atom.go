package intake

import (
	"cmp"
	"encoding/base64"
	"strings"

	"dateline/feed/markup"
	"dateline/feed/value"
)

// atomElements do so for those of an entry (RFC 4287 §4.2).
var atomElements = map[string]func(*item, *markup.Node){
	"atom:id":          func(i *item, n *markup.Node) { i.put("id", n, n.Text) },
	"atom:title":       func(i *item, n *markup.Node) { i.put("title", n, i.words(n)) },
	"atom:summary":     func(i *item, n *markup.Node) { i.put("summary", n, value.Line(i.words(n))) },
	"atom:content":     (*item).content,
	"atom:published":   func(i *item, n *markup.Node) { i.date("published", n) },
	"atom:updated":     func(i *item, n *markup.Node) { i.date("atom:updated", n) },
	"atom:author":      func(i *item, n *markup.Node) { i.person("authors", n) },
	"atom:contributor": func(i *item, n *markup.Node) { i.person("contributors", n) },
	"atom:category":    (*item).category,
	"atom:link":        (*item).link,
	"atom:rights":      func(i *item, n *markup.Node) { i.put("rights", n, value.Line(i.words(n))) },
	"atom:source":      (*item).source,
	"dc:creator":       rssElements["dc:creator"],
	"georss:point":     rssElements["georss:point"],
	"media:content":    rssElements["media:content"],
	"media:group":      rssElements["media:group"],
	"media:thumbnail":  rssElements["media:thumbnail"],
	"slash:comments":   rssElements["slash:comments"],
	"wfw:commentRss":   rssElements["wfw:commentRss"],
	"thr:total":        rssElements["slash:comments"],
}

// words are those of a text construct (RFC 4287 §3.1).
func (i *item) words(n *markup.Node) string {
	switch attr(n, "type") {
	case "html", "text/html":
		return i.Words(n.Text)
	case "xhtml", "application/xhtml+xml":
		return i.Words(i.inner(n))
	}
	return n.Text
}

// content says the content (RFC 4287 §4.1.3.3).
func (i *item) content(n *markup.Node) {
	if src := attr(n, "src"); src != "" {
		i.add("attachments", n, i.row(n, "url", cmp.Or(absolute(src, based(n, i.base)), src), "type", attr(n, "type")))
		return
	}
	kind := strings.ToLower(attr(n, "type"))
	var body string
	switch {
	case kind == "" || kind == "text" || kind == "text/plain":
		i.put("content_text", n, n.Text)
		return
	case kind == "html" || kind == "text/html":
		body = n.Text
	case kind == "xhtml" || kind == "application/xhtml+xml":
		body = i.inner(n)
	case strings.HasPrefix(kind, "text/"):
		i.put("content_text", n, n.Text)
		return
	default:
		i.bytes(n, kind)
		return
	}
	for at := n; at != nil; at = at.Parent {
		if _, ok := at.Attr("http://www.w3.org/XML/1998/namespace", "base"); ok {
			body = i.Absolute(body, based(n, i.base))
			break
		}
	}
	i.put("content_html", n, body)
}

// bytes keeps content that is neither HTML nor text: XML in extra; what is packed as
// Base64 if it unpacks to a text.
func (i *item) bytes(n *markup.Node, kind string) {
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(n.Text), ""))
	if err == nil && strings.Contains(kind, "html") && len(data) > 0 {
		i.put("content_html", n, string(data))
		return
	}
	i.keep(n)
}

// link says what a link is for (RFC 4287 §4.2.7).
func (i *item) link(n *markup.Node) {
	rel, href := strings.ToLower(attr(n, "rel")), attr(n, "href")
	at := cmp.Or(absolute(href, based(n, i.base)), href)
	feedType := strings.Contains(attr(n, "type"), "xml") || strings.Contains(attr(n, "type"), "json")
	switch {
	case (rel == "" || rel == "alternate") && nameOf(i.node) == "atom:entry" && !i.said("link"):
		i.put("link", n, at)
	case rel == "related" && !i.said("external_url"):
		i.put("external_url", n, at)
	case rel == "license":
		i.put("license", n, at)
	case rel == "via" && nameOf(i.node) == "atom:entry":
		if !i.said("source") {
			i.put("source", n, i.row(n, "url", at))
		}
	case rel == "replies" && feedType && !strings.Contains(attr(n, "type"), "xhtml"):
		i.put("comments_feed", n, at)
	case rel == "replies":
		i.put("comments_url", n, at)
		for _, a := range n.Attrs {
			if a.Name == "count" {
				i.put("comment_count", n, a.Value)
			}
		}
	case rel == "enclosure":
		i.attach(n, at, attr(n, "type"), attr(n, "length"), attr(n, "title"))
	case rel == "self" || rel == "edit":
	default:
		i.keep(n)
	}
}

// source says where an entry was first published (RFC 4287 §4.2.11).
func (i *item) source(n *markup.Node) {
	var page, self string
	for _, l := range n.Children {
		if nameOf(l) == "atom:link" {
			switch attr(l, "rel") {
			case "self":
				self = cmp.Or(self, absolute(attr(l, "href"), i.base))
			case "", "alternate":
				page = cmp.Or(page, absolute(attr(l, "href"), i.base))
			}
		}
	}
	title := child(n, "atom:title")
	t := i.row(n, "title", i.words(title), "url", page, "feed", self)
	for at, e := range i.keys.Entries {
		if e.Key == "source" { // a link via said less
			i.keys.Entries[at].Value = i.value(n, t)
			return
		}
	}
	if len(t.Entries) > 0 {
		i.put("source", n, t)
	}
}

// person says a person (RFC 4287 §3.2).
func (i *item) person(key string, n *markup.Node) {
	name, email := child(n, "atom:name").Text, child(n, "atom:email").Text
	if mail, err := value.Email(email); err != nil {
		email = ""
	} else {
		email = mail
	}
	uri := child(n, "atom:uri").Text
	name = cmp.Or(value.Line(name), local(email), uri)
	if name != "" {
		i.add(key, n, i.row(n, "name", name, "email", email, "url", absolute(uri, i.base)))
	}
}
