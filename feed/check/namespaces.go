package check

import (
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// namespaceRules are about the namespaces of a document.
var namespaceRules = []Rule{
	{"namespace-foreign", feed.Info, "", "UnknownNamespace"},
	{"namespace-misspelt", feed.Warning, "Namespaces in XML 1.0 §2.3", "UnknownNamespace"},
	{"namespace-name-invalid", feed.Warning, "Namespaces in XML 1.0 §2.2", "InvalidNamespace"},
	{"namespace-prefix-avoid", feed.Warning, "", "AvoidNamespacePrefix"},
	{"namespace-prefix-taken", feed.Warning, "", "ReservedPrefix"},
	{"namespace-prefix-unusual", feed.Info, "", "NonstdPrefix"},
}

// usualPrefixes are the prefixes that feeds have for namespaces, besides those of modules.
var usualPrefixes = map[string]string{
	"atom":  atomSpace,
	"fh":    historySpace,
	"rdf":   rdfSpace,
	"xhtml": xhtmlSpace,
	"xsi":   "http://www.w3.org/2001/XMLSchema-instance",
}

// prefixOf is the usual prefix of a namespace; empty if it has none.
func (j *judge) prefixOf(space string) string {
	for prefix, of := range usualPrefixes {
		if of == space {
			return prefix
		}
	}
	if v := j.modules[space]; v != nil {
		return v.name
	}
	return ""
}

// spaceOf is the namespace that a prefix usually stands for; empty if none.
func (j *judge) spaceOf(prefix string) string {
	if space := usualPrefixes[prefix]; space != "" {
		return space
	}
	for _, v := range modules {
		if v.name == prefix {
			return v.space
		}
	}
	return ""
}

// namespaces judges those that the root declares.
func (j *judge) namespaces(root *markup.Node) {
	for i := range root.Declares {
		a := &root.Declares[i]
		prefix, space := a.Name, a.Value
		if a.Prefix == "" {
			prefix = ""
		}
		if near := j.misspelt(space); near != "" {
			j.found("namespace-misspelt", root, a.ValueAt, "namespace: %s is none that readers know; did you mean %s?", value.Quote(space), near)
			continue
		}
		if err := fullIRI(space); err != nil && space != "" {
			j.found("namespace-name-invalid", root, a.ValueAt, "namespace: %v", err)
		}
		j.prefix(root, a, prefix, space)
	}
}

// prefix judges what a prefix stands for. Programs that do not know namespaces go by
// the usual one.
func (j *judge) prefix(root *markup.Node, a *markup.Attr, prefix, space string) {
	usually, known := j.spaceOf(prefix), j.prefixOf(space)
	switch {
	case prefix == "":
	case usually != "" && usually != space:
		j.found("namespace-prefix-taken", root, a.At, "the prefix %s stands for %s, and usually for %s", prefix, value.Quote(space), usually)
	case space == atomSpace && root.Prefix == prefix:
		j.avoid(root)
	case space == xhtmlSpace: // that is judged where it is used
	case known != "" && known != prefix:
		j.found("namespace-prefix-unusual", root, a.At, "%s has the prefix %s; programs that do not know namespaces look for %s", space, prefix, known)
	}
}

// avoid reports an element with a prefix, where programs look for one without.
func (j *judge) avoid(n *markup.Node) {
	if n.Prefix != "" && !j.named[n.Space] {
		j.named[n.Space] = true
		j.found("namespace-prefix-avoid", n, n.At, "%s has the prefix %s; programs that look for the name alone do not find it", n.Name, n.Prefix)
	}
}

// misspelt is the namespace that was meant by one that is almost its name.
func (j *judge) misspelt(space string) string {
	if j.modules[space] != nil || j.prefixOf(space) != "" {
		return ""
	}
	bare := bareName(space)
	for _, known := range usualPrefixes {
		if bareName(known) == bare {
			return known
		}
	}
	for _, v := range modules {
		if bareName(v.space) == bare {
			return v.space
		}
	}
	return ""
}

// bareName is what is left of a namespace name without what people get wrong.
func bareName(space string) string {
	space = strings.ToLower(strings.TrimSpace(space))
	space = strings.TrimPrefix(strings.TrimPrefix(space, "https://"), "http://")
	return strings.TrimRight(strings.TrimPrefix(space, "www."), "/#")
}
