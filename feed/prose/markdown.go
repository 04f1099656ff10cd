package prose

import (
	"html"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	render "github.com/yuin/goldmark/renderer/html"

	"dateline/feed/value"
)

// A dialect of Markdown is CommonMark with GFM, footnotes and definition lists. Headings
// have ids, made of their words. HTML in the text stays as it is: Clean comes after.
type dialect struct {
	typographic bool // quotes, dashes and ellipses
	linked      bool // addresses in the text become links
}

// converters are those of all dialects.
var converters = func() map[dialect]func() goldmark.Markdown {
	all := map[dialect]func() goldmark.Markdown{}
	for _, d := range []dialect{{}, {linked: true}, {typographic: true}, {true, true}} {
		all[d] = sync.OnceValue(d.converter)
	}
	return all
}()

func (d dialect) converter() goldmark.Markdown {
	extensions := []goldmark.Extender{extension.Footnote, extension.DefinitionList, extension.Strikethrough, extension.TaskList,
		// align, since Clean takes style away
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))}
	if d.typographic {
		extensions = append(extensions, extension.Typographer)
	}
	if d.linked {
		extensions = append(extensions, extension.Linkify)
	}
	return goldmark.New(
		goldmark.WithExtensions(extensions...),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(render.WithUnsafe()))
}

// linking are what each address that becomes a link begins with or has in it; and the ends of
// lines at which blanks stay, where such are looked for.
var linking = []string{"://", "www.", "@", " \n", "\t\n"}

// mayLink reports whether the text is to be looked through for addresses, which costs time at
// every space.
func mayLink(text string) bool {
	return slices.ContainsFunc(linking, func(s string) bool { return strings.Contains(text, s) }) || text != strings.TrimRight(text, " \t")
}

// Markdown gives the HTML of CommonMark with GFM, footnotes and definition lists, as its author
// wrote it: it is for [Clean], not for readers.
func Markdown(text string) string { return converted(text, false) }

func converted(text string, typographic bool) string {
	text = value.Clean(text)
	var b strings.Builder
	b.Grow(len(text) + len(text)/4)
	if err := converters[dialect{typographic, mayLink(text)}]().Convert([]byte(text), &b); err != nil {
		return Plain(text) // a strings.Builder takes everything: only a broken renderer gets here
	}
	return b.String()
}

var blankLines = value.Regexp(`\n[ \t]*\n\s*`)

// Plain gives plain text as HTML: a paragraph between blank lines, and every line
// a line, since nobody but the author can know which breaks matter.
func Plain(text string) string {
	text = strings.TrimSpace(value.Clean(text))
	if text == "" {
		return ""
	}
	var b strings.Builder
	for i, paragraph := range blankLines().Split(text, -1) {
		if i > 0 {
			b.WriteByte('\n')
		}
		lines := strings.ReplaceAll(escaped(paragraph), "\n", "<br/>\n")
		b.WriteString("<p>" + lines + "</p>")
	}
	return b.String()
}

// escaped is text as HTML, with the quotation marks that unquoted leaves.
func escaped(text string) string {
	return unquoted(html.EscapeString(text))
}
