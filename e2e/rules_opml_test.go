package e2e

import "strings"

// opmlModel breaks no rule.
const opmlModel = declaration + `
<opml version="2.0">
  <head><title>Model</title></head>
  <body>
    <outline type="rss" text="One" title="One" description="First" language="en" xmlUrl="https://example.org/1.xml" htmlUrl="https://example.org/1"></outline>
    <outline type="rss" text="Two" title="Two" xmlUrl="https://example.org/2.xml" htmlUrl="https://example.org/2"></outline>
  </body>
</opml>
`

// opmlRules are those of a list of subscriptions (OPML 2.0; requirements §1.10).
var opmlRules = []rule{
	{"InvalidOPMLVersion", func(p page, f *faults) {
		if p.root.name != "opml" || p.root.attrs["version"] != "2.0" {
			f.add("the root is %s, version %q", p.root.name, p.root.attrs["version"])
		}
	}, [][2]string{{`opml version="2.0"`, `opml version="3.0"`}}},

	{"MissingElement", func(p page, f *faults) {
		missing(p.root, f, "head/title")
		if len(p.root.all("body/outline")) == 0 {
			f.add("has no outline")
		}
	}, [][2]string{{"<title>Model</title>", ""}, {"<title>Model</title>", "<title> </title>"}}},

	{"MissingAttribute", func(p page, f *faults) {
		for _, n := range p.root.all("body/outline") {
			for _, name := range []string{"text", "title", "type", "xmlUrl", "htmlUrl"} {
				if strings.TrimSpace(n.attrs[name]) == "" {
					f.add("the outline %q has no %s", n.attrs["text"], name)
				}
			}
		}
	}, [][2]string{{` text="Two"`, ""}, {` text="Two"`, ` text=" "`}, {` xmlUrl="https://example.org/2.xml"`, ""}}},

	{"InvalidOutlineType", func(p page, f *faults) {
		for _, n := range p.root.all("body/outline") {
			if n.attrs["type"] != "rss" {
				f.add("type is %q", n.attrs["type"])
			}
		}
	}, [][2]string{{`type="rss"`, `type="atom"`}}},

	{"InvalidFullLink", func(p page, f *faults) {
		for _, n := range p.root.all("body/outline") {
			for _, name := range []string{"xmlUrl", "htmlUrl"} {
				if !fullURL(n.attrs[name]) {
					f.add("%s is %q", name, n.attrs[name])
				}
			}
		}
	}, [][2]string{{`xmlUrl="https://example.org/2.xml"`, `xmlUrl="2.xml"`}}},

	{"InvalidLanguage", func(p page, f *faults) {
		for _, n := range p.root.all("body/outline") {
			if s, said := n.attrs["language"]; said && !languageTag(s) {
				f.add("language is %q", s)
			}
		}
	}, [][2]string{{`language="en"`, `language="english language"`}}},

	{"outline", func(p page, f *faults) {
		seen := map[string]bool{}
		for _, n := range p.root.all("body/outline") {
			if seen[n.attrs["xmlUrl"]] || seen[n.attrs["title"]] {
				f.add("%s stands twice", n.attrs["xmlUrl"])
			}
			seen[n.attrs["xmlUrl"]], seen[n.attrs["title"]] = true, true
		}
	}, [][2]string{{"https://example.org/2.xml", "https://example.org/1.xml"}, {`title="Two"`, `title="One"`}}},
}
