package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/feed"
)

// w3cErrs are test feeds of the W3C feed validator whose verdict is wrong, and why.
// They count as disagreements all the same.
var w3cErrs = map[string]string{
	"opml/clean/playlist.opml": "OPML 1.0 lets an outline have any attributes, so f is none that is forbidden",
}

// The W3C feed validator comes to the same verdict on its own test feeds: on 99 of
// 100, with at most one valid and one invalid feed of 100 misjudged.
func TestVerdictsAreThoseOfTheW3CValidator(t *testing.T) {
	const cases = "../../../shared/w3c-cases"
	table, err := os.ReadFile(filepath.Join(cases, "expected.tsv"))
	if err != nil {
		t.Skip("there is no " + cases)
	}
	all, wrong := map[string]int{}, map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] { // below the heading
		path, rest, _ := strings.Cut(line, "\t")
		_, rest, _ = strings.Cut(rest, "\t") // the type
		verdict, _, _ := strings.Cut(rest, "\t")
		data, err := os.ReadFile(filepath.Join(cases, path))
		if err != nil {
			t.Fatal(err)
		}
		all[verdict]++
		agrees := (File(feed.File{Name: path, Data: data}, Options{}).Count(feed.Error) == 0) == (verdict == "valid")
		if !agrees {
			wrong[verdict]++
		}
		if reason, errs := w3cErrs[path]; errs && agrees {
			t.Errorf("%s is judged as W3C does, though %s", path, reason)
		}
	}
	total, missed := all["valid"]+all["invalid"], wrong["valid"]+wrong["invalid"]
	t.Logf("%d of %d verdicts agree; %d of %d valid feeds are rejected, %d of %d invalid ones accepted",
		total-missed, total, wrong["valid"], all["valid"], wrong["invalid"], all["invalid"])
	for of, n := range map[string][2]int{"all": {missed, total}, "valid feeds": {wrong["valid"], all["valid"]}, "invalid feeds": {wrong["invalid"], all["invalid"]}} {
		if n[0]*100 > n[1] || n[1] == 0 {
			t.Errorf("%d of %d verdicts on %s are other than W3C's, want at most 1 %%", n[0], n[1], of)
		}
	}
}
