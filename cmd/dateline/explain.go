package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dateline/feed/check"
)

func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Tell what a finding of check means, and how to mend it",
		Long:  "Tell what a finding of check means to a reader's program, and how to mend it, with\na bad and a good example. Without CODE, list all codes.",
		Example: `  dateline explain atom-id-missing
  dateline explain | grep guid`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("explain takes one code, not %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				listCodes(cmd.OutOrStdout())
				return nil
			}
			if err := knownCode(args[0]); err != nil {
				return err
			}
			explain(cmd.OutOrStdout(), args[0])
			return nil
		},
	}
}

// listCodes prints every code with its level and title.
func listCodes(out io.Writer) {
	for _, r := range check.Rules() {
		page, _ := check.Explain(r.Code)
		fmt.Fprintf(out, "%-42s %-8s %s\n", r.Code, r.Level, page.Title)
	}
}

// explain prints the page of a code.
func explain(out io.Writer, code string) {
	page, _ := check.Explain(code)
	for _, r := range check.Rules() {
		if r.Code != code {
			continue
		}
		fmt.Fprintf(out, "%s (%s): %s\n", r.Code, r.Level, page.Title)
		if r.Ref != "" {
			fmt.Fprintf(out, "Written in %s.", r.Ref)
		}
		if r.W3C != "" {
			fmt.Fprintf(out, " The W3C feed validator calls it %s.", r.W3C)
		}
		fmt.Fprintln(out)
	}
	for _, paragraph := range page.Why {
		fmt.Fprintf(out, "\n%s\n", wrapped(paragraph))
	}
	for _, paragraph := range page.Mend {
		fmt.Fprintf(out, "\n%s\n", wrapped("Mend: "+paragraph))
	}
	fmt.Fprintf(out, "\nBad:\n\n%s\nGood:\n\n%s", indented(page.Bad), indented(page.Good))
}

// wrapped breaks a paragraph into lines of at most 80 characters.
func wrapped(paragraph string) string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(paragraph) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > 80 {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return strings.Join(append(lines, line), "\n")
}

func indented(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ") + "\n"
}
