package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed/config"
	"dateline/feed/record"
	"dateline/feed/table"
)

var update = flag.Bool("update", false, "write the tables of keys into the documentation")

// The tables of keys in the documentation are made of the rows that read them.
func TestTablesOfKeysAreCurrent(t *testing.T) {
	var configuration, names strings.Builder
	chapters(&configuration, config.Keys(), "")
	fields(&names, record.Keys(), true)
	for _, of := range record.Keys() {
		if within, _ := of.Form.Tables(); within != nil && of.Name != "contributors" {
			fmt.Fprintf(&names, "\nA table in `%s`:\n\n", of.Name)
			fields(&names, within, true)
		}
	}
	for page, made := range map[string]string{"configuration.md": configuration.String(), "records.md": names.String()} {
		name := filepath.Join(repository, "docs", page)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		const end = "<!-- end -->\n"
		head, rest, found := strings.Cut(string(data), ", by make golden. -->\n")
		_, tail, closed := strings.Cut(rest, end)
		if !found || !closed {
			t.Fatalf("%s has no place for its tables", name)
		}
		want := head + ", by make golden. -->\n\n" + strings.TrimLeft(made, "\n") + "\n" + end + tail
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if diff := cmp.Diff(want, string(data)); diff != "" {
			t.Errorf("%s is not current; make golden writes it (-want +got)\n%s", name, diff)
		}
	}
}

// chapters are the tables of the configuration, each with its keys, and with those that
// stand in it below.
func chapters(b *strings.Builder, keys []table.Key, above string) {
	for _, key := range keys {
		within, several := key.Form.Tables()
		name := above + key.Name
		switch {
		case within == nil && above != "":
			continue // a row of the table above
		case above != "" && (!several || strings.Contains(key.Form.String(), " or ")):
			fmt.Fprintf(b, "\nA table in `%s`:\n\n", key.Name)
		case several:
			fmt.Fprintf(b, "\n## [[%s]]\n\n%s.\n\n", name, sentence(key))
		default:
			fmt.Fprintf(b, "\n## [%s]\n\n%s.\n\n", name, sentence(key))
		}
		if within != nil {
			fields(b, within, false)
			chapters(b, within, name+".")
		}
	}
}

// sentence says what a table is for, and what holds without it.
func sentence(key table.Key) string {
	said := strings.ToUpper(key.Doc[:1]) + key.Doc[1:]
	if key.Default != "" {
		said += ". Without it: " + key.Default
	}
	return said
}

// fields is a table of keys; of records with the names by which other tools call them.
func fields(b *strings.Builder, keys []table.Key, aliases bool) {
	if aliases {
		b.WriteString("| name | aliases | what it is | if it is missing |\n|---|---|---|---|\n")
	} else {
		b.WriteString("| key | what it is | value | if it is missing |\n|---|---|---|---|\n")
	}
	for _, key := range keys {
		missing := key.Default
		if json.Valid([]byte(missing)) {
			missing = "`" + missing + "`"
		}
		if key.Must != "" {
			missing = "**needed**, such as `" + key.Must + "`"
		}
		if aliases {
			row(b, "`"+key.Name+"`", ticked(key.Aliases), key.Doc, missing)
		} else {
			row(b, "`"+key.Name+"`", key.Doc, valueOf(key.Form), missing)
		}
	}
}

// valueOf says what values look like, and which words there are.
func valueOf(form table.Form) string {
	words := form.Words()
	switch {
	case words == nil:
		return form.String()
	case strings.HasPrefix(form.String(), "a list"):
		return "a list of " + strings.ReplaceAll(ticked(words), " ", ", ")
	}
	return strings.ReplaceAll(ticked(words), " ", ", ")
}

func row(b *strings.Builder, cells ...string) {
	b.WriteString("|")
	for _, cell := range cells {
		b.WriteString(strings.TrimRight(" "+strings.ReplaceAll(cell, "|", `\|`), " ") + " |")
	}
	b.WriteString("\n")
}

// ticked are words as code.
func ticked(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return "`" + strings.Join(words, "` `") + "`"
}
