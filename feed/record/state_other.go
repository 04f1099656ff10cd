//go:build !linux

package record

import (
	"io/fs"
	"os"
)

// stateOf is the state of a file. When it changed is not known here.
func stateOf(info fs.FileInfo) State {
	return State{Size: info.Size(), Edited: info.ModTime().UnixNano()}
}

// lstat is the state of an entry of a folder, and whether it is a link.
func lstat(_ *os.File, entry fs.DirEntry) (s State, link bool, err error) {
	info, err := entry.Info()
	if err != nil {
		return State{}, false, err
	}
	return stateOf(info), info.Mode()&fs.ModeSymlink != 0, nil
}
