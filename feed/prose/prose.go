// Package prose makes the body of an article fit for feed readers, which show it
// far from its site, without its scripts and styles.
//
// [Fit] does it to an article; [Clean], [Markdown], [Plain], [Text] and [Summary]
// are its parts. A body goes down one line:
//
//	Markdown, Plain  the markup of the record becomes HTML
//	Clean            addresses become absolute, what readers drop or must not run
//	                 goes, what was lazy or embedded becomes an image or a link
//	Summary          what is above <!--more-->, else the first paragraph, cut at a
//	                 sentence, where none was given
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
// that local does not know, or all if it is nil, are resolved against a.URL; so
// are the addresses of the picture and the attachments. A finding of level error
// means that nothing of the article is left to be shown.
func Fit(a feed.Article, local Local) (feed.Article, feed.Findings) {
	body := markup(a)
	content, changes := Clean(body, a.URL, local)
	a.Markup = feed.HTML
	a.Summary = value.Line(value.Clean(a.Summary))
	if a.Summary == "" {
		a.Summary = above(body)
	}
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
	if a.Title == "" && a.Summary == "" && a.Content == "" {
		findings.Add(feed.Error, nothingLeft, a.Record, "nothing is left of the content, and there is no title; readers would have nothing to show")
	}
	return illustrated(a, &findings), findings
}

// markup is the article's content as HTML that nobody has looked at yet.
func markup(a feed.Article) string {
	switch a.Markup {
	case feed.Markdown:
		return Markdown(a.Content)
	case feed.Typographic:
		return converted(a.Content, true)
	case feed.Plain:
		return Plain(a.Content)
	}
	return a.Content
}
