// Package prose makes the body of an article fit for feed readers, which show it
// far from its site, without its scripts and styles.
//
// [Fit] does it to an article; [Clean], [Markdown], [Plain], [Text] and [Summary]
// are its parts. A body goes down one line:
//
//	Markdown, Plain  the markup of the record becomes HTML
//	Clean            addresses become absolute, what readers drop or must not run
//	                 goes, what was lazy or embedded becomes an image or a link
//	Summary          the first paragraph, cut at a sentence, where none was given
//	place line       Article.Dateline opens the first paragraph and the summary
//
// What was removed or changed is told, combined by kind. Doing any of it twice
// changes nothing more, so a body that was fit stays the same bytes.
package prose

import (
	"dateline/feed"
	"dateline/feed/value"
)

// Local finds the published address of a reference that names a file beside the
// record; empty if there is none. The reference is a relative one, decoded and
// without query and fragment; the address is absolute.
type Local func(ref string) string

// Fit gives the article with Content as clean HTML (Markup becomes [feed.HTML]),
// Summary as plain text, and the place line first in both. Relative references
// that local does not know, or all if it is nil, are resolved against a.URL.
func Fit(a feed.Article, local Local) (feed.Article, feed.Findings) {
	content, changes := Clean(markup(a), a.URL, local)
	a.Markup = feed.HTML
	a.Summary = value.Line(value.Clean(a.Summary))
	if a.Summary == "" {
		a.Summary = Summary(content)
	}
	place := placeLine(a.Dateline)
	a.Content = opened(content, place)
	a.Summary = preceded(a.Summary, place)

	var findings feed.Findings
	for _, change := range changes {
		findings.Add(change.Level, change.Code, a.Record, "%s", change)
	}
	return a, findings
}

// markup is the article's content as HTML that nobody has looked at yet.
func markup(a feed.Article) string {
	switch a.Markup {
	case feed.Markdown:
		return Markdown(a.Content)
	case feed.Plain:
		return Plain(a.Content)
	}
	return a.Content
}
