//go:build linux

package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"dateline/bench"
)

const (
	articles = 1000
	config   = `
site = { title = "The Harbour Gazette", url = "https://gazette.example/" }
publish = { base = "https://gazette.example/feeds/", flood = 0 }
[[feed]]
[[feed]]
each = "section"
path = "{slug}"
`
	nginxConfig = `%[3]sworker_processes 1; daemon off; pid %[1]s/nginx.pid; error_log stderr; events { worker_connections 1024; }
http {
	access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; gzip_static on; open_file_cache max=1000; types { application/rss+xml xml; text/x-opml opml; }
	client_body_temp_path %[1]s/t; proxy_temp_path %[1]s/t; fastcgi_temp_path %[1]s/t; uwsgi_temp_path %[1]s/t; scgi_temp_path %[1]s/t;
	server { listen %[2]s; location /feeds/ { alias %[1]s/nginx/; add_header Cache-Control "max-age=900"; } }
}
`
)

// open publishes a site in a folder and starts both servers. stop ends what was started.
func open(dir string) (ours, nginx *server, stop func(), err error) {
	var started []*exec.Cmd
	stop = func() {
		for _, cmd := range started {
			cmd.Process.Signal(syscall.SIGTERM)
			cmd.Wait()
		}
	}
	program := filepath.Join(dir, "dateline")
	if out, err := exec.Command("go", "build", "-trimpath", "-o", program, "dateline/cmd/dateline").CombinedOutput(); err != nil {
		return nil, nil, stop, fmt.Errorf("go build: %w\n%s", err, out)
	}
	if err := publish(dir, program); err != nil {
		return nil, nil, stop, err
	}
	places := [2]string{free(), free()}
	user := ""
	if os.Getuid() == 0 {
		user = "user root; "
	}
	conf := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(conf, fmt.Appendf(nil, nginxConfig, dir, places[1], user), 0o644); err != nil {
		return nil, nil, stop, err
	}
	servers := [2]*server{{name: "dateline serve"}, {name: "nginx"}}
	for i, command := range [][]string{{program, "serve", "--quiet", "--listen", places[0]}, {"nginx", "-c", conf, "-p", dir}} {
		cmd := exec.Command("taskset", append([]string{"-c", "0"}, command...)...)
		cmd.Dir, cmd.Stderr = dir, os.Stderr
		if err := cmd.Start(); err != nil {
			return nil, nil, stop, err
		}
		started = append(started, cmd)
		servers[i].base, servers[i].process = "http://"+places[i], cmd.Process.Pid
		if err := servers[i].ready(); err != nil {
			return nil, nil, stop, err
		}
	}
	return servers[0], servers[1], stop, nil
}

// publish makes the files, and a copy of them for nginx with what is compressed beside.
func publish(dir, program string) error {
	at := slices.IndexFunc(bench.Notations, func(n bench.Notation) bool { return n.Name == "jsonl" })
	if at < 0 {
		return errors.New("bench has no notation jsonl")
	}
	data := filepath.Join(dir, "data")
	err := errors.Join(os.Mkdir(data, 0o755), os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o644))
	if err != nil {
		return err
	}
	if _, err := bench.Notations[at].Write(data, bench.Corpus(articles)); err != nil {
		return err
	}
	cmd := exec.Command(program, "publish", "--quiet")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("publish: %w\n%s", err, out)
	}
	copied := filepath.Join(dir, "nginx")
	if err := os.CopyFS(copied, os.DirFS(filepath.Join(dir, "public"))); err != nil {
		return err
	}
	return filepath.WalkDir(copied, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, ".gz") {
			return err
		}
		return compress(name)
	})
}

// compress writes a file compressed beside it.
func compress(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(name+".gz", packed.Bytes(), 0o644)
}

// free is an address that nobody listened at a moment ago.
func free() string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "127.0.0.1:8080"
	}
	defer l.Close()
	return l.Addr().String()
}

// ready waits until the server answers.
func (s *server) ready() error {
	var err error
	for range 200 {
		var r *http.Response
		if r, err = http.Get(s.base + "/feeds/rss.xml"); err == nil {
			r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return nil
			}
			err = errors.New(r.Status)
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("start %s: %w", s.name, err)
}
