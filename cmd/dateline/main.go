// Command dateline turns article records into RSS, Atom and JSON feeds. This
// folder holds its words: flags become options, results become text and exit
// statuses. Everything else is in package feed and the rooms below it.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"
	_ "time/tzdata" // time zones, also where the machine has none

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	_ "dateline/cmd/dateline/memory" // a bound
	"dateline/feed"
	"dateline/feed/value"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// Exit statuses.
const (
	done      = 0  // also: nothing to do
	refused   = 1  // refused or failed, nothing published
	misused   = 2  // the command line or the configuration is wrong
	published = 3  // published, but records or whole feeds were held back
	waiting   = 4  // plan --exit-code: changes are waiting
	busy      = 75 // another run holds the lock (EX_TEMPFAIL of sysexits.h): try again later
)

// A status is an error that says how the command ends. It may have no text, if
// all is said.
type status struct {
	code int
	err  error
}

func (s status) Error() string {
	if s.err == nil {
		return ""
	}
	return s.err.Error()
}

func (s status) Unwrap() error { return s.err }

func usage(format string, args ...any) error { return status{misused, fmt.Errorf(format, args...)} }

// run carries out one command line.
func run(args []string, out, errs io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.Execute()
	if err == nil {
		return done
	}
	if text := err.Error(); text != "" {
		fmt.Fprintf(errs, "dateline: %s\n", text)
	}
	return exitStatus(err)
}

// exitStatus is that of a command which ended so.
func exitStatus(err error) int {
	var s status
	switch {
	case err == nil:
		return done
	case errors.As(err, &s):
		return s.code
	}
	return refused
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "Turn article records into validated RSS, Atom and JSON feeds",
		Long: `Dateline turns the article records in a folder into validated RSS 2.0,
Atom 1.0 and JSON Feed 1.1 files, and judges anybody's feeds.

Exit status: 0 done, also if there was nothing to do; 1 refused or failed,
nothing published (check: a file has errors); 2 the command line or the
configuration is wrong; 3 published, but records or whole feeds were held back,
each named; 4 plan --exit-code found changes waiting; 75 another run is publishing.`,
		Example: `  dateline init news && cd news
  dateline plan
  dateline publish`,
		Version:       feed.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE:          func(cmd *cobra.Command, args []string) error { return orHelp(cmd, args) },
	}
	root.SetVersionTemplate("dateline {{.Version}}\n")
	root.SetFlagErrorFunc(flagFault)
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(newInit(), newNew(), newPublish(), newPlan(), newServe(), newStamp(), newLedger(), newImport(), newLinks(), newCheck(), newExplain(), newSchema(), newCompletion())
	complete(root)
	return root
}

// orHelp says what is wrong with a verb that is none; without one it helps.
func orHelp(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	var verbs []string
	for _, c := range cmd.Commands() {
		verbs = append(verbs, c.Name())
	}
	return usage("unknown verb %q%s; %s --help lists them", args[0], feed.DidYouMean(args[0], verbs), cmd.CommandPath())
}

// flagFault says what is wrong with a flag, and which one may have been meant.
func flagFault(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return usage("%v", err)
	}
	var flags []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, "--"+f.Name) })
	name := "--" + unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		name = "-" + unknown.GetSpecifiedName()
	}
	return usage("unknown flag %s%s; %s --help lists them", name, feed.DidYouMean(name, flags), cmd.CommandPath())
}

// A moment is the flag --now: the time of the run, or another one to rehearse.
type moment struct{ time.Time }

func (m *moment) String() string { return "" }
func (m *moment) Type() string   { return "RFC3339" }

func (m *moment) Set(s string) error {
	t, err := value.Date(s, time.UTC)
	m.Time = t
	return err
}

// or is the moment said, else that of the clock.
func (m *moment) orClock() time.Time {
	if m.IsZero() {
		return time.Now().UTC().Truncate(time.Second)
	}
	return m.Time
}

// build names the program that runs: its version, and its file as it is. What an
// older one knew of the records is not taken over.
func build() string {
	path, err := os.Executable()
	if err != nil {
		return feed.Version
	}
	info, err := os.Stat(path)
	if err != nil {
		return feed.Version
	}
	return fmt.Sprintf("%s %d %d", feed.Version, info.Size(), info.ModTime().UnixNano())
}
