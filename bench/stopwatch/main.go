//go:build unix

// Command stopwatch runs a program and prints what that cost: seconds by the clock,
// seconds of CPU, and the most MiB of memory. What the program prints goes to stderr.
//
//	stopwatch PROGRAM ARGUMENT...
//
// It is small and of its own, since Linux counts into a program's memory what the one
// had that started it. What others wrote is on the disk before: an fsync waits for
// it, and would be charged with it.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: stopwatch PROGRAM ARGUMENT...")
		os.Exit(2)
	}
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	syscall.Sync()
	begun := time.Now()
	err := cmd.Run()
	wall := time.Since(begun)
	if err != nil {
		fmt.Fprintln(os.Stderr, "stopwatch:", err)
		os.Exit(1)
	}
	used := cmd.ProcessState
	fmt.Println(wall.Seconds(), (used.UserTime() + used.SystemTime()).Seconds(), peak(used))
}

// peak is the most memory that a process had, in MiB.
func peak(p *os.ProcessState) float64 {
	most, unit := float64(p.SysUsage().(*syscall.Rusage).Maxrss), 1024.
	if runtime.GOOS == "darwin" {
		unit = 1
	}
	return most * unit / (1 << 20)
}
