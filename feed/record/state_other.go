//go:build !linux

package record

import (
	"io/fs"
	"os"
	"path/filepath"
)

// stateOf is the state of a file. When it changed is not known here.
func stateOf(info fs.FileInfo) State {
	return State{Size: info.Size(), Edited: info.ModTime().UnixNano()}
}

// lstat is the state of an entry of a folder, and whether it is a folder or a link.
func lstat(dir *os.File, name string) (s State, kind fs.FileMode, err error) {
	info, err := os.Lstat(filepath.Join(dir.Name(), name))
	if err != nil {
		return State{}, 0, err
	}
	return stateOf(info), info.Mode() & (fs.ModeDir | fs.ModeSymlink), nil
}
