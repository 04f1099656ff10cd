package main

import (
	"bytes"
	"io"
)

// Sayings are the lines that a run of --watch says, and those of the run before it,
// which it does not say again: what is wrong with a record is said when it comes, and not
// every half minute.
type sayings struct {
	before, now map[string]bool
}

// turn begins another run.
func (s *sayings) turn() { s.before, s.now = s.now, map[string]bool{} }

// news notes a line, and reports whether it is to be said. Where there is no run before,
// s is nil, and every line is.
func (s *sayings) news(line string) bool {
	if s == nil {
		return true
	}
	again := s.now[line] || s.before[line]
	if s.now != nil {
		s.now[line] = true
	}
	return !again
}

// news writes lines that are new.
type news struct {
	to   io.Writer
	said *sayings
}

func (n news) Write(text []byte) (int, error) {
	for line := range bytes.Lines(text) {
		if n.said.news(string(line)) {
			if _, err := n.to.Write(line); err != nil {
				return 0, err
			}
		}
	}
	return len(text), nil
}
