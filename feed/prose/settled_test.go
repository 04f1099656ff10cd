package prose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// outline is the nodes below n, each on a line, with the depth that it stands at.
func outline(n *html.Node, depth int) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(strings.Repeat(" ", depth) + c.Data)
		for _, a := range c.Attr {
			b.WriteString(" " + a.Key + "=" + a.Val)
		}
		b.WriteString("\n" + outline(c, depth+1))
	}
	return b.String()
}

func FuzzSettledNodesAreReadBack(f *testing.F) {
	for _, archive := range pairs(f) {
		f.Add(section(archive, "input.html"))
		f.Add(section(archive, "want.html"))
	}
	for _, fragment := range []string{
		"<p>a <em>b <a href='/c'>d</a></em><br>e</p>\n<ul>\n<li>f<p>g</li></ul>", "<pre>\n\na</pre>", "<a>b<a>c", "<p><div>a</div>b",
		"<em><em><em><em>a</em></em></em></em>", "<table>a<thead>\n<tr><th>b</th></tr></thead></table>", "<p><font>a</font><font>b</font>", "a<noscript>b</noscript>c",
	} {
		f.Add(fragment)
	}
	f.Fuzz(func(t *testing.T, fragment string) {
		root, err := read(fragment)
		if err != nil {
			return
		}
		w := walk{home: newHome(story, beside), said: &changes{}}
		w.noscripts(root)
		rendered, err := w.through(root, 0)
		if err != nil || !settled(root, flow|phrasing, 0) {
			return
		}
		again, err := read(rendered)
		if err != nil {
			t.Fatalf("read(%q): %v", rendered, err)
		}
		if diff := cmp.Diff(strings.Trim(outline(root, 0), blanks), strings.Trim(outline(again, 0), blanks)); diff != "" {
			t.Errorf("%q is read as other nodes (-want +got):\n%s", rendered, diff)
		}
	})
}
