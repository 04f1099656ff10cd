package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/press"
)

func newLinks() *cobra.Command {
	var o options
	var feeds []string
	var kinds []string
	var about strings.Builder
	for _, h := range press.Hosts {
		kinds = append(kinds, h.Name)
		fmt.Fprintf(&about, "  %-9s %s\n", h.Name, h.About)
	}
	cmd := &cobra.Command{
		Use:   "links [KIND]",
		Short: "Print what tells browsers and web servers of the feeds",
		Long: `Print what makes the feeds known: to browsers and readers, which look for them
in the pages of the site, and to the web server, which must serve each with its own
content type and say how long it may be kept.

KIND is one of these; without it, html and http:

` + about.String() + `
Feeds that moved, ended or are gone are in no page; publish writes the redirects for
them into the target. The records are read, and nothing is written.`,
		Example: `  dateline links
  dateline links html --feed "" --feed section/sea
  dateline links nginx > /etc/nginx/snippets/feeds.conf`,
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: kinds,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && !slices.Contains(kinds, args[0]) {
				return usage("%q is no kind of links%s (there are %s)", args[0], feed.DidYouMean(args[0], kinds), strings.Join(kinds, ", "))
			}
			if len(args) == 0 {
				args = []string{"html", "http"}
			}
			o.watch = watchOn(cmd.ErrOrStderr(), time.Now(), false)
			line, err := o.press(cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			of, err := line.Hosting(feeds)
			o.watch.end()
			if errors.Is(err, press.ErrNoFeed) {
				return usage("--feed: %w", err)
			}
			if err != nil {
				return err
			}
			for _, h := range press.Hosts {
				if slices.Contains(args, h.Name) {
					fmt.Fprint(cmd.OutOrStdout(), h.Tell(of))
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&o.config, "config", "c", "config.toml", "the configuration `FILE`")
	cmd.Flags().Var(&o.now, "now", "rehearse this moment instead of the clock's")
	cmd.Flags().StringArrayVar(&feeds, "feed", nil, "only the feed with this `PATH`, such as section/sea; \"\" is the main feed; may be repeated")
	return cmd
}
