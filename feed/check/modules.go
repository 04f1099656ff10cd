package check

// modules are the vocabularies of namespaces whose elements and attributes stand in
// those of others: of RSS, Atom and each other. Those of one subject share a file.
var modules = []*vocabulary{
	admin,
	app,
	blogChannel,
	cc,
	content,
	creativeCommons,
	dc,
	dcterms,
	feedburner,
	geo,
	georss,
	geourl,
	gml,
	history,
	icbm,
	itunes,
	media,
	podcast,
	slash,
	syndication,
	threading,
	tombstones,
	trackback,
	webfeeds,
	wfw,
	xmlNames,
}

// Where the elements of modules stand.
const (
	inItems = "item entry"
	inAll   = "channel item feed entry image textInput"
)
