package check

import (
	"net/url"
	"path"
	"strings"

	"dateline/feed/value"
)

var (
	escape = value.Regexp(`%[0-9A-Fa-f]{2}`)
	// defaultPorts are those that are not written, for their scheme has them.
	defaultPorts = map[string]string{"http": ":80", "https": ":443", "ftp": ":21"}
)

// canonical is an address in the form that RFC 3986 §6.2.2 and §6.2.3 make of it.
func canonical(s string) string {
	if scheme, rest, _ := strings.Cut(s, ":"); hasScheme(s) && !strings.HasPrefix(rest, "//") {
		nid, own, named := strings.Cut(rest, ":")
		if strings.EqualFold(scheme, "urn") && named { // RFC 8141 §3.1
			rest = strings.ToLower(nid) + ":" + own
		}
		return strings.ToLower(scheme) + ":" + rest
	}
	if u, err := url.Parse(s); err != nil || u.Host == "" {
		return s
	}
	scheme, rest, _ := strings.Cut(s, "://")
	scheme = strings.ToLower(scheme)
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	user, host, found := strings.Cut(rest[:end], "@")
	if !found {
		user, host = "", user
	} else {
		user += "@"
	}
	if user == "@" || user == ":@" {
		user = ""
	}
	host = strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(host), defaultPorts[scheme]), ":")
	way, tail := rest[end:], ""
	if i := strings.IndexAny(way, "?#"); i >= 0 {
		way, tail = way[:i], way[i:]
	}
	if way == "" && defaultPorts[scheme] != "" {
		way = "/"
	}
	return scheme + "://" + user + host + escape().ReplaceAllStringFunc(undotted(way)+tail, unescaped)
}

// undotted is a path without the segments . and .. (RFC 3986 §5.2.4).
func undotted(way string) string {
	if !strings.Contains(way, "/.") {
		return way
	}
	folder := strings.HasSuffix(way, "/") || strings.HasSuffix(way, "/.") || strings.HasSuffix(way, "/..")
	if way = path.Clean(way); folder && way != "/" {
		way += "/"
	}
	return way
}

// unescaped is an escape with large letters, or the character itself where it needs
// none.
func unescaped(s string) string {
	c, _ := url.PathUnescape(s)
	if len(c) == 1 && (c[0]|0x20 >= 'a' && c[0]|0x20 <= 'z' || c[0] >= '0' && c[0] <= '9' || strings.Contains("-._~", c)) {
		return c
	}
	return strings.ToUpper(s)
}
