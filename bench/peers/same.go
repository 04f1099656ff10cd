package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sameFeeds is an error if the RSS feeds below the two folders are not the same
// ones, or do not show the same articles in the same order.
func sameFeeds(ours, theirs string) error {
	mine, err := shown(ours)
	if err != nil {
		return err
	}
	others, err := shown(theirs)
	if err != nil {
		return err
	}
	if len(mine) == 0 {
		return fmt.Errorf("there is no rss.xml below %s", ours)
	}
	for _, feed := range slices.Sorted(maps.Keys(mine)) {
		if !slices.Equal(mine[feed], others[feed]) {
			return fmt.Errorf("%s: %d articles in %s, and not the same %d in %s", feed, len(mine[feed]), ours, len(others[feed]), theirs)
		}
	}
	if len(mine) != len(others) {
		return fmt.Errorf("%d feeds in %s, %d in %s", len(mine), ours, len(others), theirs)
	}
	return nil
}

// shown are the addresses of the articles in each rss.xml below the folder, by the
// path of the file.
func shown(folder string) (map[string][]string, error) {
	feeds := map[string][]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != "rss.xml" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		links := []string{}
		for _, item := range strings.Split(string(text), "<item>")[1:] {
			_, link, _ := strings.Cut(item, "<link>")
			link, _, _ = strings.Cut(link, "</link>")
			links = append(links, link)
		}
		feeds[name] = links
		return err
	})
	return feeds, err
}
