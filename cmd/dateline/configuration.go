package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/press"
)

// read reads the configuration and prints what is wrong with it.
func (o *options) read(out io.Writer) (config.Config, error) {
	c, findings, err := load(o.config)
	if err != nil {
		return c, err
	}
	o.count(findings)
	o.print(out, findings)
	if n := findings.Count(feed.Error); n > 0 {
		return c, usage("%s cannot be used; see above", o.config)
	}
	return c, nil
}

// load reads the configuration in a file.
func load(file string) (config.Config, feed.Findings, error) {
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return config.Config{}, nil, usage("there is no %s here; dateline init writes one, and --config names another", file)
	case err != nil:
		return config.Config{}, nil, usage("read the configuration: %w", err)
	}
	c, findings := config.Read(file, data)
	_, levels := press.Judging(c.Check)
	_, faults := press.DesignOf(c)
	findings = slices.Concat(findings, levels, faults)
	findings.Sort()
	return c, findings, nil
}
