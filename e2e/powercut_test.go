package e2e

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// shutdown is EXT4_IOC_SHUTDOWN, which stops a file system as a power cut does: with
// noLogFlush, what stands in its journal in memory alone is lost.
const (
	shutdown   = 0x8004587d
	noLogFlush = 2
)

// Power goes at any moment: what was acknowledged is there, no file is torn, and the next
// run mends all.
func TestWhatWasPublishedOutlivesAPowerCut(t *testing.T) {
	endToEnd(t)
	for _, c := range []struct {
		name     string
		sections int
		within   string // what of the site is on the disk; all of it if empty
		cuts     int
	}{
		{"a few folders", 1, "", often(20, 1000)},
		{"so many folders that all are made durable at once", 70, "", often(4, 200)},
		{"likewise, on a disk that is mounted in the target", 70, "public/section", often(4, 200)},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := t.TempDir()
			at := filepath.Join(site, c.within)
			d := newDisk(t, at)
			powerCuts(t, newSmallWith(t, small{dir: site, ledger: ".dateline/ledger.db", sections: c.sections}), d, c.cuts)
		})
	}
}

func powerCuts(t *testing.T, s *small, d *disk, cuts int) {
	chance := rand.New(rand.NewPCG(5, 6))
	took := 40 * time.Millisecond
	acknowledged, within := 0, 0
	for n := 1; n <= cuts; n++ {
		s.retitle(t, n)
		syscall.Sync() // what editors wrote is not what is examined
		cmd := exec.Command(dateline, "publish", "--quiet", "--now", moment.Format(time.RFC3339))
		cmd.Dir = s.dir
		begun := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan bool)
		go func() { ended <- cmd.Wait() == nil }()
		after := time.Duration(chance.Int64N(int64(2 * took)))
		done := false
		select {
		case done = <-ended:
			took = (took + time.Since(begun)) / 2
			d.cut(t)
		case <-time.After(after):
			d.cut(t)
			within++
			took += took / 4
			cmd.Process.Kill()
			<-ended // if it ended well just now, nobody was told before the cut
		}
		d.mount(t)
		if done {
			acknowledged = n
		}
		for run := range s.whole(t, "after a power cut") {
			if run < acknowledged {
				t.Errorf("cut %d: a file is of run %d, and run %d was acknowledged", n, run, acknowledged)
			}
		}
		s.heals(t, "after a power cut", n)
		acknowledged = n
	}
	t.Logf("%d cuts within a run, %d just after one", within, cuts-within)
}

// A disk is a file system of its own, in a file.
type disk struct{ image, at string }

// newDisk mounts one at a folder, which it makes.
func newDisk(t *testing.T, at string) *disk {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("a file system can be mounted by root alone")
	}
	for _, program := range []string{"mkfs.ext4", "mount", "umount"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("no %s", program)
		}
	}
	d := &disk{image: filepath.Join(t.TempDir(), "image"), at: at}
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.image, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(d.image, 64<<20); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfs.ext4", "-q", "-F", d.image).CombinedOutput(); err != nil {
		t.Fatalf("mkfs.ext4: %v\n%s", err, out)
	}
	if out, err := exec.Command("mount", "-o", "loop", d.image, d.at).CombinedOutput(); err != nil {
		t.Skipf("no loop device can be mounted: %s", out)
	}
	t.Cleanup(func() { exec.Command("umount", "-l", d.at).Run() })
	return d
}

// mount mounts the disk again.
func (d *disk) mount(t *testing.T) {
	t.Helper()
	if out, err := exec.Command("mount", "-o", "loop", d.image, d.at).CombinedOutput(); err != nil {
		t.Fatalf("mount: %v\n%s", err, out)
	}
}

// cut takes the power from the disk, and unmounts what is left.
func (d *disk) cut(t *testing.T) {
	t.Helper()
	root, err := os.Open(d.at)
	if err != nil {
		t.Fatal(err)
	}
	flag := uint32(noLogFlush)
	_, _, fault := syscall.Syscall(syscall.SYS_IOCTL, root.Fd(), shutdown, uintptr(unsafe.Pointer(&flag)))
	root.Close()
	if fault != 0 {
		t.Skipf("the file system cannot be stopped: %v", fault)
	}
	for range 100 { // until the run that was killed has let go of it
		if exec.Command("umount", d.at).Run() == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("the disk cannot be unmounted")
}
