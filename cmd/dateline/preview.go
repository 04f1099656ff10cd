package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"reflect"
	"strings"
	"sync"
	"time"

	"dateline/feed"
	"dateline/feed/press"
	"dateline/feed/serve"
)

// show shows editors what is not public yet, until ctx ends.
func (o *serving) show(ctx context.Context, errs io.Writer) error {
	if o.watching {
		return usage("--preview publishes nothing, so that it does not go with --watch")
	}
	if host, _, err := net.SplitHostPort(o.listen); err != nil || !serve.Loopback(host) {
		return usage("--preview is for this machine alone, and --listen %s is not; 127.0.0.1:8080 would be", o.listen)
	}
	easy()
	listener, err := o.listener()
	if err != nil {
		return err
	}
	defer listener.Close()
	server := serve.NewPreview(press.PreviewStyle, press.PreviewScript)
	fmt.Fprintf(errs, "dateline: a preview for this machine alone is at %s\n", at(listener.Addr(), "/"))
	ctx, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer stop()
	var shown press.Preview
	var fault error
	work.Go(func() {
		(&lookout{o: o, out: io.Discard, errs: errs, turn: func(context.Context) time.Time {
			next, err := o.previewed()
			if fmt.Sprint(err) != fmt.Sprint(fault) || !alike(next, shown) || shown.Media == nil {
				server.Show(next, next.Media, err)
				shown, fault = next, err
			}
			return time.Time{} // what happens by itself is seen by the next look
		}}).run(ctx)
	})
	return answer(ctx, listener, server, errs)
}

// previewed makes the preview as records and configuration are now.
func (o *serving) previewed() (press.Preview, error) {
	c, findings, err := load(o.config)
	if err != nil {
		return press.Preview{}, err
	}
	if findings.Count(feed.Error) > 0 {
		var lines []string
		for _, f := range findings {
			lines = append(lines, f.String())
		}
		return press.Preview{}, errors.New(strings.Join(lines, "\n"))
	}
	now := o.now.orClock()
	return press.Press{Config: c, Now: now, Begun: now, Make: build()}.Preview()
}

// alike reports whether two previews differ in nothing but the moment.
func alike(a, b press.Preview) bool {
	a.Now = b.Now
	return reflect.DeepEqual(a, b)
}
