package e2e

import (
	"strings"
	"time"
)

// atomModel breaks no rule.
const atomModel = declaration + `
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xmlns:georss="http://www.georss.org/georss" xmlns:media="http://search.yahoo.com/mrss/" xmlns:thr="http://purl.org/syndication/thread/1.0">
  <link rel="self" type="application/atom+xml" href="https://example.org/feeds/here"></link>
  <link rel="alternate" type="text/html" href="https://example.org/"></link>
  <author><name>Ann</name><uri>https://example.org/ann</uri><email>ann@example.org</email></author>
  <title>Model</title>
  <id>tag:example.org,2026:feeds</id>
  <updated>2026-11-20T06:45:00Z</updated>
  <entry>
    <link rel="alternate" type="text/html" href="https://example.org/1"></link>
    <link rel="replies" type="text/html" href="https://example.org/1#c" thr:count="0"></link>
    <link rel="enclosure" type="audio/mpeg" href="https://example.org/1.mp3" length="12"></link>
    <author><name>Ben</name></author>
    <category term="sea"></category>
    <georss:point>38.7 -9.14</georss:point>
    <media:content url="https://example.org/1.png" fileSize="12" type="image/png" medium="image" width="10" height="10">
      <media:title type="plain">One</media:title>
    </media:content>
    <title>First</title>
    <updated>2026-11-20T06:45:00Z</updated>
    <id>tag:example.org,2026-11-20:1</id>
    <content type="html">&lt;p&gt;One &lt;img src="https://example.org/1.png" srcset="https://example.org/1.png 1x"&gt; &lt;a href="https://example.org/2"&gt;two&lt;/a&gt;&lt;/p&gt;</content>
    <published>2026-11-20T06:45:00Z</published>
    <summary type="text">One</summary>
    <source><id>https://example.com/feed</id><title>Elsewhere</title><updated>2026-11-20T06:45:00Z</updated></source>
  </entry>
  <entry>
    <link rel="alternate" type="text/html" href="https://example.org/2"></link>
    <title>Second</title>
    <updated>2026-11-19T06:45:00Z</updated>
    <id>urn:uuid:5a04307d-8c35-544b-8464-5fb4b8be3969</id>
  </entry>
</feed>
`

// Elements of Atom, by parent, and those that may stand several times (RFC 4287
// §4.1, §3.2).
var atomChildren = map[string]string{
	"feed":        "author category contributor generator icon id link logo rights subtitle title updated entry",
	"entry":       "author category content contributor id link published rights source summary title updated",
	"source":      "author category contributor generator icon id link logo rights subtitle title updated",
	"author":      "name uri email",
	"contributor": "name uri email",
	"content":     "",
	"generator":   "",
	"id":          "",
	"summary":     "",
	"title":       "",
}

const atomMany = "author category contributor entry link media:content media:thumbnail"

// relations are the registered ones that feeds use (RFC 4287 §7.1 and later).
const relations = "alternate related self enclosure via replies license hub first last previous next prev-archive next-archive current edit edit-media payment"

// atomRules are those of the feed and of all elements (requirements ATOM-1 to
// ATOM-22).
var atomRules = []rule{
	{"MissingNamespace", func(p page, f *faults) {
		if declared, _ := namespaces(p.data); declared[""] != "http://www.w3.org/2005/Atom" || p.root.name != "feed" {
			f.add("the root is %s in %q", p.root.name, declared[""])
		}
	}, [][2]string{{` xmlns="http://www.w3.org/2005/Atom"`, ` xmlns="http://purl.org/atom/ns#"`}}},

	{"UndefinedElement", func(p page, f *faults) {
		for parent, n := range p.root.walk() {
			if allowed, closed := atomChildren[parent.name]; closed && !strings.Contains(n.name, ":") && !word(allowed, n.name) {
				f.add("%s holds %s", parent.name, n.name)
			}
		}
	}, [][2]string{{"<id>", "<guid>x</guid><id>"}, {"<name>Ben", "<url>x</url><name>Ben"}}},

	{"DuplicateElement", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if _, closed := atomChildren[n.name]; closed {
				once(n, atomMany, f)
			}
		}
	}, [][2]string{{"<title>Model", "<title>x</title><title>Model"}, {"<content", "<content>x</content><content"}, {"<name>Ben", "<name>x</name><name>Ben"}}},

	{"MissingElement", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			switch n.name {
			case "feed", "entry", "source":
				missing(n, f, "id", "updated")
				if len(n.all("title")) == 0 {
					f.add("%s has no title", n.name)
				}
			case "author", "contributor":
				missing(n, f, "name")
			}
		}
	}, [][2]string{{"<id>tag:example.org,2026:feeds</id>", ""}, {"<title>Second</title>", ""}, {"<name>Ben</name>", ""}, {"<updated>2026-11-19T06:45:00Z</updated>", ""}}},

	{"NotBlank", func(p page, f *faults) {
		for parent, n := range p.root.walk() {
			// An article without a title has an empty one: RFC 4287 wants the element.
			if word("id updated published name uri email rights subtitle summary content generator icon logo media:title", n.name) && strings.TrimSpace(n.text) == "" {
				f.add("%s of %s is blank", n.name, parent.name)
			}
		}
		missing(p.root, f, "title")
	}, [][2]string{{"<title>Model", "<title>"}, {">One</summary>", "> </summary>"}}},

	{"MisplacedMetadata", func(p page, f *faults) {
		entries := false
		for _, n := range p.root.children {
			if entries = entries || n.name == "entry"; entries && n.name != "entry" {
				f.add("%s stands behind an entry", n.name)
			}
		}
	}, [][2]string{{"</feed>", "<rights>x</rights></feed>"}}},

	{"MissingElement", func(p page, f *faults) {
		for _, n := range p.root.all("entry") {
			if len(p.root.all("author"))+len(n.all("author")) == 0 {
				f.add("neither the feed nor the entry %q has one", n.value("title"))
			}
		}
	}, [][2]string{{"<author><name>Ann</name><uri>https://example.org/ann</uri><email>ann@example.org</email></author>", ""}}},

	{"InvalidAddrSpec", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if n.name == "email" && !email.MatchString(n.text) {
				f.add("email is %q", n.text)
			}
		}
	}, [][2]string{{"ann@example.org<", "Ann &lt;ann@example.org&gt;<"}}},

	{"InvalidRFC3339Date", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if _, ok := dateTime(n.text); word("updated published", n.name) && !ok {
				f.add("%s is %q", n.name, n.text)
			}
		}
	}, [][2]string{{"2026-11-20T06:45:00Z", "2026-11-20"}, {"2026-11-20T06:45:00Z", "2026-11-20t06:45:00z"}, {"2026-11-20T06:45:00Z", " 2026-11-20T06:45:00Z"}, {"2026-11-20T06:45:00Z", "2026-02-30T06:45:00Z"}}},

	{"ImplausibleDate", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if t, ok := dateTime(n.text); ok && word("updated published", n.name) && (t.After(moment) || t.Year() < 1900) {
				f.add("%s is %s", n.name, n.text)
			}
		}
	}, [][2]string{{"2026-11-20T06", "2027-11-20T06"}}},

	{"updated", func(p page, f *faults) {
		at := func(n *node, name string) time.Time { t, _ := dateTime(n.value(name)); return t }
		for _, n := range p.root.all("entry") {
			if at(n, "updated").After(at(p.root, "updated")) || at(n, "updated").Before(at(n, "published")) {
				f.add("the entry %q was updated after the feed or before it was published", n.value("title"))
			}
		}
	}, [][2]string{{"<updated>2026-11-20T06:45:00Z</updated>\n  <entry>", "<updated>2026-11-19T06:45:00Z</updated>\n  <entry>"}, {"<published>2026-11-20T06", "<published>2026-11-20T07"}}},

	{"InvalidLanguage", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if s, said := n.attrs["xml:lang"]; said && !languageTag(s) {
				f.add("xml:lang of %s is %q", n.name, s)
			}
		}
	}, [][2]string{{`xml:lang="en"`, `xml:lang="en_GB"`}}},

	{"MissingSelf", func(p page, f *faults) {
		self := p.links("self")
		if len(self) != 1 || self[0].attrs["type"] != "application/atom+xml" {
			f.add("has %d self links, want one of Atom", len(self))
		}
	}, [][2]string{{`rel="self"`, `rel="related"`}, {"<title>", `<link rel="self" href="https://example.org/"/><title>`}}},

	{"SelfDoesntMatchLocation", func(p page, f *faults) {
		for _, n := range p.links("self") {
			if n.attrs["href"] != p.url {
				f.add("self is %s, want %s", n.attrs["href"], p.url)
			}
		}
	}, [][2]string{{`href="https://example.org/feeds/here"`, `href="https://example.org/feeds/there"`}}},
}

// links are the links of the feed with that relation.
func (p page) links(relation string) []*node {
	var found []*node
	for _, n := range p.root.all("link") {
		if n.attrs["rel"] == relation {
			found = append(found, n)
		}
	}
	return found
}

// atomEntryRules are those of links, ids, texts and entries.
var atomEntryRules = []rule{
	{"DuplicateAtomLink", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			seen := map[string]bool{}
			for _, l := range n.all("link") {
				key := l.attrs["type"] + " " + l.attrs["hreflang"]
				if rel := l.attrs["rel"]; rel != "" && rel != "alternate" {
					continue
				}
				if seen[key] {
					f.add("%s has two alternates of %q", n.name, key)
				}
				seen[key] = true
			}
		}
	}, [][2]string{{"<title>First", `<link type="text/html" href="https://example.org/x"/><title>First`}}},

	{"MissingHref", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if n.name == "link" && n.attrs["href"] == "" {
				f.add("a link has none")
			}
		}
	}, [][2]string{{` href="https://example.org/1"`, ""}}},

	{"InvalidFullLink", func(p page, f *faults) {
		for parent, n := range p.root.walk() {
			switch {
			case n.name == "link" && !fullURL(n.attrs["href"]):
				f.add("%s of %s is %q", n.attrs["rel"], parent.name, n.attrs["href"])
			case word("icon logo uri", n.name) && !fullURL(n.text):
				f.add("%s of %s is %q", n.name, parent.name, n.text)
			case n.name == "category" && n.attrs["scheme"] != "" && !iri(n.attrs["scheme"]):
				f.add("scheme of category is %q", n.attrs["scheme"])
			case n.name == "id" && !iri(n.text):
				f.add("id of %s is %q", parent.name, n.text)
			}
		}
	}, [][2]string{{`href="https://example.org/1"`, `href="/1"`}, {"<id>tag:example.org,2026-11-20:1", "<id>4711"}, {"<id>tag:example.org,2026-11-20:1", "<id>4711 x"}, {`term="sea"`, `term="sea" scheme="/tags"`}, {"<uri>https", "<uri>mailto"}}},

	{"InvalidTAG", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if n.name == "id" && strings.HasPrefix(n.text, "tag:") && !tag(n.text) {
				f.add("id is %q", n.text)
			}
		}
	}, [][2]string{{"tag:example.org,2026-11-20:1", "tag:example.org,2026-13-20:1"}, {"tag:example.org,2026-11-20:1", "tag:example.org,26:1"}, {"tag:example.org,2026-11-20:1", "tag:example.org,2026-11-20:a b"}}},

	{"InvalidURN", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if n.name == "id" && strings.HasPrefix(n.text, "urn:") && !uuidURN.MatchString(n.text) {
				f.add("id is %q", n.text)
			}
		}
	}, [][2]string{{"urn:uuid:5a04307d-", "urn:uuid:5A04307D-"}, {"urn:uuid:5a04307d-", "urn:uuid:5a04307d"}}},

	{"DuplicateEntries", func(p page, f *faults) {
		seen := map[string]bool{p.root.value("id"): true}
		for _, n := range p.root.all("entry/id") {
			if seen[n.text] {
				f.add("id %q stands twice", n.text)
			}
			seen[n.text] = true
		}
	}, [][2]string{{"urn:uuid:5a04307d-8c35-544b-8464-5fb4b8be3969", "tag:example.org,2026-11-20:1"}}},

	{"UnregisteredAtomLinkRel", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if rel, said := n.attrs["rel"]; n.name == "link" && said && !word(relations, rel) && !absolute.MatchString(rel) {
				f.add("rel is %q", rel)
			}
		}
	}, [][2]string{{`rel="replies"`, `rel="comments"`}}},

	{"InvalidMIMEType", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if s, said := n.attrs["type"]; n.name == "link" && said && !mediaType(s) {
				f.add("type of a link is %q", s)
			}
		}
	}, [][2]string{{`type="audio/mpeg"`, `type="mp3"`}}},

	{"InvalidNonNegativeInteger", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			for _, name := range []string{"length", "thr:count"} {
				if s, said := n.attrs[name]; said && n.name == "link" && !number(s, 0) {
					f.add("%s is %q", name, s)
				}
			}
		}
	}, [][2]string{{`length="12"`, `length="big"`}, {`thr:count="0"`, `thr:count="-1"`}}},

	{"enclosure", func(p page, f *faults) {
		for _, n := range p.root.all("entry/link") {
			if n.attrs["rel"] == "enclosure" && n.attrs["type"] == "" {
				f.add("%s has no type", n.attrs["href"])
			}
		}
	}, [][2]string{{` type="audio/mpeg"`, ""}}},

	{"InvalidTextType", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if s, said := n.attrs["type"]; said && word("title subtitle rights summary", n.name) && !word("text html xhtml", s) {
				f.add("type of %s is %q", n.name, s)
			}
		}
	}, [][2]string{{`summary type="text"`, `summary type="text/plain"`}}},

	{"content type", func(p page, f *faults) {
		for _, n := range p.root.all("entry/content") {
			if n.attrs["type"] != "html" || strings.TrimSpace(n.text) == "" {
				f.add("is %q and %d bytes long", n.attrs["type"], len(n.text))
			}
		}
	}, [][2]string{{`content type="html"`, `content`}}},

	{"MissingContentOrAlternate", func(p page, f *faults) {
		for _, n := range p.root.all("entry") {
			alternate := false
			for _, l := range n.all("link") {
				alternate = alternate || l.attrs["rel"] == "alternate" || l.attrs["rel"] == ""
			}
			if !alternate && len(n.all("content")) == 0 {
				f.add("the entry %q has neither", n.value("title"))
			}
		}
	}, [][2]string{{`<link rel="alternate" type="text/html" href="https://example.org/2"></link>`, ""}}},

	{"AttrNotBlank", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if n.name == "category" && strings.TrimSpace(n.attrs["term"]) == "" {
				f.add("term is blank")
			}
			for name, s := range n.attrs {
				if strings.TrimSpace(s) == "" {
					f.add("%s of %s is blank", name, n.name)
				}
			}
		}
	}, [][2]string{{`term="sea"`, `term=" "`}, {`term="sea"`, ``}, {`type="audio/mpeg"`, `type=""`}}},
}
