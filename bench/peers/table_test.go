package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRowsHaveMediansSpreadsAndRatios(t *testing.T) {
	ours := []figures{{3, 1, 100}, {1, 1, 100}, {2, 1, 100}}
	theirs := []figures{{10, 0.5, 1000}, {30, 0.5, 2000}, {20, 0.5, 1500}}
	want := `| cold | wall s | 2.00 (1.00-3.00) | Hugo: 20.0 (10.0-30.0) | 0.100 | ≤ 0.200 |
|  | CPU s | 1.00 (1.00-1.00) | Hugo: 0.500 (0.500-0.500) | 2.00 | - |
|  | peak MiB | 100 (100-100) | Hugo: 1500 (1000-2000) | 0.0667 | ≤ 0.500 |
`
	got := rows("cold", "Hugo", ours, theirs, figures{0.2, 0, 0.5})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows(cold), -want +got:\n%s", diff)
	}
}

func TestAnEvenNumberOfRunsHasItsMedianBetweenTwo(t *testing.T) {
	want := spread{median: 2.5, least: 1, most: 9}
	if got := spreadOf([]figures{{9}, {1}, {2}, {3}}, 0); got != want {
		t.Errorf("spreadOf(9, 1, 2, 3) = %v, want %v", got, want)
	}
}

func TestFiguresHaveThreeDigits(t *testing.T) {
	for _, c := range []struct {
		figure float64
		want   string
	}{
		{0.012345, "0.0123"}, {0.5, "0.500"}, {1, "1.00"}, {12.71, "12.7"}, {535.2, "535"}, {17001, "17001"}, {0, "0"},
	} {
		if got := figure(c.figure); got != c.want {
			t.Errorf("figure(%v) = %q, want %q", c.figure, got, c.want)
		}
	}
}

func TestNumbersAreGrouped(t *testing.T) {
	for n, want := range map[int]string{7: "7", 1000: "1,000", 100_000: "100,000", 1_234_567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %q, want %q", n, got, want)
		}
	}
}

// The comparison is honest only as long as both make the same feeds.
func TestOtherFeedsAreFound(t *testing.T) {
	const item = "<item><link>https://gazette.example/a/</link></item>"
	for _, c := range []struct {
		name   string
		theirs map[string]string
		want   string
	}{
		{"the same", map[string]string{"rss.xml": item, "sea/rss.xml": item + item}, ""},
		{"a feed less", map[string]string{"rss.xml": item}, "sea/rss.xml: 2 articles"},
		{"an article less", map[string]string{"rss.xml": item, "sea/rss.xml": item}, "sea/rss.xml: 2 articles"},
		{"another article", map[string]string{"rss.xml": strings.Replace(item, "/a/", "/b/", 1), "sea/rss.xml": item + item}, "rss.xml: 1 articles"},
		{"a feed more", map[string]string{"rss.xml": item, "sea/rss.xml": item + item, "sky/rss.xml": item}, "2 feeds in"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ours := written(t, map[string]string{"rss.xml": item, "sea/rss.xml": item + item})
			err := sameFeeds(ours, written(t, c.theirs))
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(filepath.ToSlash(err.Error()), c.want) {
				t.Errorf("sameFeeds() = %v, want %q", err, c.want)
			}
		})
	}
}

// written is a folder with the files.
func written(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}
