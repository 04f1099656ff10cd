package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// readJSON reads what the drivers in the folder readers print: one shape,
// whatever the library.
func readJSON(t *testing.T, format string, printed []byte) shown {
	t.Helper()
	var feed struct {
		Title string
		Items []struct {
			ID, Title, Link, Published, Updated string
			Authors, Categories                 []string
			Enclosures                          []enclosure
			Summary                             string
			HTML, Text                          string // the content is one of them
		}
	}
	if err := json.Unmarshal(printed, &feed); err != nil {
		t.Fatalf("%v in %.500s", err, printed)
	}
	s := shown{Title: feed.Title}
	for _, r := range feed.Items {
		i := item{
			ID: r.ID, Title: r.Title, Link: r.Link, Published: date(t, r.Published), Updated: date(t, r.Updated),
			Authors: r.Authors, Categories: r.Categories, Enclosures: r.Enclosures,
			Summary: summary(format, r.Summary),
		}
		if r.Text != "" {
			i.plain(r.Text)
		} else {
			i.body(r.HTML)
		}
		s.Items = append(s.Items, i)
	}
	return s
}

// summary is the opening of a summary, which in RSS is HTML.
func summary(format, text string) string {
	if format == "rss" {
		text, _ = prose(text)
	}
	return opening(text)
}

// npm reads a document with the driver readers/NAME.mjs of the package of that
// name.
func npm(name string) func(*testing.T, document) shown {
	return func(t *testing.T, d document) shown {
		return readJSON(t, d.format, output(t, d.read(t), nil, "node", filepath.Join("readers", name+".mjs")))
	}
}

// npmPackage skips a test that needs the package where it is not installed.
func npmPackage(name string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		installed(t, "node")
		if _, err := os.Stat(filepath.Join("readers", "node_modules", name)); err != nil {
			t.Skipf("%s is not installed: npm ci in e2e/readers", name)
		}
	}
}
