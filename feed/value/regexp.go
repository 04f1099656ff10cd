package value

import (
	"regexp"
	"sync"
)

// Regexp is a regular expression that is compiled when it is first asked for: a run asks
// for few of those that the rooms have, and to compile them all would be a quarter of the
// start of the program. What is no regular expression panics then (regexp.MustCompile).
func Regexp(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
