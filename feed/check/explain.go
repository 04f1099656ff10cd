package check

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"dateline/feed"
)

// The pages are archives in the form of txtar: a comment, then files that each
// begin with a line such as "-- bad.json --". The comment is the title, paragraphs
// on why it matters, and one that begins with "Mend:".
//
//go:embed pages/*.txtar
var pages embed.FS

// A Page explains a code.
type Page struct {
	Code, Title       string
	Why, Mend         []string // paragraphs: what a reader's program does with it, and how to mend it
	Bad, Good         string   // the smallest documents that have the fault, and have it not
	BadName, GoodName string   // bad.xml, good.json
	Want              []string // line:column of each finding of the code in Bad
}

// Explain gives the page of a code, and whether there is one.
func Explain(code string) (Page, bool) {
	data, err := pages.ReadFile("pages/" + code + ".txtar")
	if err != nil {
		return Page{}, false
	}
	comment, files := archive(string(data))
	title, paragraphs, _ := strings.Cut(comment, "\n")
	page := Page{Code: code, Title: title}
	for paragraph := range strings.SplitSeq(paragraphs, "\n\n") {
		text := strings.Join(strings.Fields(paragraph), " ")
		mend, isMend := strings.CutPrefix(text, "Mend: ")
		switch {
		case text == "":
		case isMend || len(page.Mend) > 0:
			page.Mend = append(page.Mend, mend)
		default:
			page.Why = append(page.Why, text)
		}
	}
	for name, text := range files {
		switch stem, _, _ := strings.Cut(name, "."); stem {
		case "bad":
			page.BadName, page.Bad = name, text
		case "good":
			page.GoodName, page.Good = name, text
		case "want":
			page.Want = strings.Fields(text)
		}
	}
	return page, true
}

// archive splits a txtar archive into its comment and its files.
func archive(text string) (comment string, files map[string]string) {
	files = map[string]string{}
	name := ""
	for line := range strings.Lines(text) {
		next, begins := strings.CutPrefix(strings.TrimRight(line, "\n"), "-- ")
		next, ends := strings.CutSuffix(next, " --")
		switch {
		case begins && ends:
			name = next
			files[name] = ""
		case name == "":
			comment += line
		default:
			files[name] += line
		}
	}
	return comment, files
}

// A Chapter is the rules of one vocabulary.
type Chapter struct {
	Name  string // what its codes begin with, such as atom
	Spec  string // where its rules are written
	Rules []Rule // by code
}

// Chapters are the rules that are given, all of them or a part, by vocabulary:
// documents first, then what is within them.
func Chapters(rules []Rule) []Chapter {
	var all []Chapter
	for _, c := range chapters() {
		for _, r := range rules {
			if name, _, _ := strings.Cut(r.Code, "-"); name == c.Name {
				c.Rules = append(c.Rules, r)
			}
		}
		if c.Rules != nil {
			all = append(all, c)
		}
	}
	return all
}

// chapters are the vocabularies, without their rules.
func chapters() []Chapter {
	all := []Chapter{
		{Name: "rss", Spec: "RSS 2.0 and the RSS Profile"},
		{Name: "atom", Spec: "Atom 1.0 (RFC 4287)"},
		{Name: "json", Spec: "JSON Feed 1.1 and JSON (RFC 8259)"},
		{Name: "rss1", Spec: "RSS 1.0"},
		{Name: "opml", Spec: "OPML 2.0"},
		{Name: "xml", Spec: "XML 1.0 and Namespaces in XML 1.0"},
		{Name: "address", Spec: "addresses that are well-formed and mislead"},
		{Name: "date", Spec: "dates that are well-formed and mislead"},
		{Name: "type", Spec: "media types that are well-formed and mislead"},
		{Name: "text", Spec: "text that is well-formed and says nothing"},
		{Name: "html", Spec: "HTML, and where feeds take it"},
		{Name: "http", Spec: "how a feed is served: HTTP (RFC 9110 and 9111) and WebSub"},
		{Name: "document", Spec: "what a file is"},
		{Name: "namespace", Spec: "extensions that are not judged"},
	}
	for _, m := range modules {
		if !slices.ContainsFunc(all, func(c Chapter) bool { return c.Name == m.name }) {
			all = append(all, Chapter{Name: m.name, Spec: m.spec})
		}
	}
	return all
}

// RulesOf gives the rules whose codes fit a pattern, in which * stands for anything
// (path.Match). A pattern that is none, or that fits no code, is an error.
func RulesOf(pattern string) ([]Rule, error) {
	var fit []Rule
	var codes []string
	for _, r := range Rules() {
		same, err := path.Match(pattern, r.Code)
		if err != nil {
			return nil, fmt.Errorf("%q is no pattern of codes", pattern)
		}
		if same {
			fit = append(fit, r)
		}
		codes = append(codes, r.Code)
	}
	if fit != nil {
		return fit, nil
	}
	return nil, fmt.Errorf("no code is called %q%s", pattern, feed.DidYouMean(pattern, codes))
}
