package e2e

import (
	"cmp"
	"encoding/base64"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"dateline/feed"
)

// rss2email sends an item as a mail.
var rss2email = reader{
	name:  "rss2email",
	needs: func(t *testing.T) { installed(t, "r2e") },
	read: func(t *testing.T, d document) shown {
		r := newRSS2Email(t, d.url)
		r.fetch(t)
		return r.shown(t)
	},
	blind: map[string]blindness{
		"Items":   only("json", "it reads RSS and Atom"),
		"Feed":    inXML("a mail is from the author"),
		"Summary": inXML("it shows one text an item"),
		"Updated": inXML("a mail has one date"),
		"Type":    inXML("a mail has the address of an enclosure only"),
		"Length":  inXML("a mail has the address of an enclosure only"),
	},
	authors: map[string]func([]string) []string{"rss": first[string], "atom": last[string]},
	// RSS does not say whether a title is HTML, so it guesses.
	titles: map[string]string{"rss &amp;lt;": "&lt;"},
	untitled: map[string]func(feed.Article) string{"rss": func(a feed.Article) string {
		text, _ := prose(cmp.Or(a.Content, a.Summary))
		return text
	}},
}

// A mailbox is somebody's rss2email with its subscription and its mails.
type mailbox struct{ dir string }

func newRSS2Email(t *testing.T, url string) mailbox {
	t.Helper()
	installed(t, "r2e")
	m := mailbox{t.TempDir()}
	for _, folder := range []string{"new", "cur", "tmp"} {
		if err := os.MkdirAll(filepath.Join(m.dir, "inbox", folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	config := `[DEFAULT]
from = rss2email@reader.invalid
to = somebody@reader.invalid
email-protocol = maildir
maildir-path = ` + m.dir + `
maildir-mailbox = inbox
html-mail = True
name-format = {author}
date-header = True
date-header-order = issued
trust-guid = True
`
	if err := os.WriteFile(filepath.Join(m.dir, "config"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	m.command(t, "add", "feed", url)
	return m
}

func (m mailbox) command(t *testing.T, args ...string) {
	t.Helper()
	args = append([]string{"-c", filepath.Join(m.dir, "config"), "-d", filepath.Join(m.dir, "db")}, args...)
	output(t, nil, []string{"HOME=" + m.dir, "LC_ALL=C.UTF-8"}, "r2e", args...)
}

// fetch fetches the feed and sends what is new.
func (m mailbox) fetch(t *testing.T) { t.Helper(); m.command(t, "run") }

// The parts of the body of a mail.
var (
	mailContent   = regexp.MustCompile(`(?s)<div id="body">(.*?)</div>\s*<div class="footer">`)
	mailEnclosure = regexp.MustCompile(`<p>Enclosure: <a href="([^"]*)">`)
)

func (m mailbox) shown(t *testing.T) shown {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(m.dir, "inbox", "new", "*"))
	if err != nil {
		t.Fatal(err)
	}
	var s shown
	for _, name := range names {
		in, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		letter, err := mail.ReadMessage(in)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s.Items = append(s.Items, mailed(t, letter))
	}
	return s
}

// mailed is the item that a mail shows.
func mailed(t *testing.T, letter *mail.Message) item {
	t.Helper()
	words := mime.WordDecoder{CharsetReader: func(charset string, in io.Reader) (io.Reader, error) {
		e, err := htmlindex.Get(charset)
		if err != nil {
			return nil, err
		}
		return e.NewDecoder().Reader(in), nil
	}}
	header := func(name string) string {
		text, err := words.DecodeHeader(letter.Header.Get(name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return text
	}
	from := header("From")
	i := item{ID: header("X-RSS-ID"), Title: header("Subject"), Link: header("X-RSS-URL"),
		Authors: []string{from[:strings.LastIndex(from, " <")]}}
	if when, err := letter.Header.Date(); err == nil {
		i.Published = when.UTC()
	}
	if tags := header("X-RSS-TAGS"); tags != "" {
		i.Categories = strings.Split(tags, ",")
	}
	body := mailBody(t, letter)
	if content := mailContent.FindStringSubmatch(body); content != nil {
		i.body(content[1])
	}
	for _, e := range mailEnclosure.FindAllStringSubmatch(body, -1) {
		i.Enclosures = append(i.Enclosures, enclosure{URL: strings.ReplaceAll(e[1], "&amp;", "&")})
	}
	return i
}

func mailBody(t *testing.T, letter *mail.Message) string {
	t.Helper()
	in := letter.Body
	switch strings.ToLower(letter.Header.Get("Content-Transfer-Encoding")) {
	case "base64":
		in = base64.NewDecoder(base64.StdEncoding, in)
	case "quoted-printable":
		in = quotedprintable.NewReader(in)
	}
	_, params, err := mime.ParseMediaType(letter.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	charset, err := htmlindex.Get(params["charset"])
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(charset.NewDecoder().Reader(in))
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
