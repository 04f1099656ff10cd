package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"dateline/feed/serve"
)

// Bounds of a connection. Slow ones take memory and an open file, and no more.
const (
	headerTime  = 10 * time.Second // until a request has been sent
	answerTime  = time.Minute      // for its answer; files from the disk get that for each piece
	idleTime    = 2 * time.Minute  // until the next request
	stopTime    = 10 * time.Second // for requests under way when the server is to end
	headerBytes = 16 << 10
)

// often is how often the published folder is looked at.
const often = time.Second

func newServe() *cobra.Command {
	var o serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the published files to readers, and publish what changes",
		Long: `Serve what is published, alone or behind a proxy: each file at its address below
[publish] base, and at the same path without that of the base, for proxies that take
it away. Files are held in memory, compressed once by gzip and brotli, with ETag,
Last-Modified and Cache-Control ([serve] max_age); media comes from the disk, with
ranges. Feeds that moved answer 301, those that are gone 410. When a run of publish
is complete, its files are taken up in one step; of one that is broken off nothing is
shown. /healthz says whether something is served, /metrics counts for Prometheus.
With --watch records and configuration are watched, and published when they change
and when an embargo ends or an article expires. --preview shows editors what is not
public yet, on pages that load again when a record changes. Each request is logged on stderr;
--quiet leaves that out. A signal ends the server when the requests under way are
answered. docs/hosting.md shows it behind nginx and Caddy.`,
		Example: `  dateline serve
  dateline serve --watch --listen :8080
  dateline serve --preview
  dateline serve --quiet --config /srv/news/config.toml`,
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			if o.preview {
				return o.show(ctx, &shared{to: cmd.ErrOrStderr()})
			}
			return o.run(ctx, &shared{to: cmd.OutOrStdout()}, &shared{to: cmd.ErrOrStderr()})
		},
	}
	cmd.Flags().StringVarP(&o.config, "config", "c", "config.toml", "the configuration `FILE`")
	cmd.Flags().StringVar(&o.listen, "listen", "127.0.0.1:8080", "the `ADDRESS` to listen at: host and port; :8080 is every host of this machine, port 0 any that is free")
	cmd.Flags().BoolVar(&o.watching, "watch", false, "publish when records or the configuration change, and when something is published or expires by itself")
	cmd.Flags().BoolVar(&o.preview, "preview", false, "show this machine alone how the feeds would be, with drafts, embargoed articles and findings; nothing is published, and nothing else is served")
	cmd.Flags().BoolVarP(&o.quiet, "quiet", "q", false, "print errors only, and log no requests")
	return cmd
}

// serving are the options of serve.
type serving struct {
	options
	listen   string
	watching bool
	preview  bool
}

// run serves until ctx ends.
func (o *serving) run(ctx context.Context, out, errs io.Writer) error {
	o.format = "text"
	easy()
	c, err := o.read(out)
	if err != nil {
		return err
	}
	listener, err := o.listener()
	if err != nil {
		return err
	}
	defer listener.Close()
	server := serve.New(time.Now, o.accessLog(errs))
	follow := &follower{config: o.config, server: server, errs: errs, wanted: make(chan struct{}, 1), options: served(c)}
	follow.edited, _ = edited(o.config)
	if err := follow.first(o.watching); err != nil {
		return err
	}
	if !o.quiet {
		fmt.Fprintf(errs, "dateline: serving %s at %s\n", c.Publish.To, at(listener.Addr(), c.Publish.Base))
	}
	ctx, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer stop()
	work.Go(func() { follow.run(ctx) })
	if o.watching {
		l := &lookout{o: o, out: out, errs: errs}
		l.turn = func(ctx context.Context) time.Time {
			defer follow.want()
			return l.publish(ctx)
		}
		work.Go(func() { l.run(ctx) })
	}
	return answer(ctx, listener, server, errs)
}

func (o *serving) listener() (net.Listener, error) {
	listener, err := net.Listen("tcp", o.listen)
	if err != nil {
		return nil, fmt.Errorf("listen at %s: %w; --listen names another address", o.listen, cause(err))
	}
	return listener, nil
}

// answer answers requests until ctx ends, and then those that are under way.
func answer(ctx context.Context, listener net.Listener, handler http.Handler, errs io.Writer) error {
	s := &http.Server{
		Handler: handler, ErrorLog: log.New(errs, "dateline: ", 0),
		ReadHeaderTimeout: headerTime, ReadTimeout: headerTime, WriteTimeout: answerTime, IdleTimeout: idleTime, MaxHeaderBytes: headerBytes,
	}
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	if err := s.Shutdown(end); err != nil {
		s.Close() // who has not taken the answer by now does not get it
	}
	return nil
}

// easy takes back the bounds of memory that are for short runs: a set may be larger, and
// what is collected less often costs less.
func easy() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(math.MaxInt64)
	}
}

// accessLog tells of each request in a line; nil if nobody wants to know.
func (o *serving) accessLog(errs io.Writer) func(*http.Request, serve.Access) {
	if o.quiet {
		return nil
	}
	to := slog.New(slog.NewTextHandler(errs, nil))
	return func(r *http.Request, a serve.Access) {
		to.LogAttrs(r.Context(), slog.LevelInfo, "request",
			slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status", a.Status), slog.Int64("bytes", a.Bytes),
			slog.Duration("duration", time.Since(a.Began)), slog.String("remote", r.RemoteAddr), slog.String("agent", r.UserAgent()))
	}
}

// at is where a browser finds what is served.
func at(address net.Addr, base string) string {
	host, port, _ := net.SplitHostPort(address.String())
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	path := "/"
	if u, err := url.Parse(base); err == nil {
		path = u.EscapedPath()
	}
	return "http://" + net.JoinHostPort(host, port) + path
}

// cause is what went wrong with a socket, without what was being done.
func cause(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}

// unpublished says what to do where nothing is published.
func unpublished(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w; run dateline publish first, or --watch", err)
	}
	return err
}

// shared is a writer that several may use at once.
type shared struct {
	lock sync.Mutex
	to   io.Writer
}

func (s *shared) Write(p []byte) (int, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.to.Write(p)
}
