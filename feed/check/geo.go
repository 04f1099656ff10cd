package check

import (
	"fmt"
	"strconv"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// geo is the Basic Geo vocabulary (w3.org/2003/01/geo).
var geo = &vocabulary{
	name: "geo", space: "http://www.w3.org/2003/01/geo/wgs84_pos#", spec: "Basic Geo", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"Point", inAll, many, anything, "Point"},
		{"alt", inAll + " Point", many, number, "alt"},
		{"lat", inAll + " Point", maybe, latitude, "lat"},
		{"long", inAll + " Point", maybe, longitude, "long"},
	},
	rules: []rule{
		{Rule{"geo-half", feed.Warning, "Basic Geo lat, long", ""}, "lat long", half("lat", "long")},
	},
}

// geourl is the module of GeoURL (geourl.org/rss/module).
var geourl = &vocabulary{
	name: "geourl", space: "http://geourl.org/rss/module/", spec: "GeoURL module", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"latitude", inAll, maybe, latitude, "<geourl:latitude>"},
		{"longitude", inAll, maybe, longitude, "<geourl:longitude>"},
	},
	rules: []rule{
		{Rule{"geourl-half", feed.Warning, "GeoURL module", ""}, "latitude longitude", half("latitude", "longitude")},
	},
}

// icbm is the ICBM module (postneo.com/icbm).
var icbm = &vocabulary{
	name: "icbm", space: "http://postneo.com/icbm", spec: "ICBM module", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"latitude", inAll, maybe, latitude, "<icbm:latitude>"},
		{"longitude", inAll, maybe, longitude, "<icbm:longitude>"},
	},
	rules: []rule{
		{Rule{"icbm-half", feed.Warning, "ICBM module", ""}, "latitude longitude", half("latitude", "longitude")},
	},
}

// The forms of angles.
var (
	latitude  = form{check: degrees("latitude", 90), w3c: "InvalidLatitude"}
	longitude = form{check: degrees("longitude", 180), w3c: "InvalidLongitude"}
)

// degrees are those of an angle, at most so many to either side.
func degrees(of string, most float64) func(string) error {
	return func(s string) error {
		if err := decimal(s); err != nil {
			return err
		}
		if n, err := strconv.ParseFloat(s, 64); err != nil || n < -most || n > most {
			return fmt.Errorf("%s is no %s, which goes from -%g to %g", value.Quote(s), of, most, most)
		}
		return nil
	}
}

// half: a place has two coordinates.
func half(lat, long string) func(*judge, string, *markup.Node) {
	other := map[string]string{lat: long, long: lat}
	return func(j *judge, code string, n *markup.Node) {
		if n.Parent != nil && n.Parent.Child(n.Space, other[n.Name]) == nil {
			j.found(code, n, n.At, "%s has a %s and no %s", n.Parent.Name, n.Name, other[n.Name])
		}
	}
}
