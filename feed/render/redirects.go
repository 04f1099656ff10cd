package render

import (
	"fmt"
	"net/url"
	"strings"

	"dateline/feed"
)

// A server is told in a file of its own which feeds have moved and which are gone.
type server struct {
	file  string
	head  string
	moved string // of the old path and the new address
	gone  string // of the old path
}

// servers are those that are told. Only what is asked for by its exact address is
// redirected, so that the rest of a site stays as it is.
var servers = []server{
	{"_redirects", "# Dateline: feeds that have moved, for Netlify, Cloudflare Pages and the like.\n", "%s %s 301\n", "# %s is gone, and this file knows no status 410\n"},
	{"redirects.nginx.conf", "# Dateline: feeds that have moved or are gone; include this file within server { }.\n", "location = %s { return 301 %s; }\n", "location = %s { return 410; }\n"},
	{"redirects.caddy", "# Dateline: feeds that have moved or are gone; import this file within the block of the site.\n", "redir %s %s 301\n", "handle %s {\n\trespond 410\n}\n"},
}

// Redirects are the files that tell web servers of the channels that have moved, status
// 301, and of those that are gone, status 410; none if there are no such channels.
func Redirects(channels []feed.Channel) []feed.File {
	var files []feed.File
	for _, s := range servers {
		var b strings.Builder
		for _, c := range channels {
			if c.MovedTo == "" && !c.Gone {
				continue
			}
			var names []string
			for _, format := range formatsOf(c) {
				names = append(names, format.File)
			}
			for _, name := range append(names, "") { // the page has no name in addresses
				if c.Gone {
					fmt.Fprintf(&b, s.gone, pathOf(c.Served(name)))
				} else {
					fmt.Fprintf(&b, s.moved, pathOf(c.Served(name)), c.Address(name))
				}
			}
		}
		if b.Len() > 0 {
			files = append(files, feed.File{Name: s.file, Type: "text/plain", Data: []byte(s.head + b.String())})
		}
	}
	return files
}

// pathOf is the path of an absolute URL.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.EscapedPath()
}
