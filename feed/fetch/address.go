package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
)

// ErrPrivate is that of a host which is not public, and was not allowed.
var ErrPrivate = errors.New("the host is not public")

// reserved are the networks that the internet does not route to, or that are for
// no servers (the IANA special-purpose registries, RFC 6890); and those whose
// addresses hold an IPv4 address, which is judged instead.
var reserved = []struct {
	network netip.Prefix
	what    string
	ipv4    int // offset in bytes of the IPv4 address in one of IPv6; 0: there is none
}{
	{network("0.0.0.0/8"), "no address", 0},
	{network("10.0.0.0/8"), "private", 0},
	{network("100.64.0.0/10"), "of a provider's own network", 0},
	{network("127.0.0.0/8"), "this machine", 0},
	{network("169.254.0.0/16"), "link-local", 0},
	{network("172.16.0.0/12"), "private", 0},
	{network("192.0.0.0/24"), "reserved", 0},
	{network("192.0.2.0/24"), "for documentation", 0},
	{network("192.88.99.0/24"), "reserved", 0},
	{network("192.168.0.0/16"), "private", 0},
	{network("198.18.0.0/15"), "for benchmarks", 0},
	{network("198.51.100.0/24"), "for documentation", 0},
	{network("203.0.113.0/24"), "for documentation", 0},
	{network("224.0.0.0/4"), "multicast", 0},
	{network("240.0.0.0/4"), "reserved", 0},

	{network("::/128"), "no address", 0},
	{network("::1/128"), "this machine", 0},
	{network("::/96"), "IPv4-compatible", 12},
	{network("::ffff:0:0/96"), "IPv4-mapped", 12},
	{network("64:ff9b::/96"), "NAT64", 12},
	{network("2001::/23"), "reserved", 0}, // Teredo among them
	{network("2001:db8::/32"), "for documentation", 0},
	{network("2002::/16"), "6to4", 2},
	{network("3fff::/20"), "for documentation", 0},
	{network("fc00::/7"), "private", 0},
	{network("fe80::/10"), "link-local", 0},
	{network("ff00::/8"), "multicast", 0},
}

var network = netip.MustParsePrefix

// unicast is all that the internet routes to of IPv6, NAT64 aside.
var unicast = network("2000::/3")

// refusal says why an address is not public; empty if it is.
func refusal(address netip.Addr) string {
	address = address.WithZone("")
	for _, r := range reserved {
		if !r.network.Contains(address) {
			continue
		}
		if r.ipv4 == 0 {
			return fmt.Sprintf("%s is %s (%s)", address, r.what, r.network)
		}
		bytes := address.As16()
		return refusal(netip.AddrFrom4([4]byte(bytes[r.ipv4:])))
	}
	if address.Is6() && !unicast.Contains(address) {
		return fmt.Sprintf("%s is not of %s", address, unicast)
	}
	return ""
}

// transport connects within the bounds; guarded, to public addresses alone.
func (o Options) transport(guarded bool, proxy func(*http.Request) (*url.URL, error)) *http.Transport {
	step := o.Timeout / 2
	dialer := &net.Dialer{Timeout: step}
	if guarded {
		dialer.ControlContext = guard
	}
	return &http.Transport{
		Proxy:                  proxy,
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    step,
		ResponseHeaderTimeout:  step,
		IdleConnTimeout:        idle,
		MaxResponseHeaderBytes: maxHead,
		DisableCompression:     true, // a body is unpacked within its own bound
		ForceAttemptHTTP2:      true,
	}
}

// guard stands between the look-up of a name and the connection, so that what it
// sees is what is connected to: a name that resolves otherwise a moment later does
// not get around it.
func guard(_ context.Context, _, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if why := refusal(to.Addr()); why != "" {
		return fmt.Errorf("%w: %s", ErrPrivate, why)
	}
	return nil
}

// route is the way of a request: to its host, or to a proxy.
func (c *Client) route(r *http.Request) (*http.Transport, error) {
	if c.options.Proxy == nil {
		return c.direct, nil
	}
	via, err := c.options.Proxy(r)
	if err != nil || via == nil {
		return c.direct, err
	}
	if why := named(r.URL.Hostname()); why != "" && !c.options.Private {
		return nil, fmt.Errorf("%w: %s", ErrPrivate, why)
	}
	return c.proxied, nil
}

// named says why a host that a proxy will look up is not public, as far as its
// name tells; empty if it does not.
func named(host string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if address, err := netip.ParseAddr(host); err == nil {
		return refusal(address)
	}
	last := host[strings.LastIndex(host, ".")+1:]
	switch {
	case last == "localhost" || last == "local" || last == "internal":
		return fmt.Sprintf("%s is of a local network", host)
	case last != "" && last[0] >= '0' && last[0] <= '9': // 127.1, 0x7f000001 and 2130706433 are this machine (URL Standard §3.5)
		return fmt.Sprintf("%s is an address that is written in an uncommon way", host)
	}
	return ""
}
