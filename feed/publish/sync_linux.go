package publish

import "golang.org/x/sys/unix"

// syncsAll reports whether syncAll makes more durable than folders.
const syncsAll = true

// syncAll gives a func that makes a folder durable with all else on its file system. It
// does so once for each: others may be mounted in the target.
func (f *Folder) syncAll() func(name string) error {
	done := map[uint64]bool{}
	return func(name string) error {
		dir, err := f.root.Open(name)
		if err != nil {
			return err
		}
		defer dir.Close()
		var info unix.Stat_t
		if err := unix.Fstat(int(dir.Fd()), &info); err != nil || done[uint64(info.Dev)] {
			return err
		}
		done[uint64(info.Dev)] = true
		return unix.Syncfs(int(dir.Fd()))
	}
}
