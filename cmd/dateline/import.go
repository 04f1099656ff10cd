package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/config"
	"dateline/feed/press"
	"dateline/feed/record"
	"dateline/feed/value"
)

func newImport() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import KIND",
		Short: "Make records of what other programs left",
		Long: `Make records of what other programs left. Records that are there already are
never overwritten, so that an import which was broken off can be begun again, and
one that is repeated brings what is new.`,
		Example: `  dateline import feed https://old.example/feed.xml
  dateline import wordpress export.xml --to data/articles
  dateline import text wire.txt --title "Harbour reopens"`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return orHelp(cmd, args) },
	}
	cmd.AddCommand(newImportFeed(), newImportWordPress(), newImportGhost(), newImportJSONL(), newImportText())
	return cmd
}

// importing are the options of imports that make many records.
type importing struct {
	config  string
	to      string
	dryRun  bool
	quiet   bool
	verbose bool
}

func (o *importing) flags(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&o.config, "config", "c", "config.toml", "the configuration `FILE`, for the address of the site and its time zone")
	cmd.Flags().StringVar(&o.to, "to", "", "the `FOLDER` for the records, instead of that of the configuration")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "write nothing; tell what would be written")
	cmd.Flags().BoolVarP(&o.quiet, "quiet", "q", false, "print errors only")
	cmd.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "name every record")
}

// intake is one for the site of the configuration, if there is one, which also says
// where the records go.
func (o *importing) intake(cmd *cobra.Command) (press.Intake, error) {
	site, to, err := siteOf(cmd, o.config, o.to)
	o.to = to
	return press.Intake{URL: site.URL, Zone: site.Zone}, err
}

// siteOf is the site of a configuration, and where its articles go unless somebody says
// otherwise. Without one that is a site of which nothing is known, in UTC.
func siteOf(cmd *cobra.Command, name, to string) (config.Site, string, error) {
	if _, err := os.Stat(name); err != nil && !cmd.Flags().Changed("config") {
		return config.Site{Zone: time.UTC}, cmp.Or(to, filepath.Join("data", "articles")), nil
	}
	read := options{config: name, quiet: true}
	c, err := read.read(cmd.OutOrStdout())
	if err == nil && to == "" {
		to, err = articlesIn(c.Records.Path)
	}
	return c.Site, to, err
}

// A shelf is where the records go.
type shelf struct {
	*importing
	out, errs io.Writer
	watch     *watch
	there     map[string]string // files of the records that are there, by what tells them apart
	names     map[string]bool   // of the files that are there
	written   int
	known     int            // that are there already
	other     []string       // of these, those that are other than what would be written
	kept      map[string]int // how often a key was kept in extra
	left      int            // that could not be read
	omitted   press.Omissions
}

// nowhere is the site of records that are looked at for their ids alone.
const nowhere = "https://site.invalid/"

// identity is what tells an article from others: its id, else its address, else its
// title and date.
func identity(a feed.Article) string {
	if a.URL == nowhere { // it has none
		a.URL = ""
	}
	return cmp.Or(a.ID, a.URL, a.Title+" "+a.Published.UTC().Format(time.RFC3339))
}

// open finds out what is there.
func (o *importing) open(cmd *cobra.Command) (*shelf, error) {
	s := &shelf{importing: o, out: cmd.OutOrStdout(), errs: cmd.ErrOrStderr(), watch: watchOn(cmd.ErrOrStderr(), time.Now(), o.quiet), there: map[string]string{}, names: map[string]bool{}, kept: map[string]int{}}
	if _, err := os.Stat(o.to); errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	entries, err := os.ReadDir(o.to)
	if err != nil {
		return nil, pathless(err)
	}
	for _, e := range entries {
		s.names[e.Name()] = true
	}
	articles, _, err := record.Folder{Path: o.to, Defaults: record.Defaults{URL: nowhere}}.Read()
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		s.there[identity(a)] = a.Record.File
	}
	return s, nil
}

// take writes the records of what was read, but for those that are there.
func (s *shelf) take(in press.Imported) error {
	defer s.watch.end()
	for _, f := range in.Findings {
		if f.Level == feed.Error || !s.quiet {
			fmt.Fprintln(s.out, f)
		}
	}
	s.left += len(in.Unread)
	if len(in.Articles) == 0 && len(in.Unread) == 0 && in.Findings.Count(feed.Error) > 0 {
		s.left++ // the whole of it
	}
	for _, o := range in.Omitted {
		s.omitted.Add(o.What, o.Count)
	}
	for n, a := range in.Articles {
		if err := s.put(a); err != nil {
			return err
		}
		s.watch.progress("write", n+1, len(in.Articles))
	}
	return nil
}

// put writes the record of an article, unless it is there.
func (s *shelf) put(a feed.Article) error {
	data, ending, err := record.Record(a)
	if err != nil {
		return err
	}
	for key := range a.Extra {
		s.kept[key]++
	}
	if name, there := s.there[identity(a)]; there {
		s.known++
		if old, err := os.ReadFile(name); err == nil && !bytes.Equal(old, data) {
			s.other = append(s.other, name)
		}
		return nil
	}
	name := filepath.Join(s.to, s.name(a, ending))
	s.there[identity(a)] = name
	s.written++
	if s.verbose {
		fmt.Fprintln(s.out, name)
	}
	if s.dryRun {
		return nil
	}
	if err := os.MkdirAll(s.to, 0o755); err != nil {
		return pathless(err)
	}
	if _, err := os.Lstat(name); err == nil { // since the folder was read
		return fmt.Errorf("%s is there already; nothing is overwritten", name)
	}
	return renameio.WriteFile(name, data, 0o644, renameio.WithTempDir(s.to), renameio.WithStaticPermissions(0o644))
}

// name is that of the file for an article: its day, and the last part of its address,
// else of its title.
func (s *shelf) name(a feed.Article, ending string) string {
	day := "undated"
	if !a.Published.IsZero() {
		day = a.Published.UTC().Format(time.DateOnly)
	}
	last := cmp.Or(a.Slug, a.Title)
	if u, err := url.Parse(a.URL); err == nil && u.RawQuery == "" && strings.Trim(u.Path, "/") != "" {
		last = path.Base(u.Path)
		last = strings.TrimSuffix(last, path.Ext(last))
	}
	stem := day + "-" + cmp.Or(recordName(last), "article")
	name := stem + ending
	for n := 2; s.names[name]; n++ {
		name = fmt.Sprintf("%s-%d%s", stem, n, ending)
	}
	s.names[name] = true
	return name
}

// tell says what was done, and gives the exit status for it.
func (s *shelf) tell() error {
	if !s.quiet {
		s.report()
	}
	switch {
	case s.left == 0:
		return nil
	case s.written+s.known == 0:
		return status{refused, errors.New("no record was written")}
	}
	return status{code: published}
}

// report says in some lines what was written, what was kept and what was left out.
func (s *shelf) report() {
	verb := "written to"
	if s.dryRun {
		verb = "to be written to"
	}
	line := fmt.Sprintf("%s %s %s", counted(s.written, "record"), verb, s.to)
	if s.known > 0 {
		line += fmt.Sprintf(", %d there already", s.known)
	}
	if s.left > 0 {
		line += fmt.Sprintf(", %d left out for their errors", s.left)
	}
	fmt.Fprintln(s.out, line)
	if len(s.other) > 0 {
		fmt.Fprintf(s.out, "of those that were there, %d are other than what was read now, and stay as they are: %s\n", len(s.other), some(s.other))
	}
	if len(s.kept) > 0 {
		var keys []string
		for _, key := range slices.SortedFunc(maps.Keys(s.kept), func(a, b string) int { return cmp.Or(s.kept[b]-s.kept[a], cmp.Compare(a, b)) }) {
			keys = append(keys, fmt.Sprintf("%s (%d)", key, s.kept[key]))
		}
		fmt.Fprintf(s.out, "kept in extra: %s\n", some(keys))
	}
	var out []string
	for _, o := range s.omitted {
		out = append(out, fmt.Sprintf("%s (%d)", o.What, o.Count))
	}
	if len(out) > 0 {
		fmt.Fprintf(s.out, "left out: %s\n", strings.Join(out, ", "))
	}
}

// some is a list of which a few are named.
func some(list []string) string {
	const few = 8
	if len(list) > few {
		return strings.Join(list[:few], ", ") + fmt.Sprintf(" and %d more", len(list)-few)
	}
	return strings.Join(list, ", ")
}

// counted is 1 record, 2 records.
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// recordName is the name of the file for a record of that title, without its ending: its
// slug, cut to a handy length. It is empty if the title has no slug.
func recordName(title string) string {
	const most = 60 // bytes: it becomes a part of the address
	slug := value.Slug(title)
	if slug == "" {
		return ""
	}
	if len(slug) > most {
		slug = strings.ToValidUTF8(slug[:most], "")
		if i := strings.LastIndexByte(slug, '-'); i > 0 {
			slug = slug[:i]
		}
	}
	return slug
}
