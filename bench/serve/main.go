//go:build linux

// Command serve measures dateline serve beside nginx, on the same files:
//
//	go run ./bench/serve -seconds 10 -runs 3
//
// Both have one core, the same one, and wrk has another; their access logs are off.
// nginx has one worker, sendfile, files that were compressed before (gzip_static), and
// keeps them open (open_file_cache). They take turns. Then dateline serve alone answers many requests, and its memory is
// looked at on the way. Without wrk or nginx it says so, and measures nothing.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"time"
)

func main() {
	if err := measure(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

// measure prints the table.
func measure(args []string, out, log io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ExitOnError)
	seconds := flags.Int("seconds", 10, "how long each measurement takes")
	runs := flags.Int("runs", 3, "measurements of each")
	many := flags.Int("requests", 1_000_000, "requests during which memory is looked at")
	flags.Parse(args)
	if *seconds < 1 || *runs < 1 || *many < 1 {
		return errors.New("-seconds, -runs and -requests want a number from 1")
	}
	for _, program := range []string{"wrk", "nginx", "taskset"} {
		if _, err := exec.LookPath(program); err != nil {
			fmt.Fprintf(log, "serve: skipped: no %s in PATH (apt-get install wrk nginx-light util-linux)\n", program)
			return nil
		}
	}
	if runtime.NumCPU() < 2 {
		fmt.Fprintln(log, "serve: skipped: one core is too few for a server and for wrk")
		return nil
	}
	dir, err := os.MkdirTemp("", "dateline-serve-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	ours, nginx, stop, err := open(dir)
	defer stop()
	if err != nil {
		return err
	}
	return errors.Join(compare(out, log, ours, nginx, *runs, time.Duration(*seconds)*time.Second), memory(out, log, ours, *many))
}

// A race is one way to ask.
type race struct {
	title    string
	file     string
	coding   string // that is accepted; empty for none
	unbroken bool   // what the reader has is still right: 304
}

var races = []race{
	{"200", "rss.xml", "", false},
	{"200, gzip", "rss.xml", "gzip", false},
	{"200, small", "feeds.opml", "", false},
	{"304", "rss.xml", "", true},
	{"304, gzip", "rss.xml", "gzip", true},
}

const heading = `Requests a second: medians of %d times %v, the least and the most; one core each, %d connections, %s/%s.

| what | bytes | dateline serve | nginx | ratio | goal |
|---|---|---|---|---|---|
`

// compare has the servers take turns, and prints a row for each race.
func compare(out, log io.Writer, ours, nginx *server, runs int, long time.Duration) error {
	fmt.Fprintf(out, heading, runs, long, connections, runtime.GOOS, runtime.GOARCH)
	for _, r := range races {
		var rates [2][]float64
		var size int
		for range runs {
			for i, s := range []*server{ours, nginx} {
				q, err := s.ask(r)
				if err != nil {
					return err
				}
				rate, err := s.load(q, long)
				if err != nil {
					return err
				}
				fmt.Fprintf(log, "%s: %s: %.0f\n", r.title, s.name, rate)
				rates[i], size = append(rates[i], rate), max(size, q.size)
			}
		}
		o, n := spread(rates[0]), spread(rates[1])
		fmt.Fprintf(out, "| %s | %d | %s | %s | %.2f | ≥ 0.4 |\n", r.title, size, o, n, o.median/n.median)
	}
	return nil
}

// A figure is the median of several, the least and the most.
type figure struct{ median, least, most float64 }

func spread(all []float64) figure {
	all = slices.Sorted(slices.Values(all))
	n := len(all)
	return figure{(all[(n-1)/2] + all[n/2]) / 2, all[0], all[n-1]}
}

func (f figure) String() string { return fmt.Sprintf("%.0f (%.0f-%.0f)", f.median, f.least, f.most) }

// memory prints what dateline serve takes on the way to so many requests.
func memory(out, log io.Writer, s *server, many int) error {
	fmt.Fprint(out, "\n| requests answered | memory, MiB |\n|---|---|\n")
	begun, err := s.answered()
	if err != nil {
		return err
	}
	said := 0
	for i := 0; ; i++ {
		n, err := s.answered()
		if err != nil {
			return err
		}
		n -= begun
		if n*10 >= many*said {
			resident, err := s.resident()
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "| %d | %.1f |\n", n, float64(resident)/(1<<20))
			said = n*10/many + 1
		}
		if n >= many {
			return nil
		}
		q, err := s.ask(races[i%len(races)])
		if err == nil {
			_, err = s.load(q, 2*time.Second)
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(log, "%d requests\n", n)
	}
}
