package render

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"dateline/feed"
	"dateline/feed/value"
)

// A Design is how pages for people are made. The zero value makes them as Dateline
// ships them, for feeds without a front page.
type Design struct {
	Front   string   // the file of the front page in the root of the target; empty for none
	Readers []Reader // that people are told of; empty for those that Dateline ships

	template *template.Template // nil for the one that Dateline ships
	sum      string             // of its text
}

// A Reader is a program that people read feeds with.
type Reader struct {
	Name string
	URL  string // where one gets it
	For  string // where it runs: "Android"
}

// readers are well kept and cost nothing to begin with.
var readers = []Reader{
	{"NetNewsWire", "https://netnewswire.com/", "iPhone, iPad, Mac"},
	{"Feeder", "https://github.com/spacecowboy/Feeder", "Android"},
	{"Thunderbird", "https://www.thunderbird.net/", "Windows, Linux, Mac"},
	{"Feedly", "https://feedly.com/", "Web browser"},
	{"Inoreader", "https://www.inoreader.com/", "Web browser"},
	{"FreshRSS", "https://freshrss.org/", "A server of your own"},
}

//go:embed page.html
var pageHTML string

// pages is the template that Dateline ships. It is copied before it is executed, as it
// cannot be added to afterwards.
var (
	shipped = template.Must(template.New("page").Funcs(template.FuncMap{
		"day":    func(t time.Time) string { return t.UTC().Format("2 January 2006") },
		"moment": atomDate,
	}).Parse(pageHTML))
	pages = template.Must(shipped.Clone())
)

// Mark is what each page holds, by which Dateline knows it for its own.
const Mark = `<meta name="generator" content="Dateline">`

// WithTemplate is d with the template of a file, which replaces what it defines. The
// error is a [TemplateError]. Pages of feeds with everything and with nothing are made
// with it, so that what it does wrong is found before anything is published.
func (d Design) WithTemplate(text string) (Design, error) {
	t, err := template.Must(shipped.Clone()).Parse(text)
	if err != nil {
		return d, templateError(err)
	}
	sum := sha256.Sum256([]byte(text))
	d.template, d.sum = t, hex.EncodeToString(sum[:])
	return d, d.try()
}

// Sum tells designs apart: pages of the same editions differ only if it does.
func (d Design) Sum() string { return fmt.Sprint(d.Front, d.Readers, d.sum) }

// try makes pages of samples.
func (d Design) try() error {
	full, empty := samples()
	d.Front = "feeds.html"
	for _, e := range []feed.Edition{full, empty} {
		text, err := d.page(e)
		if err != nil {
			return templateError(err)
		}
		if !strings.Contains(string(text), Mark) {
			return TemplateError{Text: "the page of a feed has no " + Mark + ", by which Dateline knows it for its own; put that into its head"}
		}
	}
	f := Front{Title: full.Title, Description: full.Description, Home: full.Home, Language: "en", Base: full.Base,
		Groups: []Group{{"", []Listing{{full.Channel, 1, full.Updated}}}, {"Tags", []Listing{{Channel: empty.Channel}}}}}
	file, err := d.FrontPage(f)
	if err != nil {
		return templateError(err)
	}
	if !strings.Contains(string(file.Data), Mark) {
		return TemplateError{Text: "the front page has no " + Mark + ", by which Dateline knows it for its own; put that into its head"}
	}
	return nil
}

// samples are a feed with everything that a page asks for, and one with nothing.
func samples() (full, empty feed.Edition) {
	day := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	c := feed.Channel{ID: "tag:site.example,2026:feeds", Base: "https://site.example/feeds/", Title: "Site", Description: "News", Home: "https://site.example/", Language: "ar"}
	empty = feed.Edition{Channel: c}
	c.Path, c.MovedTo, c.Ended = "section/world", "https://site.example/new/", true
	someone := []feed.Person{{Name: "Ann", Email: "ann@site.example", URL: c.Home, Avatar: c.Home + "ann.png"}}
	a := feed.Article{ID: "tag:site.example,2026:a", URL: c.Home + "a", Title: "Title", Summary: "Summary", Content: "<p>Content</p>", Published: day, Updated: day,
		Authors: someone, Contributors: someone, Section: "world", Tags: []feed.Tag{{Term: "sea", Label: "Sea"}}, Language: "en",
		Image:       &feed.Image{URL: c.Base + "media/a.jpg", Type: "image/jpeg", Length: 1, Width: 3, Height: 2, Alt: "Ships", Caption: "Ships", Credit: "Ann"},
		Attachments: []feed.Attachment{{URL: c.Home + "a.mp3", Type: "audio/mpeg", Length: 1, Duration: time.Second, Title: "Sound"}},
		Dateline:    "Lisbon", Location: &feed.Place{Name: "Lisbon", Known: true}, Source: &feed.Source{Title: "Paper", URL: c.Home, Feed: c.Home + "rss.xml"},
		Comments: &feed.Comments{URL: c.Home + "a#comments", Feed: c.Home + "a.xml"}}
	full = feed.Edition{Channel: c, Updated: day, Pages: 2}
	for range mostStories + 1 {
		full.Articles = append(full.Articles, a)
	}
	return full, empty
}

// A TemplateError is a fault of a template. Line is 0 if it is of no line.
type TemplateError struct {
	Line int
	Text string
}

func (e TemplateError) Error() string {
	if e.Line == 0 {
		return e.Text
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.Text)
}

// placed is an error of html/template or text/template with its line.
var placed = value.Regexp(`(?s)\btemplate: ?[^:]*:(\d+):(?:\d+:)? (.*)$`)

// templateError takes the line out of an error.
func templateError(err error) error {
	m := placed().FindStringSubmatch(err.Error())
	if m == nil {
		return TemplateError{Text: err.Error()}
	}
	line, _ := strconv.Atoi(m[1])
	return TemplateError{line, m[2]}
}
