package check

import (
	"embed"
	"strings"
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
