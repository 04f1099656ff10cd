package ledger

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Save writes what changed since Load, durably and all at once. Where nothing
// changed it touches nothing.
func (l *Ledger) Save() error {
	before := l.saved
	if before == nil {
		before = &Ledger{}
	}
	writes := changes(l, before)
	if l.saved != nil && len(writes) == 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(l.path), 0o755); err != nil {
		return fmt.Errorf("make the ledger's folder: %w", err)
	}
	db, err := open(l.path, "rwc")
	if err != nil {
		return err
	}
	defer db.Close()
	if err := l.write(db, writes); err != nil {
		return fmt.Errorf("write the ledger %s: %w", l.path, err)
	}
	l.saved = &Ledger{IDs: l.IDs, Feeds: l.Feeds, Files: l.Files, Items: l.Items, Warnings: l.Warnings, Base: l.Base}
	l.version = len(steps)
	return nil
}

// A write is one statement with its values.
type write struct {
	statement string
	values    []any
}

// changes are the writes that make after of before.
func changes(after, before *Ledger) []write {
	var writes []write
	for id, v := range after.IDs {
		if old, ok := before.IDs[id]; !ok || old != v {
			writes = append(writes, write{"insert or replace into ids values (?, ?, ?, ?, ?, ?)", []any{id, v.Record, v.URL, v.Title, v.Content, stamp(v.Published)}})
		}
	}
	for path, v := range after.Feeds {
		if old, ok := before.Feeds[path]; !ok || old != v {
			writes = append(writes, write{"insert or replace into feeds values (?, ?, ?)", []any{path, v.ID, stamp(v.Updated)}})
		}
	}
	for name, v := range after.Files {
		if old, ok := before.Files[name]; !ok || old != v {
			writes = append(writes, write{"insert or replace into files values (?, ?, ?, ?)", []any{after.into, name, v.SHA256, v.Size}})
		}
	}
	for name := range before.Files {
		if _, ok := after.Files[name]; !ok {
			writes = append(writes, write{"delete from files where target = ? and name = ?", []any{after.into, name}})
		}
	}
	for shown, v := range after.Items {
		if old, ok := before.Items[shown]; !ok || old != v {
			writes = append(writes, write{"insert or replace into items values (?, ?, ?, ?)", []any{shown.Feed, shown.Article, stamp(v.Updated), v.SHA256}})
		}
	}
	for shown := range before.Items {
		if _, ok := after.Items[shown]; !ok {
			writes = append(writes, write{"delete from items where feed = ? and article = ?", []any{shown.Feed, shown.Article}})
		}
	}
	if after.Base != before.Base {
		writes = append(writes, write{"insert or replace into targets values (?, ?)", []any{after.into, after.Base}})
	}
	for w := range after.Warnings {
		if !before.Warnings[w] {
			writes = append(writes, write{"insert into warnings values (?, ?, ?, ?)", []any{after.into, w.Feed, w.Article, w.Code}})
		}
	}
	for w := range before.Warnings {
		if !after.Warnings[w] {
			writes = append(writes, write{"delete from warnings where target = ? and feed = ? and article = ? and code = ?", []any{after.into, w.Feed, w.Article, w.Code}})
		}
	}
	return writes
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func (l *Ledger) write(db *sql.DB, writes []write) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // after Commit it does nothing
	for i, step := range steps[l.version:] {
		if _, err := tx.Exec(step + fmt.Sprintf("pragma user_version = %d", l.version+i+1)); err != nil {
			return err
		}
	}
	for _, w := range writes {
		if _, err := tx.Exec(w.statement, w.values...); err != nil {
			return err
		}
	}
	return tx.Commit()
}
