package check

import (
	"strings"

	"dateline/feed/markup"
	"dateline/feed/value"
)

// waiting are the attributes in which pages keep the address of a picture until a
// script puts it into src.
var waiting = value.Words("data-lazy data-lazy-src data-lazy-srcset data-original data-orig-src data-src data-srcset")

// lazy judges a picture that a script would load: readers run none. What stands in
// its src until then is nothing, or a picture of one colour.
func (r *reading) lazy(t *markup.Token) {
	src, keeps := "", ""
	for _, a := range t.Attrs {
		switch {
		case a.Name == "src":
			src = strings.TrimSpace(a.Value)
		case a.Name == "srcset" && a.Value != "":
			return
		case waiting[a.Name] && a.Value != "":
			keeps = a.Name
		}
	}
	if t.Name == "img" && keeps != "" && (src == "" || strings.HasPrefix(strings.ToLower(src), "data:")) {
		r.inside("html-image-lazy", r.passage, t.At, "img in %s has its picture in %s, which only a script would show; src would be right", r.passage.name(), keeps)
	}
}
