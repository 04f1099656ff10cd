package serve

import (
	"net/http"
	"strings"
)

// fresh reports whether what the reader has is this form of the page. The entity tag
// rules over the date (RFC 9110 §13.2.2).
func (p *page) fresh(f *form, asked http.Header) bool {
	if tags, there := asked["If-None-Match"]; there {
		for _, list := range tags {
			if names(list, f.etag) {
				return true
			}
		}
		return false
	}
	since := asked["If-Modified-Since"]
	if len(since) != 1 || p.modified.IsZero() {
		return false
	}
	if since[0] == p.written {
		return true
	}
	t, err := http.ParseTime(since[0])
	return err == nil && !p.modified.After(t)
}

// names reports whether a list of entity tags has this one. The comparison is the weak
// one (RFC 9110 §13.1.2): proxies weaken tags. What is no list ends it.
func names(list, etag string) bool {
	for {
		list = strings.TrimLeft(list, " \t,")
		if strings.HasPrefix(list, "*") {
			return true
		}
		list = strings.TrimPrefix(list, "W/")
		if !strings.HasPrefix(list, `"`) {
			return false
		}
		end := strings.IndexByte(list[1:], '"')
		if end < 0 {
			return false
		}
		if list[:end+2] == etag {
			return true
		}
		list = list[end+2:]
	}
}
