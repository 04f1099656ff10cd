package markup

// The namespace names that Namespaces in XML 1.0 §3 reserves.
const (
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
	xmlnsSpace = "http://www.w3.org/2000/xmlns/"
)

// A binding is what a prefix stood for before an element declared it anew.
type binding struct {
	prefix, space string
	declared      bool
}

// bind declares the prefixes of an element's tag, and gives the element and its
// attributes their namespaces.
func (s *xmlScanner) bind(n *Node) {
	s.repeated(s.declares, "xml-xmlns-repeated")
	for i := range s.declares {
		s.declare(&s.declares[i])
	}
	n.Space = s.bound[""]
	if n.Prefix != "" {
		n.Space = s.space(n.Prefix, n.At+len("<"))
	}
	for i := range s.attrs {
		if a := &s.attrs[i]; a.Prefix != "" {
			a.Space = s.space(a.Prefix, a.At)
		}
	}
	s.repeated(s.attrs, "xml-attribute-repeated")
	n.Attrs, n.Declares = s.attrSlab.keep(s.attrs), s.attrSlab.keep(s.declares)
}

func (s *xmlScanner) declare(a *Attr) {
	prefix := a.Name
	if a.Prefix == "" {
		prefix = ""
	}
	switch {
	case prefix == "xmlns":
		s.fault(a.At, "xml-xmlns", "xmlns is declared as a prefix; another would be right")
	case (prefix == "xml") != (a.Value == xmlSpace):
		s.fault(a.At, "xml-xmlns", "the prefix %q stands for %.60q; xml and %s belong to each other alone", prefix, a.Value, xmlSpace)
	case a.Value == xmlnsSpace:
		s.fault(a.At, "xml-xmlns", "%s is given to the prefix %q; no prefix would be right", xmlnsSpace, prefix)
	case prefix != "" && a.Value == "":
		s.fault(a.At, "xml-xmlns", "the prefix %s stands for nothing; a namespace name would be right", prefix)
	default:
		old, declared := s.bound[prefix]
		s.shadowed = append(s.shadowed, binding{prefix, old, declared})
		s.bound[prefix] = a.Value
	}
}

// space gives the namespace name of a prefix.
func (s *xmlScanner) space(prefix string, at int) string {
	space, declared := s.bound[prefix]
	switch {
	case prefix == "xmlns":
		s.fault(at, "xml-xmlns", "xmlns is the prefix of a name; another would be right")
	case !declared:
		s.fault(at, "xml-prefix", "the prefix %s is not declared; xmlns:%s=\"…\" would be right", prefix, prefix)
	}
	return space
}

// repeated finds the attributes of a tag that share a name; those of prefixes that
// nobody declared share one where they share the prefix.
func (s *xmlScanner) repeated(attrs []Attr, code string) {
	const few = 8 // comparing each with each is faster up to here
	if len(attrs) <= few {
		for i := range attrs {
			for j := range i {
				if attrs[i].Name == attrs[j].Name && expanded(&attrs[i]) == expanded(&attrs[j]) {
					s.repeat(&attrs[i], code)
					break
				}
			}
		}
		return
	}
	seen := make(map[[3]string]bool, len(attrs))
	for i := range attrs {
		key := expanded(&attrs[i])
		if seen[key] {
			s.repeat(&attrs[i], code)
		}
		seen[key] = true
	}
}

func (s *xmlScanner) repeat(a *Attr, code string) {
	s.fault(a.At, code, "the attribute %s is there already; one would be right", s.src[a.At:nameEnd(s.src, a.At)])
}

func expanded(a *Attr) [3]string {
	if a.Space == "" || a.Space == xmlnsSpace {
		return [3]string{a.Space, a.Prefix, a.Name}
	}
	return [3]string{a.Space, "", a.Name}
}
