package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// An entrant is a program in a comparison; the first one is Dateline.
type entrant struct {
	name    string
	made    string // the folder of the feeds that it makes; empty if it makes none
	kept    string // what it remembers from run to run
	command []string
	folder  string                // where it is run; empty for here
	before  func(*workshop) error // what is done before each run and not timed; nil for nothing
	model   string                // the folder of feeds that show what its own must show; empty for none
}

// figures are what a run costs, in the order of units.
type figures [3]float64

// units are what the figures are in.
var units = [len(figures{})]string{"wall s", "CPU s", "peak MiB"}

// clear takes away all that the entrant made and remembers. It is kept elsewhere until
// the end: ext4 looks at each inode that was freed in the last minutes before it gives
// another one, so that a run that writes thousands of files would pay for the one before.
func (e entrant) clear(w *workshop) error {
	for _, path := range []string{e.made, e.kept} {
		if _, err := os.Lstat(path); err != nil {
			continue // there is none
		}
		aside, err := os.MkdirTemp(w.waste(), "")
		if err == nil {
			err = os.Rename(path, filepath.Join(aside, filepath.Base(path)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// cold is the entrant that begins every run from nothing.
func (e entrant) cold() entrant {
	e.before = e.clear
	return e
}

// like is the entrant whose feeds must show what those of the other one show.
func (e entrant) like(other entrant) entrant {
	e.model = other.made
	return e
}

// same is an error if they do not.
func (e entrant) same() error {
	if e.model == "" {
		return nil
	}
	return sameFeeds(e.model, e.made)
}

// warm runs each entrant once, so that it has what it remembers.
func (w *workshop) warm(entrants []entrant) ([]entrant, error) {
	for _, e := range entrants {
		if _, err := w.run(e); err != nil {
			return nil, err
		}
	}
	return entrants, nil
}

// race runs the entrants in turn, and gives the figures of each one's runs.
func (w *workshop) race(entrants []entrant) ([][]figures, error) {
	results := make([][]figures, len(entrants))
	for range w.runs {
		for i, e := range entrants {
			if e.before != nil {
				if err := e.before(w); err != nil {
					return nil, err
				}
			}
			f, err := w.run(e)
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(w.log, "  %s: %s wall, %s CPU, %s MiB\n", e.name, figure(f[0]), figure(f[1]), figure(f[2]))
			results[i] = append(results[i], f)
		}
	}
	return results, nil
}

// run runs the entrant once.
func (w *workshop) run(e entrant) (figures, error) {
	cmd := exec.Command(w.program("stopwatch"), e.command...)
	cmd.Dir = e.folder
	var cost, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &cost, &said
	err := cmd.Run()
	if err == nil && warns(said.String()) {
		err = errors.New("it warns")
	}
	if err != nil {
		return figures{}, fmt.Errorf("%v: %w\n%s", e.command, err, said.Bytes())
	}
	var f figures
	_, err = fmt.Sscan(cost.String(), &f[0], &f[1], &f[2])
	return f, err
}

// warns reports whether a program warned of more than the name of the site, which is
// one that is kept for examples.
func warns(out string) bool {
	for line := range strings.Lines(out) {
		if strings.Contains(line, "warning") && !strings.Contains(line, "publish-reserved") {
			return true
		}
	}
	return false
}

// A spread is the median of several figures, the least and the most.
type spread struct{ median, least, most float64 }

// spreadOf is the spread of one of the runs' figures.
func spreadOf(runs []figures, unit int) spread {
	var all []float64
	for _, f := range runs {
		all = append(all, f[unit])
	}
	slices.Sort(all)
	n := len(all)
	return spread{(all[(n-1)/2] + all[n/2]) / 2, all[0], all[n-1]}
}
