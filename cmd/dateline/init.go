package main

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/feed/config"
)

// start is what a new site begins with.
//
//go:embed start
var start embed.FS

func newInit() *cobra.Command {
	var now moment
	var from string
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin: write a commented config.toml and a first record",
		Long: `Write a commented config.toml and one sample record into DIR, or here. Nothing
is overwritten. dateline publish works there at once.

With --from, DIR is the folder of a site of Hugo, Jekyll, Zola or Eleventy. Its own
configuration becomes one of Dateline, which reads its articles where they lie and
gives them the ids and addresses that they have. It is called dateline.toml if the
site has a config.toml.`,
		Example: `  dateline init news
  cd news && dateline publish
  dateline init --from hugo ~/blog`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("init takes one folder, not %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) == 1 {
				dir = args[0]
			}
			if from != "" {
				return move(cmd.OutOrStdout(), from, dir)
			}
			return settle(cmd.OutOrStdout(), dir, now.orClock())
		},
	}
	cmd.Flags().Var(&now, "now", "date the sample record at this moment instead of the clock's")
	cmd.Flags().StringVar(&from, "from", "", "take over the site of a generator: hugo, jekyll, zola or eleventy")
	return cmd
}

// settle begins a new site, and says how it goes on.
func settle(out io.Writer, dir string, now time.Time) error {
	files, err := begin(dir, now)
	if err != nil {
		return err
	}
	for _, name := range files {
		fmt.Fprintln(out, filepath.Join(dir, name))
	}
	fmt.Fprintf(out, "\nNow edit %s, then:\n", filepath.Join(dir, "config.toml"))
	if dir != "." {
		fmt.Fprintf(out, "  cd %s\n", dir)
	}
	fmt.Fprintln(out, "  dateline publish")
	return nil
}

// move writes a configuration for the site of a generator, and says what is left to be
// done.
func move(out io.Writer, generator, dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return usage("%s is no folder with a site in it", dir)
	}
	made, err := config.From(generator, os.DirFS(dir))
	switch {
	case errors.Is(err, config.ErrNoSite):
		return usage("%s %v", dir, err)
	case err != nil:
		return status{misused, err}
	}
	name := "config.toml"
	if _, err := os.Lstat(filepath.Join(dir, name)); err == nil || made.Theirs {
		name = "dateline.toml"
	}
	if err := writeNew(filepath.Join(dir, name), []byte(made.Text)); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\n\n", filepath.Join(dir, name))
	for _, said := range made.Said {
		fmt.Fprintln(out, "- "+said)
	}
	fmt.Fprintln(out, "\nLook at what it would publish, then publish:")
	if dir != "." {
		fmt.Fprintf(out, "  cd %s\n", dir)
	}
	with := ""
	if name != "config.toml" {
		with = " -c " + name
	}
	fmt.Fprintf(out, "  dateline plan%s\n  dateline publish%s\n", with, with)
	return nil
}

// begin writes the files of start into dir and returns their names. Where one of
// them is there already, it writes none.
func begin(dir string, now time.Time) ([]string, error) {
	texts := map[string]string{}
	var names []string
	err := fs.WalkDir(start, "start", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := start.ReadFile(name)
		rel := filepath.FromSlash(strings.TrimPrefix(name, "start/"))
		texts[rel] = strings.ReplaceAll(string(data), "{now}", now.Format(time.RFC3339))
		names = append(names, rel)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return nil, status{refused, fmt.Errorf("%s is there already; nothing is overwritten", filepath.Join(dir, name))}
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	for _, name := range names {
		if err := writeNew(filepath.Join(dir, name), []byte(texts[name])); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// writeNew writes a file that must not exist, and the folders above it.
func writeNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	out, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return status{refused, fmt.Errorf("%s is there already; nothing is overwritten", name)}
	}
	if err != nil {
		return err
	}
	if _, err := out.Write(data); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
