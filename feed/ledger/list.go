package ledger

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/google/renameio/v2"

	"dateline/feed"
)

// A listed line of the list of ids is an article, by its id, or a feed, by its path.
// Only what cannot be found out anew is in it.
type listed struct {
	Feed        *string   `json:"feed,omitempty"`
	ID          string    `json:"id"`
	Published   time.Time `json:"published,omitzero"`
	Updated     time.Time `json:"updated,omitzero"`
	Ended       bool      `json:"ended,omitempty"`
	Withdrawn   time.Time `json:"withdrawn,omitzero"`
	Record      string    `json:"record,omitempty"`
	URL         string    `json:"url,omitempty"`
	Title       string    `json:"title,omitempty"`
	Content     string    `json:"content,omitempty"`
	Significant string    `json:"significant,omitempty"`
}

// maxListed is how many bytes a line of the list may have.
const maxListed = 1 << 20

// ReadList takes up what the list of ids at path says: it rules where the database
// says something else, for people review it and bring it from machine to machine. A
// list that is not there says nothing. What is wrong with it is a finding, and then
// nothing may be published: an id that is not read would be minted anew.
func (l *Ledger) ReadList(path string) (feed.Findings, error) {
	var findings feed.Findings
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the list of ids: %w", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, maxListed)
	seen := map[string]int{}
	for n := 1; lines.Scan(); n++ {
		text := bytes.TrimSpace(lines.Bytes())
		if len(text) == 0 {
			continue
		}
		var v listed
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		at := feed.Pos{File: path, Line: n}
		switch err := dec.Decode(&v); {
		case bytes.HasPrefix(text, []byte("<<<<<<<")) || bytes.HasPrefix(text, []byte("=======")) || bytes.HasPrefix(text, []byte(">>>>>>>")):
			findings.Add(feed.Error, "ids-syntax", at, "is a conflict that git could not merge; keep the lines of both sides, one of each id")
		case err != nil || dec.More():
			findings.Add(feed.Error, "ids-syntax", at, "is not an object such as {\"id\":\"tag:gazette.example,2026-11-23:harbour\",\"published\":\"2026-11-23T10:00:00Z\"}")
		case v.ID == "":
			findings.Add(feed.Error, "ids-syntax", at, "has no id")
		case seen[v.key()] > 0:
			findings.Add(feed.Error, "ids-syntax", at, "its id %s is that of line %d too; keep one of them", v.ID, seen[v.key()])
		default:
			seen[v.key()] = n
			l.take(v)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the list of ids %s: %w", path, err)
	}
	return findings, nil
}

// key is what a line is about.
func (v listed) key() string {
	if v.Feed != nil {
		return "feed " + *v.Feed
	}
	return "article " + v.ID
}

// take puts a line into the ledger. Dates that readers were told never go back.
func (l *Ledger) take(v listed) {
	if v.Feed != nil {
		l.Feeds[*v.Feed] = Feed{ID: v.ID, Updated: later(l.Feeds[*v.Feed].Updated, v.Updated), Ended: v.Ended}
		return
	}
	l.IDs[v.ID] = ID{
		Record: v.Record, URL: v.URL, Title: v.Title, Content: v.Content, Significant: v.Significant,
		Published: v.Published, Updated: later(l.IDs[v.ID].Updated, v.Updated), Withdrawn: v.Withdrawn,
	}
}

// WriteList writes the list of ids to path: the feeds by path, then the articles by
// id, an object a line. A list that is as it should be is left alone.
func (l *Ledger) WriteList(path string) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, path := range slices.Sorted(maps.Keys(l.Feeds)) {
		v := l.Feeds[path]
		if err := enc.Encode(listed{Feed: &path, ID: v.ID, Updated: v.Updated, Ended: v.Ended}); err != nil {
			return fmt.Errorf("write the list of ids: %w", err)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.IDs)) {
		v := l.IDs[id]
		if err := enc.Encode(listed{
			ID: id, Published: v.Published, Updated: v.Updated, Withdrawn: v.Withdrawn,
			Record: v.Record, URL: v.URL, Title: v.Title, Content: v.Content, Significant: v.Significant,
		}); err != nil {
			return fmt.Errorf("write the list of ids: %w", err)
		}
	}
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, b.Bytes()) {
		return nil
	}
	dir := filepath.Dir(path)
	if err := renameio.WriteFile(path, b.Bytes(), 0o644, renameio.WithTempDir(dir), renameio.IgnoreUmask()); err != nil {
		return fmt.Errorf("write the list of ids: %w", err)
	}
	return syncFolder(dir)
}

// syncFolder makes the entries of a folder durable.
func syncFolder(name string) error {
	dir, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("make %s durable: %w", name, err)
	}
	defer dir.Close()
	if err := dir.Sync(); err != nil {
		return fmt.Errorf("make %s durable: %w", name, err)
	}
	return nil
}
