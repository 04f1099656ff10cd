package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"dateline/feed/config"
	"dateline/feed/record"
)

// repository is where the documentation lies.
const repository = "../.."

// A block is one of code on a page: what stands between two fences. The first fence says
// how it is tried:
//
//	console      what is typed, behind $, and all that is printed, but for what ... stands for
//	sh           what is typed; it ends well
//	toml config  the configuration, or tables of it
//	X record     a record in the notation X: markdown, toml, yaml, json, jsonl
//	html template  a file for [page] template
//	go           it stands in an example that go test runs
//	json, yaml   it can be read
//	crontab      its command ends well
//	text         nothing is to be tried
//	X NAME       a test of e2e, or another one here, asks for it by its name
type block struct {
	line       int // of its first fence
	kind, name string
	text       string
}

// tries are how blocks are tried that need none of the others on their page.
var tries = map[string]func(*testing.T, block){
	"toml config": tryConfig, "html template": tryTemplate, "go": tryGo, "json": tryJSON, "yaml": tryYAML, "text": tryText,
	"markdown record": tryRecord, "toml record": tryRecord, "yaml record": tryRecord, "json record": tryRecord, "jsonl record": tryRecord,
}

// typed are the kinds of blocks that a reader of the page types, from top to bottom.
var typed = []string{"console", "sh", "crontab"}

func TestDocumentationIsTrue(t *testing.T) {
	for _, page := range pages(t) {
		t.Run(filepath.Base(page), func(t *testing.T) {
			t.Parallel()
			all := blocksOf(t, page)
			var session []block
			for _, b := range all {
				kind := strings.TrimSpace(b.kind + " " + b.name)
				switch try := tries[kind]; {
				case try != nil:
					try(t, b)
				case slices.Contains(typed, kind):
					session = append(session, b)
				case b.name == "" || !askedFor(t, b.name):
					t.Errorf("line %d: nobody tries a block %q; docs_test.go names the kinds", b.line, kind)
				}
			}
			if session != nil {
				walk(t, session)
			}
		})
	}
}

var (
	link   = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)
	fenced = regexp.MustCompile("(?ms)^```.*?^```|`[^`\n]+`")
)

func TestLinksOfTheDocumentationLeadSomewhere(t *testing.T) {
	for _, page := range pages(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(fenced.ReplaceAllString(string(text), ""), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}

// pages are those of the documentation.
func pages(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(repository, "docs", "*.md"))
	if err != nil || len(found) < 10 {
		t.Fatalf("%d pages in docs, %v", len(found), err)
	}
	return append(found, filepath.Join(repository, "README.md"), filepath.Join(repository, "CONTRIBUTING.md"))
}

// blocksOf takes a page apart. Code that is only indented has no word that tells how to
// try it.
func blocksOf(t *testing.T, page string) []block {
	t.Helper()
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var all []block
	within, blank := false, true
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		fence, isFence := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "```")
		switch {
		case isFence && !within:
			kind, name, _ := strings.Cut(fence, " ")
			all = append(all, block{line: number, kind: kind, name: name})
			within = true
		case isFence:
			within = false
		case within:
			all[len(all)-1].text += line
		case blank && strings.HasPrefix(line, "    "):
			t.Errorf("line %d: put code between fences that say how to try it", number)
		}
		blank = strings.TrimSpace(line) == ""
	}
	return all
}

// askedFor reports whether a test asks for a block by its name.
func askedFor(t *testing.T, name string) bool {
	t.Helper()
	for _, pattern := range []string{"e2e/*_test.go", "cmd/dateline/*_test.go"} {
		files, err := filepath.Glob(filepath.Join(repository, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no tests in %s, %v", pattern, err)
		}
		for _, file := range files {
			if text, err := os.ReadFile(file); err != nil {
				t.Fatal(err)
			} else if bytes.Contains(text, []byte(`"`+name+`"`)) {
				return true
			}
		}
	}
	return false
}

func tryConfig(t *testing.T, b block) {
	text := b.text
	for _, least := range []struct{ table, keys string }{
		{"[site]", "title = 'Gazette'\nurl = 'https://gazette.example/'\n"}, {"[publish]", "base = 'https://gazette.example/feeds/'\n"},
	} {
		if !strings.Contains("\n"+b.text, "\n"+least.table) {
			text += "\n" + least.table + "\n" + least.keys
		}
	}
	if _, findings := config.Read("config.toml", []byte(text)); len(findings) > 0 {
		t.Errorf("line %d: %v", b.line, findings)
	}
}

func tryRecord(t *testing.T, b block) {
	ends := map[string]string{"markdown": ".md", "yaml": ".md"}
	end, text := "."+b.kind, b.text
	if e := ends[b.kind]; e != "" {
		end = e
	}
	if b.kind == "yaml" {
		text = "---\n" + text + "---\n"
	}
	name := filepath.Join(t.TempDir(), "2026-11-23-x"+end)
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	articles, findings, err := record.Folder{Path: name, Defaults: record.Defaults{URL: "https://gazette.example/"}}.Read()
	if err != nil || len(articles) == 0 || len(findings) > 0 {
		t.Errorf("line %d: %d articles, %v, %v", b.line, len(articles), findings, err)
	}
}

func tryTemplate(t *testing.T, b block) {
	dir := t.TempDir()
	script := `dateline init . >&2; sed -i 's/^# \[page\].*/[page]/; s/^# template/template/' config.toml; cat > page.html; dateline publish --quiet`
	cmd := exec.Command("bash", "-ec", script)
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(b.text)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("line %d: %v\n%s", b.line, err, out)
	}
	if page, err := os.ReadFile(filepath.Join(dir, "public", "index.html")); err != nil || !bytes.Contains(page, []byte("Hello, readers")) {
		t.Errorf("line %d: the page shows no article: %v", b.line, err)
	}
}

// tryGo looks for the code in the examples, whatever it is indented by there.
func tryGo(t *testing.T, b block) {
	files, err := filepath.Glob(filepath.Join(repository, "feed", "*", "example*_test.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	flat := regexp.MustCompile(`(?m)^\s+`)
	want := flat.ReplaceAllString(b.text, "")
	for _, file := range append(files, filepath.Join(repository, "feed", "example_test.go")) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(flat.ReplaceAllString(string(text), ""), want) {
			return
		}
	}
	t.Errorf("line %d: no example_test.go holds this code", b.line)
}

func tryJSON(t *testing.T, b block) {
	if !json.Valid([]byte(b.text)) {
		t.Errorf("line %d: is no JSON", b.line)
	}
}

func tryYAML(t *testing.T, b block) {
	var v any
	if err := yaml.Unmarshal([]byte(b.text), &v); err != nil {
		t.Errorf("line %d: %v", b.line, err)
	}
}

func tryText(t *testing.T, b block) {
	if command := regexp.MustCompile(`(?m)^(\$ |dateline ).*`).FindString(b.text); command != "" {
		t.Errorf("line %d: %q is to be typed; make it a block sh or console", b.line, command)
	}
}
