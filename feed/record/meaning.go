package record

import (
	"cmp"
	"html"
	"path"
	"strings"

	"dateline/feed"
)

// meanings are the calls that mean the same in all generators, by their names.
var meanings map[string]func(d *draft, c call) (text string, block, ok bool)

func init() {
	meanings = map[string]func(d *draft, c call) (string, bool, bool){
		"figure": figure, "img": figure, "image": figure, "picture": figure,
		"youtube": watch("https://www.youtube.com/watch?v=", "Watch on YouTube"), "youtubelite": watch("https://www.youtube.com/watch?v=", "Watch on YouTube"),
		"vimeo": watch("https://vimeo.com/", "Watch on Vimeo"), "vimeo_simple": watch("https://vimeo.com/", "Watch on Vimeo"),
		"streamable": watch("https://streamable.com/", "Watch on Streamable"), "asciinema": watch("https://asciinema.org/a/", "Watch on asciinema"),
		"instagram": watch("https://www.instagram.com/p/", "See on Instagram"), "instagram_simple": watch("https://www.instagram.com/p/", "See on Instagram"),
		"gist":  gist,
		"tweet": tweet, "twitter": tweet, "twitter_simple": tweet, "x": tweet, "x_simple": tweet,
		"highlight": highlight, "code": highlight, "details": details, "quote": quotation, "blockquote": quotation,
		"audio": player("audio"), "video": player("video"),
		"rawhtml": inside, "raw_html": inside, "raw-html": inside, "html": inside,
		"comment": nothing, "toc": nothing, "mermaid": codeOf("mermaid"),
	}
}

func inside(_ *draft, c call) (string, bool, bool)  { return c.inner(), false, c.paired }
func nothing(_ *draft, c call) (string, bool, bool) { return "", false, true }

// figure is a picture with what is said of it.
func figure(d *draft, c call) (string, bool, bool) {
	src := c.argument(0, "src", "image_path", "url", "path", "file", "link_src")
	if src == "" {
		return "", false, false
	}
	src = d.rooted(src)
	caption := c.argument(1, "caption")
	picture := "<img" + attribute("src", src) + attribute("alt", c.argument(-1, "alt")) + attribute("title", c.argument(-1, "tooltip")) +
		attribute("width", strings.TrimSuffix(c.named["width"], "px")) + attribute("height", strings.TrimSuffix(c.named["height"], "px")) + ">"
	if link := c.named["link"]; link != "" {
		picture = "<a" + attribute("href", link) + ">" + picture + "</a>"
	}
	var said []string
	if title := c.named["title"]; title != "" {
		said = append(said, "<h4>"+html.EscapeString(title)+"</h4>")
	}
	attr := c.named["attr"]
	if link := c.named["attrlink"]; link != "" && attr != "" {
		attr = anchor(link, attr)
	}
	if caption = strings.TrimSpace(caption + " " + attr); caption != "" {
		said = append(said, "", caption, "")
	}
	if len(said) == 0 {
		return "<figure>" + picture + "</figure>", true, true
	}
	return "<figure>" + picture + "<figcaption>" + strings.Join(said, "\n") + "</figcaption></figure>", true, true
}

// rooted is an address below the site where it begins with a slash.
func (d *draft) rooted(src string) string {
	if strings.HasPrefix(src, "/") && !strings.HasPrefix(src, "//") {
		if address, err := d.below(escapePath(src)); err == nil {
			return address
		}
	}
	return src
}

// watch is a link to the page of what a frame would show.
func watch(page, text string) func(*draft, call) (string, bool, bool) {
	return func(_ *draft, c call) (string, bool, bool) {
		id := c.argument(0, "id", "video", "video_id", "videoid")
		if strings.Contains(id, "/") {
			id = path.Base(strings.TrimSuffix(id, "/"))
			id, _, _ = strings.Cut(id[strings.Index(id, "?v=")+1:], "&")
			id, _, _ = strings.Cut(strings.TrimPrefix(id, "v="), "?")
		}
		return anchor(page+id, cmp.Or(c.named["title"], text)), false, id != ""
	}
}

func gist(_ *draft, c call) (string, bool, bool) {
	id := c.argument(0, "id", "url", "user")
	if more := c.argument(1, "gist_id"); more != "" && !strings.Contains(id, "/") && !strings.Contains(more, ".") {
		id += "/" + more
	}
	return anchor("https://gist.github.com/"+strings.TrimPrefix(id, "https://gist.github.com/"), "See on GitHub"), false, id != ""
}

// tweet is a link to one: a number, an address, or user and id.
func tweet(_ *draft, c call) (string, bool, bool) {
	id, user := c.argument(0, "id", "url"), c.named["user"]
	if len(c.list) > 1 && !strings.Contains(id, "/") {
		user, id = c.list[0], c.list[1]
	}
	if strings.HasPrefix(id, "https://") {
		return anchor(id, "See on Twitter"), false, true
	}
	if user == "" {
		user = "i"
	}
	return anchor("https://twitter.com/"+user+"/status/"+id, "See on Twitter"), false, id != ""
}

// highlight is code, as a block of it.
func highlight(d *draft, c call) (string, bool, bool) {
	return codeBlock(d, c.argument(0, "lang", "language"), c.source), true, c.paired
}

func codeOf(language string) func(*draft, call) (string, bool, bool) {
	return func(d *draft, c call) (string, bool, bool) { return codeBlock(d, language, c.source), true, c.paired }
}

func codeBlock(d *draft, language, code string) string {
	code = strings.Trim(code, "\n")
	if d.text.markup != feed.Markdown {
		if language != "" {
			language = "language-" + language
		}
		return "<pre><code" + attribute("class", language) + ">" + html.EscapeString(code) + "</code></pre>"
	}
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	return fence + language + "\n" + code + "\n" + fence
}

func details(_ *draft, c call) (string, bool, bool) {
	summary := c.argument(0, "summary", "title")
	if summary == "" {
		summary = "Details"
	}
	return "<details><summary>" + html.EscapeString(summary) + "</summary>\n\n" + strings.TrimSpace(c.inner()) + "\n\n</details>", true, c.paired
}

func quotation(_ *draft, c call) (string, bool, bool) {
	text := strings.TrimSpace(c.inner())
	if by := c.argument(-1, "author", "source", "cite"); by != "" {
		text += "\n\n— " + html.EscapeString(by)
	}
	return "<blockquote>\n\n" + text + "\n\n</blockquote>", true, c.paired
}

// player is a recording in the browser's own player.
func player(element string) func(*draft, call) (string, bool, bool) {
	return func(d *draft, c call) (string, bool, bool) {
		src := c.argument(0, "src", "url", "path", "file", "mp4", "mp3")
		src = d.rooted(src)
		return "<" + element + attribute("src", src) + attribute("title", c.argument(-1, "title", "caption")) + " controls></" + element + ">", true, src != ""
	}
}
