package check

import "regexp"

// ofNames are the rules on how the elements of RSS 1.0 name each other, which a
// change of any of them breaks; they have a test of their own.
var ofNames = regexp.MustCompile(`^rss1-(?:about|part|resource|seq)-|^rss1-\w+-incomplete$`)

// namedFaults are the codes that named rules give to mutations of a file.
var namedFaults = []struct {
	of   *regexp.Regexp // file, deed and path
	code string
}{
	{mutated(`atom.xml (remove|misspell|move) /feed/entry\[2\]/content/@src`), "atom-content-base64"},
	{mutated(`atom.xml empty /feed/entry\[\d\]/content/@type`), "atom-content-type"},
	{mutated(`atom.xml (remove|misspell|move) /feed/entry\[1\]/link\[2\]/@rel`), "atom-alternate-repeated"},
	{mutated(`atom.xml repeat /feed/(link\[2\]|entry\[1\]/link\[1\]|entry\[2\]/link)`), "atom-alternate-repeated"},
	{mutated(`atom.xml (remove|misspell) /feed/author`), "atom-author-missing"},
	{mutated(`atom.xml empty /feed/entry\[\d\]`), "atom-content-or-link-missing"},
	{mutated(`atom.xml move /feed/entry\[\d\](/source)?/(author|category|contributor|generator|icon|id|link(\[\d\])?|logo|rights|subtitle|title|updated)`), "atom-metadata-misplaced"},
	{mutated(`atom.xml (remove|misspell|move) /feed/entry\[2\]/summary`), "atom-summary-missing"},
	{mutated(`atom.xml (remove|misspell|empty|move) /feed/entry\[1\]/title/@type`), "atom-text-markup"},
	{mutated(`opml.xml ((remove|misspell|move) .*/outline\[1\]/@xmlUrl|move .*/outline\[1\]/@type)`), "opml-outline-address-missing"},
	{mutated(`opml.xml ((remove|misspell|move) .*/outline\[2\]/@url|move .*/outline\[2\]/@type)`), "opml-outline-url-missing"},
	{mutated(`opml.xml (remove|misspell|empty) /opml/@version`), "opml-version"},
	{mutated(`\w+.xml repeat /rss/channel/item(\[\d\])?`), "rss-guid-used-twice"},
	{mutated(`\w+.xml (remove|misspell|move) /rss/channel/(podcast:live)?[iI]tem(\[\d\])?/guid/@isPermaLink`), "rss-guid-no-address"},
	{mutated(`rss.xml repeat .*/hour`), "rss-hours-repeated"},
	{mutated(`rss.xml repeat .*/day`), "rss-days-repeated"},
	{mutated(`\w+.xml empty /rss/channel/(podcast:live)?[iI]tem(\[\d\])?`), "rss-item-empty"},
	{mutated(`rss.xml (remove|misspell|move) /rss/channel/item\[2\]/title`), "rss-item-empty"},
	{mutated(`(media|extensions|places).xml (remove|misspell|move) /rss/channel/item(\[\d\])?/title`), "rss-item-empty"},
	{mutated(`podcast.xml (remove|misspell|move) /rss/channel/podcast:liveItem/title`), "rss-item-empty"},
	{mutated(`extensions.xml (remove|misspell|move) .*/admin:\w+/@rdf:resource`), "admin-resource-missing"},
	{mutated(`extensions.xml empty .*/admin:\w+/@rdf:resource`), "admin-resource-invalid"},
	{mutated(`extensions.xml (empty .*/app:collection|(remove|misspell|move) .*/app:collection/atom:title)`), "app-collection-title-missing"},
	{mutated(`extensions.xml (remove|misspell|move) .*/cc:license/@rdf:resource`), "cc-license-resource-missing"},
	{mutated(`extensions.xml empty .*/cc:license/@rdf:resource`), "cc-license-resource-invalid"},
	{mutated(`media.xml empty .*/media:group`), "media-group-alternatives"},
	{mutated(`media.xml repeat .*/media:hash`), "media-hash-repeated"},
	{mutated(`media.xml empty .*/media:hash`), "media-hash-invalid"},
	{mutated(`media.xml empty .*/media:rating`), "media-rating-invalid"},
	{mutated(`media.xml (remove|misspell|move) .*/media:restriction/@type`), "media-restriction-type-missing"},
	{mutated(`places.xml empty .*/georss:where`), "georss-where-empty"},
	{mutated(`places.xml empty .*/gml:(lowerCorner|pos|upperCorner)`), "gml-pos-invalid"},
	{mutated(`places.xml empty .*/gml:posList`), "gml-posList-invalid"},
	{mutated(`podcast.xml empty .*/itunes:category/@text`), "itunes-category-unlisted"},
	{mutated(`podcast.xml (remove|misspell|move) .*/podcast:socialInteract/@uri`), "podcast-socialInteract-uri-missing"},
}

// mutated is the pattern of mutations.
func mutated(pattern string) *regexp.Regexp { return regexp.MustCompile("^(?:" + pattern + ")$") }
