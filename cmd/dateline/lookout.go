package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A lookout takes its turn when records or the configuration change, and when something
// happens by itself.
type lookout struct {
	o         *serving
	out, errs io.Writer
	turn      func(context.Context) time.Time // it gives the moment at which something happens by itself; zero if nothing will
	records   string                          // a folder or a file
	said      sayings
	watcher   *fsnotify.Watcher // nil where the system has none
}

// When it is its turn.
const (
	settling = 300 * time.Millisecond // after the last change: editors write in several steps
	unsettle = 3 * time.Second        // after the first, though they go on
	rescan   = 30 * time.Second       // since changes may go unheard: those of network file systems do
	another  = time.Minute            // how long it waits for a run that somebody else began
)

// run takes turns until ctx ends.
func (l *lookout) run(ctx context.Context) {
	var err error
	if l.watcher, err = fsnotify.NewWatcher(); err != nil {
		fmt.Fprintf(l.errs, "dateline: watch: %v; records are looked at every %v\n", err, rescan)
	} else {
		defer l.watcher.Close()
	}
	for {
		l.look()
		if next := l.turn(ctx); !l.wait(ctx, next) {
			return
		}
	}
}

// publish runs publish once, and gives the moment at which something happens by itself;
// zero if nothing will. What the run before said is not said again.
func (l *lookout) publish(ctx context.Context) time.Time {
	l.said.turn()
	o := publishing{options: options{config: l.o.config, quiet: l.o.quiet, said: &l.said, account: account{format: "text"}}, wait: another}
	errs := news{l.errs, &l.said}
	err := o.begin(errs)
	if err == nil {
		err = o.run(ctx, l.out, errs)
	}
	if err != nil && err.Error() != "" && ctx.Err() == nil {
		fmt.Fprintf(errs, "dateline: %v\n", err)
	}
	if o.proof == nil || o.proof.Next == nil {
		return time.Time{}
	}
	return o.proof.Next.At
}

// look listens at the folder of the configuration, and at those of the records.
func (l *lookout) look() {
	if c, _, err := load(l.o.config); err == nil && c.Records.Path != "" {
		l.records = c.Records.Path
	}
	if l.watcher == nil {
		return
	}
	l.hear(filepath.Dir(l.o.config))
	if info, err := os.Stat(l.records); err == nil && !info.IsDir() {
		l.hear(filepath.Dir(l.records)) // editors put another file in its place
		return
	}
	l.tree(l.records)
}

// tree listens at a folder and all below it.
func (l *lookout) tree(folder string) {
	filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || !entry.IsDir():
		case name != folder && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		default:
			l.hear(name)
		}
		return nil // what cannot be read, the run says
	})
}

// hear listens at a folder. That it cannot is said once.
func (l *lookout) hear(folder string) {
	if err := l.watcher.Add(folder); err != nil {
		line := fmt.Sprintf("dateline: watch %s: %v; it is looked at every %v", folder, err, rescan)
		if l.said.news(line) {
			fmt.Fprintln(l.errs, line)
		}
	}
}

// wait waits until it is its turn; false if ctx ends.
func (l *lookout) wait(ctx context.Context, next time.Time) bool {
	until := time.Now().Add(rescan)
	if !next.IsZero() && next.Before(until) {
		until = next
	}
	var events chan fsnotify.Event
	var lost chan error
	if l.watcher != nil {
		events, lost = l.watcher.Events, l.watcher.Errors
	}
	var first time.Time
	for {
		timer := time.NewTimer(time.Until(until))
		select {
		case <-ctx.Done():
			timer.Stop()
			return false
		case <-timer.C:
			return true
		case e := <-events:
			if now := time.Now(); l.matters(e) {
				if first.IsZero() {
					first = now
				}
				until = soonest(now.Add(settling), first.Add(unsettle))
			}
		case <-lost: // more changed than the system tells of
			until = soonest(until, time.Now().Add(settling))
		}
		timer.Stop()
	}
}

func soonest(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// matters reports whether a change is one of the records or of the configuration. In a new
// folder it listens, too.
func (l *lookout) matters(e fsnotify.Event) bool {
	name := filepath.Clean(e.Name)
	if e.Op == fsnotify.Chmod {
		return false
	}
	if name == filepath.Clean(l.o.config) || name == filepath.Clean(l.records) {
		return true
	}
	below, err := filepath.Rel(l.records, name)
	if err != nil || !filepath.IsLocal(below) || strings.HasPrefix(filepath.Base(name), ".") {
		return false
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		l.tree(name)
	}
	return true
}
