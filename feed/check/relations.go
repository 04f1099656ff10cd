package check

import (
	"fmt"
	"strings"

	"dateline/feed/markup"
	"dateline/feed/value"
)

// relations are the link relations that IANA has registered
// (iana.org/assignments/link-relations), with those of RFC 4287, of RFC 5005 and of
// AtomPub's drafts that feeds have.
var relations = value.Words(`
	about acl alternate amphtml api-catalog appendix apple-touch-icon apple-touch-startup-image archives author
	blocked-by bookmark c2pa-manifest canonical chapter cite-as collection compression-dictionary contents convertedfrom
	copyright create-form current deprecation describedby describes disclosure dns-prefetch duplicate edit edit-form
	edit-media enclosure external first geofeed glossary help hosts hub ice-server icon index
	intervalafter intervalbefore intervalcontains intervaldisjoint intervalduring intervalequals intervalfinishedby
	intervalfinishes intervalin intervalmeets intervalmetby intervaloverlappedby intervaloverlaps intervalstartedby
	intervalstarts item last latest-version ldp:constrainedby license linkset lrdd manifest mask-icon me media-feed
	memento micropub modulepreload monitor monitor-group next next-archive nofollow noopener noreferrer opener
	openid2.local_id openid2.provider original p3pv1 payment pingback preconnect predecessor-version prefetch preload
	prerender prev prev-archive preview previous privacy-policy profile publication rdap-active rdap-bottom
	rdap-down rdap-top rdap-up related replies restconf ruleinput search section self service service-desc service-doc
	service-meta sip-trunking-capability sponsored start status stylesheet subsection successor-version sunset tag
	terms-of-service timegate timemap tos type ugc up version-history via webmention working-copy working-copy-of`)

// oneRelation is the form of a relation: a name without blanks, or an IRI (RFC 4287
// §4.2.7.2).
func oneRelation(s string) error {
	if blank := notBlank(s); blank != nil {
		return classed{"AttrNotBlank", blank}
	}
	if strings.ContainsAny(s, " \t\r\n") {
		return fmt.Errorf("%s holds a blank; a link has one relation", value.Quote(s))
	}
	return nil
}

// relationRegistry is what a relation's name stands behind, where it is written as an IRI
// (RFC 4287 §4.2.7.2).
const relationRegistry = "http://www.iana.org/assignments/relation/"

// links are those of a relation; without rel a link is an alternate one.
func links(n *markup.Node, rel string) []*markup.Node {
	var found []*markup.Node
	for link := range n.Each(atomSpace, "link") {
		if r, said := link.Attr("", "rel"); strings.TrimPrefix(r, relationRegistry) == rel || !said && rel == "alternate" {
			found = append(found, link)
		}
	}
	return found
}
