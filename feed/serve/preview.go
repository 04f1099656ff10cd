package serve

import (
	"errors"
	"html"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
)

// Pages are what a preview shows: a page for each path of a feed.
type Pages interface {
	Page(path string) (page []byte, there bool, err error)
}

// A Preview shows editors what is not public yet. It answers who asks from this machine by
// a name of this machine alone: a page elsewhere that points its name here learns nothing.
type Preview struct {
	style, script []byte

	lock    sync.Mutex // of all that follows
	pages   Pages
	media   map[string]string // paths on this machine, by names
	fault   error
	changed chan struct{} // closed when something else is shown
}

// NewPreview makes a preview that shows nothing yet, whose pages have a style sheet,
// preview.css, and a script, preview.js, that listens to changes.
func NewPreview(style, script []byte) *Preview {
	return &Preview{style: style, script: script, fault: errors.New("the records are being read"), changed: make(chan struct{})}
}

// Show shows pages from now on, with the files that they show, paths on this machine by
// their names; or the error for which there are none. Pages that are open load again.
func (p *Preview) Show(pages Pages, media map[string]string, err error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.fault = err
	if err == nil {
		p.pages, p.media = pages, media
	}
	close(p.changed)
	p.changed = make(chan struct{})
}

// now is what is shown now, until changed is closed; fault is why there are no pages.
func (p *Preview) now() (pages Pages, media map[string]string, changed <-chan struct{}, fault error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.pages, p.media, p.changed, p.fault
}

// previewHeaders are those of all answers: nothing but the pages' own style and script is
// run, nothing is kept, and no page elsewhere may show it.
var previewHeaders = map[string]string{
	"Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src * data:; media-src *; frame-src https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"Cache-Control":           "no-store",
	"X-Robots-Tag":            "noindex, nofollow",
	"X-Content-Type-Options":  "nosniff",
	"Referrer-Policy":         "no-referrer",
}

// ServeHTTP answers with the page of the feed that the query names.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, value := range previewHeaders {
		w.Header().Set(name, value)
	}
	pages, media, changed, fault := p.now()
	switch name := strings.TrimPrefix(r.URL.Path, "/"); {
	case !Loopback(r.Host) || !Loopback(r.RemoteAddr):
		http.Error(w, "a preview is for this machine alone", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered", http.StatusMethodNotAllowed)
	case name == "preview.css":
		give(w, "text/css; charset=utf-8", p.style)
	case name == "preview.js":
		give(w, "text/javascript; charset=utf-8", p.script)
	case name == "changes":
		tell(w, r, changed)
	case media[name] != "":
		file(w, r, media[name])
	case name != "":
		http.NotFound(w, r)
	case fault != nil:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusInternalServerError)
		give(w, "text/html; charset=utf-8", []byte("<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Preview</title><link rel=\"stylesheet\" href=\"preview.css\"><script src=\"preview.js\" defer></script>\n<p class=\"banner\">There is no preview yet. It shows by itself.</p><pre>"+html.EscapeString(fault.Error())+"</pre>\n"))
	default:
		p.page(w, r, pages)
	}
}

func (p *Preview) page(w http.ResponseWriter, r *http.Request, pages Pages) {
	page, there, err := pages.Page(r.URL.Query().Get("feed"))
	switch {
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case !there:
		http.Error(w, "there is no such feed any more", http.StatusNotFound)
	default:
		give(w, "text/html; charset=utf-8", page)
	}
}

func give(w http.ResponseWriter, contentType string, data []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Write(data)
}

// tell keeps the answer open until something else is shown (server-sent events, HTML §9.2).
func tell(w http.ResponseWriter, r *http.Request, changed <-chan struct{}) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(http.StatusOK)
	out := http.NewResponseController(w)
	out.Flush()
	select {
	case <-changed:
		w.Write([]byte("data: changed\n\n"))
	case <-r.Context().Done():
	}
}

func file(w http.ResponseWriter, r *http.Request, path string) {
	in, err := os.Open(path)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil || !info.Mode().IsRegular() {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, path, info.ModTime(), in)
}

// Loopback reports whether a host, with a port or without, is this machine and nothing
// else.
func Loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}
