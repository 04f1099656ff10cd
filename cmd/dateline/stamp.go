package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/press"
)

func newStamp() *cobra.Command {
	var o options
	var dry bool
	var wait time.Duration
	cmd := &cobra.Command{
		Use:   "stamp [FILE...]",
		Short: "Write the ids of articles into their records, changing no other byte",
		Long: `Write into each record that says no id of its own the permanent id that it has:
the one that the ledger remembers, or, if it was never published, the one that it
would be given now. The records then keep their ids wherever they go, also without
the ledger, and the feeds do not change.

An id becomes the first key of its record, or stands in place of an empty one. No
other byte of a file changes: line ends, comments, order and quotes stay. A file is
written whole or not at all, and only if it then reads as the same articles with
these ids; another one is left and named. Drafts are passed over, and so are records
with errors, each named: then the exit status is 3. FILE limits it to the records in
these files. One run at a time publishes or stamps: a second one ends at once with
the exit status 75, or waits as long as --wait says.`,
		Example: `  dateline stamp --dry-run
  dateline stamp
  dateline stamp data/articles/harbour.md`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, files []string) error {
			line, err := o.press(cmd.OutOrStdout())
			if err != nil {
				return err
			}
			if !dry {
				release, err := lock(cmd.Context(), line, wait)
				if err != nil {
					return err
				}
				defer release()
			}
			return o.stamp(cmd.Context(), cmd.OutOrStdout(), line, files, dry)
		},
	}
	cmd.Flags().StringVarP(&o.config, "config", "c", "config.toml", "the configuration `FILE`")
	cmd.Flags().BoolVarP(&dry, "dry-run", "n", false, "print what would be written, and write nothing")
	cmd.Flags().BoolVarP(&o.quiet, "quiet", "q", false, "print errors only")
	cmd.Flags().DurationVar(&wait, "wait", 0, "how long to wait for another run that is publishing, such as 30s")
	return cmd
}

// stamp writes the ids and says which.
func (o *options) stamp(ctx context.Context, out io.Writer, line press.Press, files []string, dry bool) error {
	// What is begun is finished: a signal is taken and waits.
	_, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	s, err := line.Stamp(files, dry)
	switch {
	case errors.Is(err, press.ErrNoRecord):
		return usage("%w; the records are in %s", err, line.Config.Records.Path)
	case errors.Is(err, press.ErrIDs):
		err = status{refused, fmt.Errorf("%w; see above", err)}
	}
	o.print(out, s.Findings)
	if !o.quiet {
		for _, id := range s.Done {
			fmt.Fprintf(out, "%s: id = %q\n", id.Record, id.ID)
		}
	}
	if err != nil {
		return err
	}
	if !o.quiet {
		fmt.Fprintln(out, stamped(s, dry))
	}
	if s.Findings.Count(feed.Error) > 0 {
		return status{code: published}
	}
	return nil
}

// stamped says in a line what was done, or would be, and what was passed over.
func stamped(s press.Stamping, dry bool) string {
	said := "nothing to write"
	switch n := len(s.Done); {
	case n > 0 && dry:
		said = number(n, "id") + " to be written"
	case n > 0:
		said = number(n, "id") + " written"
	}
	var over []string
	if s.Drafts > 0 {
		over = append(over, number(s.Drafts, "draft"))
	}
	if n := s.Findings.Count(feed.Error); n > 0 {
		over = append(over, "records with errors ("+number(n, "error")+" above)")
	}
	if over == nil {
		return said
	}
	return said + "; passed over: " + strings.Join(over, " and ")
}
