package record

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

func TestPlainNewsTexts(t *testing.T) {
	pages := []string{"https://social.example/HarbourNews", "https://www.pages.example/HarbourNews"}
	tests := []struct {
		file       string
		dateline   string
		begins     string // the first paragraph
		paragraphs int
		related    []string
	}{
		{"calls-in-the-middle.txt", "Madeira", "The smallest airline", 8, nil},
		{"colon-in-first-sentence.txt", "", "Analysis: The price", 5, pages[1:]},
		{"crlf.txt", "Aveiro", "A class of eleven-year-olds", 4, pages},
		{"no-place-line.txt", "", "The oldest clock", 4, pages[:1]},
		{"no-tail.txt", "Evora", "The cork harvest", 4, nil},
		{"one-paragraph.txt", "Coimbra", "The botanical garden", 1, nil},
		{"place-line.txt", "Lisbon/Faro", "The night train", 5, pages},
		{"quoted-colon.txt", "", "The mayor said: “Nobody", 5, pages[:1]},
		{"two-place-lines.txt", "Setubal", "Dolphins have come back", 5, pages},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata/text", tt.file))
			if err != nil {
				t.Fatal(err)
			}
			text, findings := ReadText(tt.file, data)
			if len(findings) > 0 {
				t.Fatal(findings)
			}
			if text.Dateline != tt.dateline || !strings.HasPrefix(text.Paragraphs[0], tt.begins) || len(text.Paragraphs) != tt.paragraphs {
				t.Errorf("ReadText = dateline %q, %d paragraphs, the first %q; want %q, %d, %q",
					text.Dateline, len(text.Paragraphs), text.Paragraphs[0], tt.dateline, tt.paragraphs, tt.begins)
			}
			if diff := cmp.Diff(tt.related, text.Related()); diff != "" {
				t.Errorf("Related: %s", diff)
			}
			if got, want := wordsOf(text), strings.Fields(string(data)); !cmp.Equal(got, want) {
				t.Errorf("words were lost:\n%s", cmp.Diff(want, got))
			}
		})
	}
}

// wordsOf are all words of a text, wherever they went.
func wordsOf(t Text) []string {
	all := t.Paragraphs
	if t.Dateline != "" {
		all = append([]string{t.Dateline + ":"}, all...)
	}
	for _, line := range t.Tail {
		all = append(all, line.Text)
	}
	return strings.Fields(strings.Join(all, "\n"))
}

func TestPlaceLines(t *testing.T) {
	tests := []struct{ name, in, place string }{
		{"two places", "Moscow/Minsk: Russian ...", "Moscow/Minsk"},
		{"several words", "Rio de Janeiro: The ...", "Rio de Janeiro"},
		{"a hyphen and an apostrophe", "Stratford-upon-Avon, L’Aquila: The ...", "Stratford-upon-Avon, L’Aquila"},
		{"a short form", "St. Gallen: Die ...", "St. Gallen"},
		{"a script without case", "東京: 港は ...", "東京"},
		{"a label", "Opinion: We ...", ""},
		{"a label among other words", "Live Updates: The ...", ""},
		{"a sentence", "The mayor said: It ...", ""},
		{"a clock", "At 10:30 the ...", ""},
		{"an address", "https://gazette.example/ is new", ""},
		{"small letters", "minsk: The ...", ""},
		{"digits", "Apollo 13: The ...", ""},
		{"nothing behind it", "Minsk:", ""},
		{"no colon", "Minsk is ...", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			place, rest := cutPlace(tt.in)
			want := tt.in
			if tt.place != "" {
				want = strings.TrimPrefix(tt.in, tt.place+": ")
			}
			if place != tt.place || rest != want {
				t.Errorf("cutPlace(%q) = %q, %q, want %q, %q", tt.in, place, rest, tt.place, want)
			}
		})
	}
}

func TestTails(t *testing.T) {
	tests := []struct {
		name string
		text string
		tail int // lines cut off
	}{
		{"a call and an address", "News.\nFollow us here:\nhttps://gazette.example/x", 2},
		{"an address that may be a source", "News.\nhttps://gazette.example/x", 0},
		{"an address below a line that is no call", "The report is here:\nhttps://gazette.example/x", 0},
		{"an account", "News.\nhttps://www.facebook.com/gazette", 1},
		{"a host that only ends alike", "News.\nhttps://notfacebook.com/gazette", 0},
		{"remains of a table alone", "News.\n| |", 1},
		{"a call without an address", "News.\nClick below:", 0},
		{"a call that is a paragraph", "News.\nFollow us " + strings.Repeat("and read on ", 20) + ":\nhttps://gazette.example/x |", 1},
		{"a call that is a sentence", "News.\nThe mayor asked us to share this.\nhttps://gazette.example/x |", 1},
		{"a call without a colon", "News.\nFollow us on social media\nhttps://gazette.example/x", 2},
		{"two calls", "News.\nClick below:\nhttps://gazette.example/x | |\nShare this:\nhttps://social.example/x |", 4},
		{"blank lines between", "News.\n\nShare this:\n\nhttps://gazette.example/x |\n\n", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, findings := ReadText("x.txt", []byte(tt.text))
			if len(findings) > 0 || len(text.Tail) != tt.tail {
				t.Errorf("ReadText(%q): tail %v, findings %v, want %d lines", tt.text, text.Tail, findings, tt.tail)
			}
		})
	}
}

func TestTextsThatAreNone(t *testing.T) {
	for text, want := range map[string]string{
		"":               "x.txt: error: holds no text; a paragraph a line was expected (import-empty)",
		" \n| |\n":       "x.txt: error: holds no text; a paragraph a line was expected (import-empty)",
		"News.\na\x08b":  "x.txt:2:2: error: control character U+0008 cannot be published; remove it (record-character)",
		"News.\n\xffa\n": "x.txt:2:1: error: byte 0xFF (no UTF-8) cannot be published; remove it (record-character)",
	} {
		_, findings := ReadText("x.txt", []byte(text))
		if len(findings) != 1 || findings[0].String() != want {
			t.Errorf("ReadText(%q) = %v, want %s", text, findings, want)
		}
	}
}

func TestHeadlines(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"the first sentence", "The port is open. Boats may enter.", "The port is open"},
		{"an initial ends none", "The U.S. ship left. It sank.", "The U.S. ship left"},
		{"a quotation that ends it", "‘We don’t want it.’ So he said.", "‘We don’t want it.’"},
		{"cut at a word", strings.Repeat("harbour ", 20), "harbour harbour harbour harbour harbour harbour harbour harbour harbour harbour harbour harbour…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (Text{Paragraphs: []string{tt.text}}).Headline(); got != tt.want {
				t.Errorf("Headline of %q = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestATextIsReadBackFromItsRecord(t *testing.T) {
	text := Text{
		Title: "“AT&T” \\ 'quoted'", Published: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), URL: "https://gazette.example/x", Dateline: "Minsk",
		Paragraphs: []string{"One *star*, a_b, [x] & <b>.", "# no heading", "- no list", "12. no list either", "+++", "---", "see www.gazette.example/a_b or https://gazette.example/a_b."},
		Tail:       []Line{{9, "https://social.example/x | |"}},
	}
	data, err := text.Record()
	if err != nil {
		t.Fatal(err)
	}
	articles, findings := read(t, map[string]string{"articles/x.md": string(data)})
	if len(findings) > 0 || len(articles) != 1 {
		t.Fatalf("%d articles, findings %v", len(articles), findings)
	}
	got := articles[0]
	want := feed.Article{
		Title: text.Title, Published: text.Published, URL: text.URL, Dateline: text.Dateline,
		Extra: map[string]any{"related": []any{"https://social.example/x"}},
	}
	got = feed.Article{Title: got.Title, Published: got.Published, URL: got.URL, Dateline: got.Dateline, Extra: got.Extra}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	const body = "One \\*star\\*, a\\_b, \\[x] & \\<b>.\n\n\\# no heading\n\n\\- no list\n\n12\\. no list either\n\n+++\n\n\\---\n\nsee www\\.gazette.example/a\\_b or <https://gazette.example/a_b>.\n"
	if !strings.HasSuffix(string(data), "+++\n\n"+body) {
		t.Errorf("Record = %s\nwant it to end with %s", data, body)
	}
}
