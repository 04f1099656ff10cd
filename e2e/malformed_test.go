package e2e

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// wellFormed are records by the ends of their files; NUMBER is another in each.
var wellFormed = map[string]string{
	"toml.md":  "+++\ntitle = \"Harbour NUMBER\"\npublished = 2026-11-20T10:00:00+01:00\ntags = [\"sea\", \"ferry\"]\nid = \"tag:gazette.news,2026:NUMBER\"\nurl = \"/a/NUMBER/\"\n+++\nWords of **NUMBER**, <b>all</b> & more.\n",
	"yaml.md":  "---\ntitle: 'Harbour NUMBER'\ndate: 2026-11-20 10:00\ntags: [sea, {term: ferry}]\nid: tag:gazette.news,2026:NUMBER\nurl: /a/NUMBER/\n---\nWords of NUMBER.\n",
	"json.md":  "{\"title\": \"Harbour NUMBER\", \"date\": \"2026-11-20\", \"id\": \"tag:gazette.news,2026:NUMBER\", \"url\": \"/a/NUMBER/\"}\n<p>Words of NUMBER</p>\n",
	"toml":     "title = 'Harbour NUMBER'\npublished = 2026-11-20\nid = 'tag:gazette.news,2026:NUMBER'\nurl = '/a/NUMBER/'\ncontent = '<p>Words</p>'\n[image]\nurl = 'https://gazette.news/a.png'\nalt = 'A'\n",
	"json":     "{\n  \"title\": \"Harbour NUMBER\",\n  \"date_published\": \"2026-11-20T10:00:00Z\",\n  \"id\": \"tag:gazette.news,2026:NUMBER\",\n  \"url\": \"/a/NUMBER/\",\n  \"content_html\": \"<p>Words \\u00e9</p>\",\n  \"attachments\": [{\"url\": \"https://gazette.news/a.mp3\", \"type\": \"audio/mpeg\", \"length\": 10}]\n}\n",
	"html":     "---\ntitle: Harbour NUMBER\ndate: 2026-11-20\nid: tag:gazette.news,2026:NUMBER\nurl: /a/NUMBER/\n---\n<p>Words of <a href=\"/x\">NUMBER</a></p>\n",
	"0.2.html": "---\ntitle: Harbour NUMBER\ndate: 2026-11-20\nid: tag:gazette.news,2026:NUMBER\nurl: /a/NUMBER/\n---\n<table><tr><td>Words\n",
}

// harm is what befalls a record.
var harm = []struct {
	name string
	do   func(chance *rand.Rand, s string) string
}{
	{"NUL", func(c *rand.Rand, s string) string { return insert(c, s, "\x00") }},
	{"a control character", func(c *rand.Rand, s string) string { return insert(c, s, string(rune(1+c.IntN(8)))) }},
	{"half of UTF-8", func(c *rand.Rand, s string) string { return insert(c, s, "\xc3") }},
	{"half a character", func(c *rand.Rand, s string) string { return insert(c, s, `\ud800`) }},
	{"a surrogate's bytes", func(c *rand.Rand, s string) string { return insert(c, s, "\xed\xa0\x80") }},
	{"cut off", func(c *rand.Rand, s string) string { return s[:c.IntN(len(s))] }},
	{"a hole", func(c *rand.Rand, s string) string {
		at := c.IntN(len(s))
		return s[:at] + s[min(len(s), at+1+c.IntN(20)):]
	}},
	{"said twice", func(c *rand.Rand, s string) string { at := c.IntN(len(s)); return s + s[at:] }},
	{"a sign too many", func(c *rand.Rand, s string) string { return insert(c, s, string("\"'{}[]=:,<>#\\+-\n"[c.IntN(16)])) }},
	{"another date", func(c *rand.Rand, s string) string {
		return strings.Replace(s, "2026-11-20", []string{"2026-13-45", "20.11.2026", "yesterday", "0000-00-00", "99999-01-01", "2026-02-30"}[c.IntN(6)], 1)
	}},
	{"nested deeply", func(c *rand.Rand, s string) string {
		return insert(c, s, strings.Repeat([]string{"[", "{\"a\":", "<b>", "> "}[c.IntN(4)], 20_000))
	}},
}

func insert(c *rand.Rand, s, what string) string {
	at := c.IntN(len(s))
	return s[:at] + what + s[at:]
}

// Of ten thousand records that came to harm, each is named with its place or published;
// the good ones among them are published, and memory is bounded.
func TestMalformedRecordsAreNamedAndTheOthersPublished(t *testing.T) {
	endToEnd(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "config.toml"), "[site]\ntitle = 'Gazette'\nurl = 'https://gazette.news/'\n[publish]\nbase = 'https://gazette.news/feeds/'\n[[feed]]\neach = 'section'\npath = 'in/{slug}'\nlimit = 0\nmax_bytes = 0\nformats = ['rss']\n")
	chance := rand.New(rand.NewPCG(7, 8))
	var names, good []string
	count := often(10_000, 1_000_000)
	ends := []string{"toml.md", "yaml.md", "json.md", "toml", "json", "html", "0.2.html"}
	for n := range count {
		end := ends[n%len(ends)]
		text := strings.ReplaceAll(wellFormed[end], "NUMBER", fmt.Sprintf("%07d", n)) // of one length: none that lost a digit is another's
		name := fmt.Sprintf("data/%d/%d.%s", n%100, n, end)
		if n%50 == 0 {
			good = append(good, name)
		} else {
			text = harm[chance.IntN(len(harm))].do(chance, text)
		}
		names = append(names, name)
		write(t, filepath.Join(dir, name), text)
	}
	write(t, filepath.Join(dir, "data/huge/title.toml"), "title = '"+strings.Repeat("x", 10<<20)+"'\npublished = 2026-11-20\n")
	names = append(names, "data/huge/title.toml")
	if err := syscall.Mkfifo(filepath.Join(dir, "data/huge/pipe.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "data/huge/link.md")); err != nil {
		t.Fatal(err)
	}
	names = append(names, "data/huge/pipe.md", "data/huge/link.md")

	cmd := exec.Command(dateline, "publish", "--now", moment.Format(time.RFC3339))
	cmd.Dir = dir
	out, err := cmd.Output()
	if code := cmd.ProcessState.ExitCode(); code != 3 {
		t.Fatalf("publish ends with %d (%v), want 3", code, err)
	}
	const most = 200 << 10 // KB
	memory := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	if memory > most && count == 10_000 {
		t.Errorf("publish took %d MB, want at most %d", memory>>10, most>>10)
	}
	spoken := map[string]bool{}
	place := regexp.MustCompile(`^(data/[^:]+)(?::\d+)*: (?:error|warning|info): `)
	for line := range strings.Lines(string(out)) {
		if m := place.FindStringSubmatch(line); m != nil {
			spoken[m[1]] = true
		}
	}
	shown := map[string]bool{}
	ledger := exec.Command(dateline, "ledger", "--format", "json")
	ledger.Dir = dir
	listed, err := ledger.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(listed)) {
		var id struct{ Record string }
		if err := json.Unmarshal([]byte(line), &id); err != nil {
			t.Fatal(err)
		}
		record, _, _ := strings.Cut(id.Record, "#")
		shown["data/"+record] = true
	}
	for _, name := range names {
		if !spoken[name] && !shown[name] {
			t.Errorf("%s is neither named nor published:\n%.300s", name, contents(t, filepath.Join(dir, name)))
		}
	}
	for _, name := range good {
		if !shown[name] {
			t.Errorf("%s is good, and not published", name)
		}
	}
	t.Logf("%d records: %d named, %d published, %d MB", len(names), len(spoken), len(shown), memory>>10)
}
