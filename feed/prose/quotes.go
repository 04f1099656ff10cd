package prose

import "strings"

// unquoted is rendered HTML with plain quotation marks where they need no escape:
// ' everywhere, since attributes are in ", and " in text. Escaped once more for
// XML they would be twelve bytes each, and no easier to read.
func unquoted(rendered string) string {
	if !strings.Contains(rendered, "&#3") {
		return rendered
	}
	var b strings.Builder
	b.Grow(len(rendered))
	for rendered != "" {
		text, rest, tagged := strings.Cut(rendered, "<")
		textQuotes.WriteString(&b, text)
		if !tagged {
			break
		}
		tag, rest, _ := strings.Cut(rest, ">")
		b.WriteByte('<')
		tagQuotes.WriteString(&b, tag)
		b.WriteByte('>')
		rendered = rest
	}
	return b.String()
}

var (
	textQuotes = strings.NewReplacer("&#39;", "'", "&#34;", `"`)
	tagQuotes  = strings.NewReplacer("&#39;", "'", "&#34;", "&quot;") // feedparser cuts values at &#34;
)
