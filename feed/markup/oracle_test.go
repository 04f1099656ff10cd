package markup_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dateline/feed/markup"
)

// xmllint tells what libxml2 says against a text; nothing if it has warnings alone.
func xmllint(t *testing.T, text string) string {
	t.Helper()
	cmd := exec.Command("xmllint", "--noout", "--nonet", "-")
	cmd.Stdin = strings.NewReader(text)
	out, err := cmd.CombinedOutput()
	if err == nil && !strings.Contains(string(out), " error :") {
		return ""
	}
	return string(out)
}

// forgiven are the cases of the tables that libxml2 lets pass, and why.
var forgiven = map[string]string{
	"an entity of a document type":              "it expands the entity",
	"a byte order mark against the declaration": "it believes the mark",
}

func TestXmllintAgreesWithTheTables(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint is not installed")
	}
	for _, test := range wellFormed {
		if said := xmllint(t, test.text); said != "" {
			t.Errorf("%s: xmllint says of %q\n%s", test.name, test.text, said)
		}
	}
	for _, test := range notWellFormed {
		if said := xmllint(t, test.text); (said == "") != (forgiven[test.name] != "") {
			t.Errorf("%s: xmllint says of %q %q", test.name, test.text, said)
		}
	}
}

// broken are the cases of the W3C that are not well-formed, with their first fault.
var broken = map[string]string{
	"atom/6.1/invalid-namespace.xml":                    "xml-prefix",
	"atom/must/feed_missing.xml":                        "xml-root-second",
	"atom/must/invalid_xml.xml":                         "xml-unclosed",
	"rss/must/missing_namespace.xml":                    "xml-prefix",
	"rss/must/missing_rss2.xml":                         "xml-mismatch",
	"rss/must/rss91n_deprecated.xml":                    "xml-entity", // of a DTD that is not read
	"rss/must/rss91u_entity.xml":                        "xml-entity",
	"rss/must/xml_utf-8_bom_with_ascii_declaration.xml": "xml-encoding",
	"rss/should/system_entity.xml":                      "xml-entity", // declared, and never expanded
	"rss/should/system_entity_http.xml":                 "xml-entity",
	"rss20/data-types-characterdata/amp-hex-name.xml":   "xml-character",
	"xml/must/invalid_namespace_prefix_element.xml":     "xml-prefix",
	"xml/must/xml_declares_unknown_encoding.xml":        "xml-encoding-unknown",
}

func TestCasesOfTheW3C(t *testing.T) {
	const root = "../../../shared/w3c-cases"
	if _, err := os.Stat(root); err != nil {
		t.Skip("the cases of the W3C are not there")
	}
	read := 0
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".xml") {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		read++
		d := markup.XML(data)
		if err := inside(d, "xml-"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		first := ""
		if len(d.Faults) > 0 {
			first = d.Faults[0].Code
		}
		file, _ := filepath.Rel(root, name)
		if want := broken[filepath.ToSlash(file)]; first != want {
			t.Errorf("%s has the first fault %q, want %q: %v", file, first, want, d.Faults)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d cases", read)
}
