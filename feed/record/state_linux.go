package record

import (
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// stateOf is the state of a file.
func stateOf(info fs.FileInfo) State {
	s := State{Size: info.Size(), Edited: info.ModTime().UnixNano()}
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.Changed, s.Inode = sys.Ctim.Nano(), sys.Ino
	}
	return s
}

// lstat is the state of an entry of a folder, and whether it is a link. It is asked of the
// folder: the way there from the root is a third of what it costs.
func lstat(dir *os.File, entry fs.DirEntry) (s State, link bool, err error) {
	var sys unix.Stat_t
	if err := unix.Fstatat(int(dir.Fd()), entry.Name(), &sys, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return State{}, false, &fs.PathError{Op: "lstat", Path: entry.Name(), Err: err}
	}
	return State{sys.Size, sys.Ctim.Nano(), sys.Mtim.Nano(), sys.Ino}, sys.Mode&unix.S_IFMT == unix.S_IFLNK, nil
}
