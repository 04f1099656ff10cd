package value

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// URL gives the absolute ASCII address of ref, resolved against base (RFC 3986
// §5): what is not ASCII becomes percent-encoded or punycode (RFC 3987 §3.1),
// what is encoded stays as it is. Base may be empty if ref is absolute.
func URL(ref, base string) (string, error) {
	u, err := url.Parse(encode(strings.TrimSpace(ref)))
	if err != nil {
		return "", fmt.Errorf("%s is not a URL: %w", Quote(ref), reason(err))
	}
	if base != "" {
		b, err := url.Parse(base)
		if err != nil {
			return "", fmt.Errorf("%s is not a URL: %w", Quote(base), reason(err))
		}
		u = b.ResolveReference(u)
	}
	if !u.IsAbs() {
		return "", fmt.Errorf("%s is not a full URL such as https://example.org/page", Quote(ref))
	}
	if u.Hostname() == "" {
		if u.Opaque == "" || u.Scheme == "http" || u.Scheme == "https" {
			return "", fmt.Errorf("%s has no host; a full URL is such as https://example.org/page", Quote(ref))
		}
		return u.String(), nil
	}
	if err := asciiHost(u); err != nil {
		return "", fmt.Errorf("%s is not a URL: %w", Quote(ref), err)
	}
	return u.String(), nil
}

// WebURL is URL for what must be fetched by http or https.
func WebURL(ref, base string) (string, error) {
	address, err := URL(ref, base)
	if err != nil {
		return "", err
	}
	if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
		return "", fmt.Errorf("%s does not begin with http:// or https://", Quote(ref))
	}
	return address, nil
}

// Host is the host of an absolute URL, without the port.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// asciiHost turns the host of u into lower-case punycode.
func asciiHost(u *url.URL) error {
	host, err := idna.Lookup.ToASCII(u.Hostname())
	if err != nil {
		// Underscores and IP literals are no IDNA names, but they are hosts.
		host = strings.ToLower(u.Hostname())
		if strings.ContainsFunc(host, func(r rune) bool { return r > 0x7e || r <= ' ' }) {
			return fmt.Errorf("host %q: %w", u.Hostname(), err)
		}
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.Host = host
	return nil
}

// encode percent-encodes the bytes that a URI may not hold (RFC 3986 §2), but not the host's
// letters, which become punycode.
func encode(s string) string {
	const forbidden = " \"<>\\^`{|}"
	host := hostSpan(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch inHost := i >= host[0] && i < host[1]; {
		case c > 0x7e && !inHost, strings.IndexByte(forbidden, c) >= 0 && !inHost,
			c == '%' && !inHost && !(i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])):
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// hostSpan is where the authority of s begins and ends (RFC 3986 §3.2).
func hostSpan(s string) [2]int {
	start := strings.Index(s, "//")
	if start < 0 || start > 0 && s[start-1] != ':' || strings.ContainsAny(s[:start], "/?#") {
		return [2]int{}
	}
	start += len("//")
	if end := strings.IndexAny(s[start:], "/?#"); end >= 0 {
		return [2]int{start, start + end}
	}
	return [2]int{start, len(s)}
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// reason is what is wrong, without the verb and the URL that url.Error repeats.
func reason(err error) error {
	if e, ok := err.(*url.Error); ok {
		return e.Err
	}
	return err
}

// IRI reports why s cannot be the id of an Atom feed or entry: an absolute IRI
// (RFC 4287 §4.2.6, RFC 3987 §2.2); nil if it can.
func IRI(s string) error {
	scheme, rest, found := strings.Cut(s, ":")
	if !found || scheme == "" || rest == "" || strings.ContainsFunc(scheme, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("+-.", r))
	}) || scheme[0] < 'A' {
		return fmt.Errorf("%s is not an absolute IRI such as tag:example.org,2026-11-23:harbour", Quote(s))
	}
	if i := strings.IndexAny(s, " \"<>\\^`{|}\t\n\r"); i >= 0 {
		return fmt.Errorf("%s holds %q, which no IRI may", Quote(s), s[i])
	}
	for i := range len(s) {
		if s[i] == '%' && !(i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])) {
			return fmt.Errorf("%s has a %% without two hexadecimal digits behind it", Quote(s))
		}
	}
	return nil
}
