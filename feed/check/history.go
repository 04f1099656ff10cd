package check

import (
	"errors"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

const historySpace = "http://purl.org/syndication/history/1.0"

// history are feeds of several documents (RFC 5005): pages, and archives of what
// was in a feed before. Most of it are links, which need no element of it.
var history = &vocabulary{
	name: "history", space: historySpace, spec: "RFC 5005",
	elements: []element{
		// name, in, times, form, section
		{"archive", inShows, maybe, form{check: nothing, w3c: "UnexpectedText"}, "§4"},
		{"complete", inShows, maybe, form{check: nothing, w3c: "UnexpectedText"}, "§2"},
	},
	rules: []rule{
		{Rule{"history-archive-alone", feed.Info, "RFC 5005 §4", "ArchiveIncomplete"}, "archive", archiveAlone},
		{Rule{"history-archive-current-missing", feed.Warning, "RFC 5005 §4", "MissingCurrentInArchive"}, "archive", archiveCurrent},
		{Rule{"history-archive-unmarked", feed.Warning, "RFC 5005 §4", "ArchiveIncomplete"}, "rss:channel atom:feed", archiveUnmarked},
		{Rule{"history-complete-current", feed.Error, "RFC 5005 §2", "CurrentNotSelfInCompleteFeed"}, "complete", completeCurrent},
		{Rule{"history-complete-link", feed.Error, "RFC 5005 §2", "FeedRelInCompleteFeed"}, "complete", completeLink},
		{Rule{"history-entry-link", feed.Warning, "RFC 5005 §3", "FeedHistoryRelInEntry"}, "rss:item atom:entry", entryLink},
		{Rule{"history-link-loop", feed.Warning, "RFC 5005 §3", ""}, "rss:channel atom:feed", linkLoop},
		{Rule{"history-link-past-end", feed.Error, "RFC 5005 §3", "LinkPastEnd"}, "rss:channel atom:feed", linkPastEnd},
	},
}

// nothing is the check of elements that say all by being there.
func nothing(s string) error {
	if strings.TrimSpace(s) != "" {
		return errors.New(value.Quote(s) + " stands in an element that is to be empty")
	}
	return nil
}

// walkRels are the relations of links that lead from one document of a feed to
// another.
var walkRels = []string{"first", "last", "next", "next-archive", "prev-archive", "previous"}

// linked gives the address that a feed's link of the relation leads to, and the link;
// nil if there is none.
func linked(n *markup.Node, rel string) (string, *markup.Node) {
	for _, link := range links(n, rel) {
		href, _ := link.Attr("", "href")
		return strings.TrimSpace(href), link
	}
	return "", nil
}

// archiveAlone: an archive leads to the one before, or to the one after it.
func archiveAlone(j *judge, code string, n *markup.Node) {
	_, before := linked(n.Parent, "prev-archive")
	_, after := linked(n.Parent, "next-archive")
	if before == nil && after == nil {
		j.found(code, n, n.At, "%s is an archive without a link of rel=\"prev-archive\" or rel=\"next-archive\" to another", n.Parent.Name)
	}
}

func archiveCurrent(j *judge, code string, n *markup.Node) {
	if _, current := linked(n.Parent, "current"); current == nil {
		j.found(code, n, n.At, "%s is an archive without a link of rel=\"current\" to the feed that it belongs to", n.Parent.Name)
	}
}

// archiveUnmarked: what has a later archive is one itself.
func archiveUnmarked(j *judge, code string, n *markup.Node) {
	if _, link := linked(n, "next-archive"); link != nil && n.Child(historySpace, "archive") == nil && n.Child(historySpace, "complete") == nil {
		j.found(code, link, link.At, "%s has a link of rel=\"next-archive\", so it is an archive, and no fh:archive says so", n.Name)
	}
}

// completeCurrent: a feed that is complete is its newest document too.
func completeCurrent(j *judge, code string, n *markup.Node) {
	self, _ := linked(n.Parent, "self")
	if current, link := linked(n.Parent, "current"); link != nil && current != self {
		j.found(code, link, link.At, "%s is complete, and its current document is %s, not %s", n.Parent.Name, value.Quote(current), value.Quote(self))
	}
}

// completeLink: a feed that is complete has no other documents.
func completeLink(j *judge, code string, n *markup.Node) {
	for _, rel := range walkRels {
		if _, link := linked(n.Parent, rel); link != nil {
			j.found(code, link, link.At, "%s is complete, and has a link of rel=%s to another part of it", n.Parent.Name, value.Quote(rel))
		}
	}
}

// entryLink: documents follow each other, entries do not.
func entryLink(j *judge, code string, n *markup.Node) {
	for link := range n.Each(atomSpace, "link") {
		if rel, _ := link.Attr("", "rel"); rel == "current" || slices.Contains(walkRels, rel) {
			j.found(code, link, link.At, "rel=%s stands in %s, where it means nothing; it is about a feed", value.Quote(rel), n.Name)
		}
	}
}

// linkLoop: a document does not follow itself.
func linkLoop(j *judge, code string, n *markup.Node) {
	self, _ := linked(n, "self")
	for _, rel := range []string{"next", "next-archive", "prev-archive", "previous"} {
		if address, link := linked(n, rel); link != nil && address == self {
			j.found(code, link, link.At, "rel=%s leads to the document itself, %s", value.Quote(rel), value.Quote(self))
		}
	}
}

// linkPastEnd: nothing follows the last page, nothing precedes the first.
func linkPastEnd(j *judge, code string, n *markup.Node) {
	self, known := linked(n, "self")
	if known == nil {
		return
	}
	for end, beyond := range map[string]string{"first": "previous", "last": "next"} {
		address, there := linked(n, end)
		if _, link := linked(n, beyond); there != nil && address == self && link != nil {
			j.found(code, link, link.At, "rel=%s stands in the %s page, which %s is", value.Quote(beyond), end, value.Quote(self))
		}
	}
}
