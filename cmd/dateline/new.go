package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/record"
	"dateline/feed/value"
)

// beginning are the options of new.
type beginning struct {
	config string
	to     string
	format string
	now    moment
}

func newNew() *cobra.Command {
	var o beginning
	cmd := &cobra.Command{
		Use:   "new TITLE",
		Short: "Begin an article: write a record with its title, its date and draft = true",
		Long: `Write a new record with the title and, in the zone of the site, the date of now, and
print its path. Its file is named after the title, and nothing is overwritten. It is a
draft: no run publishes it until you take the line draft = true out.

It lies in the folder of records, in articles if that is there. A folder below is its
section: --to data/articles/harbour.`,
		Example: `  dateline new "The ferry is back"
  dateline new "The ferry is back" --to data/articles/harbour
  vi "$(dateline new 'The ferry is back')"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("new takes one title, not %d words; put it between quotes, such as dateline new \"The ferry is back\"", len(args))
			}
			name, err := o.write(cmd, args[0])
			if err == nil {
				fmt.Fprintln(cmd.OutOrStdout(), name)
			}
			return err
		},
	}
	cmd.Flags().StringVarP(&o.config, "config", "c", "config.toml", "the configuration `FILE`, for its records and its time zone")
	cmd.Flags().StringVar(&o.to, "to", "", "the `FOLDER` for the record, instead of that of the configuration")
	cmd.Flags().StringVar(&o.format, "format", "md", "the notation: md, Markdown with front matter; toml; or json")
	cmd.Flags().Var(&o.now, "now", "date it at this moment instead of the clock's")
	return cmd
}

// write writes the record and gives its name.
func (o *beginning) write(cmd *cobra.Command, title string) (string, error) {
	if !slices.Contains(record.Blanks, o.format) {
		return "", usage("--format %s is none of %s%s", o.format, strings.Join(record.Blanks, ", "), feed.DidYouMean(o.format, record.Blanks))
	}
	title = value.Line(title)
	name := recordName(title)
	if name == "" {
		return "", usage("the title %q holds no letter or digit that could name a record", title)
	}
	read := options{config: o.config}
	c, err := read.read(cmd.ErrOrStderr())
	if err != nil {
		return "", err
	}
	folder := o.to
	if folder == "" {
		if folder, err = articlesIn(c.Records.Path); err != nil {
			return "", err
		}
	}
	name = filepath.Join(folder, name+"."+o.format)
	blank := record.Blank{Title: title, Published: o.now.orClock().In(c.Site.Zone)}
	return name, writeNew(name, blank.Record(o.format))
}

// articlesIn is where articles lie in a folder of records.
func articlesIn(records string) (string, error) {
	if info, err := os.Stat(records); err == nil && !info.IsDir() {
		return "", usage("the records are in one file, %s; name a folder for another one by --to", records)
	}
	articles := filepath.Join(records, "articles")
	if info, err := os.Stat(articles); err == nil && info.IsDir() {
		return articles, nil
	}
	return records, nil
}
