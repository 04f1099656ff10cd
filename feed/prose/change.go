package prose

import (
	"fmt"
	"unicode/utf8"

	"dateline/feed"
	"dateline/feed/value"
)

// The codes of all that this package says. They are of level info, but for those
// in warned, and nothingLeft.
const (
	attributeRemoved  = "prose-attribute-removed"  // an attribute that acts or paints
	characterRemoved  = "prose-character-removed"  // what XML cannot carry
	checkboxText      = "prose-checkbox-text"      // of a task list: ☑ or ☐
	controlsAdded     = "prose-controls-added"     // to sound and films
	elementRemoved    = "prose-element-removed"    // its text stays, unless the text says otherwise
	elementRenamed    = "prose-element-renamed"    // to what readers know
	emojiText         = "prose-emoji-text"         // the picture of a character became the character
	formRemoved       = "prose-form-removed"       // forms and their controls
	iframeLinked      = "prose-iframe-linked"      // embeds of every kind
	lazyImage         = "prose-lazy-image"         // the placeholder gave way to the picture
	mathText          = "prose-math-text"          // MathML became its text
	nestingTooDeep    = "prose-nesting-too-deep"   // only the words were kept
	nothingLeft       = "prose-nothing-left"       // no title, and all of the content went
	scriptRemoved     = "prose-script-removed"     //
	structureUnstable = "prose-structure-unstable" // only the words were kept
	styleRemoved      = "prose-style-removed"      // the element
	svgRemoved        = "prose-svg-removed"        //
	trackerDropped    = "prose-tracker-dropped"    // an image that nobody can see
	urlInvalid        = "prose-url-invalid"        // no address at all
	urlUnsafe         = "prose-url-unsafe"         // a scheme that readers must not follow
)

var warned = value.Words(nestingTooDeep + " " + structureUnstable + " " + urlInvalid)

// A Change is one kind of thing that was done to a body.
type Change struct {
	Code  string // such as prose-script-removed
	Level feed.Level
	Text  string // one clause, about the first case
	Times int    // how many cases there were: 1 or more
}

// String gives the text, and how many more cases there were.
func (c Change) String() string {
	if c.Times == 1 {
		return c.Text
	}
	return fmt.Sprintf("%s (and %d more)", c.Text, c.Times-1)
}

// changes collects what is done to one body.
type changes struct {
	list  []Change
	index map[string]int // where in list a code and kind stands
}

// add says that something of the kind (an element, an attribute) was done.
func (c *changes) add(code, kind, format string, args ...any) {
	key := code + " " + kind
	if i, known := c.index[key]; known {
		c.list[i].Times++
		return
	}
	if c.index == nil {
		c.index = map[string]int{}
	}
	c.index[key] = len(c.list)
	change := Change{Code: code, Level: feed.Info, Text: fmt.Sprintf(format, args...), Times: 1}
	if warned[code] {
		change.Level = feed.Warning
	}
	c.list = append(c.list, change)
}

// legible is s without what no feed can carry, and says what it removed.
func (c *changes) legible(s string) string {
	clean := value.Clean(s)
	if len(clean) < len(s) {
		if at, what := value.Illegal(s); at >= 0 {
			c.add(characterRemoved, "", "removed what no feed can carry: %s", what)
		}
	}
	return clean
}

// maxShown is how many bytes of a value a text shows.
const maxShown = 120

// shown is the value as a text shows it: data: URLs can be megabytes.
func shown(value string) string {
	if len(value) <= maxShown {
		return value
	}
	end := maxShown
	for end > 0 && !utf8.RuneStart(value[end]) {
		end--
	}
	return value[:end] + "…"
}
