package record

import (
	"fmt"
	"path/filepath"
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// Gather makes one finding of many that say the same of a folder: of pages that are no
// articles, and of what is called in bodies by the same name and is not run.
func Gather(folder string, findings feed.Findings) feed.Findings {
	return gatherCalls(gatherPages(folder, findings))
}

// called finds the name of what is called in a body: gh in {{< gh 1 >}} and {% gh 1 %}.
var called = value.Regexp(`^\{[{%][<%]?-?\s*/?([\w./-]+)`)

// gatherCalls leaves the first of several findings about calls of one name, which says
// how many there are.
func gatherCalls(findings feed.Findings) feed.Findings {
	const few = 3 // are named each
	name := func(f feed.Finding) string {
		if m := called().FindStringSubmatch(f.Text); m != nil && f.Code == "record-shortcode" {
			return m[1]
		}
		return ""
	}
	counts, files := map[string]int{}, map[string]map[string]bool{}
	for _, f := range findings {
		if of := name(f); of != "" {
			if counts[of]++; files[of] == nil {
				files[of] = map[string]bool{}
			}
			files[of][f.Pos.File] = true
		}
	}
	var rest feed.Findings
	seen := map[string]bool{}
	for _, f := range findings {
		switch of := name(f); {
		case of == "" || counts[of] <= few:
		case seen[of]:
			continue
		default:
			seen[of] = true
			f.Text += fmt.Sprintf("; likewise %d more of %s, in %d files (-v names them)", counts[of]-1, of, len(files[of]))
		}
		rest = append(rest, f)
	}
	return rest
}

// gatherPages makes one finding of all that name a page that is no article.
func gatherPages(folder string, findings feed.Findings) feed.Findings {
	var rest feed.Findings
	var pages []string
	for _, f := range findings {
		if f.Code != "record-page" {
			rest = append(rest, f)
			continue
		}
		name, err := filepath.Rel(folder, f.Pos.File)
		if err != nil {
			name = f.Pos.File
		}
		pages = append(pages, filepath.ToSlash(name))
	}
	const most = 5
	switch n := len(pages); {
	case n == 1:
		rest.Add(feed.Warning, "record-page", feed.Pos{File: folder}, "%s has no date, so it is no article", pages[0])
	case n > most:
		rest.Add(feed.Warning, "record-page", feed.Pos{File: folder}, "%d pages have no date, so they are no articles: %s and %d more", n, strings.Join(pages[:most], ", "), n-most)
	case n > 1:
		rest.Add(feed.Warning, "record-page", feed.Pos{File: folder}, "%s have no date, so they are no articles: %s", fmt.Sprint(n, " pages"), strings.Join(pages, ", "))
	}
	return rest
}
