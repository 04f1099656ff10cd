package record

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/feed"
)

// stamp stamps every record of a folder that has no id and is no draft.
func stamp(t *testing.T, folder Folder, id string, dry bool) ([]Stamped, feed.Findings) {
	t.Helper()
	articles, _, err := folder.Read()
	if err != nil {
		t.Fatal(err)
	}
	done, findings, err := folder.Stamp(articles, unnamed(articles, id), dry)
	if err != nil {
		t.Fatal(err)
	}
	return done, findings
}

// unnamed is an id for all articles that have none and are no drafts.
func unnamed(articles []feed.Article, id string) map[feed.Pos]string {
	ids := map[feed.Pos]string{}
	for _, a := range articles {
		if a.ID == "" && !a.Draft {
			ids[a.Record] = id
		}
	}
	return ids
}

func contents(t *testing.T, folder Folder, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder.Path, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAnIDIsWrittenInItsNotation(t *testing.T) {
	const items = `{"version":"https://jsonfeed.org/version/1.1","title":"W","items":[`
	tests := []struct{ name, file, text, want string }{
		{"TOML front matter", "a.md", "+++\ntitle = 'x'\npublished = 2026-11-20\n[extra]\nx = 1\n+++\nBody", "+++\nid = \"I\"\ntitle = 'x'\npublished = 2026-11-20\n[extra]\nx = 1\n+++\nBody"},
		{"carriage returns and byte order mark", "a.md", "\uFEFF+++\r\n# c\r\n  title = 'x'\r\npublished = 2026-11-20\r\n+++\r\nBody\n", "\uFEFF+++\r\n  id = \"I\"\r\n# c\r\n  title = 'x'\r\npublished = 2026-11-20\r\n+++\r\nBody\n"},
		{"a dated name and a table alone", "2026-11-20-a.md", "+++\n[extra]\nx = 1\n+++\nBody", "+++\nid = \"I\"\n[extra]\nx = 1\n+++\nBody"},
		{"YAML", "a.md", "---\n# c\n  title: x\n  date: 2026-11-20\n---\n", "---\n  id: \"I\"\n# c\n  title: x\n  date: 2026-11-20\n---\n"},
		{"YAML in braces", "a.html", "---\n{title: x, date: 2026-11-20}\n---\n", "---\n{id: \"I\", title: x, date: 2026-11-20}\n---\n"},
		{"YAML in braces on several lines", "a.html", "---\r\n# c\r\n{ # d\r\n  title: x,\r\n  date: 2026-11-20 }\r\n---\r\n", "---\r\n# c\r\n{ # d\r\n  id: \"I\",\r\n  title: x,\r\n  date: 2026-11-20 }\r\n---\r\n"},
		{"YAML braces without keys", "2026-11-20-a.md", "---\n{}\n---\nBody", "---\n{id: \"I\"}\n---\nBody"},
		{"YAML without keys", "2026-11-20-a.md", "---\n---\nBody", "---\nid: \"I\"\n---\nBody"},
		{"a dated name without front matter", "2026-11-20-a.md", "\uFEFF\r\nBody\r\n", "\uFEFF+++\r\nid = \"I\"\r\n+++\r\n\r\nBody\r\n"},
		{"JSON front matter", "a.md", "{\n\t\"title\": \"x\",\n\t\"date\": \"2026-11-20\"\n}\nBody {\n", "{\n\t\"id\": \"I\",\n\t\"title\": \"x\",\n\t\"date\": \"2026-11-20\"\n}\nBody {\n"},
		{"a TOML file without an end of line", "a.toml", "title='x'\npublished=2026-11-20", "id = \"I\"\ntitle='x'\npublished=2026-11-20"},
		{"an empty id in TOML", "a.toml", "title='x'\npublished=2026-11-20\n\"id\"='' # none", "title='x'\npublished=2026-11-20\n\"id\"=\"I\" # none"},
		{"an empty alias in TOML", "a.toml", "title='x'\npublished=2026-11-20\nGUID = \"\"\"\"\"\"\r\n", "title='x'\npublished=2026-11-20\nGUID = \"I\"\r\n"},
		{"nothing as id in YAML", "a.md", "---\ntitle: x\ndate: 2026-11-20\nid: # none\n---\n", "---\ntitle: x\ndate: 2026-11-20\nid: \"I\" # none\n---\n"},
		{"null as id in YAML", "a.md", "---\ntitle: x\ndate: 2026-11-20\nid: ~\n---\n", "---\ntitle: x\ndate: 2026-11-20\nid: \"I\"\n---\n"},
		{"an empty id in braces", "a.md", "---\n{title: x, date: 2026-11-20, id: ''}\n---\n", "---\n{title: x, date: 2026-11-20, id: \"I\"}\n---\n"},
		{"an empty id in JSON", "a.json", `{"title":"x","date":"2026-11-20","\u0069d" : " "}`, `{"title":"x","date":"2026-11-20","\u0069d" : "I"}`},
		{"dense JSON", "a.json", `{"title":"x","date":"2026-11-20"}`, `{"id":"I","title":"x","date":"2026-11-20"}`},
		{"wide JSON", "a.json", `{ "title" : "x", "date": "2026-11-20" }`, `{ "id" : "I", "title" : "x", "date": "2026-11-20" }`},
		{"lines of JSON", "a.jsonl", "\n{\"title\":\"x\",\"date\":\"2026-11-20\"}\r\n {\"title\": \"y\", \"date\": \"2026-11-20\"}\n{\"id\":\"z\",\"title\":\"z\",\"date\":\"2026-11-20\"}\nbad",
			"\n{\"id\":\"I\",\"title\":\"x\",\"date\":\"2026-11-20\"}\r\n {\"id\": \"I\", \"title\": \"y\", \"date\": \"2026-11-20\"}\n{\"id\":\"z\",\"title\":\"z\",\"date\":\"2026-11-20\"}\nbad"},
		{"items of a JSON Feed", "a.json", items + `{"title":"x","date_published":"2026-11-20"},{},{"id":"","title":"y","date_published":"2026-11-20","items":[{}]},` + "\n{\n  \"title\": \"z\", \"date_published\":\"2026-11-20\"}]}",
			items + `{"id":"I","title":"x","date_published":"2026-11-20"},{},{"id":"I","title":"y","date_published":"2026-11-20","items":[{}]},` + "\n{\n  \"id\": \"I\",\n  \"title\": \"z\", \"date_published\":\"2026-11-20\"}]}"},
		{"a draft stays", "a.toml", "title = 'x'\ndraft = true", "title = 'x'\ndraft = true"},
		{"a record that says its id stays", "a.toml", "title = 'x'\nguid = 'y'\npublished = 2026-11-20", "title = 'x'\nguid = 'y'\npublished = 2026-11-20"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			folder := write(t, map[string]string{tt.file: tt.text})
			stamp(t, folder, "I", true)
			if got := contents(t, folder, tt.file); got != tt.text {
				t.Errorf("a dry run wrote %q", got)
			}
			for range 2 {
				_, findings := stamp(t, folder, "I", false)
				if got := contents(t, folder, tt.file); got != tt.want || len(findings) > 0 {
					t.Errorf("Stamp gives\n%q, want\n%q; findings %v, want none", got, tt.want, findings)
				}
			}
		})
	}
}

func TestWhatCannotBeStampedIsNamedAndLeft(t *testing.T) {
	const byHand = `:1: error: would not read as before with id = "I" written into it, so its file is left; write the id by hand (record-stamp)`
	tests := []struct{ name, file, text, want string }{
		{"two empty keys", "a.toml", "title = 'x'\nid = ''\nguid = ''\npublished = 2026-11-20", "a.toml:1: error: both its id and its guid are empty; remove one of them (record-stamp)"},
		{"an empty id of several lines", "a.toml", "title = 'x'\nid = '''\n'''\npublished = 2026-11-20", `a.toml:1: error: its id is empty, and not in a way that can be replaced; write "I" there (record-stamp)`},
		{"an empty value on the next line", "a.md", "---\ntitle: x\nid:\n  ''\ndate: 2026-11-20\n---\n", "a.md" + byHand},
		{"an anchor above the keys", "a.md", "---\n&x\ntitle: x\ndate: 2026-11-20\n---\n", "a.md" + byHand},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			folder := write(t, map[string]string{tt.file: tt.text})
			done, findings := stamp(t, folder, "I", false)
			if len(done) > 0 || len(findings) != 1 || findings[0].String() != filepath.Join(folder.Path, tt.want) {
				t.Errorf("Stamp gives %v and %v, want nothing and %s", done, findings, tt.want)
			}
			if got := contents(t, folder, tt.file); got != tt.text {
				t.Errorf("Stamp wrote %q", got)
			}
		})
	}
}

func TestAFileThatChangedIsLeft(t *testing.T) {
	const before, after = "title = 'x'\npublished = 2026-11-20", "title = 'y'\npublished = 2026-11-20"
	folder := write(t, map[string]string{"a.toml": before, "b.toml": before})
	articles, _, err := folder.Read()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(folder.Path, "a.toml")
	if err := os.WriteFile(name, []byte(after), 0o644); err != nil {
		t.Fatal(err)
	}
	done, findings, err := folder.Stamp(articles, unnamed(articles, "I"), false)
	if err != nil || len(done) != 1 || len(findings) != 1 || findings[0].Code != "record-changed" {
		t.Errorf("Stamp = %v, %v, %v, want b.toml done and a.toml left", done, findings, err)
	}
	if ok, err := replace(name, []byte(before), []byte("new")); ok || err != nil {
		t.Errorf("replace(%s) = %v, %v of a file that is not as before, want false and nil", name, ok, err)
	}
	if got := contents(t, folder, "a.toml"); got != after {
		t.Errorf("a.toml is %q, want %q", got, after)
	}
	if left, err := os.ReadDir(folder.Path); err != nil || len(left) != 2 {
		t.Errorf("%v, %v are in the folder, want two files", left, err)
	}
}

func TestALinkAndItsModeStay(t *testing.T) {
	folder := write(t, map[string]string{"_drawer/a.toml": "title = 'x'\npublished = 2026-11-20", "b.toml": "title = 'y'\npublished = 2026-11-20"})
	target := filepath.Join(folder.Path, "_drawer", "a.toml")
	if err := os.Chmod(target, 0o640); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"link.toml": "_drawer/a.toml", "c.toml": "b.toml"} {
		if err := os.Symlink(to, filepath.Join(folder.Path, link)); err != nil {
			t.Skipf("links cannot be made here: %v", err)
		}
	}
	done, findings := stamp(t, folder, "I", false)
	if len(done) != 1 || filepath.Base(done[0].Record.File) != "link.toml" {
		t.Errorf("Stamp did %v, want link.toml", done)
	}
	if len(findings) != 2 || findings[0].Code != "record-shared" || findings[1].Code != "record-shared" {
		t.Errorf("Stamp finds %v, want that b.toml and c.toml are one file", findings)
	}
	if link, err := os.Lstat(filepath.Join(folder.Path, "link.toml")); err != nil || link.Mode()&os.ModeSymlink == 0 {
		t.Errorf("link.toml is %v, %v, want a link", link, err)
	}
	if info, err := os.Stat(target); err != nil || info.Mode() != 0o640 || !strings.HasPrefix(contents(t, folder, "_drawer/a.toml"), "id = ") {
		t.Errorf("its file is %v, %v, want mode 0640 and an id", info, err)
	}
}

// blank is what an id may stand in place of, as far as it shares no bytes with it.
var blank = regexp.MustCompile(`^(?:["'~\s\p{Z}]|null|Null|NULL|\\[tnrbf]|\\u[0-9a-fA-F]{4})*$`)

// The law of stamping: a file differs by one run of bytes, which stands where
// nothing or an empty value was, and it reads as the same articles with this id.
func FuzzStamp(f *testing.F) {
	for _, seed := range []struct{ name, text string }{
		{"a.md", "+++\ntitle = 'x'\npublished = 2026-11-20\n[extra]\nx = 1\n+++\nBody"},
		{"a.md", "\uFEFF---\r\n# c\r\n  title: x\r\n  date: 2026-11-20\r\n---\r\nBody"},
		{"a.md", "---\n{ # c\n  title: x, guid: '', date: 2026-11-20}\n---\n"},
		{"a.md", "{\n\t\"title\": \"x\",\n\t\"date\": \"2026-11-20\"\n}\nBody"},
		{"2026-11-20-a.md", "Body\r\n"},
		{"a.toml", "title = 'x'\nid = \"\" # none\npublished = 2026-11-20"},
		{"a.json", `{"title":"x","date":"2026-11-20","id" : null}`},
		{"a.json", `{"version":"https://jsonfeed.org/version/1","items":[{},{"title":"x","date_published":"2026-11-20"}, {"_dateline": {"id": ""}, "title":"x","date_published":"2026-11-20"}]}`},
		{"a.jsonl", "\n{\"title\":\"x\",\"date\":\"2026-11-20\"}\r\nbad\n{ \"title\": \"y\", \"date\": \"2026-11-20\" }"},
	} {
		f.Add(seed.name, seed.text)
	}
	known := regexp.MustCompile(`^(?:2026-11-20-)?a\.(?:md|html|toml|json|jsonl)$`)
	f.Fuzz(func(t *testing.T, name, text string) {
		if !known.MatchString(name) {
			t.Skip("no notation")
		}
		folder := write(t, map[string]string{name: text})
		articles, _, err := folder.Read()
		if err != nil || len(articles) == 0 || articles[len(articles)-1].ID != "" {
			t.Skip("no article without an id")
		}
		const id = `tag:"x",2026:\&<é`
		last := &articles[len(articles)-1]
		done, findings, err := folder.Stamp(articles, map[feed.Pos]string{last.Record: id}, false)
		if err != nil {
			t.Fatal(err)
		}
		got := contents(t, folder, name)
		if len(done) == 0 {
			if got != text || len(findings) == 0 {
				t.Errorf("Stamp says that nothing is done to %q, with %v, and it is %q", text, findings, got)
			}
			return
		}
		if out, in := run(text, got); !blank.MatchString(out) || !strings.Contains(in, strings.Trim(quote(id), `"`)) {
			t.Errorf("%q becomes %q: %q stands in place of %q", text, got, in, out)
		}
		last.ID = id
		again, _, err := folder.Read()
		if diff := cmp.Diff(placeless(articles), placeless(again)); diff != "" || err != nil {
			t.Errorf("%q becomes %q, %v: %s", text, got, err, diff)
		}
		if done, findings := stamp(t, folder, id, true); len(articles) == 1 && len(done)+len(findings) > 0 {
			t.Errorf("a second Stamp of %q does %v and finds %v", got, done, findings)
		}
	})
}

// run is what differs between two texts, if one run of bytes does.
func run(before, after string) (out, in string) {
	a, b := []byte(before), []byte(after)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && bytes.HasSuffix(b, a[len(a)-1:]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return string(a), string(b)
}
