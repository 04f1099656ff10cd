package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"dateline/feed/press"
	"dateline/feed/value"
)

func newImportWordPress() *cobra.Command {
	var o importing
	var types []string
	cmd := o.reading(&cobra.Command{
		Use:   "wordpress FILE...",
		Short: "Make records of an export of WordPress (WXR)",
		Long: `Make a record of each post in an export of WordPress, which its Tools > Export
writes; an export in several files is given whole. Ids are the guids of WordPress's
own feeds, so that nobody is shown an article twice. Authors have their names,
categories and tags are tags, the first category is the section; the picture of a
post comes from the media library. Drafts, pending, private and locked posts become
drafts; pages, comments and what lies in the trash are counted and left out. The
body is as WordPress prints it: with its paragraphs, its shortcodes replaced by what
they mean. Files stay where they are: their addresses are kept.`,
		Example: `  dateline import wordpress export.xml
  dateline import wordpress part1.xml part2.xml --to data/articles
  dateline import wordpress export.xml --types page`,
	}, "export.xml", func(im press.Intake, name string, data []byte) (press.Imported, error) {
		return im.WordPress(name, data, types...), nil
	})
	cmd.Flags().StringSliceVar(&types, "types", nil, "further types of posts that become records, such as page")
	return cmd
}

func newImportGhost() *cobra.Command {
	var o importing
	var site string
	var pages bool
	cmd := o.reading(&cobra.Command{
		Use:   "ghost FILE...",
		Short: "Make records of an export of Ghost (JSON)",
		Long: `Make a record of each post in an export of Ghost, which its Settings > Migration
tools writes. Ids are those of Ghost's own feeds, so that nobody is shown an article
twice; addresses are below the site of the configuration or of --site, for the
export does not say where it was. Posts for members alone become drafts; pages and
posts that were e-mails only are counted and left out.`,
		Example: `  dateline import ghost gazette.ghost.2026-11-23.json --site https://gazette.example/`,
	}, "gazette.ghost.json", func(im press.Intake, name string, data []byte) (press.Imported, error) {
		if site != "" {
			at, err := value.WebURL(site, "")
			if err != nil {
				return press.Imported{}, usage("--site: %w", err)
			}
			im.URL = at
		}
		if im.URL == "" {
			return press.Imported{}, usage("an export of Ghost does not say where the site is; add --site https://gazette.example/, or a configuration")
		}
		return im.Ghost(name, data, pages), nil
	})
	cmd.Flags().StringVar(&site, "site", "", "the address of the `SITE` that Ghost served")
	cmd.Flags().BoolVar(&pages, "pages", false, "make records of pages, too")
	return cmd
}

func newImportJSONL() *cobra.Command {
	var o importing
	return o.reading(&cobra.Command{
		Use:   "jsonl FILE...",
		Short: "Make records of lines of JSON, as trafilatura writes them",
		Long: `Make a record of each line of JSON, as trafilatura, news scrapers and exports of
databases write them (- is the standard input). A .jsonl file can also be read where
it lies, as records; this is for who wants a file an article. Keys have the names and
aliases of docs/records.md. Words in one text are taken apart at semicolons; in plain
text without blank lines each line is a paragraph.`,
		Example: `  dateline import jsonl scraped.jsonl --to data/articles
  trafilatura -u https://news.example/story --json | dateline import jsonl -`,
	}, "scraped.jsonl", func(im press.Intake, name string, data []byte) (press.Imported, error) {
		return im.JSONLines(name, bytes.NewReader(data)), nil
	})
}
