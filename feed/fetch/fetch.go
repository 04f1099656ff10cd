// Package fetch asks web servers for what somebody else has named: a feed to be
// judged, a file to be imported. Whoever names it may mean harm, so everything has
// its bound: the time, the bytes that are transferred and those that they unpack
// to, the head of an answer, the number of redirects. Hosts that are not public are
// refused, on the address that a name resolves to and at each redirect, unless
// [Options] allow them.
//
//	answer, err := fetch.New(fetch.Options{}).Get(ctx, "https://example.org/feed.xml", nil)
//
// What is fetched is no business of this room.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/value"
)

// Bounds that nobody has asked to change.
const (
	defaultTimeout = 30 * time.Second
	defaultSize    = 100 << 20 // bytes
	maxHead        = 64 << 10  // bytes of the head of an answer
	maxRedirects   = 10
	idle           = 10 * time.Second // how long a connection waits for the next request
)

// Options are the bounds of a client. The zero value is right for addresses that
// strangers name.
type Options struct {
	// Private allows hosts that are not public: of this machine, of the local
	// network, and all others that the internet does not route to.
	Private bool

	// Timeout bounds the whole of a request, from the first name that is looked up
	// to the last byte of the body, redirects included; 0 means 30 seconds. No
	// single step (to connect, to agree on TLS, to wait for an answer) may take
	// more than half of it.
	Timeout time.Duration

	// Size bounds a body, in bytes, both as it is transferred and as it unpacks;
	// 0 means 100 MB.
	Size int64

	// Proxy gives the proxy of a request, or nil for none, as
	// [http.ProxyFromEnvironment] does. A nil Proxy means none at all. A proxy
	// connects by itself, so of hosts that are asked through one, only those are
	// refused whose name says that they are not public.
	Proxy func(*http.Request) (*url.URL, error)
}

// A Client asks. It may be used by several goroutines.
type Client struct {
	options         Options
	direct, proxied *http.Transport
}

// New makes a client.
func New(o Options) *Client {
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	if o.Size == 0 {
		o.Size = defaultSize
	}
	return &Client{options: o, direct: o.transport(!o.Private, nil), proxied: o.transport(false, o.Proxy)}
}

// A Response is the answer of the last server that was asked.
type Response struct {
	Asked       string // the address that was asked for, as it was sent; without credentials and fragment, as all of these
	URL         string // the address that answered
	Hops        []Hop  // the redirects on the way, in order; empty if there were none
	Status      int    // such as 200; other statuses are answers, too, and no errors
	Header      http.Header
	Transferred int64  // bytes of the body on its way, so before it is unpacked
	Body        []byte // unpacked as Content-Encoding says
}

// A Hop is a redirect.
type Hop struct {
	Status int    // such as 301
	URL    string // where it leads to, absolute
}

// Faults of a body. The [Response] is there besides, with as much as was read.
var (
	// ErrCut is that of a connection which ended before the body did.
	ErrCut = errors.New("the body is not whole")

	// ErrCoding is that of a body which is not packed as its Content-Encoding
	// says. It is given as it was transferred.
	ErrCoding = errors.New("the body is not of its Content-Encoding")
)

// slow is the error of a request that took longer than its time; as a net.Error
// says it, it is a timeout.
type slow time.Duration

func (s slow) Error() string { return fmt.Sprintf("no whole answer within %v", time.Duration(s)) }
func (s slow) Timeout() bool { return true }

// Get fetches what is at an address, by http or https. The header may be nil; it
// goes to each server on the way, so that no secret may be in it. Credentials in
// the address go to its own scheme, host and port alone, and into no text.
func (c *Client) Get(ctx context.Context, address string, header http.Header) (*Response, error) {
	return c.ask(ctx, http.MethodGet, address, header)
}

// Head is Get without the body.
func (c *Client) Head(ctx context.Context, address string, header http.Header) (*Response, error) {
	return c.ask(ctx, http.MethodHead, address, header)
}

func (c *Client) ask(ctx context.Context, method, address string, header http.Header) (*Response, error) {
	bare, user := apart(address)
	at, err := webURL(bare, "")
	if err != nil {
		return nil, err
	}
	at.User = user
	bounded, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	response, err := c.follow(bounded, method, at, header)
	switch {
	case err == nil:
		return response, nil
	case bounded.Err() != nil && ctx.Err() == nil:
		err = slow(c.options.Timeout)
	}
	if !errors.Is(err, ErrCut) && !errors.Is(err, ErrCoding) {
		response = nil
	}
	return response, fmt.Errorf("fetch %s: %w", bare, err)
}

// follow asks, and asks again where a redirect leads to.
func (c *Client) follow(ctx context.Context, method string, at *url.URL, header http.Header) (*Response, error) {
	r := &Response{Asked: unsigned(at), URL: unsigned(at)}
	way := []string{r.URL}
	for {
		answer, err := c.once(ctx, method, at, header)
		if err != nil {
			return nil, r.redirected(err)
		}
		location := answer.Header.Get("Location")
		if !redirects[answer.StatusCode] || location == "" {
			defer answer.Body.Close()
			r.Status, r.Header = answer.StatusCode, answer.Header
			return r, r.redirected(r.read(answer.Body, c.options.Size))
		}
		answer.Body.Close()
		if at, err = next(at, location); err != nil {
			return nil, r.redirected(fmt.Errorf("its redirect: %w", err))
		}
		r.URL = unsigned(at)
		r.Hops = append(r.Hops, Hop{answer.StatusCode, r.URL})
		switch {
		case slices.Contains(way, r.URL):
			return nil, fmt.Errorf("redirects lead in a circle: %s", strings.Join(append(way, r.URL), " to "))
		case len(r.Hops) > maxRedirects:
			return nil, fmt.Errorf("more than %d redirects, the last to %s", maxRedirects, r.URL)
		}
		way = append(way, r.URL)
	}
}

// redirects are the statuses that send elsewhere (RFC 9110 §15.4).
var redirects = map[int]bool{301: true, 302: true, 303: true, 307: true, 308: true}

// redirected tells of an error where the way had led to.
func (r *Response) redirected(err error) error {
	if err != nil && len(r.Hops) > 0 {
		return fmt.Errorf("redirected to %s: %w", r.URL, err)
	}
	return err
}

// once sends one request.
func (c *Client) once(ctx context.Context, method string, at *url.URL, header http.Header) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, at.String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "Dateline/"+feed.Version)
	request.Header.Set("Accept-Encoding", "gzip")
	for name, values := range header {
		request.Header[http.CanonicalHeaderKey(name)] = values
	}
	if at.User != nil {
		password, _ := at.User.Password()
		request.SetBasicAuth(at.User.Username(), password)
	}
	transport, err := c.route(request)
	if err != nil {
		return nil, err
	}
	return transport.RoundTrip(request)
}

// next is where a redirect leads to. Credentials go along to the same server, and
// those that a redirect brings are dropped.
func next(from *url.URL, location string) (*url.URL, error) {
	bare, _ := apart(location)
	to, err := webURL(bare, unsigned(from))
	if err == nil && to.Scheme == from.Scheme && to.Host == from.Host {
		to.User = from.User
	}
	return to, err
}

// webURL is the address of a reference, as it is asked for.
func webURL(ref, base string) (*url.URL, error) {
	address, err := value.WebURL(ref, base)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u, nil
}

// credentials are a name and a password before the host of an address.
var credentials = value.Regexp(`^(\s*[A-Za-z][A-Za-z0-9+.-]*:)?([\\/]{2,})([^\\/?#]*)@`)

// apart takes an address and its credentials apart; nil if it has none.
func apart(address string) (bare string, user *url.Userinfo) {
	m := credentials().FindStringSubmatch(address)
	if m == nil {
		return address, nil
	}
	bare = m[1] + m[2] + strings.TrimPrefix(address, m[0])
	name, password, both := strings.Cut(m[3], ":")
	if both {
		return bare, url.UserPassword(value.Decoded(name), value.Decoded(password))
	}
	return bare, url.User(value.Decoded(name))
}

// unsigned is an address without credentials.
func unsigned(u *url.URL) string {
	bare := *u
	bare.User = nil
	return bare.String()
}
