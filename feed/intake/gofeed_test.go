package intake_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"dateline/feed/press"
)

// otherwise are the feeds that we read otherwise than gofeed, and why.
var otherwise = map[string]string{
	"multiple-ids.xml":                 "the first id, as validators say, not the last",
	"multiple_item_guid.xml":           "the first guid",
	"multiple_item_title.xml":          "the first title",
	"id-valid-tag-uris.xml":            "gofeed takes the empty fragment off",
	"entry_title_not_inline_cdata.xml": "a title is words",
	"amp-cdata-hex.xml":                "a title that is escaped twice",
	"html_in_channel_category.xml":     "a title that is escaped twice",
	"html_in_channel_description.xml":  "a title that is escaped twice",
	"html_in_item_author.xml":          "a title that is escaped twice",
	"html_in_item_description.xml":     "a title that is escaped twice",
	"html_in_item_source.xml":          "a title that is escaped twice",
}

// TestFeedsReadAsAnotherReaderReadsThem imports the feeds of the W3C validator and
// compares ids, addresses and titles with what gofeed reads.
func TestFeedsReadAsAnotherReaderReadsThem(t *testing.T) {
	const cases = "../../../shared/w3c-cases"
	if _, err := os.Stat(cases); err != nil {
		t.Skip("the feeds of the W3C validator are not here")
	}
	feeds, items := 0, 0
	err := filepath.WalkDir(cases, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".xml" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		in := press.Intake{}.Feed(name, "", data)
		other, err := gofeed.NewParser().ParseString(string(data))
		if err != nil || other.FeedVersion == "0.3" {
			return nil
		}
		feeds++
		if len(in.Articles)+len(in.Unread) != len(other.Items) {
			t.Errorf("%s: %d articles and %d unread; gofeed reads %d\n%v", name, len(in.Articles), len(in.Unread), len(other.Items), in.Findings)
			return nil
		}
		if len(in.Unread) > 0 {
			return nil
		}
		for n, item := range other.Items {
			items++
			a := in.Articles[n]
			id := item.GUID
			if id == "" {
				id = item.Link
			}
			same := strings.TrimSpace(a.ID) == strings.Join(strings.Fields(id), " ") && strings.EqualFold(strings.Join(strings.Fields(a.Title), ""), strings.Join(strings.Fields(item.Title), ""))
			if !same && otherwise[filepath.Base(name)] == "" {
				t.Errorf("%s: %q %q; gofeed: %q %q", name, a.ID, a.Title, id, item.Title)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if feeds < 700 {
		t.Errorf("%d feeds were compared, want more than 700", feeds)
	}
	t.Logf("%d feeds, %d items", feeds, items)
}
