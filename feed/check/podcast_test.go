package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A live item is an item of RSS in another namespace: the rows and rules of RSS and
// of all modules hold for what is in it.
func TestALiveItemHoldsWhatAnItemHolds(t *testing.T) {
	const live = `<podcast:liveItem status="live" start="2026-11-23T10:00:00Z">%s<podcast:contentLink href="https://example.org/live"/></podcast:liveItem>`
	at := "/rss/channel/podcast:liveItem"
	tests := []struct {
		name, inside string
		want         []string
	}{
		{"what an item has", `<title>Storm</title><guid isPermaLink="false">tag:example.org,2026:1</guid><itunes:episode>1</itunes:episode><podcast:person>Ann</podcast:person>`, nil},
		{"nothing to show", `<guid isPermaLink="false">tag:example.org,2026:1</guid>`, []string{"rss-item-empty " + at}},
		{"no guid", `<title>Storm</title>`, []string{"rss-guid-missing " + at}},
		{"a date that is none", `<title>Storm</title><guid isPermaLink="false">tag:example.org,2026:1</guid><pubDate>soon</pubDate>`, []string{"rss-pubDate-invalid " + at + "/pubDate"}},
		{"two titles", `<title>Storm</title><title>Rain</title><guid isPermaLink="false">tag:example.org,2026:1</guid>`, []string{"rss-title-repeated " + at + "/title[2]"}},
		{"an element that no item has", `<title>Storm</title><guid isPermaLink="false">tag:example.org,2026:1</guid><ttl>60</ttl>`, []string{"rss-element-unknown " + at + "/ttl"}},
		{"a module's element with a fault", `<title>Storm</title><guid isPermaLink="false">tag:example.org,2026:1</guid><itunes:episode>0</itunes:episode>`, []string{"itunes-episode-invalid " + at + "/itunes:episode"}},
		{"an element of the channel", `<title>Storm</title><guid isPermaLink="false">tag:example.org,2026:1</guid><podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>`, []string{"podcast-element-unknown " + at + "/podcast:guid"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := beyond("/rss/channel", codesOf(show(fmt.Sprintf(live, tt.inside)), ""))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("File found something else in a live item of %s (-want +got):\n%s", tt.inside, diff)
			}
		})
	}
}

// beyond leaves out what is about the path.
func beyond(path string, codes []string) []string {
	var left []string
	for _, code := range codes {
		if !strings.HasSuffix(code, " "+path) {
			left = append(left, code)
		}
	}
	return left
}

func TestValuesOfPodcasts(t *testing.T) {
	tests := []struct {
		name  string
		check func(string) error
		in    string
		good  bool
	}{
		{"a number with a point", unsigned, "33.833", true},
		{"hexadecimal", unsigned, "0x1p-2", false},
		{"no number, by name", unsigned, "NaN", false},
		{"below 0", unsigned, "-1", false},
		{"a zone without a colon", isoTime.check, "2021-09-26T07:30:00.000-0600", true},
		{"no zone", isoTime.check, "2021-09-26T07:30:00", false},
		{"a place with height and precision", geoURI, "geo:30.2672,-97.7431,150;u=350", true},
		{"a latitude beyond the pole", geoURI, "geo:100,0", false},
		{"a list of courses", medium.check, "courseL", true},
		{"a list of lists", medium.check, "courseLL", false},
		{"mixed, as a list", medium.check, "mixedL", false},
		{"a rule of several parts", recurrence, "FREQ=WEEKLY;BYDAY=MO,TH", true},
		{"a word", recurrence, "weekly", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.check(tt.in); (err == nil) != tt.good {
				t.Errorf("the check of %q says %v, want it %v", tt.in, err, tt.good)
			}
		})
	}
}
