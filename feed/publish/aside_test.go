package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dateline/feed"
)

// Many files for many folders are set aside at once, and then put in their places.
func TestManyFilesAreSetAsideAtOnce(t *testing.T) {
	dir := t.TempDir()
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	files := make([]feed.File, 300)
	var wg sync.WaitGroup
	for i := range files {
		files[i] = file(fmt.Sprintf("tag/%d/rss.xml", i), fmt.Sprint("text ", i))
		wg.Go(func() {
			if err := folder.SetAside(files[i], nil); err != nil {
				t.Error(err)
			}
			files[i].Data = nil
		})
	}
	wg.Wait()
	plan, err := folder.Compare(Set{Files: files})
	if err != nil {
		t.Fatal(err)
	}
	if err := apply(folder, plan); err != nil {
		t.Fatal(err)
	}
	there := tree(t, dir)
	for i, f := range files {
		if got, want := there[f.Name], fmt.Sprint("text ", i); got != want {
			t.Fatalf("%s holds %q, want %q", f.Name, got, want)
		}
	}
}

// Where some files cannot be set aside, the others are, and Clear leaves nothing of them.
func TestFilesThatCannotBeSetAsideAreNamed(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("nowhere", filepath.Join(dir, "taken")); err != nil {
		t.Skipf("no links here: %v", err)
	}
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	var wg sync.WaitGroup
	for i := range 40 {
		name := fmt.Sprintf("%s/%d/rss.xml", []string{"tag", "taken"}[i%2], i)
		wg.Go(func() {
			err := folder.SetAside(file(name, "text"), nil)
			if refused := err != nil; refused != (i%2 == 1) || refused && !strings.Contains(err.Error(), name) {
				t.Errorf("SetAside(%s): %v", name, err)
			}
		})
	}
	wg.Wait()
	if wait, err := os.ReadDir(filepath.Join(dir, waiting)); err != nil || len(wait) != 20 {
		t.Errorf("%d files wait (%v), want the 20 that could be written", len(wait), err)
	}
	if err := folder.Clear(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("there are %v (%v), want what was there before", left, err)
	}
}
