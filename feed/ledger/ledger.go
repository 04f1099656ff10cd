// Package ledger keeps what later runs must know of earlier ones: the ids that
// were published, the feeds and the files, and what was said about them. It is an SQLite database that the
// sqlite3 shell can read.
//
// Load reads it whole into a [Ledger]; the methods of that are pure; Save writes
// what changed, in one transaction.
package ledger

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite", in pure Go
)

// A Ledger is what earlier runs left.
type Ledger struct {
	State
	saved   *State // as it is on disk; nil if there is none
	version int    // of the schema on disk; 0 if there is none
	path    string
	into    string
}

// A State is all that a ledger remembers.
type State struct {
	IDs      map[string]ID    // by id
	Feeds    map[string]Feed  // by path
	Files    map[string]File  // by name in the target
	Items    map[Shown]Item   // what the feeds show
	Warnings map[Warning]bool // about the files; true if it was shown
	Intent   map[string]Step  // what a run has begun to do to files, by name in the target
	Pings    map[Ping]bool    // hubs that are still to be told
	Archived map[Page]time.Time
	Copies   map[string]Copy  // of the articles that feeds show, by id
	Media    map[string]int64 // sizes in bytes of files that feeds show, by name in the target
	Target
}

// clone copies the maps, so that one state stays as it is while the other changes.
func (s State) clone() State {
	s.IDs, s.Feeds, s.Files, s.Items = maps.Clone(s.IDs), maps.Clone(s.Feeds), maps.Clone(s.Files), maps.Clone(s.Items)
	s.Warnings, s.Intent, s.Pings, s.Archived = maps.Clone(s.Warnings), maps.Clone(s.Intent), maps.Clone(s.Pings), maps.Clone(s.Archived)
	s.Copies, s.Media = maps.Clone(s.Copies), maps.Clone(s.Media)
	return s
}

// A Page is an article on a page of a feed's archive. Archived has the date that
// readers were told of it there; zero for one that was withdrawn, of which the page
// was made anew. A page that has no article at all has one without an id.
type Page struct {
	Feed    string // path of the feed
	Number  int    // of the page, from 1
	Article string // id of the article
}

// A Target is what is known of the place that the files go to.
type Target struct {
	Base string    // where the world saw it; empty if it was not published to
	Run  time.Time // the moment of the last run that changed something; UTC, in seconds
	Rest           // zero if the next run may find something to do
}

// A Rest says that nothing is to be done until something changes.
type Rest struct {
	Made     string    // a hash of all that the files are made of
	Until    time.Time // when something happens by itself; zero if nothing does
	Feeds    int       // that are published
	Resting  int       // that have ended
	Articles int       // in the feeds, each counted once
	Warnings int       // about the files
	ID       string    // of the article to which something happens
	Title    string    // its title
	Expires  bool      // it leaves its feeds then; else it is published
}

// An ID is the identity of an article that was published.
type ID struct {
	Record    string    // key of the record it was last read from
	URL       string    // its address then
	Title     string    // its title then
	Content   string    // SHA-256 of its content then, hexadecimal; empty if it had none
	Published time.Time // when it was first published, by its record; UTC, in seconds
	Updated   time.Time // the newest date that readers were told; UTC, in seconds

	// Significant is the SHA-256 of the words that were published with significant =
	// true; empty if none were.
	Significant string
	// Withdrawn is when its record was first found to say so; zero if it does not.
	Withdrawn time.Time
}

// A Feed is what stays of a feed when all its articles go.
type Feed struct {
	ID      string
	Updated time.Time // UTC, in seconds
	Ended   bool      // it was published as one that has ended
	Made    string    // a hash of all that its files are made of; empty if that is not known
}

// A File is a file as it was published.
type File struct {
	SHA256 string // hexadecimal
	Size   int64  // bytes
	Edited int64  // when it was written, in nanoseconds since 1970; 0 if that is not known
}

// Shown names an article in a feed.
type Shown struct {
	Feed    string // path of the feed
	Article string // id of the article
}

// An Item is an article as a feed showed it last.
type Item struct {
	Updated time.Time // the date that readers were told; UTC, in seconds
	SHA256  string    // of all that they were told, hexadecimal; empty if it is not known
}

// A Warning is about published files. One that was shown is not shown again while it
// lasts.
type Warning struct {
	Feed    string // path of the feed that it is about; empty for the main feed and for articles
	Article string // id of the article that it is about, in whatever feeds; empty for feeds
	Code    string
}

// A Step is what is to be done to a file of the target.
type Step struct {
	Remove bool   // it is removed; else it is put in its place
	SHA256 string // of its bytes, hexadecimal
}

// A Ping tells a hub that a topic has changed (WebSub §6).
type Ping struct {
	Topic string // the address of a feed's file
	Hub   string
}

// steps make the schema, each of what those before it made. The database's
// user_version counts those that it has.
var steps = []string{`
create table ids (
	id        text primary key,
	record    text not null, -- the key of the record it was last read from
	url       text not null,
	title     text not null,
	content   text not null, -- SHA-256 of the record's content; empty if there was none
	published text not null  -- the article's date when the id was first published, RFC 3339
) without rowid;
create table feeds (
	path    text primary key, -- below the target; empty for the main feed
	id      text not null,
	updated text not null     -- RFC 3339
) without rowid;
create table files (
	target text not null, -- the folder they were published to
	name   text not null,
	sha256 text not null,
	size   integer not null,
	primary key (target, name)
) without rowid;
`, `
create table warnings (
	target  text not null, -- the folder that the files are published to
	feed    text not null, -- the path of a feed; empty for the main feed and for articles
	article text not null, -- the id of an article; empty for feeds
	code    text not null,
	primary key (target, feed, article, code)
) without rowid;
`, `
create table items (
	feed    text not null, -- the path of a feed; empty for the main feed
	article text not null, -- the id of an article that it shows
	updated text not null, -- the date that readers were told, RFC 3339
	sha256  text not null, -- of all that they were told
	primary key (feed, article)
) without rowid;
`, `
create table targets (
	target text primary key, -- a folder that files are published to
	base   text not null     -- where the world sees it
) without rowid;
`, `
alter table ids add updated text not null default '';     -- the newest date that readers were told, RFC 3339
alter table ids add significant text not null default ''; -- SHA-256 of the words that were published with significant = true
alter table ids add withdrawn text not null default '';   -- when its record was first found withdrawn, RFC 3339; empty if it is not
alter table targets add run text not null default '';     -- the moment of the last run that changed something, RFC 3339
create table intent (
	target text not null, -- the folder that a run has begun to change
	name   text not null, -- of a file in it
	remove integer not null, -- 1 if the file is removed, 0 if it is put in its place
	sha256 text not null, -- of its bytes
	primary key (target, name)
) without rowid;
create table pings (
	target text not null, -- the folder that the files are published to
	topic  text not null, -- the address of a file that has changed
	hub    text not null, -- the address of a hub that was not told yet (WebSub)
	primary key (target, topic, hub)
) without rowid;
`, `
create table archived (
	feed    text not null,    -- the path of a feed; empty for the main feed
	page    integer not null, -- the number of a page of its archive, from 1
	article text not null,    -- the id of an article on it
	updated text not null,    -- the date that readers are told there, RFC 3339; empty if it was withdrawn since
	primary key (feed, page, article)
) without rowid;
alter table feeds add ended integer not null default 0; -- 1 if it was published as one that has ended
`, `
create table copies (
	id      text primary key, -- of an article that a feed shows
	sha256  text not null,    -- of the article
	article text not null     -- as it was read when it was published last, for when its record cannot be read; JSON
);
`, `
alter table files add edited integer not null default 0; -- when it was written, in nanoseconds since 1970
alter table feeds add made text not null default '';     -- a hash of all that its files are made of
alter table targets add rest text not null default '';   -- that nothing is to be done, and until when; JSON
create table media (
	target text not null, -- the folder that the files are published to
	name   text not null, -- of a file that feeds show
	size   integer not null,
	primary key (target, name)
) without rowid;
`, `
alter table warnings add shown integer not null default 1; -- 0 if nobody was told of it yet
`}

// Load reads the ledger at path, as far as it is about the target named. If
// there is none, the ledger is empty; the file is made by Save.
func Load(path, target string) (*Ledger, error) {
	l := &Ledger{State: State{
		IDs: map[string]ID{}, Feeds: map[string]Feed{}, Files: map[string]File{}, Items: map[Shown]Item{},
		Warnings: map[Warning]bool{}, Intent: map[string]Step{}, Pings: map[Ping]bool{}, Archived: map[Page]time.Time{},
		Copies: map[string]Copy{}, Media: map[string]int64{},
	}, path: path, into: target}
	db, err := l.open()
	if err != nil {
		return nil, err
	}
	if db == nil {
		return l, nil
	}
	defer db.Close()
	if err := l.read(db); err != nil {
		return nil, fmt.Errorf("read the ledger %s: %w", path, err)
	}
	saved := l.clone()
	l.saved = &saved
	return l, nil
}

// open connects to the database for reading; nil if there is none.
func (l *Ledger) open() (*sql.DB, error) {
	if _, err := os.Stat(l.path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("open the ledger: %w", err)
	}
	mode := "ro"
	if _, err := os.Stat(l.path + "-journal"); err == nil {
		mode = "rw" // a run was killed while it wrote; SQLite takes back what it had begun
	}
	return open(l.path, mode)
}

// Unfinished reports whether a run has begun to change files of the target and did not
// end.
func Unfinished(path, target string) (bool, error) {
	l := &Ledger{State: State{Intent: map[string]Step{}}, path: path, into: target}
	db, err := l.open()
	if db == nil {
		return false, err
	}
	defer db.Close()
	if err := db.QueryRow("pragma user_version").Scan(&l.version); err != nil {
		return false, fmt.Errorf("read the ledger %s: %w", path, err)
	}
	if l.version < 5 {
		return false, nil
	}
	err = each(db, "select name, remove, sha256 from intent where target = ? limit 1", l.readStep, target)
	return len(l.Intent) > 0, err
}

// open connects to the database; mode is that of SQLite's URIs. The size of a page is that of
// a new one: a copy of an article fills a small page, and is written in fewer calls in
// large ones.
func open(path, mode string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path)+"?mode="+mode+"&_pragma=busy_timeout(5000)&_pragma=synchronous(full)&_pragma=page_size(16384)")
	if err != nil {
		return nil, fmt.Errorf("open the ledger %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

func (l *Ledger) read(db *sql.DB) error {
	if err := db.QueryRow("pragma user_version").Scan(&l.version); err != nil {
		return err
	}
	if l.version < 1 || l.version > len(steps) {
		return fmt.Errorf("it has version %d and this Dateline knows versions 1 to %d; use the Dateline that wrote it, or a newer one", l.version, len(steps))
	}
	for _, t := range []struct {
		since int // version of the schema
		query string
		row   func(*sql.Rows) error
		args  []any
	}{
		{1, "select id, record, url, title, content, published, '', '', '' from ids", l.readID, nil},
		{1, "select path, id, updated, 0, '' from feeds", l.readFeed, nil},
		{1, "select name, sha256, size, 0 from files where target = ?", l.readFile, []any{l.into}},
		{2, "select feed, article, code, 1 from warnings where target = ?", l.readWarning, []any{l.into}},
		{3, "select feed, article, updated, sha256 from items", l.readItem, nil},
		{4, "select base, '', '' from targets where target = ?", l.readTarget, []any{l.into}},
		{5, "select id, record, url, title, content, published, updated, significant, withdrawn from ids", l.readID, nil},
		{5, "select base, run, '' from targets where target = ?", l.readTarget, []any{l.into}},
		{5, "select name, remove, sha256 from intent where target = ?", l.readStep, []any{l.into}},
		{5, "select topic, hub from pings where target = ?", l.readPing, []any{l.into}},
		{6, "select path, id, updated, ended, '' from feeds", l.readFeed, nil},
		{6, "select feed, page, article, updated from archived", l.readPage, nil},
		{7, "select id, sha256 from copies", l.readCopy, nil},
		{8, "select path, id, updated, ended, made from feeds", l.readFeed, nil},
		{8, "select name, sha256, size, edited from files where target = ?", l.readFile, []any{l.into}},
		{8, "select base, run, rest from targets where target = ?", l.readTarget, []any{l.into}},
		{8, "select name, size from media where target = ?", l.readMedia, []any{l.into}},
		{9, "select feed, article, code, shown from warnings where target = ?", l.readWarning, []any{l.into}},
	} {
		if l.version < t.since {
			continue
		}
		if err := each(db, t.query, t.row, t.args...); err != nil {
			return err
		}
	}
	return nil
}

func (l *Ledger) readID(row *sql.Rows) error {
	var id string
	var v ID
	err := row.Scan(&id, &v.Record, &v.URL, &v.Title, &v.Content, (*moment)(&v.Published), (*moment)(&v.Updated), &v.Significant, (*moment)(&v.Withdrawn))
	l.IDs[id] = v
	return err
}

func (l *Ledger) readFeed(row *sql.Rows) error {
	var path string
	var v Feed
	err := row.Scan(&path, &v.ID, (*moment)(&v.Updated), &v.Ended, &v.Made)
	l.Feeds[path] = v
	return err
}

func (l *Ledger) readFile(row *sql.Rows) error {
	var name string
	var v File
	err := row.Scan(&name, &v.SHA256, &v.Size, &v.Edited)
	l.Files[name] = v
	return err
}

func (l *Ledger) readItem(row *sql.Rows) error {
	var shown Shown
	var v Item
	err := row.Scan(&shown.Feed, &shown.Article, (*moment)(&v.Updated), &v.SHA256)
	l.Items[shown] = v
	return err
}

func (l *Ledger) readWarning(row *sql.Rows) error {
	var w Warning
	var shown bool
	err := row.Scan(&w.Feed, &w.Article, &w.Code, &shown)
	l.Warnings[w] = shown
	return err
}

func (l *Ledger) readTarget(row *sql.Rows) error {
	var rest []byte
	err := row.Scan(&l.Base, (*moment)(&l.Run), &rest)
	if err == nil && len(rest) > 0 {
		err = json.Unmarshal(rest, &l.Rest)
	}
	return err
}

func (l *Ledger) readMedia(row *sql.Rows) error {
	var name string
	var size int64
	err := row.Scan(&name, &size)
	l.Media[name] = size
	return err
}

func (l *Ledger) readStep(row *sql.Rows) error {
	var name string
	var v Step
	err := row.Scan(&name, &v.Remove, &v.SHA256)
	l.Intent[name] = v
	return err
}

func (l *Ledger) readPing(row *sql.Rows) error {
	var p Ping
	err := row.Scan(&p.Topic, &p.Hub)
	l.Pings[p] = true
	return err
}

func (l *Ledger) readPage(row *sql.Rows) error {
	var p Page
	var updated time.Time
	err := row.Scan(&p.Feed, &p.Number, &p.Article, (*moment)(&updated))
	l.Archived[p] = updated
	return err
}

// A moment is a time as the database keeps it: RFC 3339, empty for none.
type moment time.Time

// Scan reads it (database/sql.Scanner).
func (m *moment) Scan(v any) error {
	text, _ := v.(string)
	if text == "" {
		return nil
	}
	t, err := time.Parse(time.RFC3339, text)
	*m = moment(t)
	return err
}

// Value writes it (database/sql/driver.Valuer).
func (m moment) Value() (driver.Value, error) {
	if time.Time(m).IsZero() {
		return "", nil
	}
	return time.Time(m).UTC().Format(time.RFC3339), nil
}

// each calls scan for every row.
func each(db *sql.DB, query string, scan func(*sql.Rows) error, args ...any) error {
	rows, err := db.Query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
