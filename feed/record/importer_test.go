package record

import "testing"

func TestJSONFeedsAreReadKindly(t *testing.T) {
	records, self, next := Importer{}.JSONFeed("feed.json", []byte(`{"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://gazette.example/",
"feed_url": "https://gazette.example/feed.json", "next_url": "/feed-2.json", "authors": [{"name": "Ann"}], "items": [
{"id": 17, "url": "/a", "title": "A", "content_html": "<p>a", "date_published": "2026-11-20T10:00:00Z", "language": "not a language"},
{"id": "b", "url": "/b", "content_text": "b", "date_published": "soon"}]}`))
	if self != "https://gazette.example/feed.json" || next != "https://gazette.example/feed-2.json" || len(records.Articles) != 2 {
		t.Fatalf("%d articles, self %q, next %q; %v", len(records.Articles), self, next, records.Findings)
	}
	a, b := records.Articles[0], records.Articles[1]
	if a.ID != "17" || a.URL != "https://gazette.example/a" || a.Authors[0].Name != "Ann" || a.Language != "" || a.Extra["language"] != "not a language" {
		t.Errorf("read %+v", a)
	}
	if !b.Draft || b.Extra["date_published"] != "soon" {
		t.Errorf("read %+v", b)
	}
	if len(records.Findings) != 3 {
		t.Errorf("found %v", records.Findings)
	}
}
