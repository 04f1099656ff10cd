package markup_test

import (
	"strings"
	"testing"

	"dateline/feed/markup"
)

var goodJSON = []struct{ name, text string }{
	{"an empty object", `{}`},
	{"an empty array", ` [ ] `},
	{"a string alone", `"a"`},
	{"every word", `[true, false, null]`},
	{"every form of a number", `[0, -0, 1.5, -12e3, 1E+2, 1.0e-7]`},
	{"every escape", `"\"\\\/\b\f\n\r\t\u00e9"`},
	{"a pair of surrogates", `"\ud83d\ude00"`},
	{"a byte order mark", "\xEF\xBB\xBF{}"},
	{"one key in two objects", `{"a": {"a": 1}, "b": {"a": 1}}`},
	{"999 arrays around one", strings.Repeat("[", 1000) + strings.Repeat("]", 1000)},
}

func TestGoodJSONHasNoFault(t *testing.T) {
	for _, test := range goodJSON {
		t.Run(test.name, func(t *testing.T) {
			d := markup.JSON([]byte(test.text))
			if len(d.Faults) > 0 || d.Root == nil {
				t.Errorf("JSON(%q) has the faults %v, want none", test.text, d.Faults)
			}
		})
	}
}

var badJSON = []struct{ name, text, want string }{
	{"nothing", "", "0 json-syntax"},
	{"blanks alone", " \n", "2 json-syntax"},
	{"a word of JavaScript", "[undefined]", "1 json-syntax"},
	{"a word in capitals", "[True]", "1 json-syntax"},
	{"a number with a leading zero", "[01]", "1 json-syntax"},
	{"a number with a plus", "[+1]", "1 json-syntax"},
	{"a number without digits behind the point", "[1.]", "1 json-syntax"},
	{"a hexadecimal number", "[0x10]", "1 json-syntax"},
	{"a comma before ]", "[1,]", "3 json-syntax"},
	{"a comma before }", `{"a":1,}`, "7 json-syntax"},
	{"no comma", "[1 2]", "3 json-syntax"},
	{"no colon", `{"a" 1}`, "5 json-syntax"},
	{"no value", `{"a":}`, "5 json-syntax"},
	{"a key without quotes", `{a:1}`, "1 json-syntax"},
	{"a key in single quotes", `{'a':1}`, "1 json-syntax"},
	{"a comment", "/* a */ {}", "0 json-syntax"},
	{"the other bracket", "[1}", "2 json-syntax"},
	{"an object without its end", `{"a":1`, "6 json-syntax"},
	{"an object that ends in a key", `{"a`, "1 json-syntax"},
	{"an array without its end", `[`, "1 json-syntax"},
	{"a string without its end", `["a]`, "1 json-syntax"},
	{"a string that ends in a backslash", `"a\`, "0 json-syntax"},
	{"a newline in a string", "\"a\nb\"", "2 json-syntax"},
	{"an unknown escape", `"\x41"`, "1 json-syntax"},
	{"a short escape", `"\u41"`, "1 json-syntax"},
	{"text behind the value", "{} {}", "3 json-syntax"},
	{"a no-break space", "[\u00a01]", "1 json-syntax"},
	{"a byte that is not UTF-8", "\"\xE9\"", "1 json-character"},
	{"the first half of a pair", `"\ud83d"`, "1 json-character"},
	{"the second half of a pair", `"a\ude00"`, "2 json-character"},
	{"two first halves", `"\ud83d\ud83d\ude00"`, "1 json-character"},
	{"a key twice", `{"a":1,"b":2,"a":3}`, "13 json-duplicate-key"},
	{"a key thrice", `{"a":1,"a":2,"a":3}`, "7 json-duplicate-key, 13 json-duplicate-key"},
	{"a key twice, once escaped", `{"a":1,"\u0061":2}`, "7 json-duplicate-key"},
	{"one of ten keys twice", `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"a":1}`, "55 json-duplicate-key"},
	{"a thousand arrays around one", strings.Repeat("[", 1001) + strings.Repeat("]", 1001), "1000 json-bounds"},
}

func TestBadJSONHasACodeAndAPlace(t *testing.T) {
	for _, test := range badJSON {
		t.Run(test.name, func(t *testing.T) {
			d := markup.JSON([]byte(test.text))
			if got := strings.Join(faults(d), ", "); got != test.want {
				t.Errorf("JSON(%.60q) has the faults %s, want %s\n%v", test.text, got, test.want, d.Faults)
			}
		})
	}
}
