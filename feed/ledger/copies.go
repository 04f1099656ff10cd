package ledger

import (
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"dateline/feed"
)

// A Copy is an article as it was published last.
type Copy struct {
	SHA256  string // of its text, hexadecimal
	text    string // empty if it is made again when it is written, from the article
	article *feed.Article
}

// Value is the text of the copy (database/sql/driver.Valuer).
func (c Copy) Value() (driver.Value, error) {
	if c.text != "" {
		return c.text, nil
	}
	text, err := json.Marshal(c.article)
	return string(text), err
}

// Light is the copy without its text, which is made again when it is written: where there are
// many copies, their texts are never there at once.
func (c Copy) Light() Copy {
	c.text = ""
	return c
}

// CopyOf makes a copy of an article, for later runs that cannot read its record. What
// is never published of it is left out.
func CopyOf(a feed.Article) (Copy, error) {
	at := a.Record
	a.Record, a.Extra = feed.Pos{}, nil
	text, err := json.Marshal(a)
	if err != nil {
		return Copy{}, fmt.Errorf("copy %s: %w", at, err)
	}
	sum := sha256.Sum256(text)
	return Copy{hex.EncodeToString(sum[:]), string(text), &a}, nil
}

// Copied reads the articles of the ids as they were published last, in their order.
// Those of which there is no copy are left out.
func (l *Ledger) Copied(ids []string) ([]feed.Article, error) {
	if len(ids) == 0 || l.Lost() || l.version < 7 {
		return nil, nil
	}
	db, err := open(l.path, "ro")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var articles []feed.Article
	read := func(row *sql.Rows) error {
		var text []byte
		var a feed.Article
		if err := row.Scan(&text); err != nil {
			return err
		}
		if err := json.Unmarshal(text, &a); err != nil {
			return err
		}
		articles = append(articles, a)
		return nil
	}
	for _, id := range ids {
		if err := each(db, "select article from copies where id = ?", read, id); err != nil {
			return nil, fmt.Errorf("read the ledger %s: %w", l.path, err)
		}
	}
	return articles, nil
}

func (l *Ledger) readCopy(row *sql.Rows) error {
	var id string
	var c Copy
	err := row.Scan(&id, &c.SHA256)
	l.Copies[id] = c
	return err
}
