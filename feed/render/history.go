package render

import "dateline/feed"

// historyNS is the namespace of feeds of several documents (RFC 5005).
const historyNS = "http://purl.org/syndication/history/1.0"

// A relation is a link of a document to another one of the same feed.
type relation struct{ rel, href string }

// history are the links of a document to itself and the others of its feed (RFC 5005
// §4). That to the next page is there from the start, since its address is known:
// so a page never changes.
func history(e feed.Edition, file string) []relation {
	links := []relation{{"self", e.Address(feed.Document(e.Page, file))}}
	if e.Page > 0 {
		links = append(links, relation{"current", e.Address(file)}, relation{"next-archive", e.Address(feed.Document(e.Page+1, file))})
	}
	if e.Pages > 0 {
		links = append(links, relation{"prev-archive", e.Address(feed.Document(e.Pages, file))})
	}
	return links
}

// mark says what a document is of its feed: an archive page, or all that there is.
func mark(e feed.Edition) (namespace string, archive, complete *struct{}) {
	switch {
	case e.Page > 0:
		return historyNS, &struct{}{}, nil
	case e.Complete && e.Whole:
		return historyNS, nil, &struct{}{}
	}
	return "", nil, nil
}
