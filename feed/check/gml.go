package check

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

const gmlSpace = "http://www.opengis.net/gml"

// gml is the part of GML 3.1.1 that places in feeds are written in (GeoRSS GML).
var gml = &vocabulary{
	name: "gml", space: gmlSpace, spec: "GeoRSS GML", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"CircleByCenterPoint", "where", many, anything, "circle"},
		{"Envelope", "where", many, anything, "box"},
		{"LineString", "where", many, anything, "line"},
		{"LinearRing", "exterior interior", once, anything, "polygon"},
		{"Point", "where", many, anything, "point"},
		{"Polygon", "where", many, anything, "polygon"},
		{"exterior", "Polygon", once, anything, "polygon"},
		{"interior", "Polygon", many, anything, "polygon"},
		{"lowerCorner", "Envelope", once, anything, "box"},
		{"pos", "Point CircleByCenterPoint", once, anything, "point"},
		{"posList", "LineString LinearRing", once, anything, "line"},
		{"radius", "CircleByCenterPoint", once, quantity, "circle"},
		{"upperCorner", "Envelope", once, anything, "box"},
	},
	rules: []rule{
		{Rule{"gml-comma", feed.Warning, "GeoRSS GML", "CoordComma"}, "lowerCorner pos posList upperCorner", noComma},
		{Rule{"gml-pos-invalid", feed.Error, "GeoRSS GML point", "InvalidCoord"}, "lowerCorner pos upperCorner", inGML(point)},
		{Rule{"gml-posList-invalid", feed.Error, "GeoRSS GML line", "InvalidCoordList"}, "posList", posList},
	},
}

// posList is a line, or the ring around an area.
func posList(j *judge, code string, n *markup.Node) {
	if parent(n) == "LinearRing" {
		inGML(polygon)(j, code, n)
	} else {
		inGML(line)(j, code, n)
	}
}

// inGML judges coordinates as GeoRSS Simple does, unless they are said to be of
// another system than its own or to have a height as well: then they are numbers.
func inGML(check func(string) error) func(*judge, string, *markup.Node) {
	return func(j *judge, code string, n *markup.Node) {
		judge := check
		if otherwise(n) {
			judge = numbers
		}
		if err := judge(strings.TrimSpace(n.Text)); err != nil {
			j.found(code, n, n.TextAt, "%s: %v", n.Name, err)
		}
	}
}

// otherwise reports whether an element or one around it names a system of
// coordinates or a number of dimensions that is not that of latitude and longitude.
func otherwise(n *markup.Node) bool {
	for ; n != nil && n.Space == gmlSpace; n = n.Parent {
		if system, said := n.Attr("", "srsName"); said && !strings.HasSuffix(system, "4326") {
			return true
		}
		if dimensions, said := n.Attr("", "srsDimension"); said && dimensions != "2" {
			return true
		}
	}
	return false
}

func numbers(s string) error {
	words := strings.Fields(s)
	for _, word := range words {
		if _, err := strconv.ParseFloat(word, 64); err != nil {
			return fmt.Errorf("%s is not a number", value.Quote(word))
		}
	}
	if len(words) < 2 {
		return fmt.Errorf("%s has %d numbers, and a place has two or more", value.Quote(s), len(words))
	}
	return nil
}
