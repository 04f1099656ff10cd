package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Judges that others wrote.

func TestXMLIsWellFormed(t *testing.T) {
	endToEnd(t)
	xmllint := installed(t, "xmllint")
	for _, s := range sites(t) {
		names := []string{filepath.Join(s.dir, "public", "feeds.opml")}
		for _, d := range s.documents() {
			if d.format != "json" {
				names = append(names, d.file)
			}
		}
		judge(t, xmllint, append([]string{"--noout", "--nonet"}, names...)...)
	}
}

// jing wants the whole of RFC 4287: its grammar, and the assertions that no
// grammar can make.
func TestAtomFollowsItsSchema(t *testing.T) {
	endToEnd(t)
	jing := installed(t, "jing")
	var names []string
	for _, d := range documentsOf(t, "atom") {
		names = append(names, d.file)
	}
	for _, schema := range []struct{ file, option string }{{"atom-rfc4287.rnc", "-c"}, {"atom-rfc4287.sch", "-i"}} {
		t.Run(schema.file, func(t *testing.T) {
			file := beside(t, "schemas", schema.file)
			judge(t, jing, append([]string{schema.option, file}, names...)...)
			judgeFaults(t, jing, schema.option, file)
		})
	}
}

// beside finds a file in the folder of shared material that may lie beside the
// repository, or skips the test.
func beside(t *testing.T, path ...string) string {
	t.Helper()
	name := filepath.Join(append([]string{"..", "..", "shared"}, path...)...)
	if _, err := os.Stat(name); err != nil {
		t.Skipf("%s is not there", filepath.ToSlash(filepath.Join(path...)))
	}
	return name
}

// remark is what Debian's launcher says about itself, not about a document.
var remark = regexp.MustCompile(`(?m)^\[warning\] .*\n`)

// judge runs a program that says nothing of what is right.
func judge(t *testing.T, program string, args ...string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput()
	if out = remark.ReplaceAll(out, nil); err != nil || len(out) > 0 {
		t.Errorf("%s: %v\n%s", filepath.Base(program), err, out)
	}
}

// judgeFaults makes sure that jing with these arguments faults an entry that has
// nothing: a judge that takes everything is none.
func judgeFaults(t *testing.T, jing string, args ...string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "bad.xml")
	bad := `<feed xmlns="http://www.w3.org/2005/Atom"><id>a:b</id><title/><entry/></feed>`
	if err := os.WriteFile(name, []byte(bad), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), jing, append(args, name)...).CombinedOutput(); err == nil {
		t.Errorf("jing takes %s\n%s", bad, out)
	}
}

func TestJSONFollowsItsSchema(t *testing.T) {
	endToEnd(t)
	npmPackage("jsonfeed-schema")(t)
	file := filepath.Join("readers", "node_modules", "jsonfeed-schema", "schema-v1.1.json")
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	valid := func(data []byte) error {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	for _, d := range documentsOf(t, "json") {
		if err := valid(d.read(t)); err != nil {
			t.Errorf("%s: %v", d.name(), err)
		}
	}
	if bad := `{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{}]}`; valid([]byte(bad)) == nil {
		t.Errorf("the schema takes %s", bad)
	}
}
