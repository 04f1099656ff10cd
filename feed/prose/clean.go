package prose

import (
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxRounds is how often a body is read again until reading it changes nothing.
// Two are enough but for markup that is nested against the rules.
const maxRounds = 6

// Clean gives the HTML fragment with what readers can show, and says what it
// changed. Relative references are asked of local, which may be nil, then resolved
// against base; if base is not an absolute URL they stay relative.
//
// The result is a fixed point: cleaning it again changes nothing. A fragment that
// has none, or is nested deeper than 500 elements, is reduced to its words.
func Clean(fragment, base string, local Local) (string, []Change) {
	home := newHome(base, local)
	if clean, ok := usual(fragment, home); ok {
		return clean, nil
	}
	return cleaned(fragment, home)
}

// cleaned is what Clean does with markup that is not usual.
func cleaned(fragment string, home home) (string, []Change) {
	var said changes
	fragment = said.legible(fragment)
	clean := fragment
	for range maxRounds {
		tidied, err := tidy(clean, home, &said)
		if err != nil {
			said.add(nestingTooDeep, "", "elements are nested more than 500 deep: only the words were kept")
			return Plain(Text(fragment)), said.list
		}
		if tidied == clean || settled(tidied, home) {
			return unquoted(wall().Sanitize(tidied)), said.list
		}
		clean = tidied
	}
	said.add(structureUnstable, "", "elements are nested against the rules of HTML: only the words were kept")
	return Plain(Text(fragment)), said.list
}

// settled reports whether another round would change nothing.
func settled(tidied string, home home) bool {
	again, ok := usual(tidied, home)
	return ok && again == tidied
}

// errDepth is that the fragment is nested deeper than the parser reads (512).
var errDepth = errors.New("nested too deep")

// tidy is one round: read, walk, render.
func tidy(fragment string, home home, said *changes) (string, error) {
	root, err := read(fragment)
	if err != nil {
		return "", err
	}
	w := walk{home: home, said: said}
	w.noscripts(root)
	w.children(root)
	var b strings.Builder
	b.Grow(len(fragment))
	if err := html.Render(&b, root); err != nil {
		return "", errDepth
	}
	return strings.Trim(unquoted(b.String()), blanks), nil
}

// read gives the nodes of a fragment.
func read(fragment string) (*html.Node, error) {
	nodes, err := html.ParseFragmentWithOptions(strings.NewReader(fragment),
		&html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body},
		html.ParseOptionEnableScripting(false)) // the fallbacks in noscript are elements
	if err != nil {
		return nil, errDepth
	}
	root := &html.Node{Type: html.DocumentNode}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return root, nil
}
