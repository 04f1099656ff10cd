package main

import (
	"github.com/spf13/cobra"
)

func newImport() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "import KIND",
		Short:   "Make records of what other programs left",
		Example: "  dateline import text wire.txt --title \"Harbour reopens\"",
		Args:    cobra.ArbitraryArgs,
		RunE:    func(cmd *cobra.Command, args []string) error { return orHelp(cmd, args) },
	}
	return cmd
}
