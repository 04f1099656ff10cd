package press

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed/websub"
)

const section = "[[feed]]\n[[feed]]\neach = 'section'\npath = 'section/{slug}'\n"

// topicsOf are the topics of a proof's pings, each told of as often as there are hubs.
func topicsOf(p *Proof) (topics []string) {
	for _, ping := range p.Pings() {
		topics = append(topics, strings.TrimPrefix(ping.Topic, "https://gazette.example/feeds/"))
	}
	return topics
}

// publishAndPing tells a hub that answers with the status; the topics are those
// that it was told of.
func publishAndPing(t *testing.T, p Press, status int) (topics []string, left int) {
	t.Helper()
	hub := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		topics = append(topics, strings.TrimPrefix(r.FormValue("hub.url"), p.Config.Publish.Base))
		w.WriteHeader(status)
	}))
	defer hub.Close()
	client := websub.New(websub.Options{Proxy: http.ProxyURL(parsed(t, hub.URL))}) // the hubs' names lead nowhere
	proof := proof(t, p)
	if err := proof.Publish(); err != nil {
		t.Fatal(err)
	}
	faults, err := proof.Ping(context.Background(), client)
	if err != nil || len(faults) != proof.Pending() {
		t.Fatalf("Ping gives %d faults and %v, and %d are pending", len(faults), err, proof.Pending())
	}
	return topics, proof.Pending()
}

func TestHubsAreToldOfWhatChanges(t *testing.T) {
	const a, b = "title = 'A'\nsection = 'sea'\npublished = 2026-11-20", "title = 'B'\nsection = 'naïve café'\npublished = 2026-11-21"
	p := site(t, "hubs = ['http://hub.example/']\n"+section, map[string]string{"a.toml": a, "b.toml": b})
	all := []string{"rss.xml", "atom.xml", "feed.json",
		"section/na%C3%AFve-caf%C3%A9/rss.xml", "section/na%C3%AFve-caf%C3%A9/atom.xml", "section/na%C3%AFve-caf%C3%A9/feed.json",
		"section/sea/rss.xml", "section/sea/atom.xml", "section/sea/feed.json"}
	steps := []struct {
		name   string
		change func()
		status int
		want   []string // topics
		left   int
	}{
		{"all is new", func() {}, 204, all, 0},
		{"nothing changed", func() {}, 204, nil, 0},
		{"one section changes, and the main feed", func() { write(t, p, "a.toml", strings.Replace(a, "'A'", "'AA'", 1)) }, 500, append(all[:3:3], all[6:]...), 6},
		{"nothing changed, and the hub was not told", func() {}, 500, append(all[:3:3], all[6:]...), 6},
		{"a feed goes: it is no topic any more", func() { p.Config.Feeds = p.Config.Feeds[:1] }, 503, all[:1], 3},
		{"another hub, before anything was told", func() {
			p.Config.Publish.Hubs = []string{"http://other.example/"}
			p.Config.Feeds[0].Hubs = p.Config.Publish.Hubs
		}, 204, all[:3], 0},
	}
	for _, s := range steps {
		s.change()
		topics, left := publishAndPing(t, p, s.status)
		if diff := cmp.Diff(s.want, topics); diff != "" || left != s.left {
			t.Errorf("%s: %d pings are left, want %d; the hub is told of (-want +got):\n%s", s.name, left, s.left, diff)
		}
	}
}

func TestWhatWasNotToldIsForgotten(t *testing.T) {
	p := site(t, "hubs = ['http://hub.example/', 'http://other.example/']\n", map[string]string{"a.toml": "title = 'A'\npublished = 2026-11-20"})
	before := proof(t, p)
	if err := before.Publish(); err != nil {
		t.Fatal(err)
	}
	if n := proof(t, p).Pending(); n != 6 {
		t.Fatalf("%d pings are pending after a run that told nobody, want 6", n)
	}
	p.Config.Publish.Hubs = p.Config.Publish.Hubs[1:]
	after := proof(t, p)
	if diff := cmp.Diff([]string{"rss.xml", "atom.xml", "feed.json"}, topicsOf(after)); diff != "" {
		t.Errorf("the hub that is left is told of (-want +got):\n%s", diff)
	}
	if err := after.Publish(); err != nil || after.Pending() != 3 {
		t.Errorf("Publish = %v, and %d pings are pending, want 3", err, after.Pending())
	}
}

// A feed that is held back stays published, so what a hub was not told of it is
// still owed.
func TestAHeldFeedKeepsItsPings(t *testing.T) {
	p := site(t, "hubs = ['http://hub.example/']\nflood = 1\n", map[string]string{"a.toml": "title = 'A'\npublished = 2026-11-20"})
	if err := proof(t, p).Publish(); err != nil {
		t.Fatal(err)
	}
	write(t, p, "b.toml", "title = 'B'\npublished = 2026-11-21")
	write(t, p, "c.toml", "title = 'C'\npublished = 2026-11-22")
	held := proof(t, p)
	if len(held.Editions) != 0 || len(held.Findings) == 0 {
		t.Fatalf("%d editions and %v, want the main feed held back", len(held.Editions), held.Findings)
	}
	if diff := cmp.Diff([]string{"rss.xml", "atom.xml", "feed.json"}, topicsOf(held)); diff != "" {
		t.Errorf("the hub is told of (-want +got):\n%s", diff)
	}
}

func write(t *testing.T, p Press, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(p.Config.Records.Path, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func parsed(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
