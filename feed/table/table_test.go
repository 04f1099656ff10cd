package table

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// show prints a table as one line of key@line=value.
func show(t Table) string {
	var parts []string
	for _, e := range t.Entries {
		parts = append(parts, fmt.Sprintf("%s@%d=%s", e.Key, e.Line, showValue(e.Value)))
	}
	return strings.Join(parts, " ")
}

func showValue(v Value) string {
	switch data := v.Data.(type) {
	case Table:
		return "{" + show(data) + "}"
	case []Value:
		var parts []string
		for _, item := range data {
			parts = append(parts, fmt.Sprintf("@%d %s", item.Line, showValue(item)))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Date:
		return "date " + string(data)
	}
	return v.String()
}

var readTests = []struct {
	name string
	read func([]byte, int) (Table, error)
	text string
	want string
}{
	{"TOML: keys know their lines", TOML, "a = 1\n\n# b = 2\nc = \"x\"\n", `a@1=1 c@4="x"`},
	{"TOML: a key after a long string", TOML, "a = '''\nb = 1\n'''\nc = true\n", `a@1="b = 1\n" c@4=true`},
	{"TOML: a string that ends with quotes", TOML, "a = \"\"\"x\"\"\"\"\"\nb = 1\n", `a@1="x\"\"" b@2=1`},
	{"TOML: tables in tables", TOML, "[a]\nb = 1\n[a.c]\nd = 2\n", `a@1={b@2=1 c@3={d@4=2}}`},
	{"TOML: a list of tables", TOML, "[[f]]\np = 1\n[[f]]\np = 2\n[f.x]\ny = 3\n", `f@1=[@1 {p@2=1}, @3 {p@4=2 x@5={y@6=3}}]`},
	{"TOML: tables within a line and over lines", TOML, "a = [{n = 1},\n  {n = 2}, # two\n  {n = 3}]\n", `a@1=[@1 {n@1=1}, @2 {n@2=2}, @3 {n@3=3}]`},
	{"TOML: dotted and quoted keys", TOML, "a.\"b c\".d = 1\n", `a@1={b c@1={d@1=1}}`},
	{"TOML: local dates keep their wall clock", TOML, "a = 2026-11-23\nb = 2026-11-23T10:00:00\nc = 2026-11-23T10:00:00+01:00\n",
		`a@1=date 2026-11-23 b@2=date 2026-11-23T10:00:00 c@3=date 2026-11-23T10:00:00+01:00`},
	{"YAML: scalars as written", YAML, "a: 1984\nb: yes\nc: 2026-11-03 10:00\nd: ~\ne: 'x'\n", `a@1="1984" b@2="yes" c@3="2026-11-03 10:00" d@4=<nil> e@5="x"`},
	{"YAML: lists and mappings", YAML, "a:\n  - n: 1\n  - n: 2\nb: [x, y]\n", `a@1=[@2 {n@2="1"}, @3 {n@3="2"}] b@4=[@4 "x", @4 "y"]`},
	{"YAML: a key that says the same twice", YAML, "a: [x, 1]\nb: 2\na: [x, 1]\n", `a@1=[@1 "x", @1 "1"] b@2="2"`},
	{"YAML: an alias", YAML, "a: &x [1]\nb: *x\n", `a@1=[@1 "1"] b@2=[@1 "1"]`},
	{"YAML: nothing", YAML, "", ``},
	{"JSON: keys know their lines", JSON, "{\"a\": 1,\n \"b\": [true,\n null, 1.5],\n\n \"c\": {\"d\": \"x\"}}", `a@1=1 b@2=[@2 true, @3 <nil>, @3 1.5] c@5={d@5="x"}`},
	{"JSON: a surrogate pair", JSON, `{"a": "\ud83d\ude00"}`, `a@1="😀"`},
	{"JSON: an escaped backslash before u", JSON, `{"a": "\\ud83d"}`, `a@1="\\ud83d"`},
}

func TestTextsBecomeTables(t *testing.T) {
	for _, tt := range readTests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.read([]byte(tt.text), 1)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, show(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSyntaxErrorsHaveALine(t *testing.T) {
	tests := []struct {
		name string
		read func([]byte, int) (Table, error)
		text string
		line int
		want string
	}{
		{"TOML: no value", TOML, "a = 1\nb =\n", 12, "expected value"},
		{"TOML: a key twice", TOML, "a = 1\na = 2\n", 12, "already"},
		{"YAML: a colon too many", YAML, "a: 1\nb: c: d\n", 12, "mapping values"},
		{"YAML: a key twice", YAML, "a: 1\na: 2\n", 12, "second time"},
		{"YAML: no mapping", YAML, "- a\n", 11, "keys with values"},
		{"JSON: a comma too many", JSON, "{\n\"a\": 1,\n}", 13, "invalid character"},
		{"JSON: it ends early", JSON, "{\n\"a\": 1", 12, "ends before"},
		{"JSON: a list", JSON, "[1]", 11, "object"},
		{"JSON: more after the end", JSON, "{}\n{}", 12, "after the end"},
		{"JSON: a key twice", JSON, "{\"a\": 1,\n\"a\": 2}", 12, "second time"},
		{"JSON: half a surrogate pair", JSON, "{\n\"a\": \"\\ud83d x\"}", 12, "half a character"},
		{"JSON: two high surrogates", JSON, "{\"a\": \"\\ud83d\\ud83d\"}", 11, "half a character"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.read([]byte(tt.text), 11)
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("error = %v, want a SyntaxError", err)
			}
			if syntax.Line != tt.line || !strings.Contains(syntax.Text, tt.want) {
				t.Errorf("line %d: %s, want line %d: …%s…", syntax.Line, syntax.Text, tt.line, tt.want)
			}
		})
	}
}

func TestRowsFindEveryFaultAtOnce(t *testing.T) {
	text := "title = 5\nHeadline = 5\nlimit = -1\ntags = ['a']\nkeywords = ['b']\nlimmit = 3\ndate = 1\nimage = {width = 0, hight = 1}\n"
	table, err := TOML([]byte(text), 1)
	if err != nil {
		t.Fatal(err)
	}
	var tags []string
	schema := NewSchema(
		Row[[]string]{Name: "title", Aliases: []string{"headline"}, Read: func(_ *[]string, v Value) error { _, err := v.Text(); return err }},
		Row[[]string]{Name: "limit", Read: func(_ *[]string, v Value) error { _, err := v.Integer(0); return err }},
		Row[[]string]{Name: "tags", Aliases: []string{"keywords"}, Join: true, Read: func(tags *[]string, v Value) (err error) { *tags, err = v.Texts(); return err }},
		Row[[]string]{Name: "date", Read: func(_ *[]string, v Value) error { _, err := v.Date(); return err }},
		Row[[]string]{Name: "image", Read: func(_ *[]string, v Value) error {
			t, err := v.Table()
			if err != nil {
				return err
			}
			return NewSchema(Row[int]{Name: "width", Read: func(_ *int, v Value) error { _, err := v.Integer(1); return err }}).ReadStrictly(t, new(int))
		}},
	)
	faults, unknown := schema.Read(table, &tags)
	want := Faulty{
		{1, "title", "5 is not text; put it in quotes"},
		{3, "limit", "-1 is not a whole number of at least 0"},
		{7, "date", "1 is not a date such as 2026-11-23T10:00:00+01:00 or 2026-11-23"},
		{8, "image.width", "0 is not a whole number of at least 1"},
		{8, "image", "unknown key hight"},
	}
	if diff := cmp.Diff(want, faults); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a", "b"}, tags); diff != "" {
		t.Error(diff)
	}
	if len(unknown) != 1 {
		t.Fatalf("unknown = %v, want limmit alone", unknown)
	}
	if got, want := schema.Unknown(unknown[0].Key), "unknown key limmit; did you mean limit?"; got != want {
		t.Errorf("Unknown = %q, want %q", got, want)
	}
}

func FuzzTextsNeverPanic(f *testing.F) {
	for _, tt := range readTests {
		f.Add([]byte(tt.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := 1 + strings.Count(strings.NewReplacer("\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(string(data)), "\n") // as YAML counts
		for _, read := range []func([]byte, int) (Table, error){TOML, YAML, JSON} {
			table, err := read(data, 1)
			if err != nil {
				var syntax *SyntaxError
				if !errors.As(err, &syntax) || syntax.Line < 1 || syntax.Line > lines {
					t.Fatalf("error %v is outside the text", err)
				}
			}
			table.Walk(func(_ string, line int) {
				if line < 1 || line > lines {
					t.Fatalf("line %d is outside the text", line)
				}
			})
		}
	})
}

func FuzzJSONIsWhatTheDecoderReads(f *testing.F) {
	for _, text := range []string{
		"{\"a\": 1,\n \"b\": [true,\n null, -1.5e3], \"c\": {\"d\": \"x\\n\\ud83d\\ude00\"}}\n", `{"a": -0, "b": 12345678901234567890, "c": [], "d": {}}`,
		`{"a": "\ud83d x"}`, `{"a": 01}`, `{"a": "é", "a": 2}`, `{"a": "\u00zz"}`, `{"a": 1e999}`, `{"a": tru}`, `{"":""}`, "{\"a\": \"\xff\"}", `{} {}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := JSON(data, 7)
		want, wantErr := decoded(data, 7)
		if diff := cmp.Diff(want, got); diff != "" || fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Errorf("JSON(%q): %v, want %v (-want +got):\n%s", data, err, wantErr, diff)
		}
	})
}

func FuzzPlainTOMLIsWhatTheDecoderReads(f *testing.F) {
	for _, text := range []string{
		"title = \"Storm\"\npublished = 2026-10-28T22:48:00Z # UTC\n\ntags = ['a', \"b\",] \nlength = 12\ndraft = false\n",
		"content = '''\n# one\ntwo \"\"\" '''\nday = 2026-10-28\nat = 2026-10-28T22:48:00\nthere = 2026-10-28T22:48:00+01:00",
		"a = \"\"\"x\"\"\"\"\n", "a = '''x", "a = \"\\u0041\"", "a = \"x\ny\"", "a = 'x\n'", "a = [,]", "a = [\n'b'\n]", "a = ['b' 'c']", "a = ['''b\n''']", "a = []\na = 1", "a.b = 1", "[a]\nb = 1",
		"a = 007", "a = -0", "a = +1", "a = 1_000", "a = 9223372036854775808", "a = 2026-02-30", "a = 2026-10-28 22:48:00Z", "a = 24:00:00", "a = 2026-10-28t22:48:00z", "a = 2026-10-28T22:48:60Z", "a = 2026-10-28T22:48:00+25:00",
		"a = \"x\" y", "a =", "a", " = 1", "\ufeffa = 1", "a = '\x7f'", "a = true#", "- = 1\n_ = \"\"\n", "a = 1\r\n", "a = '\t' # \u0085", "a = 0001-01-01", "a = 0000-01-01T00:00:00Z", "",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { readAsDecoded(t, text) })
}

// readAsDecoded holds what plainTOML reads, if it does, against the decoder.
func readAsDecoded(t *testing.T, text string) (plain bool) {
	got, plain := plainTOML(text, 7)
	if !plain {
		return false
	}
	want, err := decodedTOML(text, 7)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("plainTOML(%q) is read, error %v (-want +got):\n%s", text, err, diff)
	}
	return true
}

// Fragments of TOML in any order are read as the decoder reads them, or not at all.
func TestPlainTOMLIsWhatTheDecoderReads(t *testing.T) {
	fragments := []string{
		"a", "b", "title", "-", "_1", "é", "a.b", " = ", "=", " =\t", "\n", "\n", "\n\n", " ", "\t", "# it's \"x\"", " # x\n", "[", "]", "[a]", "{", "}", ",", ", ",
		`"x"`, `'y'`, `"`, `'`, `"""`, `'''`, `""`, `''`, "x y", `\`, `\n`, "[]", "['a', \"b\"]", "[ 'a' , ]", "[1, 2]", "true", "false", "inf", "nan", "0", "-0", "12", "007", "1_0", "1.5", "+3",
		"2026-10-28", "2026-02-30", "2026-10-28T22:48:00", "2026-10-28T22:48:00Z", "2026-10-28T22:48:00+01:00", "2026-10-28T22:48:00-25:00", "22:48:00", "T22:48:00Z", "é", "\u0085",
		"a = 'x'\n", "b = [\"x\"]\n", "c = 2026-10-28\n", "d = true\n", "e = '''\nx\n'''\n",
	}
	random := rand.New(rand.NewPCG(1, 2))
	plain := 0
	for range 50_000 {
		var text strings.Builder
		for range 1 + random.IntN(9) {
			text.WriteString(fragments[random.IntN(len(fragments))])
		}
		if readAsDecoded(t, text.String()) {
			plain++
		}
	}
	if plain < 1000 {
		t.Errorf("%d of the texts are plain, want more", plain)
	}
}

func TestWhichTOMLIsPlain(t *testing.T) {
	for _, tt := range []struct {
		text string
		want bool
	}{
		{"title = \"Storm\"\npublished = 2026-10-28T22:48:00Z # UTC\n\ntags = ['a', \"b\",]\nlength = 12\ndraft = false\n", true},
		{"content = '''\n# one\n'''\nday = 2026-10-28", true},
		{"", true},
		{`title = "say \"storm\""`, false},
		{"tags = [\n'a',\n]", false},
		{"[image]\nurl = 'a.jpg'", false},
		{"image = { url = 'a.jpg' }", false},
		{"image.url = 'a.jpg'", false},
		{"rating = 4.5", false},
		{"title = 'a'\r\n", false},
	} {
		if _, got := plainTOML(tt.text, 1); got != tt.want {
			t.Errorf("plainTOML(%q) reads it: %v, want %v", tt.text, got, tt.want)
		}
	}
}
