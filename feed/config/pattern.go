package config

import (
	"fmt"
	"slices"
	"strings"

	"dateline/feed/table"
	"dateline/feed/value"
)

// placeholder finds {words} in a pattern.
var placeholder = value.Regexp(`\{[^{}]*\}`)

// placeholders reports a word in braces that means nothing.
func placeholders(s string, known ...string) error {
	for _, word := range placeholder().FindAllString(s, -1) {
		if !slices.Contains(known, word) {
			return fmt.Errorf("%s in %q means nothing here; %s do", word, s, strings.Join(known, ", "))
		}
	}
	return nil
}

// pattern reads the pattern of addresses of articles.
func pattern(v table.Value, into *string) error {
	err := text(v, into)
	if err == nil && placeholders(*into, braced(value.Placeholders)...) != nil {
		err = placeholders(*into, "{year}", "{month}", "{day}", "{section}", "{language}", "{slug}") // those that most need
	}
	if err == nil && !tellsApart(*into) {
		err = fmt.Errorf("%q gives all articles of a day one address; put {slug} into it", *into)
	}
	return err
}

// braced are words as patterns have them.
func braced(words []string) []string {
	var all []string
	for _, word := range words {
		all = append(all, "{"+word+"}")
	}
	return all
}

// tellsApart reports whether a pattern tells the articles of one day apart.
func tellsApart(pattern string) bool {
	return slices.ContainsFunc(braced(value.Naming), func(word string) bool { return strings.Contains(pattern, word) })
}

// setPatterns reads the patterns of sections, by their names.
func setPatterns(r *Records, v table.Value) error {
	r.URLs = map[string]string{}
	return entries(v, func(e table.Entry) error {
		var one string
		err := pattern(e.Value, &one)
		r.URLs[e.Key] = one
		return err
	})
}

// setFirstID reads the pattern of the ids that articles had before.
func setFirstID(r *Records, v table.Value) error {
	err := text(v, &r.ID)
	if err == nil {
		err = placeholders(r.ID, append(braced(value.Placeholders), "{url}", "{site}", "{post_id}")...)
	}
	if err == nil && r.ID != "" && !tellsApart(r.ID) && !strings.Contains(r.ID, "{url}") && !strings.Contains(r.ID, "{post_id}") {
		err = fmt.Errorf("%q gives several articles one id; put {url} into it", r.ID)
	}
	return err
}

// language reads a language as names of files have it.
func language(s string) (string, error) {
	_, err := value.Language(s)
	return s, err
}
