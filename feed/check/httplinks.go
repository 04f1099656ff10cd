package check

import (
	"errors"
	"slices"
	"strings"

	"dateline/feed/markup"
	"dateline/feed/value"
)

// An announcement is a link of the feed to a hub or to itself.
type announcement struct {
	to string
	in *markup.Node // nil: in a Link header
}

// announced are the links of Link headers with the relation, then those of the
// document (WebSub §4).
func (s *serving) announced(rel string) (header, document []announcement) {
	for _, text := range s.Header["Link"] {
		for _, link := range linkValue().FindAllStringSubmatch(text, -1) {
			if rels := linkRel().FindStringSubmatch(link[2]); rels != nil && has(strings.ToLower(rels[1]+rels[2]), rel) {
				header = append(header, announcement{link[1], nil})
			}
		}
	}
	root := s.doc.Root
	switch s.is {
	case "json":
		return header, jsonAnnounced(root, rel)
	case "rss":
		root = root.Child("", "channel")
	case "atom":
	default:
		root = nil
	}
	if root == nil {
		return header, nil
	}
	for _, n := range links(root, rel) {
		href, _ := n.Attr("", "href")
		document = append(document, announcement{href, n})
	}
	return header, document
}

var (
	linkValue = value.Regexp(`<([^>]*)>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:"[^"]*"|[^\s",;]+))?)*)`) // RFC 8288 §3
	linkRel   = value.Regexp(`(?i);\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))`)
)

// jsonAnnounced are the feed_url or the hubs of WebSub of a JSON Feed.
func jsonAnnounced(root *markup.Node, rel string) []announcement {
	var found []announcement
	if self := root.Child("", "feed_url"); rel == "self" && self != nil && self.Kind == markup.String {
		found = append(found, announcement{self.Text, self})
	}
	if hubs := root.Child("", "hubs"); rel == "hub" && hubs != nil {
		for _, hub := range hubs.Children {
			kind, to := hub.Child("", "type"), hub.Child("", "url")
			if kind != nil && to != nil && strings.EqualFold(kind.Text, "WebSub") {
				found = append(found, announcement{to.Text, to})
			}
		}
	}
	return found
}

// self: subscribers name the feed to its hub by the address that it says, and hubs
// compare that with what they know, byte for byte.
func (s *serving) self(code string) {
	header, document := s.announced("self")
	for _, link := range slices.Concat(header, document) {
		if slices.Contains(s.places(), link.to) {
			continue
		}
		text := "the feed says that it is at %s, and it was found at %s"
		args := []any{value.Quote(link.to), s.Address}
		if !strings.Contains(link.to, ":") {
			text = "the feed says that it is at %v, and it was found at %s; the full address would be right"
			args[0] = classed{"RelativeSelf", errors.New(value.Quote(link.to))}
		}
		if link.in == nil {
			s.note(code, "Link", text, args...)
		} else {
			s.found(code, link.in, link.in.At, text, args...)
		}
	}
}

// places are the addresses that are right for the feed: that which answered, and
// those that lead to it only for now.
func (s *serving) places() []string {
	places := []string{s.Asked}
	for _, r := range s.Redirects {
		if !passing[r.Status] {
			places = nil
		}
		places = append(places, r.To)
	}
	return places
}

// hub: where a hub is named, in Link headers or else in the document, there the
// feed names itself.
func (s *serving) hub(code string) {
	headerHubs, documentHubs := s.announced("hub")
	headerSelfs, documentSelfs := s.announced("self")
	const text = "the hub %s is named, and no address of the feed with rel=\"self\" to subscribe to"
	switch {
	case len(headerHubs) > 0:
		if len(headerSelfs) == 0 {
			s.note(code, "Link", text, value.Quote(headerHubs[0].to))
		}
	case len(documentHubs) > 0 && len(documentSelfs) == 0:
		hub := documentHubs[0]
		s.found(code, hub.in, hub.in.At, text, value.Quote(hub.to))
	}
}
