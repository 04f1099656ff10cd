package check

import (
	"cmp"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// jsonNamed are the rules that no single row can tell.
var jsonNamed = []rule{
	{Rule{"json-version-late", feed.Info, "JSON Feed 1.1 §Top-level", ""}, "feed", (*judge).jsonVersionFirst},
	{Rule{"json-next-url-loop", feed.Error, "JSON Feed 1.1 §Top-level", ""}, "feed", (*judge).jsonLoop},
	{Rule{"json-items-id-shared", feed.Error, "JSON Feed 1.1 §Items", ""}, "feed", (*judge).jsonIDs},
	{Rule{"json-items-content-missing", feed.Error, "JSON Feed 1.1 §Items", ""}, "item", (*judge).jsonContent},
	{Rule{"json-items-content-empty", feed.Warning, "JSON Feed 1.1 §Items", ""}, "item", (*judge).jsonEmptiness},
	{Rule{"json-authors-empty", feed.Error, "JSON Feed 1.1 §Top-level", ""}, "author", (*judge).jsonNobody},
	{Rule{"json-author-deprecated", feed.Info, "JSON Feed 1.1 §Top-level", ""}, "feed item", (*judge).jsonAuthor},
	{Rule{"json-member-unknown", feed.Warning, "JSON Feed 1.1 §Extensions", ""}, "feed item author attachment hub", (*judge).jsonUnknown},
	{Rule{"json-member-newer", feed.Warning, "JSON Feed 1.1 §Top-level", ""}, "feed item", (*judge).jsonNewer},
	{Rule{"json-extension-name", feed.Warning, "JSON Feed 1.1 §Extensions", ""}, "feed item author attachment hub", (*judge).jsonExtensionNames},
	{Rule{"json-extension-kind", feed.Warning, "JSON Feed 1.1 §Extensions", ""}, "feed item author attachment hub", (*judge).jsonExtensionKinds},
	{Rule{"json-extension-about", feed.Info, "JSON Feed 1.1 §Extensions", ""}, "feed", (*judge).jsonAbout},
}

func (j *judge) jsonVersionFirst(code string, n *markup.Node) {
	if v := n.Child("", "version"); v != nil && v != n.Children[0] {
		j.found(code, v, v.KeyAt, "version stands behind %s; it should come first", value.Quote(n.Children[0].Name))
	}
}

func (j *judge) jsonLoop(code string, n *markup.Node) {
	next, self := n.Child("", "next_url"), n.Child("", "feed_url")
	if next != nil && self != nil && next.Kind == markup.String && next.Text == self.Text {
		j.found(code, next, next.At, "next_url is feed_url, %s; it would be the next page of older items", value.Quote(next.Text))
	}
}

func (j *judge) jsonIDs(code string, n *markup.Node) {
	items := n.Child("", "items")
	if items == nil {
		return
	}
	seen := map[string]*markup.Node{}
	for _, item := range items.Children {
		id := item.Child("", "id")
		if id == nil || id.Kind != markup.String || notBlank(id.Text) != nil {
			continue
		}
		first := seen[id.Text]
		if first == nil {
			seen[id.Text] = id
			continue
		}
		line, _ := j.doc.Place(first.At)
		j.found(code, id, id.At, "id: %s is that of the item in line %d", value.Quote(id.Text), line)
	}
}

func (j *judge) jsonContent(code string, n *markup.Node) {
	if n.Child("", "content_html") == nil && n.Child("", "content_text") == nil {
		j.found(code, n, n.At, "item has neither content_html nor content_text")
	}
}

func (j *judge) jsonEmptiness(code string, n *markup.Node) {
	html, text := n.Child("", "content_html"), n.Child("", "content_text")
	for _, c := range []*markup.Node{html, text} {
		if c != nil && (c.Kind != markup.String || strings.TrimSpace(c.Text) != "") {
			return
		}
	}
	if c := cmp.Or(html, text); c != nil {
		j.found(code, c, c.At, "%s is empty, so the item shows nothing", c.Name)
	}
}

func (j *judge) jsonNobody(code string, n *markup.Node) {
	for _, name := range []string{"name", "url", "avatar"} {
		if n.Child("", name) != nil {
			return
		}
	}
	j.found(code, n, n.At, "author has neither name nor url nor avatar")
}

func (j *judge) jsonAuthor(code string, n *markup.Node) {
	author := n.Child("", "author")
	if author != nil && n.Child("", "authors") == nil && j.jsonSays(jsonVersion11) {
		j.found(code, author, author.KeyAt, "author is of JSON Feed 1; 1.1 has authors, an array")
	}
}

// jsonSays reports whether the feed says that it is of the version.
func (j *judge) jsonSays(version string) bool {
	v := j.doc.Root.Child("", "version")
	return v != nil && v.Text == version
}

// opening judges plain text that may well be about HTML: that it is HTML itself,
// only a tag at its beginning tells.
func (j *judge) opening(p *passage) {
	text := strings.TrimLeft(p.text, " \t\r\n")
	if name, ok := strings.CutPrefix(text, "<"); ok && isElement(tagName(name)) {
		j.inside("html-in-plain-text", p, len(p.text)-len(text), "%s is plain text, and %s would be shown as it stands", p.name(), value.Quote("<"+tagName(name)+">"))
	}
}

func (j *judge) jsonUnknown(code string, n *markup.Node) {
	in := jsonName(n)
	for _, c := range n.Children {
		if strings.HasPrefix(c.Name, "_") || jsonRow(in, c.Name) != nil {
			continue
		}
		j.found(code, c, c.KeyAt, "%s is no member of %s%s", value.Quote(c.Name), in, feed.DidYouMean(c.Name, jsonNames(in)))
	}
}

// jsonName is what the rows call an object: the feed is the root, all others are
// named by the member that holds them.
func jsonName(n *markup.Node) string {
	if n.Parent == nil {
		return "feed"
	}
	if n.Parent.Kind == markup.Array {
		n = n.Parent
	}
	return strings.TrimSuffix(n.Name, "s")
}

// jsonNames are the names of the members that an object can have.
func jsonNames(in string) []string {
	var names []string
	for _, m := range jsonMembers {
		if m.in == in {
			names = append(names, m.name)
		}
	}
	return names
}

func (j *judge) jsonNewer(code string, n *markup.Node) {
	if !j.jsonSays(jsonVersion1) {
		return
	}
	for _, c := range n.Children {
		if row := jsonRow(jsonName(n), c.Name); row != nil && row.since != "" {
			j.found(code, c, c.KeyAt, "%s came with JSON Feed 1.1; the version of this feed has to be %s", c.Name, row.since)
		}
	}
}

// extensionName is an underscore, a letter, and no full stop.
var extensionName = value.Regexp(`^_[A-Za-z][^.]*$`)

func (j *judge) jsonExtensionNames(code string, n *markup.Node) {
	for _, c := range jsonExtensions(n) {
		if !extensionName().MatchString(c.Name) {
			j.found(code, c, c.KeyAt, "the extension %s is not named by an underscore, a letter and no full stop, such as _gazette", value.Quote(c.Name))
		}
		j.jsonStops(code, c)
	}
}

// jsonStops finds names with a full stop anywhere below n.
func (j *judge) jsonStops(code string, n *markup.Node) {
	for _, c := range n.Children {
		if strings.Contains(c.Name, ".") {
			j.found(code, c, c.KeyAt, "%s has a full stop, which no name in an extension may have", value.Quote(c.Name))
		}
		j.jsonStops(code, c)
	}
}

func (j *judge) jsonExtensionKinds(code string, n *markup.Node) {
	for _, c := range jsonExtensions(n) {
		if c.Kind != markup.Object {
			j.found(code, c, c.At, "%s %s, not an object", c.Name, jsonIs(c))
		}
	}
}

func (j *judge) jsonAbout(code string, n *markup.Node) {
	all := allExtensions(n)
	for _, c := range all {
		if c.Child("", "about") != nil {
			return
		}
	}
	if len(all) > 0 {
		j.found(code, all[0], all[0].KeyAt, "%s nowhere has a member about, the address of its description", all[0].Name)
	}
}

// jsonExtensions are the extensions that an object has.
func jsonExtensions(n *markup.Node) []*markup.Node {
	var found []*markup.Node
	for _, c := range n.Children {
		if strings.HasPrefix(c.Name, "_") {
			found = append(found, c)
		}
	}
	return found
}

// allExtensions are those of n and of all that is in it, but not what is in them.
func allExtensions(n *markup.Node) []*markup.Node {
	found := jsonExtensions(n)
	for _, c := range n.Children {
		if !strings.HasPrefix(c.Name, "_") {
			found = append(found, allExtensions(c)...)
		}
	}
	return found
}
