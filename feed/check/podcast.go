package check

import (
	"fmt"
	"regexp"

	"dateline/feed"
	"dateline/feed/value"
)

// podcast is the namespace of Podcasting 2.0 (podcastindex.org/namespace/1.0). It
// gets new elements every few months.
var podcast = &vocabulary{
	name: "podcast", space: "https://podcastindex.org/namespace/1.0", spec: "Podcast Namespace", blanks: true, grows: true,
	like: map[string]likeness{"liveItem": {rss, "item"}},
	elements: []element{
		// name, in, times, form, section
		{"alternateEnclosure", inItems, many, anything, "<podcast:alternateEnclosure>"},
		{"block", inShows, many, oneOf("", "yes", "no"), "<podcast:block>"},
		{"chapters", inItems, maybe, anything, "<podcast:chapters>"},
		{"chat", inPodcasts, maybe, anything, "<podcast:chat>"},
		{"contentLink", "liveItem", many, plain, "<podcast:contentLink>"},
		{"episode", inItems, maybe, quantity, "<podcast:episode>"},
		{"funding", inPodcasts, many, plain, "<podcast:funding>"},
		{"guid", inShows, maybe, form{check: uuid, w3c: "InvalidUUID", level: feed.Warning}, "<podcast:guid>"},
		{"image", inPodcasts, many, anything, "<podcast:image>"},
		{"images", inPodcasts, many, anything, "<podcast:images>"},
		{"integrity", "alternateEnclosure", maybe, anything, "<podcast:integrity>"},
		{"license", inPodcasts, maybe, plain, "<podcast:license>"},
		{"liveItem", inShows, many, anything, "<podcast:liveItem>"},
		{"location", inPodcasts, many, plain, "<podcast:location>"},
		{"locked", inShows, maybe, oneOf("", "yes", "no"), "<podcast:locked>"},
		{"medium", inShows, maybe, form{check: medium}, "<podcast:medium>"},
		{"person", inPodcasts, many, headline, "<podcast:person>"},
		{"podping", inShows, maybe, anything, "<podcast:podping>"},
		{"podroll", inShows, maybe, anything, "<podcast:podroll>"},
		{"publisher", inShows, maybe, anything, "<podcast:publisher>"},
		{"remoteItem", "podroll publisher", some, anything, "<podcast:remoteItem>"},
		{"remoteItem", inShows + " valueTimeSplit", many, anything, "<podcast:remoteItem>"},
		{"season", inItems, maybe, form{check: atLeast(0), w3c: "InvalidNonNegativeInteger"}, "<podcast:season>"},
		{"socialInteract", inPodcasts, many, anything, "<podcast:socialInteract>"},
		{"soundbite", inItems, many, plain, "<podcast:soundbite>"},
		{"source", "alternateEnclosure", some, anything, "<podcast:source>"},
		{"trailer", inShows, many, plain, "<podcast:trailer>"},
		{"transcript", inItems, many, anything, "<podcast:transcript>"},
		{"txt", inPodcasts, many, anything, "<podcast:txt>"},
		{"updateFrequency", inShows, maybe, plain, "<podcast:updateFrequency>"},
		{"value", inPodcasts, many, anything, "<podcast:value>"},
		{"valueRecipient", "value", some, anything, "<podcast:valueRecipient>"},
		{"valueRecipient", "valueTimeSplit", many, anything, "<podcast:valueRecipient>"},
		{"valueTimeSplit", "value", many, anything, "<podcast:valueTimeSplit>"},
	},
	attributes: podcastAttributes,
	rules: []rule{
		{Rule{"podcast-address-insecure", feed.Warning, "Podcast Namespace", ""}, "alternateEnclosure chapters contentLink funding image license person remoteItem socialInteract source trailer transcript", addressInsecure},
		{Rule{"podcast-chapters-format", feed.Warning, "Podcast Namespace <podcast:chapters>", ""}, "chapters", chaptersFormat},
		{Rule{"podcast-contentLink-missing", feed.Warning, "Podcast Namespace <podcast:contentLink>", ""}, "liveItem", contentLinkMissing},
		{Rule{"podcast-images-deprecated", feed.Warning, "Podcast Namespace <podcast:images>", ""}, "images", imagesDeprecated},
		{Rule{"podcast-license-url-missing", feed.Warning, "Podcast Namespace <podcast:license>", ""}, "license", licenseAddress},
		{Rule{"podcast-socialInteract-uri-missing", feed.Error, "Podcast Namespace <podcast:socialInteract>", "MissingAttribute"}, "socialInteract", discussionAddress},
		{Rule{"podcast-soundbite-length", feed.Warning, "Podcast Namespace <podcast:soundbite>", ""}, "soundbite", soundbiteLength},
		{Rule{"podcast-text-long", feed.Error, "Podcast Namespace", "TooLong"}, "alternateEnclosure contentLink episode funding image license location person season soundbite trailer txt updateFrequency", podcastLong},
		{Rule{"podcast-txt-ai-content", feed.Warning, "Podcast Namespace <podcast:txt>", ""}, "txt", aiContent},
	},
}

// podcastAttributes are apart, for they are more than elements.
var podcastAttributes = []attribute{
	// name, on, must, form, section
	{"accountId", "chat socialInteract", false, anything, "<podcast:socialInteract>"},
	{"accountUrl", "socialInteract", false, fullURL, "<podcast:socialInteract>"},
	{"address", "valueRecipient", true, anything, "<podcast:valueRecipient>"},
	{"alt", "image", false, plain, "<podcast:image>"},
	{"aspect-ratio", "image", false, form{check: aspectRatio}, "<podcast:image>"},
	{"bitrate", "alternateEnclosure", false, quantity, "<podcast:alternateEnclosure>"},
	{"codecs", "alternateEnclosure", false, anything, "<podcast:alternateEnclosure>"},
	{"complete", "updateFrequency", false, yesOrNo, "<podcast:updateFrequency>"},
	{"contentType", "source", false, mediaType, "<podcast:source>"},
	{"country", "location", false, form{check: countryCode, w3c: "InvalidCountryCode"}, "<podcast:location>"},
	{"customKey", "valueRecipient", false, anything, "<podcast:valueRecipient>"},
	{"customValue", "valueRecipient", false, anything, "<podcast:valueRecipient>"},
	{"default", "alternateEnclosure", false, yesOrNo, "<podcast:alternateEnclosure>"},
	{"display", "episode", false, plain, "<podcast:episode>"},
	{"dtstart", "updateFrequency", false, form{check: isoTime, w3c: "InvalidISO8601DateTime"}, "<podcast:updateFrequency>"},
	{"duration", "soundbite valueTimeSplit", true, quantity, "<podcast:soundbite>"},
	{"embedUrl", "chat", false, anything, "<podcast:chat>"},
	{"end", "liveItem", false, form{check: isoTime, w3c: "InvalidISO8601DateTime"}, "<podcast:liveItem>"},
	{"fee", "valueRecipient", false, yesOrNo, "<podcast:valueRecipient>"},
	{"feedGuid", "remoteItem", true, form{check: uuid, w3c: "InvalidUUID", level: feed.Warning}, "<podcast:remoteItem>"},
	{"feedUrl", "remoteItem", false, fullURL, "<podcast:remoteItem>"},
	{"geo", "location", false, form{check: geoURI, w3c: "InvalidCoord"}, "<podcast:location>"},
	{"group", "person", false, anything, "<podcast:person>"},
	{"height", "alternateEnclosure image", false, pixels, "<podcast:alternateEnclosure>"},
	{"href", "contentLink image", true, fullURL, "<podcast:contentLink>"},
	{"href", "person", false, fullURL, "<podcast:person>"},
	{"id", "block", false, anything, "<podcast:block>"},
	{"img", "person", false, fullURL, "<podcast:person>"},
	{"itemGuid", "remoteItem", false, anything, "<podcast:remoteItem>"},
	{"lang", "alternateEnclosure", false, language, "<podcast:alternateEnclosure>"},
	{"language", "transcript", false, language, "<podcast:transcript>"},
	{"length", "alternateEnclosure trailer", false, nonNegative, "<podcast:trailer>"},
	{"medium", "remoteItem", false, form{check: medium}, "<podcast:remoteItem>"},
	{"method", "value", true, anything, "<podcast:value>"},
	{"name", "season", false, plain, "<podcast:season>"},
	{"name", "valueRecipient", false, plain, "<podcast:valueRecipient>"},
	{"osm", "location", false, form{check: osmObject}, "<podcast:location>"},
	{"owner", "locked", false, address, "<podcast:locked>"},
	{"priority", "socialInteract", false, nonNegative, "<podcast:socialInteract>"},
	{"protocol", "chat socialInteract", true, anything, "<podcast:socialInteract>"},
	{"pubdate", "trailer", true, rfc822, "<podcast:trailer>"},
	{"purpose", "image txt", false, anything, "<podcast:txt>"},
	{"rel", "alternateEnclosure", false, anything, "<podcast:alternateEnclosure>"},
	{"rel", "location", false, oneOf("", "subject", "creator"), "<podcast:location>"},
	{"rel", "transcript", false, oneOf("", "captions"), "<podcast:transcript>"},
	{"remotePercentage", "valueTimeSplit", false, form{check: between(0, 100), w3c: "InvalidPercentage"}, "<podcast:valueTimeSplit>"},
	{"remoteStartTime", "valueTimeSplit", false, quantity, "<podcast:valueTimeSplit>"},
	{"role", "person", false, anything, "<podcast:person>"},
	{"rrule", "updateFrequency", false, form{check: recurrence}, "<podcast:updateFrequency>"},
	{"season", "trailer", false, nonNegative, "<podcast:trailer>"},
	{"server", "chat", true, anything, "<podcast:chat>"},
	{"space", "chat", false, anything, "<podcast:chat>"},
	{"split", "valueRecipient", true, nonNegative, "<podcast:valueRecipient>"},
	{"srcset", "images", false, anything, "<podcast:images>"},
	{"start", "liveItem", true, form{check: isoTime, w3c: "InvalidISO8601DateTime"}, "<podcast:liveItem>"},
	{"startTime", "soundbite valueTimeSplit", true, quantity, "<podcast:soundbite>"},
	{"status", "liveItem", true, oneOf("", "pending", "live", "ended"), "<podcast:liveItem>"},
	{"suggested", "value", false, quantity, "<podcast:value>"},
	{"title", "alternateEnclosure remoteItem", false, plain, "<podcast:alternateEnclosure>"},
	{"type", "alternateEnclosure chapters transcript", true, mediaType, "<podcast:transcript>"},
	{"type", "image trailer", false, mediaType, "<podcast:trailer>"},
	{"type", "integrity", true, oneOf("", "sri", "pgp-signature"), "<podcast:integrity>"},
	{"type", "value valueRecipient", true, anything, "<podcast:value>"},
	{"uri", "socialInteract", false, absoluteIRI, "<podcast:socialInteract>"},
	{"uri", "source", true, absoluteIRI, "<podcast:source>"},
	{"url", "chapters funding trailer transcript", true, fullURL, "<podcast:transcript>"},
	{"url", "license", false, fullURL, "<podcast:license>"},
	{"usesPodping", "podping", false, yesOrNo, "<podcast:podping>"},
	{"value", "integrity", true, anything, "<podcast:integrity>"},
	{"width", "image", false, pixels, "<podcast:image>"},
}

// The forms of values that podcasts alone have.
var (
	yesOrNo = oneOf("InvalidBooleanAttribute", "true", "false")
	pixels  = form{check: atLeast(1), w3c: "InvalidPositiveInteger"}
)

// shaped is the check of what a regular expression describes, and people know as
// what.
func shaped(expression, what, example string) func(string) error {
	compiled := regexp.MustCompile(expression)
	return func(s string) error {
		if !compiled.MatchString(s) {
			return fmt.Errorf("%s is not %s such as %s", value.Quote(s), what, example)
		}
		return nil
	}
}

var (
	uuid        = shaped(`^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$`, "a UUID", "917393e3-1b1e-5cef-ace4-edaa54e1f810")
	isoTime     = shaped(`^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$`, "a moment", "2026-11-23T10:00:00Z")
	aspectRatio = shaped(`^\d+(?:\.\d+)?/\d+(?:\.\d+)?$`, "a ratio", "16/9")
	osmObject   = shaped(`^[NWR]\d+(?:#\d+)?$`, "an object of OpenStreetMap", "R113314")
	recurrence  = shaped(`^(?:RRULE:)?(?:[A-Z-]+=[^;=]+;)*[A-Z-]+=[^;=]+$`, "a rule of RFC 5545", "FREQ=WEEKLY")
)
