package e2e

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v4"
)

// taplo, which Even Better TOML is made of, takes the shipped configuration and the
// records that are TOML, by the line that the documentation tells to write; and it marks
// what is wrong.
func TestTaploChecksByTheSchemas(t *testing.T) {
	endToEnd(t)
	npmPackage("@taplo/cli")(t)
	taplo, err := filepath.Abs("readers/node_modules/.bin/taplo")
	if err != nil {
		t.Fatal(err)
	}
	dir := schemas(t)
	check := func(kind, text string) string {
		write(t, filepath.Join(dir, "x.toml"), "#:schema ./"+kind+".schema.json\n"+text)
		cmd := exec.Command(taplo, "check", "x.toml")
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err == nil {
			return ""
		}
		return string(out)
	}
	if said := check("config", string(contents(t, "../config.toml"))); said != "" {
		t.Errorf("taplo says of config.toml\n%s", said)
	}
	for name, text := range recordFiles(t) {
		if said := ""; filepath.Ext(name) == ".toml" {
			if said = check("record", text); said != "" {
				t.Errorf("taplo says of %s\n%s", name, said)
			}
		}
	}
	for _, bad := range []struct{ kind, text, want string }{
		{"config", strings.Replace(string(contents(t, "../config.toml")), "limit = 50", "limmit = 50", 1), "'limmit' was unexpected"},
		{"config", strings.Replace(string(contents(t, "../config.toml")), "ttl = 60", "ttl = true", 1), "true is not of types"},
		{"config", "[site]\ntitle = 'x'\n[publish]\nbase = 'gazette.example'\n", `"url" is a required property`},
		{"record", "title = 'x'\ndraft = 'yes'\n", `"yes" is not of types`},
	} {
		if said := check(bad.kind, bad.text); !strings.Contains(said, bad.want) {
			t.Errorf("taplo says of a wrong %s %q, want %q", bad.kind, said, bad.want)
		}
	}
}

// ajv, which is strict with schemas too, takes every record of the example, whatever its
// notation.
func TestAjvTakesTheExample(t *testing.T) {
	endToEnd(t)
	npmPackage("ajv")(t)
	dir := schemas(t)
	check := func(kind string, v any) string {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(output(t, text, nil, "node", "readers/ajv.mjs", filepath.Join(dir, kind+".schema.json")))
	}
	var configuration map[string]any
	if err := toml.Unmarshal(contents(t, "../config.toml"), &configuration); err != nil {
		t.Fatal(err)
	}
	if said := check("config", configuration); said != "" {
		t.Errorf("ajv says of config.toml\n%s", said)
	}
	tried := 0
	for name, text := range recordFiles(t) {
		for _, record := range fieldsOf(t, name, text) {
			tried++
			if said := check("record", record); said != "" {
				t.Errorf("ajv says of %s\n%s", name, said)
			}
		}
	}
	if tried < 15 {
		t.Errorf("%d records were tried, want at least 15", tried)
	}
	if said := check("record", map[string]any{"location": map[string]any{"latt": 3}}); !strings.Contains(said, `"latt"`) {
		t.Errorf("ajv says of a wrong record %q", said)
	}
}

// schemas is a folder of them.
func schemas(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, kind := range []string{"config", "record"} {
		write(t, filepath.Join(dir, kind+".schema.json"), tell(t, dir, "schema", kind))
	}
	return dir
}

// recordFiles are the texts of the example's records.
func recordFiles(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := fs.WalkDir(os.DirFS("../data"), ".", func(name string, entry fs.DirEntry, err error) error {
		switch filepath.Ext(name) {
		case ".md", ".html", ".toml", ".json", ".jsonl":
			texts[name] = string(contents(t, filepath.Join("../data", name)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// fieldsOf are the fields of the records in a file.
func fieldsOf(t *testing.T, name, text string) []map[string]any {
	t.Helper()
	read := func(text string, unmarshal func([]byte, any) error) map[string]any {
		var fields map[string]any
		if err := unmarshal([]byte(text), &fields); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return fields
	}
	tomlRead := func(data []byte, into any) error { return toml.Unmarshal(data, into) }
	yamlRead := func(data []byte, into any) error { return yaml.Unmarshal(data, into) }
	var all []map[string]any
	switch ext := filepath.Ext(name); {
	case ext == ".toml":
		return append(all, read(text, tomlRead))
	case ext == ".json":
		return append(all, read(text, json.Unmarshal))
	case ext == ".jsonl":
		for line := range strings.Lines(text) {
			all = append(all, read(line, json.Unmarshal))
		}
		return all
	case strings.HasPrefix(text, "+++\n"):
		front, _, _ := strings.Cut(text[4:], "\n+++")
		return append(all, read(front, tomlRead))
	case strings.HasPrefix(text, "---\n"):
		front, _, _ := strings.Cut(text[4:], "\n---")
		return append(all, read(front, yamlRead))
	}
	var front json.RawMessage
	if err := json.NewDecoder(strings.NewReader(text)).Decode(&front); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return append(all, read(string(front), json.Unmarshal))
}
