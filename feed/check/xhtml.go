package check

import (
	"fmt"
	"strings"

	"dateline/feed/markup"
	"dateline/feed/value"
)

const xhtmlSpace = "http://www.w3.org/1999/xhtml"

// xhtml judges an element of XHTML and what is in it.
func (j *judge) xhtml(n *markup.Node) { j.xhtmlWithin(n, map[string]bool{}, false) }

func (j *judge) xhtmlWithin(n *markup.Node, said map[string]bool, code bool) {
	p := &passage{node: n, said: said}
	if n.Space == xhtmlSpace {
		j.avoid(n)
	}
	switch name := n.Name; {
	case n.Space != xhtmlSpace: // pictures and formulas have no rows
		if v := j.modules[n.Space]; v != nil && !v.anywhere && !v.open {
			j.found(v.name+"-element-unknown", n, n.At, "%s stands in XHTML, which has no such element", n.Written())
		}
	case traits[name]&unsafe != 0:
		j.inside("html-element-unsafe", p, 0, "the element %s stands here, which readers remove", name)
	case name == "html" || name == "head" || name == "title":
		j.inside("html-document", p, 0, "%s stands here, where a part of a page belongs", name)
	case !isElement(name) && !custom().MatchString(name):
		j.inside("html-element-unknown", p, 0, "%s is no element of XHTML", value.Quote(name))
	}
	for i := range n.Attrs {
		if a := &n.Attrs[i]; a.Space == "" {
			j.judgeAttribute(&passage{node: n, attr: a, said: said}, n.Name, a.Name, a.Value, 0)
		}
	}
	code = code || traits[n.Name]&showsCode != 0
	if !code {
		j.escaped(&passage{node: n, text: n.Text, said: said})
	}
	for _, c := range n.Children {
		j.xhtmlWithin(c, said, code)
	}
}

// escaped finds markup in the text of XHTML, where it is none.
func (j *judge) escaped(p *passage) {
	if i := strings.Index(p.text, "</"); i >= 0 && isElement(tagName(p.text[i+len("</"):])) {
		err := fmt.Errorf("%s is escaped in XHTML, so that its code is shown", value.Quote("</"+tagName(p.text[i+len("</"):])+">"))
		j.inside("html-escaped-twice", p, i, "%v", classed{"NotInline", err})
	}
}
