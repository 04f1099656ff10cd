package markup_test

import (
	"fmt"

	"dateline/feed/markup"
)

// All that is wrong is found at once, each fault at its place.
func ExampleXML() {
	d := markup.XML([]byte("<feed>\n<title>Low & high</title>\n<link a='1' a='2'/>\n</feed>"))
	for _, fault := range d.Faults {
		line, column := d.Place(fault.At)
		fmt.Println(line, column, fault.Text)
	}
	// Output:
	// 2 12 "& high" is no reference; &amp; would be right for the &
	// 3 13 the attribute a is there already; one would be right
}
