package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// start is what a new site begins with.
//
//go:embed start
var start embed.FS

func newInit() *cobra.Command {
	var now moment
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin: write a commented config.toml and a first record",
		Long: `Write a commented config.toml and one sample record into DIR, or here. Nothing
is overwritten. dateline publish works there at once.`,
		Example: `  dateline init news
  cd news && dateline publish`,
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
			files, err := begin(dir, now.orClock())
			if err != nil {
				return err
			}
			for _, name := range files {
				fmt.Fprintln(cmd.OutOrStdout(), filepath.Join(dir, name))
			}
			fmt.Fprintf(cmd.OutOrStdout(), "\nNow edit %s, then:\n", filepath.Join(dir, "config.toml"))
			if dir != "." {
				fmt.Fprintf(cmd.OutOrStdout(), "  cd %s\n", dir)
			}
			fmt.Fprintln(cmd.OutOrStdout(), "  dateline publish")
			return nil
		},
	}
	cmd.Flags().Var(&now, "now", "date the sample record at this moment instead of the clock's")
	return cmd
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
