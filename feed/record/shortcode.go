package record

import (
	"fmt"
	"regexp"
	"strings"

	"dateline/feed/value"
)

// hugoBody is the body of a Hugo page, its shortcodes by their meaning. They are run
// everywhere, also in code.
func hugoBody(d *draft, body string) string {
	return withFiles(unattributed(byMeaning(hugoCalls{d}, body, &d.left)))
}

// hugoCalls are shortcodes of Hugo (gohugo.io/content-management/shortcodes).
type hugoCalls struct{ draft *draft }

var hugoTag = value.Regexp(`(?s)\{\{([<%])\s*(.*?)\s*[>%]\}\}`)

func (hugoCalls) tokens(body string) []token {
	return tokensOf(body, hugoTag(), func(m []string, t *token) {
		text := m[2]
		switch name, isEnd := strings.CutPrefix(text, "/"); {
		case strings.HasPrefix(text, "/*"): // how one writes about shortcodes
			end := map[string]string{"<": ">", "%": "%"}[m[1]]
			*t = token{kind: verbatim, text: "{{" + m[1] + " " + strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, "/*"), "*/")) + " " + end + "}}"}
		case isEnd:
			t.kind, t.name = closes, strings.TrimSpace(name)
		default:
			t.kind, t.text = opens, text
			if own, alone := strings.CutSuffix(text, "/"); alone && !strings.HasSuffix(own, ":/") && (own == "" || strings.ContainsAny(own[len(own)-1:], " \"`") || !strings.Contains(own, " ")) {
				t.kind, t.text = single, strings.TrimSpace(own)
			}
			t.name, _, _ = strings.Cut(t.text, " ")
			t.name = strings.TrimSpace(strings.SplitN(t.name, "\n", 2)[0])
		}
	})
}

// tokensOf takes a body apart at what tag finds.
func tokensOf(body string, tag *regexp.Regexp, read func(m []string, t *token)) []token {
	var all []token
	at := 0
	for _, m := range tag.FindAllStringSubmatchIndex(body, -1) {
		all = append(all, token{text: body[at:m[0]], at: at, end: m[0]})
		var groups []string
		for i := 0; i < len(m); i += 2 {
			group := ""
			if m[i] >= 0 {
				group = body[m[i]:m[i+1]]
			}
			groups = append(groups, group)
		}
		var t token
		read(groups, &t)
		t.at, t.end = m[0], m[1]
		all = append(all, t)
		at = m[1]
	}
	return append(all, token{text: body[at:], at: at, end: len(body)})
}

func (hugoCalls) take(t token) call {
	c := call{name: t.name}
	c.take(strings.TrimPrefix(t.text, t.name))
	return c
}

func (hugoCalls) closed(open, t token) bool  { return t.kind == closes && t.name == open.name }
func (hugoCalls) nests(open, t token) bool   { return t.kind == opens && t.name == open.name }
func (hugoCalls) value(token) (string, bool) { return "", false }

func (h hugoCalls) meaning(c call) (string, bool, bool) {
	switch c.name {
	case "ref", "relref":
		target := c.argument(0, "path")
		if strings.HasPrefix(target, "#") {
			return target, false, true
		}
		return reference(target), false, target != ""
	case "param":
		v, there := h.draft.variable(c.argument(0))
		return v, false, there
	}
	if means, known := meanings[c.name]; known {
		return means(h.draft, c)
	}
	return "", false, false
}

// variable is what front matter says by a name, as text.
func (d *draft) variable(name string) (string, bool) {
	var data any = d.Table.Plain()
	for key := range strings.SplitSeq(name, ".") {
		t, is := data.(map[string]any)
		if !is {
			return "", false
		}
		v, there := t[key]
		if !there {
			if params, nested := t["params"].(map[string]any); nested {
				v, there = params[key]
			}
		}
		if !there {
			return "", false
		}
		data = v
	}
	switch data.(type) {
	case map[string]any, []any, nil:
		return "", false
	}
	return fmt.Sprint(data), true
}

// zolaBody is the body of a page of Zola, its shortcodes by their meaning.
func zolaBody(d *draft, body string) string {
	return withFiles(internal(unattributed(byMeaning(zolaCalls{d}, body, &d.left))))
}

// zolaCalls are shortcodes of Zola (getzola.org/documentation/content/shortcodes).
type zolaCalls struct{ draft *draft }

var zolaTag = value.Regexp(`(?s)\{\{(/\*)?\s*(\w+)\s*\((.*?)\)\s*(?:\*/)?\}\}|\{%(/\*)?\s*(?:(end)|(\w+)\s*\((.*?)\))\s*(?:\*/)?%\}`)

func (zolaCalls) tokens(body string) []token {
	return tokensOf(body, zolaTag(), func(m []string, t *token) {
		switch {
		case m[1]+m[4] != "":
			*t = token{kind: verbatim, text: strings.NewReplacer("/*", "", "*/", "").Replace(m[0])}
		case m[5] != "":
			t.kind = closes
		case m[2] != "":
			t.kind, t.name, t.text = single, m[2], m[3]
		default:
			t.kind, t.name, t.text = opens, m[6], m[7]
		}
	})
}

func (zolaCalls) take(t token) call {
	c := call{name: t.name}
	c.take(t.text)
	return c
}

// closed: one end ends whatever began last, and what has no end is none.
func (zolaCalls) closed(_, t token) bool     { return t.kind == closes }
func (zolaCalls) nests(_, t token) bool      { return t.kind == opens }
func (zolaCalls) value(token) (string, bool) { return "", false }

func (z zolaCalls) meaning(c call) (string, bool, bool) {
	if means, known := meanings[c.name]; known {
		return means(z.draft, c)
	}
	return "", false, false
}
