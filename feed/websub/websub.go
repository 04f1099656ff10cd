// Package websub tells hubs that topics have changed, which a publisher owes to
// those that its feeds name (WebSub §6). How is left open there; the form is that of
// PubSubHubbub, which hubs understand: hub.mode=publish with the topic in hub.url,
// and in hub.topic for those that look there.
//
//	for _, fault := range websub.New(websub.Options{}).Tell(ctx, pings) {
//		fmt.Println(fault)
//	}
//
// Everything has its bound: each request, all of them together, and how much of a
// hub's answer is read. What a hub was not told is the caller's to keep, and to
// tell it later.
package websub

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/feed"
	"dateline/feed/value"
)

// Bounds that nobody has asked to change.
const (
	defaultTimeout = 10 * time.Second
	defaultWhole   = 30 * time.Second
	maxHubs        = 8       // that are told at the same time, a topic after the other
	maxAnswer      = 4 << 10 // bytes of an answer that are read
	maxHead        = 64 << 10
)

// A Ping tells a hub that a topic has changed.
type Ping struct {
	Topic string // the address of a feed's file, as its self link has it
	Hub   string // its address
}

// A Fault is why a hub was not told.
type Fault struct {
	Ping
	Err error
}

// Error says it in a line.
func (f Fault) Error() string {
	return fmt.Sprintf("the hub %s was not told of %s: %v", f.Hub, f.Topic, f.Err)
}

func (f Fault) Unwrap() error { return f.Err }

// Options are the bounds of a client. The zero value is right.
type Options struct {
	// Timeout bounds each request, from the name that is looked up to the last
	// byte that is read; 0 means 10 seconds.
	Timeout time.Duration

	// Whole bounds all requests of a Tell together; 0 means 30 seconds.
	Whole time.Duration

	// Proxy gives the proxy of a request, or nil for none, as
	// [http.ProxyFromEnvironment] does. A nil Proxy means none at all.
	Proxy func(*http.Request) (*url.URL, error)
}

// A Client tells hubs.
type Client struct {
	options Options
	http    http.Client
}

// New makes a client.
func New(o Options) *Client {
	o.Timeout, o.Whole = cmp.Or(o.Timeout, defaultTimeout), cmp.Or(o.Whole, defaultWhole)
	return &Client{o, http.Client{
		Transport:     &http.Transport{Proxy: o.Proxy, ForceAttemptHTTP2: true, MaxResponseHeaderBytes: maxHead},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// ErrLate is that of a hub for which the time of all requests did not suffice.
var ErrLate = errors.New("there was no time left")

// Tell sends the pings, to several hubs at the same time, and gives those that no
// hub has taken, in the order in which they were given. A hub that cannot be
// reached, does not answer in time or says that it has too much to do is left
// alone: of its other pings the fault is the same.
func (c *Client) Tell(ctx context.Context, pings []Ping) []Fault {
	defer c.http.CloseIdleConnections()
	ctx, cancel := context.WithTimeoutCause(ctx, c.options.Whole, ErrLate)
	defer cancel()
	hubs := map[string][]int{} // places in pings
	for i, p := range pings {
		hubs[p.Hub] = append(hubs[p.Hub], i)
	}
	faults := make([]error, len(pings))
	var all sync.WaitGroup
	room := make(chan struct{}, maxHubs)
	for _, places := range hubs {
		all.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			for n, i := range places {
				fault := c.tell(ctx, pings[i])
				faults[i] = fault
				if errors.As(fault, new(lost)) {
					for _, i := range places[n+1:] {
						faults[i] = fault
					}
					return
				}
			}
		})
	}
	all.Wait()
	var untold []Fault
	for i, err := range faults {
		if err != nil {
			untold = append(untold, Fault{pings[i], err})
		}
	}
	return untold
}

// A lost hub is not worth another request for now.
type lost struct{ error }

func (l lost) Unwrap() error { return l.error }

// tell sends one ping.
func (c *Client) tell(ctx context.Context, p Ping) error {
	if ctx.Err() != nil {
		return lost{context.Cause(ctx)}
	}
	bounded, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	form := url.Values{"hub.mode": {"publish"}, "hub.url": {p.Topic}, "hub.topic": {p.Topic}}
	request, err := http.NewRequestWithContext(bounded, http.MethodPost, p.Hub, strings.NewReader(form.Encode()))
	if err != nil {
		return lost{err}
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("User-Agent", "Dateline/"+feed.Version)
	answer, err := c.http.Do(request)
	if err != nil {
		return lost{c.why(ctx, err)}
	}
	defer answer.Body.Close()
	words, _ := io.ReadAll(io.LimitReader(answer.Body, maxAnswer)) // the status says whether it is told
	return refusal(answer, words)
}

// why says in few words why no answer came.
func (c *Client) why(ctx context.Context, err error) error {
	var of *url.Error // it repeats the hub's address
	if errors.As(err, &of) {
		err = of.Err
	}
	var late net.Error
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &late) && late.Timeout():
		return fmt.Errorf("no answer within %v", c.options.Timeout)
	}
	return err
}

// busy are the statuses of hubs that ask to be left alone (RFC 6585 §4, RFC 9110
// §15.6.4).
var busy = []int{http.StatusTooManyRequests, http.StatusServiceUnavailable}

// refusal is what a hub says that has not taken a ping; nil if it has.
func refusal(answer *http.Response, words []byte) error {
	text := "it answers " + answer.Status
	switch code := answer.StatusCode; {
	case code >= 200 && code < 300:
		return nil
	case code >= 300 && code < 400:
		return fmt.Errorf("%s, to %s; the configuration should name that", text, value.Quote(answer.Header.Get("Location")))
	case strings.HasPrefix(answer.Header.Get("Content-Type"), "text/plain") && len(words) > 0:
		text += ": " + value.Quote(strings.TrimSpace(string(words)))
	}
	if slices.Contains(busy, answer.StatusCode) {
		return lost{errors.New(text)}
	}
	return errors.New(text)
}
