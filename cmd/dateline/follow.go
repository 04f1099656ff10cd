package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/serve"
)

// A follower has the server take up each set that is published, as the configuration
// has it then.
type follower struct {
	config  string
	edited  time.Time // when the configuration was
	options serve.Options
	server  *serve.Server
	errs    io.Writer
	wanted  chan struct{} // somebody knows that something is published
	since   time.Time     // when a publication was first seen under way; zero if none is
	said    string        // the error that was said last
}

// patienceWithRuns is how long a publication may be under way before that is said.
const patienceWithRuns = 30 * time.Second

// served is what the configuration says of serving.
func served(c config.Config) serve.Options {
	o := serve.Options{Folder: c.Publish.To, Base: c.Publish.Base, MaxAge: c.Serve.MaxAge}
	for _, f := range c.Feeds {
		o.Channels = append(o.Channels, f.Channel)
	}
	return o
}

// first takes up what is published. Where that is nothing, and nobody watches, it is an
// error; where a publication is under way, it is waited for.
func (f *follower) first(watching bool) error {
	_, err := f.server.Take(f.options)
	switch {
	case err == nil || watching && errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, serve.ErrPublishing):
		fmt.Fprintf(f.errs, "dateline: %s: %v; until then readers are told to come back\n", f.options.Folder, err)
		return nil
	}
	return unpublished(err)
}

// run looks for what is published until ctx ends.
func (f *follower) run(ctx context.Context) {
	tick := time.NewTicker(often)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-f.wanted:
		}
		f.say(f.take())
	}
}

// want has it look now.
func (f *follower) want() {
	select {
	case f.wanted <- struct{}{}:
	default: // it is about to
	}
}

// take takes up what is published. A configuration that cannot be used is passed over.
func (f *follower) take() error {
	var wrong error
	if at, err := edited(f.config); err == nil && !at.Equal(f.edited) {
		f.edited = at
		c, findings, err := load(f.config)
		switch {
		case err != nil:
			wrong = err
		case findings.Count(feed.Error) > 0:
			wrong = fmt.Errorf("%s cannot be used, and is passed over: %s", f.config, findings[0])
		default:
			f.options = served(c)
		}
	}
	_, err := f.server.Take(f.options)
	switch {
	case !errors.Is(err, serve.ErrPublishing):
		f.since = time.Time{}
	case f.since.IsZero():
		f.since = time.Now()
		err = nil
	case time.Since(f.since) < patienceWithRuns:
		err = nil
	}
	if f.server.Set() == nil && errors.Is(err, fs.ErrNotExist) {
		err = nil // it is still to be published
	}
	return errors.Join(wrong, err)
}

// say says an error once, as long as it lasts.
func (f *follower) say(err error) {
	text := ""
	if err != nil {
		text = err.Error()
	}
	if text != f.said && text != "" {
		fmt.Fprintf(f.errs, "dateline: %s: what was published before is served on\n", text)
	}
	f.said = text
}

// edited is when a file was written.
func edited(name string) (time.Time, error) {
	info, err := os.Stat(name)
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}
