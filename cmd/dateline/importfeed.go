package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/feed/fetch"
	"dateline/feed/press"
)

func newImportFeed() *cobra.Command {
	var o importing
	var v visiting
	var alone bool
	cmd := &cobra.Command{
		Use:   "feed URL|FILE...",
		Short: "Make records of the articles in feeds: RSS, Atom, JSON Feed",
		Long: `Make a record of each article in a feed, at a URL or in a file (- is the standard
input): RSS of any version, Atom 1.0, JSON Feed. Ids, addresses and dates are kept
to the letter, so that nobody is shown an article twice; elements that no record has
a name for are kept in extra. Archives and further pages (RFC 5005, next_url) are
followed to the oldest article; of a file they are looked for beside it first. What
is wrong in an article is left out and named, the article stays; one without a date
becomes a draft.

Then "dateline plan --against URL" shows that subscribers of the old feed will see
nothing twice.`,
		Example: `  dateline import feed https://old.example/feed.xml
  dateline import feed backup/atom.xml --to data/articles --dry-run`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("import feed needs a URL or a file, such as dateline import feed https://old.example/feed.xml")
			}
			w := wire{v: v, in: cmd.InOrStdin()}
			return o.each(cmd, args, func(s *shelf, im press.Intake, name string) error {
				return s.follow(cmd.Context(), w, im, name, alone)
			})
		},
	}
	o.flags(cmd)
	v.flags(cmd.Flags())
	cmd.Flags().BoolVar(&alone, "no-follow", false, "read this document alone, not those with older articles")
	return cmd
}

// mostPages is how many documents of a feed are followed.
const mostPages = 10_000

// follow reads a feed with the documents that hold its older articles. One that cannot
// be had is an error once the others are written.
func (s *shelf) follow(ctx context.Context, w wire, im press.Intake, name string, alone bool) error {
	seen := map[string]bool{}
	for page := 0; name != "" && !seen[name] && page < mostPages; page++ {
		seen[name] = true
		data, at, err := w.read(ctx, name)
		if err != nil {
			if page > 0 {
				s.left++
				fmt.Fprintf(s.errs, "dateline: older articles: %v; the newer ones are written, import again to go on\n", err)
				return nil
			}
			return err
		}
		in := im.Feed(name, at, data)
		if err := s.take(in); err != nil {
			return err
		}
		if alone {
			return nil
		}
		name = beside(name, in.Self, in.Next)
	}
	return nil
}

// beside is where the document at an address is found: as a file that lies to the one
// that names it as their addresses do, if there is one, else at the address.
func beside(name, self, next string) string {
	if isAddress(name) || self == "" || next == "" {
		return next
	}
	from, err := url.Parse(self)
	to, toErr := url.Parse(next)
	if err != nil || toErr != nil || from.Host != to.Host {
		return next
	}
	rel, err := filepath.Rel(path.Dir(from.Path), to.Path)
	if err != nil {
		return next
	}
	file := filepath.Join(filepath.Dir(name), rel)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return next
	}
	return file
}

// A wire brings what is named by an address, a file, or - for the standard input.
type wire struct {
	v  visiting
	in io.Reader
}

// mostImport is how much is read at once, in bytes.
const mostImport = 1 << 30

// read gives what is there, and the address that it came from; none for files.
func (w wire) read(ctx context.Context, name string) (data []byte, at string, err error) {
	if isAddress(name) {
		client := fetch.New(fetch.Options{Private: w.v.private, Timeout: w.v.timeout, Proxy: http.ProxyFromEnvironment})
		response, err := client.Get(ctx, name, asReader())
		switch {
		case err != nil:
			return nil, "", w.v.wayOut(err)
		case response.Status != http.StatusOK:
			return nil, "", fmt.Errorf("fetch %s: the server answers %d %s", name, response.Status, strings.ToLower(http.StatusText(response.Status)))
		}
		return response.Body, response.URL, nil
	}
	in := w.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, "", err
		}
		defer f.Close()
		in = f
	}
	data, err = io.ReadAll(io.LimitReader(in, mostImport+1))
	if err == nil && len(data) > mostImport {
		err = fmt.Errorf("%s is larger than %d MB", name, mostImport>>20)
	}
	return data, "", err
}

// each imports what is named, one after another.
func (o *importing) each(cmd *cobra.Command, names []string, take func(s *shelf, im press.Intake, name string) error) error {
	im, err := o.intake(cmd)
	if err != nil {
		return err
	}
	s, err := o.open(cmd)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := take(s, im, name); err != nil {
			return err
		}
	}
	return s.tell()
}

// reading makes the command of an import from files, each of which read reads.
func (o *importing) reading(cmd *cobra.Command, what string, read func(im press.Intake, name string, data []byte) (press.Imported, error)) *cobra.Command {
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		if len(files) == 0 {
			return usage("import %s needs a file, such as dateline import %s %s", cmd.Name(), cmd.Name(), what)
		}
		w := wire{v: visiting{timeout: time.Minute}, in: cmd.InOrStdin()}
		return o.each(cmd, files, func(s *shelf, im press.Intake, name string) error {
			data, _, err := w.read(cmd.Context(), name)
			if err != nil {
				return err
			}
			in, err := read(im, name, data)
			if err != nil {
				return err
			}
			return s.take(in)
		})
	}
	o.flags(cmd)
	return cmd
}
