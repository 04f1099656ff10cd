package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"

	"dateline/feed"
)

// A Step is what is to be done to one file.
type Step struct {
	Name   string
	Remove bool   // it is removed; else it is put in its place
	SHA256 string // of its bytes, hexadecimal
	Edited int64  // when it was written, in nanoseconds since 1970; 0 if it is removed
}

// waiting is the folder of the target in which files wait until all are whole. It is
// there only while they do.
const waiting = ".dateline-stage"

// staged is where a file waits.
func staged(name string) string {
	sum := sha256.Sum256([]byte(name))
	return path.Join(waiting, hex.EncodeToString(sum[:16]))
}

// Stage writes all files that the plan creates and updates, and makes them durable,
// without putting one in its place: that is what Commit does with the steps. If a
// file cannot be written, none stays.
func (f *Folder) Stage(p Plan) ([]Step, error) {
	switch {
	case p.Writes() > 0:
	case f.begun:
		return nil, f.Clear() // what was set aside is not to be published
	default:
		return nil, nil
	}
	if err := f.begin(); err != nil {
		return nil, err
	}
	steps, err := f.stageAll(p)
	if err != nil {
		return nil, errors.Join(err, f.Clear())
	}
	return steps, nil
}

// SetAside compares a file with the one that is there, and writes it where it waits if
// that is another one, so that its Data need not be kept: Compare knows it by its name
// then. Several may be set aside at once. What is not among the changes of the plan in the
// end is cleared; after an error, Clear does so when all are done.
func (f *Folder) SetAside(file feed.File, known map[string]string) error {
	c, err := f.compareFile(file, known)
	if err != nil {
		return err
	}
	if c.Kind == Create || c.Kind == Update {
		if err := f.begin(); err != nil {
			return err
		}
		step, err := f.stage(c)
		if err != nil {
			return fmt.Errorf("write %s: %w", f.At(c.Name), err)
		}
		c.step = &step
	}
	c.file = feed.File{}
	f.lock.Lock()
	defer f.lock.Unlock()
	f.aside[c.Name] = c
	return nil
}

// begin makes the target if it is not there, and the folder in which files wait, empty.
func (f *Folder) begin() error {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.begun {
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
	if err := f.clear(); err != nil {
		return err
	}
	if err := f.makeFolder(waiting); err != nil {
		return fmt.Errorf("write to %s: %w", f.path, err)
	}
	f.begun, f.flushes = true, newFlushes()
	return nil
}

func (f *Folder) stageAll(p Plan) ([]Step, error) {
	var steps []Step
	for _, c := range p.Changes {
		switch c.Kind {
		case Create, Update:
			if c.step != nil {
				steps = append(steps, *c.step)
				continue
			}
			step, err := f.stage(c)
			if err != nil {
				return nil, fmt.Errorf("write %s: %w", f.At(c.Name), err)
			}
			steps = append(steps, step)
		case Remove:
			steps = append(steps, Step{Name: c.Name, Remove: true, SHA256: c.SHA256})
		}
	}
	f.loose[waiting] = true
	return steps, f.settle()
}

// most is how many files and folders are made durable one by one. More than these are at
// once, with all else that waits to be written to their file systems.
const most = 64

// settle makes the entries of the loose folders durable, and the files that wait.
func (f *Folder) settle() error {
	defer clear(f.loose)
	if err := f.flushes.Wait(); err != nil {
		return err
	}
	sync, folders := f.sync, newFlushes()
	if max(len(f.loose), f.files) > most {
		sync = f.syncAll()
		folders.SetLimit(1)
	}
	f.files = 0
	for name := range f.loose {
		folders.Go(func() error {
			if err := sync(name); err != nil && !errors.Is(err, fs.ErrNotExist) { // pruned since
				return fmt.Errorf("make %s durable: %w", f.At(name), err)
			}
			return nil
		})
	}
	return folders.Wait()
}

// Commit puts the files of the steps that Stage made in their places, removes those
// that are to be removed, and makes all that durable.
func (f *Folder) Commit(steps []Step) error {
	for _, s := range steps {
		if s.Remove {
			continue
		}
		if err := f.put(s.Name); err != nil {
			return fmt.Errorf("write %s: %w", f.At(s.Name), err)
		}
		f.loose[path.Dir(s.Name)] = true
	}
	for _, s := range steps {
		if !s.Remove {
			continue
		}
		if err := f.root.Remove(s.Name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove %s: %w", f.At(s.Name), err)
		}
		f.loose[f.prune(path.Dir(s.Name))] = true
	}
	if err := f.settle(); err != nil {
		return err
	}
	return f.Clear()
}

// put moves a file from where it waits to its place, whole or not at all. Where another
// file system is mounted in the target, it is copied beside its place first; what a
// run that is broken off leaves there, the next one writes over.
func (f *Folder) put(name string) error {
	err := f.root.Rename(staged(name), name)
	if !errors.Is(err, syscall.EXDEV) {
		return err
	}
	in, err := f.root.Open(staged(name))
	if err != nil {
		return err
	}
	defer in.Close()
	beside := path.Join(path.Dir(name), ".dateline-"+path.Base(name))
	out, err := f.write(beside, in)
	if err == nil {
		err = errors.Join(out.Sync(), out.Close())
	}
	if err != nil {
		return errors.Join(err, f.root.Remove(beside))
	}
	if err := f.root.Rename(beside, name); err != nil {
		return err
	}
	return f.sync(path.Dir(name)) // on the other file system
}

// write writes a file, and leaves it open.
func (f *Folder) write(name string, in io.Reader) (*os.File, error) {
	out, err := f.root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Chmod(0o644) // whatever the umask
	}
	if err != nil {
		return nil, errors.Join(err, out.Close())
	}
	return out, nil
}

// RollForward does what is left of steps that an earlier run had begun, and says of
// how many files. A file that waits no more is in its place already, or was lost
// with the folder that it waited in; one that is to be removed and is not as it was
// written stays. What publishing then finds otherwise, it writes anew.
func (f *Folder) RollForward(steps []Step) (int, error) {
	if f.root == nil {
		return 0, nil
	}
	var left []Step
	for _, s := range steps {
		there, err := f.holds(s)
		if err != nil {
			return 0, fmt.Errorf("finish what an earlier run began: %w", err)
		}
		if there {
			left = append(left, s)
		}
	}
	if err := f.Commit(left); err != nil {
		return 0, err
	}
	for _, s := range steps {
		f.prune(path.Dir(s.Name)) // a folder that was made for a file that is lost
	}
	return len(left), nil
}

// holds reports whether what a step is about is there still, as it was.
func (f *Folder) holds(s Step) (bool, error) {
	name := s.Name
	if !s.Remove {
		name = staged(s.Name)
	}
	in, err := f.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer in.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, in)
	return hex.EncodeToString(sum.Sum(nil)) == s.SHA256, err
}

// Clear removes what waits to be put in its place.
func (f *Folder) Clear() error {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.begun, f.files = false, 0
	f.flushes.Wait() // what they say was said
	clear(f.aside)
	return f.clear()
}

func (f *Folder) clear() error {
	if f.root == nil {
		return nil
	}
	if err := f.root.RemoveAll(waiting); err != nil {
		return fmt.Errorf("clear %s: %w", f.At(waiting), err)
	}
	for _, name := range f.made { // for files that did not come
		f.prune(name)
	}
	f.made = nil
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

// stage writes a file where it waits, and has it made durable beside other work, unless it
// is one of many: settle does so then. The folder that it is for is made too, so that
// nothing stands in its way later.
func (f *Folder) stage(c Change) (Step, error) {
	f.lock.Lock()
	err := f.makeFolder(path.Dir(c.Name))
	f.files++
	alone := f.files <= most || !syncsAll
	f.lock.Unlock()
	if err != nil {
		return Step{}, err
	}
	in, err := c.open()
	if err != nil {
		return Step{}, err
	}
	defer in.Close()
	var from io.Reader = in
	hash, sum := c.SHA256, sha256.New()
	if c.media.Path != "" {
		hash, from = c.media.SHA256, io.TeeReader(in, sum)
	}
	out, err := f.write(staged(c.Name), from)
	if err != nil {
		return Step{}, err
	}
	info, err := out.Stat()
	if err != nil || !alone {
		err = errors.Join(err, out.Close())
	} else {
		f.flushes.Go(func() error {
			if err := errors.Join(out.Sync(), out.Close()); err != nil {
				return fmt.Errorf("write %s: %w", f.At(c.Name), err)
			}
			return nil
		})
	}
	if err != nil {
		return Step{}, err
	}
	if c.media.Path != "" && hex.EncodeToString(sum.Sum(nil)) != hash {
		return Step{}, fmt.Errorf("%s changed while it was read", c.media.Path)
	}
	return Step{Name: c.Name, SHA256: hash, Edited: info.ModTime().UnixNano()}, nil
}

// open opens what is to be written.
func (c Change) open() (io.ReadCloser, error) {
	if c.media.Path != "" {
		return os.Open(c.media.Path)
	}
	return io.NopCloser(bytes.NewReader(c.file.Data)), nil
}

// makeFolder makes a folder and those above it, all of mode 0755.
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
	f.loose[path.Dir(name)] = true
	f.made = append(f.made, name)
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
