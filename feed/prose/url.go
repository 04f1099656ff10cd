package prose

import (
	"errors"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/idna"
)

// A scheme says which addresses may stand: relative ones, and those it lists.
type scheme struct {
	names map[string]bool
	form  *regexp.Regexp // the same for the wall
}

// The places that addresses stand in.
var (
	links = scheme{words("ftp http https mailto tel"),
		regexp.MustCompile(`^(?:(?:ftp|https?|mailto|tel):|[^:]*$|[^:]*[/?#])`)}
	media = scheme{words("http https"),
		regexp.MustCompile(`^(?:https?:|[^:]*$|[^:]*[/?#])`)}
)

var picture = regexp.MustCompile(`^(?i:data:image/(?:gif|jpe?g|png|webp)[;,])`)

// Why an address may not stand.
var (
	errUnsafe  = errors.New("readers must not follow it")
	errInvalid = errors.New("it is no address")
)

// A home is where references are read from.
type home struct {
	base  *url.URL // nil means that relative references stay relative
	local Local    // may be nil
}

func newHome(base string, local Local) home {
	u, err := parsed(stripped(base))
	if err != nil || u.Host == "" {
		return home{local: local}
	}
	return home{base: u, local: local}
}

// address is what ref points to: absolute if there is a base, in ASCII, encoded
// once (RFC 3986 §5, RFC 3987 §3.1).
func (h home) address(ref string, allowed scheme) (string, error) {
	ref = stripped(ref)
	name := schemeName(ref)
	if name != "" && !allowed.names[name] {
		return "", errUnsafe
	}
	if found := h.beside(ref); found != "" {
		return home{base: h.base}.address(found, allowed)
	}
	u, err := parsed(ref)
	if err != nil {
		return "", err
	}
	switch {
	case u.Opaque != "":
	case h.base != nil:
		u = h.base.ResolveReference(u)
	case u.Scheme == "" && u.Host != "":
		u.Scheme = "https"
	}
	if s := u.String(); s != "" {
		return s, nil
	}
	return "", errInvalid
}

// beside is the published address of a relative reference that local knows, with
// the reference's own fragment.
func (h home) beside(ref string) string {
	path, fragment, _ := strings.Cut(ref, "#")
	path, _, _ = strings.Cut(path, "?")
	if h.local == nil || path == "" || schemeName(ref) != "" || strings.HasPrefix(ref, "//") {
		return ""
	}
	if decoded, err := url.PathUnescape(path); err == nil {
		path = decoded
	}
	found := h.local(path)
	if found != "" && fragment != "" {
		found += "#" + fragment
	}
	return found
}

// stripped is ref as browsers read it: without blanks around it, without line
// breaks and tabs within (URL Standard §4.4).
func stripped(ref string) string {
	ref = strings.Trim(ref, " \t\n\f\r\u00a0")
	if strings.ContainsAny(ref, "\t\n\r") {
		ref = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(ref)
	}
	return ref
}

var schemeForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// schemeName is the scheme of ref in lower case; empty if ref is relative. What
// stands before a colon is always a scheme, so that none hides behind an odd one.
func schemeName(ref string) string {
	i := strings.IndexAny(ref, ":/?#")
	if i < 0 || ref[i] != ':' {
		return ""
	}
	return strings.ToLower(ref[:i+1])[:i]
}

// parsed reads a reference whose characters may be any, as browsers do.
func parsed(ref string) (*url.URL, error) {
	end := authorityEnd(&ref)
	u, err := url.Parse(ref[:end] + encoded(ref[end:]))
	if err != nil {
		return nil, errInvalid
	}
	if u.Host == "" {
		if hierarchical[u.Scheme] {
			return nil, errInvalid
		}
		return u, nil
	}
	u.Host, err = asciiHost(u)
	return u, err
}

var hierarchical = words("ftp http https")

// authorityEnd is where the host of ref ends, 0 if it has none. In what is no
// opaque address it makes slashes of backslashes, as browsers do.
func authorityEnd(ref *string) int {
	start := len(schemeForm.FindString(*ref))
	if start > 0 && !hierarchical[schemeName(*ref)] {
		return start
	}
	path := strings.IndexAny(*ref, "?#")
	if path < 0 {
		path = len(*ref)
	}
	*ref = strings.ReplaceAll((*ref)[:path], `\`, "/") + (*ref)[path:]
	if !strings.HasPrefix((*ref)[start:], "//") {
		return start
	}
	if n := strings.IndexAny((*ref)[start+2:], "/?#"); n >= 0 {
		return start + 2 + n
	}
	return len(*ref)
}

var (
	lookup    = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))
	asciiForm = regexp.MustCompile(`^(?:[a-z0-9._~-]+|\[[0-9a-f:.]+\])$`)
)

// asciiHost is the host of u as the domain name system has it (RFC 5891), with
// its port.
func asciiHost(u *url.URL) (string, error) {
	name, port := u.Hostname(), u.Port()
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	name = strings.ToLower(name)
	if strings.ContainsFunc(name, func(r rune) bool { return r >= 0x80 }) {
		ascii, err := lookup.ToASCII(name)
		if err != nil {
			return "", errInvalid
		}
		name = ascii
	}
	if !asciiForm.MatchString(name) {
		return "", errInvalid
	}
	if port != "" {
		name += ":" + port
	}
	return name, nil
}

// unencoded are the bytes that may stand in a path, query or fragment
// (RFC 3986 §3.3 to §3.5).
const unencoded = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;="

// encoded is s with every other byte percent-encoded; what is encoded already
// stays. Only the first # begins a fragment.
func encoded(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	fragment := false
	for i := range len(s) {
		c := s[i]
		switch {
		case strings.IndexByte(unencoded, c) >= 0,
			c == '#' && !fragment,
			c == '%' && i+2 < len(s) && hexadecimal(s[i+1]) && hexadecimal(s[i+2]):
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
		fragment = fragment || c == '#'
	}
	return b.String()
}

func hexadecimal(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
