package e2e

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/feed"
)

// became is what a hostile record must become, written down by hand: only what
// is awkward about it.
type became struct {
	ID, Title, Summary string
	Published          string
	Authors, Tags      []string
	Attachments        []enclosure
	Opening            string
}

var (
	longTitle = "A title of exactly one thousand bytes: é & < > " + strings.Repeat("word ", 190) + "w."

	hostileArticles = map[string]became{
		"ampersand":       {Title: "AT&T", Summary: "AT&T & Q&A &c.", Opening: "AT&T was written AT&amp;T here, and linked."},
		"less-than":       {Title: "a < b", Summary: "if a < b && b > c", Opening: "It holds that a < b, and 1<2>0."},
		"tag-in-title":    {Title: "How <b> works", Summary: "Use <b> and not <strong>, or </b>", Opening: "The element <b> is bold."},
		"escaped-twice":   {Title: "&amp;lt;", Summary: "&amp;amp; &nbsp; &#60;b&#62;", Opening: "Written &amp;lt; and meant &lt;."},
		"cdata-end":       {Title: "It ends ]]> here", Summary: "so ]]> does ]]]]>> this", Opening: "A body with ]]> in it, and ]]> in code, and none."},
		"emoji":           {Title: "👩‍👩‍👧 🏳️‍🌈 😀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢", Summary: "🇵🇹 flags 1️⃣ keycaps", Opening: "𝄞 A clef, 👍🏽 a thumb, 🦑 a squid."},
		"hebrew":          {Title: "שלום (AT&T) עולם", Summary: "טקסט מימין לשמאל, 1 < 2.", Opening: "זהו טקסט מימין לשמאל עם english באמצע."},
		"chinese":         {Title: "港口的早晨:「引用」與《書名》", Summary: "靜靜的早晨。", Opening: "靜靜的早晨。船都在港裡,沒有人說話。"},
		"crlf":            {Title: "Lines that end with CR and LF", Summary: "CR and LF", Opening: "First line second line. code more code"},
		"byte-order-mark": {Title: "A file with a byte order mark", Opening: "The mark is not shown."},
		"long-title":      {Title: longTitle, Opening: "The title is the news."},
		"quotes":          {Title: "\"double\" 'single' “curly” ‘curly’ «guillemets» „low“ `tick` \\ back", Summary: `'"'`, Opening: `"Straight" and 'single', “curly” and «guillemets», "code".`},
		"line-separator":  {Title: "before between after", Summary: "one line", Opening: "A line separator and a paragraph separator in the body."},
		"no-break-space":  {Title: "12\u00a0000\u202f€, no\u00a0break", Summary: "page\u00a012", Opening: "Page 12 costs 12 000 €."},
		"untitled":        {Summary: "A note that nobody gave a title.", Opening: "A note that nobody gave a title. It goes on a little."},
		"no-body":         {Title: "An article without a body", Summary: "The summary, with a < b & c, is all there is."},
		"no-summary":      {Title: "An article without a summary", Summary: "The first paragraph stands in for it."},
		"title-alone":     {Title: "Nothing but a title & a date"},
		"unsafe":          {Title: "Unsafe HTML", Opening: "Only this, that and more stay. x.swf Never closed at all"},
		"opaque-id":       {ID: "4711 & <Ä>", Title: "An id that is no URI"},
		"id-is-the-url":   {ID: "https://hostile.example/p?a=1&b=2", Title: "An id that is the URL"},
		"other-url-id":    {ID: "https://hostile.example/node/1", Title: "An id that is another URL"},
		"authors":         {Title: "By several hands", Authors: []string{"Seán O'Brien", `Ann "Nan" <Reed> & Co`, "李明"}},
		"one-author":      {Title: "By one hand", Authors: []string{"Seán O'Brien"}},
		"tags":            {Title: "Filed under odd words", Tags: []string{"R&D", "a<b", "C", "C++", "C#", "a/b", "x&y"}},
		"attachments": {Title: "Three files", Attachments: []enclosure{
			{"https://hostile.example/a.mp3?x=1&y=2", "audio/mpeg", 5_000_000_000},
			{"https://hostile.example/b.pdf", "application/pdf", 42},
			{URL: "https://hostile.example/c.unknown"},
		}},
		"unknown-length": {Title: "A file of unknown length", Attachments: []enclosure{
			{URL: "https://hostile.example/%C3%BCbung%20(1).ogg", Type: "audio/ogg"},
		}},
		"image":             {Title: "A picture with signs", Published: "2026-11-14T22:31:08Z"}, // 04:16:08 in Nepal
		"old":               {Title: "Before 1970", Published: "1961-04-12T06:07:08Z"},
		"leap-day":          {Title: "Leap day, far east", Published: "2024-02-29T11:02:03Z"},
		"first-on-the-wire": {Title: "First on the wire 😀", Summary: "escaped <b> / slash", Opening: "Plain text with <b> & ampersand. Second paragraph."},
		"last-on-the-wire":  {Title: "Last on the wire"},
	}

	// refusals are the places of the records that cannot be published, with what
	// must be said of each.
	refusals = map[string]string{
		"data/refused/bad-utf8.md:2:13":          "0xE9",
		"data/refused/control-character.md:7:16": "U+0008",
		"data/refused/long-title.toml:1":         "1001 bytes",
		"data/refused/no-date.toml:1":            "has no date",
		"data/refused/noncharacter.md:6:11":      "U+FFFE",
		"data/refused/nothing.toml:1":            "neither a title nor content",
		"data/refused/surrogate-bytes.md:6:7":    "0xED",
		"data/wire.jsonl:2":                      `\ud800`,
		"data/wire.jsonl:3":                      "U+0007",
	}
)

func TestHostileRecordsBecomeWhatWasMeant(t *testing.T) {
	s := hostile(t)
	unseen := map[string]bool{}
	for slug := range hostileArticles {
		unseen[slug] = true
	}
	for _, a := range s.editions[0].Articles {
		want, known := hostileArticles[a.Slug]
		if delete(unseen, a.Slug); !known {
			t.Errorf("%s (%s) is published, and nobody wrote down what it is", a.Slug, a.Record)
			continue
		}
		if diff := cmp.Diff(want, seen(a, want), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s became (-want +got):\n%s", a.Record, diff)
		}
	}
	for slug := range unseen {
		t.Errorf("%s is not published", slug)
	}
}

// seen is what became of an article, as far as want tells of it. A title is told
// of always.
func seen(a feed.Article, want became) became {
	got := became{Title: a.Title}
	if want.ID != "" {
		got.ID = a.ID
	}
	if want.Summary != "" {
		got.Summary = a.Summary
	}
	if want.Published != "" {
		got.Published = a.Published.Format("2006-01-02T15:04:05Z07:00")
	}
	if want.Opening != "" {
		text, _ := prose(a.Content)
		got.Opening = opening(text)
	}
	if want.Authors != nil {
		for _, p := range a.Authors {
			got.Authors = append(got.Authors, p.Name)
		}
	}
	for _, tag := range a.Tags {
		got.Tags = append(got.Tags, tag.Term)
	}
	for _, at := range a.Attachments {
		got.Attachments = append(got.Attachments, enclosure{at.URL, at.Type, at.Length})
	}
	return got
}

func TestRecordsThatCannotBePublishedAreNamedAndTheOthersPublished(t *testing.T) {
	s := hostile(t)
	if s.status != 3 {
		t.Errorf("publish ended with %d, want 3; it said:\n%s", s.status, s.said)
	}
	refused := map[string]bool{}
	for line := range strings.Lines(s.said) {
		place, text, found := strings.Cut(strings.TrimSpace(line), ": error: ")
		if !found {
			continue
		}
		refused[place] = true
		if want, expected := refusals[place]; !expected || !strings.Contains(text, want) {
			t.Errorf("publish says of %s: %s; want %q", place, text, want)
		}
	}
	for place := range refusals {
		if !refused[place] {
			t.Errorf("publish does not name %s; it said:\n%s", place, s.said)
		}
	}
}

func TestExampleIsPublishedWithoutAFault(t *testing.T) {
	s := example(t)
	if s.status != 0 {
		t.Errorf("publish ended with %d, want 0; it said:\n%s", s.status, s.said)
	}
	const due = 21 // of the records in data, at that moment
	if n := len(s.editions[0].Articles); n != due {
		t.Errorf("the main feed has %d articles, want %d", n, due)
	}
	if slices.ContainsFunc(s.editions[0].Articles, func(a feed.Article) bool { return a.Draft || a.Published.After(moment) }) {
		t.Error("the main feed has articles that are not due")
	}
}
