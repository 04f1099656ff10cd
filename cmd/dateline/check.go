package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/check"
)

// judging are the options of check.
type judging struct {
	format string
	level  string
	only   []string
	skip   []string
}

// levels are those of findings, heaviest first.
var levels = []string{string(feed.Error), string(feed.Warning), string(feed.Info)}

func newCheck() *cobra.Command {
	var o judging
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Judge feeds: RSS 2.0, Atom 1.0, JSON Feed 1.1, OPML",
		Long: `Judge feeds, whoever made them: RSS 2.0, Atom 1.0, JSON Feed 1.1 and OPML, told by
their content. FILE may be a folder, for every feed in it, or - for the standard
input. A podcast is judged by what Apple Podcasts wants and by the podcast namespace.

Each finding has its place and a code; dateline explain CODE tells more. The exit
status is 0 if no file has errors, else 1.`,
		Example: `  dateline check public
  dateline check rss.xml --level error
  curl -s https://example.org/feed | dateline check - --format json
  dateline check public --skip 'rss-self-*'`,
		RunE: func(cmd *cobra.Command, files []string) error { return o.run(cmd, files) },
	}
	cmd.Flags().StringVar(&o.format, "format", "text", "how findings are printed: text, or json, an object a file and line")
	cmd.Flags().StringVar(&o.level, "level", "warning", "the least that is printed: error, warning or info")
	cmd.Flags().StringSliceVar(&o.only, "only", nil, "print findings of these codes alone; * stands for anything")
	cmd.Flags().StringSliceVar(&o.skip, "skip", nil, "leave out findings of these codes; they do not count as errors either")
	return cmd
}

func (o *judging) run(cmd *cobra.Command, files []string) error {
	switch {
	case len(files) == 0:
		return usage("check needs a file, a folder, or - for the standard input, such as dateline check public")
	case o.format != "text" && o.format != "json":
		return usage("--format %s is neither text nor json", o.format)
	case !slices.Contains(levels, o.level):
		return usage("--level %s is none of %s", o.level, strings.Join(levels, ", "))
	}
	for _, pattern := range append(slices.Clone(o.only), o.skip...) {
		if err := knownCode(pattern); err != nil {
			return err
		}
	}
	faulty := 0
	for _, name := range files {
		err := feedFiles(cmd.InOrStdin(), name, func(f feed.File, asked bool) {
			if !o.judge(cmd.OutOrStdout(), f, asked) {
				faulty++
			}
		})
		if err != nil {
			return err
		}
	}
	if faulty > 0 {
		return status{code: refused}
	}
	return nil
}

// knownCode reports a code that no rule has.
func knownCode(pattern string) error {
	var codes []string
	for _, r := range check.Rules() {
		if same, err := path.Match(pattern, r.Code); err != nil {
			return usage("%q is no pattern for codes: %w", pattern, err)
		} else if same {
			return nil
		}
		codes = append(codes, r.Code)
	}
	return usage("no code is called %q%s; dateline explain lists them", pattern, meant(pattern, codes))
}

// maxFeed is how large a file is read, in bytes.
const maxFeed = 100 << 20

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
	return filepath.WalkDir(name, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || !slices.Contains([]string{".xml", ".rss", ".atom", ".json", ".opml"}, filepath.Ext(name)) {
			return err
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

// judge prints what is found in a file, and reports whether that is without
// errors. What nobody asked for and can be read as something else is passed over.
func (o *judging) judge(out io.Writer, f feed.File, asked bool) bool {
	report := check.Inspect(f, check.Options{})
	all := report.Findings
	if !asked && slices.ContainsFunc(all, func(f feed.Finding) bool { return f.Code == "document-unknown" }) {
		return true
	}
	all = slices.DeleteFunc(all, func(f feed.Finding) bool {
		return matchesAny(o.skip, f.Code) || len(o.only) > 0 && !matchesAny(o.only, f.Code)
	})
	shown := slices.DeleteFunc(slices.Clone(all), func(f feed.Finding) bool {
		return slices.Index(levels, string(f.Level)) > slices.Index(levels, o.level)
	})
	valid := all.Count(feed.Error) == 0
	if o.format == "json" {
		printJSON(out, judged{File: f.Name, Type: report.Type, Valid: valid}, shown)
		return valid
	}
	lines := bytes.Split(f.Data, []byte("\n"))
	for _, finding := range shown {
		fmt.Fprintln(out, finding)
		pointAt(out, lines, finding.Pos)
	}
	return valid
}

func matchesAny(patterns []string, code string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { same, err := path.Match(p, code); return same && err == nil })
}

// pointAt prints what stands at a place, as far as it fits in a line of a terminal,
// with a caret below it.
func pointAt(out io.Writer, lines [][]byte, pos feed.Pos) {
	const before, after = 40, 60 // characters beside the place
	if pos.Line < 1 || pos.Line > len(lines) || pos.Column < 1 || pos.Column > len(lines[pos.Line-1])+1 {
		return
	}
	line, at := lines[pos.Line-1], pos.Column-1
	left := []rune(legible(line[max(0, at-before*utf8.UTFMax):at]))
	right := []rune(legible(line[at:min(len(line), at+after*utf8.UTFMax)]))
	left = left[max(0, len(left)-before):]
	right = right[:min(len(right), after)]
	fmt.Fprintf(out, "    %s%s\n    %s^\n", string(left), string(right), strings.Repeat(" ", len(left)))
}

// legible is text that a terminal shows as it stands, a character each.
func legible(text []byte) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(text), "\uFFFD"))
}

// judged is a file as --format json prints it.
type judged struct {
	File     string   `json:"file"`
	Type     string   `json:"type"`
	Valid    bool     `json:"valid"`
	Findings []remark `json:"findings"`
}

type remark struct {
	Code   string     `json:"code"`
	Level  feed.Level `json:"level"`
	Line   int        `json:"line"`
	Column int        `json:"column"`
	Path   string     `json:"path,omitempty"`
	Text   string     `json:"text"`
	Ref    string     `json:"ref,omitempty"`
	W3C    string     `json:"w3c,omitempty"`
}

func printJSON(out io.Writer, j judged, findings feed.Findings) {
	j.Findings = []remark{}
	for _, f := range findings {
		j.Findings = append(j.Findings, remark{f.Code, f.Level, f.Pos.Line, f.Pos.Column, f.Path, f.Text, f.Ref, f.W3C})
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.Encode(j) // a writer that fails is said by whoever reads
}
