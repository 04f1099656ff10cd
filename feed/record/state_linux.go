package record

import (
	"io/fs"
	"syscall"
)

// stateOf is the state of a file.
func stateOf(info fs.FileInfo) State {
	s := State{Size: info.Size(), Edited: info.ModTime().UnixNano()}
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.Changed, s.Inode = sys.Ctim.Nano(), sys.Ino
	}
	return s
}
