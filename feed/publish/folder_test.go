package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

func sum(text string) string {
	hash := sha256.Sum256([]byte(text))
	return hex.EncodeToString(hash[:])
}

func file(name, text string) feed.File {
	return feed.File{Name: name, Type: "application/rss+xml", Data: []byte(text)}
}

// run publishes s into dir and returns what happened as kind and name.
func run(t *testing.T, dir string, s Set) []string {
	t.Helper()
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	plan, err := folder.Compare(s)
	if err != nil {
		t.Fatal(err)
	}
	if err := apply(folder, plan); err != nil {
		t.Fatal(err)
	}
	var happened []string
	for _, c := range plan.Changes {
		happened = append(happened, string(c.Kind)+" "+c.Name)
	}
	return happened
}

// apply carries out a plan.
func apply(f *Folder, p Plan) error {
	steps, err := f.Stage(p)
	if err != nil {
		return err
	}
	return f.Commit(steps)
}

// tree lists the files below dir with their texts.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o644)
		if entry.IsDir() {
			want = 0o755
		}
		if name != dir && info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %v", name, info.Mode().Perm(), want)
		}
		if entry.IsDir() {
			if rest, err := os.ReadDir(name); err == nil && len(rest) == 0 && name != dir {
				t.Errorf("%s is empty", name)
			}
			return nil
		}
		data, err := os.ReadFile(name)
		files[strings.TrimPrefix(filepath.ToSlash(name), filepath.ToSlash(dir)+"/")] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	first := Set{Files: []feed.File{file("rss.xml", "one"), file("section/world/rss.xml", "two")}}
	if diff := cmp.Diff([]string{"create rss.xml", "create section/world/rss.xml"}, run(t, dir, first)); diff != "" {
		t.Error(diff)
	}
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, name := range []string{"rss.xml", "section/world/rss.xml"} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	second := Set{Files: []feed.File{file("rss.xml", "one"), file("section/world/rss.xml", "TWO")}}
	if diff := cmp.Diff([]string{"keep rss.xml", "update section/world/rss.xml"}, run(t, dir, second)); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(filepath.Join(dir, "rss.xml")); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("rss.xml was written at %v (%v), want untouched since %v", info.ModTime(), err, old)
	}
	if diff := cmp.Diff(map[string]string{"rss.xml": "one", "section/world/rss.xml": "TWO"}, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestStaleFilesGoIfTheyAreOurs(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, Set{Files: []feed.File{file("a/b/rss.xml", "a"), file("c/rss.xml", "c"), file("d/rss.xml", "d")}})
	for name, text := range map[string]string{"mine.txt": "mine", "c/rss.xml": "changed by hand"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got := run(t, dir, Set{
		Known: map[string]string{"a/b/rss.xml": sum("a"), "c/rss.xml": sum("c"), "d/rss.xml": sum("d"), "gone.xml": sum("x")},
		Held:  func(name string) bool { return strings.HasPrefix(name, "d/") },
	})
	if diff := cmp.Diff([]string{"remove a/b/rss.xml", "leave c/rss.xml"}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"mine.txt": "mine", "c/rss.xml": "changed by hand", "d/rss.xml": "d"}, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestAPageOfSomebodyElseIsLeft(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("<h1>My site</h1>"), 0o644); err != nil {
		t.Fatal(err)
	}
	page := feed.File{Name: "index.html", Type: "text/html", Data: []byte("ours")}
	if diff := cmp.Diff([]string{"leave index.html"}, run(t, dir, Set{Files: []feed.File{page}})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"update index.html"}, run(t, dir, Set{Files: []feed.File{page}, Known: map[string]string{"index.html": ""}})); diff != "" {
		t.Error(diff)
	}
}

func TestMediaAreCopiedAndStay(t *testing.T) {
	dir, source := t.TempDir(), filepath.Join(t.TempDir(), "a.png")
	if err := os.WriteFile(source, []byte("picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	m := feed.Media{Path: source, Name: "media/12345678/a.png", SHA256: sum("picture"), Length: 7}
	if diff := cmp.Diff([]string{"create media/12345678/a.png"}, run(t, dir, Set{Media: []feed.Media{m, m}})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"keep media/12345678/a.png"}, run(t, dir, Set{Media: []feed.Media{m}})); diff != "" {
		t.Error(diff)
	}
	run(t, dir, Set{})
	if diff := cmp.Diff(map[string]string{"media/12345678/a.png": "picture"}, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestWhereOneFileFailsNoneIsReplaced(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, Set{Files: []feed.File{file("rss.xml", "old")}})
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	plan, err := folder.Compare(Set{
		Files: []feed.File{file("rss.xml", "new")},
		Media: []feed.Media{{Path: filepath.Join(dir, "gone"), Name: "media/1/gone", Length: 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := apply(folder, plan); err == nil || !strings.Contains(err.Error(), "media/1/gone") {
		t.Errorf("Apply = %v, want an error that names media/1/gone", err)
	}
	if got := tree(t, dir)["rss.xml"]; got != "old" {
		t.Errorf("rss.xml = %q, want the old one", got)
	}
	if _, err := os.Stat(filepath.Join(dir, staged("rss.xml"))); err == nil {
		t.Error("a staged file is left")
	}
}

func TestNothingLeavesTheFolder(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "section")); err != nil {
		t.Fatal(err)
	}
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	for _, name := range []string{"section/rss.xml", "../rss.xml"} {
		plan, err := folder.Compare(Set{Files: []feed.File{file(name, "x")}})
		if err == nil {
			err = apply(folder, plan)
		}
		if err == nil {
			t.Errorf("%s was written", name)
		}
	}
	if left, err := os.ReadDir(outside); err != nil || len(left) > 0 {
		t.Errorf("outside = %v, %v, want nothing", left, err)
	}
}

func TestAFolderInThePlaceOfAFileIsNamed(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "rss.xml"), 0o755); err != nil {
		t.Fatal(err)
	}
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	if _, err := folder.Compare(Set{Files: []feed.File{file("rss.xml", "x")}}); err == nil || !strings.Contains(err.Error(), "rss.xml: it is no file") {
		t.Errorf("Compare = %v, want an error that names rss.xml", err)
	}
}

// A run that was broken off is finished, wherever it was; what was staged by it and
// is not what it says is not put before readers.
func TestWhatWasBrokenOffIsRolledForward(t *testing.T) {
	was := []feed.File{file("a.xml", "old"), file("sea/b.xml", "old"), file("gone/c.xml", "old")}
	wanted := []feed.File{file("a.xml", "new"), file("sea/b.xml", "new"), file("land/d.xml", "new")}
	tests := []struct {
		name      string
		interrupt func(*testing.T, *Folder)
		left      int // steps
		want      map[string]string
	}{
		{"before the first rename", func(*testing.T, *Folder) {}, 4, map[string]string{"a.xml": "new", "sea/b.xml": "new", "land/d.xml": "new"}},
		{"after one", func(t *testing.T, f *Folder) {
			if err := f.root.Rename(staged("a.xml"), "a.xml"); err != nil {
				t.Fatal(err)
			}
		}, 3, map[string]string{"a.xml": "new", "sea/b.xml": "new", "land/d.xml": "new"}},
		{"and what waited is gone", func(t *testing.T, f *Folder) {
			if err := f.Clear(); err != nil {
				t.Fatal(err)
			}
		}, 1, map[string]string{"a.xml": "old", "sea/b.xml": "old"}},
		{"and one that waited is torn", func(t *testing.T, f *Folder) {
			if err := f.root.WriteFile(staged("a.xml"), []byte("n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}, 3, map[string]string{"a.xml": "old", "sea/b.xml": "new", "land/d.xml": "new"}},
		{"and somebody changed one that was to be removed", func(t *testing.T, f *Folder) {
			if err := f.root.WriteFile("gone/c.xml", []byte("mine"), 0o644); err != nil {
				t.Fatal(err)
			}
		}, 3, map[string]string{"a.xml": "new", "sea/b.xml": "new", "land/d.xml": "new", "gone/c.xml": "mine"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			run(t, dir, Set{Files: was})
			folder, err := OpenFolder(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer folder.Close()
			plan, err := folder.Compare(Set{Files: wanted, Known: map[string]string{"gone/c.xml": sum("old")}})
			if err != nil {
				t.Fatal(err)
			}
			steps, err := folder.Stage(plan)
			if err != nil {
				t.Fatal(err)
			}
			tt.interrupt(t, folder)
			left, err := folder.RollForward(steps)
			if err != nil || left != tt.left {
				t.Errorf("RollForward = %d, %v, want %d", left, err, tt.left)
			}
			if diff := cmp.Diff(tt.want, tree(t, dir)); diff != "" {
				t.Error(diff)
			}
			if _, err := os.Stat(filepath.Join(dir, waiting)); err == nil {
				t.Errorf("%s is left", waiting)
			}
		})
	}
}
