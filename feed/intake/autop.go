package intake

import (
	"regexp"
	"strconv"
	"strings"

	"dateline/feed/value"
)

// blockTags are the elements that WordPress puts into no paragraph.
const blockTags = `(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|math|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary)`

// A step of wpautop puts by in the place of all that match.
type step struct {
	match func() *regexp.Regexp
	by    string
}

// Steps of wpautop, in their order: before and after the text is split at blank lines.
var (
	beforeSplit = []step{
		{value.Regexp(`<br\s*/?>\s*<br\s*/?>`), "\n\n"},
		{value.Regexp(`(<` + blockTags + `[\s/>])`), "\n\n$1"},
		{value.Regexp(`(</` + blockTags + `>)`), "$1\n\n"},
		{value.Regexp(`(<hr\s*?/?>)`), "$1\n\n"},
		{value.Regexp(`\s*<option`), "<option"},
		{value.Regexp(`</option>\s*`), "</option>"},
		{value.Regexp(`(<object[^>]*>)\s*`), "$1"},
		{value.Regexp(`\s*</object>`), "</object>"},
		{value.Regexp(`\s*(</?(?:param|embed)[^>]*>)\s*`), "$1"},
		{value.Regexp(`\s*(<(?:source|track)[^>]*>)\s*`), "$1"},
		{value.Regexp(`\s*(<figcaption[^>]*>)`), "$1"},
		{value.Regexp(`</figcaption>\s*`), "</figcaption>"},
		{value.Regexp(`\n\n+`), "\n\n"},
	}
	afterSplit = []step{
		{value.Regexp(`<p>\s*</p>`), ""},
		{value.Regexp(`<p>([^<]+)</(div|address|form)>`), "<p>$1</p></$2>"},
		{value.Regexp(`<p>\s*(</?` + blockTags + `[^>]*>)\s*</p>`), "$1"},
		{value.Regexp(`<p>(<li.+?)</p>`), "$1"},
		{value.Regexp(`(?i)<p><blockquote([^>]*)>`), "<blockquote$1><p>"},
		{value.Regexp(`</blockquote></p>`), "</p></blockquote>"},
		{value.Regexp(`<p>\s*(</?` + blockTags + `[^>]*>)`), "$1"},
		{value.Regexp(`(</?` + blockTags + `[^>]*>)\s*</p>`), "$1"},
		{value.Regexp(`<br/?>`), "<br />"},
	}
	afterBreaks = []step{
		{value.Regexp(`(</?` + blockTags + `[^>]*>)\s*<br />`), "$1"},
		{value.Regexp(`<br />(\s*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)[^>]*>)`), "$1"},
		{value.Regexp(`\n</p>\n?\z`), "</p>"},
	}
	blankLine = value.Regexp(`\n\s*\n`)
	lineBreak = value.Regexp(`(<br />)?(\s*\n)`)
	markupTag = value.Regexp(`(?s)<!--.*?-->|<[^>]*>`)
	verbatim  = value.Regexp(`(?s)<(?:script|style|svg)\b.*?</(?:script|style|svg)>`)
)

// inTag and kept stand for line ends that are none of the text's.
const inTag, kept = " <!-- wpnl --> ", "<WPPreserveNewline />"

// paragraphs are the lines of a classic post as WordPress prints them (wpautop of
// WordPress 6).
func paragraphs(text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	text, pre := setAside(text + "\n")
	// Between two steps of the first list WordPress hides the line ends within tags.
	text = apply(beforeSplit[:4], text)
	text = markupTag().ReplaceAllStringFunc(text, func(t string) string { return strings.ReplaceAll(t, "\n", inTag) })
	text = apply(beforeSplit[4:], text)
	var b strings.Builder
	for _, paragraph := range blankLine().Split(text, -1) {
		if paragraph != "" {
			b.WriteString("<p>" + strings.Trim(paragraph, "\n") + "</p>\n")
		}
	}
	text = apply(afterSplit, b.String())
	text = verbatim().ReplaceAllStringFunc(text, func(t string) string { return strings.ReplaceAll(t, "\n", kept) })
	text = lineBreak().ReplaceAllStringFunc(text, broken)
	text = apply(afterBreaks, strings.ReplaceAll(text, kept, "\n"))
	for i, original := range pre {
		text = strings.Replace(text, placeholder(i), original, 1)
	}
	return strings.TrimSuffix(strings.ReplaceAll(strings.ReplaceAll(text, inTag, "\n"), strings.TrimSpace(inTag), "\n"), "\n")
}

func apply(steps []step, text string) string {
	for _, s := range steps {
		text = s.match().ReplaceAllString(text, s.by)
	}
	return text
}

// broken is the end of a line as one that readers see, unless it is one already.
func broken(end string) string {
	blanks, was := strings.CutPrefix(end, "<br />")
	switch {
	case !was:
		return "<br />\n"
	case blanks == "\n":
		return end
	}
	return "<br />" + blanks[:1] + "<br />\n"
}

// setAside takes out what is preformatted.
func setAside(text string) (rest string, pre []string) {
	parts := strings.SplitAfter(text, "</pre>")
	var b strings.Builder
	for n, part := range parts {
		start := strings.Index(part, "<pre")
		if start < 0 || n == len(parts)-1 {
			if n < len(parts)-1 { // an end without a beginning goes
				part = strings.TrimSuffix(part, "</pre>")
			}
			b.WriteString(part)
			continue
		}
		b.WriteString(part[:start] + placeholder(len(pre)))
		pre = append(pre, part[start:])
	}
	return b.String(), pre
}

// placeholder stands for what was set aside.
func placeholder(n int) string { return "<pre wp-pre-tag-" + strconv.Itoa(n) + "></pre>" }
