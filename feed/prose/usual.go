package prose

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"dateline/feed/value"
)

// A kind is a set of elements that may stand beside each other.
type kind byte

const (
	flow     kind = 1 << iota // paragraphs and what holds them
	phrasing                  // what is within a line
	item                      // of a list
	group                     // of rows
	row                       // of cells
	cell
)

// A model is what an element is, and what it may hold; nothing if it is void.
type model struct{ is, holds kind }

// models are the elements of usual markup: those that the parser of HTML reads as they are
// written, as long as each stands where its kind may. Then it neither closes one
// nor moves one.
var models = func() map[string]model {
	all := map[string]model{}
	for _, m := range []struct {
		names string
		model
	}{
		{"p h1 h2 h3 h4 h5 h6 pre", model{flow, phrasing}},
		{"article aside blockquote div figcaption figure footer header section", model{flow, flow | phrasing}},
		{"ol ul", model{flow, item}},
		{"li", model{item, flow | phrasing}},
		{"table", model{flow, group}},
		{"thead tbody", model{group, row}},
		{"tr", model{row, cell}},
		{"td th", model{cell, flow | phrasing}},
		{"hr", model{flow, 0}},
		{"a abbr b cite code del em i ins q s small strong sub sup u", model{phrasing, phrasing}},
		{"br img", model{phrasing, 0}},
	} {
		for name := range value.Words(m.names) {
			all[name] = m.model
		}
	}
	return all
}()

// maxUsual is how deep elements of usual markup nest: far less than the parser reads.
const maxUsual = 100

// usual makes usual markup fit, as the walk does, but without a tree: well-formed, of models
// alone, with attributes that stay, written in lower case and in double quotes, as
// Markdown makes it and as the walk leaves it. It is a list of what may pass, as the wall
// is: ok is false for all else, and for all of which something is to be said.
func usual(fragment string, home home) (clean string, ok bool) {
	if value.Clean(fragment) != fragment {
		return "", false
	}
	p := pass{walk: walk{home: home, said: &changes{}}, rest: fragment}
	p.clean.Grow(len(fragment) + len(fragment)/16) // addresses become longer
	for p.rest != "" {
		if !p.text() || p.rest != "" && !p.tag() {
			return "", false
		}
	}
	return strings.Trim(p.clean.String(), blanks), len(p.open) == 0
}

// A pass is the work on usual markup.
type pass struct {
	walk
	rest  string // what was not read yet
	clean strings.Builder
	open  []element
}

// An element is open.
type element struct {
	name string
	model
}

// holds is what may stand here.
func (p *pass) holds() kind {
	if len(p.open) == 0 {
		return flow | phrasing
	}
	return p.open[len(p.open)-1].holds
}

// text passes what stands before the next tag.
func (p *pass) text() bool {
	text := p.rest
	if end := strings.IndexByte(p.rest, '<'); end >= 0 {
		text = p.rest[:end]
	}
	p.rest = p.rest[len(text):]
	if p.holds()&phrasing == 0 && strings.Trim(text, blanks) != "" {
		return false
	}
	words, ok := meant(text)
	if words == text { // with nothing to escape
		p.clean.WriteString(text)
	} else {
		textEscapes.WriteString(&p.clean, words)
	}
	return ok
}

// references are those that usual markup has.
var references = func() map[string]string {
	all := map[string]string{}
	for name := range value.Words(`amp copy gt hellip laquo ldquo lsaquo lsquo lt mdash nbsp ndash quot raquo rdquo rsaquo rsquo
		#34 #38 #39 #60 #62 #160 #8211 #8212 #8216 #8217 #8220 #8221 #8230`) {
		all["&"+name+";"] = html.UnescapeString("&" + name + ";")
	}
	return all
}()

// How the walk writes what they mean.
var (
	textEscapes  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	valueEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
)

// meant is what text with references means; not ok if it has others, or what should be one.
func meant(text string) (words string, ok bool) {
	if strings.IndexByte(text, '>') >= 0 {
		return "", false
	}
	at := strings.IndexByte(text, '&')
	if at < 0 {
		return text, true
	}
	var b strings.Builder
	for ; at >= 0; at = strings.IndexByte(text, '&') {
		end := at + strings.IndexByte(text[at:], ';') + 1
		means := references[text[at:max(at, end)]]
		if means == "" {
			return "", false
		}
		b.WriteString(text[:at] + means)
		text = text[end:]
	}
	b.WriteString(text)
	return b.String(), true
}

// tag passes the tag that comes next.
func (p *pass) tag() bool {
	name, closes := strings.CutPrefix(p.rest[1:], "/")
	if closes {
		return p.endTag(name)
	}
	end := 0
	for end < len(name) && (name[end] >= 'a' && name[end] <= 'z' || name[end] >= '0' && name[end] <= '9') {
		end++
	}
	name, p.rest = name[:end], name[end:]
	model := models[name]
	if model.is&p.holds() == 0 || !p.fits(name, model) {
		return false
	}
	p.clean.WriteByte('<')
	p.clean.WriteString(name)
	if !p.values(name) {
		return false
	}
	if model.holds == 0 {
		p.rest = strings.TrimPrefix(p.rest, "/")
		p.clean.WriteByte('/')
	} else {
		p.open = append(p.open, element{name, model})
	}
	rest, ends := strings.CutPrefix(p.rest, ">")
	p.clean.WriteByte('>')
	p.rest = rest
	return ends && !(name == "pre" && strings.HasPrefix(rest, "\n")) // which is no part of its text
}

// fits reports whether an element may be opened here: not too deep, and not within one of
// its name on the same line, which the parser would close.
func (p *pass) fits(name string, m model) bool {
	if len(p.open) >= maxUsual {
		return false
	}
	for i := len(p.open) - 1; i >= 0 && m.is == phrasing && p.open[i].is == phrasing; i-- {
		if p.open[i].name == name {
			return false
		}
	}
	return true
}

// endTag passes the end tag of what was opened last.
func (p *pass) endTag(name string) bool {
	if len(p.open) == 0 {
		return false
	}
	last := p.open[len(p.open)-1].name
	rest, closes := strings.CutPrefix(name, last+">")
	if !closes {
		return false
	}
	p.clean.WriteString("</")
	p.clean.WriteString(last)
	p.clean.WriteByte('>')
	p.open, p.rest = p.open[:len(p.open)-1], rest
	return true
}

// values passes the attributes of a start tag.
func (p *pass) values(element string) bool {
	var keys [8]string
	for n := 0; ; n++ {
		p.rest = strings.TrimLeft(p.rest, blanks)
		if p.rest == "" || p.rest[0] == '>' || p.rest[0] == '/' {
			return (n > 0 || !bare[element]) && (element != "img" || slices.Contains(keys[:n], "src"))
		}
		key, rest, _ := strings.Cut(p.rest, `="`)
		value, rest, quoted := strings.Cut(rest, `"`)
		if !quoted || n == len(keys) || slices.Contains(keys[:n], key) || strings.IndexByte(value, '<') >= 0 {
			return false
		}
		if n > 0 && key < keys[n-1] && models[element].holds == phrasing {
			return false // the parser sorts those of many elements
		}
		p.rest, keys[n] = rest, key
		value, ok := meant(value)
		if !ok || !p.value(element, html.Attribute{Key: key, Val: value}) {
			return false
		}
	}
}

// value passes an attribute that stays, and would stay as it is then.
func (p *pass) value(element string, a html.Attribute) bool {
	before := a.Val
	if element == "img" && !seen(a) || !p.stays(element, &a) {
		return false
	}
	if a.Val != before {
		after := a
		if element == "img" && !seen(a) || !p.stays(element, &after) || after.Val != a.Val {
			return false
		}
	}
	p.clean.WriteByte(' ')
	p.clean.WriteString(a.Key)
	p.clean.WriteString(`="`)
	valueEscapes.WriteString(&p.clean, a.Val)
	p.clean.WriteByte('"')
	return len(p.said.list) == 0
}

// seen reports whether an attribute of img says no more of it than that people should see
// it.
func seen(a html.Attribute) bool {
	return a.Key != "srcset" && !tiny[strings.Trim(a.Val, blanks)] && !strings.Contains(a.Val, "data:") && !trackers().MatchString(a.Val)
}
