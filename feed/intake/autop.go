package intake

import (
	"regexp"
	"strconv"
	"strings"
)

// blockTags are the elements that WordPress puts into no paragraph.
const blockTags = `(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|math|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary)`

// A step of wpautop puts by in the place of all that match.
type step struct {
	match *regexp.Regexp
	by    string
}

// Steps of wpautop, in their order: before and after the text is split at blank lines.
var (
	beforeSplit = []step{
		{regexp.MustCompile(`<br\s*/?>\s*<br\s*/?>`), "\n\n"},
		{regexp.MustCompile(`(<` + blockTags + `[\s/>])`), "\n\n$1"},
		{regexp.MustCompile(`(</` + blockTags + `>)`), "$1\n\n"},
		{regexp.MustCompile(`(<hr\s*?/?>)`), "$1\n\n"},
		{regexp.MustCompile(`\s*<option`), "<option"},
		{regexp.MustCompile(`</option>\s*`), "</option>"},
		{regexp.MustCompile(`(<object[^>]*>)\s*`), "$1"},
		{regexp.MustCompile(`\s*</object>`), "</object>"},
		{regexp.MustCompile(`\s*(</?(?:param|embed)[^>]*>)\s*`), "$1"},
		{regexp.MustCompile(`\s*(<(?:source|track)[^>]*>)\s*`), "$1"},
		{regexp.MustCompile(`\s*(<figcaption[^>]*>)`), "$1"},
		{regexp.MustCompile(`</figcaption>\s*`), "</figcaption>"},
		{regexp.MustCompile(`\n\n+`), "\n\n"},
	}
	afterSplit = []step{
		{regexp.MustCompile(`<p>\s*</p>`), ""},
		{regexp.MustCompile(`<p>([^<]+)</(div|address|form)>`), "<p>$1</p></$2>"},
		{regexp.MustCompile(`<p>\s*(</?` + blockTags + `[^>]*>)\s*</p>`), "$1"},
		{regexp.MustCompile(`<p>(<li.+?)</p>`), "$1"},
		{regexp.MustCompile(`(?i)<p><blockquote([^>]*)>`), "<blockquote$1><p>"},
		{regexp.MustCompile(`</blockquote></p>`), "</p></blockquote>"},
		{regexp.MustCompile(`<p>\s*(</?` + blockTags + `[^>]*>)`), "$1"},
		{regexp.MustCompile(`(</?` + blockTags + `[^>]*>)\s*</p>`), "$1"},
		{regexp.MustCompile(`<br/?>`), "<br />"},
	}
	afterBreaks = []step{
		{regexp.MustCompile(`(</?` + blockTags + `[^>]*>)\s*<br />`), "$1"},
		{regexp.MustCompile(`<br />(\s*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)[^>]*>)`), "$1"},
		{regexp.MustCompile(`\n</p>\n?\z`), "</p>"},
	}
	blankLine = regexp.MustCompile(`\n\s*\n`)
	lineBreak = regexp.MustCompile(`(<br />)?(\s*\n)`)
	markupTag = regexp.MustCompile(`(?s)<!--.*?-->|<[^>]*>`)
	verbatim  = regexp.MustCompile(`(?s)<(?:script|style|svg)\b.*?</(?:script|style|svg)>`)
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
	text = markupTag.ReplaceAllStringFunc(text, func(t string) string { return strings.ReplaceAll(t, "\n", inTag) })
	text = apply(beforeSplit[4:], text)
	var b strings.Builder
	for _, paragraph := range blankLine.Split(text, -1) {
		if paragraph != "" {
			b.WriteString("<p>" + strings.Trim(paragraph, "\n") + "</p>\n")
		}
	}
	text = apply(afterSplit, b.String())
	text = verbatim.ReplaceAllStringFunc(text, func(t string) string { return strings.ReplaceAll(t, "\n", kept) })
	text = lineBreak.ReplaceAllStringFunc(text, broken)
	text = apply(afterBreaks, strings.ReplaceAll(text, kept, "\n"))
	for i, original := range pre {
		text = strings.Replace(text, placeholder(i), original, 1)
	}
	return strings.TrimSuffix(strings.ReplaceAll(strings.ReplaceAll(text, inTag, "\n"), strings.TrimSpace(inTag), "\n"), "\n")
}

func apply(steps []step, text string) string {
	for _, s := range steps {
		text = s.match.ReplaceAllString(text, s.by)
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
