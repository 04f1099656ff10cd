package record

import (
	"bytes"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/feed"
	"dateline/feed/value"
)

// A Text is a plain news text as a scraper leaves it: a paragraph a line, the
// place line before the first colon, and at the end what the page had around the
// article. It has no title and no date; who imports it says them.
type Text struct {
	Title      string
	Published  time.Time
	URL        string   // absolute; empty if nobody said it
	Dateline   string   // the place line without its colon; empty if there is none
	Paragraphs []string // plain text, at least one
	Tail       []Line   // what was cut off: a call to click, addresses, remains of a table
}

// A Line is a line of a text, trimmed.
type Line struct {
	Number int // from 1
	Text   string
}

// ReadText reads the text in file, which findings name. Every word of it is in
// Dateline, Paragraphs or Tail. With a finding of level error there is no Text.
func ReadText(file string, data []byte) (Text, feed.Findings) {
	r := &reading{name: file}
	data, ok := r.legible(data, 1)
	if !ok {
		return Text{}, r.findings
	}
	var lines []Line
	for i, line := range strings.Split(string(bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, Line{i + 1, line})
		}
	}
	var t Text
	lines, t.Tail = cutTail(lines)
	if len(lines) == 0 {
		r.found(feed.Error, "import-empty", 0, "holds no text; a paragraph a line was expected")
		return Text{}, r.findings
	}
	t.Dateline, lines[0].Text = cutPlace(lines[0].Text)
	for _, line := range lines {
		t.Paragraphs = append(t.Paragraphs, line.Text)
	}
	return t, r.findings
}

// Related are the addresses in the tail.
func (t Text) Related() []string {
	var urls []string
	for _, line := range t.Tail {
		if m := addressLine().FindStringSubmatch(line.Text); m != nil && m[1] != "" {
			urls = append(urls, m[1])
		}
	}
	return urls
}

// Headline is the beginning of the text as a title, for want of a better one: its
// first sentence, cut at a word.
func (t Text) Headline() string {
	const most = 100 // characters: what lists of articles show
	return value.Shorten(strings.TrimRight(value.Sentence(t.Paragraphs[0]), ".:;, "), most)
}

var (
	// addressLine is an address with remains of a table, either of them alone.
	addressLine = value.Regexp(`^(https?://\S+)?[\s|]*$`)
	remains     = value.Regexp(`\|\s*$`)
	// calls are the words with which pages ask their readers to do something.
	calls = value.Regexp(`(?i)\b(?:click|tap|follow|share|subscribe|sign up|join|like us|find us|comments?|express your|tell us|connect with)\b`)
	// sentence is the end of one, unlike that of a call.
	sentence = value.Regexp(`[.!?…]["'”’»)]*$`)
	// social are hosts that hold accounts rather than articles.
	social = value.Regexp(`(?i)^https?://(?:[a-z0-9-]+\.)*(?:facebook|instagram|linkedin|t|threads|tiktok|twitter|vk|whatsapp|x|youtube)\.(?:com|me|net)(?:/|\s|$)`)
)

// cutTail takes the lines at the end apart that are no article.
func cutTail(lines []Line) (text, tail []Line) {
	end := len(lines)
	for {
		at := blockAt(lines[:end])
		if at == end {
			return lines[:end], lines[end:]
		}
		end = at
	}
}

// blockAt is where a block of addresses at the end begins, with the call above
// them. Addresses that follow the text without any sign of a page around it may be
// its sources: they are none.
func blockAt(lines []Line) int {
	at := len(lines)
	certain := false
	for at > 0 && addressLine().MatchString(lines[at-1].Text) {
		at--
		certain = certain || remains().MatchString(lines[at].Text) || social().MatchString(lines[at].Text)
	}
	if at > 0 && at < len(lines) && isCall(lines[at-1].Text) {
		return at - 1
	}
	if !certain {
		return len(lines)
	}
	return at
}

// isCall reports whether a line asks to do something with the addresses below it.
func isCall(line string) bool {
	const longest = 200 // characters: what is longer is a paragraph
	return calls().MatchString(line) && utf8.RuneCountInString(line) <= longest && !sentence().MatchString(line)
}

// labels are words before a colon that say what kind of text follows, not where
// it was written.
var labels = value.Words(`
	advertisement analysis background breaking comment commentary correction editorial essay exclusive explained explainer
	factbox feature interview letter live note obituary opinion photos podcast poll portrait profile question quiz report
	review sponsored summary timeline update updated video warning watch`)

// linking are the small words within names of places, such as Rio de Janeiro.
var linking = value.Words(`
	aan al am and by d da das de del der di do dos du e el en et i im in la las le les of on sur the und upon van y`)

// cutPlace takes the place line off a paragraph: "Moscow/Minsk: Russian ..."
// gives "Moscow/Minsk" and "Russian ...".
func cutPlace(paragraph string) (place, rest string) {
	before, after, found := strings.Cut(paragraph, ":")
	rest = strings.TrimSpace(after)
	place = strings.TrimSpace(before)
	if !found || rest == after || !strings.ContainsFunc(rest, unicode.IsLetter) || strings.HasPrefix(rest, place) ||
		strings.TrimRight(place, "—–-") != place || !placed(before) { // readers see no dash before the colon
		return "", paragraph
	}
	return place, rest
}

// placed reports whether s reads as one or more names of places: a few words that
// begin with capital letters (or have none, in scripts without case), and no
// label.
func placed(s string) bool {
	const mostWords = 8
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("/,–—()", r) })
	if len(words) == 0 || len(words) > mostWords {
		return false
	}
	for i, word := range words {
		if labels[strings.ToLower(word)] {
			return false
		}
		first, _ := utf8.DecodeRuneInString(word)
		capital := unicode.IsUpper(first) || unicode.IsLetter(first) && !unicode.IsLower(first)
		if i == len(words)-1 && strings.HasSuffix(word, ".") && strings.Count(s, ".") == 1 {
			return false // a sentence of its own, unlike Washington, D.C.
		}
		if !capital && (i == 0 || !linking[word]) || strings.ContainsFunc(word, func(r rune) bool {
			return !unicode.In(r, unicode.L, unicode.M) && !strings.ContainsRune("-.'’ʼ", r)
		}) {
			return false
		}
	}
	return true
}
