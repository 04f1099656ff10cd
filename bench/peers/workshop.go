package main

import (
	"errors"
	"fmt"
	"go/build"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"dateline/bench"
)

// A workshop is where the comparisons are made.
type workshop struct {
	dir            string // absolute
	records, large int    // of a corpus
	runs           int    // of each program
	hugo           string // its path; empty where there is none
	log            io.Writer
}

// hugo is the path of Hugo, empty where there is none.
func hugo() string {
	for _, name := range []string{"hugo", filepath.Join(build.Default.GOPATH, "bin", "hugo")} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// build builds programs of this module into the workshop's bin.
func (w *workshop) build(packages ...string) error {
	args := append([]string{"build", "-trimpath", "-o", w.program("") + "/"}, packages...)
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}

// waste is the folder of what is not needed any more. It is there as long as the
// program runs.
func (w *workshop) waste() string { return filepath.Join(w.dir, "waste") }

func (w *workshop) program(name string) string { return filepath.Join(w.dir, "bin", name) }

// corpus is the folder below which the first n records of bench are in a notation;
// they are written if they are not all there, or are of an older bench.
func (w *workshop) corpus(name string, n int) (string, error) {
	notation := bench.Notations[slices.IndexFunc(bench.Notations, func(n bench.Notation) bool { return n.Name == name })]
	folder := filepath.Join(w.dir, fmt.Sprintf("%s-%d", name, n))
	complete, content := filepath.Join(folder, "complete"), filepath.Join(folder, "content")
	if sum, err := os.ReadFile(complete); err == nil && string(sum) == notation.Sum() {
		return folder, nil
	}
	if err := errors.Join(os.RemoveAll(folder), os.MkdirAll(content, 0o777)); err != nil {
		return "", err
	}
	size, err := notation.Write(content, bench.Corpus(n))
	if err != nil {
		return "", err
	}
	fmt.Fprintf(w.log, "  %s records as %s: %s MB\n", grouped(n), name, figure(float64(size)/1e6))
	return folder, os.WriteFile(complete, []byte(notation.Sum()), 0o666)
}
