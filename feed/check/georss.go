package check

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// georss is GeoRSS Simple, with the element that holds GML (docs.ogc.org/cs/17-002r1).
var georss = &vocabulary{
	name: "georss", space: "http://www.georss.org/georss", spec: "GeoRSS Simple", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"box", inPlaces, many, form{check: box, w3c: "InvalidCoordList"}, "box"},
		{"circle", inPlaces, many, form{check: circle, w3c: "InvalidCoordList"}, "circle"},
		{"elev", inPlaces, many, number, "elev"},
		{"featurename", inPlaces, many, plain, "featurename"},
		{"featuretypetag", inPlaces, many, anything, "featuretypetag"},
		{"floor", inPlaces, many, integer, "floor"},
		{"line", inPlaces, many, form{check: line, w3c: "InvalidCoordList"}, "line"},
		{"point", inPlaces, maybe, form{check: point, w3c: "InvalidCoord"}, "point"},
		{"polygon", inPlaces, many, form{check: polygon, w3c: "InvalidCoordList"}, "polygon"},
		{"radius", inPlaces, many, quantity, "radius"},
		{"relationshiptag", inPlaces, many, anything, "relationshiptag"},
		{"where", inPlaces, many, form{open: true}, "where"},
	},
	rules: []rule{
		{Rule{"georss-attribute-invalid", feed.Error, "GeoRSS Simple elev, floor, radius", "InvalidFloat"}, geometries, measured},
		{Rule{"georss-comma", feed.Warning, "GeoRSS Simple", "CoordComma"}, "box circle line point polygon", noComma},
		{Rule{"georss-where-empty", feed.Error, "GeoRSS GML where", "MissingElement"}, "where", whereInGML},
	},
}

// Where the elements of GeoRSS stand, and which of them are places.
const (
	inPlaces   = inAll + " source location"
	geometries = "box circle line point polygon where"
)

// positions are degrees of latitude and longitude in turn, with blanks between. A
// comma is judged by its own rule.
func positions(s string) ([]float64, error) {
	var all []float64
	for i, word := range strings.Fields(strings.ReplaceAll(s, ",", " ")) {
		check := degrees("latitude", 90)
		if i%2 == 1 {
			check = degrees("longitude", 180)
		}
		if err := check(word); err != nil {
			return nil, err
		}
		n, _ := strconv.ParseFloat(word, 64)
		all = append(all, n)
	}
	if len(all)%2 == 1 {
		return nil, fmt.Errorf("%s has %d numbers, and each place has a latitude and a longitude", value.Quote(s), len(all))
	}
	return all, nil
}

// point is one place.
func point(s string) error {
	at, err := positions(s)
	if err == nil && len(at) != 2 {
		err = fmt.Errorf("%s is not a latitude and a longitude such as 45.25 -71.92", value.Quote(s))
	}
	return err
}

// line is at least two places.
func line(s string) error {
	at, err := positions(s)
	if err == nil && len(at) < 4 {
		err = fmt.Errorf("%s is not two places or more, such as 45.25 -110.4 46.46 -109.4", value.Quote(s))
	}
	return err
}

// polygon is at least four places, of which the last is the first again.
func polygon(s string) error {
	at, err := positions(s)
	switch {
	case err != nil:
		return err
	case len(at) < 8:
		return fmt.Errorf("%s is not four places or more, of which the last is the first", value.Quote(s))
	case at[0] != at[len(at)-2] || at[1] != at[len(at)-1]:
		return fmt.Errorf("%s is not closed: its last place is not its first", value.Quote(s))
	}
	return nil
}

// box is its lower left and its upper right corner.
func box(s string) error {
	at, err := positions(s)
	switch {
	case err != nil:
		return err
	case len(at) != 4:
		return fmt.Errorf("%s is not two corners such as 42.9 -71.0 43.1 -69.8", value.Quote(s))
	case at[0] > at[2] || at[1] > at[3]:
		return fmt.Errorf("%s does not begin with the corner in the south-west", value.Quote(s))
	}
	return nil
}

// circle is a place and a radius in metres.
func circle(s string) error {
	words := strings.Fields(strings.ReplaceAll(s, ",", " "))
	if len(words) != 3 {
		return fmt.Errorf("%s is not a latitude, a longitude and a radius in metres such as 42.94 -71.03 500", value.Quote(s))
	}
	if err := point(words[0] + " " + words[1]); err != nil {
		return err
	}
	return unsigned(words[2])
}

// measured: height, storey and extent of a place may also be its attributes.
func measured(j *judge, code string, n *markup.Node) {
	for name, check := range map[string]func(string) error{"elev": decimal, "floor": whole, "radius": unsigned} {
		if text, said := n.Attr("", name); said {
			if err := check(text); err != nil {
				j.found(code, n, valueAt(n, name), "%s: %v", name, err)
			}
		}
	}
}

func noComma(j *judge, code string, n *markup.Node) {
	if i := strings.IndexByte(n.Text, ','); i >= 0 {
		j.found(code, n, j.doc.Inside(n, i), "%s: a comma stands where a blank belongs between numbers", n.Name)
	}
}

// whereInGML judges the place, which is of another vocabulary.
func whereInGML(j *judge, code string, n *markup.Node) {
	for _, c := range n.Children {
		if c.Space == gmlSpace {
			j.element(gml, c, nil)
		}
	}
	if len(n.Children) == 0 {
		j.found(code, n, n.At, "where holds no place in GML")
	}
}
