package markup

import "bytes"

// A cursor is a place in a node's text, and in the document for it.
type cursor struct {
	node *Node
	i    int // bytes of the text before it
	at   int // offset in the document
	kid  int // children before it

	cdata bool // it is in a CDATA section
}

// Inside gives the offset of what the i-th byte of a node's text was decoded from:
// of a reference, an escape, or the byte itself. It goes on from the place that it
// gave last, so a text whose places are asked for in their order is read once.
func (d *Document) Inside(n *Node, i int) int {
	c := &d.inside
	if c.node != n || i < c.i {
		*c = cursor{node: n, at: d.textBegins(n)}
	}
	next := d.nextOfXML
	if n.Kind != Element {
		next = d.nextOfJSON
	}
	for c.i <= i && c.at < n.End {
		used, gives := next(c)
		if c.i+gives > i {
			break
		}
		c.at, c.i = c.at+used, c.i+gives
	}
	return c.at
}

// textBegins gives the offset behind the start tag of an element, or behind the
// quote of a string.
func (d *Document) textBegins(n *Node) int {
	at := n.At + 1
	for quote := byte(0); n.Kind == Element && at < n.End; at++ {
		switch c := d.Data[at]; {
		case quote == 0 && c == '>':
			return at + 1
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return at
}

// nextOfXML tells how many bytes of the document come next, and how many of the
// text they give.
func (d *Document) nextOfXML(c *cursor) (used, gives int) {
	rest := d.Data[c.at:c.node.End]
	if kids := c.node.Children; c.kid < len(kids) && c.at == kids[c.kid].At {
		c.kid++
		return max(kids[c.kid-1].End-c.at, 1), 0
	}
	switch {
	case c.cdata && bytes.HasPrefix(rest, []byte("]]>")):
		c.cdata = false
		return len("]]>"), 0
	case rest[0] == '\r' && bytes.HasPrefix(rest, []byte("\r\n")):
		return 2, 1
	case rest[0] == '<' && !c.cdata:
		return d.passedOver(c, rest)
	case rest[0] == '&' && !c.cdata:
		raw := string(rest[:min(len(rest), 40)]) // of a longer name each byte stands for itself
		s := xmlScanner{tree: tree{doc: &Document{}, src: raw}}
		s.texts.begin(len(raw))
		return s.reference(raw, 0), len(s.texts.end())
	}
	return 1, 1
}

// passedOver is what begins with < and is no text: a comment, a processing
// instruction, the limits of a CDATA section.
func (d *Document) passedOver(c *cursor, rest []byte) (used, gives int) {
	switch {
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		c.cdata = true
		return len("<![CDATA["), 0
	case bytes.HasPrefix(rest, []byte("<!--")):
		return through(rest, "-->"), 0
	case bytes.HasPrefix(rest, []byte("<?")):
		return through(rest, "?>"), 0
	}
	return 1, 1
}

func through(rest []byte, end string) int {
	if i := bytes.Index(rest, []byte(end)); i >= 0 {
		return i + len(end)
	}
	return len(rest)
}

// nextOfJSON is nextOfXML for a string of JSON.
func (d *Document) nextOfJSON(c *cursor) (used, gives int) {
	if d.Data[c.at] != '\\' {
		return 1, 1
	}
	raw := string(d.Data[c.at:min(c.node.End, c.at+len(`\ud83d\ude00`))])
	s := jsonScanner{tree: tree{doc: &Document{}, src: raw}}
	s.texts.begin(len(raw))
	return s.escape(raw, 0), len(s.texts.end())
}
