package check

import "testing"

func TestPlaces(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a point", `<georss:point>45.256 -71.92</georss:point>`, ""},
		{"whole degrees, a sign and more blanks", "<georss:point>\n +45   -71.\n</georss:point>", ""},
		{"a comma", `<georss:point>45.256, -71.92</georss:point>`, "georss-comma"},
		{"a number of another notation", `<georss:point>4.5e1 -71.92</georss:point>`, "georss-point-invalid"},
		{"the pole and the date line", `<georss:point>-90 180</georss:point>`, ""},
		{"a place alone is no line", `<georss:line>45.256 -110.45</georss:line>`, "georss-line-invalid"},
		{"a ring of three places", `<georss:polygon>45 -110 46 -109 45 -110</georss:polygon>`, "georss-polygon-invalid"},
		{"a ring that is closed in other words", `<georss:polygon>45 -110 46 -109 43 -109 45.0 -110.00</georss:polygon>`, ""},
		{"a ring that is open", `<georss:polygon>45 -110 46 -109 43 -109 44 -110</georss:polygon>`, "georss-polygon-invalid"},
		{"a box of one place", `<georss:box>45 -110 45 -110</georss:box>`, ""},
		{"a circle of less than nothing", `<georss:circle>45 -110 -5</georss:circle>`, "georss-circle-invalid"},
		{"a box in GML", `<georss:where><gml:Envelope><gml:lowerCorner>42 -71</gml:lowerCorner><gml:upperCorner>43 -69</gml:upperCorner></gml:Envelope></georss:where>`, ""},
		{"the system of GeoRSS, named", `<georss:where><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>145 -71</gml:pos></gml:Point></georss:where>`, "gml-pos-invalid"},
		{"another system, in metres", `<georss:where><gml:Point srsName="urn:ogc:def:crs:EPSG::25832"><gml:pos>691000 5334000</gml:pos></gml:Point></georss:where>`, ""},
		{"another system, and no number", `<georss:where><gml:Point srsName="urn:ogc:def:crs:EPSG::25832"><gml:pos>691000 north</gml:pos></gml:Point></georss:where>`, "gml-pos-invalid"},
		{"with a height", `<georss:where><gml:Point srsDimension="3"><gml:pos>45 -71 100</gml:pos></gml:Point></georss:where>`, ""},
		{"an element of GML that feeds do not use", `<georss:where><gml:MultiPoint/></georss:where>`, ""},
		{"a place of the picture", `<media:content url="https://example.org/p.jpg"><media:location><georss:where><gml:Point><gml:pos>135 39</gml:pos></gml:Point></georss:where></media:location></media:content>`, "gml-pos-invalid"},
	}
	for _, tt := range tests {
		got := foundIn(ofAnItem(tt.text), "g")
		if got != tt.want {
			t.Errorf("%s: File(%s) finds %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}
