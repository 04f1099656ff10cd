package publish

import "golang.org/x/sys/unix"

// syncAll makes all files of the target's file system durable at once.
func (f *Folder) syncAll() (done bool, err error) {
	dir, err := f.root.Open(".")
	if err != nil {
		return false, err
	}
	defer dir.Close()
	return true, unix.Syncfs(int(dir.Fd()))
}
