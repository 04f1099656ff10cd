package e2e

// The readers of npm. Their drivers are in the folder readers.

var feedsmith = reader{name: "feedsmith", needs: npmPackage("feedsmith"), read: npm("feedsmith")}

var feedme = reader{name: "feedme", needs: npmPackage("feedme"), read: npm("feedme")}

var rssParser = reader{
	name:  "rss-parser",
	needs: npmPackage("rss-parser"),
	read:  npm("rss-parser"),
	blind: map[string]blindness{
		"Items":      only("json", "it reads RSS and Atom"),
		"Updated":    inXML("it has one date an item"),
		"Enclosures": only("atom", "it has them for RSS only"),
		"Categories": only("atom", "it has them for RSS only"),
	},
	authors: map[string]func([]string) []string{"rss": first[string], "atom": first[string]},
}
