package e2e

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// A webServer is one that others wrote.
type webServer struct {
	config string // of its port, a folder of its own, and what is said of the site
	args   func(config string) []string
}

var webServers = map[string]webServer{
	"nginx": {
		"user root; daemon off; pid %[2]s/nginx.pid; error_log stderr; events {}\nhttp { include /etc/nginx/mime.types; access_log off; client_body_temp_path %[2]s/t; proxy_temp_path %[2]s/t; fastcgi_temp_path %[2]s/t; uwsgi_temp_path %[2]s/t; scgi_temp_path %[2]s/t;\nserver { listen 127.0.0.1:%[1]s;\n%[3]s\n} }",
		func(config string) []string { return []string{"-c", config, "-p", filepath.Dir(config)} },
	},
	"caddy": {
		"{\nadmin off\nauto_https off\n}\nhttp://127.0.0.1:%[1]s {\n%[3]s\n}\n",
		func(config string) []string { return []string{"run", "--adapter", "caddyfile", "--config", config} },
	},
	"apache2": {
		"Listen 127.0.0.1:%[1]s\nServerName localhost\nPidFile %[2]s/pid\nErrorLog %[2]s/errors\nMutex file:%[2]s\n" +
			loaded("mpm_event", "authz_core", "alias", "dir", "mime", "headers", "filter", "deflate") + "TypesConfig /etc/mime.types\n<VirtualHost *>\n%[3]s\n</VirtualHost>\n",
		func(config string) []string { return []string{"-D", "FOREGROUND", "-f", config} },
	},
}

func loaded(modules ...string) (lines string) {
	for _, m := range modules {
		lines += fmt.Sprintf("LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n", m, m)
	}
	return lines
}

// startServer starts a web server with what is said of the site, until the test ends.
func startServer(t *testing.T, name, port, site string) {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("no %s", name)
	}
	work := t.TempDir()
	config := filepath.Join(work, "config")
	write(t, config, fmt.Sprintf(webServers[name].config, port, work, site))
	serve := exec.Command(program, webServers[name].args(config)...)
	serve.Env = append(os.Environ(), "HOME="+work)
	log, err := os.Create(filepath.Join(work, "log"))
	if err != nil {
		t.Fatal(err)
	}
	serve.Stderr = log
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		serve.Process.Signal(syscall.SIGTERM)
		serve.Wait()
		log.Close()
		if t.Failed() {
			t.Logf("%s says:\n%s", name, contents(t, log.Name()))
		}
	})
}

// freePort is a port that nobody listened on a moment ago.
func freePort(t *testing.T) string {
	t.Helper()
	port, err := findPort()
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func findPort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
