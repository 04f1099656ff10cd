//go:build linux

package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// connections are how many wrk opens.
const connections = 32

// A server is one that is measured.
type server struct {
	name    string
	base    string // http://HOST:PORT
	process int
}

// A question is a request that was tried once.
type question struct {
	address string
	headers []string
	status  int
	size    int // bytes of the body
}

// ask tries a race's request, and makes sure that the answer is the one that is to be
// measured.
func (s *server) ask(r race) (question, error) {
	q := question{address: s.base + "/feeds/" + r.file, status: http.StatusOK}
	if r.coding != "" {
		q.headers = append(q.headers, "Accept-Encoding: "+r.coding)
	}
	response, err := q.try()
	if err != nil {
		return q, err
	}
	if got := response.Header.Get("Content-Encoding"); got != r.coding {
		return q, fmt.Errorf("%s answers %s with the coding %q, want %q", s.name, q.address, got, r.coding)
	}
	if r.unbroken {
		q.headers = append(q.headers, "If-None-Match: "+response.Header.Get("ETag"))
		q.status = http.StatusNotModified
		if response, err = q.try(); err != nil {
			return q, err
		}
	}
	q.size = int(max(0, response.ContentLength))
	return q, nil
}

// try sends the request once.
func (q question) try() (*http.Response, error) {
	request, err := http.NewRequest(http.MethodGet, q.address, nil)
	if err != nil {
		return nil, err
	}
	for _, h := range q.headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
	}
	response, err := (&http.Transport{DisableCompression: true}).RoundTrip(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return nil, err
	}
	if response.StatusCode != q.status {
		return nil, fmt.Errorf("%s %v answers %d, want %d", q.address, q.headers, response.StatusCode, q.status)
	}
	return response, nil
}

var perSecond = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)

// load has wrk ask on for a while, and gives the requests of a second.
func (s *server) load(q question, long time.Duration) (float64, error) {
	args := []string{"-c", "1", "wrk", "-t1", fmt.Sprintf("-c%d", connections), fmt.Sprintf("-d%ds", int(long.Seconds()))}
	for _, h := range q.headers {
		args = append(args, "-H", h)
	}
	out, err := exec.Command("taskset", append(args, q.address)...).CombinedOutput()
	m := perSecond.FindSubmatch(out)
	if err != nil || m == nil || strings.Contains(string(out), "Non-2xx") || strings.Contains(string(out), "Socket errors") {
		return 0, fmt.Errorf("wrk %v of %s: %v\n%s", args, s.name, err, out)
	}
	return strconv.ParseFloat(string(m[1]), 64)
}

// answered is how many requests the server has counted.
func (s *server) answered() (int, error) {
	r, err := http.Get(s.base + "/metrics")
	if err != nil {
		return 0, err
	}
	defer r.Body.Close()
	sum := 0.0
	for lines := bufio.NewScanner(r.Body); lines.Scan(); {
		if name, value, _ := strings.Cut(lines.Text(), " "); strings.HasPrefix(name, "dateline_http_requests_total{") {
			n, err := strconv.ParseFloat(value, 64)
			if err != nil {
				return 0, err
			}
			sum += n
		}
	}
	return int(sum), nil
}

// resident is the memory of the server, in bytes.
func (s *server) resident() (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kilobytes, err := strconv.Atoi(strings.Fields(rest)[0])
	return kilobytes << 10, err
}
