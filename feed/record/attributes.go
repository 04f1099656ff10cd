package record

import (
	"strings"

	"dateline/feed/value"
)

// outside calls do with the parts of a Markdown text that are no code.
func outside(body string, do func(text string) string) string {
	var b, text strings.Builder
	flush := func() {
		b.WriteString(spans(text.String(), do))
		text.Reset()
	}
	fence := ""
	for line := range strings.Lines(body) {
		trimmed := strings.TrimLeft(line, " \t>")
		switch {
		case fence != "":
			b.WriteString(line)
			if rest, ends := strings.CutPrefix(trimmed, fence); ends && strings.Trim(rest, fence[:1]+" \t\r\n") == "" {
				fence = ""
			}
		case strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~"):
			flush()
			fence = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, trimmed[:1]))]
			b.WriteString(line)
		default:
			text.WriteString(line)
		}
	}
	flush()
	return b.String()
}

// codeSpan finds code within lines.
var codeSpan = value.Regexp("``[^\n]+?``|`[^`\n]+`")

func spans(text string, do func(string) string) string {
	var b strings.Builder
	at := 0
	for _, m := range codeSpan().FindAllStringIndex(text, -1) {
		b.WriteString(do(text[at:m[0]]))
		b.WriteString(text[m[0]:m[1]])
		at = m[1]
	}
	b.WriteString(do(text[at:]))
	return b.String()
}

var (
	headingAttributes = value.Regexp(`(?m)^( {0,3}#{1,6}[ \t].*?)[ \t]*\{[^{}\n]*[#.=][^{}\n]*\}[ \t]*#*[ \t]*$`)
	blockAttributes   = value.Regexp(`(?m)^[ \t]*\{(?:[.#][\w-]+|[\w-]+=(?:"[^"\n]*"|[\w-]+))(?:[ \t]+(?:[.#][\w-]+|[\w-]+=(?:"[^"\n]*"|[\w-]+)))*\}[ \t]*$`)
)

// unattributed is Markdown without the attributes that Hugo and Zola give headings and
// blocks: readers have no use for them.
func unattributed(body string) string {
	if !strings.Contains(body, "{") {
		return body
	}
	return outside(body, func(text string) string {
		return blockAttributes().ReplaceAllString(headingAttributes().ReplaceAllString(text, "$1"), "")
	})
}

var (
	tocList       = value.Regexp(`(?m)^[ \t]*(?:[*+-]|\d+\.)[ \t].*\n[ \t]*\{:[^}\n]*\btoc\b[^}\n]*\}[ \t]*$`)
	tocAlone      = value.Regexp(`(?m)^[ \t]*\{:toc[^}\n]*\}[ \t]*$`)
	kramdownList  = value.Regexp(`\{:[^}\n]*\}`)
	kramdownNotes = value.Regexp(`(?s)\{::comment\}.*?\{:/(?:comment)?\}`)
	kramdownBlock = value.Regexp(`\{::[^}\n]*\}|\{:/[^}\n]*\}`)
)

// kramdown is Markdown without what kramdown alone understands
// (kramdown.gettalong.org/syntax.html): attribute lists, extensions, tables of contents.
func kramdown(body string) string {
	if !strings.Contains(body, "{") {
		return body
	}
	return outside(body, func(text string) string {
		text = kramdownNotes().ReplaceAllString(text, "")
		text = tocAlone().ReplaceAllString(tocList().ReplaceAllString(text, ""), "")
		text = kramdownBlock().ReplaceAllString(text, "")
		text = kramdownList().ReplaceAllString(text, "")
		return headingAttributes().ReplaceAllString(text, "$1")
	})
}
