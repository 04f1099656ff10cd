package check

// modules are the vocabularies of namespaces whose elements stand in those of
// others: of RSS, Atom and each other.
var modules = []*vocabulary{
	content,
	dc,
	dcterms,
	geo,
	georss,
	geourl,
	gml,
	icbm,
	media,
	slash,
	syndication,
	threading,
	wfw,
	xmlNames,
}

// Where the elements of modules stand.
const (
	inItems = "item entry"
	inAll   = "channel item feed entry image textInput"
)
