package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"

	"dateline/feed"
	"dateline/feed/check"
)

// A sarifPrinter prints one log in the Static Analysis Results Interchange Format
// (OASIS SARIF 2.1.0) when all files are judged.
type sarifPrinter struct {
	out   io.Writer
	run   sarifRun
	index map[string]int // of rules, by code
}

func newSARIFPrinter(out io.Writer, _ *judging) printer {
	driver := sarifDriver{Name: "dateline", Version: feed.Version, Rules: []sarifRule{}}
	return &sarifPrinter{out, sarifRun{Tool: sarifTool{driver}, ColumnKind: "utf16CodeUnits", Results: []sarifResult{}}, map[string]int{}}
}

// What is used of SARIF 2.1.0, whose names are those of the members.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string       `json:"id"`
		Short   sarifMessage `json:"shortDescription"`
		Full    sarifMessage `json:"fullDescription"`
		Help    sarifMessage `json:"help"`
		Default sarifDefault `json:"defaultConfiguration"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical sarifPlace     `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPlace struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"` // nil: the file as a whole
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		Line   int `json:"startLine"`
		Column int `json:"startColumn"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
)

// sarifLevels are the levels as SARIF calls them.
var sarifLevels = map[feed.Level]string{feed.Error: "error", feed.Warning: "warning", feed.Info: "note"}

func (p *sarifPrinter) print(v verdict) {
	lines := bytes.Split(v.report.Text, []byte("\n"))
	for _, f := range v.shown {
		at := sarifLocation{Physical: sarifPlace{Artifact: sarifArtifact{artifact(v.file.Name)}}}
		if f.Pos.Line > 0 {
			at.Physical.Region = &sarifRegion{f.Pos.Line, utf16Column(lines[f.Pos.Line-1], f.Pos.Column)}
		}
		if f.Path != "" {
			at.Logical = []sarifLogical{{f.Path}}
		}
		p.run.Results = append(p.run.Results, sarifResult{
			f.Code, p.rule(f.Code), sarifLevels[f.Level], sarifMessage{Text: f.Text}, []sarifLocation{at},
		})
	}
}

func (p *sarifPrinter) end() {
	log := json.NewEncoder(p.out)
	log.SetEscapeHTML(false)
	log.SetIndent("", "  ")
	log.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{p.run}})
}

// rule gives the place of a rule in the list, where it is put when it is first used.
func (p *sarifPrinter) rule(code string) int {
	if at, listed := p.index[code]; listed {
		return at
	}
	rules := &p.run.Tool.Driver.Rules
	p.index[code] = len(*rules)
	all := check.Rules()
	rule := all[slices.IndexFunc(all, func(r check.Rule) bool { return r.Code == code })]
	page, _ := check.Explain(code)
	var help strings.Builder
	explain(&help, rule)
	*rules = append(*rules, sarifRule{
		ID:      code,
		Short:   sarifMessage{Text: page.Title},
		Full:    sarifMessage{Text: strings.Join(page.Why, "\n\n")},
		Help:    sarifMessage{help.String(), markdown(page)},
		Default: sarifDefault{sarifLevels[rule.Level]},
	})
	return p.index[code]
}

// plain keeps what is text from being markup in Markdown.
var plain = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "<", "&lt;", "&", "&amp;")

// markdown is a page in Markdown.
func markdown(page check.Page) string {
	var text strings.Builder
	for _, paragraph := range page.Why {
		text.WriteString(plain.Replace(paragraph) + "\n\n")
	}
	for _, paragraph := range page.Mend {
		text.WriteString("**Mend:** " + plain.Replace(paragraph) + "\n\n")
	}
	for _, example := range []struct{ heading, name, text string }{{"Bad", page.BadName, page.Bad}, {"Good", page.GoodName, page.Good}} {
		text.WriteString(example.heading + ":\n\n```" + strings.TrimPrefix(filepath.Ext(example.name), ".") + "\n" + example.text + "```\n\n")
	}
	return text.String()
}

// artifact is the address of a file: relative if it lies below the folder where
// dateline runs.
func artifact(name string) string {
	here, err := os.Getwd()
	if err != nil || name == "-" || isAddress(name) {
		return name
	}
	whole, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if rel, err := filepath.Rel(here, whole); err == nil && filepath.IsLocal(rel) {
		return (&url.URL{Path: filepath.ToSlash(rel)}).String()
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(whole)}).String()
}

// utf16Column turns a column in bytes, from 1, into one in units of UTF-16, in which
// editors count.
func utf16Column(line []byte, column int) int {
	units := 1
	for _, r := range string(line[:min(column-1, len(line))]) {
		units += utf16.RuneLen(r)
	}
	return units
}
