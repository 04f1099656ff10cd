package config

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

const least = `[site]
title = "Gazette"
url = "https://gazette.example"
[publish]
base = "https://gazette.example/feeds"
`

func TestDefaults(t *testing.T) {
	c, findings := Read("site/config.toml", []byte(least))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	want := feed.Channel{
		Base: "https://gazette.example/feeds/", Title: "Gazette", Description: "Gazette", Home: "https://gazette.example/",
		Language: "en", Limit: 50, MaxBytes: 512 << 10, Formats: []string{"rss", "atom", "json"},
	}
	if diff := cmp.Diff([]Feed{{Channel: want}}, c.Feeds); diff != "" {
		t.Error(diff)
	}
	if got, want := c.Records, (Records{Path: "site/data", URL: "/{year}/{month}/{slug}/"}); !reflect.DeepEqual(got, want) {
		t.Errorf("Records = %v, want %v", got, want)
	}
	if c.Serve.MaxAge != 15*time.Minute {
		t.Errorf("MaxAge = %v, want 15m", c.Serve.MaxAge)
	}
	if got, want := c.Publish.To+" "+c.Publish.Ledger+" "+c.Site.Zone.String(), "site/public site/.dateline/ledger.db UTC"; got != want {
		t.Errorf("to, ledger and zone = %s, want %s", got, want)
	}
}

func TestTheShippedExampleShowsEveryKey(t *testing.T) {
	const name = "../../config.toml"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, findings := Read(name, data); len(findings) > 0 {
		t.Fatal(findings)
	}
	text := string(data)
	for table, keys := range map[string][]string{
		"[site]": site.Names(), "[records]": records.Names(), "[publish]": publish.Names(), "[page]": page.Names(), "[[page.readers]]": reader.Names(), "[serve]": serves.Names(), "[check]": checks.Names(), "[[feed]]": feedKeys.Names(), "logo": logo.Names(),
		"authors": person.Names(), "the tables": top.Names(),
	} {
		for _, key := range keys {
			if !regexp.MustCompile(`(?m)(^|[{,]\s*|^\[+(\w+\.)?)` + key + `(\s*=|\])`).MatchString(text) {
				t.Errorf("config.toml does not show %s of %s", key, table)
			}
		}
	}
	for number, line := range strings.Split(text, "\n") {
		if strings.Contains(line, " = ") && !strings.Contains(line, "#") && !commentAbove(text, number) {
			t.Errorf("config.toml:%d: %s has no comment", number+1, line)
		}
	}
}

// commentAbove reports whether the line follows a comment, or is what an earlier
// feed shows with one.
func commentAbove(text string, number int) bool {
	lines := strings.Split(text, "\n")
	key, _, _ := strings.Cut(lines[number], " = ")
	return number > 0 && strings.HasPrefix(lines[number-1], "#") ||
		regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(key)+` = .*#`).MatchString(text)
}

func TestTitlesOfFeeds(t *testing.T) {
	tests := []struct{ name, toml, want string }{
		{"the main feed: the site", `path = ""`, "Gazette"},
		{"each: site and value", `each = "tag"
path = "tag/{slug}"`, "Gazette: {name}"},
		{"a filter: site and values", `path = "x"
sections = ["sport"]
languages = ["en"]`, "Gazette: sport, en"},
		{"said", `title = "News of {site}"`, "News of Gazette"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, findings := Read("config.toml", []byte(least+"[[feed]]\n"+tt.toml))
			if len(findings) > 0 {
				t.Fatal(findings)
			}
			if got := c.Feeds[0].Title; got != tt.want {
				t.Errorf("Title = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestEveryFaultHasItsLine(t *testing.T) {
	tests := []struct {
		name, toml string
		want       []string
	}{
		{"nothing there", "", []string{
			`config.toml:1: error: [publish] has no base; add base = "https://gazette.example/feeds/" (config)`,
			`config.toml:1: error: [site] has no title; add title = "The Harbour Gazette" (config)`,
			`config.toml:1: error: [site] has no url; add url = "https://gazette.example/" (config)`,
		}},
		{"several at once", least + `hubs = ["example"]
emails = "yes"
[[feed]]
limmit = 3
[[feed]]
each = "topic"
path = "x"
limit = -1
`, []string{
			`config.toml:6: error: publish.hubs: "example" is not a full URL such as https://example.org/page (config)`,
			`config.toml:7: error: publish.emails: "yes" is neither true nor false (config)`,
			`config.toml:9: error: feed: unknown key limmit; did you mean limit? (config)`,
			`config.toml:11: error: feed.each: "topic" is none of section, tag, author, language (config)`,
			`config.toml:13: error: feed.limit: -1 is not a whole number of at least 0 (config)`,
		}},
		{"no TOML", "\n[si te]\n", []string{"config.toml:2: error: expected '.' or ']' to end table name, but got 't' instead (config)"}},
		{"a table misspelt", least + "[publsh]\nto = 'x'\n", []string{`config.toml:6: error: unknown key publsh; did you mean publish? (config)`}},
		{"a zone of the machine", "[site]\ntitle = 'x'\nurl = 'https://x.example/'\ntimezone = 'Local'\n[publish]\nbase = 'https://x.example/'\n",
			[]string{`config.toml:4: error: site.timezone: "Local" differs from machine to machine; name a zone such as Europe/Minsk (config)`}},
		{"each without a slug", least + "[[feed]]\neach = 'tag'\npath = 'tag'\n",
			[]string{`config.toml:6: error: feed.path: "tag" is the same for each tag; put {slug} into it, such as tag/{slug} (config)`}},
		{"two feeds of one path", least + "[[feed]]\npath = 'a'\n[[feed]]\npath = '/a/'\n",
			[]string{`config.toml:8: error: feed.path: "a" is the path of the feed in line 6 too; each feed needs its own (config)`}},
		{"a path out of the target", least + "[[feed]]\npath = '../a'\n",
			[]string{`config.toml:7: error: feed.path: "../a" is not a folder below the target, such as section/world (config)`}},
		{"a pattern with a word that means nothing", least + "[records]\nurl = '/{yaer}/{slug}/'\n",
			[]string{`config.toml:7: error: records.url: {yaer} in "/{yaer}/{slug}/" means nothing here; {year}, {month}, {day}, {section}, {language}, {slug} do (config)`}},
		{"an id that is none", least + "[[feed]]\nid = 'main'\n",
			[]string{`config.toml:7: error: feed.id: "main" is not an absolute IRI such as tag:example.org,2026-11-23:harbour (config)`}},
		{"feeds among the records", least + "to = 'data/public'\n",
			[]string{`config.toml:6: error: publish.to: data/public lies among the records in data, so feeds would be read as records; publish to another folder (config)`}},
		{"feed as a table", least + "[feed]\npath = ''\nlimit = 'x'\n",
			[]string{`config.toml:8: error: feed.limit: "x" is not a whole number of at least 0 (config)`}},
		{"a level that is none", least + "[check]\nlevels = { 'rss-self-missing' = 'loud' }\nlevel = 'info'\n", []string{
			`config.toml:7: error: check.levels.rss-self-missing: "loud" is none of error, warning, info, off (config)`,
			`config.toml:8: error: check: unknown key level; did you mean levels? (config)`}},
		{"a time of more than a week", least + "[serve]\nmax_age = '200h'\n",
			[]string{`config.toml:7: error: serve.max_age: "200h" is no time of whole seconds up to a week (168h), such as 15m (config)`}},
		{"a time that is none", least + "[serve]\nmax_age = 'soon'\n",
			[]string{`config.toml:7: error: serve.max_age: "soon" is not a duration such as 90 (seconds), 1:30 or 1m30s (config)`}},
		{"a slug by hand that is none", least + "[slugs]\n'C++' = 'C plus'\n",
			[]string{`config.toml:7: error: slugs.C++: "C plus" is not a slug such as "c-plus" (config)`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, findings := Read("config.toml", []byte(tt.toml))
			var got []string
			for _, f := range findings {
				got = append(got, f.String())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Of a configuration that may be another program's, [check] alone is read.
func TestTheTableCheckAlone(t *testing.T) {
	tests := []struct {
		name, toml string
		want       []Level
		there      bool
		findings   string
	}{
		{"of Dateline", least + "[check.levels]\n'rss-*' = 'off'\n", []Level{{"rss-*", "off", feed.Pos{File: "config.toml", Line: 7}}}, true, "[]"},
		{"of another program", "baseURL = 'x'\n[params]\nlimmit = 3\n", nil, false, "[]"},
		{"no TOML", "[", nil, false, "[config.toml:1: error: unexpected end of table name (table names cannot be empty) (config)]"},
		{"with a fault", "[check]\nlevels = 3\n", nil, true, "[config.toml:2: error: check.levels: 3 is not a table (config)]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, there, findings := ReadCheck("config.toml", []byte(tt.toml))
			if got := fmt.Sprint(findings); there != tt.there || got != tt.findings {
				t.Errorf("ReadCheck(%q) = %v, %s, want %v, %s", tt.toml, there, got, tt.there, tt.findings)
			}
			if diff := cmp.Diff(tt.want, c.Levels); diff != "" {
				t.Error(diff)
			}
		})
	}
}
