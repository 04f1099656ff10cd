package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/record"
	"dateline/feed/value"
)

// importingText are the options of import text.
type importingText struct {
	config    string
	to        string
	title     string
	published string
	url       string
	now       moment
}

func newImportText() *cobra.Command {
	var o importingText
	cmd := &cobra.Command{
		Use:   "text FILE...",
		Short: "Make records of plain news texts, a paragraph a line",
		Long: `Make a record of each plain news text, a paragraph a line. FILE may be - for the
standard input.

A place line before the first colon ("Moscow/Minsk: ...") becomes the record's
dateline. A call to click with addresses at the end is cut off, listed, and its
addresses are kept as extra.related. Without --title the title is made of the
first sentence, without --published the date is that of the file; both are
findings that ask to be checked.`,
		Example: `  dateline import text wire.txt --title "Harbour reopens" --published 2026-11-23T10:00:00+01:00
  dateline import text texts/*.txt --to data/articles/world`,
		RunE: func(cmd *cobra.Command, files []string) error { return o.run(cmd, files) },
	}
	cmd.Flags().StringVarP(&o.config, "config", "c", "config.toml", "the configuration `FILE`, for its time zone")
	cmd.Flags().StringVar(&o.to, "to", "", "the `FOLDER` for the records, instead of that of the configuration")
	cmd.Flags().StringVar(&o.title, "title", "", "the title of the article")
	cmd.Flags().StringVar(&o.published, "published", "", "its `DATE`, such as 2026-11-23T10:00:00+01:00 or 2026-11-23")
	cmd.Flags().StringVar(&o.url, "url", "", "its address")
	cmd.Flags().Var(&o.now, "now", "date the standard input at this moment instead of the clock's")
	return cmd
}

func (o *importingText) run(cmd *cobra.Command, files []string) error {
	switch {
	case len(files) == 0:
		return usage("import text needs a file, or - for the standard input, such as dateline import text wire.txt")
	case len(files) > 1 && o.title+o.url != "":
		return usage("--title and --url are those of one article, and there are %d files", len(files))
	}
	said, err := o.said(cmd)
	if err != nil {
		return err
	}
	left := 0
	for _, file := range files {
		if err := o.text(cmd, file, said); err != nil {
			fmt.Fprintf(cmd.ErrOrStderr(), "dateline: %s: %v\n", file, err)
			left++
		}
	}
	switch left {
	case 0:
		return nil
	case len(files):
		return status{refused, errors.New("no record was written")}
	}
	return status{code: published}
}

// said is what the flags say of the article.
func (o *importingText) said(cmd *cobra.Command) (t record.Text, err error) {
	t.Title = value.Line(o.title)
	if o.url != "" {
		if t.URL, err = value.WebURL(o.url, ""); err != nil {
			return t, usage("--url: %w", err)
		}
	}
	site, to, err := siteOf(cmd, o.config, o.to)
	if err != nil {
		return t, err
	}
	if o.to = to; o.published == "" {
		return t, nil
	}
	if t.Published, err = value.Date(o.published, site.Zone); err != nil {
		return t, usage("--published: %w", err)
	}
	return t, nil
}

// text makes a record of one file.
func (o *importingText) text(cmd *cobra.Command, file string, said record.Text) error {
	data, written, err := o.open(cmd, file)
	if err != nil {
		return err
	}
	t, findings := record.ReadText(file, data)
	if printAll(cmd.OutOrStdout(), findings); findings.Count(feed.Error) > 0 {
		return errors.New("is left out")
	}
	t.Title, t.Published, t.URL = said.Title, said.Published, said.URL
	if t.Title == "" {
		t.Title = t.Headline()
	}
	if t.Published.IsZero() {
		t.Published = written.UTC().Truncate(time.Second)
	}
	name := recordName(t.Title)
	if name == "" {
		return fmt.Errorf("the title %q holds no letter or digit that could name a record; say another --title", t.Title)
	}
	name = filepath.Join(o.to, name+".md")
	data, err = t.Record()
	if err == nil {
		err = writeNew(name, data)
	}
	if err != nil {
		return err
	}
	for _, line := range t.Tail {
		fmt.Fprintf(cmd.ErrOrStderr(), "dateline: %s:%d: cut off: %s\n", file, line.Number, line.Text)
	}
	printAll(cmd.OutOrStdout(), toCheck(name, t, said))
	fmt.Fprintln(cmd.OutOrStdout(), name)
	return nil
}

// open gives the text and when it was written.
func (o *importingText) open(cmd *cobra.Command, file string) ([]byte, time.Time, error) {
	const most = 16 << 20 // bytes: what is longer is no news text
	in, written := cmd.InOrStdin(), o.now.orClock()
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, written, pathless(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return nil, written, pathless(err)
		}
		in, written = f, info.ModTime()
	}
	data, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && len(data) > most {
		err = fmt.Errorf("is larger than %d MB", most>>20)
	}
	return data, written, pathless(err)
}

// pathless is an error without the path that is said before it anyway.
func pathless(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// toCheck are the findings on what nobody said and the record has all the same.
func toCheck(name string, t, said record.Text) feed.Findings {
	const titleLine, publishedLine = 2, 3 // as Text.Record writes them
	var findings feed.Findings
	if said.Title == "" {
		findings.Add(feed.Warning, "import-title", feed.Pos{File: name, Line: titleLine},
			"title: made of the first sentence, %q; check it, or import again with --title", t.Title)
	}
	if said.Published.IsZero() {
		findings.Add(feed.Warning, "import-date", feed.Pos{File: name, Line: publishedLine},
			"published: the file's own time, %s; check it, or import again with --published", t.Published.Format(time.RFC3339))
	}
	return findings
}

func printAll(out io.Writer, findings feed.Findings) {
	for _, f := range findings {
		fmt.Fprintln(out, f)
	}
}
