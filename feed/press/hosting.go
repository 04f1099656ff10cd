package press

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"dateline/feed"
	"dateline/feed/render"
)

// Hosts are all that can be told of the feeds: pages and web servers.
var Hosts = render.Hosts

// ErrNoFeed says that a path is that of no feed.
var ErrNoFeed = errors.New("there is no feed")

// Hosting is what hosts are told of the feeds with these paths, of all if paths is nil. The
// error is ErrNoFeed for a path that none has. It writes nothing.
func (p Press) Hosting(paths []string) (render.Hosting, error) {
	channels, err := p.allChannels()
	if err != nil {
		return render.Hosting{}, err
	}
	var known []string
	for _, c := range channels {
		known = append(known, c.Path)
	}
	for _, path := range paths {
		if !slices.Contains(known, path) {
			return render.Hosting{}, fmt.Errorf("%w %q%s", ErrNoFeed, path, feed.DidYouMean(path, known))
		}
	}
	if paths != nil {
		channels = slices.DeleteFunc(channels, func(c feed.Channel) bool { return !slices.Contains(paths, c.Path) })
	}
	folder, err := filepath.Abs(p.Config.Publish.To)
	return render.Hosting{Channels: channels, Base: p.Config.Publish.Base, Folder: folder, MaxAge: p.Config.Serve.MaxAge}, err
}

// allChannels are all feeds that would be published now.
func (p Press) allChannels() (channels []feed.Channel, err error) {
	p.Whole = true // nothing is left out that is as it was
	proof := p.proof()
	if err := proof.open(p); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, proof.Close()) }()
	articles, err := proof.choose(proof.press, proof.desk())
	if err != nil {
		return nil, err
	}
	return proof.channels(proof.press, articles), nil
}
