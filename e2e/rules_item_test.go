package e2e

import "strings"

// rssItemRules are those of the items of RSS.
var rssItemRules = []rule{
	{"ItemMustContainTitleOrDescription", func(p page, f *faults) {
		for _, n := range p.root.all("channel/item") {
			if n.value("title")+n.value("description") == "" {
				f.add("an item has neither")
			}
		}
	}, [][2]string{{"<title>Second</title>", ""}}},

	{"NotBlank", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if word("title link description category guid pubDate language copyright dc:creator dc:contributor dc:rights content:encoded media:title media:description media:credit", n.name) &&
				strings.TrimSpace(n.text) == "" {
				f.add("%s is blank", n.name)
			}
		}
	}, [][2]string{{">sea<", "> <"}, {"<dc:creator>Ben", "<dc:creator>"}}},

	{"MissingGuid", func(p page, f *faults) {
		for _, n := range p.root.all("channel/item") {
			if n.value("guid") == "" {
				f.add("the item %q has no guid", n.value("title"))
			}
		}
	}, [][2]string{{`<guid isPermaLink="true">https://example.org/1</guid>`, ""}}},

	{"DuplicateValue", func(p page, f *faults) {
		seen := map[string]bool{}
		for _, n := range p.root.all("channel/item/guid") {
			if seen[n.text] {
				f.add("guid %q stands twice", n.text)
			}
			seen[n.text] = true
		}
	}, [][2]string{{"tag:example.org,2026-11-19:2", "https://example.org/1"}}},

	{"InvalidPermalink", func(p page, f *faults) {
		for _, item := range p.root.all("channel/item") {
			for _, n := range item.all("guid") {
				is := n.attrs["isPermaLink"]
				if is != "true" && is != "false" || is == "true" != (n.text == item.value("link")) {
					f.add("isPermaLink is %q for %q with link %q", is, n.text, item.value("link"))
				}
			}
		}
	}, [][2]string{{`isPermaLink="false"`, `isPermaLink="true"`}, {`isPermaLink="true"`, `isPermaLink="yes"`}, {` isPermaLink="false"`, ``}}},

	{"InvalidHttpGUID", func(p page, f *faults) {
		for _, n := range p.root.all("channel/item/guid") {
			if n.attrs["isPermaLink"] != "false" && !fullURL(n.text) {
				f.add("guid %q is no URL", n.text)
			}
		}
	}, [][2]string{{`isPermaLink="false"`, `isPermaLink="true"`}, {` isPermaLink="false"`, ``}}},

	{"InvalidTAG", func(p page, f *faults) {
		for _, n := range p.root.all("channel/item/guid") {
			if strings.HasPrefix(n.text, "tag:") && !tag(n.text) {
				f.add("guid %q", n.text)
			}
		}
	}, [][2]string{{"tag:example.org,2026-11-19:2", "tag:example.org:2"}, {"tag:example.org,2026-11-19", "tag:example.org,2036-11-19"}}},

	{"NeedDescriptionBeforeContent", func(p page, f *faults) {
		for _, item := range p.root.all("channel/item") {
			described := false
			for _, n := range item.children {
				described = described || n.name == "description"
				if n.name == "content:encoded" && !described {
					f.add("in the item %q", item.value("title"))
				}
			}
		}
	}, [][2]string{{"<description>&lt;p&gt;One&lt;/p&gt;</description>", ""}}},

	{"DuplicateEnclosure", func(p page, f *faults) {
		for _, n := range p.root.all("channel/item") {
			if len(n.all("enclosure")) > 1 {
				f.add("the item %q has several", n.value("title"))
			}
		}
	}, [][2]string{{"<guid", `<enclosure url="https://example.org/2.mp3" length="1" type="audio/mpeg"/><guid`}}},

	{"MissingAttribute", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			for _, name := range map[string][]string{
				"enclosure": {"url", "length", "type"}, "source": {"url"}, "media:content": {"url"}, "media:thumbnail": {"url"},
			}[n.name] {
				if n.attrs[name] == "" {
					f.add("%s has no %s", n.name, name)
				}
			}
		}
	}, [][2]string{{` length="12"`, ""}, {`url="https://example.org/1.mp3" `, ""}, {` type="audio/mpeg"`, ""}, {` url="https://example.com/feed"`, ""}}},

	{"InvalidIntegerAttribute", func(p page, f *faults) {
		for _, n := range p.root.all("channel/item/enclosure") {
			if !number(n.attrs["length"], 0) {
				f.add("length is %q", n.attrs["length"])
			}
		}
	}, [][2]string{{`length="12"`, `length="-1"`}, {`length="12"`, `length="1.5e9"`}}},

	{"InvalidMIMEAttribute", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if word("enclosure media:content", n.name) && n.attrs["type"] != "" && !mediaType(n.attrs["type"]) {
				f.add("type of %s is %q", n.name, n.attrs["type"])
			}
		}
	}, [][2]string{{`type="audio/mpeg"`, `type="mp3"`}}},

	{"InvalidW3CDTFDate", func(p page, f *faults) {
		for _, n := range p.root.all("channel/item/dcterms:modified") {
			if t, ok := dateTime(n.text); !ok || t.After(moment) {
				f.add("dcterms:modified is %q", n.text)
			}
		}
	}, [][2]string{{"2026-11-20T06:45:00Z", "2026-11-20 06:45"}}},

	{"DuplicateItemSemantics", func(p page, f *faults) {
		for _, n := range p.root.all("channel/item") {
			for _, pair := range [][2]string{{"author", "dc:creator"}, {"pubDate", "dc:date"}, {"category", "dc:subject"}, {"title", "dc:title"}, {"description", "dc:description"}} {
				if len(n.all(pair[0])) > 0 && len(n.all(pair[1])) > 0 {
					f.add("%s and %s", pair[0], pair[1])
				}
			}
		}
	}, [][2]string{{"<guid", "<author>ann@example.org (Ann)</author><guid"}}},

	{"duplicate category", func(p page, f *faults) {
		for _, item := range p.root.all("channel/item") {
			seen := map[string]bool{}
			for _, n := range item.all("category") {
				key := n.attrs["domain"] + " " + n.text
				if seen[key] {
					f.add("%q stands twice", n.text)
				}
				seen[key] = true
			}
		}
	}, [][2]string{{"<category", `<category domain="https://example.org/tags">sea</category><category`}}},
}

// mediaRules are those of Media RSS and GeoRSS, in RSS and Atom.
var mediaRules = []rule{
	{"InvalidMediaMedium", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if medium := n.attrs["medium"]; n.name == "media:content" && medium != "" && !word("image audio video document executable", medium) {
				f.add("medium is %q", medium)
			}
		}
	}, [][2]string{{`medium="image"`, `medium="picture"`}}},

	{"InvalidPositiveInteger", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			for _, name := range []string{"fileSize", "width", "height", "duration"} {
				if s, said := n.attrs[name]; said && strings.HasPrefix(n.name, "media:") && !number(s, 1) {
					f.add("%s of %s is %q", name, n.name, s)
				}
			}
		}
	}, [][2]string{{`fileSize="12"`, `fileSize="0"`}, {`width="10"`, `width="10px"`}}},

	{"InvalidMediaTextType", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			if word("media:title media:description", n.name) && !word("plain html", n.attrs["type"]) {
				f.add("type of %s is %q", n.name, n.attrs["type"])
			}
		}
	}, [][2]string{{`type="plain"`, `type="text"`}}},

	{"InvalidLatitude", func(p page, f *faults) {
		for _, n := range p.root.walk() {
			lat, lon, two := strings.Cut(n.text, " ")
			if n.name == "georss:point" && (!two || !degrees(lat, 90) || !degrees(lon, 180)) {
				f.add("georss:point is %q", n.text)
			}
		}
	}, [][2]string{{"38.7 -9.14", "38.7,-9.14"}, {"38.7 -9.14", "138.7 -9.14"}, {"38.7 -9.14", "38.7 1e-5"}}},
}
