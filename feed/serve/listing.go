package serve

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"strings"
)

// staging is the folder that is there while a publication is under way, or after one
// that was broken off in the middle.
const staging = ".dateline-stage"

// mediaFolder holds files that never change, since their names say what is in them. It
// may be large, and is not listed.
const mediaFolder = "media"

// A state is how a file is found.
type state struct {
	size   int64
	edited int64 // nanoseconds since 1970
}

// list lists the files that can be served.
func list(root *os.Root) (map[string]state, error) {
	found := map[string]state{}
	err := fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name != "." {
			return nil // gone since its folder was read: the next listing tells
		}
		if err != nil {
			return err
		}
		hidden := name != "." && strings.HasPrefix(path.Base(name), ".")
		switch {
		case entry.IsDir() && (hidden || name == mediaFolder):
			return fs.SkipDir
		case entry.IsDir() || hidden:
			return nil
		}
		info, err := entry.Info()
		if entry.Type()&fs.ModeSymlink != 0 {
			info, err = root.Stat(name) // what it leads to, if that stays within
		}
		if err == nil && info.Mode().IsRegular() {
			found[name] = state{info.Size(), info.ModTime().UnixNano()}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", root.Name(), err)
	}
	return found, nil
}

// publishing reports whether a publication is under way.
func publishing(root *os.Root) bool {
	_, err := root.Lstat(staging)
	return err == nil
}

// same reports whether nothing has changed from one listing to the other.
func same(a, b map[string]state) bool { return maps.Equal(a, b) }
