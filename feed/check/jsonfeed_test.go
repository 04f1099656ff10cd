package check

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
	"dateline/feed/markup"
)

// everyMember has all that JSON Feed 1.1 knows, and breaks no rule.
const everyMember = `{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "The Harbour Gazette",
  "home_page_url": "https://gazette.example/",
  "feed_url": "https://gazette.example/feed.json",
  "description": "News of the harbour: 1 < 2 & 3 > 2",
  "user_comment": "Paste <this address> into a feed reader.",
  "next_url": "https://gazette.example/feed.json?page=2",
  "icon": "https://gazette.example/icon.png",
  "favicon": "https://gazette.example/favicon.png",
  "author": {"name": "Ann Bell"},
  "authors": [{"name": "Ann Bell", "url": "mailto:ann@gazette.example", "avatar": "https://gazette.example/ann.png"}],
  "language": "en-GB",
  "expired": false,
  "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
  "_gazette": {"about": "https://gazette.example/json", "deep": [{"er": null}]},
  "items": [
    {
      "id": "tag:gazette.example,2026:1",
      "url": "https://gazette.example/1",
      "external_url": "http://port.example/?a=%C3%BC",
      "title": "Harbour <open>",
      "content_html": "<p>The harbour is <em>open</em>.</p>",
      "content_text": "Of <p> and </p>.",
      "summary": "It is open; AT&T says so.",
      "image": "https://gazette.example/1.jpg",
      "banner_image": "https://gazette.example/1-wide.jpg",
      "date_published": "2026-11-23T10:00:00+03:00",
      "date_modified": "2026-11-23T07:00:00.5Z",
      "author": {"url": "https://gazette.example/ann"},
      "authors": [{"avatar": "https://gazette.example/ann.png"}],
      "tags": ["harbour", ""],
      "language": "zh-Hant",
      "attachments": [
        {
          "url": "https://gazette.example/1.mp3",
          "mime_type": "audio/mp4; codecs=\"mp4a.40.2\"",
          "title": "Read aloud",
          "size_in_bytes": 0,
          "duration_in_seconds": 12.5
        }
      ],
      "_gazette": {}
    }
  ]
}
`

func TestAFeedWithEveryMemberIsClean(t *testing.T) {
	if got := judged(everyMember); got != "" {
		t.Errorf("File(everyMember) found\n%s", got)
	}
	for _, m := range jsonMembers {
		if !strings.Contains(everyMember, fmt.Sprintf("%q:", m.name)) {
			t.Errorf("everyMember has no %s", m.name)
		}
	}
}

// Each member is removed, repeated, misspelt, made null and emptied in turn.
func TestMutationsOfACleanJSONFeed(t *testing.T) {
	doc := markup.JSON([]byte(everyMember))
	for _, n := range everyElement(doc.Root) {
		if n.Parent == nil || n.Parent.Kind != markup.Object {
			continue
		}
		m := jsonRow(jsonName(n.Parent), n.Name)
		if m == nil {
			continue
		}
		key, value := everyMember[n.KeyAt:n.At], everyMember[n.At:n.End]
		before, behind := everyMember[:n.KeyAt], everyMember[n.End:]
		alone := len(n.Parent.Children) == 1
		var lost []string
		if m.need == required {
			lost = append(lost, m.code("missing")+" "+n.Parent.Path())
		}
		if m.in == "author" && alone {
			lost = append(lost, "json-authors-empty "+n.Parent.Path())
		}
		var empty []string
		if n.Kind == markup.String && m.form.check != nil && m.form.check("") != nil && m.form.weight() == feed.Error {
			empty = []string{m.code("invalid") + " " + n.Path()}
		}
		mutations := []struct {
			deed, text string
			want       []string
		}{
			{"remove", before + `"_x": {}` + behind, lost},
			{"misspell", before + strings.Replace(key, n.Name, n.Name+"_", 1) + value + behind, lost},
			{"repeat", before + key + value + ", " + key + value + behind, []string{"json-duplicate-key "}},
			{"make null", before + key + "null" + behind, []string{m.code("kind") + " " + n.Path()}},
		}
		if n.Kind == markup.String {
			mutations = append(mutations, struct {
				deed, text string
				want       []string
			}{"empty", before + key + `""` + behind, empty})
		}
		for _, tt := range mutations {
			var got []string
			for _, e := range errorsOf(tt.text) {
				got = append(got, e[:strings.LastIndexByte(e, ' ')])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s %s: errors (-want +got):\n%s", tt.deed, n.Path(), diff)
			}
		}
	}
}

// judged lists the findings: code, line and column.
func judged(data string) string {
	var b strings.Builder
	for _, f := range File(feed.File{Name: "feed.json", Data: []byte(data)}, Options{}) {
		fmt.Fprintf(&b, "%s %d:%d %s: %s\n", f.Code, f.Pos.Line, f.Pos.Column, f.Path, f.Text)
	}
	return b.String()
}

// Each case is everyMember with something else in one place.
func TestJSONFeedFindings(t *testing.T) {
	for _, c := range []struct{ name, was, is, want string }{
		{"a version with a slash behind it", `version/1.1"`, `version/1.1/"`,
			`json-version-invalid 2:14 $.version: version: "https://jsonfeed.org/version/1.1/" is none of https://jsonfeed.org/version/1.1, https://jsonfeed.org/version/1`},
		{"version 1 with members of 1.1", `version/1.1"`, `version/1"`, `
json-member-newer 12:3 $.authors: authors came with JSON Feed 1.1; the version of this feed has to be https://jsonfeed.org/version/1.1
json-member-newer 13:3 $.language: language came with JSON Feed 1.1; the version of this feed has to be https://jsonfeed.org/version/1.1
json-member-newer 31:7 $.items[0].authors: authors came with JSON Feed 1.1; the version of this feed has to be https://jsonfeed.org/version/1.1
json-member-newer 33:7 $.items[0].language: language came with JSON Feed 1.1; the version of this feed has to be https://jsonfeed.org/version/1.1`},
		{"a title that is null", `"The Harbour Gazette"`, `null`, `json-title-kind 3:12 $.title: title is null, not a string`},
		{"a member that is misspelt and needed", `"feed_url"`, `"feedUrl"`, `
json-feed-url-missing 1:1 $: feed has no feed_url
json-member-unknown 5:3 $.feedUrl: "feedUrl" is no member of feed; did you mean feed_url?`},
		{"a member like no other", `"user_comment"`, `"generator"`, `json-member-unknown 7:3 $.generator: "generator" is no member of feed`},
		{"a member of the feed in a hub", `"type": "WebSub"`, `"type": "WebSub", "language": "en"`,
			`json-member-unknown 15:31 $.hubs[0].language: "language" is no member of hub`},
		{"the next page is this one", `feed.json?page=2`, `feed.json`,
			`json-next-url-loop 8:15 $.next_url: next_url is feed_url, "https://gazette.example/feed.json"; it would be the next page of older items`},
		{"an icon without its host", `"https://gazette.example/icon.png"`, `"/icon.png"`,
			`json-icon-invalid 9:11 $.icon: icon: "/icon.png" is not a full URL such as https://example.org/page`},
		{"an icon without any host", `"https://gazette.example/icon.png"`, `"https:///icon.png"`,
			`json-icon-invalid 9:11 $.icon: icon: "https:///icon.png" has no host; a full URL is such as https://example.org/page`},
		{"an address that is not ASCII", `%C3%BC`, `ü`,
			`json-items-external-url-invalid 21:23 $.items[0].external_url: external_url: "http://port.example/?a=ü" holds 'ü'; what is not ASCII is percent-encoded in a URL`},
		{"a language with an underscore", `"en-GB"`, `"en_GB"`, `json-language-invalid 13:15 $.language: language: "en_GB" has to be written en-GB`},
		{"expired is a string", `false`, `"false"`, `json-expired-kind 14:14 $.expired: expired is the string "false", not true or false`},
		{"hubs are one object", `[{"type": "WebSub", "url": "https://hub.example/"}]`, `{"type": "WebSub", "url": "https://hub.example/"}`,
			`json-hubs-kind 15:11 $.hubs: hubs is an object, not an array`},
		{"an author who is a string", `[{"avatar": "https://gazette.example/ann.png"}]`, `["Ann"]`,
			`json-items-authors-kind 31:19 $.items[0].authors[0]: authors[0] is the string "Ann", not an object`},
		{"an author with an extension alone", `[{"avatar": "https://gazette.example/ann.png"}]`, `[{"_gazette": {}}]`,
			`json-authors-empty 31:19 $.items[0].authors[0]: author has neither name nor url nor avatar`},
		{"an extension with a full stop", `"_gazette": {}`, `"_gazette.example": {}`,
			`json-extension-name 43:7 $.items[0]["_gazette.example"]: the extension "_gazette.example" is not named by an underscore, a letter and no full stop, such as _gazette`},
		{"an extension with a digit", `"_gazette": {}`, `"_1": {}`,
			`json-extension-name 43:7 $.items[0]._1: the extension "_1" is not named by an underscore, a letter and no full stop, such as _gazette`},
		{"a full stop deep in an extension", `{"er": null}`, `{"e.r": null}`,
			`json-extension-name 16:67 $._gazette.deep[0]["e.r"]: "e.r" has a full stop, which no name in an extension may have`},
		{"an extension that is a number", `"_gazette": {}`, `"_gazette": 7`,
			`json-extension-kind 43:19 $.items[0]._gazette: _gazette is the number 7, not an object`},
		{"nothing says what the extension is about", `"about"`, `"abuot"`,
			`json-extension-about 16:3 $._gazette: _gazette nowhere has a member about, the address of its description`},
		{"an id that is a number", `"tag:gazette.example,2026:1"`, `12`, `json-items-id-kind 19:13 $.items[0].id: id is the number 12, not a string`},
		{"an id of blanks", `"tag:gazette.example,2026:1"`, `" \t"`, `json-items-id-invalid 19:13 $.items[0].id: id: " \t" is blank`},
		{"an item that is null", `"items": [`, `"items": [null,`, `json-items-kind 17:13 $.items[0]: items[0] is null, not an object`},
		{"HTML in a title", `Harbour <open>`, `Harbour <B CLASS='x'>open</B>`,
			`html-in-plain-text 22:42 $.items[0].title: title is plain text, and "</b>" would be shown as it stands`},
		{"an entity in a summary", `AT&T`, `AT&amp;T`, `html-in-plain-text 25:33 $.items[0].summary: summary is plain text, and "&amp;" would be shown as it stands`},
		{"a text that begins with a tag", `"Of <p> and </p>."`, `" <p>Open.</p>"`,
			`html-in-plain-text 24:25 $.items[0].content_text: content_text is plain text, and "<p>" would be shown as it stands`},
		{"a date without a time", `2026-11-23T10:00:00+03:00`, `2026-11-23`,
			`json-items-date-published-invalid 28:25 $.items[0].date_published: date_published: "2026-11-23" is not a date-time such as 2003-12-13T18:30:02Z`},
		{"a tag that is a number", `"harbour", ""`, `"harbour", 7`, `json-items-tags-kind 32:27 $.items[0].tags[1]: tags[1] is the number 7, not a string`},
		{"an attachment without an address", `"url": "https://gazette.example/1.mp3",`, ``,
			`json-attachments-url-missing 35:9 $.items[0].attachments[0]: attachment has no url`},
		{"a media type that is the end of a name", `audio/mp4; codecs=\"mp4a.40.2\"`, `mp3`,
			`json-attachments-mime-type-invalid 37:24 $.items[0].attachments[0].mime_type: mime_type: "mp3" is not a media type such as audio/mpeg`},
		{"a size below nothing", `"size_in_bytes": 0`, `"size_in_bytes": -1`,
			`json-attachments-size-in-bytes-invalid 39:28 $.items[0].attachments[0].size_in_bytes: size_in_bytes: -1 is less than 0`},
		{"a duration with units", `12.5`, `"12.5 s"`,
			`json-attachments-duration-in-seconds-kind 40:34 $.items[0].attachments[0].duration_in_seconds: duration_in_seconds is the string "12.5 s", not a number`},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := strings.Replace(everyMember, c.was, c.is, 1)
			if diff := cmp.Diff(strings.TrimSpace(c.want), strings.TrimSpace(judged(data))); data == everyMember || diff != "" {
				t.Errorf("File with %s for %s (-want +got):\n%s", c.is, c.was, diff)
			}
		})
	}
}

// Each case is a feed of version 1.1 with the members alone.
func TestJSONFeedFindingsOfSmallFeeds(t *testing.T) {
	const needed = `"title": "x", "home_page_url": "https://x.example/", "feed_url": "https://x.example/f"`
	for _, c := range []struct{ name, members, want string }{
		{"no members but the version", ``, `
json-feed-url-missing 1:1 $: feed has no feed_url
json-home-page-url-missing 1:1 $: feed has no home_page_url
json-items-missing 1:1 $: feed has no items
json-title-missing 1:1 $: feed has no title`},
		{"an empty item", `, ` + needed + `, "items": [{}]`, `
json-items-content-missing 1:147 $.items[0]: item has neither content_html nor content_text
json-items-id-missing 1:147 $.items[0]: item has no id
json-items-url-missing 1:147 $.items[0]: item has no url`},
		{"three items of two ids", `, ` + needed + `, "items": [
{"id": "1", "url": "https://x.example/1", "content_text": "a"},
{"id": "2", "url": "https://x.example/2", "content_text": "b"},
{"id": "1", "url": "https://x.example/3", "content_text": "c"}]`,
			`json-items-id-shared 4:8 $.items[2].id: id: "1" is that of the item in line 2`},
		{"contents that are empty", `, ` + needed + `, "items": [
{"id": "1", "url": "https://x.example/1", "content_text": " ", "content_html": ""},
{"id": "2", "url": "https://x.example/2", "content_text": "", "content_html": "b"}]`,
			`json-items-content-empty 2:80 $.items[0].content_html: content_html is empty, so the item shows nothing`},
		{"an author of version 1", `, ` + needed + `, "author": {"name": "Ann"}, "items": []`,
			`json-author-deprecated 1:137 $.author: author is of JSON Feed 1; 1.1 has authors, an array`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := judged(`{"version": "https://jsonfeed.org/version/1.1"` + c.members + `}`)
			if diff := cmp.Diff(strings.TrimSpace(c.want), strings.TrimSpace(got)); diff != "" {
				t.Errorf("File with %s (-want +got):\n%s", c.members, diff)
			}
		})
	}
}

func TestNothingIsMissingBehindAFaultOfSyntax(t *testing.T) {
	data := strings.Replace(everyMember, `"title"`, `, "title"`, 1)
	found := File(feed.File{Name: "feed.json", Data: []byte(data)}, Options{})
	if len(found) != 1 || found[0].Code != "json-syntax" {
		t.Errorf("File with a comma too much found %v, want json-syntax alone", found)
	}
}

func TestVersionIsExpectedFirst(t *testing.T) {
	got := judged(`{"title": "x", "version": "https://jsonfeed.org/version/1", "home_page_url": "https://x.example/", "feed_url": "https://x.example/f", "items": []}`)
	const want = "json-version-late 1:16 $.version: version stands behind \"title\"; it should come first\n"
	if got != want {
		t.Errorf("File found %s, want %s", got, want)
	}
}

// Examples of what is right are right in all they show.
func TestGoodPagesOfJSONHaveNoErrors(t *testing.T) {
	for _, code := range pageCodes(t) {
		p, _ := Explain(code)
		if p.GoodName != "good.json" {
			continue
		}
		found := File(feed.File{Name: p.GoodName, Data: []byte(p.Good)}, Options{})
		if found.Count(feed.Error) > 0 {
			t.Errorf("good.json of %s has errors: %v", code, found)
		}
	}
}

// The feeds that Dateline makes are free of errors; a warning can be of what their
// records say.
func TestJSONFeedsOfTheRoomNextDoor(t *testing.T) {
	names, err := filepath.Glob("../render/testdata/*-feed.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("Glob found %v, %v", names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := File(feed.File{Name: name, Data: data}, Options{}); found.Count(feed.Error) > 0 {
			t.Errorf("File(%s) found %v", name, found)
		}
	}
}

// Whatever a file holds, each finding is of a rule and has a place in the file.
func FuzzJSONFeed(f *testing.F) {
	f.Add([]byte(everyMember))
	f.Add([]byte(`{"version": "https://jsonfeed.org/version/1", "items": [[], {"authors": {}}], "_": {"a.b": [`))
	f.Add([]byte("\xef\xbb\xbf{\"items\": [{\"id\": {}, \"\": \"\\ud800\"}]}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		data = append([]byte("{"), data...)
		lines := strings.Split(string(data), "\n")
		for _, found := range File(feed.File{Name: "feed.json", Data: data}, Options{}) {
			if _, known := byCode()[found.Code]; !known {
				t.Errorf("File(%q) found %v, which is of no rule", data, found)
			}
			p := found.Pos
			if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > len(lines[p.Line-1])+1 {
				t.Errorf("File(%q) found %v, which is outside", data, found)
			}
		}
	})
}
