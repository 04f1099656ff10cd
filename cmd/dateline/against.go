package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/press"
	"dateline/feed/publish"
)

// against are the options of plan that compare with a feed of another program.
type against struct {
	name string // a URL or a file; empty to compare with none
	feed string // path of the feed that takes its place
	visiting

	old    press.Imported
	seen   *publish.Switch // nil until it is known
	number int             // of articles in the old feed
}

func (a *against) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.name, "against", "", "compare with the feed at `URL|FILE`, of another program, whose place a feed takes: what its subscribers would see twice")
	cmd.Flags().StringVar(&a.feed, "feed", "", "the `PATH` of the feed that takes its place; without it that at the same address, else the main feed")
	a.visiting.flags(cmd.Flags())
}

// read reads the old feed.
func (a *against) read(cmd *cobra.Command, zone *time.Location) error {
	data, at, err := wire{v: a.visiting, in: cmd.InOrStdin()}.read(cmd.Context(), a.name)
	if err != nil {
		return err
	}
	a.old = press.Intake{Zone: zone}.Feed(a.name, at, data)
	if a.number = len(a.old.Articles); a.number == 0 {
		if len(a.old.Findings) > 0 {
			return fmt.Errorf("compare with %s: %s", a.name, a.old.Findings[0])
		}
		return fmt.Errorf("compare with %s: it shows no article", a.name)
	}
	return nil
}

// compare compares it with the feed that takes its place.
func (a *against) compare(cmd *cobra.Command, p *press.Proof) error {
	said := cmd.Flags().Changed("feed")
	var paths []string
	for _, e := range p.Editions {
		paths = append(paths, e.Path)
		if !said && slices.ContainsFunc([]string{"rss.xml", "atom.xml", "feed.json"}, func(name string) bool { return e.Address(name) == a.name }) {
			a.feed = e.Path
		}
	}
	i := slices.Index(paths, strings.Trim(a.feed, "/"))
	if i < 0 {
		return usage("--feed %q is none of the feeds%s", a.feed, feed.DidYouMean(a.feed, paths))
	}
	s := publish.Against(a.old.Articles, p.Editions[i].Articles)
	a.seen = &s
	return nil
}

// tell says what subscribers of the old feed will see.
func (a *against) tell(out io.Writer, verbose bool) {
	s := a.seen
	fmt.Fprintf(out, "subscribers of %s (%s, %s), once %s takes its place:\n", a.name, a.old.Kind, counted(a.number, "article"), calledFeed(a.feed))
	fmt.Fprintf(out, "  twice   %s\n", counted(len(s.Twice), "article"))
	for _, m := range limited(s.Twice, verbose) {
		fmt.Fprintf(out, "            %s: its id was %s and is %s; %s: id = %q keeps it\n", titled(m.Now), m.Old.ID, m.Now.ID, m.Now.Record, m.Old.ID)
	}
	fmt.Fprintf(out, "  known   %s by the same id\n", counted(s.Same, "article"))
	for _, m := range limited(s.Other, verbose) {
		for _, what := range m.Differ {
			was, is := toldOf(m.Old, what), toldOf(m.Now, what)
			fmt.Fprintf(out, "            %s: its %s was %s and is %s\n", titled(m.Now), what, was, is)
		}
	}
	if len(s.New) > 0 {
		fmt.Fprintf(out, "  new     %s that it does not show%s\n", counted(len(s.New), "article"), a.older())
	}
	if len(s.Gone) > 0 {
		fmt.Fprintf(out, "  gone    %s\n", counted(len(s.Gone), "article"))
		for _, g := range limited(s.Gone, verbose) {
			fmt.Fprintf(out, "            %s (%s)\n", titled(g), g.ID)
		}
	}
}

// older says how many of the new ones are no news: readers show them all the same,
// unless they have had them by that id.
func (a *against) older() string {
	oldest := a.old.Articles[0].Published
	for _, article := range a.old.Articles {
		if article.Published.Before(oldest) {
			oldest = article.Published
		}
	}
	n := 0
	for _, article := range a.seen.New {
		if article.Published.Before(oldest) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d of them older than all it shows; limit = %d leaves these out", n, a.number)
}

// toldOf is what an article says, to be compared.
func toldOf(a feed.Article, what string) string {
	switch what {
	case "published":
		return a.Published.UTC().Format(time.RFC3339)
	case "title":
		return titled(a)
	}
	return cmp.Or(a.URL, "none")
}

func titled(a feed.Article) string { return cmp.Or(a.Title, a.URL, a.ID) }

// calledFeed is what a feed is called.
func calledFeed(path string) string {
	if path == "" {
		return "the main feed"
	}
	return "the feed " + path
}

// limited are the first of a list, unless all are asked for.
func limited[T any](list []T, all bool) []T {
	if all {
		return list
	}
	return list[:min(len(list), mostViews)]
}

// err is that subscribers would see something twice.
func (a *against) err() error {
	if a.seen == nil || len(a.seen.Twice) == 0 {
		return nil
	}
	return status{refused, fmt.Errorf("%s would be seen twice", counted(len(a.seen.Twice), "article"))}
}

// A comparison is the same for --format json.
type comparison struct {
	Feed  string    `json:"feed"`
	Kind  string    `json:"kind"`
	Same  int       `json:"same"`
	Twice []meeting `json:"twice"`
	Other []meeting `json:"other"`
	New   []string  `json:"new"`
	Gone  []string  `json:"gone"`
}

type meeting struct {
	Record string   `json:"record"`
	Differ []string `json:"differ"`
	Old    known    `json:"old"`
	Now    known    `json:"now"`
}

type known struct {
	ID        string    `json:"id"`
	URL       string    `json:"url"`
	Title     string    `json:"title"`
	Published time.Time `json:"published"`
}

func (a *against) comparison() *comparison {
	if a.seen == nil {
		return nil
	}
	c := &comparison{Feed: a.feed, Kind: a.old.Kind, Same: a.seen.Same, Twice: meetings(a.seen.Twice), Other: meetings(a.seen.Other), New: []string{}, Gone: []string{}}
	for _, article := range a.seen.New {
		c.New = append(c.New, article.ID)
	}
	for _, article := range a.seen.Gone {
		c.Gone = append(c.Gone, article.ID)
	}
	return c
}

func meetings(all []publish.Meeting) []meeting {
	out := []meeting{}
	for _, m := range all {
		out = append(out, meeting{m.Now.Record.String(), m.Differ, knownAs(m.Old), knownAs(m.Now)})
	}
	return out
}

func knownAs(a feed.Article) known { return known{a.ID, a.URL, a.Title, a.Published} }
