package check

import (
	"fmt"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// lineNumbers are whole numbers with commas between, or nothing.
var lineNumbers = shaped(`^(?:\d+(?:\s*,\s*\d+)*)?$`, "a list of line numbers", "1, 6, 13")

// categoryPaths are names with slashes, and commas between.
func categoryPaths(s string) error {
	for path := range strings.SplitSeq(s, ",") {
		if strings.Trim(path, "/ ") == "" {
			return fmt.Errorf("%s has an empty category; write them as /Boston/Weather,/Politics", value.Quote(s))
		}
	}
	return nil
}

// knownLanguage is a language tag, or unknown, which the specification's own
// example says.
func knownLanguage(s string) error {
	if s == "unknown" {
		return nil
	}
	return languageTag(s)
}

// feedKind is the kind of a feed that is subscribed to. Atom has no word, and may
// be given one.
func feedKind(s string) error {
	if !has("RSS RSS1 RSS2 scriptingNews", s) && !strings.HasPrefix(strings.ToLower(s), "atom") {
		return fmt.Errorf("%s is none of RSS, RSS1, RSS2, scriptingNews", value.Quote(s))
	}
	return nil
}

// outlineKind is the type of an outline in small letters; empty if it has none.
func outlineKind(n *markup.Node) string {
	kind, _ := n.Attr("", "type")
	return strings.ToLower(kind)
}

// outlineNeeds: an outline of a type leads to something.
func outlineNeeds(types, name string) func(*judge, string, *markup.Node) {
	return func(j *judge, code string, n *markup.Node) {
		if has(types, outlineKind(n)) && !hasAttr(n, name) {
			j.found(code, n, n.At, "outline of type %s has no %s", outlineKind(n), name)
		}
	}
}

func outlineTitle(j *judge, code string, n *markup.Node) {
	if outlineKind(n) == "rss" && !hasAttr(n, "title") {
		j.found(code, n, n.At, "outline of type rss has no title beside its text")
	}
}

func outlineType(j *judge, code string, n *markup.Node) {
	if hasAttr(n, "xmlUrl") && !hasAttr(n, "type") {
		j.found(code, n, n.At, "outline has an xmlUrl and no type=\"rss\"")
	}
}

func opmlVersion(j *judge, code string, n *markup.Node) {
	if version, _ := n.Attr("", "version"); !has("1.0 1.1 2.0", version) {
		j.found(code, n, n.At, "version: %s is none of 1.0, 1.1, 2.0", value.Quote(version))
	}
}

// versionOf is that of the document.
func versionOf(n *markup.Node) string {
	for n.Parent != nil {
		n = n.Parent
	}
	version, _ := n.Attr("", "version")
	return version
}

// outlineTypeUnknown: OPML 1.0 and 1.1 are read by programs that know two types; 2.0
// leaves it to everyone to have their own, but a subscription is one of rss.
func outlineTypeUnknown(j *judge, code string, n *markup.Node) {
	of := outlineKind(n)
	switch {
	case of == "" || has("rss link include", of):
	case hasAttr(n, "xmlUrl"):
		j.found(code, n, valueAt(n, "type"), "type: %s stands beside an xmlUrl; a subscription is of type rss, of whatever format the feed is", value.Quote(of))
	case strings.HasPrefix(versionOf(n), "1."):
		j.found(code, n, valueAt(n, "type"), "type: %s is none of rss, link, include", value.Quote(of))
	}
}

// outlineAttributes: attributes that the specification does not have are in a
// namespace since 2.0. Before, an outline may have any; but one that differs from a
// known name by its capitals alone is meant to be that.
func outlineAttributes(j *judge, code string, n *markup.Node) {
	var names []string
	for _, row := range opmlAttributes {
		if row.on == "outline" && row.name != others {
			names = append(names, row.name)
		}
	}
	for i := range n.Attrs {
		a := &n.Attrs[i]
		if a.Space != "" || slices.Contains(names, a.Name) {
			continue
		}
		near := feed.Nearest(a.Name, names)
		switch {
		case strings.EqualFold(near, a.Name):
			j.found(code, n, a.At, "outline has the attribute %s, which is written %s", a.Name, near)
		case versionOf(n) == "2.0":
			j.found(code, n, a.At, "outline has the attribute %s, which OPML 2.0 does not know; those of others need a namespace", a.Name)
		}
	}
}
