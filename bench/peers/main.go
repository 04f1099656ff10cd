// Command peers times whole runs of Dateline beside those of Hugo, of a program
// with gorilla/feeds, and of one that only lists the files, on the same articles:
//
//	go run ./bench/peers -records 100000 -runs 5
//
// The programs take turns, each a process of its own; before each the disk has
// caught up. The table has the median of the runs, the least and the most, and
// Dateline's figure as a multiple of the other's. Nobody but Dateline judges what it
// writes, and only Dateline writes three formats and a page for people beside Hugo's
// RSS alone. That both show the same articles is seen to in each comparison.
//
// The corpora stay in the folder for the next time: 0.4 GB for 100,000 records, 4 GB
// for 1,000,000, which the comparisons large-cold and large-unchanged need.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

func main() {
	if err := compare(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// compare prints the comparisons that the arguments name.
func compare(args []string, out, log io.Writer) error {
	w := &workshop{log: log}
	flags := flag.NewFlagSet("peers", flag.ExitOnError)
	flags.IntVar(&w.records, "records", 100_000, "records of a corpus")
	flags.IntVar(&w.large, "large", 1_000_000, "records of a large corpus")
	flags.IntVar(&w.runs, "runs", 5, "runs of each program")
	flags.StringVar(&w.dir, "dir", "", "folder of programs, corpora and sites (default: dateline-peers in the user's cache)")
	only := flags.String("only", "", "comparisons, with commas between them; without it all that are not large: "+strings.Join(names(), ", "))
	flags.Parse(args)
	chosen, err := choose(*only)
	if err != nil {
		return err
	}
	if w.runs < 1 || w.records < 1 || w.large < 1 {
		return fmt.Errorf("-runs, -records and -large want a number from 1")
	}
	if err := w.open(); err != nil {
		return err
	}
	defer os.RemoveAll(w.waste())
	fmt.Fprintf(out, heading, w.runs, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
	for _, c := range chosen {
		if err := w.hold(c, out); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}

// hold holds a comparison and prints its rows, a group for each rival.
func (w *workshop) hold(c comparison, out io.Writer) error {
	title := c.title(w)
	fmt.Fprintln(w.log, title)
	entrants, err := c.enter(w)
	if err != nil || len(entrants) < 2 {
		return err
	}
	results, err := w.race(entrants)
	if err != nil {
		return err
	}
	for i, rival := range entrants[1:] {
		if err := rival.same(); err != nil {
			return fmt.Errorf("%s: %w", rival.name, err)
		}
		fmt.Fprint(out, rows(title, rival.name, results[0], results[i+1], c.goals[rival.name]))
	}
	return nil
}

// choose gives the comparisons with these names, and all but the large ones where
// there are none.
func choose(only string) ([]comparison, error) {
	var chosen []comparison
	for _, c := range comparisons {
		if only == "" && !strings.HasPrefix(c.name, "large") || slices.Contains(strings.Split(only, ","), c.name) {
			chosen = append(chosen, c)
		}
	}
	for name := range strings.SplitSeq(only, ",") {
		if only != "" && !slices.Contains(names(), name) {
			return nil, fmt.Errorf("-only: there is no comparison %q; there are %s", name, strings.Join(names(), ", "))
		}
	}
	return chosen, nil
}

func names() []string {
	var all []string
	for _, c := range comparisons {
		all = append(all, c.name)
	}
	return all
}

// open makes the folder and the programs in it.
func (w *workshop) open() error {
	if w.dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return err
		}
		w.dir = filepath.Join(cache, "dateline-peers")
	}
	dir, err := filepath.Abs(w.dir)
	if err != nil {
		return err
	}
	w.dir = dir
	fmt.Fprintln(w.log, "programs, corpora and sites are in", w.dir)
	if err := errors.Join(os.RemoveAll(w.waste()), os.MkdirAll(w.waste(), 0o777)); err != nil {
		return err
	}
	if w.hugo = hugo(); w.hugo == "" {
		fmt.Fprintln(w.log, "no Hugo: it is neither in PATH nor in GOPATH/bin; its rows are left out")
	}
	return w.build("dateline/cmd/dateline", "dateline/bench/lister", "dateline/bench/gorilla", "dateline/bench/stopwatch")
}
