package serve

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"reflect"
	"strings"
	"time"
)

// A Set is what is served at one time. It does not change.
type Set struct {
	Taken     time.Time // when it was taken up
	Published time.Time // when the newest of its files was written; zero if it has none
	Files     int
	Bytes     int64 // in memory, with all encodings

	folder string
	maxAge time.Duration
	prefix string // the path of the base, such as /feeds/
	listed map[string]state
	held   map[string]*document // by name
	pages  map[string]*page     // by path of the URL
	former former
}

// ErrPublishing says that a publication is under way in the folder, or was broken off.
// The set that is there is served on.
var ErrPublishing = errors.New("a publication is under way, or was broken off and the next run finishes it")

// Take looks at the folder, and takes up what is published there as the next set if it
// is another one or is to be served otherwise. While a publication is under way it does
// not, and gives [ErrPublishing].
func (s *Server) Take(o Options) (changed bool, err error) {
	s.taking.Lock()
	defer s.taking.Unlock()
	root, err := os.OpenRoot(o.Folder) // anew, since another folder may have taken the place of the first
	if err != nil {
		return false, fmt.Errorf("open the published folder: %w", err)
	}
	defer root.Close()
	if publishing(root) {
		return false, ErrPublishing
	}
	before, err := list(root)
	if err != nil {
		return false, err
	}
	old := s.set.Load()
	if old != nil && same(old.listed, before) && reflect.DeepEqual(o, s.options) {
		return false, nil
	}
	// If two files were of two publications, the second of these would be putting files in
	// their places from before the first listing ended until after the second began: it
	// would be seen here.
	if publishing(root) {
		return false, ErrPublishing
	}
	set, err := s.make(o, root, before, old)
	if err != nil {
		return false, err
	}
	after, err := list(root)
	if err != nil {
		return false, err
	}
	if !same(before, after) {
		return false, ErrPublishing
	}
	s.options = o
	s.set.Store(set)
	return true, nil
}

// make makes a set of the files that are listed.
func (s *Server) make(o Options, root *os.Root, listed map[string]state, old *Set) (*Set, error) {
	base, err := url.Parse(o.Base)
	if err != nil {
		return nil, fmt.Errorf("read the base: %w", err)
	}
	set := &Set{Taken: s.now(), Files: len(listed), folder: o.Folder, maxAge: o.MaxAge, listed: listed, pages: map[string]*page{}}
	set.prefix = strings.TrimSuffix(base.Path, "/") + "/"
	set.former = formerOf(o)
	if set.held, err = hold(root, listed, old); err != nil {
		return nil, err
	}
	for name, at := range listed {
		edited := time.Unix(0, at.edited)
		if edited.After(set.Published) {
			set.Published = edited
		}
		if edited.After(set.Taken) {
			edited = set.Taken // RFC 9110 §8.8.2.1: never later than Date
		}
		p := set.former.page(name)
		if d := set.held[name]; d != nil {
			set.Bytes += d.weight()
			if p == nil {
				p = d.page(name, edited, o)
			}
		}
		if p == nil {
			p = &page{kind: "other", loose: name}
		}
		set.add(name, p)
	}
	if folder := strings.TrimSuffix(set.prefix, "/"); folder != "" && set.pages[folder] == nil {
		set.pages[folder] = toFolder(path.Base(folder))
	}
	return set, nil
}

// index is the page of a folder.
const index = "index.html"

// add puts a page at the addresses of a file. That of a folder is at the folder, too,
// and without the slash is sent there.
func (s *Set) add(name string, p *page) {
	s.at(name, p)
	folder, file := path.Split(name)
	if file != index {
		return
	}
	s.at(folder, p)
	if folder != "" {
		s.at(path.Clean(folder), toFolder(path.Base(folder)))
	}
}

// at puts a page at a path below the base, and at the same below the root, for a proxy
// that takes the path of the base away. What is below the base comes first.
func (s *Set) at(name string, p *page) {
	s.pages[s.prefix+name] = p
	if s.prefix == "/" {
		return
	}
	if _, below := strings.CutPrefix("/"+name, s.prefix); below && s.pages["/"+name] != nil {
		return
	}
	s.pages["/"+name] = p
}

// name is that of the file which a path asks for, whether or not it is there.
func (s *Set) name(path string) string {
	if name, below := strings.CutPrefix(path, s.prefix); below {
		return name
	}
	return strings.TrimPrefix(path, "/")
}
