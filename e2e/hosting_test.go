package e2e

import (
	"strings"
	"testing"
)

const hosting = "../docs/hosting.md"

// What docs/hosting.md shows, the programs that it is for take.
func TestHostingExamples(t *testing.T) {
	endToEnd(t)
	t.Run("systemd", func(t *testing.T) {
		const unit = "dateline-serve.service"
		units := map[string]string{unit: strings.ReplaceAll(snippetOf(t, hosting, unit), "/usr/local/bin/dateline", dateline)}
		if out := judgedBy(t, units, "systemd-analyze", "verify", "./"+unit); out != "" {
			t.Errorf("systemd-analyze verify says\n%s", out)
		}
		judgedBy(t, units, "systemd-analyze", "security", "--offline=true", "--threshold=20", "./"+unit) // 1.7 of 10
	})
	t.Run("nginx", func(t *testing.T) {
		server := "pid nginx.pid; error_log stderr; events {}\nhttp { access_log off; server {\n" + snippetOf(t, hosting, "feeds") + snippetOf(t, hosting, "own") + "} }\n"
		dir := t.TempDir()
		judgedBy(t, map[string]string{"nginx.conf": server}, "sh", "-c", "exec nginx -t -q -p "+dir+" -c \"$PWD/nginx.conf\"")
	})
	t.Run("caddy", func(t *testing.T) {
		judgedBy(t, map[string]string{"Caddyfile": snippetOf(t, hosting, "Caddyfile")}, "caddy", "adapt", "--validate", "--config", "Caddyfile", "--adapter", "caddyfile")
	})
}
