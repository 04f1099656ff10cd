package config

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// Read reads the text of the configuration in file. Relative paths in it are
// relative to the folder of file. A finding of level error means that the Config
// must not be used.
func Read(file string, data []byte) (Config, feed.Findings) {
	r := &reading{file: file}
	r.Config.Publish.Flood = mostNew
	r.Config.Serve.MaxAge = maxAge
	root, isTOML := r.parse(data)
	if !isTOML {
		return Config{}, r.findings
	}
	r.read(root)
	r.required(root)
	r.defaults(root)
	r.apart(root)
	r.findings.Sort()
	return r.Config, r.findings
}

// ReadCheck reads the table [check] alone, if there is one: other programs call their
// configuration config.toml, too.
func ReadCheck(file string, data []byte) (c Check, there bool, findings feed.Findings) {
	r := &reading{file: file}
	root, _ := r.parse(data)
	v, there := root.Get("check")
	if there {
		r.read(table.Table{Entries: []table.Entry{{Key: "check", Value: v}}})
	}
	return r.Config.Check, there, r.findings
}

// A reading is the work on one configuration.
type reading struct {
	Config
	file     string
	findings feed.Findings
}

// parse takes the text apart, and reports whether that can be done.
func (r *reading) parse(data []byte) (root table.Table, isTOML bool) {
	if at, what := value.Illegal(string(data)); at >= 0 {
		r.fault(1+strings.Count(string(data[:at]), "\n"), "%s does not belong here", what)
		return root, false
	}
	root, err := table.TOML(data, 1)
	var syntax *table.SyntaxError
	if errors.As(err, &syntax) {
		r.fault(syntax.Line, "%s", syntax.Text)
	}
	return root, err == nil
}

// read reads the tables of root.
func (r *reading) read(root table.Table) {
	for _, fault := range top.ReadStrictly(root, r) {
		r.fault(fault.Line, "%s", fault)
	}
}

func (r *reading) fault(line int, format string, args ...any) {
	r.findings.Add(feed.Error, "config", feed.Pos{File: r.file, Line: line}, format, args...)
}

// required reports what is missing, at the table where it belongs.
func (r *reading) required(root table.Table) {
	for _, of := range Keys() {
		v, there := root.Get(of.Name)
		t, err := v.Table()
		if there && err != nil {
			continue // said already
		}
		keys, _ := of.Form.Tables()
		for _, key := range keys {
			if said, ok := t.Get(key.Name); key.Must != "" && (!ok || said.Data == "") {
				r.fault(max(v.Line, 1), "[%s] has no %s; add %s = %s", of.Name, key.Name, key.Name, key.Must)
			}
		}
	}
}

// defaults fills what is not said, and says of each feed what it has from the
// site.
func (r *reading) defaults(root table.Table) {
	c := &r.Config
	c.Site.Language = cmp.Or(c.Site.Language, "en")
	if c.Site.Zone == nil {
		c.Site.Zone = time.UTC
	}
	c.Records.Below = belowContent(c.Records)
	c.Records.Path = r.beside(cmp.Or(c.Records.Path, "data"))
	if c.Records.Generator == "" {
		r.foreignWords(root)
		c.Records.URL = cmp.Or(c.Records.URL, "/{year}/{month}/{slug}/")
	}
	c.Publish.To = r.beside(cmp.Or(c.Publish.To, "public"))
	c.Publish.Ledger = r.beside(cmp.Or(c.Publish.Ledger, ".dateline/ledger.db"))
	if c.Publish.IDs != "" {
		c.Publish.IDs = r.beside(c.Publish.IDs)
	}
	if len(c.Publish.Formats) == 0 {
		c.Publish.Formats = formats
	}
	if len(c.Feeds) == 0 {
		c.Feeds = []Feed{newFeed()}
	}
	paths := map[string]int{}
	for i := range c.Feeds {
		r.complete(&c.Feeds[i])
		f := c.Feeds[i]
		if line, twice := paths[f.Path]; twice {
			r.fault(f.Config.Line, "feed.path: %q is the path of the feed in line %d too; each feed needs its own", f.Path, line)
		}
		paths[f.Path] = f.Config.Line
	}
}

// apart reports a target among the records: JSON feeds are records too.
func (r *reading) apart(root table.Table) {
	if r.Config.Records.Generator == "jekyll" {
		return // nothing is read but what lies in folders _posts
	}
	from, to := r.Config.Records.Path, r.Config.Publish.To
	if rel, err := filepath.Rel(from, to); err != nil || !filepath.IsLocal(rel) {
		return
	}
	publish, _ := root.Get("publish")
	line := publish.Line
	if t, err := publish.Table(); err == nil {
		if v, said := t.Get("to"); said {
			line = v.Line
		}
	}
	r.fault(max(line, 1), "publish.to: %s lies among the records in %s, so feeds would be read as records; publish to another folder", to, from)
}

// belowContent is where the path of records lies in the folder that Hugo and Zola call
// content; empty if it is that, or another one.
func belowContent(r Records) string {
	if r.Generator != "hugo" && r.Generator != "zola" {
		return ""
	}
	const root = "/content/"
	path := "/" + strings.Trim(filepath.ToSlash(filepath.Clean(r.Path)), "/") + "/"
	at := strings.LastIndex(path, root)
	if at < 0 {
		return ""
	}
	return strings.Trim(path[at+len(root):], "/")
}

// foreignWords reports what stands in a pattern and only a generator's folder has.
func (r *reading) foreignWords(root table.Table) {
	words := braced(strings.Fields("folders sections categories lower_slug"))
	patterns := append(slices.Sorted(maps.Values(r.Config.Records.URLs)), r.Config.Records.URL, r.Config.Records.ID)
	for _, pattern := range patterns {
		for _, word := range words {
			if strings.Contains(pattern, word) {
				v, _ := root.Get("records")
				r.fault(v.Line, "records: %s in %q is known of the content folder of a generator alone; say which one it is: generator = \"hugo\"", word, pattern)
			}
		}
	}
}

// complete fills a feed with what it has from the site.
func (r *reading) complete(f *Feed) {
	site, publish := r.Config.Site, r.Config.Publish
	f.Base, f.Hubs, f.Emails = publish.Base, publish.Hubs, publish.Emails
	f.Authors, f.Icon, f.Favicon, f.Logo = site.Authors, site.Icon, site.Favicon, site.Logo
	f.Rights = cmp.Or(f.Rights, site.Rights)
	f.Home = cmp.Or(f.Home, site.URL)
	if f.Language == "" {
		f.Language = site.Language
		if len(f.Languages) == 1 {
			f.Language = f.Languages[0]
		}
	}
	if len(f.Formats) == 0 {
		f.Formats = publish.Formats
	}
	if f.Archive > 0 && f.Limit == 0 {
		r.fault(f.Config.Line, "feed.archive: limit = 0 keeps all articles in the feed, so that none would be archived; give it a limit, or leave archive out")
	}
	if f.Archive > 0 && f.Complete {
		r.fault(f.Config.Line, "feed.complete: a feed with an archive is not complete by itself; leave one of them out")
	}
	if f.Title == "" {
		f.Title = title(*f)
	}
	f.Title = strings.ReplaceAll(f.Title, "{site}", site.Title)
	f.Description = strings.ReplaceAll(cmp.Or(f.Description, site.Description, f.Title), "{site}", site.Title)
	if f.Each == "" {
		return
	}
	if !strings.Contains(f.Path, "{slug}") {
		r.fault(f.Config.Line, "feed.path: %q is the same for each %s; put {slug} into it, such as %s/{slug}", f.Path, f.Each, f.Each)
	}
	if f.ID != "" {
		r.fault(f.Config.Line, "feed.id: the feeds of each %s cannot have the same id; leave it out", f.Each)
	}
}

// title is what a feed is called that has no title: the site, and what it picks.
func title(f Feed) string {
	if f.Each != "" {
		return "{site}: {name}"
	}
	picked := slices.Concat(f.Sections, f.Tags, f.Pick.Authors, f.Languages)
	if len(picked) == 0 {
		return "{site}"
	}
	return "{site}: " + strings.Join(picked, ", ")
}

// beside is a path as seen from where the program runs.
func (r *reading) beside(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(r.file), filepath.FromSlash(path))
}

// folderURL is an absolute web address that ends with a slash.
func folderURL(s string) (string, error) {
	address, err := value.WebURL(s, "")
	if err != nil {
		return "", err
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	if u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("%s has a query or fragment; an address such as https://example.org/feeds/ was expected", value.Quote(s))
	}
	if !strings.HasSuffix(address, "/") {
		address += "/"
	}
	return address, nil
}
