package prose

import (
	"strings"

	"dateline/feed/value"

	"golang.org/x/net/html"
)

// attributes keeps what the table of attributes lets stand on n, with absolute
// addresses.
func (w *walk) attributes(n *html.Node) {
	if len(n.Attr) == 0 && !attributes["controls"].on[n.Data] {
		return
	}
	w.supply(n)
	stay := n.Attr[:0]
	for _, a := range n.Attr {
		if w.stays(n.Data, &a) {
			stay = append(stay, a)
		}
	}
	n.Attr = stay
}

// supply gives n the attributes that say what scripts, styles or older HTML said.
func (w *walk) supply(n *html.Node) {
	if n.Data == "a" && !has(n, "id") && attr(n, "name") != "" {
		set(n, "id", attr(n, "name"))
	}
	if attributes["src"].on[n.Data] {
		w.wake(n)
	}
	if style := attr(n, "style"); style != "" && attributes["align"].on[n.Data] {
		if edge := alignment().FindStringSubmatch(style); edge != nil {
			set(n, "align", edge[1])
		}
	}
	if attributes["controls"].on[n.Data] && !has(n, "controls") {
		w.said.add(controlsAdded, n.Data, "%s got controls, for nothing starts by itself in a reader", n.Data)
		set(n, "controls", "")
	}
}

// alignment is what a style says of the text in a cell.
var alignment = value.Regexp(`(?i)(?:^|[;\s])text-align\s*:\s*(left|right|center)`)

// stays reports whether a may stand on an element, and makes it fit.
func (w *walk) stays(element string, a *html.Attribute) bool {
	rule, known := attributes[a.Key]
	if a.Namespace != "" || !known || rule.on != nil && !rule.on[element] {
		w.sayRemoved(element, a)
		return false
	}
	a.Val = w.said.legible(a.Val)
	switch {
	case a.Key == "class":
		a.Val = meaningful(a.Val)
		return a.Val != ""
	case rule.form != nil:
		a.Val = strings.TrimSuffix(strings.Trim(a.Val, blanks), "px")
		return rule.form.MatchString(a.Val)
	case rule.url != nil:
		return w.located(element, a, *rule.url)
	}
	return true
}

// sayRemoved tells of an attribute, unless readers could not have noticed it.
func (w *walk) sayRemoved(element string, a *html.Attribute) {
	if silent[a.Key] || strings.HasPrefix(a.Key, "data-") || strings.HasPrefix(a.Key, "aria-") {
		return
	}
	w.said.add(attributeRemoved, a.Key, "%s=%q was removed from %s", shown(a.Key), shown(a.Val), element)
}

// located makes the address in a absolute, and reports whether there is one.
func (w *walk) located(element string, a *html.Attribute, allowed scheme) bool {
	var address string
	var err error
	switch {
	case element == "img" && a.Key == "src" && picture.MatchString(strings.TrimSpace(a.Val)):
		address, err = home{}.address(strings.ReplaceAll(a.Val, " ", ""), pictures)
	case a.Key == "srcset":
		address, err = w.home.srcsetAddresses(a.Val)
	case a.Key == "src" && strings.TrimSpace(a.Val) == "":
		return false // it would be the article itself
	default:
		address, err = w.home.address(a.Val, allowed)
	}
	switch {
	case err == errUnsafe:
		w.said.add(urlUnsafe, a.Key, "%s=%q was removed from %s: %v", a.Key, shown(a.Val), element, err)
	case err != nil:
		w.said.add(urlInvalid, a.Key, "%s=%q was removed from %s: %v", a.Key, shown(a.Val), element, err)
	}
	a.Val = address
	return address != ""
}

// meaningful is the words of a class that tell readers something: the language of
// code, and what is a footnote.
func meaningful(class string) string {
	var stay []string
	for word := range strings.FieldsSeq(class) {
		if meaning.MatchString(word) {
			stay = append(stay, word)
		}
	}
	return strings.Join(stay, " ")
}
