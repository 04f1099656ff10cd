package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/feed"
	"dateline/feed/press"
	"dateline/feed/record"
)

// FuzzIntake states what holds for whatever is imported: nothing panics, what is left
// out is named, and the record of an article reads as that article.
func FuzzIntake(f *testing.F) {
	for _, pattern := range []string{"../render/testdata/*.xml", "../render/testdata/*.json", "../check/testdata/clean/*"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Add([]byte(`<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><wp:wxr_version>1.2</wp:wxr_version>` +
		`<item><title>a</title><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt>` +
		`<content:encoded>a
b

[caption id="x"]<img src="a">b[/caption] [gallery ids="1"] [x y="z"]a[/x]</content:encoded></item></channel></rss>`))
	f.Add([]byte(`{"db": [{"data": {"posts": [{"id": "1", "title": "a", "html": "<p>a", "status": "published", "published_at": "2020-01-02T03:04:05.000Z"}]}}]}`))
	f.Add([]byte(`{"title": "a", "tags": "a;b", "text": "a\nb", "date": "2020-01-02"}`))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		im := press.Intake{URL: "https://gazette.example/"}
		for _, in := range []press.Imported{
			im.Feed("a", "", data), im.WordPress("a", data, "page"), im.Ghost("a", data, true), im.JSONLines("a", strings.NewReader(string(data))),
		} {
			if len(in.Unread) > 0 && in.Findings.Count(feed.Error) == 0 {
				t.Errorf("%d are left out, and nothing says why", len(in.Unread))
			}
			for _, a := range in.Articles {
				readsAgain(t, dir, a)
			}
		}
	})
}

// readsAgain states that the record of an article reads as the article.
func readsAgain(t *testing.T, dir string, want feed.Article) {
	t.Helper()
	text, ending, err := record.Record(want)
	if err != nil {
		t.Fatalf("Record: %v", err)
	}
	name := filepath.Join(dir, "record"+ending)
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
	articles, findings, err := record.Folder{Path: name, Defaults: record.Defaults{URL: "https://gazette.example/"}}.Read()
	if err != nil || len(articles) != 1 {
		t.Fatalf("read: %v %v of\n%s", err, findings, text)
	}
	got := articles[0]
	if want.URL == "" {
		got.URL = ""
	}
	ignored := cmpopts.IgnoreFields(feed.Article{}, "Record", "Key", "Slug", "Content", "Markup", "Extra")
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), ignored); diff != "" {
		t.Errorf("the record reads as another article (-want +got):\n%s\n%s", diff, text)
	}
	if want.Markup != feed.Plain && strings.Trim(want.Content, "\n") != strings.Trim(got.Content, "\n") {
		t.Errorf("the body is %q, want %q", got.Content, want.Content)
	}
}
