package check

import (
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// textRules are about text of any kind.
var textRules = []Rule{
	{"text-placeholder", feed.Warning, "", ""},
}

// placeholderForm is a text that is nothing but the name of another: that of a
// template, or what a program writes for a thing that has no words.
var placeholderForm = value.Regexp(`^(?:\$\{[^{}]*\}|\{\{[^{}]*\}\}|\{%[^%]*%\}|<%[^%]*%>|%%[^%]+%%|\[object Object\])$`)

// placeholder finds a text that a program should have replaced. One that has other
// words beside it may be about templates.
func (j *judge) placeholder(p *passage) {
	if text := strings.TrimSpace(p.text); placeholderForm().MatchString(text) {
		j.inside("text-placeholder", p, strings.Index(p.text, text), "%s: %s is a placeholder, which a program should have replaced by a text", p.name(), value.Quote(text))
	}
}
