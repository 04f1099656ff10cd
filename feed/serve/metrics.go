package serve

import (
	"fmt"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics count answers. Their labels are of kinds and classes of status alone, so that
// nobody can make them many.
type metrics struct {
	registry *prometheus.Registry
	kinds    map[string]*counters
	handler  http.Handler
}

// counters are those of a kind.
type counters struct {
	classes [6]prometheus.Counter // by the first digit of the status
	bytes   prometheus.Counter
}

func newMetrics(s *Server) *metrics {
	m := &metrics{registry: prometheus.NewRegistry(), kinds: map[string]*counters{}}
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "dateline_http_requests_total", Help: "Requests that were answered, by what was asked for and the class of the status."}, []string{"kind", "status"})
	sent := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "dateline_http_response_bytes_total", Help: "Bytes of the bodies of answers, by what was asked for."}, []string{"kind"})
	for _, kind := range kinds {
		c := &counters{bytes: sent.WithLabelValues(kind)}
		for class := 2; class < len(c.classes); class++ {
			c.classes[class] = requests.WithLabelValues(kind, fmt.Sprintf("%dxx", class))
		}
		m.kinds[kind] = c
	}
	m.registry.MustRegister(requests, sent, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, g := range []struct {
		name, help string
		of         func(*Set) float64
	}{
		{"dateline_set_files", "Files that are published.", func(s *Set) float64 { return float64(s.Files) }},
		{"dateline_set_bytes", "Memory that they take, with all their encodings.", func(s *Set) float64 { return float64(s.Bytes) }},
		{"dateline_set_published_timestamp_seconds", "When the newest of them was written.", func(s *Set) float64 { return seconds(s.Published) }},
		{"dateline_set_taken_timestamp_seconds", "When this set of them was taken up.", func(s *Set) float64 { return seconds(s.Taken) }},
	} {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: g.name, Help: g.help}, func() float64 {
			if set := s.Set(); set != nil {
				return g.of(set)
			}
			return 0
		}))
	}
	m.handler = promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
	return m
}

func seconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli()) / 1000
}

func (m *metrics) count(a Access) {
	c := m.kinds[a.Kind]
	c.classes[min(max(a.Status/100, 2), 5)].Inc()
	c.bytes.Add(float64(a.Bytes))
}

func (s *Server) tellMetrics(w http.ResponseWriter, r *http.Request) (status int, bytes int64) {
	out := &stream{ResponseWriter: w, status: http.StatusOK, control: http.NewResponseController(w), now: s.now}
	s.metrics.handler.ServeHTTP(out, r)
	return out.status, out.bytes
}

// health says whether something is served, and how old it is.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) (status int, bytes int64) {
	set := s.Set()
	if set == nil {
		return say(w, http.StatusServiceUnavailable, "nothing is published yet\n")
	}
	age := s.now().Sub(set.Published).Truncate(time.Second)
	return say(w, http.StatusOK, fmt.Sprintf("ok: %d files, the newest of %s, %v ago\n", set.Files, set.Published.UTC().Format(time.RFC3339), age))
}
