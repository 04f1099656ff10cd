package ledger

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Save writes what changed since Load, durably and all at once. Where nothing
// changed it touches nothing.
func (l *Ledger) Save() error {
	var before State
	if l.saved != nil {
		before = *l.saved
	}
	writes := changes(l.into, before, l.State)
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
	saved := l.clone()
	l.saved = &saved
	l.version = len(steps)
	return nil
}

// A write is one statement with its values.
type write struct {
	statement string
	values    []any
}

// changes are the writes that make after of before; into is the target that both
// are about.
func changes(into string, before, after State) []write {
	writes := slices.Concat(
		table(before.IDs, after.IDs, "ids", []string{"id"}, func(id string) []any { return []any{id} }, func(v ID) []any {
			return []any{v.Record, v.URL, v.Title, v.Content, moment(v.Published), moment(v.Updated), v.Significant, moment(v.Withdrawn)}
		}),
		table(before.Feeds, after.Feeds, "feeds", []string{"path"}, func(path string) []any { return []any{path} }, func(v Feed) []any {
			return []any{v.ID, moment(v.Updated), v.Ended, v.Made}
		}),
		table(before.Files, after.Files, "files", []string{"target", "name"}, func(name string) []any { return []any{into, name} }, func(v File) []any {
			return []any{v.SHA256, v.Size, v.Edited}
		}),
		table(before.Items, after.Items, "items", []string{"feed", "article"}, func(s Shown) []any { return []any{s.Feed, s.Article} }, func(v Item) []any {
			return []any{moment(v.Updated), v.SHA256}
		}),
		table(before.Warnings, after.Warnings, "warnings", []string{"target", "feed", "article", "code"}, func(w Warning) []any { return []any{into, w.Feed, w.Article, w.Code} }, func(shown bool) []any { return []any{shown} }),
		table(before.Intent, after.Intent, "intent", []string{"target", "name"}, func(name string) []any { return []any{into, name} }, func(v Step) []any {
			return []any{v.Remove, v.SHA256}
		}),
		table(before.Pings, after.Pings, "pings", []string{"target", "topic", "hub"}, func(p Ping) []any { return []any{into, p.Topic, p.Hub} }, nothing),
	)
	writes = append(writes, table(before.Archived, after.Archived, "archived", []string{"feed", "page", "article"}, func(p Page) []any { return []any{p.Feed, p.Number, p.Article} }, func(t time.Time) []any {
		return []any{moment(t)}
	})...)
	writes = append(writes, table(before.Copies, after.Copies, "copies", []string{"id"}, func(id string) []any { return []any{id} }, func(c Copy) []any {
		return []any{c.SHA256, c}
	})...)
	writes = append(writes, table(before.Media, after.Media, "media", []string{"target", "name"}, func(name string) []any { return []any{into, name} }, func(size int64) []any {
		return []any{size}
	})...)
	if after.Target != before.Target {
		rest, _ := json.Marshal(after.Rest) // texts and numbers alone
		writes = append(writes, write{"insert or replace into targets values (?, ?, ?, ?)", []any{into, after.Base, moment(after.Run), string(rest)}})
	}
	return writes
}

// nothing are the values of a row that is all key.
func nothing(bool) []any { return nil }

// table are the writes to one table: the rows of after that are not in before, and
// the keys of before that are not in after.
func table[K, V comparable](before, after map[K]V, name string, columns []string, key func(K) []any, values func(V) []any) []write {
	var writes []write
	for k, v := range after {
		if old, there := before[k]; !there || old != v {
			row := slices.Concat(key(k), values(v))
			marks := strings.TrimSuffix(strings.Repeat("?, ", len(row)), ", ")
			writes = append(writes, write{fmt.Sprintf("insert or replace into %s values (%s)", name, marks), row})
		}
	}
	for k := range before {
		if _, there := after[k]; !there {
			writes = append(writes, write{fmt.Sprintf("delete from %s where %s = ?", name, strings.Join(columns, " = ? and ")), key(k)})
		}
	}
	return writes
}

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
	var prepared *sql.Stmt
	for i, w := range writes {
		if i == 0 || w.statement != writes[i-1].statement { // thousands of rows of one table follow each other
			if prepared, err = tx.Prepare(w.statement); err != nil {
				return err
			}
		}
		if _, err := prepared.Exec(w.values...); err != nil {
			return err
		}
	}
	return tx.Commit()
}
