package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// The versions of JSON Feed. What 1.1 added to 1 is marked in the rows.
const (
	jsonVersion1  = "https://jsonfeed.org/version/1"
	jsonVersion11 = "https://jsonfeed.org/version/1.1"
)

// A member is a row: whose it is, whether it must be there, and what its value is.
type member struct {
	name  string
	in    string // the object that has it, of jsonObjects
	need  need
	kind  string // string, number, boolean, an object, or "array of" any of them
	form  form   // of a string or a number
	since string // the version that brought it; empty for the first
}

// A need says how much a member is missed.
type need feed.Level

const (
	required    = need(feed.Error)
	recommended = need(feed.Warning)
	optional    = need("")
)

// Forms that other formats do not have.
var (
	jsonVersions = oneOf("", jsonVersion11, jsonVersion1)
	jsonText     = form{check: notBlank}
	amount       = form{check: notNegative}
)

// notNegative is a number of 0 or more, as JSON writes it.
func notNegative(s string) error {
	if strings.HasPrefix(s, "-") {
		return fmt.Errorf("%s is less than 0", s)
	}
	return nil
}

// jsonMembers are all members of JSON Feed 1.1, in its order.
var jsonMembers = []member{
	{"version", "feed", required, "string", jsonVersions, ""},
	{"title", "feed", required, "string", form{check: notBlank, inside: (*judge).plain}, ""},
	{"home_page_url", "feed", recommended, "string", fullURL, ""},
	{"feed_url", "feed", recommended, "string", fullURL, ""},
	{"description", "feed", optional, "string", plain, ""},
	{"user_comment", "feed", optional, "string", anything, ""},
	{"next_url", "feed", optional, "string", fullURL, ""},
	{"icon", "feed", optional, "string", fullURL, ""},
	{"favicon", "feed", optional, "string", fullURL, ""},
	{"author", "feed", optional, "author", anything, ""},
	{"authors", "feed", optional, "array of authors", anything, jsonVersion11},
	{"language", "feed", optional, "string", language, jsonVersion11},
	{"expired", "feed", optional, "boolean", anything, ""},
	{"hubs", "feed", optional, "array of hubs", anything, ""},
	{"items", "feed", required, "array of items", anything, ""},

	{"name", "author", optional, "string", plain, ""},
	{"url", "author", optional, "string", fullURL, ""},
	{"avatar", "author", optional, "string", fullURL, ""},

	{"type", "hub", required, "string", jsonText, ""},
	{"url", "hub", required, "string", fullURL, ""},

	{"id", "item", required, "string", jsonText, ""},
	{"url", "item", recommended, "string", fullURL, ""},
	{"external_url", "item", optional, "string", fullURL, ""},
	{"title", "item", optional, "string", plain, ""},
	{"content_html", "item", optional, "string", hypertext, ""},
	{"content_text", "item", optional, "string", form{inside: (*judge).opening}, ""},
	{"summary", "item", optional, "string", plain, ""},
	{"image", "item", optional, "string", fullURL, ""},
	{"banner_image", "item", optional, "string", fullURL, ""},
	{"date_published", "item", optional, "string", rfc3339, ""},
	{"date_modified", "item", optional, "string", rfc3339, ""},
	{"author", "item", optional, "author", anything, ""},
	{"authors", "item", optional, "array of authors", anything, jsonVersion11},
	{"tags", "item", optional, "array of strings", anything, ""},
	{"language", "item", optional, "string", language, jsonVersion11},
	{"attachments", "item", optional, "array of attachments", anything, ""},

	{"url", "attachment", required, "string", fullURL, ""},
	{"mime_type", "attachment", required, "string", mediaType, ""},
	{"title", "attachment", optional, "string", plain, ""},
	{"size_in_bytes", "attachment", optional, "number", amount, ""},
	{"duration_in_seconds", "attachment", optional, "number", amount, ""},
}

// jsonObjects are the objects of a feed: where they are found, as the codes of
// their members tell it, and the section that describes them.
var jsonObjects = map[string]struct{ path, ref string }{
	"feed":       {"json-", "JSON Feed 1.1 §Top-level"},
	"author":     {"json-authors-", "JSON Feed 1.1 §Top-level"},
	"hub":        {"json-hubs-", "JSON Feed 1.1 §Subscribing to Real-time Notifications"},
	"item":       {"json-items-", "JSON Feed 1.1 §Items"},
	"attachment": {"json-attachments-", "JSON Feed 1.1 §Attachments"},
}

// jsonRules are the rules of JSON Feed, and of JSON itself, whose faults package
// markup finds.
var jsonRules = slices.Concat(jsonRows(), []Rule{
	{"json-syntax", feed.Error, "RFC 8259 §2", ""},
	{"json-character", feed.Error, "RFC 8259 §8.1", ""},
	{"json-duplicate-key", feed.Error, "RFC 7493 §2.3", ""},
	{"json-bounds", feed.Error, "RFC 8259 §9", ""},
})

// jsonRows are what the rows and the named rules can find.
func jsonRows() []Rule {
	var all []Rule
	for _, m := range jsonMembers {
		ref := jsonObjects[m.in].ref
		all = append(all, Rule{m.code("kind"), feed.Error, ref, ""})
		if m.need != optional {
			all = append(all, Rule{m.code("missing"), feed.Level(m.need), ref, ""})
		}
		if m.form.check != nil {
			all = append(all, Rule{m.code("invalid"), m.form.weight(), ref, ""})
		}
	}
	for _, r := range jsonNamed {
		all = append(all, r.Rule)
	}
	return all
}

// code is what a fault of the member is called, such as json-items-id-missing.
func (m *member) code(fault string) string {
	return jsonObjects[m.in].path + strings.ReplaceAll(m.name, "_", "-") + "-" + fault
}

// jsonIndex finds rows by object and name.
var jsonIndex = sync.OnceValue(func() map[[2]string]*member {
	rows := map[[2]string]*member{}
	for i := range jsonMembers {
		m := &jsonMembers[i]
		rows[[2]string{m.in, m.name}] = m
	}
	return rows
})

// jsonRow is the row of a member; nil if the object has no such member.
func jsonRow(in, name string) *member { return jsonIndex()[[2]string{in, name}] }

// jsonFeed judges the document as a JSON Feed, if all of it could be read.
func (j *judge) jsonFeed() {
	for _, fault := range j.doc.Faults {
		if fault.Code == "json-syntax" || fault.Code == "json-bounds" {
			return // what stands behind it would seem to be missing
		}
	}
	j.jsonObject("feed", j.doc.Root)
}

// jsonObject judges the members of an object, which of them are missing, and what
// they are together.
func (j *judge) jsonObject(in string, n *markup.Node) {
	for _, c := range n.Children {
		if row := jsonRow(in, c.Name); row != nil {
			j.jsonMember(row, c)
		}
	}
	for i := range jsonMembers {
		if m := &jsonMembers[i]; m.in == in && m.need != optional && n.Child("", m.name) == nil {
			j.found(m.code("missing"), n, n.At, "%s has no %s", in, m.name)
		}
	}
	for _, r := range jsonNamed {
		if has(r.on, in) {
			r.judge(j, r.Code, n)
		}
	}
}

// jsonMember judges the value of a member, or each in its array.
func (j *judge) jsonMember(m *member, n *markup.Node) {
	kinds, list := strings.CutPrefix(m.kind, "array of ")
	switch {
	case !list:
		j.jsonValue(m, m.name, m.kind, n)
	case n.Kind != markup.Array:
		j.found(m.code("kind"), n, n.At, "%s %s, not an array", m.name, jsonIs(n))
	default:
		for i, c := range n.Children {
			j.jsonValue(m, fmt.Sprintf("%s[%d]", m.name, i), strings.TrimSuffix(kinds, "s"), c)
		}
	}
}

// jsonValue judges a single value, which is called name.
func (j *judge) jsonValue(m *member, name, kind string, n *markup.Node) {
	want, ok := jsonKinds[kind]
	if !ok {
		want = jsonKind{markup.Object, "an object"}
	}
	switch {
	case n.Kind != want.kind:
		j.found(m.code("kind"), n, n.At, "%s %s, not %s", name, jsonIs(n), want.name)
	case n.Kind == markup.Object:
		j.jsonObject(kind, n)
	case m.form.check != nil:
		if err := m.form.check(n.Text); err != nil {
			j.found(m.code("invalid"), n, n.At, "%s: %v", name, err)
		}
	}
	if m.form.inside != nil && n.Kind == markup.String {
		m.form.inside(j, textOf(n))
	}
}

// A jsonKind is what a value is, and what people call it.
type jsonKind struct {
	kind markup.Kind
	name string
}

// jsonKinds are the kinds of values that are no objects, as the rows name them.
var jsonKinds = map[string]jsonKind{
	"string":  {markup.String, "a string"},
	"number":  {markup.Number, "a number"},
	"boolean": {markup.Bool, "true or false"},
}

// jsonIs says what a value of the wrong kind is.
func jsonIs(n *markup.Node) string {
	switch n.Kind {
	case markup.Object:
		return "is an object"
	case markup.Array:
		return "is an array"
	case markup.String:
		return "is the string " + value.Quote(n.Text)
	case markup.Number:
		return "is the number " + n.Text
	}
	return "is " + n.Text
}

// What no single row can tell.
