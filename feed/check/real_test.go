package check

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

// Each archive is a feed as a real generator writes it, shortened, with its own
// habits and faults, or damaged as people damage them; and all that is found in it,
// errors and warnings.
func TestFeedsOfRealGenerators(t *testing.T) {
	paths, err := filepath.Glob("testdata/real/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("testdata/real has the feeds %v, %v", paths, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, files := archive(string(data))
			want := files["want"]
			delete(files, "want")
			for name, text := range files {
				if diff := cmp.Diff(want, errorsAndWarnings(name, text)); diff != "" {
					t.Errorf("File(%s) (-want +got):\n%s", name, diff)
				}
			}
		})
	}
}

// errorsAndWarnings are the findings of a feed that people see, a line each.
func errorsAndWarnings(name, text string) string {
	var lines strings.Builder
	for _, f := range File(feed.File{Name: name, Data: []byte(text)}, Options{Now: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)}) {
		if f.Level != feed.Info {
			fmt.Fprintf(&lines, "%d:%d %s %s\n", f.Pos.Line, f.Pos.Column, f.Level, f.Code)
		}
	}
	return lines.String()
}
