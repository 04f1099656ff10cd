package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// An import that is killed again and again is gone on with, and leaves what one that is
// not disturbed leaves.
func TestKilledImportGoesOn(t *testing.T) {
	endToEnd(t)
	dir := t.TempDir()
	var lines strings.Builder
	for n := range 1500 {
		fmt.Fprintf(&lines, `{"id": "tag:gazette.example,2026:%d", "title": "Number %d", "date": "2026-11-%02d", "url": "https://gazette.example/%d/story", "text": "Words of %d."}`+"\n", n, n, 1+n%28, n, n)
	}
	if err := os.WriteFile(filepath.Join(dir, "all.jsonl"), []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	imported := func(to string) *exec.Cmd {
		cmd := exec.Command(dateline, "import", "jsonl", "all.jsonl", "--to", to)
		cmd.Dir = dir
		return cmd
	}
	if out, err := imported("whole").CombinedOutput(); err != nil {
		t.Fatalf("import: %v\n%s", err, out)
	}
	kills := 0
	for wait := 20 * time.Millisecond; ; wait += 50 * time.Millisecond {
		cmd := imported("torn")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(wait, func() { cmd.Process.Kill() })
		err := cmd.Wait()
		timer.Stop()
		if err == nil {
			break
		}
		kills++
	}
	whole, torn := contentsOf(t, filepath.Join(dir, "whole")), contentsOf(t, filepath.Join(dir, "torn"))
	if diff := cmp.Diff(whole, torn); diff != "" {
		t.Errorf("%d kills leave another folder (-whole +torn):\n%s", kills, diff)
	}
	if kills < 2 {
		t.Errorf("killed %d times, want at least 2", kills)
	}
	t.Logf("killed %d times, %d records", kills, len(torn))
}

// contentsOf are the visible files of a folder.
func contentsOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue // what was begun when it was killed: records are never hidden
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(data)
	}
	return all
}
