package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/ledger"
)

func newLedger() *cobra.Command {
	var o options
	var format string
	cmd := &cobra.Command{
		Use:   "ledger",
		Short: "Print what earlier runs published: ids, dates, addresses, records",
		Long: `Print every id that was ever published, oldest first: when it was first published,
the feeds that show it now, the record that it was last read from, its address and
title. The ledger itself is an SQLite database, which the sqlite3 shell reads.`,
		Example: `  dateline ledger
  dateline ledger --format json | jq -r .id
  sqlite3 .dateline/ledger.db 'select * from ids'`,
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "text" && format != "json" {
				return usage("--format %s is neither text nor json", format)
			}
			line, err := o.press(cmd.OutOrStdout())
			if err != nil {
				return err
			}
			l, findings, err := line.Ledger()
			if err != nil {
				return err
			}
			if findings.Count(feed.Error) > 0 {
				o.print(cmd.OutOrStdout(), findings)
				return status{refused, errors.New("the list of ids cannot be read; see above")}
			}
			print := printLedger
			if format == "json" {
				print = printLedgerJSON
			}
			return print(cmd.OutOrStdout(), rememberedIDs(l))
		},
	}
	cmd.Flags().StringVarP(&o.config, "config", "c", "config.toml", "the configuration `FILE`")
	cmd.Flags().StringVar(&format, "format", "text", "how ids are printed: text, or json, an object an id and line")
	return cmd
}

// remembered is an id as --format json prints it.
type remembered struct {
	ID        string    `json:"id"`
	Published time.Time `json:"published"`
	Updated   time.Time `json:"updated,omitzero"`
	Withdrawn time.Time `json:"withdrawn,omitzero"`
	Feeds     []string  `json:"feeds"` // paths of those that show it now; the main feed's is empty
	Record    string    `json:"record"`
	URL       string    `json:"url"`
	Title     string    `json:"title"`
}

// rememberedIDs lists the ids of a ledger, oldest first.
func rememberedIDs(l *ledger.Ledger) []remembered {
	feeds := map[string][]string{}
	for s := range l.Items {
		feeds[s.Article] = append(feeds[s.Article], s.Feed)
	}
	var all []remembered
	for _, id := range slices.Sorted(maps.Keys(l.IDs)) {
		v := l.IDs[id]
		slices.Sort(feeds[id])
		all = append(all, remembered{id, v.Published, v.Updated, v.Withdrawn, append([]string{}, feeds[id]...), v.Record, v.URL, v.Title})
	}
	slices.SortStableFunc(all, func(a, b remembered) int { return a.Published.Compare(b.Published) })
	return all
}

func printLedger(out io.Writer, ids []remembered) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, id := range ids {
		where := fmt.Sprintf("in %d", len(id.Feeds))
		if !id.Withdrawn.IsZero() {
			where = "withdrawn"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", id.Published.Format(time.DateOnly), id.ID, where, id.Record, cmp.Or(id.Title, id.URL))
	}
	return w.Flush()
}

func printLedgerJSON(out io.Writer, ids []remembered) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, id := range ids {
		if err := enc.Encode(id); err != nil {
			return err
		}
	}
	return nil
}
