package value

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// URL gives the absolute ASCII address of ref, resolved against base (RFC 3986
// §5). Base may be empty if ref is absolute.
func URL(ref, base string) (string, error) {
	if Plain(ref) && (base == "" || Plain(base)) {
		return ref, nil
	}
	if strings.HasPrefix(ref, "/") && Plain(base) {
		if address := base[:hostEnd(base)] + ref; Plain(address) {
			return address, nil
		}
	}
	return resolved(ref, base)
}

// hostEnd is where the host of a plain address ends.
func hostEnd(address string) int {
	const scheme = len("https://")
	return scheme + strings.IndexByte(address[scheme:], '/')
}

func resolved(ref, base string) (string, error) {
	u, err := Reference(ref)
	if err != nil {
		return "", err
	}
	if base != "" {
		b, err := Reference(base)
		if err != nil {
			return "", err
		}
		u = b.ResolveReference(u)
	}
	if !u.IsAbs() {
		return "", fmt.Errorf("%s is not a full URL such as https://example.org/page", Quote(ref))
	}
	if u.Host == "" && (hierarchical[u.Scheme] || u.Opaque == "" && u.RawQuery == "") { // magnet: has a query alone
		return "", noHost(ref)
	}
	return u.String(), nil
}

// Plain reports whether address is one of those that URL gives back as they are,
// for nearly all are: https://, a host without a port, and a path of
// letters, digits, hyphens and underscores, with single dots and slashes between.
func Plain(address string) bool {
	rest, secure := strings.CutPrefix(address, "https://")
	host := strings.IndexByte(rest, '/')
	if !secure || host < 1 || host > maxHost {
		return false
	}
	before := byte('.')
	for i := range len(rest) {
		c := rest[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-':
		case c >= 'A' && c <= 'Z', c == '_':
			if i < host {
				return false
			}
		case c == '.', c == '/': // ./ ../ and // are shortened
			if before == '.' || before == '/' {
				return false
			}
		default:
			return false
		}
		before = c
	}
	return true
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

// Reference reads an absolute or relative reference whose characters may be any,
// as browsers do (URL Standard §4.4): blanks around it, tabs and line breaks within
// go, and backslashes are slashes. What is not ASCII becomes percent-encoded or
// punycode (RFC 3987 §3.1), what is encoded stays as it is.
func Reference(ref string) (*url.URL, error) {
	text, host := authority(lineless.Replace(strings.TrimSpace(ref)))
	u, err := url.Parse(text[:host] + encode(text[host:]))
	switch {
	case err != nil:
		return nil, notURL(ref, err)
	case u.Host == "" && hierarchical[u.Scheme]:
		return nil, noHost(ref)
	case u.Host == "":
		return u, nil
	}
	if u.Host, err = asciiHost(u); err != nil {
		return nil, notURL(ref, err)
	}
	return u, nil
}

func noHost(ref string) error {
	return fmt.Errorf("%s has no host; a full URL is such as https://example.org/page", Quote(ref))
}

// notURL says what is wrong, without the verb and the URL that url.Error repeats.
func notURL(ref string, err error) error {
	if e, ok := err.(*url.Error); ok {
		err = e.Err
	}
	const most = 120 // runes: what is wrong may be a megabyte
	if why := err.Error(); prefix(why, most) < len(why) {
		return fmt.Errorf("%s is not a URL: %s…", Quote(ref), why[:prefix(why, most)])
	}
	return fmt.Errorf("%s is not a URL: %w", Quote(ref), err)
}

var (
	lineless = strings.NewReplacer("\t", "", "\n", "", "\r", "")

	// Schemes whose addresses have a host (URL Standard §4.2, special schemes).
	hierarchical = map[string]bool{"ftp": true, "http": true, "https": true}
)

// authority is ref, with slashes for backslashes unless its scheme is a foreign
// one, and where its host ends; 0 if it has none.
func authority(ref string) (string, int) {
	scheme := schemeOf(ref)
	if scheme == "" || hierarchical[strings.ToLower(strings.TrimSuffix(scheme, ":"))] {
		path := len(ref)
		if i := strings.IndexAny(ref, "?#"); i >= 0 {
			path = i
		}
		ref = strings.ReplaceAll(ref[:path], `\`, "/") + ref[path:]
	}
	if !strings.HasPrefix(ref[len(scheme):], "//") {
		return ref, 0
	}
	start := len(scheme) + len("//")
	if end := strings.IndexAny(ref[start:], "/?#"); end >= 0 {
		return ref, start + end
	}
	return ref, len(ref)
}

// schemeOf is the scheme that ref begins with and its colon (RFC 3986 §3.1); empty
// if there is none.
func schemeOf(ref string) string {
	for i := range len(ref) {
		switch c := ref[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '.' || c == '-'):
		case i > 0 && c == ':':
			return ref[:i+1]
		default:
			return ""
		}
	}
	return ""
}

// maxHost is how long the name of a host can be (RFC 1035 §2.3.4).
const maxHost = 253

var (
	// The mapping of browsers (URL Standard §3.3), with underscores.
	domain    = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.Transitional(false), idna.StrictDomainName(false))
	asciiForm = Regexp(`^(?:[a-z0-9._~!$&'()*+,;=-]+|\[[0-9a-f:.]+\])$`) // RFC 3986 §3.2.2
)

// asciiHost is the host of u as the domain name system has it (RFC 5891), with
// its port.
func asciiHost(u *url.URL) (string, error) {
	host := strings.ToLower(u.Hostname())
	if strings.HasPrefix(u.Host, "[") {
		host = "[" + host + "]"
	}
	if utf8.RuneCountInString(host) > maxHost {
		return "", fmt.Errorf("a host has at most %d letters", maxHost)
	}
	if strings.ContainsFunc(host, func(r rune) bool { return r >= utf8.RuneSelf }) {
		ascii, err := domain.ToASCII(host)
		if err != nil {
			return "", fmt.Errorf("host %q: %w", u.Hostname(), err)
		}
		host = ascii
	}
	if !asciiForm().MatchString(host) {
		return "", fmt.Errorf("%q is no host", u.Hostname())
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	return host, nil
}

// unencoded are the bytes that may stand in a path, query or fragment
// (RFC 3986 §3.3 to §3.5).
var unencoded = func() (set [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;=") {
		set[c] = true
	}
	return set
}()

// encode is s with every other byte percent-encoded; what is encoded already
// stays. Only the first # begins a fragment.
func encode(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	fragment := false
	for i := range len(s) {
		c := s[i]
		switch {
		case unencoded[c], c == '#' && !fragment, c == '%' && isEncoded(s[i:]):
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
		fragment = fragment || c == '#'
	}
	return b.String()
}

// isEncoded reports whether s begins with a percent-encoded byte (RFC 3986 §2.1).
func isEncoded(s string) bool {
	return len(s) > 2 && isHex(s[1]) && isHex(s[2])
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// IRI reports why s cannot be the id of an Atom feed or entry: an absolute IRI
// (RFC 4287 §4.2.6, RFC 3987 §2.2), with the form of its scheme if that is tag
// (RFC 4151) or urn (RFC 8141, RFC 9562); nil if it can.
func IRI(s string) error {
	scheme, rest, found := strings.Cut(s, ":")
	if !found || rest == "" || schemeOf(s) == "" {
		return fmt.Errorf("%s is not an absolute IRI such as tag:example.org,2026-11-23:harbour", Quote(s))
	}
	if i := strings.IndexAny(s, " \"<>\\^`{|}\t\n\r"); i >= 0 {
		return fmt.Errorf("%s holds %q, which no IRI may", Quote(s), s[i])
	}
	for i := range len(s) {
		if s[i] == '%' && !isEncoded(s[i:]) {
			return fmt.Errorf("%s has a %% without two hexadecimal digits behind it", Quote(s))
		}
	}
	switch scheme = strings.ToLower(scheme); {
	case scheme == "tag" && !tagForm().MatchString(s):
		return fmt.Errorf("%s is not a tag: URI such as tag:example.org,2026-11-23:harbour", Quote(s))
	case scheme == "urn" && (!urnForm().MatchString(s) || strings.HasPrefix(strings.ToLower(rest), "uuid:") && !uuidForm().MatchString(s)):
		return fmt.Errorf("%s is not a urn: URI such as urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6", Quote(s))
	}
	return nil
}

var (
	tagForm = Regexp(`^tag:(?:[A-Za-z0-9._+-]+@)?[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*,` +
		`[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?:[A-Za-z0-9._~:/?@!$&'()*+,;=%-]*(?:#[A-Za-z0-9._~:/?@!$&'()*+,;=%-]*)?$`)
	urnForm  = Regexp(`^(?i:urn:[a-z0-9][a-z0-9-]{1,31}:\S+)$`)
	uuidForm = Regexp(`^(?i:urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)
)

// Decoded is s without percent-encoding; s itself if it is not encoded right.
func Decoded(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}
