package publish

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dateline/feed"
)

// A Folder is a target on this machine. Nothing is read or written outside of
// it, whatever links lie in it.
type Folder struct {
	path string
	root *os.Root // nil while the folder does not exist
}

// OpenFolder opens the folder. It need not exist; Apply makes it.
func OpenFolder(path string) (*Folder, error) {
	f := &Folder{path: path}
	root, err := os.OpenRoot(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the target: %w", err)
	}
	f.root = root
	return f, nil
}

// Close lets go of the folder.
func (f *Folder) Close() error {
	if f.root == nil {
		return nil
	}
	return f.root.Close()
}

// Compare says what publishing s would do.
func (f *Folder) Compare(s Set) (Plan, error) {
	var plan Plan
	current := map[string]bool{}
	for _, file := range s.Files {
		c, err := f.compareFile(file, s.Known)
		if err != nil {
			return Plan{}, err
		}
		plan.Changes = append(plan.Changes, c)
		current[file.Name] = true
	}
	for _, m := range s.Media {
		before, _, err := f.size(m.Name)
		if err != nil {
			return Plan{}, err
		}
		c := Change{Kind: Keep, Name: m.Name, Size: m.Length, Before: before, media: m}
		if before != m.Length { // the name holds a hash, so the size tells enough
			c.Kind = Create
		}
		plan.Changes = append(plan.Changes, c)
	}
	for name, hash := range s.Known {
		if current[name] || s.Held != nil && s.Held(name) {
			continue
		}
		c, err := f.compareStale(name, hash)
		if err != nil {
			return Plan{}, err
		}
		if c.Kind != "" {
			plan.Changes = append(plan.Changes, c)
		}
	}
	slices.SortFunc(plan.Changes, func(a, b Change) int { return cmp.Compare(a.Name, b.Name) })
	plan.Changes = slices.CompactFunc(plan.Changes, func(a, b Change) bool { return a.Name == b.Name })
	return plan, nil
}

// compareFile tells a file that is new, changed or the same. A page that nobody
// knows of is somebody's own: it is left.
func (f *Folder) compareFile(file feed.File, known map[string]string) (Change, error) {
	c := Change{Kind: Create, Name: file.Name, Size: int64(len(file.Data)), file: file}
	before, there, err := f.size(file.Name)
	if err != nil || !there {
		return c, err
	}
	c.Kind, c.Before = Update, before
	_, ours := known[file.Name]
	if before != c.Size && (ours || file.Type != "text/html") {
		return c, nil
	}
	data, err := f.root.ReadFile(file.Name)
	switch {
	case err != nil:
		return c, fmt.Errorf("compare with %s: %w", f.At(file.Name), err)
	case bytes.Equal(data, file.Data):
		c.Kind = Keep
	case !ours && file.Type == "text/html" && !bytes.Contains(data, []byte(`<meta name="generator" content="Dateline">`)):
		c.Kind = Leave
	}
	return c, nil
}

// compareStale tells of a file that no feed has any more: removed if it is as it
// was written.
func (f *Folder) compareStale(name, hash string) (Change, error) {
	before, there, err := f.size(name)
	if err != nil || !there {
		return Change{}, err
	}
	data, err := f.root.ReadFile(name)
	if err != nil {
		return Change{}, fmt.Errorf("compare with %s: %w", f.At(name), err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != hash {
		return Change{Kind: Leave, Name: name, Size: before, Before: before}, nil
	}
	return Change{Kind: Remove, Name: name, Before: before}, nil
}

// size is that of a file, if it is there.
func (f *Folder) size(name string) (size int64, there bool, err error) {
	if f.root == nil {
		return 0, false, nil
	}
	info, err := f.root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, false, nil
	case err != nil:
		return 0, false, fmt.Errorf("compare with %s: %w", f.At(name), err)
	case !info.Mode().IsRegular():
		return 0, false, fmt.Errorf("compare with %s: it is no file, and a file is to be written there", f.At(name))
	}
	return info.Size(), true, nil
}

// At is the path of a file of the target on this machine.
func (f *Folder) At(name string) string { return path.Join(f.path, name) }

// staged is what a file is called until it is whole.
func staged(name string) string {
	return path.Join(path.Dir(name), ".dateline-"+path.Base(name)+".tmp")
}

// Apply carries out the plan: what an interrupted run left is cleared, all files are written beside their places and
// made durable, then renamed, then what is stale is removed. If a file cannot be
// written, none is renamed.
func (f *Folder) Apply(p Plan) error {
	if p.Writes() == 0 {
		return nil
	}
	if f.root == nil {
		if err := makeTarget(f.path); err != nil {
			return fmt.Errorf("make the target: %w", err)
		}
		root, err := os.OpenRoot(f.path)
		if err != nil {
			return fmt.Errorf("open the target: %w", err)
		}
		f.root = root
	}
	if err := f.sweep(); err != nil {
		return fmt.Errorf("clear %s: %w", f.path, err)
	}
	var writes []Change
	for _, c := range p.Changes {
		if c.Kind == Create || c.Kind == Update {
			writes = append(writes, c)
		}
	}
	for i, c := range writes {
		if err := f.stage(c); err != nil {
			for _, c := range writes[:i+1] {
				f.root.Remove(staged(c.Name)) // as far as it is there
				f.prune(path.Dir(c.Name))
			}
			return fmt.Errorf("write %s: %w", f.At(c.Name), err)
		}
	}
	folders := map[string]bool{}
	for _, c := range writes {
		if err := f.root.Rename(staged(c.Name), c.Name); err != nil {
			return fmt.Errorf("write %s: %w", f.At(c.Name), err)
		}
		folders[path.Dir(c.Name)] = true
	}
	if err := f.removeStale(p, folders); err != nil {
		return err
	}
	for name := range folders {
		if err := f.sync(name); err != nil {
			return fmt.Errorf("make %s durable: %w", f.At(name), err)
		}
	}
	return nil
}

// makeTarget makes a folder and those above it that are missing, all of mode
// 0755, whatever the umask: a web server has to get through.
func makeTarget(name string) error {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil
	}
	if err := makeTarget(filepath.Dir(name)); err != nil {
		return err
	}
	if err := os.Mkdir(name, 0o755); err != nil {
		return err
	}
	return os.Chmod(name, 0o755)
}

// stage writes a file under another name and makes it durable.
func (f *Folder) stage(c Change) error {
	if err := f.makeFolder(path.Dir(c.Name)); err != nil {
		return err
	}
	out, err := f.root.OpenFile(staged(c.Name), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer out.Close() // a second time, where all went well
	if c.media.Path != "" {
		err = copyMedia(out, c.media)
	} else {
		_, err = out.Write(c.file.Data)
	}
	if err != nil {
		return err
	}
	if err := out.Chmod(0o644); err != nil { // whatever the umask
		return err
	}
	if err := out.Sync(); err != nil {
		return err
	}
	return out.Close()
}

// copyMedia copies a file, and makes sure that it is the one that was measured.
func copyMedia(out io.Writer, m feed.Media) error {
	in, err := os.Open(m.Path)
	if err != nil {
		return err
	}
	defer in.Close()
	hash := sha256.New()
	if _, err := io.Copy(io.MultiWriter(out, hash), in); err != nil {
		return err
	}
	if hex.EncodeToString(hash.Sum(nil)) != m.SHA256 {
		return fmt.Errorf("%s changed while it was read", m.Path)
	}
	return nil
}

// makeFolder makes a folder and those above it, all of mode 0755, and the
// entries in them durable.
func (f *Folder) makeFolder(name string) error {
	if name == "." {
		return nil
	}
	if info, err := f.root.Stat(name); err == nil && info.IsDir() {
		return nil
	}
	if err := f.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	if err := f.root.Mkdir(name, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := f.root.Chmod(name, 0o755); err != nil { // whatever the umask
		return err
	}
	return f.sync(path.Dir(name))
}

// removeStale removes what no feed has any more, and the folders that are empty
// then.
func (f *Folder) removeStale(p Plan, folders map[string]bool) error {
	for _, c := range p.Changes {
		if c.Kind != Remove {
			continue
		}
		if err := f.root.Remove(c.Name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove %s: %w", f.At(c.Name), err)
		}
		folders[f.prune(path.Dir(c.Name))] = true
	}
	for name := range folders {
		if _, err := f.root.Stat(name); errors.Is(err, fs.ErrNotExist) {
			delete(folders, name)
		}
	}
	return nil
}

// prune removes a folder that is empty, and those above it that are empty then.
// It returns the first that is not.
func (f *Folder) prune(dir string) string {
	for dir != "." && f.root.Remove(dir) == nil { // fails where something is in it
		dir = path.Dir(dir)
	}
	return dir
}

// sync makes the entries of a folder durable.
func (f *Folder) sync(name string) error {
	dir, err := f.root.Open(name)
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

// sweep removes what an interrupted run left staged.
func (f *Folder) sweep() error {
	return fs.WalkDir(f.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasPrefix(entry.Name(), ".dateline-") || !strings.HasSuffix(entry.Name(), ".tmp") {
			return err
		}
		return f.root.Remove(name)
	})
}
