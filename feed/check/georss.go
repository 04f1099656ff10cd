package check

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/feed/value"
)

// georss is GeoRSS Simple (docs.ogc.org/cs/17-002r1).
var georss = &vocabulary{
	name: "georss", space: "http://www.georss.org/georss", spec: "GeoRSS Simple", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"point", inAll, maybe, form{check: coordinates, w3c: "InvalidCoord"}, "point"},
	},
}

// coordinates are degrees of latitude and longitude with a blank between.
func coordinates(s string) error {
	words := strings.Fields(strings.ReplaceAll(s, ",", " "))
	if len(words) == 2 {
		lat, noLat := strconv.ParseFloat(words[0], 64)
		lon, noLon := strconv.ParseFloat(words[1], 64)
		if noLat == nil && noLon == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 {
			return nil
		}
	}
	return fmt.Errorf("%s is not a latitude and a longitude such as 45.25 -71.92", value.Quote(s))
}
