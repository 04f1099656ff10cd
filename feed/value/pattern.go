package value

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Placeholders are the words that a pattern of addresses can hold in braces.
var Placeholders = strings.Fields(`year month day section language slug title slug_or_title filename name folders sections categories lower_slug
	short_year w_year i_month short_month monthname i_day yearday y_day week weekday w_day weekdayname short_day hour minute second`)

// Naming are those of them that tell the articles of one day apart.
var Naming = strings.Fields(`slug title slug_or_title filename name lower_slug`)

// Pattern is a pattern of addresses as a generator writes it, with the words of
// Dateline: /:year/:title/ as /{year}/{slug}/ for Jekyll. The error names what has no
// meaning here.
func Pattern(generator, pattern string) (string, error) {
	words, known := tokens[generator]
	if !known {
		return pattern, nil
	}
	if style, named := styles[pattern]; named && generator == "jekyll" {
		pattern = style
	}
	var unknown []string
	pattern = token[generator]().ReplaceAllStringFunc(pattern, func(t string) string {
		switch word, there := words[t[1:]]; {
		case there && strings.HasPrefix(word, "."):
			return word
		case there:
			return "{" + word + "}"
		case slices.Contains(Placeholders, t[1:]) && generator == "hugo" && layouts[t[1:]]:
			return "{" + t[1:] + "}"
		}
		unknown = append(unknown, t)
		return t
	})
	if len(unknown) > 0 {
		return "", fmt.Errorf("%s in %q means nothing here", strings.Join(unknown, " and "), pattern)
	}
	return pattern, nil
}

// token finds the words of a pattern (resources/page/permalinks.go of Hugo, url.rb of
// Jekyll).
var token = map[string]func() *regexp.Regexp{
	"hugo":   Regexp(`:\w+(?:\[[^\]]*\])?`),
	"jekyll": Regexp(`:[a-z_]+`),
}

// layouts are the words for dates that Hugo and Dateline share.
var layouts = Words("year month day monthname weekday weekdayname yearday")

// tokens are the words of generators that mean one of ours
// (gohugo.io/configuration/permalinks, jekyllrb.com/docs/permalinks).
var tokens = map[string]map[string]string{
	"hugo": {
		"section": "section", "sections": "sections", "title": "title", "slug": "slug_or_title",
		"filename": "filename", "contentbasename": "filename", "slugorfilename": "slug", "slugorcontentbasename": "slug",
	},
	"jekyll": {
		"categories": "categories", "title": "slug", "slug": "lower_slug", "name": "lower_slug", "output_ext": ".html",
		"year": "year", "short_year": "short_year", "month": "month", "i_month": "i_month", "short_month": "short_month", "long_month": "monthname",
		"day": "day", "i_day": "i_day", "y_day": "y_day", "w_year": "w_year", "week": "week", "w_day": "w_day", "short_day": "short_day", "long_day": "weekdayname",
		"hour": "hour", "minute": "minute", "second": "second",
	},
}

// styles are patterns that Jekyll has names for.
var styles = map[string]string{
	"none":     "/:categories/:title:output_ext",
	"date":     "/:categories/:year/:month/:day/:title:output_ext",
	"ordinal":  "/:categories/:year/:y_day/:title:output_ext",
	"pretty":   "/:categories/:year/:month/:day/:title/",
	"weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
