package intake

import (
	"cmp"
	"encoding/base64"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/table"
	"dateline/feed/value"
)

// Feed reads RSS of any version or Atom 1.0, which findings call by a name. At is the
// address that it was read from; it may be empty.
func (r Reader) Feed(name, at string, data []byte) *Document {
	in := &Document{name: name}
	doc := in.tree(data)
	if doc == nil {
		return in
	}
	root := doc.Root
	channel := root // what tells of the feed
	switch nameOf(root) {
	case "rss", "rdf:RDF":
		in.Kind, channel = "RSS", child(root, "channel")
	case "atom:feed":
		in.Kind = "Atom"
	case "atom:entry":
		in.Kind, channel = "Atom", &markup.Node{}
	default:
		in.found(feed.Error, "import-kind", 1, "is no RSS, Atom or JSON Feed: %s", kindOf(root))
		return in
	}
	base := based(root, cmp.Or(at, r.URL))
	for _, n := range channel.Children {
		if nameOf(n) != "atom:link" {
			continue
		}
		switch strings.ToLower(attr(n, "rel")) {
		case "self":
			in.Self = absolute(attr(n, "href"), based(n, base))
		case "prev-archive", "next": // RFC 5005 §3 and §4
			in.Next = cmp.Or(in.Next, absolute(attr(n, "href"), based(n, base)))
		}
	}
	if home := absolute(child(channel, "link").Text, base); in.Kind == "RSS" && home != "" {
		base = home
	}
	r.walk(in, doc, root, channel, base)
	return in
}

// walk reads the items and entries below n.
func (r Reader) walk(in *Document, doc *markup.Document, n, channel *markup.Node, base string) {
	elements := rssElements
	if in.Kind == "Atom" {
		elements = atomElements
	}
	if n.Parent == nil && nameOf(n) == "atom:entry" {
		r.entry(in, doc, n, channel, base, elements)
		return
	}
	for _, c := range n.Children {
		switch nameOf(c) {
		case "item", "atom:entry":
			r.entry(in, doc, c, channel, base, elements)
		case "channel":
			r.walk(in, doc, c, channel, base)
		case "at:deleted-entry":
			in.omit("tombstones", 1)
		}
	}
}

// entry reads an item or an entry of a channel.
func (r Reader) entry(in *Document, doc *markup.Document, n, channel *markup.Node, base string, elements map[string]func(*item, *markup.Node)) {
	i := &item{Reader: &r, in: in, doc: doc, node: n, base: based(n, base)}
	children := slices.Clone(n.Children)
	slices.SortStableFunc(children, func(a, b *markup.Node) int { return rank(a) - rank(b) })
	for _, c := range children {
		if read := elements[nameOf(c)]; read != nil {
			read(i, c)
		} else {
			i.keep(c)
		}
	}
	i.inherit(channel)
	i.settle()
	i.article()
}

// rank puts the enclosure before other files, which may repeat it.
func rank(n *markup.Node) int {
	if nameOf(n) == "enclosure" {
		return 0
	}
	return 1
}

// inherit says what a channel says for all its items: the language, and in Atom the
// authors (RFC 4287 §4.2.1).
func (i *item) inherit(channel *markup.Node) {
	for n := i.node; n != nil && !i.said("language"); n = n.Parent {
		i.language(n)
	}
	if n := child(channel, "language"); !i.said("language") {
		i.put("language", n, n.Text)
	}
	if i.said("authors") || nameOf(i.node) == "item" {
		return
	}
	for _, from := range []*markup.Node{child(i.node, "atom:source"), channel} {
		for _, c := range from.Children {
			if nameOf(c) == "atom:author" {
				i.person("authors", c)
			}
		}
		if i.said("authors") {
			return
		}
	}
}

// language says the language that xml:lang of an element tells.
func (i *item) language(n *markup.Node) {
	if lang, ok := n.Attr("http://www.w3.org/XML/1998/namespace", "lang"); ok {
		i.put("language", n, lang)
	}
}

// settle decides between what was said in several ways.
func (i *item) settle() {
	var keys []table.Entry
	said := map[string]table.Value{}
	for _, e := range i.keys.Entries {
		switch e.Key {
		case "guid", "link", "described", "thumbnail", "atom:updated":
			said[e.Key] = e.Value
		default:
			keys = append(keys, e)
		}
	}
	i.keys.Entries = keys
	say := func(key string, v table.Value) {
		if v.Data != nil && !i.said(key) {
			i.keys.Entries = append(i.keys.Entries, table.Entry{Key: key, Value: v})
		}
	}
	say("url", said["link"])
	say("published", said["atom:updated"])
	if _, ok := said["atom:updated"]; ok {
		say("updated", said["atom:updated"])
	}
	link, _ := i.keys.Get("url")
	say("id", said["guid"])
	say("id", link) // readers tell items without a guid apart by their links
	if guid, ok := said["guid"]; ok && link.Data == nil {
		if text, _ := guid.Data.(string); absolute(text, "") != "" && attr(child(i.node, "guid"), "isPermaLink") != "false" { // RSS 2.0 <guid>
			say("url", guid)
		}
	}
	if described := said["described"]; i.said("content_html") {
		i.summarize(described)
	} else {
		say("content_html", described)
	}
	say("image", said["thumbnail"])
}

// summarize says what an item's description says beside its content, unless that is
// the content again.
func (i *item) summarize(described table.Value) {
	text, _ := described.Data.(string)
	content, _ := i.keys.Get("content_html")
	body, _ := content.Data.(string)
	words := value.Line(i.Words(text))
	if words != "" && text != body && words != value.Line(i.Words(body)) && !i.said("summary") {
		i.keys.Entries = append(i.keys.Entries, table.Entry{Key: "summary", Value: table.Value{Line: described.Line, Data: words}})
	}
}

// based is what relative addresses in n are resolved against (XML Base).
func based(n *markup.Node, base string) string {
	if ref, ok := n.Attr("http://www.w3.org/XML/1998/namespace", "base"); ok {
		return cmp.Or(absolute(ref, base), base)
	}
	return base
}

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

// mailAddress is one in a text that names a person.
var mailAddress = regexp.MustCompile(`[^\s<>()"',;:]+@[^\s<>()"',;:]+\.[^\s<>()"',;:]+`)

// mailbox says a person as RSS does: jane@example.org (Jane Doe), or a name.
func (i *item) mailbox(key string, n *markup.Node) {
	text := value.Line(value.Clean(html.UnescapeString(n.Text)))
	if c := child(n, "name"); c.Name != "" { // as in Atom, which some write within RSS
		text = value.Line(c.Text)
	}
	email := mailAddress.FindString(text)
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
