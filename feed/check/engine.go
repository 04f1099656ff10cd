package check

import (
	"fmt"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// element judges an element of the vocabulary: what it has and what it holds. The
// row is nil for a root.
func (j *judge) element(v *vocabulary, n *markup.Node, row *element) {
	j.attributes(v, n)
	if v.holds(n.Name) {
		j.children(v, n)
	} else if row != nil {
		j.leaf(v, n, row)
	}
	j.follow(v, n.Name, n)
	if like := v.like[n.Name]; like.vocabulary != nil {
		j.follow(like.vocabulary, like.name, n)
	}
}

// follow judges an element by the rules about those of the name: of the vocabulary
// itself, and of modules.
func (j *judge) follow(v *vocabulary, name string, n *markup.Node) {
	for _, r := range v.rows().rules[name] {
		r.judge(j, r.Code, n)
	}
	for _, r := range j.visiting[[2]string{v.name, name}] {
		r.judge(j, r.Code, n)
	}
}

// children judges what stands in an element: each, and how often.
func (j *judge) children(v *vocabulary, n *markup.Node) {
	var seen []*element
	for _, c := range n.Children {
		of, row := j.rowIn(v, n, c)
		switch {
		case of == nil:
			j.foreign(v, c)
		case row == nil && of != v && of.anywhere && of.knows(c.Name):
			j.element(of, c, nil)
		case row == nil:
			j.unknown(of, n, c)
		default:
			if !slices.Contains(seen, row) {
				seen = append(seen, row)
			} else if row.alone() {
				j.found(of.name+"-"+c.Name+"-repeated", c, c.At, "%s has a second %s, and may have one", n.Name, c.Written())
			}
			j.element(of, c, row)
		}
	}
	for _, row := range v.rows().children[n.Name] {
		if row.needed() && !slices.Contains(seen, row) {
			j.found(v.name+"-"+row.name+"-missing", n, n.At, "%s has no %s", n.Name, row.name)
		}
	}
	if text := strings.TrimSpace(n.Text); text != "" && !v.open {
		j.found(v.name+"-text-unexpected", n, n.TextAt, "%s stands between the elements of %s, where no text belongs", value.Quote(text), n.Name)
	}
}

// rowIn is the vocabulary of a child, and its row in the element: each may be nil.
func (j *judge) rowIn(v *vocabulary, n, c *markup.Node) (*vocabulary, *element) {
	of, like := j.modules[c.Space], v.like[n.Name]
	switch {
	case c.Space == v.space:
		of = v
	case like.vocabulary != nil && c.Space == like.vocabulary.space:
		of = like.vocabulary
	}
	if of == nil || c.Space == "" && c.Prefix != "" { // its prefix is not declared: nobody knows whose it is
		return nil, nil
	}
	if row := of.row(c.Name, n.Name); row != nil {
		return of, row
	}
	return of, of.row(c.Name, like.name)
}

// unknown reports an element that the vocabulary does not have there.
func (j *judge) unknown(v *vocabulary, n, c *markup.Node) {
	if v.open {
		return
	}
	right := feed.DidYouMean(c.Name, v.children(n.Name))
	if parents := v.parents(c.Name); parents != nil {
		right = "; it belongs into " + strings.Join(parents, ", ")
	}
	j.found(v.name+"-element-unknown", c, c.At, "%s is no element of %s%s", c.Name, n.Name, right)
}

// leaf judges the text of an element that holds no others.
func (j *judge) leaf(v *vocabulary, n *markup.Node, row *element) {
	if !row.form.open {
		j.leftover(v, n, row)
	}
	text := n.Text
	if v.blanks {
		text = strings.TrimSpace(text)
	}
	if row.form.check != nil {
		if err := row.form.check(text); err != nil {
			if bare := strings.TrimSpace(text); v.space == atomSpace && bare != text && row.form.check(bare) == nil {
				err = classed{"UnexpectedWhitespace", fmt.Errorf("%s has blanks around it", value.Quote(text))}
			}
			j.found(v.name+"-"+n.Name+"-invalid", n, n.TextAt, "%s: %v", n.Name, err)
		}
	}
	if row.form.inside != nil {
		row.form.inside(j, textOf(n))
	}
}

// leftover reports elements in one that holds text alone.
func (j *judge) leftover(v *vocabulary, n *markup.Node, row *element) {
	for _, c := range n.Children {
		if c.Space != v.space || v.open {
			j.foreign(v, c)
			continue
		}
		escaped := ""
		if row.form.inside != nil && isElement(c.Name) && !v.knows(c.Name) {
			escaped = "; its < has to be escaped, or all of it to be CDATA"
		}
		j.found(v.name+"-element-unknown", c, c.At, "%s stands in %s, which holds text alone%s", c.Name, n.Name, escaped)
	}
}

// attributes judges those of an element. One with a namespace belongs to the
// vocabulary of that; where there are no rows for any, it is somebody else's.
func (j *judge) attributes(v *vocabulary, n *markup.Node) {
	for i := range n.Attrs {
		a := &n.Attrs[i]
		if a.Space == "" && len(v.attributes) > 0 {
			j.attribute(v, n, a)
		} else if of := j.modules[a.Space]; of != nil && len(of.attributes) > 0 {
			j.attribute(of, n, a)
		}
	}
	for _, row := range v.rows().needed[n.Name] {
		if _, there := n.Attr("", row.name); !there {
			j.found(row.code(v, n.Name)+"-missing", n, n.At, "%s has no attribute %s", n.Name, row.name)
		}
	}
}

// attribute judges one by its row in the vocabulary.
func (j *judge) attribute(v *vocabulary, n *markup.Node, a *markup.Attr) {
	row := v.attribute(n.Name, a.Name)
	if row == nil {
		if !v.open {
			j.found(v.name+"-attribute-unknown", n, a.At, "%s has no attribute %s", n.Name, a.Name)
		}
		return
	}
	if row.form.check != nil {
		if err := row.form.check(a.Value); err != nil {
			j.found(row.code(v, n.Name)+"-invalid", n, a.ValueAt, "%s: %v", a.Name, err)
		}
	}
	if row.form.inside != nil {
		row.form.inside(j, valueOf(n, a))
	}
}

// foreign judges an element of another namespace: one without rows is named once.
func (j *judge) foreign(v *vocabulary, n *markup.Node) {
	switch {
	case n.Space == xhtmlSpace:
		if n.Name != "body" && n.Name != "div" {
			j.found("html-misplaced", n, n.At, "%s of XHTML stands in %s; only a body or div is read there, and by few", n.Name, n.Parent.Name)
		}
		j.xhtml(n)
	case n.Space+"/" == mediaSpace && !j.named[n.Space]:
		j.named[n.Space] = true
		j.found("media-namespace", n, n.At, "elements of %s are not those of Media RSS, whose namespace ends in a slash", n.Space)
	case n.Space == "" && (n.Prefix != "" || v.open): // a prefix that is not declared is said already
	case n.Space == "":
		j.found(v.name+"-element-unknown", n, n.At, "%s has no namespace; elements of others need one", n.Name)
	case j.modules[n.Space] == nil && !j.named[n.Space]:
		j.named[n.Space] = true
		j.found("namespace-foreign", n, n.At, "elements of %s are not judged", n.Space)
	}
}
