package check

import (
	"html"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// htmlRules are about the HTML within a feed, and about where it is none. All are
// warnings: a reader cleans what it shows, and what it then shows is poorer.
var htmlRules = []Rule{
	{"html-address-relative", feed.Warning, "RSS Profile <description>", "ContainsRelRef"},
	{"html-address-unsafe", feed.Warning, "RSS Profile <description>", "SecurityRisk"},
	{"html-attribute-unsafe", feed.Warning, "RSS Profile <description>", "SecurityRiskAttr"},
	{"html-cdata", feed.Warning, "HTML §13.2.2", "NotHtml"},
	{"html-document", feed.Warning, "RFC 4287 §3.1.1.2", "HtmlFragment"},
	{"html-element-unclosed", feed.Warning, "HTML §13.1.2.4", "NotHtml"},
	{"html-element-unknown", feed.Warning, "HTML §4", "NotHtml"},
	{"html-element-unsafe", feed.Warning, "RSS Profile <description>", "SecurityRisk"},
	{"html-end-tag-stray", feed.Warning, "HTML §13.1.2.2", "NotHtml"},
	{"html-escaped-twice", feed.Warning, "RSS Profile <description>", "NotHtml"},
	{"html-image-lazy", feed.Warning, "HTML §4.8.3", ""},
	{"html-in-plain-text", feed.Warning, "RSS Profile §Character Data", "ContainsHTML"},
	{"html-misplaced", feed.Warning, "", "MisplacedXHTMLContent"},
	{"html-reference", feed.Warning, "HTML §13.5", "NotHtml"},
	{"html-style-unsafe", feed.Warning, "RSS Profile <description>", "DangerousStyleAttr"},
	{"html-tag-cut", feed.Warning, "HTML §13.1.2", "NotHtml"},
	{"html-undeclared", feed.Warning, "RFC 4287 §3.1.1.1", "ContainsUndeclaredHTML"},
}

// A passage is text that people read: of an element, an attribute, a string; or an
// element of XHTML itself, which has its text as nodes.
type passage struct {
	node *markup.Node
	attr *markup.Attr // nil if it is the node's own text
	text string
	said map[string]bool // codes that were found in it; nil: none yet
}

func textOf(n *markup.Node) *passage {
	return &passage{node: n, text: n.Text}
}

func valueOf(n *markup.Node, a *markup.Attr) *passage {
	return &passage{node: n, attr: a, text: a.Value}
}

// place is where the i-th byte stands in the document.
func (p *passage) place(doc *markup.Document, i int) int {
	switch {
	case p.attr != nil:
		return p.attr.ValueAt
	case p.text == "":
		return p.node.At
	}
	return doc.Inside(p.node, i)
}

// name is what findings call it.
func (p *passage) name() string {
	if p.attr != nil {
		return p.attr.Name
	}
	return p.node.Name
}

// inside adds a finding about the i-th byte of a passage: the first of each code,
// for what one generator does wrong it does wrong everywhere.
func (j *judge) inside(code string, p *passage, i int, format string, args ...any) {
	if p.said[code] {
		return
	}
	if p.said == nil {
		p.said = map[string]bool{}
	}
	p.said[code] = true
	j.found(code, p.node, p.place(j.doc, i), format, args...)
}

// plain judges text that is shown as it stands.
func (j *judge) plain(p *passage) { j.noMarkup(p, "html-in-plain-text") }

// noMarkup finds HTML where there should be none: an end tag, or a reference to a
// character. A lone <b> may well be what the text is about.
func (j *judge) noMarkup(p *passage, code string) {
	j.placeholder(p)
	for i := 0; ; {
		next := strings.IndexAny(p.text[i:], "<&")
		if next < 0 {
			return
		}
		i += next
		if name, ok := strings.CutPrefix(p.text[i:], "</"); ok && isElement(tagName(name)) {
			j.inside(code, p, i, "%s is plain text, and %s would be shown as it stands", p.name(), value.Quote("</"+tagName(name)+">"))
			return
		}
		if written := characterAt(p.text[i:]); written != "" && !advised[written] {
			j.inside(code, p, i, "%s is plain text, and %s would be shown as it stands", p.name(), value.Quote(written))
			return
		}
		i++
	}
}

// advised are references that plain text of RSS may have: where some readers take
// it for HTML, they keep the character (RSS Profile §Character Data).
var advised = value.Words("&#x26; &#x3C; &#x3E;")

// tagName is the name of the tag that s is behind the < of.
func tagName(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool {
		return r == '>' || r == '/' || r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f'
	})
	if end < 0 {
		end = len(s)
	}
	return strings.ToLower(s[:end])
}

// characterAt is the character reference that s begins with; nothing if it is none.
func characterAt(s string) string {
	if !strings.HasPrefix(s, "&") {
		return ""
	}
	end := strings.IndexByte(s[:min(len(s), 40)], ';') // CounterClockwiseContourIntegral has 31 letters
	if end < 2 {
		return ""
	}
	written := s[:end+1]
	if means := html.UnescapeString(written); means == written || strings.ContainsRune(means, ';') {
		return ""
	}
	return written
}

// A reading is the work on a passage of HTML.
type reading struct {
	*judge
	*passage
	open    []tag
	foreign int  // how many of the open elements are svg or math
	literal int  // how many of them show code
	deep    bool // they nested deeper than maxOpen
}

// maxOpen is how deep elements of HTML nest before what closes what is no longer
// judged: browsers stop at 512.
const maxOpen = 512

// A tag is an element that is open.
type tag struct {
	name string
	trait
	at int
}

// hypertext judges a passage of HTML, unless it is known to be sound.
func (j *judge) hypertext(p *passage) {
	sound := j.options.Sound
	if sound == nil {
		j.readThrough(p)
		return
	}
	is := soundnessOf(p)
	if _, known := sound.known.Load(is); known {
		return
	}
	if j.readThrough(p); len(p.said) == 0 {
		sound.known.Store(is, true)
	}
}

// readThrough judges a passage of HTML from its beginning to its end.
func (j *judge) readThrough(p *passage) {
	j.placeholder(p)
	if strings.IndexByte(p.text, '<') < 0 && strings.IndexByte(p.text, '&') < 0 {
		return
	}
	r := &reading{judge: j, passage: p}
	for h := (markup.HTML{Text: p.text}); h.Next(); {
		at, raw := h.Token.At, p.text[h.Token.At:h.Token.End]
		switch h.Token.Kind {
		case markup.Text:
			r.characters(at, raw)
		case markup.StartTag:
			r.start(&h.Token, raw)
		case markup.EndTag:
			r.close(h.Token.Name, at)
		case markup.Doctype:
			r.inside("html-document", p, at, "a DOCTYPE stands in %s, which holds a part of a page", p.name())
		case markup.Comment:
			if strings.HasPrefix(raw, "<![CDATA[") && r.foreign == 0 {
				r.inside("html-cdata", p, at, "<![CDATA[ stands in the HTML of %s, where it means nothing", p.name())
			}
		case markup.Cut:
			r.inside("html-tag-cut", p, at, "%s ends within %s", p.name(), value.Quote(raw))
		}
	}
	r.leave(0, 0, p.name())
}

// start judges a start tag.
func (r *reading) start(t *markup.Token, raw string) {
	of := traits[t.Name]
	r.element(t.Name, of, t.At)
	r.lazy(t)
	for i := range t.Attrs {
		a := &t.Attrs[i]
		r.judgeAttribute(r.passage, t.Name, a.Name, a.Value, a.At)
	}
	if of&void != 0 || r.foreign > 0 && strings.HasSuffix(raw, "/>") {
		return
	}
	if len(r.open) < maxOpen {
		r.open = append(r.open, tag{t.Name, of, t.At})
		r.count(of, 1)
	} else {
		r.deep = true
	}
}

// count counts the open elements in which other rules hold.
func (r *reading) count(of trait, n int) {
	if of&foreign != 0 {
		r.foreign += n
	}
	if of&showsCode != 0 {
		r.literal += n
	}
}

// element judges which element it is.
func (r *reading) element(name string, of trait, at int) {
	switch {
	case of&unsafe != 0:
		r.inside("html-element-unsafe", r.passage, at, "%s has the element %s, which readers remove", r.passage.name(), name)
	case of&ofPages != 0 && r.foreign == 0: // a picture has a title, too
		r.inside("html-document", r.passage, at, "%s stands in %s, which holds a part of a page", name, r.passage.name())
	case of&known == 0 && r.foreign == 0 && !custom().MatchString(name):
		r.inside("html-element-unknown", r.passage, at, "%s in %s is no element of HTML", value.Quote(name), r.passage.name())
	}
}

// judgeAttribute judges an attribute of HTML or XHTML; at counts in the passage.
func (j *judge) judgeAttribute(p *passage, element, name, val string, at int) {
	switch {
	case strings.HasPrefix(name, "on") && len(name) > len("on"):
		j.inside("html-attribute-unsafe", p, at, "%s has the attribute %s, which is a script", element, name)
	case name == "style":
		if why := unsafeStyle(val); why != "" {
			j.inside("html-style-unsafe", p, at, "style of %s: %s", element, why)
		}
	case addressAttributes[name]:
		j.address(p, element, name, val, at)
	}
}

// address judges one in HTML.
func (j *judge) address(p *passage, element, name, val string, at int) {
	val = strings.TrimSpace(val)
	if host, user := authority(val); user != "" || value.Local(host) {
		j.site(p, name+" of "+element, val, at)
	}
	scheme, _, _ := strings.Cut(strings.ToLower(val), ":")
	switch {
	case scheme == "javascript" || scheme == "vbscript" || strings.HasPrefix(strings.ToLower(val), "data:text/html"):
		j.inside("html-address-unsafe", p, at, "%s of %s is %s, which is a script", name, element, value.Quote(val))
	case val == "" || strings.HasPrefix(val, "#") || hasScheme(val) || based(p.node):
	case strings.HasPrefix(val, "//"):
		j.inside("html-address-relative", p, at, "%s of %s is %s, which lacks the scheme; https: before it would be right", name, element, value.Quote(val))
	default:
		j.inside("html-address-relative", p, at, "%s of %s is %s, which lacks the site; the full address would be right", name, element, value.Quote(val))
	}
}

// close judges an end tag: it closes what is open since its start tag.
func (r *reading) close(name string, at int) {
	for i := len(r.open) - 1; i >= 0; i-- {
		if r.open[i].name == name {
			r.leave(i, i+1, name)
			return
		}
	}
	if name != "p" && r.foreign == 0 && !r.deep { // </p> stands for an empty one
		r.inside("html-end-tag-stray", r.passage, at, "</%s> in %s closes nothing", name, r.passage.name())
	}
}

// leave closes the open elements from the i-th on. Those from the j-th on should
// have been closed before: within the element of the name, or the passage.
func (r *reading) leave(i, j int, within string) {
	for _, t := range r.open[j:] {
		if t.trait&endsItself == 0 && r.foreign == 0 && !r.deep {
			r.inside("html-element-unclosed", r.passage, t.at, "%s is not closed before %s ends", t.name, within)
		}
	}
	for _, t := range r.open[i:] {
		r.count(t.trait, -1)
	}
	r.open = r.open[:i]
}
