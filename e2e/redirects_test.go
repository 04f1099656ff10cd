package e2e

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Real web servers take the files that tell them of feeds which moved or are gone, and
// do what these say.
func TestWebServersRedirectFeedsThatMoved(t *testing.T) {
	endToEnd(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "config.toml"), `[site]
title = "Gazette"
url = "https://gazette.example/"
[publish]
base = "https://gazette.example/feeds/"
[[feed]]
[[feed]]
path = "sea"
moved_to = "https://news.example/sea/"
[[feed]]
path = "land"
gone = true
`)
	write(t, filepath.Join(dir, "data", "a.toml"), "title = 'A'\npublished = 2026-11-20T10:00:00Z\n")
	cmd := exec.Command(dateline, "publish", "--now", moment.Format(time.RFC3339))
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("publish: %v\n%s", err, out)
	}
	public := filepath.Join(dir, "public")
	for _, server := range []struct {
		name   string
		config string // of port and folder
		args   func(config string) []string
	}{
		{"nginx", "user root; daemon off; pid %[2]s/nginx.pid; error_log stderr; events {}\nhttp { access_log off; client_body_temp_path %[2]s/t; proxy_temp_path %[2]s/t; fastcgi_temp_path %[2]s/t; uwsgi_temp_path %[2]s/t; scgi_temp_path %[2]s/t;\nserver { listen 127.0.0.1:%[1]s; include %[3]s/redirects.nginx.conf; location /feeds/ { alias %[3]s/; } } }",
			func(config string) []string { return []string{"-c", config, "-p", filepath.Dir(config)} }},
		{"caddy", "{\nadmin off\nauto_https off\n}\nhttp://127.0.0.1:%[1]s {\nimport %[3]s/redirects.caddy\nhandle_path /feeds/* {\nroot * %[3]s\nfile_server\n}\n}\n",
			func(config string) []string { return []string{"run", "--adapter", "caddyfile", "--config", config} }},
	} {
		t.Run(server.name, func(t *testing.T) {
			program, err := exec.LookPath(server.name)
			if err != nil {
				t.Skipf("no %s", server.name)
			}
			port := freePort(t)
			work := t.TempDir()
			config := filepath.Join(work, "config")
			write(t, config, fmt.Sprintf(server.config, port, work, public))
			serve := exec.Command(program, server.args(config)...)
			serve.Env = append(os.Environ(), "HOME="+work)
			log, err := os.Create(filepath.Join(work, "log"))
			if err != nil {
				t.Fatal(err)
			}
			defer log.Close()
			serve.Stderr = log
			if err := serve.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { serve.Process.Signal(syscall.SIGTERM); serve.Wait() })
			client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
			for path, want := range map[string]string{
				"/feeds/rss.xml": "200 ", "/feeds/sea/rss.xml": "301 https://news.example/sea/rss.xml",
				"/feeds/sea/": "301 https://news.example/sea/", "/feeds/land/atom.xml": "410 ",
			} {
				got := answer(client, "http://127.0.0.1:"+port+path)
				if got != want {
					t.Errorf("%s answers %s with %q, want %q", server.name, path, got, want)
				}
			}
			if t.Failed() {
				t.Logf("%s", contents(t, log.Name()))
			}
		})
	}
}

// answer is status and Location, once the server listens.
func answer(client *http.Client, address string) string {
	var err error
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
		var r *http.Response
		if r, err = client.Get(address); err == nil {
			r.Body.Close()
			return fmt.Sprintf("%d %s", r.StatusCode, r.Header.Get("Location"))
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err.Error()
}

// freePort is a port that nobody listened on a moment ago.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
