package e2e

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Feeds of every kind that a configuration can ask for, of records that have
// members in every combination, please every judge: ours, the rules told anew, and
// those that others wrote.
func TestVariedFeedsPleaseEveryJudge(t *testing.T) {
	endToEnd(t)
	const wanted = 200
	feeds := 0
	var atoms, xmls []string
	for i, v := range variations {
		s, err := v.site(i)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.stop)
		if err := s.publish(moment); err != nil {
			t.Fatal(err)
		}
		if s.status != 0 {
			t.Errorf("variation %d: publish ends with %d:\n%s", i, s.status, s.said)
		}
		pleaseOurs(t, s)
		for _, d := range s.documents() {
			feeds++
			for name, faults := range judged(d.format, d.read(t), d.url) {
				t.Errorf("%s: %s:\n  %s", d.name(), name, strings.Join(faults, "\n  "))
			}
			if d.format != "json" {
				xmls = append(xmls, d.file)
			}
			if d.format == "atom" {
				atoms = append(atoms, d.file)
			}
		}
	}
	if feeds < wanted {
		t.Errorf("%d feeds were published, want at least %d", feeds, wanted)
	}
	t.Logf("%d feeds", feeds)
	t.Run("xmllint", func(t *testing.T) {
		judge(t, installed(t, "xmllint"), append([]string{"--noout", "--nonet"}, xmls...)...)
	})
	t.Run("jing", func(t *testing.T) {
		judge(t, installed(t, "jing"), append([]string{"-c", beside(t, "schemas", "atom-rfc4287.rnc")}, atoms...)...)
	})
}

// pleaseOurs runs dateline check on all that the site published.
func pleaseOurs(t *testing.T, s *site) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), dateline, "check", "public", "--level", "error")
	cmd.Dir = s.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s: check: %v\n%s", s.name, err, out)
	}
}

// A variation is how a site is configured.
type variation struct {
	language, zone string
	more, feed     string // more lines of [site] and of the main [[feed]]
}

var variations = []variation{
	{"en", "UTC", ``, ``},
	{"de-AT", "Europe/Vienna", `authors = [{ name = "Redaktion <Wien> & Co", email = "r@wien.example" }]`, `content = "summary"`},
	{"ar", "Asia/Riyadh", `rights = "© 2026 & all that"`, `limit = 1`},
	{"zh-Hant", "Asia/Taipei", `description = "新聞 <b> & 更多"`, `limit = 0`},
	{"ne", "Asia/Kathmandu", `icon = "https://varied.example/icon.png"`, `content = "summary"`},
}

// site writes the records and the configuration of a variation.
func (v variation) site(seed int) (*site, error) {
	dir, err := os.MkdirTemp(scratch, "varied-")
	if err != nil {
		return nil, err
	}
	from := filepath.Join(dir, "from")
	if err := os.MkdirAll(filepath.Join(from, "data"), 0o755); err != nil {
		return nil, err
	}
	var wire strings.Builder
	chance := rand.New(rand.NewPCG(uint64(seed), 0))
	for n := range 60 {
		line, err := json.Marshal(variedRecord(chance, n))
		if err != nil {
			return nil, err
		}
		wire.Write(append(line, '\n'))
	}
	if err := os.WriteFile(filepath.Join(from, "data", "wire.jsonl"), []byte(wire.String()), 0o644); err != nil {
		return nil, err
	}
	config := fmt.Sprintf(`[site]
title = "Varied & <odd> %d"
url = "https://varied.example/"
language = "%s"
timezone = "%s"
%s

[records]
path = "data"

[publish]
to = "public"
base = "https://varied.example/feeds/"

[slugs]
"C++" = "c-plus-plus"
"C#" = "c-sharp"

[[feed]]
path = ""
%s

[[feed]]
each = "section"
path = "section/{slug}"

[[feed]]
each = "tag"
path = "tag/{slug}"
content = "summary"

[[feed]]
each = "author"
path = "author/{slug}"
limit = 3

[[feed]]
each = "language"
path = "language/{slug}"
`, seed, v.language, v.zone, v.more, v.feed)
	if err := os.WriteFile(filepath.Join(from, "config.toml"), []byte(config), 0o644); err != nil {
		return nil, err
	}
	return newSite(fmt.Sprintf("varied-%d", seed), from)
}

// What the members of varied records are taken from.
var (
	variedTexts = []string{"Harbour reopens", "AT&T", "a < b", "How <b> works", "&amp;lt;", "]]>", "שלום עולם", "港口的早晨", "👩‍👩‍👧 😀", `"quoted" 'twice'`, "&nbsp;", strings.Repeat("long ", 60)}
	variedHTML  = []string{
		"<p>Low tide</p>", "<p>Unclosed <b>bold", "plain < text & more", "<script>x()</script><p>left</p>", `<img src="/a.png" onerror="x()"><a href="javascript:x()">y</a>`,
		"<table><tr><td>1</table>", "<pre>&lt;p&gt; ]]&gt;</pre>", `<p style="position:fixed">x</p><iframe src="https://www.youtube.com/embed/x"></iframe>`, "<p>\u00a0\u2028</p><p>x</p>", "<h1>x</h1><svg><path d='M0'/></svg><p>y</p>",
	}
	variedNames = []string{"Ann Lee", "Seán O'Brien", "李明", `Nan <Reed> & Co`, "R&D"}
	variedTags  = []string{"ships", "C", "C++", "C#", "R&D", "港", "a/b"}
	variedZones = []string{"Z", "+05:45", "-03:30", "+00:00"}
)

// variedRecord is the n-th record, with members by chance.
func variedRecord(chance *rand.Rand, n int) map[string]any {
	pick := func(from []string) string { return from[chance.IntN(len(from))] }
	some := func() bool { return chance.IntN(2) == 0 }
	r := map[string]any{
		"slug":      fmt.Sprintf("article-%d", n),
		"published": fmt.Sprintf("20%02d-%02d-%02dT%02d:%02d:00%s", 10+chance.IntN(16), 1+chance.IntN(12), 1+chance.IntN(28), chance.IntN(24), chance.IntN(60), pick(variedZones)),
		"title":     pick(variedTexts),
	}
	members := []struct {
		name string
		of   func() any
	}{
		{"content_html", func() any { return pick(variedHTML) }},
		{"summary", func() any { return pick(variedTexts) }},
		{"section", func() any { return pick(variedNames) }},
		{"tags", func() any { return []string{pick(variedTags), pick(variedTags)} }},
		{"authors", func() any {
			return []map[string]string{{"name": pick(variedNames), "url": "https://varied.example/who?a=1&b=2"}}
		}},
		{"language", func() any { return []string{"en", "he", "pt-BR", "zh-Hans"}[chance.IntN(4)] }},
		{"id", func() any { return fmt.Sprintf("https://varied.example/id/%d?<&>", n) }},
		{"updated", func() any { return "2026-01-02T03:04:05Z" }},
		{"external_url", func() any { return "https://elsewhere.example/?q=" + pick(variedTags) }},
		{"image", func() any {
			return map[string]any{"url": "/pictures/ä b.jpg", "alt": pick(variedTexts), "caption": pick(variedTexts), "credit": pick(variedNames), "width": 640, "height": 480}
		}},
		{"attachments", func() any {
			return []map[string]any{{"url": "/audio/x.mp3", "type": "audio/mpeg", "length": 5_000_000_000, "duration": 61.5}, {"url": "y.pdf", "title": pick(variedTexts)}}
		}},
		{"location", func() any { return map[string]any{"name": pick(variedNames), "lat": 45.25, "lon": -71.92} }},
		{"source", func() any {
			return map[string]any{"title": pick(variedTexts), "url": "https://source.example/", "feed": "https://source.example/feed"}
		}},
		{"rights", func() any { return pick(variedTexts) }},
		{"license", func() any { return "https://creativecommons.org/licenses/by/4.0/" }},
		{"comments", func() any {
			return map[string]any{"url": "https://varied.example/c", "feed": "https://varied.example/c.xml", "count": chance.IntN(9)}
		}},
		{"dateline", func() any { return "Minsk/Москва" }},
	}
	for _, m := range members {
		if some() {
			r[m.name] = m.of()
		}
	}
	return r
}
