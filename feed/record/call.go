package record

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// A call is a shortcode or a tag in a body: something that its generator would run.
type call struct {
	text   string            // as it is written
	name   string            // of what is called
	list   []string          // arguments without a name
	named  map[string]string // the others
	paired bool              // it has an end, and something within
	source string            // what is within, as it is written
	inner  func() string     // the same, with what is called in there by its meaning
}

// argument is one of a call: by one of the names, else by its place; empty if it is not
// there.
func (c call) argument(place int, names ...string) string {
	for _, name := range names {
		if v := c.named[name]; v != "" {
			return v
		}
	}
	if place >= 0 && place < len(c.list) {
		return c.list[place]
	}
	return ""
}

// argument finds one: name="value", name=value or a value alone, with any quotes.
var argument = value.Regexp("(?s)(?:([\\w-]+)(?:\\s*=\\s*|:\\s+))?(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|`[^`]*`|[^\\s,\"'`]+)")

// take takes arguments apart.
func (c *call) take(arguments string) {
	c.named = map[string]string{}
	for _, m := range argument().FindAllStringSubmatch(arguments, -1) {
		v := m[2]
		switch v[0] {
		case '"':
			v = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(v[1 : len(v)-1])
		case '\'', '`':
			v = v[1 : len(v)-1]
		}
		if m[1] != "" && v != "" {
			c.named[m[1]] = v
		} else if m[1] == "" {
			c.list = append(c.list, v)
		}
	}
}

// A token is a piece of a body.
type token struct {
	kind    kindOfToken
	at, end int    // where it stands in the body
	text    string // of a verbatim one what it stands for; of others what is between the marks
	name    string
}

type kindOfToken int

const (
	verbatim kindOfToken = iota // text, as it is
	opens                       // a call, perhaps with an end
	single                      // a call without one
	closes
	prints // a value
)

// A caller knows the calls of one generator.
type caller interface {
	tokens(body string) []token
	take(t token) call
	closed(open, t token) bool                    // t ends what open begins
	nests(open, t token) bool                     // t begins what has to end before that
	meaning(c call) (text string, block, ok bool) // block: on lines of its own
	value(t token) (string, bool)
}

// A leaving is a call that means nothing here.
type leaving struct {
	text  string
	inner bool // what is within stays
	at    int  // where it stands in the body
}

// byMeaning gives the body with what calls mean in their places. What means nothing leaves
// what is within.
func byMeaning(by caller, body string, left *[]leaving) string {
	if !strings.Contains(body, "{{") && !strings.Contains(body, "{%") {
		return body
	}
	return runTokens(by, body, by.tokens(body), left)
}

func runTokens(by caller, body string, tokens []token, left *[]leaving) string {
	var b strings.Builder
	for i := 0; i < len(tokens); i++ {
		switch t := tokens[i]; t.kind {
		case verbatim:
			b.WriteString(t.text)
		case prints:
			text, ok := by.value(t)
			if !ok {
				*left = append(*left, leaving{text: body[t.at:t.end], at: t.at})
			}
			b.WriteString(text)
		case opens, single:
			c, end := by.take(t), i
			c.text, c.inner = body[t.at:t.end], func() string { return "" }
			if end = ending(by, tokens, i); end > i {
				within := tokens[i+1 : end]
				c.paired, c.source = true, body[t.end:tokens[end].at]
				c.inner = func() string { return runTokens(by, body, within, left) }
			}
			text, block, ok := by.meaning(c)
			if !ok {
				*left = append(*left, leaving{c.text, c.paired, t.at})
				text = c.inner()
			}
			if block {
				text = "\n\n" + strings.Trim(text, "\n") + "\n\n"
			}
			b.WriteString(text)
			i = end
		}
	}
	return b.String()
}

// ending is where the call ends that begins at i; i if it has no end.
func ending(by caller, tokens []token, i int) int {
	if tokens[i].kind != opens {
		return i
	}
	depth := 0
	for j := i + 1; j < len(tokens); j++ {
		switch {
		case by.closed(tokens[i], tokens[j]) && depth == 0:
			return j
		case by.closed(tokens[i], tokens[j]):
			depth--
		case by.nests(tokens[i], tokens[j]):
			depth++
		}
	}
	return i
}

// expand is the body as its generator would have it before it becomes HTML; it tells
// what was left.
func (r *reading) expand(d *draft) {
	body := d.text.body
	d.text.body = d.defaults.generator().expand(d, body)
	var told []string
	for _, l := range d.left {
		if slices.Contains(told, l.text) {
			continue
		}
		told = append(told, l.text)
		outcome := "nothing stands in its place"
		if l.inner {
			outcome = "what is within stays"
		}
		text := strings.Join(strings.Fields(l.text), " ")
		r.found(feed.Warning, "record-shortcode", d.bodyLine+strings.Count(body[:min(l.at, len(body))], "\n"), "%s is not run here; %s", shorten(text), outcome)
	}
}

// shorten cuts what is long.
func shorten(text string) string {
	const most = 80 // bytes
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// attribute is name="value" with a blank before it; empty without a value.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return fmt.Sprintf(` %s="%s"`, name, html.EscapeString(value))
}

// anchor is a link.
func anchor(address, text string) string {
	return "<a" + attribute("href", address) + ">" + html.EscapeString(text) + "</a>"
}
