package check

// tombstones are entries that were withdrawn (RFC 6721). What else stands in one, such
// as who withdrew it, is for programs that know it.
var tombstones = &vocabulary{
	name: "at", space: "http://purl.org/atompub/tombstones/1.0", spec: "RFC 6721", anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"deleted-entry", "feed", many, form{open: true}, "§3"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"ref", "deleted-entry", true, absoluteIRI, "§3"},
		{"when", "deleted-entry", true, rfc3339, "§3"},
	},
}
