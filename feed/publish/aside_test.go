package publish

import (
	"fmt"
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
