package prose

import (
	"strings"

	"golang.org/x/net/html"

	"dateline/feed/value"
)

// Where scripts that load images late keep the address, and where it belongs.
var lazySources = []struct{ from, to string }{
	{"data-lazy-src", "src"},
	{"data-lazy-srcset", "srcset"},
	{"data-original", "src"},
	{"data-poster", "poster"},
	{"data-src", "src"},
	{"data-srcset", "srcset"},
}

// Where trackers live: host and what the path starts with.
var trackers = value.Regexp(`^(?:https?:)?//(?:` + strings.Join([]string{
	`b\.scorecardresearch\.com/`,
	`counter\.yadro\.ru/`,
	`feeds\.feedburner\.com/~r/`,
	`mc\.yandex\.ru/watch/`,
	`medium\.com/_/stat`,
	`pixel\.(?:quantserve|wp)\.com/`,
	`stats\.wordpress\.com/b\.gif`,
	`top-fwz1\.mail\.ru/counter`,
	`www\.facebook\.com/tr[/?]`,
	`www\.google-analytics\.com/`,
}, "|") + `)`)

// image makes an image fit: the real one, absolute, and to be seen.
func (w *walk) image(n *html.Node) *html.Node {
	if invisible(n) {
		return w.remove(n, trackerDropped, "image that nobody sees was dropped: %s", shown(attr(n, "src")))
	}
	if alt := attr(n, "alt"); alt != "" && emoji().MatchString(attr(n, "class")) {
		alt = w.said.legible(alt)
		w.said.add(emojiText, "", "picture of a character became %s", shown(alt))
		return replace(n, &html.Node{Type: html.TextNode, Data: alt})
	}
	w.attributes(n)
	if other := otherSource(n); other != "" && placeholder(attr(n, "src")) {
		set(n, "src", other)
	}
	if src := attr(n, "src"); src == "" || strings.HasPrefix(src, emptyGIF) {
		return w.remove(n, elementRemoved, "img without a picture was removed")
	}
	return n.NextSibling
}

// Emoji as pictures, which readers would show as large as they are.
var emoji = value.Regexp(`(?:^|\s)(?:emoji|twemoji|wp-smiley)(?:\s|$)`)

// emptyGIF is how every GIF of 1 by 1 pixels begins.
const emptyGIF = "data:image/gif;base64,R0lGODlhAQABA"

// source makes a source or track fit. One without an address says nothing.
func (w *walk) source(n *html.Node) *html.Node {
	w.attributes(n)
	if attr(n, "src") == "" && attr(n, "srcset") == "" {
		return w.remove(n, elementRemoved, "%s without an address was removed", n.Data)
	}
	return n.NextSibling
}

// wake moves the addresses that a script would have moved.
func (w *walk) wake(n *html.Node) {
	for _, source := range lazySources {
		if !has(n, source.from) {
			continue
		}
		late := w.said.legible(attr(n, source.from))
		if late == "" || late == attr(n, source.to) || !w.pictured(source.to, late) {
			continue
		}
		w.said.add(lazyImage, source.from, "%s became %s: %s", source.from, source.to, shown(late))
		set(n, source.to, late)
	}
}

// pictured reports whether the value is an address, or a srcset of them, rather
// than settings of the script.
func (w *walk) pictured(name, value string) bool {
	if strings.ContainsAny(value, `{}<>"`) {
		return false
	}
	if name == "srcset" {
		list, _ := w.home.srcsetAddresses(value)
		return list != ""
	}
	_, err := w.home.address(value, media)
	return err == nil
}

// otherSource is the first address in the srcset of img, else in the sources
// before it in a picture.
func otherSource(img *html.Node) string {
	for n := img; n == img || n != nil && n.Data == "source"; n = elementBefore(n) {
		if list := candidates(attr(n, "srcset")); len(list) > 0 {
			return list[0].url
		}
	}
	return ""
}

var hiding = value.Regexp(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|` +
	`(?:width|height)\s*:\s*[01](?:px)?\s*;\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)`)

// invisible reports whether n is there to be loaded, not to be looked at.
func invisible(n *html.Node) bool {
	return tiny[attr(n, "width")] && tiny[attr(n, "height")] || has(n, "hidden") ||
		hiding().MatchString(attr(n, "style")) || trackers().MatchString(attr(n, "src"))
}

var tiny = value.Words("0 1 0px 1px")

// late reports whether a script was to give img its picture.
func late(img *html.Node) bool {
	for _, source := range lazySources {
		if has(img, source.from) {
			return true
		}
	}
	return placeholder(attr(img, "src"))
}

// placeholder reports whether src only keeps the place of another picture.
func placeholder(src string) bool {
	return src == "" || strings.HasPrefix(src, "data:") || waiting().MatchString(src)
}

// Names of the pictures that stand in for others.
var waiting = value.Regexp(`(?i)/(?:blank|grey|lazy|loader|loading|pixel|placeholder|spacer|trans|transparent|1x1)[^/]*\.(?:gif|png|svg)$`)
