package markup

import "strings"

// startTag reads a start tag, or the tag of an empty element.
func (s *xmlScanner) startTag() {
	if s.full("xml-bounds", "elements") {
		s.stop()
		return
	}
	if len(s.open) == maxElements {
		s.fault(s.at, "xml-bounds", "elements nest deeper than %d; fewer would be right", maxElements)
		s.stop()
		return
	}
	if len(s.open) == 0 && s.ended {
		s.fault(s.at, "xml-root-second", "a second root element begins here; one would be right")
	}
	n := s.add(Element)
	n.Prefix, n.Name = s.name("an element")
	s.enter(n)
	s.open[len(s.open)-1].shadowed = len(s.shadowed)
	s.attrs, s.declares = s.attrs[:0], s.declares[:0]
	for s.at <= len(s.src) && s.attribute(n) {
		if len(s.attrs)+len(s.declares) == maxAttributes {
			s.fault(s.at, "xml-bounds", "%s has more than %d attributes; fewer would be right", n.Written(), maxAttributes)
			s.stop()
		}
	}
	s.bind(n)
	rest := s.src[min(s.at, len(s.src)):]
	switch {
	case strings.HasPrefix(rest, "/>"):
		s.at += len("/>")
		s.close(s.at)
	case strings.HasPrefix(rest, ">"):
		s.at++
	case s.at > len(s.src):
	case rest == "":
		s.fault(n.At, "xml-unclosed", "the tag <%s is not closed; > is missing", n.Written())
		s.stop()
	default:
		s.fault(n.At, "xml-unclosed", "the tag <%s is not closed before %.10q; > is missing", n.Written(), rest)
	}
}

// name reads the name behind a < or at an attribute; what names it for people.
func (s *xmlScanner) name(what string) (prefix, local string) {
	if s.src[s.at] == '<' {
		s.at++
	}
	from := s.at
	s.at = nameEnd(s.src, from)
	name := s.src[from:s.at]
	prefix, local, qualified := strings.Cut(name, ":")
	if !qualified {
		prefix, local = "", name
	}
	if !isNCName(local) || qualified && !isNCName(prefix) {
		s.fault(from, "xml-name", "%.40q names %s; a name such as title or dc:creator would be right", name, what)
	}
	return prefix, local
}

// attribute reads one attribute; false where the tag ends.
func (s *xmlScanner) attribute(n *Node) bool {
	from := s.at
	s.at = s.blanks(from)
	rest := s.src[s.at:]
	if rest == "" || rest[0] == '>' || rest[0] == '<' || strings.HasPrefix(rest, "/>") {
		return false
	}
	if !nameBegins(rest) {
		s.fault(s.at, "xml-name", "%.10q stands in the tag of %s; attributes such as href=\"…\" would be right", rest, n.Written())
		s.at++
		return true
	}
	if s.at == from {
		s.fault(from, "xml-attribute-blank", "%.10q follows without a blank; one before it would be right", rest)
	}
	a := Attr{At: s.at}
	a.Prefix, a.Name = s.name("an attribute")
	s.value(&a)
	if a.Prefix == "xmlns" || a.Prefix == "" && a.Name == "xmlns" {
		a.Space = xmlnsSpace
		s.declares = append(s.declares, a)
	} else {
		s.attrs = append(s.attrs, a)
	}
	return true
}

// value reads what stands behind the name of an attribute.
func (s *xmlScanner) value(a *Attr) {
	name := s.src[a.At:s.at]
	equals := s.blanks(s.at)
	if !strings.HasPrefix(s.src[equals:], "=") {
		a.ValueAt = s.at
		s.fault(a.At, "xml-attribute-value", "the attribute %s has no value; %s=\"%s\" would be right", name, name, name)
		return
	}
	s.at = s.blanks(equals + 1)
	a.ValueAt = s.at
	rest := s.src[s.at:]
	if rest == "" {
		return
	}
	end := 0
	if quote := rest[0]; quote == '"' || quote == '\'' {
		a.ValueAt, rest = s.at+1, rest[1:]
		if end = strings.IndexByte(rest, quote); end < 0 {
			s.fault(a.At, "xml-unclosed", "the value of %s is not closed; %c is missing", name, quote)
			s.stop()
			return
		}
		s.at = a.ValueAt + end + 1
	} else {
		if end = strings.IndexAny(rest, " \t\r\n<>\"'"); end < 0 {
			end = len(rest)
		}
		if strings.HasPrefix(rest[end:], ">") && strings.HasSuffix(rest[:end], "/") {
			end-- // the / of />
		}
		s.fault(s.at, "xml-attribute-unquoted", "the value %.20q of %s has no quotes; \"%.20s\" would be right", rest[:end], name, rest[:end])
		s.at += end
	}
	raw := rest[:end]
	if i := strings.IndexByte(raw, '<'); i >= 0 {
		s.fault(a.ValueAt+i, "xml-attribute-lt", "< stands in the value of %s; &lt; would be right", name)
	}
	a.Value = s.decode(raw, a.ValueAt, &inAttribute)
}

// maxStray bounds how many open elements an end tag is compared with that does not
// close the innermost, so that a text of end tags alone is read in bounded time.
const maxStray = 100

func (s *xmlScanner) endTag() {
	at, from := s.at, s.at+len("</")
	end := nameEnd(s.src, from)
	name := s.src[from:end]
	s.at = s.blanks(end)
	if strings.HasPrefix(s.src[s.at:], ">") {
		s.at++
	} else {
		s.fault(at, "xml-unclosed", "the end tag </%s is not closed; > is missing", name)
		if next := strings.IndexAny(s.src[s.at:], "<>"); next >= 0 {
			s.at += next + len(">") - strings.Count(s.src[s.at+next:s.at+next+1], "<")
		} else {
			s.at = len(s.src)
		}
	}
	for up := range min(len(s.open), maxStray) {
		n := s.open[len(s.open)-1-up].node
		if !n.is(name) {
			continue
		}
		s.mismatch(at, name, up)
		for range up {
			s.close(at)
		}
		s.close(s.at)
		return
	}
	s.mismatch(at, name, len(s.open))
}

// is tells whether that is the name of an element as written, without making it.
func (n *Node) is(name string) bool {
	if n.Prefix == "" {
		return n.Name == name
	}
	p := len(n.Prefix)
	return len(name) == p+1+len(n.Name) && name[p] == ':' && name[:p] == n.Prefix && name[p+1:] == n.Name
}

// mismatch says that an end tag closes elements that were to be closed before.
func (s *xmlScanner) mismatch(at int, name string, up int) {
	if up == 0 && len(s.open) > 0 {
		return
	}
	if len(s.open) == 0 {
		s.fault(at, "xml-mismatch", "</%s> closes nothing; none would be right", name)
		return
	}
	n := s.open[len(s.open)-1].node
	s.fault(at, "xml-mismatch", "</%s> stands where %s is open; </%s> would be right", name, n.Written(), n.Written())
}

// close closes the innermost element, and forgets the prefixes that it declared.
func (s *xmlScanner) close(end int) {
	f := s.open[len(s.open)-1]
	for i := len(s.shadowed) - 1; i >= f.shadowed; i-- {
		old := s.shadowed[i]
		if old.declared {
			s.bound[old.prefix] = old.space
		} else {
			delete(s.bound, old.prefix)
		}
	}
	s.shadowed = s.shadowed[:f.shadowed]
	s.leave(end)
	s.ended = s.ended || len(s.open) == 0
}
