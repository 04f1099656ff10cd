package main

import (
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dateline/feed"
	"dateline/feed/check"
	"dateline/feed/publish"
	"dateline/feed/record"
)

// shells write what each shell must know to complete.
var shells = map[string]func(root *cobra.Command, out io.Writer) error{
	"bash":       func(root *cobra.Command, out io.Writer) error { return root.GenBashCompletionV2(out, true) },
	"fish":       func(root *cobra.Command, out io.Writer) error { return root.GenFishCompletion(out, true) },
	"powershell": func(root *cobra.Command, out io.Writer) error { return root.GenPowerShellCompletionWithDesc(out) },
	"zsh":        func(root *cobra.Command, out io.Writer) error { return root.GenZshCompletion(out) },
}

func newCompletion() *cobra.Command {
	names := slices.Sorted(maps.Keys(shells))
	return &cobra.Command{
		Use:   "completion bash|fish|powershell|zsh",
		Short: "Print what your shell must know to complete verbs, flags and their values",
		Long: `Print what your shell must know to complete verbs, flags and their values with the
tab key: codes of findings, feeds, guards, formats. It belongs where the shell looks
for it, as below; new shells complete then. bash wants the package bash-completion.`,
		Example: `  dateline completion bash > /etc/bash_completion.d/dateline
  dateline completion zsh > "${fpath[1]}/_dateline"
  dateline completion fish > ~/.config/fish/completions/dateline.fish
  dateline completion powershell >> $PROFILE`,
		ValidArgs: names,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("completion takes one of %s", strings.Join(names, ", "))
			}
			write, known := shells[args[0]]
			if !known {
				return usage("%q is no shell%s (there are %s)", args[0], feed.DidYouMean(args[0], names), strings.Join(names, ", "))
			}
			return write(cmd.Root(), cmd.OutOrStdout())
		},
	}
}

// flagValues are those of flags, by name; of verbs that have their own, behind the verb.
var flagValues = map[string]cobra.CompletionFunc{
	"allow":          words(publish.Guards...),
	"color":          words("always", "auto", "never"),
	"config":         cobra.FixedCompletions([]string{"toml"}, cobra.ShellCompDirectiveFilterFileExt),
	"feed":           publishedFeeds,
	"format":         words("json", "text"),
	"check --format": words("json", "sarif", "text"),
	"new --format":   words(record.Blanks...),
	"level":          words(levels...),
	"only":           codes,
	"skip":           codes,
}

// complete says of cmd and the verbs below, and of each of their flags, what may stand
// there: what flagValues has; files and folders where the help names them; else nothing.
func complete(cmd *cobra.Command) {
	for _, verb := range cmd.Commands() {
		complete(verb)
	}
	if cmd.ValidArgsFunction == nil && cmd.ValidArgs == nil {
		cmd.ValidArgsFunction = named(cmd.Use)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.NoOptDefVal != "" {
			return // it takes no value
		}
		value := flagValues[cmd.Name()+" --"+f.Name]
		if value == nil {
			value = flagValues[f.Name]
		}
		if value == nil {
			what, _ := pflag.UnquoteUsage(f)
			value = named(what)
		}
		_ = cmd.RegisterFlagCompletionFunc(f.Name, value) // refused where the verb itself has said it: that stays
	})
}

// named completes what the help calls by a word.
func named(word string) cobra.CompletionFunc {
	directive := cobra.ShellCompDirectiveNoFileComp
	switch {
	case strings.Contains(word, "FILE"):
		directive = cobra.ShellCompDirectiveDefault
	case strings.Contains(word, "DIR"), strings.Contains(word, "FOLDER"):
		directive = cobra.ShellCompDirectiveFilterDirs
	}
	return cobra.FixedCompletions(nil, directive)
}

// words completes to one of some words.
func words[T ~string](all ...T) cobra.CompletionFunc {
	var choices []string
	for _, word := range all {
		choices = append(choices, string(word))
	}
	return cobra.FixedCompletions(choices, cobra.ShellCompDirectiveNoFileComp)
}

// codes completes codes of findings.
func codes(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	var all []string
	for _, r := range check.Rules() {
		if strings.HasPrefix(r.Code, begun) {
			page, _ := check.Explain(r.Code)
			all = append(all, cobra.CompletionWithDesc(r.Code, page.Title))
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

// publishedFeeds completes paths of the feeds that the ledger knows.
func publishedFeeds(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	file, err := cmd.Flags().GetString("config")
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	o := options{config: file}
	line, err := o.press(io.Discard)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	l, _, err := line.Ledger()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	delete(l.Feeds, "") // nothing is left to be completed of the main feed
	return slices.Sorted(maps.Keys(l.Feeds)), cobra.ShellCompDirectiveNoFileComp
}
