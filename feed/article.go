package feed

import (
	"cmp"
	"time"
)

// Markup says how the text of an article's content is written.
type Markup string

// The markups that a record's content can have. The zero value is HTML.
const (
	HTML     Markup = ""
	Markdown Markup = "markdown" // CommonMark with GFM, footnotes and definition lists
	// Typographic is Markdown whose quotes, dashes and ellipses are printed as in books.
	Typographic Markup = "markdown-typographic"
	Plain       Markup = "text" // plain text, a paragraph between blank lines
)

// Status says whether an article may be shown (ninjs pubStatus).
type Status string

// The states of an article. The zero value is Usable.
const (
	Usable    Status = ""
	Withdrawn Status = "withdrawn"
)

// An Article is one story: what a record says, and what an item or entry shows.
// Every text is plain text but Content.
type Article struct {
	// ID is permanent and opaque, at best a URI. It is never empty in an
	// Edition, and never derived from anything that can change.
	ID string

	// FirstID is what ID becomes if nothing was published from the record yet: what
	// another program called the article. Empty means a new tag: URI.
	FirstID string `json:",omitempty"`

	// URL is the article's absolute address in ASCII. ExternalURL is what a link
	// post points to, Aliases are old addresses, Slug is the last part of URL.
	URL         string
	ExternalURL string
	Slug        string
	Aliases     []string

	Title   string
	Summary string

	// Content is written in Markup as a record has it; once prose has worked on
	// it, it is sanitised HTML with absolute addresses.
	Content string
	Markup  Markup

	// Published in the future is an embargo; zero means that the article cannot
	// be published. Updated is zero or at least Published. Expires is zero for
	// never; at that moment the article leaves its feeds.
	Published time.Time
	Updated   time.Time
	Expires   time.Time

	Draft       bool
	Status      Status
	Significant bool // this change is to be shown again (RFC 4287 §4.2.15)

	// Withdrawn is when an article that was published was first found with the
	// status Withdrawn; zero for all others.
	Withdrawn time.Time

	Authors      []Person
	Contributors []Person
	Section      string
	Tags         []Tag
	Language     string // BCP 47; empty means the channel's

	Image       *Image
	Attachments []Attachment

	Dateline string // the place line of a news story: "Moscow/Minsk"
	Location *Place
	Source   *Source
	Rights   string
	License  string // URL
	Comments *Comments

	// Extra keeps every key of the record that has no field here, by its name.
	Extra map[string]any

	// Record is where the article was read, and no other one was. Key names its record among all, as
	// long as that is not moved: the path of its file below the folder of
	// records, and #slug where the file holds several.
	Record Pos
	Key    string
}

// Due reports whether a is to be shown at the moment now: published by then, not
// expired, no draft, not withdrawn.
func (a Article) Due(now time.Time) bool {
	return !a.Draft && a.Status == Usable && !a.Published.IsZero() && !a.Published.After(now) &&
		(a.Expires.IsZero() || a.Expires.After(now))
}

// Changed is the moment of the last significant change: Updated, else Published.
func (a Article) Changed() time.Time {
	if a.Updated.After(a.Published) {
		return a.Updated
	}
	return a.Published
}

// Newest orders articles for a feed: later published first, then by ID. It is a
// total order as long as the IDs differ.
func Newest(a, b Article) int {
	return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(a.ID, b.ID))
}

// A Person is an author or contributor. Name is never empty; the rest may be.
type Person struct {
	Name   string
	Email  string // addr-spec (RFC 5322 §3.4.1); published only if Channel.Emails
	URL    string
	Avatar string // URL of a picture
}

// A Tag is one word that an article is filed under.
type Tag struct {
	Term   string // what programs compare
	Label  string // what people read; empty means Term
	Scheme string // IRI of the vocabulary that Term is from; may be empty
}

// A Place is where a story happens.
type Place struct {
	Name     string
	Lat, Lon float64 // degrees, WGS 84: -90 to 90, -180 to 180
	Known    bool    // Lat and Lon are set
}

// A Source is where an article was first published.
type Source struct {
	Title string
	URL   string // the page or site
	Feed  string // its feed
}

// Comments is where an article is discussed.
type Comments struct {
	URL   string // the page
	Feed  string // a feed of the comments
	Count int    // how many there are; negative means unknown
}
