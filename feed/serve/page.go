package serve

import (
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"dateline/feed"
)

// A page is what is answered at an address, prepared: requests only choose from it.
type page struct {
	kind     string // what metrics call it
	status   int
	modified time.Time // in whole seconds; zero if that tells nothing
	written  string    // the same as HTTP has it
	forms    [codings]*form
	loose    string // the name of a file that is served from the disk; else empty
}

// A form is a page in one content coding.
type form struct {
	body      []byte
	etag      string // with its quotes; empty if there is none
	full      headers
	unchanged headers // of status 304
}

// headers are lines whose values are made once and shared by all answers.
type headers []header

type header struct {
	name   string // canonical
	values []string
}

func (h *headers) add(name string, values ...string) { *h = append(*h, header{name, values}) }

// put puts the lines into an answer. Nobody may add to the values.
func (h headers) put(into http.Header) {
	for _, line := range h {
		into[line.name] = line.values
	}
}

// answer answers with the form that the request asks for, or says that what the
// reader has is still right.
func (p *page) answer(w http.ResponseWriter, r *http.Request) (status int, bytes int64) {
	f := p.form(r.Header["Accept-Encoding"])
	if p.status == http.StatusOK && p.fresh(f, r.Header) {
		f.unchanged.put(w.Header())
		w.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified, 0
	}
	f.full.put(w.Header())
	w.WriteHeader(p.status)
	if r.Method == http.MethodHead {
		return p.status, 0
	}
	n, _ := w.Write(f.body) // the reader has gone; there is nobody to be told
	return p.status, int64(n)
}

// page prepares a document.
func (d *document) page(name string, edited time.Time, o Options) *page {
	kind, contentType := typeOf(name)
	modified := edited.UTC().Truncate(time.Second)
	p := &page{kind: kind, status: http.StatusOK, modified: modified, written: modified.Format(http.TimeFormat)}
	var common headers
	common.add("Cache-Control", cacheControl(o.MaxAge))
	if d.bodies[gzipped] != nil || d.bodies[brotlied] != nil {
		common.add("Vary", "Accept-Encoding")
	}
	for coding, body := range d.bodies {
		if body == nil {
			continue
		}
		f := &form{body: body, etag: d.etag(coding)}
		f.unchanged = append(f.unchanged, common...)
		f.unchanged.add("Etag", f.etag)
		f.full = append(f.full, f.unchanged...)
		f.full.add("Content-Type", contentType)
		f.full.add("Content-Length", strconv.Itoa(len(body)))
		f.full.add("Last-Modified", p.written)
		if coding != identity {
			f.full.add("Content-Encoding", codingNames[coding])
		}
		if links := linksOf(name, o); links != nil {
			f.full.add("Link", links...)
		}
		p.forms[coding] = f
	}
	return p
}

// notice is a page without a body to speak of.
func notice(kind string, status int, text string, lines headers) *page {
	f := &form{body: []byte(text), full: lines}
	f.full.add("Content-Type", "text/plain; charset=utf-8")
	f.full.add("Content-Length", strconv.Itoa(len(text)))
	return &page{kind: kind, status: status, forms: [codings]*form{f}}
}

// toFolder sends to the folder of the last part of a path. The address is relative, so
// that it is right whatever a proxy takes away.
func toFolder(last string) *page {
	to := relative(last + "/")
	return notice("other", http.StatusMovedPermanently, "it is at "+to+"\n", headers{{"Location", []string{to}}})
}

func cacheControl(age time.Duration) string {
	return "max-age=" + strconv.Itoa(int(age/time.Second))
}

// feedFiles are the names of the files of a feed, with their formats.
var feedFiles = map[string]string{"rss.xml": "rss", "atom.xml": "atom", "feed.json": "json"}

// linksOf are the links by which readers learn the address of a document and the hubs
// that tell of it (WebSub §4). Pages of an archive are no topics of hubs.
func linksOf(name string, o Options) []string {
	kind, _ := typeOf(name)
	if kind == "html" || kind == "other" {
		return nil
	}
	links := []string{"<" + o.Base + feed.EscapePath(name) + `>; rel="self"`}
	folder, file := path.Split(name)
	if feedFiles[file] == "" {
		return links
	}
	if c := channelAt(strings.TrimSuffix(folder, "/"), o.Channels); c != nil {
		for _, hub := range c.Hubs {
			links = append(links, "<"+hub+`>; rel="hub"`)
		}
	}
	return links
}
