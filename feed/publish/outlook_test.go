package publish

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestForesee(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	before := []Item{{"same", "Same", day(4), "1"}, {"edited", "Edited", day(3), "1"}, {"mended", "Mended", day(2), "1"}, {"old", "Old", day(1), "1"}}
	after := []Item{{"fresh", "Fresh", day(9), "1"}, {"same", "Same", day(4), "1"}, {"mended", "Mended!", day(2), "2"}, {"edited", "Edited", day(8), "2"}}
	got := Foresee("sea", before, after, func(string) Fate { return OffTheEnd })
	want := Outlook{Feed: "sea", Before: 4, After: 4, Views: []View{
		{New, after[0], ""}, {Again, after[3], ""}, {Silent, after[2], ""}, {Gone, before[3], OffTheEnd},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Foresee (-want +got):\n%s", diff)
	}
	if got := Foresee("", before, before, nil); len(got.Views) > 0 {
		t.Errorf("Foresee of the same items has the views %v, want none", got.Views)
	}
	if n := got.Count(New); n != 1 {
		t.Errorf("Count(New) = %d, want 1", n)
	}
}
