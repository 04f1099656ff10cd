package value

import (
	"net/netip"
	"strings"
)

// confined are the ends of names that mean something in one machine or network only
// (RFC 6761, RFC 6762, and what ICANN gives to nobody).
var confined = Words("internal invalid lan local localhost test")

// Local reports whether a host, a name or a number without brackets, is known in its
// own machine or network alone, so that others cannot reach it (RFC 1918, RFC 4193,
// RFC 6761). No host is not local.
func Local(host string) bool {
	if host == "" {
		return false
	}
	host = strings.TrimSuffix(host, ".")
	if last := host[max(len(host)-1, 0):]; last >= "0" && last <= "9" || strings.IndexByte(host, ':') >= 0 {
		if ip, err := netip.ParseAddr(host); err == nil {
			return !ip.IsGlobalUnicast() || ip.IsPrivate()
		}
	}
	dot := strings.LastIndexByte(host, '.')
	return dot < 0 || confined[strings.ToLower(host[dot+1:])]
}

// reserved are names for examples, and ends of names (RFC 2606 §3, RFC 6761 §6.5).
var reserved = Words("example example.com example.net example.org")

// Reserved reports whether a host has a name that is kept for examples, so that nobody
// is there.
func Reserved(host string) bool {
	for host = strings.ToLower(strings.TrimSuffix(host, ".")); host != ""; _, host, _ = strings.Cut(host, ".") {
		if reserved[host] {
			return true
		}
	}
	return false
}
