package check

// dc is the Dublin Core Metadata Element Set (dublincore.org).
var dc = &vocabulary{
	name: "dc", space: "http://purl.org/dc/elements/1.1/", spec: "Dublin Core", blanks: true, anywhere: true,
	elements: []element{
		// name, in, times, form, section
		{"contributor", inAll, many, filled, "contributor"},
		{"coverage", inAll, many, anything, "coverage"},
		{"creator", inAll, many, filled, "creator"},
		{"date", inAll, many, w3cDate, "date"},
		{"description", inAll, many, anything, "description"},
		{"format", inAll, many, anything, "format"},
		{"identifier", inAll, many, anything, "identifier"},
		{"language", inAll, many, language, "language"},
		{"publisher", inAll, many, anything, "publisher"},
		{"relation", inAll, many, anything, "relation"},
		{"rights", inAll, many, anything, "rights"},
		{"source", inAll, many, anything, "source"},
		{"subject", inAll, many, anything, "subject"},
		{"title", inAll, many, anything, "title"},
		{"type", inAll, many, anything, "type"},
	},
}

// dcterms has many more terms; those with dates are what aggregators read.
var dcterms = &vocabulary{
	name: "dcterms", space: "http://purl.org/dc/terms/", spec: "DCMI Metadata Terms", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"created", inAll, many, w3cDate, "created"},
		{"issued", inAll, many, w3cDate, "issued"},
		{"modified", inAll, many, w3cDate, "modified"},
	},
}
