package check

import "testing"

// ofAnItem is a feed of RSS with one item.
func ofAnItem(text string) string {
	return `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml">
<channel><title>T</title><link>https://example.org/</link><description>D</description><item><title>T</title>` + text + `</item></channel></rss>`
}

func TestMediaOfAnItem(t *testing.T) {
	const video = `<media:content url="https://example.org/v.mp4"/>`
	tests := []struct{ name, text, want string }{
		{"a picture", `<media:content url="https://example.org/p.jpg" medium="image" width="640" height="480"/>`, ""},
		{"the player stands in the item", `<media:content type="video/mp4"/><media:player url="https://example.org/watch"/>`, ""},
		{"the player stands in the group", `<media:group><media:content type="video/mp4"/><media:content type="video/webm"/><media:player url="https://example.org/watch"/></media:group>`, ""},
		{"a content in a content", `<media:content url="https://example.org/v.mp4"><media:content url="https://example.org/w.mp4"/></media:content>`, "media-element-unknown"},
		{"a thumbnail of an enclosure", `<enclosure url="https://example.org/v.mp4" length="1" type="video/mp4"/><media:thumbnail url="https://example.org/p.jpg"/>`, ""},
		{"two that are about nothing: said once", `<media:title>T</media:title><media:credit>Ann</media:credit>`, "media-link-missing"},
		{"a rating is simple by default", video + `<media:rating>nonadult</media:rating>`, ""},
		{"a rating in capitals, as its makers write it", video + `<media:rating scheme="urn:mpaa">PG-13</media:rating>`, ""},
		{"a rating with its reasons", video + `<media:rating scheme="urn:v-chip">tv-14-dlsv</media:rating>`, ""},
		{"a rating of a scheme that nobody knows", video + `<media:rating scheme="https://example.org/stars">***</media:rating>`, ""},
		{"an ICRA label that is cut", video + `<media:rating scheme="urn:icra">r (cz 1 lz</media:rating>`, "media-rating-invalid"},
		{"nobody may, without a type", video + `<media:restriction relationship="allow"/>`, ""},
		{"everybody may not, without a type", video + `<media:restriction relationship="deny">all</media:restriction>`, ""},
		{"all beside a country", video + `<media:restriction relationship="deny" type="country">all by</media:restriction>`, "media-restriction-country"},
		{"a name that the specification gives to a site", video + `<media:restriction relationship="deny" type="uri">urn:apple https://images.example.org</media:restriction>`, ""},
		{"one restriction of each type", video + `<media:restriction relationship="deny" type="country">by</media:restriction><media:restriction type="sharing" relationship="deny"/>`, ""},
		{"hashes of two algorithms", video + `<media:hash>d41d8cd98f00b204e9800998ecf8427e</media:hash><media:hash algo="sha-1">DA39A3EE5E6B4B0D3255BFEF95601890AFD80709</media:hash>`, ""},
		{"a role in capitals that is known otherwise", video + `<media:credit role="AUTHOR">Ann</media:credit>`, "media-credit-role-invalid"},
		{"a role of sites of videos", video + `<media:credit role="uploader" scheme="urn:yvs">Ann</media:credit>`, ""},
		{"a place in GML", video + `<media:location description="home"><georss:where><gml:Point><gml:pos>35.67 139.77</gml:pos></gml:Point></georss:where></media:location>`, ""},
		{"scenes, as the specification writes them", video + `<media:scenes><media:scene><sceneTitle>One</sceneTitle><sceneStartTime>00:15</sceneStartTime></media:scene></media:scenes>`, ""},
		{"an attribute of others", `<media:content url="https://example.org/v.mp4" xmlns:x="https://example.org/ns" x:codec="h264"/>`, ""},
	}
	for _, tt := range tests {
		if got := foundIn(ofAnItem(tt.text), "media-"); got != tt.want {
			t.Errorf("%s: File(%s) finds %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestMediaTextIsWhatItsTypeSays(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain by default", `<media:description>A &lt;b>very&lt;/b> good film</media:description>`, "html-undeclared"},
		{"plain, and about code", `<media:title type="plain">How &lt;b> works</media:title>`, ""},
		{"HTML", `<media:title type="html">A &lt;b>very&lt;/b> good film</media:title>`, ""},
		{"HTML that is cut", `<media:text type="html">&lt;a</media:text>`, "html-tag-cut"},
		{"neither: the type is wrong, and no more", `<media:text type="text">&lt;a</media:text>`, ""},
	}
	for _, tt := range tests {
		if got := foundIn(ofAnItem(tt.text), "html-"); got != tt.want {
			t.Errorf("%s: File(%s) finds %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestMomentsOfRecordings(t *testing.T) {
	tests := []struct {
		in             string
		normal, minute bool // in normal play time; where minutes may stand alone
	}{
		{"now", true, true},
		{"42", true, true},
		{"12.5", true, true},
		{"12:05:35.3", true, true},
		{"100:5:3", true, true},
		{"00:15", false, true},
		{"0:60:00", false, false},
		{"-5", false, false},
		{"+17sec", false, false},
		{"", false, false},
	}
	for _, tt := range tests {
		if got := normalPlayTime.check(tt.in) == nil; got != tt.normal {
			t.Errorf("normalPlayTime.check(%q) takes it: %v, want %v", tt.in, got, tt.normal)
		}
		if got := inMinutes(tt.in) == nil; got != tt.minute {
			t.Errorf("inMinutes(%q) takes it: %v, want %v", tt.in, got, tt.minute)
		}
	}
}
