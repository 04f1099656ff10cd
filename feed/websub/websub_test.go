package websub

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

// told are the topics that a hub was told of, in order.
type told struct {
	lock sync.Mutex
	list []string
}

func (t *told) add(topic string) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.list = append(t.list, topic)
}

func (t *told) topics() []string {
	t.lock.Lock()
	defer t.lock.Unlock()
	return t.list
}

// server is a hub that answers as its handler says, and what it was told.
func server(t *testing.T, answer http.HandlerFunc) (address string, heard *told) {
	t.Helper()
	heard = &told{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		heard.add(r.FormValue("hub.url"))
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, heard
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// faults are those of Tell, as text, in which the hub is called HUB.
func faults(c *Client, hub string, topics ...string) []string {
	var pings []Ping
	for _, topic := range topics {
		pings = append(pings, Ping{topic, hub})
	}
	var all []string
	for _, f := range c.Tell(context.Background(), pings) {
		all = append(all, strings.ReplaceAll(f.Error(), hub, "HUB"))
	}
	return all
}

func TestAHubIsToldInItsForm(t *testing.T) {
	var got *http.Request
	hub, _ := server(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		w.WriteHeader(http.StatusNoContent)
	})
	const topic = "https://gazette.example/feeds/tag/caf%C3%A9/rss.xml"
	if said := faults(New(Options{}), hub+"/push?key=1", topic); said != nil {
		t.Fatalf("Tell gives the faults %q, want none", said)
	}
	want := url.Values{"hub.mode": {"publish"}, "hub.url": {topic}, "hub.topic": {topic}}
	if diff := cmp.Diff(want, got.PostForm); diff != "" {
		t.Errorf("the hub gets the form (-want +got):\n%s", diff)
	}
	if got.Method != "POST" || got.RequestURI != "/push?key=1" || got.UserAgent() != "Dateline/"+feed.Version {
		t.Errorf("the hub gets %s %s of %s, want POST /push?key=1 of Dateline/%s", got.Method, got.RequestURI, got.UserAgent(), feed.Version)
	}
}

// A hub that is told fetches the topic at once, and must find the new bytes there.
func TestAToldHubFetchesTheTopic(t *testing.T) {
	folder := t.TempDir()
	files := httptest.NewServer(http.FileServer(http.Dir(folder)))
	defer files.Close()
	var fetched string
	hub, _ := server(t, func(w http.ResponseWriter, r *http.Request) {
		answer, err := http.Get(r.FormValue("hub.url"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer answer.Body.Close()
		body, _ := io.ReadAll(answer.Body)
		fetched = string(body)
		w.WriteHeader(http.StatusAccepted)
	})
	for _, news := range []string{"<rss>old</rss>", "<rss>new</rss>"} {
		if err := os.WriteFile(filepath.Join(folder, "rss.xml"), []byte(news), 0o644); err != nil {
			t.Fatal(err)
		}
		if said := faults(New(Options{}), hub, files.URL+"/rss.xml"); said != nil || fetched != news {
			t.Errorf("the hub has fetched %q, want %q; Tell gives the faults %q", fetched, news, said)
		}
	}
}

func TestWhatAHubAnswers(t *testing.T) {
	silent := func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}
	tests := []struct {
		name   string
		answer http.HandlerFunc
		heard  int    // topics of three
		fault  string // of each that was not told; empty if none was not
	}{
		{"200", status(200), 3, ""},
		{"202", status(202), 3, ""},
		{"204", status(204), 3, ""},
		{"refused: the other topics are still told", status(404), 3, "it answers 404 Not Found"},
		{"refused in words", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "unknown topic", 400) }, 3,
			`it answers 400 Bad Request: "unknown topic"`},
		{"refused with a page", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(500)
			io.WriteString(w, "<!DOCTYPE html>")
		}, 3, "it answers 500 Internal Server Error"},
		{"redirected, if only to itself", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusPermanentRedirect) }, 3,
			`it answers 308 Permanent Redirect, to "/"; the configuration should name that`},
		{"too many requests: left alone", status(429), 1, "it answers 429 Too Many Requests"},
		{"unavailable: left alone", status(503), 1, "it answers 503 Service Unavailable"},
		{"no answer: left alone", silent, 1, "no answer within 100ms"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			hub, heard := server(t, tt.answer)
			got := faults(New(Options{Timeout: 100 * time.Millisecond}), hub, "a", "b", "c")
			var want []string
			for _, topic := range []string{"a", "b", "c"} {
				if tt.fault != "" {
					want = append(want, "the hub HUB was not told of "+topic+": "+tt.fault)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Tell gives the faults (-want +got):\n%s", diff)
			}
			if len(heard.topics()) != tt.heard {
				t.Errorf("the hub was told of %q, want %d topics", heard.topics(), tt.heard)
			}
		})
	}
}

func TestAHubThatIsNotThere(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	good, heard := server(t, status(204))
	got := New(Options{}).Tell(context.Background(), []Ping{{"a", gone.URL}, {"a", good}, {"b", gone.URL}, {"b", good}})
	if diff := cmp.Diff([]string{"a", "b"}, heard.topics()); diff != "" {
		t.Errorf("the other hub was told of (-want +got):\n%s", diff)
	}
	var hubs []string
	for _, f := range got {
		hubs = append(hubs, f.Topic+" "+f.Hub)
		if !strings.HasSuffix(f.Error(), "connection refused") {
			t.Errorf("the fault is %q, want one that ends with connection refused", f)
		}
	}
	if diff := cmp.Diff([]string{"a " + gone.URL, "b " + gone.URL}, hubs); diff != "" {
		t.Errorf("the faults are those of (-want +got):\n%s", diff)
	}
}

func TestAllRequestsTogetherHaveTheirTime(t *testing.T) {
	hub, heard := server(t, func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("hub.url") != "a" {
			<-r.Context().Done()
		}
	})
	got := faults(New(Options{Whole: 200 * time.Millisecond}), hub, "a", "b", "c")
	want := []string{"the hub HUB was not told of b: there was no time left", "the hub HUB was not told of c: there was no time left"}
	if diff := cmp.Diff(want, got); diff != "" || len(heard.topics()) != 2 {
		t.Errorf("the hub was asked %d times, want 2, and Tell gives the faults (-want +got):\n%s", len(heard.topics()), diff)
	}
}

func TestABrokenOffTellSaysWhatIsLeft(t *testing.T) {
	hub, heard := server(t, status(204))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	got := New(Options{}).Tell(ctx, []Ping{{"a", hub}, {"b", hub}})
	if len(got) != 2 || len(heard.topics()) != 0 {
		t.Errorf("Tell after its end tells of %q and gives the faults %v, want none told and 2 faults", heard.topics(), got)
	}
}

// More hubs than are told at once: all have their turn.
func TestManyHubs(t *testing.T) {
	var pings []Ping
	var heard []*told
	for i := range 3 * maxHubs {
		hub, h := server(t, status(204))
		heard = append(heard, h)
		pings = append(pings, Ping{fmt.Sprint(i), hub})
	}
	if got := New(Options{}).Tell(context.Background(), pings); got != nil {
		t.Errorf("Tell gives the faults %v, want none", got)
	}
	for i, h := range heard {
		if diff := cmp.Diff([]string{fmt.Sprint(i)}, h.topics()); diff != "" {
			t.Errorf("hub %d was told of (-want +got):\n%s", i, diff)
		}
	}
}
