package prose

import (
	"errors"
	"net/url"
	"regexp"
	"strings"

	"dateline/feed/value"
)

// A scheme says which addresses may stand: relative ones, and those it lists.
type scheme struct {
	names map[string]bool
	form  *regexp.Regexp // the same for the wall
}

// The places that addresses stand in.
var (
	links = scheme{value.Words("ftp http https mailto tel"),
		regexp.MustCompile(`^(?:(?:ftp|https?|mailto|tel):|[^:]*$|[^:]*[/?#])`)}
	media = scheme{value.Words("http https"),
		regexp.MustCompile(`^(?:https?:|[^:]*$|[^:]*[/?#])`)}
)

// A picture that is in its own address.
var (
	picture  = regexp.MustCompile(`^(?i:data:image/(?:gif|jpe?g|png|webp)[;,])`)
	pictures = scheme{value.Words("data"), picture}
)

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
	u, err := value.Reference(base)
	if err != nil || u.Host == "" {
		return home{local: local}
	}
	return home{base: u, local: local}
}

// address is what ref points to: absolute if there is a base, in ASCII, encoded
// once.
func (h home) address(ref string, allowed scheme) (string, error) {
	if allowed.names["https"] && value.Plain(ref) {
		return ref, nil
	}
	u, err := value.Reference(ref)
	if err != nil {
		return "", errInvalid
	}
	if u.Scheme != "" && !allowed.names[u.Scheme] {
		return "", errUnsafe
	}
	if found := h.beside(u); found != "" {
		return home{base: h.base}.address(found, allowed)
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
func (h home) beside(u *url.URL) string {
	if h.local == nil || u.Path == "" || strings.HasSuffix(u.Path, "/") || u.Scheme != "" || u.Host != "" {
		return ""
	}
	found := h.local(u.Path)
	if found != "" && u.Fragment != "" {
		found += "#" + u.EscapedFragment()
	}
	return found
}
