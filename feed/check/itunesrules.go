package check

import (
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"dateline/feed/markup"
	"dateline/feed/value"
)

// uses reports whether an element of the namespace stands in n, or in an item of it.
func uses(n *markup.Node, space string) bool {
	for _, c := range n.Children {
		if c.Space == space || isEpisode(c) && uses(c, space) {
			return true
		}
	}
	return false
}

// isShow reports whether n is a podcast that Apple is to list.
func isShow(n *markup.Node) bool {
	block := n.Child(itunesSpace, "block")
	return uses(n, itunesSpace) && (block == nil || !strings.EqualFold(strings.TrimSpace(block.Text), "yes"))
}

// isEpisode reports whether n is what podcasts have their episodes in.
func isEpisode(n *markup.Node) bool {
	return n.Space == "" && n.Name == "item" || n.Space == atomSpace && n.Name == "entry"
}

// An enclosure is what an episode is heard from.
type enclosure struct {
	node *markup.Node
	url  string
}

// enclosures are those of the episodes of a show: enclosures of RSS, links of Atom.
func enclosures(show *markup.Node) []enclosure {
	var found []enclosure
	for _, c := range show.Children {
		if !isEpisode(c) {
			continue
		}
		for _, link := range links(c, "enclosure") {
			href, _ := link.Attr("", "href")
			found = append(found, enclosure{link, href})
		}
		for e := range c.Each("", "enclosure") {
			address, _ := e.Attr("", "url")
			found = append(found, enclosure{e, address})
		}
	}
	return found
}

// showIncomplete: Apple lists a podcast that has these.
func showIncomplete(j *judge, code string, n *markup.Node) {
	if !isShow(n) {
		return
	}
	for _, name := range []string{"category", "explicit", "image"} {
		if n.Child(itunesSpace, name) == nil {
			j.found(code, n, n.At, "%s has no itunes:%s, without which Apple Podcasts takes no podcast", n.Name, name)
		}
	}
	if _, said := n.Attr(xmlNames.space, "lang"); !said && n.Child("", "language") == nil && n.Child(dc.space, "language") == nil {
		j.found(code, n, n.At, "%s has no language, without which Apple Podcasts takes no podcast", n.Name)
	}
}

// emailMissing: whoever claims the podcast gets a code by e-mail.
func emailMissing(j *judge, code string, n *markup.Node) {
	owner := n.Child(itunesSpace, "owner")
	switch {
	case !isShow(n):
	case owner == nil:
		j.found(code, n, n.At, "%s has no itunes:owner with an itunes:email", n.Name)
	case owner.Child(itunesSpace, "email") == nil:
		j.found(code, owner, owner.At, "owner has no itunes:email")
	}
}

// playable are the extensions of what Apple Podcasts plays.
const playable = ".m4a .mp3 .mov .mp4 .m4v .pdf"

func enclosureFormat(j *judge, code string, n *markup.Node) {
	if !isShow(n) {
		return
	}
	for _, e := range enclosures(n) {
		if ending := extension(e.url); !has(playable, ending) && e.url != "" {
			j.found(code, e.node, e.node.At, "enclosure: %s ends in %s; Apple Podcasts plays %s", value.Quote(e.url), value.Quote(ending), strings.ReplaceAll(playable, " ", ", "))
		}
	}
}

// extension is that of the path of an address, in small letters.
func extension(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(path.Ext(u.Path))
}

// enclosureTwice: directories take an episode for one that they have when its file
// is the same.
func enclosureTwice(j *judge, code string, n *markup.Node) {
	if !isShow(n) {
		return
	}
	seen := earlier{}
	for _, e := range enclosures(n) {
		if e.url != "" && seen.again(e.url) {
			j.found(code, e.node, e.node.At, "enclosure: %s is that of an earlier item; Apple Podcasts passes over the second", value.Quote(e.url))
		}
	}
}

func podcastEncoding(j *judge, code string, n *markup.Node) {
	if declared := j.doc.Declared; declared != "" && !strings.EqualFold(declared, "UTF-8") && uses(n, itunesSpace) {
		j.found(code, nil, j.doc.Declaration, "the encoding is %s; Apple Podcasts wants UTF-8", value.Quote(declared))
	}
}

// episodeMissing: a story that is told in an order says which part comes when.
func episodeMissing(j *judge, code string, n *markup.Node) {
	kind := n.Child(itunesSpace, "type")
	if kind == nil || !strings.EqualFold(kind.Text, "serial") {
		return
	}
	for _, c := range n.Children {
		if !isEpisode(c) || c.Child(itunesSpace, "episode") != nil {
			continue
		}
		if is := c.Child(itunesSpace, "episodeType"); is == nil || strings.EqualFold(is.Text, "full") {
			j.found(code, c, c.At, "%s of a serial podcast has no itunes:episode", c.Name)
		}
	}
}

func explicitOlder(j *judge, code string, n *markup.Node) {
	if word := strings.ToLower(n.Text); has(olderExplicit, word) {
		now := "true"
		if word == "no" || word == "clean" {
			now = "false"
		}
		j.found(code, n, n.TextAt, "explicit: %s is now written %s", value.Quote(n.Text), now)
	}
}

func imageFormat(j *judge, code string, n *markup.Node) {
	href, _ := n.Attr("", "href")
	const shown = ".jpg .jpeg .png"
	if ending := extension(href); href != "" && !has(shown, ending) && !has(shown, strings.ToLower(path.Ext(href))) {
		j.found(code, n, n.At, "image: %s ends in %s; Apple Podcasts shows .jpg and .png", value.Quote(href), value.Quote(ending))
	}
}

// mostKeywords is how many keywords Apple reads.
const mostKeywords = 12

// keywordsList: keywords are a few, with commas between.
func keywordsList(j *judge, code string, n *markup.Node) {
	switch words := strings.Split(n.Text, ","); {
	case len(words) > mostKeywords:
		j.found(code, n, n.TextAt, "keywords has %d keywords, and Apple Podcasts reads %d", len(words), mostKeywords)
	case len(words) == 1 && strings.ContainsAny(strings.TrimSpace(n.Text), " \t\n"):
		j.found(code, n, n.TextAt, "keywords: %s is one keyword; commas stand between several", value.Quote(strings.TrimSpace(n.Text)))
	}
}

// itunesLongest is how many characters a text may have.
var itunesLongest = map[string]int{"keywords": 255, "subtitle": 255, "summary": 4000}

func itunesLong(j *judge, code string, n *markup.Node) {
	if length := utf8.RuneCountInString(strings.TrimSpace(n.Text)); length > itunesLongest[n.Name] {
		j.found(code, n, n.TextAt, "%s has %d characters, and may have %d", n.Name, length, itunesLongest[n.Name])
	}
}

// mostDescription is how long a description may be, in bytes.
const mostDescription = 4000

func descriptionLong(j *judge, code string, n *markup.Node) {
	if !isShow(n) {
		return
	}
	for _, in := range append([]*markup.Node{n}, n.Children...) {
		d := in.Child("", "description")
		if (in == n || isEpisode(in)) && d != nil && len(d.Text) > mostDescription {
			j.found(code, d, d.TextAt, "description has %d bytes, and Apple Podcasts takes %d", len(d.Text), mostDescription)
		}
	}
}
