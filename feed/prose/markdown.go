package prose

import (
	"html"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	render "github.com/yuin/goldmark/renderer/html"

	"dateline/feed/value"
)

// converter reads CommonMark with GFM and footnotes. Headings have ids, made of
// their words. HTML in the text stays as it is: Clean comes after.
var converter = sync.OnceValue(func() goldmark.Markdown { return converterWith() })

// typographer is the same with typographic quotes, dashes and ellipses.
var typographer = sync.OnceValue(func() goldmark.Markdown { return converterWith(extension.Typographer) })

func converterWith(more ...goldmark.Extender) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(more...),
		goldmark.WithExtensions(extension.Footnote, extension.DefinitionList, extension.Linkify, extension.Strikethrough, extension.TaskList,
			// align, since Clean takes style away
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(render.WithUnsafe()))
}

// Markdown gives the HTML of CommonMark with GFM, footnotes and definition lists, as its author
// wrote it: it is for [Clean], not for readers.
func Markdown(text string) string { return converted(text, converter()) }

func converted(text string, by goldmark.Markdown) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/4)
	if err := by.Convert([]byte(value.Clean(text)), &b); err != nil {
		return Plain(text) // a strings.Builder takes everything: only a broken renderer gets here
	}
	return b.String()
}

var blankLines = regexp.MustCompile(`\n[ \t]*\n\s*`)

// Plain gives plain text as HTML: a paragraph between blank lines, and every line
// a line, since nobody but the author can know which breaks matter.
func Plain(text string) string {
	text = strings.TrimSpace(value.Clean(text))
	if text == "" {
		return ""
	}
	var b strings.Builder
	for i, paragraph := range blankLines.Split(text, -1) {
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
