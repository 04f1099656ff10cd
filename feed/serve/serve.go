// Package serve serves a published folder to feed readers. A [Set] is all of it that
// readers ask for again and again, held in memory with its encodings and its headers
// made once. A [Server] answers from one set, and takes up the next one in one step,
// when a publication is complete. Media is served from the disk.
package serve

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"dateline/feed"
)

// Options say what is served, and how.
type Options struct {
	Folder string // the target of publish
	Base   string // where the world sees it: an absolute URL that ends with a slash
	MaxAge time.Duration
	// Channels are the feeds as they are configured, those of each value with {slug} in
	// their Path and MovedTo. Their Hubs, and which have moved or are gone, matter here.
	Channels []feed.Channel
}

// A Server answers requests. Before a set is there, with status 503.
type Server struct {
	now     func() time.Time
	log     func(*http.Request, Access)
	metrics *metrics

	taking  sync.Mutex
	options Options
	set     atomic.Pointer[Set]
}

// An Access is how a request was answered.
type Access struct {
	Status int
	Bytes  int64 // of the body
	Kind   string
	Began  time.Time // zero where nobody hears of it
}

// New is a server without a set. It asks now for the time, and tells log of each
// answer; log may be nil.
func New(now func() time.Time, log func(*http.Request, Access)) *Server {
	s := &Server{now: now, log: log}
	s.metrics = newMetrics(s)
	return s
}

// Set is the one that is served; nil if there is none yet.
func (s *Server) Set() *Set { return s.set.Load() }

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var a Access
	if s.log != nil {
		a.Began = s.now()
	}
	a.Kind, a.Status, a.Bytes = s.answer(w, r)
	s.metrics.count(a)
	if s.log != nil {
		s.log(r, a)
	}
}

// own are the paths of the server itself, which no file has.
var own = map[string]func(*Server, http.ResponseWriter, *http.Request) (status int, bytes int64){
	"/healthz": (*Server).health,
	"/metrics": (*Server).tellMetrics,
}

// answer answers, and says what it was, with which status and how many bytes.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) (kind string, status int, bytes int64) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		status, bytes = say(w, http.StatusMethodNotAllowed, r.Method+" is not for feeds; GET and HEAD are\n")
		return "other", status, bytes
	}
	set := s.set.Load()
	if set != nil {
		if p := set.pages[r.URL.Path]; p != nil {
			status, bytes = s.page(w, r, set, p)
			return p.kind, status, bytes
		}
	}
	if tell, ours := own[r.URL.Path]; ours {
		status, bytes = tell(s, w, r)
		return "server", status, bytes
	}
	if set == nil {
		w.Header().Set("Retry-After", "10")
		status, bytes = say(w, http.StatusServiceUnavailable, "nothing is published yet\n")
		return "other", status, bytes
	}
	name := set.name(r.URL.Path)
	if p := set.former.page(name); p != nil {
		status, bytes = p.answer(w, r)
		return p.kind, status, bytes
	}
	if strings.HasPrefix(name, mediaFolder+"/") {
		status, bytes = s.disk(w, r, set, name)
		return "media", status, bytes
	}
	status, bytes = notFound(w)
	return "other", status, bytes
}

// page answers with a page of the set.
func (s *Server) page(w http.ResponseWriter, r *http.Request, set *Set, p *page) (status int, bytes int64) {
	if p.loose != "" {
		return s.disk(w, r, set, p.loose)
	}
	return p.answer(w, r)
}

func notFound(w http.ResponseWriter) (status int, bytes int64) {
	return say(w, http.StatusNotFound, "there is no such file here\n")
}

// say answers in a short text.
func say(w http.ResponseWriter, status int, text string) (int, int64) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(status)
	n, _ := w.Write([]byte(text))
	return status, int64(n)
}
