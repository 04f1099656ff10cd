package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline/feed"
	"dateline/feed/check"
)

// TestSARIFFollowsItsSchema gives a log with every code that has a page to the
// schema of OASIS (docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas).
func TestSARIFFollowsItsSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []feed.File
	for _, r := range check.Rules() {
		page, _ := check.Explain(r.Code)
		all = append(all, feed.File{Name: r.Code + "/" + page.BadName, Data: []byte(page.Bad)})
	}
	tests := []struct {
		name  string
		files []feed.File
	}{
		{"no file", nil},
		{"every code", all},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			log := sarif(t, tt.files...)
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(log))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("the log of %d bytes: %v", len(log), err)
			}
		})
	}
}

// Editors count columns in units of UTF-16, and the byte order mark is none.
func TestSARIFColumns(t *testing.T) {
	tests := []struct {
		name, data string
		want       int
	}{
		{"letters of ASCII", "<rss version='2.0'>ab<nonsense/></rss>", 22},
		{"behind a letter of two bytes", "<rss version='2.0'>ä<nonsense/></rss>", 21},
		{"behind one beyond the plane of 16 bits", "<rss version='2.0'>😀<nonsense/></rss>", 22},
		{"behind a byte order mark", "\uFEFF<rss version='2.0'><nonsense/></rss>", 20},
		{"in Latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><rss version='2.0'>\xe4<nonsense/></rss>", 64},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, r := range only(t, sarif(t, feed.File{Name: "a.xml", Data: []byte(tt.data)})).Results {
				if got := r.Locations[0].Physical.Region; r.RuleID == "rss-element-unknown" {
					if diff := cmp.Diff(&sarifRegion{1, tt.want}, got); diff != "" {
						t.Errorf("%q (-want +got):\n%s", tt.data, diff)
					}
					return
				}
			}
			t.Errorf("%q: rss-element-unknown was not found", tt.data)
		})
	}
}

func TestSARIFAddresses(t *testing.T) {
	t.Chdir(t.TempDir())
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, file, want string }{
		{"below", "public/rss.xml", "public/rss.xml"},
		{"what addresses do not take", "press files/ähre%.xml", "press%20files/%C3%A4hre%25.xml"},
		{"a colon in the first part", "a:b.xml", "./a:b.xml"},
		{"a way around", "./x/../rss.xml", "rss.xml"},
		{"whole, and below", filepath.Join(here, "rss.xml"), "rss.xml"},
		{"elsewhere", "/srv/press files/rss.xml", "file:///srv/press%20files/rss.xml"},
		{"the standard input", "-", "-"},
		{"what was fetched", "https://x.example/feed?a=b%20c", "https://x.example/feed?a=b%20c"},
	}
	for _, tt := range tests {
		if got := artifact(tt.file); got != tt.want {
			t.Errorf("%s: artifact(%q) = %q, want %q", tt.name, tt.file, got, tt.want)
		}
	}
}

// A rule is told once, and its results point at it.
func TestSARIFRules(t *testing.T) {
	bad := feed.File{Name: "a.xml", Data: []byte(`<rss version="2.0"><channel><title>A</title></channel></rss>`)}
	run := only(t, sarif(t, bad, bad))
	rules := run.Tool.Driver.Rules
	if len(rules) != 3 || len(run.Results) != 6 {
		t.Fatalf("two equal files give %d rules and %d results, want 3 and 6", len(rules), len(run.Results))
	}
	for _, r := range run.Results {
		if rule := rules[r.RuleIndex]; rule.ID != r.RuleID || rule.Default.Level != r.Level || rule.Short.Text == "" || rule.Full.Text == "" || rule.Help.Markdown == "" {
			t.Errorf("the result %s points at the rule %+v", r.RuleID, rule)
		}
	}
}

// sarif is the log of files.
func sarif(t *testing.T, files ...feed.File) []byte {
	t.Helper()
	var out bytes.Buffer
	p := newSARIFPrinter(&out, nil)
	for _, f := range files {
		report := check.Inspect(f, check.Options{})
		p.print(verdict{f, report, report.Findings})
	}
	p.end()
	return out.Bytes()
}

// only is the run of a log.
func only(t *testing.T, log []byte) sarifRun {
	t.Helper()
	var got sarifLog
	if err := json.Unmarshal(log, &got); err != nil {
		t.Fatal(err)
	}
	return got.Runs[0]
}
