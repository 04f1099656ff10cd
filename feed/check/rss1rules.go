package check

import (
	"slices"

	"dateline/feed/markup"
	"dateline/feed/value"
)

func partly(j *judge, code string, n *markup.Node) {
	j.found(code, n, n.At, "RSS 1.0 is judged by its own elements and those of its modules, and not as RDF")
}

// besides reports whether an element stands beside the channel, and not in it.
func besides(n *markup.Node) bool { return parent(n) == "RDF" }

// aboutMissing: what stands beside the others has a name that they can use.
func aboutMissing(j *judge, code string, n *markup.Node) {
	if _, said := n.Attr(rdfSpace, "about"); !said && besides(n) {
		j.found(code, n, n.At, "%s has no attribute rdf:about", n.Name)
	}
}

func aboutRepeated(j *judge, code string, n *markup.Node) {
	seen := earlier{}
	for _, c := range n.Children {
		if about, said := c.Attr(rdfSpace, "about"); said && seen.again(about) {
			j.found(code, c, c.At, "rdf:about: %s is that of an earlier element", value.Quote(about))
		}
	}
}

// partsMissing: an image or a textinput beside the channel is described in full.
func partsMissing(names ...string) func(*judge, string, *markup.Node) {
	return func(j *judge, code string, n *markup.Node) {
		for _, name := range names {
			if besides(n) && n.Child(rss1Space, name) == nil {
				j.found(code, n, n.At, "%s has no %s", n.Name, name)
			}
		}
	}
}

// A naming is an element of the channel that names one beside it.
type naming struct {
	node     *markup.Node
	kind     string // of the element that it names
	resource string
	said     bool // it has a resource
}

func (n naming) ofItem() bool { return n.kind == "item" }

// namings are the image, the textinput and the items that the channel names. The
// attribute may lack its prefix, as in the specification's own example.
func namings(channel *markup.Node) []naming {
	var all []naming
	add := func(n *markup.Node, kind string) {
		resource, said := n.Attr(rdfSpace, "resource")
		if !said {
			resource, said = n.Attr("", "resource")
		}
		all = append(all, naming{node: n, kind: kind, resource: resource, said: said})
	}
	for _, c := range channel.Children {
		switch {
		case c.Space == rss1Space && has("image textinput", c.Name):
			add(c, c.Name)
		case c.Space == rss1Space && c.Name == "items":
			if seq := c.Child(rdfSpace, "Seq"); seq != nil {
				for _, li := range seq.Children {
					add(li, "item")
				}
			}
		}
	}
	return all
}

// named are the elements of a document by kind and rdf:about.
func named(root *markup.Node) map[[2]string]*markup.Node {
	all := map[[2]string]*markup.Node{}
	for _, c := range root.Children {
		if about, said := c.Attr(rdfSpace, "about"); said && c.Space == rss1Space {
			all[[2]string{c.Name, about}] = c
		}
	}
	return all
}

func seqMissing(j *judge, code string, n *markup.Node) {
	if n.Child(rdfSpace, "Seq") == nil {
		j.found(code, n, n.At, "items holds no rdf:Seq")
	}
}

func namingMissing(j *judge, code string, n *markup.Node) {
	for _, name := range namings(n) {
		if !name.said {
			j.found(code, name.node, name.node.At, "%s names no %s: it has no attribute rdf:resource", name.node.Written(), name.kind)
		}
	}
}

// resourceAstray: what the channel names is there.
func resourceAstray(j *judge, code string, n *markup.Node) {
	there := named(n.Parent)
	for _, name := range namings(n) {
		if name.said && there[[2]string{name.kind, name.resource}] == nil {
			j.found(code, name.node, name.node.At, "%s names %s, and no %s has that rdf:about", name.node.Written(), value.Quote(name.resource), name.kind)
		}
	}
}

// unlisted gives the elements of a kind that the channel does not name.
func unlisted(root *markup.Node, kind string) []*markup.Node {
	channel := root.Child(rss1Space, "channel")
	if channel == nil {
		return nil
	}
	listed := map[string]bool{}
	for _, name := range namings(channel) {
		if name.kind == kind {
			listed[name.resource] = true
		}
	}
	var rest []*markup.Node
	for c := range root.Each(rss1Space, kind) {
		if about, said := c.Attr(rdfSpace, "about"); said && !listed[about] {
			rest = append(rest, c)
		}
	}
	return rest
}

// itemUnlisted: an item that is in no list may be passed over. Where there is no list
// at all, that is said already.
func itemUnlisted(j *judge, code string, n *markup.Node) {
	if channel := n.Child(rss1Space, "channel"); channel == nil || !slices.ContainsFunc(namings(channel), naming.ofItem) {
		return
	}
	for _, item := range unlisted(n, "item") {
		about, _ := item.Attr(rdfSpace, "about")
		j.found(code, item, item.At, "rdf:about: %s is not among the items that channel lists", value.Quote(about))
	}
}

func partUnlisted(j *judge, code string, n *markup.Node) {
	for _, kind := range []string{"image", "textinput"} {
		for _, part := range unlisted(n, kind) {
			about, _ := part.Attr(rdfSpace, "about")
			j.found(code, part, part.At, "rdf:about: %s is not the %s that channel names", value.Quote(about), kind)
		}
	}
}
