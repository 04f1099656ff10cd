package e2e

import (
	"strconv"
	"strings"
	"testing"
)

// sfeed prints a line of tab-separated fields an item.
var sfeed = reader{
	name:  "sfeed",
	needs: func(t *testing.T) { installed(t, "sfeed") },
	read:  readSfeed,
	blind: map[string]blindness{
		"Items":   only("json", "it reads RSS and Atom"),
		"Feed":    inXML("it prints items only"),
		"Summary": inXML("it shows one text an item"),
		"Updated": inXML("it prints one date an item"),
		"Type":    inXML("it prints the address of an enclosure only"),
		"Length":  inXML("it prints the address of an enclosure only"),
	},
	authors:      map[string]func([]string) []string{"rss": first[string], "atom": first[string]},
	oneEnclosure: true,
}

// sfeedText undoes the escapes of sfeed(5).
var sfeedText = strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\\`, `\`)

func readSfeed(t *testing.T, d document) shown {
	out := output(t, d.read(t), nil, "sfeed")
	var s shown
	for line := range strings.Lines(string(out)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 9 {
			t.Fatalf("sfeed printed %d fields, want 9: %q", len(f), line)
		}
		when, err := strconv.ParseInt(f[0], 10, 64)
		if err != nil {
			t.Errorf("sfeed printed the date %q", f[0])
		}
		i := item{ID: f[5], Title: f[1], Link: f[2], Published: seconds(when), Authors: []string{f[6]}}
		switch content := sfeedText.Replace(f[3]); f[4] {
		case "html":
			i.body(content)
		default:
			i.plain(content)
		}
		if f[7] != "" {
			i.Enclosures = []enclosure{{URL: f[7]}}
		}
		if f[8] != "" {
			i.Categories = strings.Split(f[8], "|")
		}
		s.Items = append(s.Items, i)
	}
	return s
}
