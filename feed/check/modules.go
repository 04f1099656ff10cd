package check

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"dateline/feed/value"
)

// modules are the vocabularies of namespaces whose elements stand in those of
// others: of RSS, Atom and each other.
var modules = []*vocabulary{content, dc, dcterms, georss, media, slash, syndication, threading, wfw}

// Where the elements of modules stand.
const (
	inItems = "item entry"
	inAll   = "channel item feed entry image textInput"
)

var content = &vocabulary{
	name: "content", space: contentSpace, spec: "RSS content module", blanks: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"encoded", inItems, maybe, anything, "<content:encoded>"},
	},
}

var dc = &vocabulary{
	name: "dc", space: "http://purl.org/dc/elements/1.1/", spec: "Dublin Core", blanks: true,
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
	name: "dcterms", space: "http://purl.org/dc/terms/", spec: "DCMI Metadata Terms", blanks: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"created", inAll, many, w3cDate, "created"},
		{"issued", inAll, many, w3cDate, "issued"},
		{"modified", inAll, many, w3cDate, "modified"},
	},
}

var georss = &vocabulary{
	name: "georss", space: "http://www.georss.org/georss", spec: "GeoRSS Simple", blanks: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"point", inAll, maybe, form{check: coordinates, w3c: "InvalidCoord"}, "point"},
	},
}

var media = &vocabulary{
	name: "media", space: "http://search.yahoo.com/mrss/", spec: "Media RSS 1.5.1", blanks: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"content", "item entry group", many, anything, "<media:content>"},
		{"credit", "channel item feed entry content group", many, anything, "<media:credit>"},
		{"description", "channel item feed entry content group", maybe, anything, "<media:description>"},
		{"group", inItems, many, anything, "<media:group>"},
		{"thumbnail", "channel item feed entry content group", many, anything, "<media:thumbnail>"},
		{"title", "channel item feed entry content group", maybe, anything, "<media:title>"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"expression", "content", false, oneOf("InvalidMediaExpression", "sample", "full", "nonstop"), "<media:content>"},
		{"fileSize", "content", false, form{check: atLeast(1), w3c: "InvalidPositiveInteger"}, "<media:content>"},
		{"height", "content thumbnail", false, form{check: atLeast(1), w3c: "InvalidPositiveInteger"}, "<media:content>"},
		{"isDefault", "content", false, oneOf("InvalidTrueFalse", "true", "false"), "<media:content>"},
		{"lang", "content", false, language, "<media:content>"},
		{"medium", "content", false, oneOf("InvalidMediaMedium", "image", "audio", "video", "document", "executable"), "<media:content>"},
		{"type", "content", false, mediaType, "<media:content>"},
		{"type", "description title", false, oneOf("InvalidMediaTextType", "plain", "html"), "<media:title>"},
		{"url", "content", false, fullURL, "<media:content>"},
		{"url", "thumbnail", true, fullURL, "<media:thumbnail>"},
		{"width", "content thumbnail", false, form{check: atLeast(1), w3c: "InvalidPositiveInteger"}, "<media:content>"},
	},
}

var slash = &vocabulary{
	name: "slash", space: "http://purl.org/rss/1.0/modules/slash/", spec: "RSS slash module", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"comments", inItems, maybe, nonNegative, "<slash:comments>"},
		{"department", inItems, maybe, anything, "<slash:department>"},
		{"hit_parade", inItems, maybe, anything, "<slash:hit_parade>"},
		{"section", inItems, maybe, anything, "<slash:section>"},
	},
}

var syndication = &vocabulary{
	name: "sy", space: "http://purl.org/rss/1.0/modules/syndication/", spec: "RSS syndication module", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"updateBase", "channel feed", maybe, w3cDate, "<sy:updateBase>"},
		{"updateFrequency", "channel feed", maybe, form{check: atLeast(1), w3c: "InvalidPositiveInteger"}, "<sy:updateFrequency>"},
		{"updatePeriod", "channel feed", maybe, oneOf("InvalidUpdatePeriod", "hourly", "daily", "weekly", "monthly", "yearly"), "<sy:updatePeriod>"},
	},
}

var threading = &vocabulary{
	name: "thr", space: "http://purl.org/syndication/thread/1.0", spec: "RFC 4685",
	elements: []element{
		// name, in, times, form, section
		{"in-reply-to", inItems, many, form{open: true}, "§3"},
		{"total", inItems, maybe, nonNegative, "§5"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"href", "in-reply-to", false, reference, "§3"},
		{"ref", "in-reply-to", true, absoluteIRI, "§3"},
		{"source", "in-reply-to", false, reference, "§3"},
		{"type", "in-reply-to", false, mediaType, "§3"},
	},
}

var wfw = &vocabulary{
	name: "wfw", space: "http://wellformedweb.org/CommentAPI/", spec: "Comment API", blanks: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"comment", inItems, maybe, fullURL, "<wfw:comment>"},
		{"commentRss", inItems, maybe, fullURL, "<wfw:commentRss>"},
	},
}

var w3cDate = form{check: w3cDateTime, w3c: "InvalidW3CDTFDate"}

var w3cForm = regexp.MustCompile(`^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?)?)?$`)

// w3cDateTime is a year, a month, a day or a moment (W3C Date and Time Formats).
func w3cDateTime(s string) error {
	if !w3cForm.MatchString(s) {
		return fmt.Errorf("%s is not a date such as 2026-11-23 or 2026-11-23T10:00:00Z", value.Quote(s))
	}
	return nil
}

// coordinates are degrees of latitude and longitude with a blank between.
func coordinates(s string) error {
	words := strings.Fields(strings.ReplaceAll(s, ",", " "))
	if len(words) == 2 {
		lat, noLat := strconv.ParseFloat(words[0], 64)
		lon, noLon := strconv.ParseFloat(words[1], 64)
		if noLat == nil && noLon == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 {
			return nil
		}
	}
	return fmt.Errorf("%s is not a latitude and a longitude such as 45.25 -71.92", value.Quote(s))
}
