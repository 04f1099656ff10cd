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

// lstat is the state of an entry of a folder, and whether it is a folder or a link. It is
// asked of the folder: the way there from the root is a third of what it costs.
func lstat(dir *os.File, name string) (s State, kind fs.FileMode, err error) {
	var sys unix.Stat_t
	if err := unix.Fstatat(int(dir.Fd()), name, &sys, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return State{}, 0, &fs.PathError{Op: "lstat", Path: name, Err: err}
	}
	switch sys.Mode & unix.S_IFMT {
	case unix.S_IFDIR:
		kind = fs.ModeDir
	case unix.S_IFLNK:
		kind = fs.ModeSymlink
	}
	return State{sys.Size, sys.Ctim.Nano(), sys.Mtim.Nano(), sys.Ino}, kind, nil
}
