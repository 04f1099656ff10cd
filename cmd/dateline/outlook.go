package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"dateline/feed/press"
	"dateline/feed/publish"
)

// mostViews is how many articles of a feed are named without --verbose.
const mostViews = 10

// foretell prints what subscribers will see, feed by feed.
func (o *options) foretell(out io.Writer, outlooks []publish.Outlook) {
	for _, feed := range outlooks {
		if len(feed.Views) == 0 {
			continue
		}
		name := "the main feed"
		if feed.Feed != "" {
			name = feed.Feed
		}
		if feed.Held {
			name += ", which is held back"
		}
		fmt.Fprintf(out, "subscribers of %s: %s\n", name, counts(feed.Count))
		for i, v := range feed.Views {
			if i == mostViews && !o.verbose {
				fmt.Fprintf(out, "  ... and %d more; --verbose names them\n", len(feed.Views)-i)
				break
			}
			fmt.Fprintf(out, "  %s\n", viewed(v))
		}
	}
}

// happens says what happens by itself, in a line.
func happens(e *press.Event) string {
	what := "is published"
	if e.Expires {
		what = "expires"
	}
	return fmt.Sprintf("by itself: %s %s %s", e.At.UTC().Format(time.RFC3339), cmp.Or(e.Article.Title, e.Article.ID), what)
}

// viewed is a line about one article.
func viewed(v publish.View) string {
	what := v.Title
	if what == "" {
		what = v.ID
	}
	if v.Fate != "" {
		what += " (" + string(v.Fate) + ")"
	}
	return fmt.Sprintf("%-7s %s", v.Sight, what)
}

// told says in a line what subscribers see, of whichever feeds; empty if that is
// nothing new.
func told(outlooks []publish.Outlook) string {
	ids := map[publish.Sight]map[string]bool{}
	for _, feed := range outlooks {
		if feed.Held {
			continue
		}
		for _, v := range feed.Views {
			if ids[v.Sight] == nil {
				ids[v.Sight] = map[string]bool{}
			}
			ids[v.Sight][v.ID] = true
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return "subscribers: " + counts(func(s publish.Sight) int { return len(ids[s]) })
}

// counts lists the sights of which there are some.
func counts(count func(publish.Sight) int) string {
	var said []string
	for _, s := range publish.Sights {
		if n := count(s); n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n, s.Words()))
		}
	}
	return strings.Join(said, ", ")
}
