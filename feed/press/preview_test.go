package press

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A preview shows each feed with what waits for it, says of each article what its
// subscribers will see and what was found, and writes nothing.
func TestAPreviewShowsWhatWaits(t *testing.T) {
	p := site(t, "[[feed]]\n[[feed]]\neach = \"section\"\npath = \"in/{slug}\"\n", map[string]string{
		"sea/a.md":     "+++\ntitle = 'Known'\npublished = 2026-11-20\n+++\nWords.\n",
		"sea/old.md":   "+++\ntitle = 'Old'\npublished = 2026-11-19\nexpires = 2026-11-20\n+++\nWords.\n",
		"land/gone.md": "+++\ntitle = 'Withdrawn'\npublished = 2026-11-19\nstatus = 'withdrawn'\n+++\nWords.\n",
	})
	if err := proof(t, p).Publish(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"sea/draft.md":  "+++\ntitle = 'Draft'\ndraft = true\n+++\nWords ![a buoy](buoy.png).\n",
		"sea/later.md":  "+++\ntitle = 'Later'\npublished = 2030-01-01T10:00:00Z\n+++\nWords.\n",
		"sea/new.md":    "+++\ntitle = 'New'\npublished = 2026-11-21\nunheard = 1\n+++\nWords.\n",
		"land/half.md":  "+++\ntitle = 'Half\n+++\n",
		"sea/buoy.png":  "no picture",
		"land/draft.md": "+++\ntitle = 'Of the land'\npublished = 2026-11-01\ndraft = true\n+++\nWords.\n",
	} {
		write(t, p, name, text)
	}
	preview, err := p.Preview()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, f := range preview.Feeds {
		got[f.Path] = []string{f.Outlook}
		for _, i := range f.Items {
			line := i.State + ": " + i.Title
			for _, finding := range i.Findings {
				line += " (" + finding.Code + ")"
			}
			got[f.Path] = append(got[f.Path], line)
		}
	}
	want := map[string][]string{
		"":       {"1 new", "embargoed until 1 January 2030 10:00 UTC: Later", "draft: Of the land", "draft: Draft", "new: New (record-key)", ": Known"},
		"in/sea": {"1 new", "embargoed until 1 January 2030 10:00 UTC: Later", "draft: Draft", "new: New (record-key)", ": Known"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("feeds (-want +got):\n%s", diff)
	}
	if f := preview.Findings; len(f) != 2 || f[0].Code != "publish-reserved" || f[1].Code != "record-syntax" {
		t.Errorf("findings about no article are %v, want that the base is reserved and land/half.md cannot be read", f)
	}
	for name, path := range preview.Media {
		if _, err := os.Stat(path); err != nil || !strings.HasPrefix(name, "media/") {
			t.Errorf("the media have %s at %s: %v", name, path, err)
		}
	}
	page, there, err := preview.Page("in/sea")
	if err != nil || !there || !strings.Contains(string(page), "Draft</a>") || !strings.Contains(string(page), `src="media/`) || !strings.Contains(string(page), "new.md:4") {
		t.Errorf("the page of in/sea is there: %v, %v:\n%s", there, err, page)
	}
	if _, there, _ := preview.Page("in/air"); there {
		t.Error("there is a page of in/air, want none")
	}
	entries, err := os.ReadDir(p.Config.Publish.To)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() == "media" {
			t.Error("the preview wrote media to the target")
		}
	}
}
