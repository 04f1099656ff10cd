package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dateline/feed"
	"dateline/feed/check"
	"dateline/feed/fetch"
)

// visiting are the options of check for feeds that are fetched.
type visiting struct {
	private bool
	timeout time.Duration
}

func (v *visiting) flags(flags *pflag.FlagSet) {
	flags.BoolVar(&v.private, "allow-private", false, "fetch from hosts that are not public, too, such as localhost")
	flags.DurationVar(&v.timeout, "timeout", 30*time.Second, "how long a request for a URL may take, redirects included")
}

// isAddress reports whether check fetches what is called so.
func isAddress(name string) bool {
	return strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://")
}

// feeds calls judge with the feed at an address, and how it is served, or with what
// feedFiles gives.
func (v *visiting) feeds(cmd *cobra.Command, name string, judge func(f feed.File, served *check.Served, asked bool)) error {
	if !isAddress(name) {
		return feedFiles(cmd.InOrStdin(), name, func(f feed.File, asked bool) { judge(f, nil, asked) })
	}
	f, served, err := v.visit(cmd.Context(), name)
	if err != nil {
		return v.wayOut(err)
	}
	judge(f, served, true)
	return nil
}

// visit fetches the feed at an address as a reader does, and asks again whether it
// has changed.
func (v *visiting) visit(ctx context.Context, address string) (feed.File, *check.Served, error) {
	client := fetch.New(fetch.Options{Private: v.private, Timeout: v.timeout, Size: maxFeed, Proxy: http.ProxyFromEnvironment})
	first, err := client.Get(ctx, address, asReader())
	if first == nil {
		return feed.File{}, nil, err
	}
	served := &check.Served{
		Asked: first.Asked, Address: first.URL, Status: first.Status, Header: first.Header, Transferred: first.Transferred,
		Cut: errors.Is(err, fetch.ErrCut), Packed: errors.Is(err, fetch.ErrCoding),
	}
	for _, hop := range first.Hops {
		served.Redirects = append(served.Redirects, check.Redirect{Status: hop.Status, To: hop.URL})
	}
	if err == nil && first.Status == http.StatusOK {
		served.Revisits = revisits(ctx, client, address, first)
	}
	return feed.File{Name: first.Asked, Type: first.Header.Get("Content-Type"), Data: first.Body}, served, nil
}

// revisits ask with each validator of the first answer on its own. That no answer
// comes is told as one.
func revisits(ctx context.Context, client *fetch.Client, address string, first *fetch.Response) []check.Revisit {
	var all []check.Revisit
	for _, by := range []struct{ validator, condition string }{
		{"ETag", "If-None-Match"},
		{"Last-Modified", "If-Modified-Since"},
	} {
		value := first.Header.Get(by.validator)
		if value == "" {
			continue
		}
		r := check.Revisit{Condition: by.condition, Value: value}
		header := asReader()
		header.Set(by.condition, value)
		if again, err := client.Get(ctx, address, header); err == nil {
			r.Status, r.Header = again.Status, again.Header
			r.Same = len(again.Body) > 0 && bytes.Equal(again.Body, first.Body)
		}
		all = append(all, r)
	}
	return all
}

// asReader is what a reader's program sends.
func asReader() http.Header {
	return http.Header{
		"Accept":     {"application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.8"},
		"User-Agent": {"Dateline/" + feed.Version + " (feed checker)"},
	}
}

// wayOut adds the flag that helps to an error.
func (v *visiting) wayOut(err error) error {
	var late interface{ Timeout() bool }
	switch {
	case errors.Is(err, fetch.ErrPrivate):
		return fmt.Errorf("%w; --allow-private fetches from there, too", err)
	case errors.As(err, &late) && late.Timeout():
		return fmt.Errorf("%w; --timeout %v waits longer", err, 2*v.timeout)
	}
	return err
}
