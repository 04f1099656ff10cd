package check

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// The forms of values that podcasts alone have.
var (
	aspectRatio = shaped(`^\d+(?:\.\d+)?/\d+(?:\.\d+)?$`, "a ratio", "16/9")
	medium      = form{check: podcastMedium}
	osmObject   = shaped(`^[NWR]\d+(?:#\d+)?$`, "an object of OpenStreetMap", "R113314")
	recurrence  = shaped(`^(?:RRULE:)?(?:[A-Z-]+=[^;=]+;)*[A-Z-]+=[^;=]+$`, "a rule of RFC 5545", "FREQ=WEEKLY")
	uuid        = form{check: shaped(`^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$`, "a UUID", "917393e3-1b1e-5cef-ace4-edaa54e1f810"), w3c: "InvalidUUID", level: feed.Warning}
)

// podcastMedia are what a podcast may consist of; a list of any of them has an L
// behind its name.
const podcastMedia = "podcast music video film audiobook newsletter blog publisher course"

func podcastMedium(s string) error {
	if s == "mixed" || has(podcastMedia, strings.TrimSuffix(s, "L")) {
		return nil
	}
	return fmt.Errorf("%s is none of %s, one of them with an L behind, and mixed", value.Quote(s), strings.ReplaceAll(podcastMedia, " ", ", "))
}

// geoURI is a place on earth (RFC 5870).
func geoURI(s string) error {
	place, _, _ := strings.Cut(strings.TrimPrefix(s, "geo:"), ";")
	numbers := strings.Split(place, ",")
	if !strings.HasPrefix(s, "geo:") || len(numbers) < 2 || len(numbers) > 3 || point(numbers[0]+" "+numbers[1]) != nil {
		return fmt.Errorf("%s is not a place such as geo:30.2672,-97.7431", value.Quote(s))
	}
	return nil
}

// addressInsecure: the namespace asks for https.
func addressInsecure(j *judge, code string, n *markup.Node) {
	for i := range n.Attrs {
		if a := &n.Attrs[i]; a.Space == "" && strings.HasPrefix(strings.ToLower(a.Value), "http:") {
			j.found(code, n, a.ValueAt, "%s: %s does not begin with https", a.Name, value.Quote(a.Value))
		}
	}
}

// chaptersFormat: chapters are JSON; most write its own type, some JSON's.
func chaptersFormat(j *judge, code string, n *markup.Node) {
	kind, said := n.Attr("", "type")
	name, _, _ := strings.Cut(strings.ToLower(kind), ";")
	if said && mimeType(kind) == nil && !has("application/json+chapters application/json", strings.TrimSpace(name)) {
		j.found(code, n, valueAt(n, "type"), "type: %s is not application/json+chapters", value.Quote(kind))
	}
}

// contentLinkMissing: who cannot play a stream gets a page.
func contentLinkMissing(j *judge, code string, n *markup.Node) {
	if n.Child(n.Space, "contentLink") == nil {
		j.found(code, n, n.At, "liveItem has no contentLink for programs that play no streams")
	}
}

func imagesDeprecated(j *judge, code string, n *markup.Node) {
	j.found(code, n, n.At, "images was replaced by image, one for each picture")
}

var slugForm = value.Regexp(`^[A-Za-z0-9][A-Za-z0-9.+-]*$`)

// licenseAddress: a license is on the list of SPDX, or it says where to read it.
func licenseAddress(j *judge, code string, n *markup.Node) {
	name := strings.TrimSpace(n.Text)
	if !hasAttr(n, "url") && !slugForm().MatchString(name) {
		j.found(code, n, n.TextAt, "license: %s is no name of the SPDX list such as cc-by-4.0, and there is no url", value.Quote(name))
	}
}

// discussionAddress: a discussion is somewhere, unless there is to be none.
func discussionAddress(j *judge, code string, n *markup.Node) {
	protocol, _ := n.Attr("", "protocol")
	if !hasAttr(n, "uri") && protocol != "disabled" {
		j.found(code, n, n.At, "socialInteract has no attribute uri")
	}
}

// soundbiteLength: a part that is shared lasts a quarter of a minute to two.
func soundbiteLength(j *judge, code string, n *markup.Node) {
	said, _ := n.Attr("", "duration")
	if seconds, err := strconv.ParseFloat(said, 64); err == nil && (seconds < 15 || seconds > 120) {
		j.found(code, n, n.At, "soundbite lasts %s seconds; 15 to 120 are advised", said)
	}
}

// aiContent: whether a work is made by machines is said by a yes or no.
func aiContent(j *judge, code string, n *markup.Node) {
	purpose, _ := n.Attr("", "purpose")
	if text := strings.TrimSpace(n.Text); purpose == "ai-content" && text != "true" && text != "false" {
		j.found(code, n, n.TextAt, "txt: %s is none of true, false, which answer ai-content", value.Quote(text))
	}
}

// podcastLongest is how many characters a text or an attribute may have.
var podcastLongest = map[string]int{
	"alternateEnclosure title": 32,
	"alternateEnclosure rel":   32,
	"contentLink":              128,
	"episode display":          32,
	"funding":                  128,
	"image purpose":            128,
	"license":                  128,
	"location":                 128,
	"person":                   128,
	"season name":              128,
	"soundbite":                128,
	"trailer":                  128,
	"txt":                      4000,
	"txt purpose":              128,
	"updateFrequency":          128,
}

func podcastLong(j *judge, code string, n *markup.Node) {
	tooLong := func(name, text string, at int) {
		most, length := podcastLongest[name], utf8.RuneCountInString(strings.TrimSpace(text))
		if most > 0 && length > most {
			j.found(code, n, at, "%s has %d characters, and may have %d", name, length, most)
		}
	}
	tooLong(n.Name, n.Text, n.TextAt)
	for i := range n.Attrs {
		a := &n.Attrs[i]
		tooLong(n.Name+" "+a.Name, a.Value, a.ValueAt)
	}
}
