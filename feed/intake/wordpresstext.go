package intake

import (
	"html"
	"net/url"
	"strings"

	"dateline/feed/value"
)

// What stands in the bodies of WordPress beside HTML.
var (
	blockComment = value.Regexp(`<!--\s*/?wp:[^>]*?-->\n?`)
	moreMark     = value.Regexp(`<!--\s*more.*?-->`)
	pageMark     = value.Regexp(`<!--\s*(?:nextpage|noteaser).*?-->`)
	loneURL      = value.Regexp(`(?m)^[ \t]*(https?://[^\s<>"]+)[ \t]*$`)
	shortcode    = value.Regexp(`\[(/?)([a-zA-Z][a-zA-Z0-9_-]*)((?:\s+|=)[^\[\]]*?)?(/?)\]`)
	shortcodeArg = value.Regexp(`([a-zA-Z0-9_-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|(\S+)`)
	loneBlock    = value.Regexp(`(?s)<p>\s*((?:<figure>.*?</figure>\s*|<pre><code>.*?</code></pre>\s*)+)</p>`) // as shortcodes make them
	caption      = value.Regexp(`(?s)^\s*((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?)(.*)$`)
)

// cutMore cuts a body at the mark above which it is an excerpt.
func cutMore(body string) (above, below string, found bool) {
	at := moreMark().FindStringIndex(body)
	if at == nil {
		return body, "", false
	}
	return body[:at[0]], body[at[1]:], true
}

// print is a body as WordPress prints it: without the comments of its blocks, with
// paragraphs where it has none, and with the plain meaning of shortcodes. Those that
// are not known are told, if anybody asks.
func (b *blog) print(body string, unknown func(name string)) string {
	blocks := blockComment().MatchString(body)
	body = moreMark().ReplaceAllString(pageMark().ReplaceAllString(body, ""), "")
	body = blockComment().ReplaceAllString(strings.ReplaceAll(body, "\r\n", "\n"), "")
	body = loneURL().ReplaceAllStringFunc(body, func(line string) string { return linkTo(strings.TrimSpace(line)) })
	if !blocks {
		body = paragraphs(body)
	}
	return loneBlock().ReplaceAllString(b.shortcodes(body, unknown), "$1")
}

// linkTo is a link that shows where it leads to.
func linkTo(at string) string {
	at = html.EscapeString(html.UnescapeString(at))
	return `<a href="` + at + `">` + at + `</a>`
}

// A written shortcode.
type written struct {
	name  string
	args  map[string]string // by name; those without a name by 0, 1 and so on
	inner string
}

// plainShortcodes are what shortcodes of WordPress and of its usual plugins mean.
var plainShortcodes = map[string]func(*blog, written) string{
	"caption":    func(_ *blog, s written) string { return figure(s) },
	"wp_caption": func(_ *blog, s written) string { return figure(s) },
	"embed":      func(_ *blog, s written) string { return linkTo(s.address("src", "url")) },
	"youtube":    func(_ *blog, s written) string { return linkTo(s.video("https://www.youtube.com/watch?v=")) },
	"vimeo":      func(_ *blog, s written) string { return linkTo(s.video("https://vimeo.com/")) },
	"tweet":      func(_ *blog, s written) string { return linkTo(s.video("https://twitter.com/i/status/")) },
	"gist":       func(_ *blog, s written) string { return linkTo(s.video("https://gist.github.com/")) },
	"audio":      func(_ *blog, s written) string { return s.player("audio", "src", "mp3", "m4a", "ogg", "wav", "flac") },
	"video":      func(_ *blog, s written) string { return s.player("video", "src", "mp4", "m4v", "webm", "ogv") },
	"gallery":    (*blog).gallery,
	"code":       func(_ *blog, s written) string { return listing(s) },
	"sourcecode": func(_ *blog, s written) string { return listing(s) },
}

// figure is a picture with what is written below it.
func figure(s written) string {
	m := caption().FindStringSubmatch(s.inner)
	if m == nil {
		return s.inner
	}
	text := strings.TrimSpace(m[2])
	if text == "" {
		text = html.EscapeString(s.args["caption"])
	}
	if text != "" {
		text = "<figcaption>" + text + "</figcaption>"
	}
	return "<figure>" + m[1] + text + "</figure>"
}

// address is what a shortcode is about: what it holds, or one of its arguments.
func (s written) address(names ...string) string {
	for _, at := range append([]string{strings.TrimSpace(s.inner)}, s.values(append(names, "0")...)...) {
		if at != "" {
			return strings.Trim(at, `"'=`)
		}
	}
	return ""
}

// values are those of arguments.
func (s written) values(names ...string) []string {
	var all []string
	for _, name := range names {
		all = append(all, s.args[name])
	}
	return all
}

// video is the address of something on a site, which may be given by its name there.
func (s written) video(site string) string {
	at := s.address("id", "url", "src")
	if u, err := url.Parse(at); err == nil && u.IsAbs() {
		return at
	}
	return site + at
}

// player is an element that plays a file.
func (s written) player(element string, names ...string) string {
	at := html.EscapeString(s.address(names...))
	if at == "" {
		return s.inner
	}
	return "<" + element + ` controls src="` + at + `"></` + element + ">"
}

// gallery is the pictures of one.
func (b *blog) gallery(s written) string {
	var out strings.Builder
	for id := range strings.FieldsFuncSeq(s.args["ids"]+","+s.args["include"], func(r rune) bool { return r == ',' || r == ' ' }) {
		picture, known := b.attachments[id]
		if !known || picture.url == "" {
			b.missing = append(b.missing, id)
			continue
		}
		out.WriteString(`<figure><img src="` + html.EscapeString(picture.url) + `" alt="` + html.EscapeString(picture.alt) + `">`)
		if picture.caption != "" {
			out.WriteString("<figcaption>" + html.EscapeString(picture.caption) + "</figcaption>")
		}
		out.WriteString("</figure>\n")
	}
	return out.String()
}

// listing is code, which may be escaped already.
func listing(s written) string {
	inner := strings.NewReplacer("<br />", "", "<p>", "", "</p>", "\n").Replace(s.inner)
	if !strings.Contains(inner, "&lt;") {
		inner = strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(inner)
	}
	return "<pre><code>" + strings.Trim(inner, "\n") + "</code></pre>"
}

// shortcodes gives a body with the plain meaning of its shortcodes. What is known by
// no name and has neither arguments nor an end is text: [sic].
func (b *blog) shortcodes(body string, unknown func(name string)) string {
	var out strings.Builder
	for {
		m := shortcode().FindStringSubmatchIndex(body)
		if m == nil {
			return out.String() + body
		}
		whole, name := body[m[0]:m[1]], strings.ToLower(body[m[4]:m[5]])
		out.WriteString(body[:m[0]])
		rest := body[m[1]:]
		if m[0] > 0 && body[m[0]-1] == '[' && strings.HasPrefix(rest, "]") { // [[gallery]] is the text [gallery]
			text := strings.TrimSuffix(out.String(), "[")
			out.Reset()
			out.WriteString(text + whole)
			body = rest[1:]
			continue
		}
		s := written{name: name, args: map[string]string{}}
		if m[6] >= 0 {
			s.args = arguments(body[m[6]:m[7]])
		}
		end := strings.Index(strings.ToLower(rest), "[/"+name+"]")
		meaning := plainShortcodes[name]
		switch {
		case m[2] < m[3] || meaning == nil && end < 0 && !named(s.args): // an end without a beginning, or text
			out.WriteString(whole)
			body = rest
			continue
		case end >= 0:
			s.inner, body = rest[:end], rest[end+len("[/]")+len(name):]
		default:
			body = rest
		}
		if meaning != nil {
			out.WriteString(meaning(b, s))
			continue
		}
		if unknown != nil {
			unknown(name)
		}
		out.WriteString(b.shortcodes(s.inner, unknown))
	}
}

// arguments are those of a shortcode.
func arguments(s string) map[string]string {
	args := map[string]string{}
	for n, m := range shortcodeArg().FindAllStringSubmatch(strings.TrimPrefix(html.UnescapeString(strings.TrimSpace(s)), "="), -1) {
		if m[1] != "" {
			args[strings.ToLower(m[1])] = m[2] + m[3] + m[4]
		} else {
			args[string(rune('0'+min(n, 9)))] = m[5] + m[6]
		}
	}
	return args
}

// named reports whether one of the arguments has a name.
func named(args map[string]string) bool {
	for name := range args {
		if name[0] > '9' {
			return true
		}
	}
	return false
}
