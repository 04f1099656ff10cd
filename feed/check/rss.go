package check

import (
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// rss is RSS 2.0 (rssboard.org/rss-specification), with what its profile advises.
var rss = &vocabulary{
	name: "rss", spec: "RSS 2.0", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"author", "item", maybe, contact, "<author>"},
		{"category", "channel item", many, headline, "<category>"},
		{"channel", "rss", once, anything, "<channel>"},
		{"cloud", "channel", maybe, anything, "<cloud>"},
		{"comments", "item", maybe, fullURL, "<comments>"},
		{"copyright", "channel", maybe, headline, "<copyright>"},
		{"day", "skipDays", some, oneOf("InvalidDay", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), "<skipDays>"},
		{"description", "channel textInput", once, headline, "<description>"},
		{"description", "image", maybe, plain, "<description>"},
		{"description", "item", maybe, hypertext, "<description>"},
		{"docs", "channel", maybe, fullURL, "<docs>"},
		{"enclosure", "item", many, anything, "<enclosure>"},
		{"generator", "channel", maybe, headline, "<generator>"},
		{"guid", "item", maybe, filled, "<guid>"},
		{"height", "image", maybe, form{check: between(1, 400), w3c: "InvalidHeight"}, "<image>"},
		{"hour", "skipHours", some, form{check: between(0, 24), w3c: "InvalidHour"}, "<skipHours>"},
		{"image", "channel", maybe, anything, "<image>"},
		{"item", "channel", many, anything, "<item>"},
		{"language", "channel", maybe, language, "<language>"},
		{"lastBuildDate", "channel", maybe, rfc822, "<lastBuildDate>"},
		{"link", "channel image textInput", once, fullURL, "<link>"},
		{"link", "item", maybe, fullURL, "<link>"},
		{"managingEditor", "channel", maybe, contact, "<managingEditor>"},
		{"name", "textInput", once, filled, "<textInput>"},
		{"pubDate", "channel item", maybe, rfc822, "<pubDate>"},
		{"rating", "channel", maybe, anything, "<rating>"},
		{"skipDays", "channel", maybe, anything, "<skipDays>"},
		{"skipHours", "channel", maybe, anything, "<skipHours>"},
		{"source", "item", maybe, anything, "<source>"},
		{"textInput", "channel", maybe, anything, "<textInput>"},
		{"title", "channel image textInput", once, headline, "<title>"},
		{"title", "item", maybe, plain, "<title>"},
		{"ttl", "channel", maybe, positive, "<ttl>"},
		{"url", "image", once, fullURL, "<image>"},
		{"webMaster", "channel", maybe, contact, "<webMaster>"},
		{"width", "image", maybe, form{check: between(1, 144), w3c: "InvalidWidth"}, "<image>"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"domain", "category", false, anything, "<category>"},
		{"domain", "cloud", true, filled, "<cloud>"},
		{"isPermaLink", "guid", false, oneOf("InvalidBooleanAttribute", "true", "false"), "<guid>"},
		{"length", "enclosure", true, form{check: atLeast(0), w3c: "InvalidNonNegativeInteger"}, "<enclosure>"},
		{"path", "cloud", true, filled, "<cloud>"},
		{"port", "cloud", true, form{check: atLeast(1), w3c: "InvalidIntegerAttribute"}, "<cloud>"},
		{"protocol", "cloud", true, filled, "<cloud>"},
		{"registerProcedure", "cloud", true, anything, "<cloud>"},
		{"type", "enclosure", true, mediaType, "<enclosure>"},
		{"url", "enclosure", true, fullURL, "<enclosure>"},
		{"url", "source", true, fullURL, "<source>"},
		{"version", "rss", true, oneOf("InvalidRSSVersion", "2.0", "0.94", "0.93", "0.92", "0.91"), "<rss>"},
	},
	rules: []rule{
		{Rule{"rss-item-empty", feed.Error, "RSS 2.0 <item>", "ItemMustContainTitleOrDescription"}, "item", itemEmpty},
		{Rule{"rss-guid-no-address", feed.Error, "RSS 2.0 <guid>", "InvalidHttpGUID"}, "guid", guidAddress},
		{Rule{"rss-guid-missing", feed.Warning, "RSS Profile <guid>", "MissingGuid"}, "item", guidMissing},
		{Rule{"rss-guid-used-twice", feed.Error, "RSS Profile <guid>", "DuplicateValue"}, "channel", guidTwice},
		{Rule{"rss-enclosure-second", feed.Warning, "RSS Profile <enclosure>", "DuplicateEnclosure"}, "item", enclosureSecond},
		{Rule{"rss-item-misplaced", feed.Warning, "RSS Profile <item>", "MisplacedItem"}, "channel", itemMisplaced},
		{Rule{"rss-content-before-description", feed.Warning, "RSS Profile <content:encoded>", "NeedDescriptionBeforeContent"}, "item", contentFirst},
		{Rule{"rss-self-missing", feed.Warning, "RSS Profile <atom:link>", "MissingAtomSelfLink"}, "channel", rssSelfMissing},
		{Rule{"rss-image-title", feed.Warning, "RSS Profile <image>", "ImageTitleDoesntMatch"}, "channel", imageLike("title")},
		{Rule{"rss-image-link", feed.Warning, "RSS Profile <image>", "ImageLinkDoesntMatch"}, "channel", imageLike("link")},
	},
}

// itemEmpty: an item has a title or a description.
func itemEmpty(j *judge, code string, n *markup.Node) {
	if n.Child("", "title") == nil && n.Child("", "description") == nil {
		j.found(code, n, n.At, "item has neither title nor description")
	}
}

// guidAddress: a guid is an address, unless it says that it is none.
func guidAddress(j *judge, code string, n *markup.Node) {
	permalink, said := n.Attr("", "isPermaLink")
	text := strings.TrimSpace(n.Text)
	if said && permalink != "true" || text == "" {
		return
	}
	if _, err := value.WebURL(text, ""); err != nil || fullAddress(text) != nil {
		j.found(code, n, n.TextAt, "guid: %s is not an address such as https://example.org/page; if it is none, say isPermaLink=\"false\"", value.Quote(text))
	}
}

func guidMissing(j *judge, code string, n *markup.Node) {
	if n.Child("", "guid") == nil {
		j.found(code, n, n.At, "item has no guid")
	}
}

func guidTwice(j *judge, code string, n *markup.Node) {
	seen := map[string]bool{}
	for _, item := range n.Children {
		if item.Name != "item" || item.Space != "" {
			continue
		}
		guid := item.Child("", "guid")
		if guid == nil || strings.TrimSpace(guid.Text) == "" {
			continue
		}
		text := strings.TrimSpace(guid.Text)
		if seen[text] {
			j.found(code, guid, guid.TextAt, "guid: %s is that of an earlier item", value.Quote(text))
		}
		seen[text] = true
	}
}

func enclosureSecond(j *judge, code string, n *markup.Node) {
	first := false
	for _, c := range n.Children {
		if c.Space != "" || c.Name != "enclosure" {
			continue
		}
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
			j.found(code, c, c.At, "%s stands behind an item", c.Name)
			return
		}
	}
}

const contentSpace = "http://purl.org/rss/1.0/modules/content/"

func contentFirst(j *judge, code string, n *markup.Node) {
	content, description := n.Child(contentSpace, "encoded"), n.Child("", "description")
	if content != nil && description != nil && content.At < description.At {
		j.found(code, content, content.At, "content:encoded stands before description")
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
			j.found(code, c, c.TextAt, "%s of the image is %s, and that of the channel %s", name, value.Quote(c.Text), value.Quote(own.Text))
		}
	}
}
