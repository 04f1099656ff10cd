package record

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"dateline/feed"
	"dateline/feed/value"
)

// Record is an article as a record, with the ending of its file's name: TOML front
// matter and a body of HTML (.html) or Markdown (.md). Read again, it is the same
// article; only what says where it was read is another, and plain text is Markdown
// that means just that text. Values of Extra that TOML does not know (nil) are left
// out.
func Record(a feed.Article) (data []byte, ending string, err error) {
	body := strings.Trim(a.Content, "\n")
	ending = ".html"
	switch a.Markup {
	case feed.Markdown, feed.Typographic:
		ending = ".md"
	case feed.Plain:
		body, ending = literally(body), ".md"
	}
	var b bytes.Buffer
	b.WriteString("+++\n")
	enc := toml.NewEncoder(&b)
	enc.Indent = ""
	if err := enc.Encode(headOf(a)); err != nil {
		return nil, "", fmt.Errorf("write the record of %q: %w", a.ID, err)
	}
	b.WriteString("+++\n")
	if body != "" {
		b.WriteString("\n" + body + "\n")
	}
	return b.Bytes(), ending, nil
}

// ruled is a line that would make a heading or a table of the line above it
// (CommonMark §4.3, GFM §4.10).
var ruled = value.Regexp(`^(?:=+|\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?)$`)

// literally is plain text as Markdown that means just that text, with its lines and
// paragraphs.
func literally(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if ruled().MatchString(line) {
			lines[i] = `\` + line
		} else {
			lines[i] = literal(line)
		}
		if line != "" && i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
			end := `\` // the line ends here (CommonMark §6.7)
			if strings.HasSuffix(lines[i], end) {
				end = "  "
			}
			lines[i] += end
		}
	}
	return strings.Join(lines, "\n")
}

// A head is what a record says besides its body, in the order in which people read it.
type head struct {
	ID           string           `toml:"id,omitempty"`
	Title        string           `toml:"title,omitempty"`
	Summary      string           `toml:"summary,omitempty"`
	URL          string           `toml:"url,omitempty"`
	ExternalURL  string           `toml:"external_url,omitempty"`
	Slug         string           `toml:"slug,omitempty"`
	Aliases      []string         `toml:"aliases,omitempty"`
	Published    *time.Time       `toml:"published"`
	Updated      *time.Time       `toml:"updated"`
	Expires      *time.Time       `toml:"expires"`
	Draft        bool             `toml:"draft,omitempty"`
	Status       feed.Status      `toml:"status,omitempty"`
	Significant  bool             `toml:"significant,omitempty"`
	Section      string           `toml:"section,omitempty"`
	Language     string           `toml:"language,omitempty"`
	Dateline     string           `toml:"dateline,omitempty"`
	Rights       string           `toml:"rights,omitempty"`
	License      string           `toml:"license,omitempty"`
	Authors      any              `toml:"authors,omitempty"`
	Contributors any              `toml:"contributors,omitempty"`
	Tags         any              `toml:"tags,omitempty"`
	Image        map[string]any   `toml:"image,omitempty"`
	Attachments  []map[string]any `toml:"attachments,omitempty"`
	Location     map[string]any   `toml:"location,omitempty"`
	Source       map[string]any   `toml:"source,omitempty"`
	Comments     map[string]any   `toml:"comments,omitempty"`
	Extra        map[string]any   `toml:"extra,omitempty"`
}

// headOf is the head of an article's record. A slug is said only where there is no
// address that ends with it.
func headOf(a feed.Article) head {
	h := head{
		ID: a.ID, Title: a.Title, Summary: a.Summary, URL: a.URL, ExternalURL: a.ExternalURL, Aliases: a.Aliases,
		Published: instant(a.Published), Updated: instant(a.Updated), Expires: instant(a.Expires),
		Draft: a.Draft, Status: a.Status, Significant: a.Significant, Section: a.Section, Language: a.Language,
		Dateline: a.Dateline, Rights: a.Rights, License: a.License,
		Authors: personRows(a.Authors), Contributors: personRows(a.Contributors), Tags: tagRows(a.Tags),
	}
	if a.URL == "" && len(a.Slug) <= maxWord {
		h.Slug = a.Slug
	}
	if i := a.Image; i != nil {
		h.Image = tableOf("url", i.URL, "type", i.Type, "length", i.Length, "width", i.Width, "height", i.Height, "alt", i.Alt, "caption", i.Caption, "credit", i.Credit)
	}
	for _, at := range a.Attachments {
		h.Attachments = append(h.Attachments, tableOf("url", at.URL, "type", at.Type, "length", at.Length, "duration", seconds(at.Duration), "title", at.Title))
	}
	if p := a.Location; p != nil {
		h.Location = tableOf("name", p.Name)
		if p.Known {
			h.Location["lat"], h.Location["lon"] = p.Lat, p.Lon
		}
	}
	if s := a.Source; s != nil {
		h.Source = tableOf("title", s.Title, "url", s.URL, "feed", s.Feed)
	}
	if c := a.Comments; c != nil {
		h.Comments = tableOf("url", c.URL, "feed", c.Feed)
		if c.Count >= 0 {
			h.Comments["count"] = c.Count
		}
	}
	if extra, ok := known(a.Extra).(map[string]any); ok && len(extra) > 0 {
		h.Extra = extra
	}
	return h
}

// seconds are a whole number where they are.
func seconds(d time.Duration) any {
	if d%time.Second == 0 {
		return int64(d / time.Second)
	}
	return d.Seconds()
}

// tableOf is a table of keys and values, in pairs, without those that say nothing.
func tableOf(pairs ...any) map[string]any {
	t := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		switch v := pairs[i+1]; v {
		case "", 0, int64(0), 0.0:
		default:
			t[pairs[i].(string)] = v
		}
	}
	return t
}

// personRows are names, or tables where one of them has more than that; nil for nobody.
func personRows(all []feed.Person) any {
	return list(all, func(p feed.Person) (string, map[string]any) {
		return p.Name, tableOf("name", p.Name, "email", p.Email, "url", p.URL, "avatar", p.Avatar)
	})
}

// tagRows are terms, or tables where one of them has more than that; nil for none.
func tagRows(all []feed.Tag) any {
	return list(all, func(t feed.Tag) (string, map[string]any) {
		return t.Term, tableOf("term", t.Term, "label", t.Label, "scheme", t.Scheme)
	})
}

// list is a list of words, or of tables where one of them has more than that word; nil
// if it is empty.
func list[T any](all []T, of func(T) (word string, t map[string]any)) any {
	var words []string
	var rows []map[string]any
	plain := true
	for _, one := range all {
		word, t := of(one)
		words, rows = append(words, word), append(rows, t)
		plain = plain && len(t) == 1
	}
	switch {
	case len(all) == 0:
		return nil
	case plain:
		return words
	}
	return rows
}

// instant is a date as a record says it; nil for none.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC().Truncate(time.Second)
	return &t
}

// known is a value without what TOML does not know.
func known(v any) any {
	switch v := v.(type) {
	case map[string]any:
		t := map[string]any{}
		for key, value := range v {
			if value = known(value); value != nil {
				t[key] = value
			}
		}
		return t
	case []any:
		l := []any{}
		for _, value := range v {
			if value = known(value); value != nil {
				l = append(l, value)
			}
		}
		return l
	}
	return v
}
