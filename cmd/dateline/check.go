package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/check"
	"dateline/feed/config"
	"dateline/feed/press"
)

// judging are the options of check.
type judging struct {
	config string
	format string
	level  string
	color  string
	only   []string
	skip   []string
	now    moment
	visiting
}

// levels are those of findings, heaviest first.
var levels = []string{string(feed.Error), string(feed.Warning), string(feed.Info)}

func newCheck() *cobra.Command {
	var o judging
	cmd := &cobra.Command{
		Use:   "check FILE|URL...",
		Short: "Judge feeds: RSS 2.0 and 1.0, Atom 1.0, JSON Feed 1.1, OPML",
		Long: `Judge feeds, whoever made them: RSS 2.0 and 1.0, Atom 1.0, JSON Feed 1.1 and OPML,
told by their content. FILE may be - for the standard input, or a folder, for every
feed in and below it: files called .xml, .rss, .atom, .rdf, .json or .opml, hidden ones
aside. A feed of another name is judged when it is named itself. Of a URL, how it is
served is judged too: status, redirects, media type, compression, caching, and whether
the server knows that nothing has changed; that takes up to three requests. A podcast
is judged by what Apple Podcasts wants and by the podcast namespace.

Each finding has its place and a code; dateline explain CODE tells more. Of the HTML
in one text the first of each code is named, of a file a thousand of each. The table
[check] of config.toml changes the level of codes, as it does for publish:
levels = { "rss-self-missing" = "info", "dc-*" = "off" }. The exit status is 0 if no
file has errors, else 1.`,
		Example: `  dateline check public
  dateline check rss.xml --level error
  dateline check https://example.org/feed --level info
  curl -s https://example.org/feed | dateline check - --format json
  dateline check public --format sarif > feeds.sarif
  dateline check public --skip 'rss-self-*'`,
		RunE: func(cmd *cobra.Command, files []string) error { return o.run(cmd, files) },
	}
	cmd.Flags().StringVarP(&o.config, "config", "c", "", "the `FILE` whose table [check] says what codes weigh (default config.toml, if it has one)")
	cmd.Flags().StringVar(&o.format, "format", "text", "how findings are printed: text; json, an object a file and line; or sarif, SARIF 2.1.0 for editors and code hosts")
	cmd.Flags().StringVar(&o.level, "level", "warning", "the least that is printed: error, warning or info")
	cmd.Flags().StringVar(&o.color, "color", "auto", "whether text is coloured: always, never, or auto, on a terminal if NO_COLOR is not set")
	cmd.Flags().StringSliceVar(&o.only, "only", nil, "print findings of these codes alone; * stands for anything")
	cmd.Flags().StringSliceVar(&o.skip, "skip", nil, "leave out findings of these codes; they do not count as errors either")
	cmd.Flags().Var(&o.now, "now", "the moment that dates may not be ahead of, instead of the clock's")
	o.visiting.flags(cmd.Flags())
	return cmd
}

// A verdict is what is said of a file.
type verdict struct {
	file   feed.File
	report check.Report  // without the findings that are left out by their code
	shown  feed.Findings // those of them that are heavy enough to be printed
}

// A printer prints verdicts, a file after the other. A writer that fails is said by
// whoever reads.
type printer interface {
	print(verdict)
	end()
}

// printers are the formats of findings.
var printers = []struct {
	name string
	open func(io.Writer, *judging) printer
}{
	{"text", newTextPrinter},
	{"json", newJSONPrinter},
	{"sarif", newSARIFPrinter},
}

// fault reports what is wrong with the command line.
func (o *judging) fault(files []string) error {
	var formats []string
	for _, p := range printers {
		formats = append(formats, p.name)
	}
	switch {
	case len(files) == 0:
		return usage("check needs a file, a folder, a URL, or - for the standard input, such as dateline check public")
	case o.timeout <= 0:
		return usage("--timeout %v is no time to wait, such as 30s", o.timeout)
	}
	for _, flag := range []struct {
		name, value string
		known       []string
	}{
		{"format", o.format, formats},
		{"level", o.level, levels},
		{"color", o.color, colors},
	} {
		if !slices.Contains(flag.known, flag.value) {
			return usage("--%s %s is none of %s", flag.name, flag.value, strings.Join(flag.known, ", "))
		}
	}
	for _, pattern := range slices.Concat(o.only, o.skip) {
		if _, err := rulesOf(pattern); err != nil {
			return err
		}
	}
	return nil
}

func (o *judging) run(cmd *cobra.Command, files []string) error {
	if err := o.fault(files); err != nil {
		return err
	}
	var out printer
	for _, p := range printers {
		if p.name == o.format {
			out = p.open(cmd.OutOrStdout(), o)
		}
	}
	how, err := o.options(cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	how.Now = o.now.orClock()
	good, judged := true, 0
	for _, name := range files {
		before := judged
		err := o.feeds(cmd, name, func(f feed.File, served *check.Served, asked bool) {
			how.Served = served
			if v, isFeed := o.judge(f, how, asked); isFeed {
				judged++
				good = good && v.report.Valid()
				out.print(v)
			}
		})
		if err == nil && judged == before {
			err = fmt.Errorf("there is no feed in %s: no %s file that is one; name the file itself if it is called otherwise", name, strings.Join(extensions, " "))
		}
		if err != nil {
			good = false
			fmt.Fprintf(cmd.ErrOrStderr(), "dateline: %v\n", err)
		}
	}
	out.end()
	if !good {
		return status{code: refused}
	}
	return nil
}

// options reads what codes weigh. A config.toml that nobody named may be another
// program's, and counts only if it has a table [check].
func (o *judging) options(errs io.Writer) (check.Options, error) {
	name := cmp.Or(o.config, "config.toml")
	data, err := os.ReadFile(name)
	switch {
	case o.config == "" && errors.Is(err, fs.ErrNotExist):
		return check.Options{}, nil
	case err != nil:
		return check.Options{}, usage("read the configuration: %w", err)
	}
	c, there, findings := config.ReadCheck(name, data)
	if o.config == "" && !there {
		return check.Options{}, nil
	}
	how, faults := press.Judging(c)
	findings = append(findings, faults...)
	findings.Sort()
	for _, f := range findings {
		fmt.Fprintln(errs, f)
	}
	if len(findings) > 0 {
		return how, usage("%s cannot be used; see above", name)
	}
	return how, nil
}

// rulesOf are the rules whose codes fit a pattern; there must be one.
func rulesOf(pattern string) ([]check.Rule, error) {
	rules, err := check.RulesOf(pattern)
	if err != nil {
		return nil, usage("%w; dateline explain lists all codes", err)
	}
	return rules, nil
}

// judge says what is wrong with a file. It is none that is meant if nobody asked for
// it and it can be read as something else.
func (o *judging) judge(f feed.File, how check.Options, asked bool) (v verdict, meant bool) {
	report := check.Inspect(f, how)
	unknown := func(f feed.Finding) bool { return f.Code == "document-unknown" } // unless that is off
	if !asked && report.Type == "" && (report.Valid() || slices.ContainsFunc(report.Findings, unknown)) {
		return verdict{}, false
	}
	report.Findings = slices.DeleteFunc(report.Findings, func(f feed.Finding) bool {
		return matchesAny(o.skip, f.Code) || len(o.only) > 0 && !matchesAny(o.only, f.Code)
	})
	shown := slices.DeleteFunc(slices.Clone(report.Findings), func(f feed.Finding) bool {
		return slices.Index(levels, string(f.Level)) > slices.Index(levels, o.level)
	})
	return verdict{f, report, shown}, true
}

func matchesAny(patterns []string, code string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { same, err := path.Match(p, code); return same && err == nil })
}

// maxFeed is how large a file is read, in bytes.
const maxFeed = 100 << 20

// extensions are those of files in a folder that may be feeds.
var extensions = []string{".xml", ".rss", ".atom", ".rdf", ".json", ".opml"}

// feedFiles calls judge with the file of that name, which is asked for, or with
// every file below the folder of that name that may be a feed.
func feedFiles(stdin io.Reader, name string, judge func(f feed.File, asked bool)) error {
	if name == "-" {
		return readFeed(stdin, name, true, judge)
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return openFeed(name, true, judge)
	}
	root := name + string(filepath.Separator) // the folder itself, where name is a link to it
	return filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != root && strings.HasPrefix(entry.Name(), "."):
			return filepath.SkipDir
		case !entry.Type().IsRegular(), strings.HasPrefix(entry.Name(), "."), !slices.Contains(extensions, strings.ToLower(filepath.Ext(name))):
			return nil
		}
		return openFeed(name, false, judge)
	})
}

func openFeed(name string, asked bool, judge func(feed.File, bool)) error {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	return readFeed(in, name, asked, judge)
}

func readFeed(in io.Reader, name string, asked bool, judge func(feed.File, bool)) error {
	data, err := io.ReadAll(io.LimitReader(in, maxFeed+1))
	if err != nil {
		return err
	}
	if len(data) > maxFeed {
		return fmt.Errorf("%s is larger than %d MB", name, maxFeed>>20)
	}
	judge(feed.File{Name: name, Data: data}, asked)
	return nil
}
