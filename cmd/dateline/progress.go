package main

import (
	"fmt"
	"io"
	"time"

	"golang.org/x/term"
)

// A watch shows how far a run is, and where its time goes.
type watch struct {
	begun time.Time
	out   io.Writer
	bar   bool      // out is a terminal, and may be written to
	drawn time.Time // when the bar was drawn last; zero if it is not there
	parts []part
}

// A part is a part of the work.
type part struct {
	name  string
	begun time.Time
}

// patience is how long a run says nothing.
const patience = time.Second

// watchOn watches a run that began at a moment. The bar is drawn on a terminal alone.
func watchOn(out io.Writer, begun time.Time, quiet bool) *watch {
	file, isFile := out.(interface{ Fd() uintptr })
	return &watch{begun: begun, out: out, bar: isFile && !quiet && term.IsTerminal(int(file.Fd()))}
}

// begin notes that a part of the work begins.
func (w *watch) begin(name string) { w.parts = append(w.parts, part{name, time.Now()}) }

// progress draws the bar, a few times a second.
func (w *watch) progress(part string, done, of int) {
	const often = 100 * time.Millisecond
	if now := time.Now(); w.bar && now.Sub(w.begun) > patience && now.Sub(w.drawn) > often {
		w.drawn = now
		fmt.Fprintf(w.out, "\r\x1b[K%s %d of %d (%d %%)", part, done, of, 100*done/max(1, of))
	}
}

// end takes the bar away.
func (w *watch) end() {
	if !w.drawn.IsZero() {
		fmt.Fprint(w.out, "\r\x1b[K")
		w.drawn = time.Time{}
	}
}

// tell prints how long each part took until the moment now.
func (w *watch) tell(now time.Time) {
	began := w.begun
	name := "start"
	for _, p := range append(w.parts, part{begun: now}) {
		fmt.Fprintf(w.out, "%9.3f s  %s\n", p.begun.Sub(began).Seconds(), name)
		name, began = p.name, p.begun
	}
	fmt.Fprintf(w.out, "%9.3f s  in all\n", now.Sub(w.begun).Seconds())
}
