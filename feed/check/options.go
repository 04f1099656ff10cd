package check

import (
	"fmt"
	"path"
	"slices"
	"time"

	"dateline/feed"
)

// Off is the level of what is not said.
const Off feed.Level = "off"

// Options say how a file is judged. The zero value judges the file alone.
type Options struct {
	// Levels are those of codes that do not have the level of their rule, by code
	// or by a pattern in which * stands for anything (path.Match). Of several that
	// fit, the code itself decides, else the longest pattern. What no reader can
	// parse stays an error.
	Levels map[string]feed.Level

	Now    time.Time // what dates may not be ahead of; zero: they are not compared
	Served *Served   // how the file is served, which is judged too; nil: it is not known
	Sound  *Sound    // the HTML that is known to be sound, which grows; nil: none
}

// level is that of a rule.
func (o Options) level(r Rule) feed.Level {
	if level, said := o.Levels[r.Code]; said && !unreadable(r.Code) {
		return level
	}
	level, longest := r.Level, ""
	for pattern, own := range o.Levels {
		longer := len(pattern) > len(longest) || len(pattern) == len(longest) && pattern > longest
		if same, err := path.Match(pattern, r.Code); same && err == nil && longer && !unreadable(r.Code) {
			level, longest = own, pattern
		}
	}
	return level
}

// unreadable reports whether a code is of a text that no reader can parse.
func unreadable(code string) bool {
	return slices.ContainsFunc(xmlRules, func(r Rule) bool { return r.Code == code }) ||
		slices.Contains([]string{"json-character", "json-bounds", "json-syntax"}, code)
}

// CanBe reports why the codes that fit a pattern cannot have the level; nil if they
// can.
func CanBe(pattern string, level feed.Level) error {
	rules, err := RulesOf(pattern)
	if err != nil {
		return err
	}
	for _, r := range rules {
		if level == feed.Error || !unreadable(r.Code) {
			continue
		}
		fits := ""
		if r.Code != pattern {
			fits = fmt.Sprintf("; it fits %q, so name others more closely", pattern)
		}
		return fmt.Errorf("%s stays an error, for no reader can parse such a file%s", r.Code, fits)
	}
	return nil
}
