// Package press is the line from records to published files. It joins the rooms
// and adds nothing of its own:
//
//	list | read | choose | identify | edition | fit | render | judge | compare | publish | ping
//
// A [Press] takes a [Proof], which changes nothing that is published, and the Proof
// can be published.
package press

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"time"

	"dateline/feed"
	"dateline/feed/check"
	"dateline/feed/config"
	"dateline/feed/ledger"
	"dateline/feed/publish"
	"dateline/feed/record"
	"dateline/feed/render"
	"dateline/feed/value"
)

// A Press makes feeds of records, as its configuration says, for one moment.
type Press struct {
	Config config.Config
	Now    time.Time
	Quiet  bool // warnings are not shown, so the new ones stay new
	Jobs   int  // how much is done at once; 0 is as much as there are processors

	// Begun is when the run began, by the clock of the machine; what changed at that
	// moment or later is read again by the next run. Make names the program that runs:
	// another one reads all records anew.
	Begun time.Time
	Make  string
	Stage bool // files are written where they wait while others are made; else they are kept until Publish
	Whole bool // all feeds are made anew, whether or not something changed
	Each  bool // each finding is told, also of many that say the same

	Waiting bool // articles that are not shown yet are read too, the last of them

	// Stop is closed when the run is to end before it publishes; nil is never.
	Stop <-chan struct{}

	// Trace hears of each part of the work as it begins, and Progress of how much of it
	// is done; nil if nobody wants to know.
	Trace    func(part string)
	Progress func(part string, done, of int)

	// Allow are the guards that hold nothing back this time: somebody said that it
	// is meant.
	Allow []publish.Guard
}

// ErrLocked says that another run is publishing.
var ErrLocked = ledger.ErrLocked

// Lock keeps other runs from publishing until it is released. It waits for another
// one to end as long as wait says, and then gives [ErrLocked].
func (p Press) Lock(ctx context.Context, wait time.Duration) (release func() error, err error) {
	return ledger.Lock(ctx, p.Config.Publish.Ledger, wait)
}

// Ledger is what earlier runs left. If it is lost, it is rebuilt: from the list of
// ids that the configuration names, and from the feeds at the target. A finding of
// level error means that it must not be published with.
func (p Press) Ledger() (*ledger.Ledger, feed.Findings, error) {
	target, err := p.target()
	if err != nil {
		return nil, nil, err
	}
	l, err := ledger.Load(p.Config.Publish.Ledger, target)
	if err != nil {
		return nil, nil, err
	}
	var findings feed.Findings
	if list := p.Config.Publish.IDs; list != "" {
		if findings, err = l.ReadList(list); err != nil {
			return nil, nil, err
		}
	}
	if !l.Lost() {
		return l, findings, nil
	}
	folder, err := publish.OpenFolder(p.Config.Publish.To)
	if err != nil {
		return nil, nil, err
	}
	defer folder.Close()
	files, err := folder.Feeds()
	if err != nil {
		return nil, nil, err
	}
	listed := len(l.IDs)
	l.Rebuild(files)
	if found := len(l.IDs) - listed; found > 0 {
		findings.Add(feed.Warning, "ledger-rebuilt", feed.Pos{File: p.Config.Publish.Ledger}, "is not there, so %s taken from the feeds in %s; keep it, or name a list of ids to be kept: [publish] ids",
			taken(found), p.Config.Publish.To)
	}
	return l, findings, nil
}

// A Proof is what publishing would put before subscribers. It must be closed.
type Proof struct {
	Editions []feed.Edition // as they are rendered, shortened where they must be
	Findings feed.Findings
	Known    feed.Findings     // warnings about the files that an earlier run showed, and that last
	Resting  int               // feeds that ended and stay as they are
	Staying  int               // feeds that are as they were, so that they were not made anew
	Rests    bool              // nothing is to be done, and nothing was made
	Refused  bool              // a guard holds everything back, and Findings say why
	Outlooks []publish.Outlook // what subscribers of feeds that were published before will see
	Next     *Event            // the next that happens by itself; nil if nothing does
	Plan     publish.Plan

	before    map[string][]publish.Item // what the feeds show until now, by path
	items     map[string][]publish.Item // what the feeds will show, by path
	articles  map[string]feed.Article   // as they were read, by id
	catalogue *catalogue
	stays     map[string]bool         // paths of feeds that are as they were
	keeps     []publish.Change        // the files of these
	news      int                     // warnings about the files that are told now
	lasting   map[ledger.Warning]bool // about these; true if it was shown
	copies    map[string]ledger.Copy  // of the articles, by id
	makes     map[string]string       // what the editions are made of, by path
	media     []feed.Media
	press     Press
	said      feed.Findings     // about the ledger
	ours      map[string]string // the files of earlier runs: SHA-256 by name
	intended  bool              // the ledger says that files are to be put in their places
	first     time.Time         // when the first article was published that is due; zero if none is
	kept      map[string]bool   // ids of those of which something can be shown
	unread    map[string]bool   // published ids whose record cannot be read
	files     []feed.File
	pages     []feed.Edition                       // of archives, that are made now
	archived  map[string]map[ledger.Page]time.Time // what is on the pages from now on, by path of the feed
	held      map[string]bool                      // names of files that stay as they are
	judging   check.Options
	design    render.Design // of pages for people
	warnings  []warning
	ledger    *ledger.Ledger
	folder    *publish.Folder
}

// Proof reads the records that changed, renders what is due and judges it. It writes
// nothing, but with Stage the files that wait to be put in their places.
func (p Press) Proof() (*Proof, error) {
	proof := p.proof()
	err := proof.open(p)
	if err == nil && !proof.Rests {
		err = proof.make(proof.press)
	}
	if err != nil && proof.folder != nil {
		err = errors.Join(err, proof.Close())
	}
	if err != nil {
		return nil, err
	}
	return proof, nil
}

// proof is one on which nothing stands yet.
func (p Press) proof() *Proof {
	return &Proof{
		press:    p,
		articles: map[string]feed.Article{}, kept: map[string]bool{}, copies: map[string]ledger.Copy{}, makes: map[string]string{},
		held: map[string]bool{}, stays: map[string]bool{}, lasting: map[ledger.Warning]bool{},
		archived: map[string]map[ledger.Page]time.Time{}, items: map[string][]publish.Item{},
	}
}

// open opens the ledger, the index and the target, and finds out whether there is
// something to do.
func (p *Proof) open(press Press) (err error) {
	press.trace("ledger")
	if p.ledger, p.said, err = press.Ledger(); err != nil {
		return err
	}
	p.ours = make(map[string]string, len(p.ledger.Files))
	for name, file := range p.ledger.Files {
		p.ours[name] = file.SHA256
	}
	p.Refused = p.said.Count(feed.Error) > 0
	if last := p.ledger.Run; publish.Late(press.Now, last) == nil && last.After(press.Now) {
		press.Now = last
	}
	p.press.Now = press.Now
	p.judging, _ = Judging(press.Config.Check)
	p.judging.Now, p.judging.Sound = press.Now, &check.Sound{}
	var faults feed.Findings
	if p.design, faults = DesignOf(press.Config); len(faults) > 0 {
		return fmt.Errorf("read the template of the pages: %v", faults[0])
	}
	if p.catalogue, err = press.catalogue(); err != nil {
		return err
	}
	if p.folder, err = publish.OpenFolder(press.Config.Publish.To); err != nil {
		return errors.Join(err, p.catalogue.Close())
	}
	p.Rests, err = p.rest(press)
	return err
}

// make makes the feeds.
func (p *Proof) make(press Press) error {
	desk := p.desk()
	articles, err := p.choose(press, desk)
	if err != nil {
		return err
	}
	press.trace("make")
	channels := p.channels(press, articles)
	p.files = render.Redirects(channels)
	if err := p.editions(press, desk, channels, articles); err != nil {
		return err
	}
	p.Findings = append(p.Findings, desk.findings...)
	p.vanished(press, channels)
	if err := p.list(channels); err != nil {
		return err
	}
	p.warn()
	for w := range p.lasting { // in a quiet run also those that nobody was told of yet
		p.Known = append(p.Known, feed.Finding{Code: w.Code, Level: feed.Warning})
	}
	p.media = desk.media
	press.trace("compare")
	return p.compare(desk.media)
}

// choose gives the articles that can matter, those that feeds can show with what
// readers are told of them. Where one of them turns out to be none that can be shown,
// another one takes its place.
func (p *Proof) choose(press Press, desk *copyDesk) ([]feed.Article, error) {
	press.trace("choose")
	if err := press.mend(p.catalogue); err != nil {
		return nil, err
	}
	list := p.shortlist(press, p.catalogue)
	for {
		list.choose()
		records, err := list.records()
		if err != nil {
			return nil, err
		}
		p.Findings = slices.Concat(p.catalogue.findings, p.said, p.link(records.Articles))
		articles, err := p.stand(records, list.others)
		if err != nil {
			return nil, err
		}
		articles, findings := p.ledger.Identify(articles, value.Host(press.Config.Site.URL), list.others)
		p.Findings = append(p.Findings, findings...)
		p.ledger.Date(articles, press.Now)
		kept, err := desk.spike(articles, press.Now)
		if err != nil {
			return nil, err
		}
		if list.spike(records.Articles, kept) {
			continue
		}
		for _, a := range articles {
			p.articles[a.ID] = a
		}
		for _, a := range kept {
			p.kept[a.ID] = true
		}
		p.before = p.published()
		p.guard(press, articles, list.count+len(articles))
		p.Next = next(articles, press.Now)
		p.first = list.first
		p.catalogue.fresh = nil
		return kept, nil
	}
}

// records is the folder of them.
func (p Press) records() record.Folder {
	c := p.Config
	return record.Folder{Path: c.Records.Path, Defaults: record.Defaults{
		URL: c.Site.URL, Pattern: c.Records.URL, Zone: c.Site.Zone, Language: c.Site.Language,
		Authors: c.Site.Authors, Rights: c.Site.Rights, Slugs: c.Slugs,
		Generator: c.Records.Generator, Below: c.Records.Below, Patterns: c.Records.URLs, FirstID: c.Records.ID, Languages: c.Records.Languages, Taxonomies: c.Records.Taxonomies,
	}}
}

// target names the target in the ledger, the same wherever the program runs and
// the site is kept. It is told from the ledger's folder, and both from the root: of
// a relative and an absolute path neither can be told from the other.
func (p Press) target() (string, error) {
	from, err := filepath.Abs(filepath.Dir(p.Config.Publish.Ledger))
	if err != nil {
		return "", fmt.Errorf("find the ledger: %w", err)
	}
	to, err := filepath.Abs(p.Config.Publish.To)
	if err != nil {
		return "", fmt.Errorf("find the target: %w", err)
	}
	rel, err := filepath.Rel(from, to)
	if err != nil { // another drive
		return filepath.ToSlash(to), nil
	}
	return filepath.ToSlash(rel), nil
}

// rests reports whether a feed has ended and its last files are there: these stay,
// whatever becomes of the records.
func (p *Proof) rests(c feed.Channel) bool {
	there := !slices.ContainsFunc(documents(c, 0), func(name string) bool { return !p.folder.Has(name) })
	if !c.Ended || !p.ledger.Feeds[c.Path].Ended || !there {
		return false
	}
	p.hold(c)
	p.Resting++
	return true
}

// list adds the OPML list of the feeds to which people can subscribe: those that go
// out now, and those that are held and went out before; and the front page, which
// lists them for people, and the style sheet of all.
func (p *Proof) list(channels []feed.Channel) error {
	channels = slices.DeleteFunc(channels, func(c feed.Channel) bool {
		_, before := p.ledger.Feeds[c.Path]
		return p.held[c.File("index.html")] && !before || c.Gone || c.Ended || c.MovedTo != ""
	})
	list, err := render.OPML(p.press.Config.Site.Title, channels)
	if err != nil {
		return err
	}
	if p.note(p.judge(feed.Edition{}, []feed.File{list}, alone)) {
		p.files = append(p.files, list)
	} else {
		p.held[list.Name] = true
	}
	front, err := p.front(channels)
	p.files = append(p.files, front, render.Stylesheet())
	return err
}

// latest is the date of a feed that never had an article: that of the newest
// anywhere, else of the day on which the feed begins.
func latest(articles []feed.Article, now time.Time) time.Time {
	var newest time.Time
	for _, a := range articles {
		if a.Due(now) && a.Changed().After(newest) {
			newest = a.Changed()
		}
	}
	if newest.IsZero() {
		return now.UTC().Truncate(24 * time.Hour)
	}
	return newest
}

// compare finds out what publishing would change.
func (p *Proof) compare(media []feed.Media) error {
	var err error
	p.Plan, err = p.folder.Compare(publish.Set{
		Files: p.files, Media: media, Known: p.ours,
		Held: func(name string) bool { return p.held[name] },
	})
	for _, change := range p.Plan.Changes {
		if change.Kind == publish.Leave {
			p.Findings.Add(feed.Warning, "publish-foreign", feed.Pos{File: p.folder.At(change.Name)},
				"is not as Dateline wrote it, so it is left as it is; move it away, or publish to another folder")
		}
	}
	p.Plan.Changes = append(p.Plan.Changes, p.keeps...)
	slices.SortFunc(p.Plan.Changes, func(a, b publish.Change) int { return cmp.Compare(a.Name, b.Name) })
	p.Findings.Sort()
	p.Known.Sort()
	return err
}

// Close lets go of the target and of the index, and of what was written and is not
// published.
func (p *Proof) Close() error {
	var err error
	if p.press.Stage && !p.intended {
		err = p.folder.Clear()
	}
	return errors.Join(err, p.folder.Close(), p.catalogue.Close())
}

// Feeds says how many feeds are published, those that are as they were among them.
func (p *Proof) Feeds() int { return len(p.Editions) + p.Staying }

// Articles says how many articles the feeds show, each counted once.
func (p *Proof) Articles() int {
	if p.Rests {
		return p.ledger.Rest.Articles
	}
	shown := map[string]bool{}
	for s := range p.ledger.Items {
		if p.stays[s.Feed] {
			shown[s.Article] = true
		}
	}
	for _, e := range p.Editions {
		for _, a := range e.Articles {
			shown[a.ID] = true
		}
	}
	return len(shown)
}

// Held says how many feeds are held back, so that they stay as they were. Those that
// have ended, or would be made the same, are none of them.
func (p *Proof) Held() int {
	n := -p.Resting - len(p.stays)
	for name := range p.held {
		if path.Base(name) == "index.html" {
			n++
		}
	}
	return n
}

// String says what publishing does, in a line.
func (p *Proof) String() string {
	return fmt.Sprintf("%s with %s", plural(p.Feeds(), "feed"), plural(p.Articles(), "article"))
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// taken says how many ids are.
func taken(n int) string {
	if n == 1 {
		return "1 id is"
	}
	return fmt.Sprintf("%d ids are", n)
}
