package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestToursAreTrue types what the README's five minutes and other tours show, and looks for
// each line that they print.
func TestToursAreTrue(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("bash is not installed")
	}
	for _, tour := range []struct{ file, from, to string }{
		{"../../README.md", "\n## Five minutes\n", "\n## "},
		{"../../docs/checking.md", "# Reading", "\x00"},
	} {
		t.Run(filepath.Base(tour.file), func(t *testing.T) {
			data, err := os.ReadFile(tour.file)
			if err != nil {
				t.Fatal(err)
			}
			_, text, _ := strings.Cut(string(data), tour.from)
			text, _, _ = strings.Cut(text, tour.to)
			walk(t, strings.ReplaceAll(text, "/tmp/news", filepath.Join(t.TempDir(), "news")))
		})
	}
}

// walk types the commands of a text.
func walk(t *testing.T, tour string) {
	t.Helper()
	typed, printed := commands(tour)
	if len(printed) < 5 {
		t.Fatalf("it shows %d lines of output, want more", len(printed))
	}
	out, err := exec.Command("bash", "-c", strings.Join(typed, "\n")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	rest := "\n" + string(out)
	for _, line := range printed {
		_, after, found := strings.Cut(rest, "\n"+line+"\n")
		if !found {
			t.Fatalf("it shows %q; what was printed is\n%s", line, out)
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
		case !indented || line == "..." || strings.HasPrefix(line, "*/5") || !prompt && strings.HasPrefix(line, "dateline ") || strings.HasPrefix(command, "make "):
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
