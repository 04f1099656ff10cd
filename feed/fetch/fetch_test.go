package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

// serve starts a server on this machine.
func serve(t *testing.T, handler http.HandlerFunc) (address string) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// packed is text in a content coding.
func packed(t *testing.T, coding, text string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w, _ = gzip.NewWriterLevel(&b, gzip.BestSpeed)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, _ = flate.NewWriter(&b, flate.BestSpeed)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGetTellsWhatTheServerSent(t *testing.T) {
	asked := http.Header{}
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header
		w.Header()["Date"] = nil
		w.Header().Set("Content-Type", "application/rss+xml")
		w.WriteHeader(http.StatusNotFound)
		io.WriteString(w, "<rss/>")
	})
	got, err := New(Options{Private: true}).Get(t.Context(), at, http.Header{"If-None-Match": {`"a"`}})
	if err != nil {
		t.Fatal(err)
	}
	want := &Response{Asked: at + "/", URL: at + "/", Status: 404, Transferred: 6, Body: []byte("<rss/>"),
		Header: http.Header{"Content-Type": {"application/rss+xml"}, "Content-Length": {"6"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Get(%q) (-want +got):\n%s", at, diff)
	}
	wantAsked := http.Header{"User-Agent": {"Dateline/" + feed.Version}, "Accept-Encoding": {"gzip"}, "If-None-Match": {`"a"`}}
	if diff := cmp.Diff(wantAsked, asked); diff != "" {
		t.Errorf("Get(%q) asked with (-want +got):\n%s", at, diff)
	}
}

func TestHeadHasNoBody(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Length", "5000")
	})
	got, err := New(Options{Private: true}).Head(t.Context(), at, nil)
	if err != nil || got.Header.Get("Content-Length") != "5000" || len(got.Body) != 0 {
		t.Errorf("Head(%q) = %v, %v, want the head alone", at, got, err)
	}
}

func TestBodiesAreUnpacked(t *testing.T) {
	const text = "<rss>text text text text text text text</rss>"
	once := packed(t, "gzip", text)
	tests := []struct {
		name, coding, body string
		want               string
		fault              error
	}{
		{"not packed", "", text, text, nil},
		{"identity", "identity", text, text, nil},
		{"gzip, by its old name", "X-GZip", once, text, nil},
		{"deflate", "deflate", packed(t, "zlib", text), text, nil},
		{"deflate without its frame", "deflate", packed(t, "flate", text), text, nil},
		{"packed twice, and said", "gzip, gzip", packed(t, "gzip", once), text, nil},
		{"packed twice, and said once", "gzip", packed(t, "gzip", once), once, nil},
		{"said thrice", "gzip, gzip, gzip", once, once, ErrCoding},
		{"not packed, and said", "gzip", text, text, ErrCoding},
		{"cut within", "gzip", once[:len(once)-9], once[:len(once)-9], ErrCoding},
		{"brotli that nobody asked for", "br", text, text, ErrCoding},
		{"a charset", "utf-8", text, text, ErrCoding},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				if tt.coding != "" {
					w.Header().Set("Content-Encoding", tt.coding)
				}
				io.WriteString(w, tt.body)
			})
			got, err := New(Options{Private: true}).Get(t.Context(), at, nil)
			if !errors.Is(err, tt.fault) || got == nil {
				t.Fatalf("Get = %v, %v, want an answer and %v", got, err, tt.fault)
			}
			if string(got.Body) != tt.want || got.Transferred != int64(len(tt.body)) {
				t.Errorf("Get gives %q of %d bytes transferred, want %q of %d", got.Body, got.Transferred, tt.want, len(tt.body))
			}
		})
	}
}

func TestABodyThatIsCutOffIsGivenAsFarAsItCame(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "<rss>")
	})
	got, err := New(Options{Private: true}).Get(t.Context(), at, nil)
	if !errors.Is(err, ErrCut) || got == nil || string(got.Body) != "<rss>" {
		t.Fatalf("Get = %v, %v, want <rss> and %v", got, err, ErrCut)
	}
	want := "fetch " + at + ": the body is not whole: it ends after 5 bytes: unexpected EOF"
	if err.Error() != want {
		t.Errorf("Get says %q, want %q", err, want)
	}
}

// What a server does to those who trust it; the error says what was seen.
func TestBounds(t *testing.T) {
	zeros := packed(t, "gzip", strings.Repeat("\x00", 64<<20))
	const fine, short = 30 * time.Second, 400 * time.Millisecond
	tests := []struct {
		name    string
		timeout time.Duration
		handler http.HandlerFunc
		want    string // of the error
	}{
		{"no answer", short, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
			"timeout awaiting response headers"},
		{"an answer that stops", short, func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "<rss>")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, "no whole answer within 400ms"},
		{"a body without an end", fine, func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(make([]byte, 1000)); err != nil {
					return
				}
			}
		}, "the body is too large: it has more than 1048576 bytes transferred"},
		{"a gzip bomb", fine, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, zeros)
		}, "the body is too large: it has more than 1048576 bytes unpacked"},
		{"a flood of headers", fine, func(w http.ResponseWriter, _ *http.Request) {
			for i := range 2000 {
				w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("x", 100))
			}
		}, "headers exceeded 65536 bytes"},
		{"redirects without an end", fine, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		}, "more than 10 redirects, the last to http://HOST/xxxxxxxxxxx"},
		{"redirects in a circle", fine, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, map[string]string{"/": "/a", "/a": "/b", "/b": "/a"}[r.URL.Path], http.StatusFound)
		}, "redirects lead in a circle: http://HOST/ to http://HOST/a to http://HOST/b to http://HOST/a"},
		{"a redirect to a file", fine, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		}, `fetch http://HOST: its redirect: "file:///etc/passwd" has no host`},
		{"a redirect to another protocol", fine, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "gopher://localhost:70/x")
			w.WriteHeader(http.StatusFound)
		}, `fetch http://HOST: its redirect: "gopher://localhost:70/x" does not begin with http:// or https://`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := serve(t, tt.handler)
			client := New(Options{Private: true, Timeout: tt.timeout, Size: 1 << 20})
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got, err := client.Get(t.Context(), at, nil)
			runtime.ReadMemStats(&after)
			want := strings.ReplaceAll(tt.want, "HOST", strings.TrimPrefix(at, "http://"))
			if err == nil || !strings.Contains(err.Error(), want) || got != nil {
				t.Errorf("Get = %v, %v, want no answer and an error that has %q", got, err, want)
			}
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 16<<20 {
				t.Errorf("Get took %d bytes of memory, want at most 16 MB", grown)
			}
			var timeout interface{ Timeout() bool }
			if late := errors.As(err, &timeout) && timeout.Timeout(); late != (tt.timeout == short) {
				t.Errorf("Get says %v, a timeout: %v", err, late)
			}
		})
	}
}

func TestRedirectsAreToldAndFollowed(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			http.Redirect(w, r, "/new#top", http.StatusMovedPermanently)
		case "/new":
			http.Redirect(w, r, "feed.xml", http.StatusTemporaryRedirect)
		default:
			io.WriteString(w, "<rss/>")
		}
	})
	got, err := New(Options{Private: true}).Get(t.Context(), at+"/#fragment", nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Hop{{301, at + "/new"}, {307, at + "/feed.xml"}}, got.Hops); diff != "" || got.URL != at+"/feed.xml" {
		t.Errorf("Get ended at %s (-want +got):\n%s", got.URL, diff)
	}
}

func TestAStatusOfARedirectWithoutLocationIsAnAnswer(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) })
	if got, err := New(Options{Private: true}).Get(t.Context(), at, nil); err != nil || got.Status != 302 {
		t.Errorf("Get = %v, %v, want the status 302", got, err)
	}
}

func TestCredentialsStayWithTheirServer(t *testing.T) {
	var elsewhere, here string
	other := serve(t, func(_ http.ResponseWriter, r *http.Request) { elsewhere = r.Header.Get("Authorization") })
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		here += r.Header.Get("Authorization") + " at " + r.URL.Path + "; "
		to := map[string]string{"/": "/same", "/same": strings.Replace(other, "http://", "http://eve:mallory@", 1)}
		http.Redirect(w, r, to[r.URL.Path], http.StatusFound)
	})
	got, err := New(Options{Private: true}).Get(t.Context(), strings.Replace(at, "http://", "http://ann:s3%20cret@", 1), nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := "Basic YW5uOnMzIGNyZXQ= at /; Basic YW5uOnMzIGNyZXQ= at /same; "; here != want {
		t.Errorf("their server got %q, want %q", here, want)
	}
	if elsewhere != "" || got.URL != other+"/" {
		t.Errorf("another server, %s, got %q", got.URL, elsewhere)
	}
}

func TestCredentialsAreInNoError(t *testing.T) {
	for _, address := range []string{
		"http://ann:s3cret@127.0.0.1:1/", `http:\\ann:s3cret@127.0.0.1:1/`, "ftp://ann:s3cret@example.org/",
		"http://ann:s3cret@/", "http://ann:s3cret@exa mple.org/", "http://ann:s3%zzcret@127.0.0.1:1/", "http://ann:s3c@cret@127.0.0.1:1/",
	} {
		_, err := New(Options{Private: true}).Get(t.Context(), address, nil)
		if err == nil || strings.Contains(err.Error(), "s3") || strings.Contains(err.Error(), "ann") {
			t.Errorf("Get(%q) says %v", address, err)
		}
	}
}

func TestPrivateHostsAreRefusedBeforeTheyAreAsked(t *testing.T) {
	at := serve(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked for %s", r.URL) })
	port := at[strings.LastIndex(at, ":"):]
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"} {
		_, err := New(Options{}).Get(t.Context(), "http://"+host+port, nil)
		if !errors.Is(err, ErrPrivate) {
			t.Errorf("Get of %s says %v, want %v", host, err, ErrPrivate)
		}
	}
}

// A proxy on this machine stands for the internet: it connects to where we may not.
func TestRedirectsToPrivateHostsAreRefused(t *testing.T) {
	private := serve(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked for %s", r.URL) })
	internet := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, private+"/secret", http.StatusFound) })
	through, err := url.Parse(internet)
	if err != nil {
		t.Fatal(err)
	}
	for name, proxy := range map[string]func(*http.Request) (*url.URL, error){
		"asked directly": func(r *http.Request) (*url.URL, error) {
			if r.URL.Hostname() == "127.0.0.1" {
				return nil, nil
			}
			return through, nil
		},
		"asked through the proxy": http.ProxyURL(through),
	} {
		_, err := New(Options{Proxy: proxy}).Get(t.Context(), "http://gazette.example/feed.xml", nil)
		want := "fetch http://gazette.example/feed.xml: redirected to " + private + "/secret: "
		if !errors.Is(err, ErrPrivate) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: Get says %v, want %s%v", name, err, want, ErrPrivate)
		}
	}
}

func TestTheErrorOfTLSTellsTheCertificate(t *testing.T) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	_, err := New(Options{Private: true}).Get(t.Context(), server.URL, nil)
	want := "fetch " + server.URL + ": tls: failed to verify certificate: x509: certificate signed by unknown authority"
	if err == nil || err.Error() != want {
		t.Errorf("Get says %v, want %s", err, want)
	}
}
