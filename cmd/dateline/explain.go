package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dateline/feed/check"
)

func newExplain() *cobra.Command {
	var html bool
	cmd := &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Tell what a finding of check means, and how to mend it",
		Long: `Tell what a finding of check means to a reader's program, and how to mend it, with
a bad and a good example. CODE may be a pattern, in which * stands for anything, for
a list of the codes that fit. Without CODE, list all codes, by what they are about.`,
		Example: `  dateline explain atom-id-missing
  dateline explain 'rss-guid-*'
  dateline explain | grep guid
  dateline explain --html > findings.html`,
		ValidArgsFunction: codes,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) > 1:
				return usage("explain takes one code, not %d; put a pattern such as 'rss-guid-*' between quotes", len(args))
			case html && len(args) > 0:
				return usage("--html writes the page of all codes; leave %s out", args[0])
			case html:
				return writeFindings(cmd.OutOrStdout())
			case len(args) == 0:
				listRules(cmd.OutOrStdout(), check.Rules())
				return nil
			}
			rules, err := rulesOf(args[0])
			if err != nil {
				return err
			}
			if rules[0].Code != args[0] {
				listRules(cmd.OutOrStdout(), rules)
				return nil
			}
			explain(cmd.OutOrStdout(), rules[0])
			return nil
		},
	}
	cmd.Flags().BoolVar(&html, "html", false, "write the pages of all codes as one page of HTML")
	return cmd
}

// listRules prints the codes of rules with their levels and titles.
func listRules(out io.Writer, rules []check.Rule) {
	for i, chapter := range check.Chapters(rules) {
		if i > 0 {
			fmt.Fprintln(out)
		}
		fmt.Fprintf(out, "%s: %s\n", chapter.Name, chapter.Spec)
		for _, r := range chapter.Rules {
			page, _ := check.Explain(r.Code)
			fmt.Fprintf(out, "  %-44s %-8s %s\n", r.Code, r.Level, page.Title)
		}
	}
}

// explain prints the page of a rule.
func explain(out io.Writer, r check.Rule) {
	page, _ := check.Explain(r.Code)
	fmt.Fprintf(out, "%s (%s): %s\n", r.Code, r.Level, page.Title)
	if said := written(r); said != "" {
		fmt.Fprintln(out, said)
	}
	for _, paragraph := range page.Why {
		fmt.Fprintf(out, "\n%s\n", wrapped(paragraph))
	}
	for _, paragraph := range page.Mend {
		fmt.Fprintf(out, "\n%s\n", wrapped("Mend: "+paragraph))
	}
	fmt.Fprintf(out, "\nBad:\n\n%s\nGood:\n\n%s", indented(page.Bad), indented(page.Good))
}

// written tells where a rule is written, and what others call it.
func written(r check.Rule) string {
	var said []string
	if r.Ref != "" {
		said = append(said, "Written in "+r.Ref+".")
	}
	if r.W3C != "" {
		said = append(said, "The W3C feed validator calls it "+r.W3C+".")
	}
	return strings.Join(said, " ")
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
	return "    " + strings.ReplaceAll(strings.TrimRight(visible(text), "\n"), "\n", "\n    ") + "\n"
}
