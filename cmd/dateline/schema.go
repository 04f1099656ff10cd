package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/record"
	"dateline/feed/table"
)

// schemas are what editors can be told of.
var schemas = []struct {
	name     string
	document table.Document
}{
	{"config", config.Document()},
	{"record", record.Document()},
}

func newSchema() *cobra.Command {
	var kinds []string
	for _, s := range schemas {
		kinds = append(kinds, s.name)
	}
	return &cobra.Command{
		Use:   "schema config|record",
		Short: "Print what editors must know to complete and check what you write",
		Long: `Print the JSON Schema (draft 7) of config.toml or of a record, by which editors
complete keys, tell what they are for, and mark what is wrong while you write:
taplo and Even Better TOML for TOML, VS Code and the YAML language server for JSON and
YAML. docs/configuration.md and docs/records.md tell how to switch it on.`,
		Example: `  dateline schema config > config.schema.json
  dateline schema record > record.schema.json`,
		ValidArgs: kinds,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("schema takes one of %s", strings.Join(kinds, ", "))
			}
			for _, s := range schemas {
				if s.name == args[0] {
					text, err := s.document.JSONSchema()
					if err == nil {
						_, err = cmd.OutOrStdout().Write(text)
					}
					return err
				}
			}
			return usage("there is no schema of %q%s (there are %s)", args[0], feed.DidYouMean(args[0], kinds), strings.Join(kinds, ", "))
		},
	}
}
