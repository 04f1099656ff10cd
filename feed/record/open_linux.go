package record

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// openFast opens a file of the folder as os.Root does, in one call in the place of some
// ten: of reading small files that was a third. No link leads out of the folder
// (openat2(2), RESOLVE_BENEATH), and a pipe does not keep it waiting. Where it gives
// nothing, os.Root says why.
func openFast(folder *os.File, rel string) io.ReadCloser {
	fd, err := unix.Openat2(int(folder.Fd()), rel, &unix.OpenHow{
		Flags: unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NONBLOCK, Resolve: unix.RESOLVE_BENEATH,
	})
	if err != nil {
		return nil
	}
	var info unix.Stat_t
	if err := unix.Fstat(fd, &info); err != nil || info.Mode&unix.S_IFMT != unix.S_IFREG {
		unix.Close(fd)
		return nil
	}
	return &descriptor{fd: fd, left: info.Size}
}

// A descriptor is a file that is read without being registered for polling, as those of
// package os are, and without asking for more than it held when it was opened.
type descriptor struct {
	fd   int
	left int64 // bytes
}

func (d *descriptor) Read(p []byte) (int, error) {
	if d.left <= 0 {
		return 0, io.EOF
	}
	n, err := unix.Read(d.fd, p)
	for err == unix.EINTR {
		n, err = unix.Read(d.fd, p)
	}
	switch {
	case err != nil:
		return 0, err
	case n == 0 && len(p) > 0:
		return 0, io.EOF
	}
	d.left -= int64(n)
	return n, nil
}

func (d *descriptor) Close() error { return unix.Close(d.fd) }
