package serve

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type pages string

func (p pages) Page(path string) ([]byte, bool, error) {
	return []byte(string(p) + " of " + path), path != "none", nil
}

func TestAPreviewIsForThisMachineAlone(t *testing.T) {
	picture := filepath.Join(t.TempDir(), "a.png")
	if err := os.WriteFile(picture, []byte("png"), 0o644); err != nil {
		t.Fatal(err)
	}
	p := NewPreview([]byte("style"), []byte("script"))
	p.Show(pages("page"), map[string]string{"media/1/a.png": picture}, nil)
	for _, tt := range []struct {
		name, method, url, from string
		status                  int
		body, contentType       string
	}{
		{"the main feed", "GET", "http://localhost:8080/", "127.0.0.1:9", 200, "page of ", "text/html; charset=utf-8"},
		{"another feed", "GET", "http://127.0.0.1/?feed=in/sea", "127.0.0.1:9", 200, "page of in/sea", "text/html; charset=utf-8"},
		{"by IPv6", "GET", "http://[::1]:8080/", "[::1]:9", 200, "page of ", "text/html; charset=utf-8"},
		{"a feed that is none", "GET", "http://localhost/?feed=none", "127.0.0.1:9", 404, "no such feed", "text/plain; charset=utf-8"},
		{"the style", "GET", "http://localhost/preview.css", "127.0.0.1:9", 200, "style", "text/css; charset=utf-8"},
		{"a picture", "GET", "http://localhost/media/1/a.png", "127.0.0.1:9", 200, "png", "image/png"},
		{"a picture that no article shows", "GET", "http://localhost/media/2/a.png", "127.0.0.1:9", 404, "", "text/plain; charset=utf-8"},
		{"from another machine", "GET", "http://localhost/", "192.0.2.1:9", 403, "this machine alone", "text/plain; charset=utf-8"},
		{"by another name", "GET", "http://rebound.example/", "127.0.0.1:9", 403, "this machine alone", "text/plain; charset=utf-8"},
		{"another method", "POST", "http://localhost/", "127.0.0.1:9", 405, "", "text/plain; charset=utf-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(tt.method, tt.url, nil)
			r.RemoteAddr = tt.from
			w := httptest.NewRecorder()
			p.ServeHTTP(w, r)
			if got := w.Header().Get("Content-Type"); w.Code != tt.status || got != tt.contentType || !strings.Contains(w.Body.String(), tt.body) {
				t.Errorf("%d %q %q, want %d %q %q", w.Code, got, w.Body, tt.status, tt.contentType, tt.body)
			}
			if w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("X-Robots-Tag") == "" || w.Header().Get("Content-Security-Policy") == "" {
				t.Errorf("headers are %v", w.Header())
			}
		})
	}
}

func TestAPreviewTellsThatItChanged(t *testing.T) {
	p := NewPreview(nil, nil)
	p.Show(pages("first"), nil, nil)
	server := httptest.NewServer(p)
	defer server.Close()
	r, err := http.Get(server.URL + "/changes")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	p.Show(nil, nil, errors.New("config.toml:3: <odd>"))
	if line, err := bufio.NewReader(r.Body).ReadString('\n'); line != "data: changed\n" {
		t.Errorf("the page is told %q, %v", line, err)
	}
	for _, want := range []string{"config.toml:3: &lt;odd&gt;", "second of "} {
		r, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil || !strings.Contains(string(body), want) {
			t.Errorf("it shows %q (%v), want %q", body, err, want)
		}
		p.Show(pages("second"), nil, nil)
	}
}
