package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheTourOfTheREADME types what the README's five minutes show, and looks for
// each line that they print.
func TestTheTourOfTheREADME(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("bash is not installed")
	}
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, tour, _ := strings.Cut(string(data), "\n## Five minutes\n")
	tour, _, _ = strings.Cut(tour, "\n## ")
	typed, printed := commands(strings.ReplaceAll(tour, "/tmp/news", filepath.Join(t.TempDir(), "news")))
	if len(printed) < 5 {
		t.Fatalf("the README shows %d lines of output, want more", len(printed))
	}
	out, err := exec.Command("bash", "-c", strings.Join(typed, "\n")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	rest := "\n" + string(out)
	for _, line := range printed {
		_, after, found := strings.Cut(rest, "\n"+line+"\n")
		if !found {
			t.Fatalf("the README shows %q; what was printed is\n%s", line, out)
		}
		rest = "\n" + after
	}
}

// commands takes the indented lines of a text apart: what is typed, behind $, with
// the lines of a here-document; and what is printed.
func commands(text string) (typed, printed []string) {
	here := false
	for line := range strings.Lines(text) {
		line, indented := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
		command, prompt := strings.CutPrefix(line, "$ ")
		switch {
		case !indented || line == "..." || strings.HasPrefix(line, "*/5") || line == "dateline serve --watch" || strings.HasPrefix(command, "make "):
		case here:
			typed = append(typed, line)
			here = line != "END"
		case prompt:
			typed = append(typed, command)
			here = strings.HasSuffix(command, "<<'END'")
		default:
			printed = append(printed, line)
		}
	}
	return typed, printed
}
