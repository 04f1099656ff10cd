package check

import (
	"errors"

	"dateline/feed/value"
)

// threading are the Atom Threading Extensions (RFC 4685).
var threading = &vocabulary{
	name: "thr", space: "http://purl.org/syndication/thread/1.0", spec: "RFC 4685", anywhere: true,
	elements: []element{
		// name, in, times, form, section
		{"in-reply-to", inItems, many, form{open: true}, "§3"},
		{"total", inItems, maybe, nonNegative, "§5"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"count", "link", false, nonNegative, "§4"},
		{"href", "in-reply-to", false, reference, "§3"},
		{"ref", "in-reply-to", true, absoluteIRI, "§3"},
		{"source", "in-reply-to", false, reference, "§3"},
		{"type", "in-reply-to", false, mediaType, "§3"},
		{"updated", "link", false, rfc3339, "§4"},
		{"when", "link", false, form{check: neverWhen, w3c: "NoThrWhen"}, "§4"},
	},
}

// neverWhen refuses an attribute of a draft.
func neverWhen(s string) error {
	return errors.New(value.Quote(s) + " stands in an attribute of a draft, which is called updated now")
}
