package check

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"dateline/feed/markup"
	"dateline/feed/value"
)

// itemEmpty: an item has a title or a description.
func itemEmpty(j *judge, code string, n *markup.Node) {
	if n.Child("", "title") == nil && n.Child("", "description") == nil {
		j.found(code, n, n.At, "item has neither title nor description")
	}
}

// itemBlank: the title or the description that an item has says something.
func itemBlank(j *judge, code string, n *markup.Node) {
	blank := false
	for _, name := range []string{"title", "description"} {
		if c := n.Child("", name); c != nil {
			if strings.TrimSpace(c.Text) != "" || len(c.Children) > 0 {
				return
			}
			blank = true
		}
	}
	if blank {
		j.found(code, n, n.At, "item has no words, neither in its title nor in its description")
	}
}

// guidAddress: a guid is an address, unless it says that it is none.
func guidAddress(j *judge, code string, n *markup.Node) {
	permalink, said := n.Attr("", "isPermaLink")
	text := strings.TrimSpace(n.Text)
	if said && permalink != "true" {
		return
	}
	_, err := value.WebURL(text, "")
	switch wrong := fullAddress(text); {
	case err == nil && wrong == nil:
	case wrong != nil && strings.HasPrefix(text, "http"):
		j.found(code, n, n.TextAt, "guid: %v; if it is no address, say isPermaLink=\"false\"", wrong)
	default:
		err := fmt.Errorf("%s is not an address such as https://example.org/page; if it is none, say isPermaLink=\"false\"", value.Quote(text))
		if value.IRI(text) == nil {
			err = classed{"InvalidPermalink", err}
		}
		j.found(code, n, n.TextAt, "guid: %v", err)
	}
}

func guidMissing(j *judge, code string, n *markup.Node) {
	if n.Child("", "guid") == nil {
		j.found(code, n, n.At, "item has no guid")
	}
}

func guidTwice(j *judge, code string, n *markup.Node) {
	seen := earlier{}
	for item := range n.Each("", "item") {
		guid := item.Child("", "guid")
		if guid == nil {
			continue
		}
		if text := strings.TrimSpace(guid.Text); text != "" && seen.again(text) {
			j.found(code, guid, guid.TextAt, "guid: %s is that of an earlier item", value.Quote(text))
		}
	}
}

func enclosureSecond(j *judge, code string, n *markup.Node) {
	first := false
	for c := range n.Each("", "enclosure") {
		if first {
			j.found(code, c, c.At, "item has a second enclosure, and most readers show one")
		}
		first = true
	}
}

// itemMisplaced: what is about the channel stands before its items.
func itemMisplaced(j *judge, code string, n *markup.Node) {
	items := false
	for _, c := range n.Children {
		switch {
		case c.Space == "" && c.Name == "item":
			items = true
		case items && c.Space == "":
			j.found(code, c, c.At, "%s stands behind an item; it belongs before the first", c.Name)
			return
		}
	}
}

func contentFirst(j *judge, code string, n *markup.Node) {
	content, description := n.Child(contentSpace, "encoded"), n.Child("", "description")
	switch {
	case content == nil:
	case description == nil:
		j.found(code, content, content.At, "content:encoded stands in an item without description, which would hold the text where there is no summary")
	case content.At < description.At:
		j.found(code, content, content.At, "content:encoded stands before description; behind it would be right")
	}
}

func rssSelfMissing(j *judge, code string, n *markup.Node) {
	if len(links(n, "self")) == 0 {
		j.found(code, n, n.At, "channel has no atom:link with rel=\"self\"")
	}
}

// imageLike: the channel's picture is called as the channel is, and leads to the
// same page.
func imageLike(name string) func(*judge, string, *markup.Node) {
	return func(j *judge, code string, n *markup.Node) {
		image, own := n.Child("", "image"), n.Child("", name)
		if image == nil || own == nil {
			return
		}
		if c := image.Child("", name); c != nil && strings.TrimSpace(c.Text) != strings.TrimSpace(own.Text) {
			j.found(code, c, c.TextAt, "%s: %s is that of the image, and the channel has %s", name, value.Quote(c.Text), value.Quote(own.Text))
		}
	}
}

// guidShort: what is unique today is not when another system numbers its articles.
func guidShort(j *judge, code string, n *markup.Node) {
	if text := strings.TrimSpace(n.Text); len(text) < 10 && strings.Trim(text, "0123456789") == "" && text != "" {
		j.found(code, n, n.TextAt, "guid: %s is a number that others use, too; a tag: URI would be unique", value.Quote(text))
	}
}

// contactForm: the address, and the name in parentheses behind it.
func contactForm(j *judge, code string, n *markup.Node) {
	text := strings.TrimSpace(n.Text)
	switch {
	case withAddress(text) != nil || contactLike().MatchString(text):
	case mailbox().FindString(text) == text:
		j.found(code, n, n.TextAt, "%s: %v", n.Name, classed{"MissingRealName", fmt.Errorf("%s has no name in parentheses behind it", value.Quote(text))})
	default:
		j.found(code, n, n.TextAt, "%s: %s is not written as ann@example.org (Ann Lee)", n.Name, value.Quote(text))
	}
}

var contactLike = value.Regexp(`^[^\s<>()@,;:"]+@[^\s<>()@,;:"]+ \(.+\)$`)

// listedTwice: a list has each day or hour once.
func listedTwice(name string) func(*judge, string, *markup.Node) {
	return func(j *judge, code string, n *markup.Node) {
		seen := earlier{}
		for c := range n.Each("", name) {
			if text := strings.TrimSpace(c.Text); seen.again(strings.TrimLeft(text, "0")) {
				j.found(code, c, c.TextAt, "%s: %s is that of an earlier one", name, value.Quote(text))
			}
		}
	}
}

func hour24(j *judge, code string, n *markup.Node) {
	if strings.TrimSpace(n.Text) == "24" {
		j.found(code, n, n.TextAt, "hour: 24 is midnight, which is written 0")
	}
}

// descriptionDoubled: two elements hold the article, and readers take either.
func descriptionDoubled(j *judge, code string, n *markup.Node) {
	body, content := n.Child(xhtmlSpace, "body"), n.Child(atomSpace, "content")
	if content != nil && hasAttr(content, "src") {
		content = nil
	}
	if c := cmp.Or(body, content); c != nil && n.Child("", "description") != nil {
		j.found(code, c, c.At, "%s stands beside description, and either may be shown", c.Written())
	}
}

// imageType: readers know three kinds of pictures of channels.
func imageType(j *judge, code string, n *markup.Node) {
	address, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(n.Text)), "#")
	address, _, _ = strings.Cut(address, "?")
	switch kind := path.Ext(address[strings.LastIndexByte(address, '/')+1:]); kind {
	case "", ".gif", ".jpg", ".jpeg", ".jpe", ".png", ".php", ".cgi", ".asp", ".aspx":
	default:
		j.found(code, n, n.TextAt, "url: %s ends in %s; the picture of a channel is a GIF, JPEG or PNG", value.Quote(strings.TrimSpace(n.Text)), kind)
	}
}

// Twins are elements of RSS and of other vocabularies that say the same.
type twins []struct{ core, space, name string }

var (
	channelTwins = twins{
		{"copyright", dc.space, "rights"},
		{"description", dc.space, "description"},
		{"language", dc.space, "language"},
		{"lastBuildDate", atomSpace, "updated"},
		{"lastBuildDate", dcterms.space, "modified"},
		{"managingEditor", dc.space, "creator"},
		{"pubDate", dc.space, "date"},
		{"title", dc.space, "title"},
		{"ttl", syndication.space, "updatePeriod"},
		{"webMaster", dc.space, "publisher"},
	}
	itemTwins = twins{
		{"author", atomSpace, "author"},
		{"author", dc.space, "creator"},
		{"category", atomSpace, "category"},
		{"category", dc.space, "subject"},
		{"description", dc.space, "description"},
		{"guid", atomSpace, "id"},
		{"pubDate", atomSpace, "published"},
		{"pubDate", dc.space, "date"},
		{"source", dc.space, "source"},
		{"title", atomSpace, "title"},
		{"title", dc.space, "title"},
	}
)

// saidTwice: of two elements that say the same, readers believe one or the other.
func saidTwice(all twins) func(*judge, string, *markup.Node) {
	return func(j *judge, code string, n *markup.Node) {
		for _, t := range all {
			if other := n.Child(t.space, t.name); other != nil {
				j.repeats(code, other, n.Child("", t.core))
			}
		}
	}
}

// repeats reports that an element says again what another one does, which is nil if
// there is none.
func (j *judge) repeats(code string, n, other *markup.Node) {
	if other != nil {
		j.found(code, n, n.At, "%s says what %s says already", n.Written(), other.Written())
	}
}

// slashDate: a number of comments is of a moment.
func slashDate(j *judge, code string, n *markup.Node) {
	if n.Child("", "lastBuildDate") != nil {
		return
	}
	for _, item := range n.Children {
		if c := item.Child(slash.space, "comments"); c != nil {
			j.found(code, c, c.At, "%s counts comments, and channel has no lastBuildDate that says when", c.Written())
			return
		}
	}
}

func textInput(j *judge, code string, n *markup.Node) {
	j.found(code, n, n.At, "textInput is an element that readers do not show")
}

// versionOld: older versions are judged as 2.0, which they grew into.
func versionOld(j *judge, code string, n *markup.Node) {
	if version, _ := n.Attr("", "version"); strings.HasPrefix(version, "0.9") {
		j.found(code, n, valueAt(n, "version"), "version: RSS %s was replaced by 2.0, whose rules it is judged by here", version)
	}
}

// The whole numbers of RSS.
var (
	enclosureLength = tooSmall(atLeast(0), "InvalidNonNegativeInteger,UseZeroForUnknown") // in bytes; 0 if it is not known (RSS Profile <enclosure>)
	minutes         = tooSmall(atLeast(1), "InvalidPositiveInteger")                      // RSS 2.0 <ttl>
)
