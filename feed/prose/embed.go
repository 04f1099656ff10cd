package prose

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"

	"dateline/feed/value"
)

// A player is a service whose frames show what has a page of its own.
type player struct {
	host  string // without www.
	path  string // what the path of the frame starts with
	query string // the parameter that names the thing; empty: the rest of the path does
	page  string // what the address of the page starts with
	text  string // empty: the host of the page
}

// The first row that fits is taken.
var players = []player{
	// host, path, query, page, text
	{"cdn.embedly.com", "/widgets/media.html", "url", "", ""},
	{"codepen.io", "", "", "", "See on CodePen"},
	{"dailymotion.com", "/embed/video/", "", "https://www.dailymotion.com/video/", "Watch on Dailymotion"},
	{"facebook.com", "/plugins/post.php", "href", "", "See on Facebook"},
	{"facebook.com", "/plugins/video.php", "href", "", "Watch on Facebook"},
	{"google.com", "/maps/", "", "", "See on Google Maps"},
	{"open.spotify.com", "/embed/", "", "https://open.spotify.com/", "Listen on Spotify"},
	{"platform.twitter.com", "/embed/", "id", "https://twitter.com/i/status/", "See on Twitter"},
	{"player.bilibili.com", "/player.html", "bvid", "https://www.bilibili.com/video/", "Watch on Bilibili"},
	{"player.twitch.tv", "", "channel", "https://www.twitch.tv/", "Watch on Twitch"},
	{"player.twitch.tv", "", "video", "https://www.twitch.tv/videos/", "Watch on Twitch"},
	{"player.vimeo.com", "/video/", "", "https://vimeo.com/", "Watch on Vimeo"},
	{"rutube.ru", "/play/embed/", "", "https://rutube.ru/video/", "Watch on Rutube"},
	{"w.soundcloud.com", "/player", "url", "", "Listen on SoundCloud"},
	{"youtube-nocookie.com", "/embed/videoseries", "list", "https://www.youtube.com/playlist?list=", "Watch on YouTube"},
	{"youtube-nocookie.com", "/embed/", "", "https://www.youtube.com/watch?v=", "Watch on YouTube"},
	{"youtube.com", "/embed/videoseries", "list", "https://www.youtube.com/playlist?list=", "Watch on YouTube"},
	{"youtube.com", "/embed/", "", "https://www.youtube.com/watch?v=", "Watch on YouTube"},
	{"youtube.com", "/v/", "", "https://www.youtube.com/watch?v=", "Watch on YouTube"},
}

// shows gives the page of what the frame at u shows; empty if p does not know.
func (p player) shows(u *url.URL) string {
	rest, fits := strings.CutPrefix(u.EscapedPath(), p.path)
	if !fits || strings.TrimPrefix(u.Hostname(), "www.") != p.host {
		return ""
	}
	switch {
	case p.query == "" && p.page == "":
		return u.String()
	case p.query == "":
		rest = strings.Trim(rest, "/")
	case p.page == "":
		rest = u.Query().Get(p.query)
	default:
		rest = url.QueryEscape(u.Query().Get(p.query))
	}
	if rest == "" {
		return ""
	}
	return p.page + rest
}

// embed makes a plain link of a frame or plug-in: readers show nothing else.
func (w *walk) embed(n *html.Node) *html.Node {
	if n.Data == "iframe" && invisible(n) {
		return w.remove(n, trackerDropped, "iframe that nobody sees was dropped: %s", shown(attr(n, "src")))
	}
	ref := embedded(n)
	if ref == "" {
		return w.remove(n, elementRemoved, "%s without an address was removed", n.Data)
	}
	page, text, err := w.page(ref)
	if err != nil {
		return w.remove(n, urlUnsafe, "%s was removed with %q: %v", n.Data, shown(ref), err)
	}
	if title := value.Line(w.said.legible(attr(n, "title"))); title != "" {
		text = title
	}
	w.said.add(iframeLinked, n.Data, "%s became a link to %s", n.Data, shown(page))
	return replace(n, linkTo(page, text, n))
}

// embedded is the reference to what n would show; empty if there is none.
func embedded(n *html.Node) string {
	for _, name := range []string{"data-src", "data-lazy-src", "src", "data"} {
		if ref := attr(n, name); ref != "" && ref != "about:blank" {
			return ref
		}
	}
	for d := range n.Descendants() {
		switch name := strings.ToLower(attr(d, "name")); {
		case d.Data == "param" && (name == "movie" || name == "src" || name == "url"):
			return attr(d, "value")
		case d.Data == "embed" || d.Data == "iframe":
			return attr(d, "src")
		}
	}
	return ""
}

// page is the address of what the frame at ref shows, and what to call it.
func (w *walk) page(ref string) (address, text string, err error) {
	address, err = w.home.address(w.said.legible(ref), media)
	if err != nil {
		return "", "", err
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", "", errInvalid
	}
	for _, p := range players {
		if page := p.shows(u); page != "" {
			if page, err := w.home.address(page, media); err == nil {
				return page, cmp.Or(p.text, value.Host(page)), nil
			}
		}
	}
	if file := path.Base(u.Path); path.Ext(file) != "" || u.Host == "" {
		return address, value.Clean(file), nil
	}
	return address, u.Host, nil
}

// linkTo is a link in the place of n: a paragraph of its own where one can be,
// only the words in what is a link itself.
func linkTo(address, text string, n *html.Node) *html.Node {
	words := &html.Node{Type: html.TextNode, Data: text}
	if within(n, "a") {
		return words
	}
	link := &html.Node{Type: html.ElementNode, Data: "a", Attr: []html.Attribute{{Key: "href", Val: address}}}
	link.AppendChild(words)
	if !holders[n.Parent.Data] || within(n, "p") {
		return link
	}
	paragraph := &html.Node{Type: html.ElementNode, Data: "p"}
	paragraph.AppendChild(link)
	return paragraph
}

// What a paragraph may stand in; the empty name is the whole fragment.
var holders = func() map[string]bool {
	set := value.Words("article aside blockquote dd details div figcaption figure footer header li section td th")
	set[""] = true
	return set
}()
