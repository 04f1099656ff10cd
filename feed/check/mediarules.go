package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// The forms of values that Media RSS has for itself.
var (
	mediaText      = form{inside: (*judge).mediaText}
	normalPlayTime = form{check: shaped(`^(?:`+momentForms+`)$`, "a moment", "12:05:01.123 or 42.5"), w3c: "InvalidNPTTime"}
	playTime       = form{check: inMinutes, level: feed.Warning}
)

// momentForms are those of a moment of a recording (RFC 2326 §3.6).
const momentForms = `now|\d+(?:\.\d*)?|\d+:[0-5]?\d:[0-5]?\d(?:\.\d*)?`

// inMinutes is a moment of a recording that may also be written in minutes and
// seconds, as the specification's own examples are.
var inMinutes = shaped(`^(?:`+momentForms+`|\d+:[0-5]\d(?:\.\d*)?)$`, "a moment", "00:15 or 1:02:45")

// mediaText is plain text or HTML, as its type says.
func (j *judge) mediaText(p *passage) {
	switch valueOr(p.node, "type", "plain") {
	case "plain":
		j.noMarkup(p, "html-undeclared")
	case "html":
		j.hypertext(p)
	}
}

func lowerCase(s string) error {
	if lower := strings.ToLower(s); lower != s {
		return fmt.Errorf("%s is written in small letters, %s", value.Quote(s), value.Quote(lower))
	}
	return nil
}

func adultDeprecated(j *judge, code string, n *markup.Node) {
	j.found(code, n, n.At, "adult was replaced by rating; write <media:rating>adult</media:rating> or nonadult")
}

// contentURL: where the file itself is not, a page that plays it is.
func contentURL(j *judge, code string, n *markup.Node) {
	if hasAttr(n, "url") {
		return
	}
	for within := n; within != nil; within = within.Parent {
		if within.Child(mediaSpace, "player") != nil {
			return
		}
	}
	j.found(code, n, n.At, "content has neither a url nor a player")
}

func groupAlternatives(j *judge, code string, n *markup.Node) {
	if len(slices.Collect(n.Each(mediaSpace, "content"))) < 2 {
		j.found(code, n, n.At, "group has fewer than two content elements, and is for forms of the same thing to choose from")
	}
}

func defaultRepeated(j *judge, code string, n *markup.Node) {
	first := true
	for c := range n.Each(mediaSpace, "content") {
		if isDefault, _ := c.Attr("", "isDefault"); isDefault != "true" {
			continue
		}
		if !first {
			j.found(code, c, valueAt(c, "isDefault"), "isDefault: an earlier content of the group is the default already")
		}
		first = false
	}
}

// Of the elements in an item, some lead to its media, and others tell of them. A
// thumbnail is a picture itself, which most feeds have as that of the article.
const (
	mediaLinks = "content group player peerLink"
	aboutMedia = "backLinks category comments community copyright credit description embed hash keywords license location price rating responses restriction rights scenes status subTitle text title"
)

// linkMissing: what is said of the media of an item needs media to be said of. It
// is found once an item, at the first element that says something.
func linkMissing(j *judge, code string, n *markup.Node) {
	item := n.Parent
	if item == nil || !has(inItems, item.Name) || item.Child("", "enclosure") != nil {
		return
	}
	of := func(names string) func(*markup.Node) bool {
		return func(c *markup.Node) bool { return c.Space == mediaSpace && has(names, c.Name) }
	}
	if slices.ContainsFunc(item.Children, of(mediaLinks)) {
		return
	}
	first := slices.IndexFunc(item.Children, of(aboutMedia))
	if item.Children[first] == n {
		j.found(code, n, n.At, "%s is about media, and %s has no media:content, media:player or media:peerLink", n.Written(), item.Name)
	}
}

// saidBefore: of several elements the attribute tells which one is meant, so that
// no two of them are the same there.
func saidBefore(attr, byDefault string) func(*judge, string, *markup.Node) {
	kind := func(n *markup.Node) string { return valueOr(n, attr, byDefault) }
	return func(j *judge, code string, n *markup.Node) {
		for c := range n.Parent.Each(mediaSpace, n.Name) {
			if c == n {
				return
			}
			if kind(c) == kind(n) {
				j.found(code, n, n.At, "%s has an earlier %s whose %s is %s as well", n.Parent.Name, n.Name, attr, value.Quote(kind(n)))
				return
			}
		}
	}
}

var hexadecimal = value.Regexp(`^[0-9A-Fa-f]*$`)

// hashDigits: a hash has the digits of its algorithm.
func hashDigits(j *judge, code string, n *markup.Node) {
	algo := valueOr(n, "algo", "md5")
	digits, known := map[string]int{"md5": 32, "sha-1": 40}[algo]
	if text := strings.TrimSpace(n.Text); known && (len(text) != digits || !hexadecimal().MatchString(text)) {
		j.found(code, n, n.TextAt, "hash: %s has not the %d hexadecimal digits of %s", value.Quote(text), digits, algo)
	}
}

// ratings are the words of schemes. What others decided on long ago they write in
// capitals; the examples of Media RSS are in small letters.
var ratings = map[string]struct {
	words func() *regexp.Regexp
	like  string
}{
	"urn:icra":   {value.Regexp(`^r \([a-z]{2} [01](?: [a-z]{2} [01])*\)$`), "r (cz 1 lz 1 nz 1 oz 1 vz 1)"},
	"urn:mpaa":   {value.Regexp(`^(?i:g|pg|pg-13|r|nc-17|m|gp|x)$`), "g, pg, pg-13, r or nc-17"},
	"urn:simple": {value.Regexp(`^(?:non)?adult$`), "adult or nonadult"},
	"urn:v-chip": {value.Regexp(`^(?i:tv-(?:y|y7|y7-fv|g)|tv-(?:pg|14|ma)(?:-[dlsv]+)?|exempt|c|c8\+?|g|pg|14\+|18\+)$`), "tv-y, tv-y7, tv-g, tv-pg, tv-14 or tv-ma"},
}

func ratingWord(j *judge, code string, n *markup.Node) {
	scheme := valueOr(n, "scheme", "urn:simple")
	text := strings.TrimSpace(n.Text)
	if of, known := ratings[scheme]; known && !of.words().MatchString(text) {
		j.found(code, n, n.TextAt, "rating: %s is no rating of %s, such as %s", value.Quote(text), scheme, of.like)
	}
}

// restrictionType: only all and none mean something without saying of what. An
// empty list is that of nobody.
func restrictionType(j *judge, code string, n *markup.Node) {
	if text := strings.TrimSpace(n.Text); !hasAttr(n, "type") && text != "" && text != "all" && text != "none" {
		j.found(code, n, n.At, "restriction has no type that says what %s is; only all and none may stand without", value.Quote(text))
	}
}

// restricted: the words of a restriction of the type are all or none, or have the
// form of what they name.
func restricted(kind string, check func(string) error) func(*judge, string, *markup.Node) {
	return func(j *judge, code string, n *markup.Node) {
		text := strings.TrimSpace(n.Text)
		if of, _ := n.Attr("", "type"); of != kind || text == "all" || text == "none" {
			return
		}
		for word := range strings.FieldsSeq(text) {
			if err := check(word); err != nil {
				j.found(code, n, j.doc.Inside(n, strings.Index(n.Text, word)), "restriction: %v", err)
				return
			}
		}
	}
}

// locationPlaces judges the place of a recording, which GeoRSS writes.
func locationPlaces(j *judge, code string, n *markup.Node) {
	places := 0
	for _, c := range n.Children {
		if c.Space == georss.space {
			j.element(georss, c, georss.row(c.Name, "item"))
			places++
		}
	}
	if places == 0 && !hasAttr(n, "description") {
		j.found(code, n, n.At, "location has neither a place in GeoRSS nor a description")
	}
}

// sceneParts are the elements of a scene, which the specification writes without a
// prefix.
var sceneParts = []string{"sceneTitle", "sceneDescription", "sceneStartTime", "sceneEndTime"}

func sceneElements(j *judge, code string, n *markup.Node) {
	for _, c := range n.Children {
		if !slices.Contains(sceneParts, c.Name) {
			j.found(code, c, c.At, "%s is no element of scene, which has %s", c.Written(), strings.Join(sceneParts, ", "))
		}
	}
}

func sceneTimes(j *judge, code string, n *markup.Node) {
	for _, c := range n.Children {
		if !has("sceneStartTime sceneEndTime", c.Name) {
			continue
		}
		if err := inMinutes(strings.TrimSpace(c.Text)); err != nil {
			j.found(code, c, c.TextAt, "%s: %v", c.Name, err)
		}
	}
}
