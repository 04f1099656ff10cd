package e2e

import (
	"encoding/json"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// htmlRules are those of the HTML in feeds (requirements BP-4, BP-15, JF-5).
var htmlRules = []rule{
	{"ContainsRelRef", func(p page, f *faults) {
		for _, token := range p.tags() {
			for _, a := range token.Attr {
				switch {
				case a.Key == "srcset":
					for _, candidate := range strings.Split(a.Val, ", ") {
						relative(token, a.Key, strings.Fields(candidate + " -")[0], f)
					}
				case word("href src poster data-src cite action xlink:href background longdesc", a.Key):
					relative(token, a.Key, a.Val, f)
				}
			}
		}
	}, [][2]string{{`<a href="https://example.org/2"`, `<a href="/2"`}, {`<img src="https://example.org/1.png"`, `<img src="1.png"`}, {`1.png 1x`, `1.png 1x, 2.png 2x`},
		{`&lt;a href="https://example.org/2"`, `&lt;a href="//example.org/2"`}, {`<a href=\"https://example.org/2\"`, `<a href=\"#x\"`}, {`&lt;img src="https:`, `&lt;img src="`}}},

	{"SecurityRisk", func(p page, f *faults) {
		for _, token := range p.tags() {
			if word("script embed object applet iframe frame frameset meta link base style form input button select textarea svg math noscript template dialog", token.Data) {
				f.add("%s", token)
			}
		}
	}, [][2]string{{"<p>One", "<p><script>x</script>One"}, {"&lt;p&gt;One", "&lt;iframe src='https://example.org/'&gt;&lt;/iframe&gt;&lt;p&gt;One"}}},

	{"SecurityRiskAttr", func(p page, f *faults) {
		for _, token := range p.tags() {
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Key, "on") || word("id name class style target formaction ping srcdoc", a.Key) && !harmless(a) || dangerous.MatchString(a.Val) {
					f.add("%s", token)
				}
			}
		}
	}, [][2]string{{"<p>One", `<p onclick='x()'>One`}, {"&lt;p&gt;One", "&lt;p onclick='x()'&gt;One"}, {`<a href=\"https:`, `<a href=\"javascript:`}}},

	{"DangerousStyleAttr", func(p page, f *faults) {
		for _, token := range p.tags() {
			for _, a := range token.Attr {
				if a.Key == "style" && !styles.MatchString(a.Val) {
					f.add("%s", token)
				}
			}
		}
	}, [][2]string{{"<p>One", `<p style='position: fixed'>One`}, {"&lt;p&gt;One", "&lt;p style='position: fixed'&gt;One"}}},

	{"NotHtml", func(p page, f *faults) {
		for _, fragment := range p.fragments() {
			nested(fragment, f)
		}
	}, [][2]string{{"<p>One", "<p><b>One"}, {"&lt;p&gt;One", "&lt;/i&gt;&lt;p&gt;One"}}},
}

// styles are those that move nothing: cells of a table are aligned.
var styles = regexp.MustCompile(`^text-align: ?(?:left|right|center|start|end);?$`)

// dangerous begins an address that runs.
var dangerous = regexp.MustCompile(`(?i)^\s*(?:javascript|vbscript|data:text/html)`)

// harmless are marks that footnotes and code need; style has a rule of its own.
func harmless(a html.Attribute) bool { return word("id class style", a.Key) }

func relative(token html.Token, name, ref string, f *faults) {
	if !fullURL(ref) && !strings.HasPrefix(ref, "mailto:") && !strings.HasPrefix(ref, "tel:") {
		f.add("%s of %s is %q", name, token.Data, ref)
	}
}

// fragments are all pieces of HTML in the document.
func (p page) fragments() []string {
	var all []string
	if p.root == nil {
		var feed struct {
			Items []struct {
				HTML string `json:"content_html"`
			}
		}
		_ = json.Unmarshal(p.data, &feed) // what cannot be read is another rule's
		for _, i := range feed.Items {
			all = append(all, i.HTML)
		}
		return all
	}
	for parent, n := range p.root.walk() {
		if parent.name == "item" && word("description content:encoded", n.name) || parent.name == "entry" && strings.Contains(n.attrs["type"], "html") {
			all = append(all, n.text)
		}
	}
	return all
}

// tags are the start tags of all fragments.
func (p page) tags() []html.Token {
	var all []html.Token
	for _, fragment := range p.fragments() {
		for z := html.NewTokenizer(strings.NewReader(fragment)); z.Next() != html.ErrorToken; {
			if t := z.Token(); t.Type == html.StartTagToken || t.Type == html.SelfClosingTagToken {
				all = append(all, t)
			}
		}
	}
	return all
}

const void = "area base br col embed hr img input link meta source track wbr"

// nested faults tags that are not closed in order.
func nested(fragment string, f *faults) {
	var open []string
	for z := html.NewTokenizer(strings.NewReader(fragment)); z.Next() != html.ErrorToken; {
		switch t := z.Token(); t.Type {
		case html.StartTagToken:
			if !word(void, t.Data) {
				open = append(open, t.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != t.Data {
				f.add("%s closes %v in %.80q", t, open, fragment)
				return
			}
			open = open[:len(open)-1]
		case html.CommentToken, html.DoctypeToken:
			f.add("%s", t)
		}
	}
	if len(open) > 0 {
		f.add("%v is never closed in %.80q", open, fragment)
	}
}
