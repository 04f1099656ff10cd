// Command lister lists a folder and asks the size and time of every file below it,
// on all cores: the least that a program must do to learn that nothing changed.
//
//	lister FOLDER
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// batch is how many entries of a folder are read at once, and handed on together.
const batch = 512

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: lister FOLDER")
		os.Exit(2)
	}
	files, err := list(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "lister:", err)
		os.Exit(1)
	}
	fmt.Println(files, "files")
}

// list says how many files are below the folder.
func list(folder string) (int64, error) {
	var files atomic.Int64
	var asking sync.WaitGroup
	batches, faults := make(chan []fs.DirEntry), make(chan error, runtime.NumCPU())
	for range runtime.NumCPU() {
		asking.Go(func() {
			var fault error
			for entries := range batches {
				for _, entry := range entries {
					_, err := entry.Info()
					fault = errors.Join(fault, err)
				}
				files.Add(int64(len(entries)))
			}
			faults <- fault
		})
	}
	err := read(folder, batches)
	close(batches)
	asking.Wait()
	close(faults)
	for fault := range faults {
		err = errors.Join(err, fault)
	}
	return files.Load(), err
}

// read hands on the files of a folder and of those in it, as the file system
// gives them.
func read(folder string, batches chan<- []fs.DirEntry) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	for {
		entries, err := f.ReadDir(batch)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		files := entries[:0]
		for _, entry := range entries {
			if !entry.IsDir() {
				files = append(files, entry)
			} else if err := read(filepath.Join(folder, entry.Name()), batches); err != nil {
				return err
			}
		}
		batches <- files
	}
}
