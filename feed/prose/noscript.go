package prose

import (
	"strings"

	"golang.org/x/net/html"
)

// noscripts opens what browsers without scripts show, for feed readers are such.
// An image in it stands for the placeholder beside it, which goes.
func (w *walk) noscripts(root *html.Node) {
	var all []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "noscript" {
			all = append(all, n)
		}
	}
	for _, n := range all {
		if real := first(n, "img"); real != nil && !invisible(real) {
			w.dropPlaceholder(elementBefore(n), real)
			w.dropPlaceholder(elementAfter(n), real)
		}
		unwrap(n)
	}
}

// dropPlaceholder removes the image that n is, or holds and nothing else, if it
// only waits for a script to become the real one.
func (w *walk) dropPlaceholder(n, real *html.Node) {
	if n == nil || n.Data == "noscript" || strings.Trim(inner(n), blanks) != "" {
		return
	}
	img := n
	if n.Data != "img" {
		img = first(n, "img")
	}
	if img == nil || within(img, "noscript") || !late(img) && attr(img, "src") != attr(real, "src") {
		return
	}
	w.said.add(lazyImage, "noscript", "the image in noscript replaced its placeholder: %s", shown(attr(real, "src")))
	img.Parent.RemoveChild(img)
}
