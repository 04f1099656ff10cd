package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// A desk is a folder that is published, with a server of its files and a hub that
// fetches what it is told of.
type desk struct {
	dir    string
	hub    *httptest.Server
	status int      // that the hub answers with
	heard  []string // names of the topics that the hub was told of
	read   []string // what was there, as the hub fetched it
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{dir: t.TempDir(), status: http.StatusAccepted}
	files := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(d.dir, "public"))))
	t.Cleanup(files.Close)
	d.hub = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		topic := r.FormValue("hub.url")
		d.heard = append(d.heard, strings.TrimPrefix(topic, files.URL+"/"))
		if answer, err := http.Get(topic); err == nil {
			defer answer.Body.Close()
			body, _ := io.ReadAll(answer.Body)
			d.read = append(d.read, string(body))
		}
		w.WriteHeader(d.status)
	}))
	t.Cleanup(d.hub.Close)
	d.write(t, "config.toml", fmt.Sprintf("[site]\ntitle = 'Gazette'\nurl = 'https://gazette.example/'\n[publish]\nbase = '%s/'\nhubs = ['%s']\n[check]\nlevels = { 'address-local' = 'off' }\n", files.URL, d.hub.URL))
	d.article(t, "First")
	return d
}

func (d *desk) write(t *testing.T, name, text string) {
	t.Helper()
	name = filepath.Join(d.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) article(t *testing.T, title string) {
	t.Helper()
	d.write(t, "data/a.toml", "title = '"+title+"'\npublished = 2026-11-20T10:00:00Z\n")
}

// dateline runs a command line on the desk. The topics are those that the hub was
// told of meanwhile.
func (d *desk) dateline(verb string, args ...string) (code int, out, errs string, topics []string) {
	d.heard, d.read = nil, nil
	var o, e strings.Builder
	args = append([]string{verb, "--config", filepath.Join(d.dir, "config.toml"), "--allow", "base", "--now", "2026-11-24T12:00:00Z"}, args...)
	code = run(args, &o, &e)
	return code, o.String(), e.String(), d.heard
}

func TestPublishTellsHubs(t *testing.T) {
	d := newDesk(t)
	all := []string{"rss.xml", "atom.xml", "feed.json"}
	address := d.hub.URL
	untold := func(why string) string {
		return "dateline: the hub HUB was not told of BASE/rss.xml" + why + "; the next run tries again\n"
	}
	steps := []struct {
		name   string
		change func()
		args   string
		topics []string
		errs   string
	}{
		{"all is new", func() {}, "", all, ""},
		{"nothing changed", func() {}, "", nil, ""},
		{"a change", func() { d.article(t, "Second") }, "", all, ""},
		{"nobody is told", func() { d.article(t, "Third") }, "--no-ping", nil, ""},
		{"the next run tells of it", func() {}, "", all, ""},
		{"the hub refuses", func() { d.article(t, "Fourth"); d.status = 500 }, "", all, untold(" and 2 other topics: it answers 500 Internal Server Error")},
		{"the hub has too much to do", func() { d.status = 503 }, "", all[:1], untold(" and 2 other topics: it answers 503 Service Unavailable")},
		{"it takes them at last", func() { d.status = 204 }, "", all, ""},
	}
	for _, s := range steps {
		s.change()
		code, _, errs, topics := d.dateline("publish", append(strings.Fields(s.args), "--quiet")...)
		errs = strings.ReplaceAll(strings.ReplaceAll(errs, address, "HUB"), baseOf(t, d), "BASE")
		if diff := cmp.Diff(s.topics, topics); diff != "" || errs != s.errs || code != done {
			t.Errorf("%s: publish ends with %d, says %q, want %q, and tells of (-want +got):\n%s", s.name, code, errs, s.errs, diff)
		}
		for i, name := range topics {
			if want, _ := os.ReadFile(filepath.Join(d.dir, "public", name)); d.read[i] != string(want) || len(want) == 0 {
				t.Errorf("%s: when the hub was told of %s, it fetched %q, want %q", s.name, name, d.read[i], want)
			}
		}
	}
}

// baseOf is where the world sees the desk's files, without the slash at the end.
func baseOf(t *testing.T, d *desk) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(d.dir, "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`base = '(.*)/'`).FindStringSubmatch(string(text))[1]
}

func TestPlanSaysWhichHubsAreToBeTold(t *testing.T) {
	d := newDesk(t)
	want := "hubs to be told: " + d.hub.URL + " (3 topics)\n"
	if _, out, _, topics := d.dateline("plan"); !strings.Contains(out, want) || topics != nil {
		t.Errorf("plan tells the hub of %q and says %s\nwant %s", topics, out, want)
	}
	d.dateline("publish")
	if _, out, _, _ := d.dateline("plan"); strings.Contains(out, "hub") {
		t.Errorf("plan says %s\nwant nothing of hubs", out)
	}
}

// summaryOf is what a command printed, which must be one object of JSON alone. How long
// it took is left out.
func summaryOf(t *testing.T, out string) map[string]any {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal([]byte(out), &o); err != nil || strings.Count(out, "\n") != 1 {
		t.Fatalf("%v: printed is %q, want one object on one line", err, out)
	}
	if _, told := o["seconds"].(float64); !told {
		t.Errorf("seconds are %v, want a number", o["seconds"])
	}
	delete(o, "seconds")
	return o
}

func TestSummaries(t *testing.T) {
	d := newDesk(t)
	d.write(t, "data/later.toml", "title = 'Later'\nid = 'tag:x,2026:later'\npublished = 2026-12-01T10:00:00+01:00\n")
	const feeds = `"feeds":1,"held":0,"articles":1,"next":{"at":"2026-12-01T09:00:00Z","id":"tag:x,2026:later","title":"Later","what":"published"}`
	const at = `"at":"2026-11-24T12:00:00Z"`
	finding := `{"file":"` + filepath.Join(d.dir, "data/b.toml") + `","code":"record-field","level":"error","line":1,"column":0,"text":"published: \"soon\" is not a date such as 2026-11-23T10:00:00+01:00 or 2026-11-23"}`
	steps := []struct {
		name, verb, args string
		change           func()
		want             string
	}{
		{"the first run", "publish", "", func() {}, `{"status":0,` + at + `,"changed":true,` + feeds + `,"files":{"created":7,"updated":0,"removed":0,"kept":0},"subscribers":[],"findings":[],"pings":{"sent":3,"pending":0}}`},
		{"nothing changed", "publish", "", func() {}, `{"status":0,` + at + `,"changed":false,` + feeds + `,"files":{"created":0,"updated":0,"removed":0,"kept":7},
			"subscribers":[{"feed":"","before":1,"after":1,"held":false,"new":0,"again":0,"silent":0,"gone":0}],"findings":[],"pings":{"sent":0,"pending":0}}`},
		{"a change that waits", "plan", "--exit-code", func() { d.article(t, "Second") }, `{"status":4,` + at + `,"changed":true,` + feeds + `,"files":{"created":0,"updated":4,"removed":0,"kept":3},
			"subscribers":[{"feed":"","before":1,"after":1,"held":false,"new":0,"again":0,"silent":1,"gone":0,
				"views":[{"sight":"silent","id":"tag:gazette.example,2026-11-20:a","title":"Second","updated":"2026-11-20T10:00:00Z"}]}],"findings":[],
			"plan":{"changes":[{"name":"atom.xml"},{"name":"feed.json"},{"name":"index.html"},{"name":"rss.xml"}],"hubs":["` + d.hub.URL + `"],
				"topics":["BASE/rss.xml","BASE/atom.xml","BASE/feed.json"]}}`},
		{"a faulty record", "publish", "--no-ping", func() { d.write(t, "data/b.toml", "published = 'soon'\ntitle = 'B'\n") }, `{"status":3,` + at + `,"changed":true,` + feeds + `,"files":{"created":0,"updated":4,"removed":0,"kept":3},
			"subscribers":[{"feed":"","before":1,"after":1,"held":false,"new":0,"again":0,"silent":1,"gone":0}],"findings":[` + finding + `],"pings":{"sent":0,"pending":3}}`},
		{"no folder of records", "publish", "", func() { os.RemoveAll(filepath.Join(d.dir, "data")) }, `{"status":1,` + at + `,"error":"ERROR","findings":[]}`},
		{"a faulty configuration", "plan", "", func() { d.write(t, "config.toml", "[site]\n") }, `{"status":2,` + at + `,"error":"ERROR"}`},
	}
	base := baseOf(t, d)
	for _, s := range steps {
		s.change()
		code, out, _, _ := d.dateline(s.verb, append(strings.Fields(s.args), "--format", "json")...)
		got := summaryOf(t, out)
		if float64(code) != got["status"] {
			t.Errorf("%s: status is %v, and the command ends with %d", s.name, got["status"], code)
		}
		if got["error"] != nil {
			got["error"] = "ERROR"
		}
		if code == misused {
			if len(got["findings"].([]any)) == 0 {
				t.Errorf("%s: there are no findings", s.name)
			}
			delete(got, "findings")
		}
		if plan, ok := got["plan"].(map[string]any); ok { // sizes are those of the files, which others test
			for _, c := range plan["changes"].([]any) {
				change := c.(map[string]any)
				if change["kind"] != "update" || change["size"].(float64) < 100 || change["before"].(float64) < 100 {
					t.Errorf("%s: a change is %v, want an update with its sizes", s.name, change)
				}
				delete(change, "kind")
				delete(change, "size")
				delete(change, "before")
			}
		}
		var want map[string]any
		if err := json.Unmarshal([]byte(strings.ReplaceAll(s.want, "BASE", base)), &want); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: the summary is (-want +got):\n%s", s.name, diff)
		}
	}
}

func TestFormatsOfSummaries(t *testing.T) {
	d := newDesk(t)
	if code, out, errs, _ := d.dateline("publish", "--format", "yaml"); code != misused || out != "" || errs != "dateline: --format yaml is neither text nor json\n" {
		t.Errorf("publish --format yaml ends with %d and says %q %q", code, out, errs)
	}
}

// metrics are the values of a file of metrics, by name and label, as Prometheus's own
// parser has them.
func metrics(t *testing.T, name string) map[string]float64 {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(file)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	values := map[string]float64{}
	for name, family := range families {
		if family.GetHelp() == "" || family.GetType().String() != "GAUGE" {
			t.Errorf("%s has the help %q and is a %v, want some and GAUGE", name, family.GetHelp(), family.GetType())
		}
		for _, m := range family.Metric {
			key := strings.TrimPrefix(name, "dateline_")
			for _, l := range m.Label {
				key += " " + l.GetValue()
			}
			values[key] = m.Gauge.GetValue()
		}
	}
	return values
}

func TestMetrics(t *testing.T) {
	d := newDesk(t)
	name := filepath.Join(d.dir, "dateline.prom")
	d.write(t, "data/later.toml", "title = 'Later'\npublished = 2026-12-01T10:00:00Z\n")
	at := float64(time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC).Unix())
	ran := func(code float64, errors float64) map[string]float64 {
		return map[string]float64{"last_success_timestamp_seconds": at, "last_run_timestamp_seconds": at, "last_run_exit_status": code,
			"findings error": errors, "findings warning": 0, "findings info": 0}
	}
	with := func(m map[string]float64, created, updated, pending float64) map[string]float64 {
		for key, value := range map[string]float64{"feeds": 1, "feeds_held": 0, "articles": 1, "pings_pending": pending,
			"files_changed created": created, "files_changed updated": updated, "files_changed removed": 0,
			"next_change_timestamp_seconds": float64(time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC).Unix())} {
			m[key] = value
		}
		return m
	}
	steps := []struct {
		name   string
		change func()
		args   string
		want   map[string]float64
	}{
		{"the first run", func() {}, "", with(ran(0, 0), 7, 0, 0)},
		{"a faulty record, and nobody is told", func() { d.article(t, "Second"); d.write(t, "data/b.toml", "published = 'soon'\ntitle = 'B'\n") }, "--no-ping", with(ran(3, 1), 0, 4, 3)},
		{"a run that fails keeps the last success", func() { os.RemoveAll(filepath.Join(d.dir, "data")) }, "--now 2026-11-25T12:00:00Z", func() map[string]float64 {
			m := ran(1, 0)
			m["last_run_timestamp_seconds"] += 24 * 60 * 60
			return m
		}()},
	}
	for _, s := range steps {
		s.change()
		_, out, errs, _ := d.dateline("publish", append(strings.Fields(s.args), "--metrics", name, "--quiet")...)
		got := metrics(t, name)
		if took, told := got["last_run_duration_seconds"]; !told || took > 60 {
			t.Errorf("%s: it took %v seconds", s.name, took)
		}
		delete(got, "last_run_duration_seconds")
		if diff := cmp.Diff(s.want, got); diff != "" {
			t.Errorf("%s: publish says %q %q; the metrics are (-want +got):\n%s", s.name, out, errs, diff)
		}
		if info, err := os.Stat(name); err != nil || info.Mode() != 0o644 {
			t.Errorf("%s: %v, %v, want the mode 0644", s.name, info, err)
		}
	}
}

// Where there are no metrics yet, a run that fails tells of no success.
func TestMetricsOfARunThatNeverSucceeded(t *testing.T) {
	d := newDesk(t)
	name := filepath.Join(d.dir, "dateline.prom")
	d.write(t, "config.toml", "[site]\n")
	d.dateline("publish", "--metrics", name)
	got := metrics(t, name)
	if _, told := got["last_success_timestamp_seconds"]; told || got["last_run_exit_status"] != misused || got["findings error"] == 0 {
		t.Errorf("the metrics are %v, want no success, the exit status 2 and errors", got)
	}
}

func TestMetricsThatCannotBeWritten(t *testing.T) {
	d := newDesk(t)
	code, _, errs, _ := d.dateline("publish", "--metrics", filepath.Join(d.dir, "none", "dateline.prom"))
	if code != done || !strings.HasPrefix(errs, "dateline: write the metrics: ") {
		t.Errorf("publish ends with %d and says %q, want 0 and why the metrics are not written", code, errs)
	}
}
