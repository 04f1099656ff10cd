package value

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestDatesPeopleWrite(t *testing.T) {
	minsk, err := time.LoadLocation("Europe/Minsk")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, in, want string }{
		{"RFC 3339", "2026-11-23T10:00:00+01:00", "2026-11-23T09:00:00Z"},
		{"with a fraction: cut to the second", "2026-11-23T10:00:00.999Z", "2026-11-23T10:00:00Z"},
		{"a day is its midnight in the zone", "2026-11-23", "2026-11-22T21:00:00Z"},
		{"a local minute", "2026-11-23 10:00", "2026-11-23T07:00:00Z"},
		{"a local second", "2026-11-23T10:00:05", "2026-11-23T07:00:05Z"},
		{"front matter with an offset", "2026-11-23 10:00:00 +0100", "2026-11-23T09:00:00Z"},
		{"blanks around", " 2026-11-23 ", "2026-11-22T21:00:00Z"},
		{"no such day", "2026-02-30", ""},
		{"a day and a month that could be either", "11/12/2026", ""},
		{"words", "yesterday", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Date(tt.in, minsk)
			if tt.want == "" {
				if err == nil || !strings.Contains(err.Error(), "2026-11-23T10:00:00+01:00") {
					t.Fatalf("Date(%q) = %v, %v, want an error that shows a form that works", tt.in, got, err)
				}
				return
			}
			if err != nil || got.Format(time.RFC3339) != tt.want {
				t.Errorf("Date(%q) = %v, %v, want %v", tt.in, got, err, tt.want)
			}
		})
	}
}

func TestDurations(t *testing.T) {
	tests := []struct {
		in   string
		want time.Duration
	}{
		{"90", 90 * time.Second}, {"12.5", 12500 * time.Millisecond}, {"1:30", 90 * time.Second},
		{"1:02:03", 3723 * time.Second}, {"1h2m3s", 3723 * time.Second}, {"-3", -1}, {"1:2:3:4", -1}, {"long", -1},
	}
	for _, tt := range tests {
		got, err := Duration(tt.in)
		if tt.want < 0 {
			if err == nil {
				t.Errorf("Duration(%q) = %v, want an error", tt.in, got)
			}
		} else if err != nil || got != tt.want {
			t.Errorf("Duration(%q) = %v, %v, want %v", tt.in, got, err, tt.want)
		}
	}
}

func TestURLsAreAbsoluteASCII(t *testing.T) {
	const base = "https://gazette.example/2026/11/harbour/"
	tests := []struct{ name, ref, want string }{
		{"relative to the page", "map.png", "https://gazette.example/2026/11/harbour/map.png"},
		{"relative to the site", "/about", "https://gazette.example/about"},
		{"up and over", "../tides/?year=2026", "https://gazette.example/2026/11/tides/?year=2026"},
		{"another host, same scheme", "//img.example/a.png", "https://img.example/a.png"},
		{"letters of other scripts", "/порт/é?q=ü#ü", "https://gazette.example/%D0%BF%D0%BE%D1%80%D1%82/%C3%A9?q=%C3%BC#%C3%BC"},
		{"encoded once stays so", "/%D0%BF?q=%C3%BC&a=b+c", "https://gazette.example/%D0%BF?q=%C3%BC&a=b+c"},
		{"a host of other scripts", "https://Bücher.example/", "https://xn--bcher-kva.example/"},
		{"blanks and quotes", " /a b\"c ", "https://gazette.example/a%20b%22c"},
		{"a lone percent sign", "/100%", "https://gazette.example/100%25"},
		{"a port and an address", "http://[::1]:8080/x", "http://[::1]:8080/x"},
		{"a line break within", "ma\np.png", "https://gazette.example/2026/11/harbour/map.png"},
		{"backslashes before the query", `\img\a.png?b\c`, "https://gazette.example/img/a.png?b%5Cc"},
		{"backslashes before a host", `https:\\other.example\a`, "https://other.example/a"},
		{"brackets in a query", "?a[]=1", base + "?a%5B%5D=1"},
		{"a second number sign", "#a#b", base + "#a%23b"},
		{"an underscore in a host", "https://my_bücher.example/", "https://xn--my_bcher-95a.example/"},
		{"a host in capitals", "HTTPS://Other.Example/A", "https://other.example/A"},
		{"a scheme that is not of the web", "ldap://[2001:db8::7]/c=GB?a\\b", "ldap://[2001:db8::7]/c=GB?a%5Cb"},
		{"mail", "mailto:ann@example.org", "mailto:ann@example.org"},
		{"a query alone", "magnet:?xt=urn:btih:c12f", "magnet:?xt=urn:btih:c12f"},
		{"nothing is the page itself", "", base},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := URL(tt.ref, base)
			if err != nil || got != tt.want {
				t.Errorf("URL(%q) = %q, %v, want %q", tt.ref, got, err, tt.want)
			}
			if again, err := URL(got, base); err != nil || again != got {
				t.Errorf("URL(%q) = %q, %v, want no change", got, again, err)
			}
		})
	}
	for _, bad := range []string{"http://", "http://a b/", "://x", "http://[::1", "//::", `http://a"b/`, "http://\u05d0a.example/", "http://" + strings.Repeat("a", 254) + "/", "/relative"} {
		if got, err := URL(bad, ""); err == nil {
			t.Errorf("URL(%q) = %q, want an error", bad, got)
		}
	}
	if got, err := WebURL("mailto:ann@example.org", base); err == nil {
		t.Errorf("WebURL(mailto) = %q, want an error", got)
	}
}

func TestIRIs(t *testing.T) {
	for _, good := range []string{"tag:example.org,2026:x", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "https://example.org/порт"} {
		if err := IRI(good); err != nil {
			t.Errorf("IRI(%q) = %v, want nil", good, err)
		}
	}
	for _, bad := range []string{"", "harbour", "12", "1:2", ":x", "tag:", "tag:a b", "tag:<x>", "tag:%zz",
		"tag:example.org,2026-13:x", "tag:example.org:x", "tag:,2026:x", "urn:uuid:12", "urn:x"} {
		if err := IRI(bad); err == nil {
			t.Errorf("IRI(%q) = nil, want an error", bad)
		}
	}
}

func TestSmallForms(t *testing.T) {
	tests := []struct {
		name string
		form func(string) (string, error)
		in   string
		want string // empty: an error
	}{
		{"language, canonical case", Language, "EN_gb", "en-GB"},
		{"language, script", Language, "zh-hant", "zh-Hant"},
		{"language, a word", Language, "english please", ""},
		{"language, nothing", Language, "", ""},
		{"media type", MediaType, "Audio/MPEG", "audio/mpeg"},
		{"media type, half of one", MediaType, "audio", ""},
		{"e-mail", Email, "ann@example.org", "ann@example.org"},
		{"e-mail with a name", Email, "Ann <ann@example.org>", ""},
		{"e-mail, a word", Email, "ann", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.form(tt.in)
			if got != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

func TestSlugs(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Harbour reopens!", "harbour-reopens"}, {"AT&T", "at-t"}, {"C++", "c"}, {"Ｆｕｌｌ width", "full-width"},
		{"港の朝 2026", "港の朝-2026"}, {"مرفأ المدينة", "مرفأ-المدينة"}, {"हिन्दी", "हिन्दी"}, {"  --  ", ""}, {"😀", ""},
	}
	for _, tt := range tests {
		if got := Slug(tt.in); got != tt.want || Slug(got) != got {
			t.Errorf("Slug(%q) = %q, want %q, and the same again", tt.in, got, tt.want)
		}
	}
}

func TestTextThatNoFeedCarries(t *testing.T) {
	tests := []struct {
		name, in string
		offset   int
		clean    string
	}{
		{"plain", "a\tb\nc", -1, "a\tb\nc"},
		{"a control character", "ab\x08c", 2, "abc"},
		{"bad UTF-8", "a\xffb", 1, "ab"},
		{"the replacement character itself is text", "a\uFFFDb", -1, "a\uFFFDb"},
		{"a noncharacter", "a\uFFFE", 1, "a"},
		{"carriage returns", "a\r\nb\rc", -1, "a\nb\nc"},
		{"beyond the first plane", "😀", -1, "😀"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if at, what := Illegal(tt.in); at != tt.offset {
				t.Errorf("Illegal(%q) = %d, %q, want %d", tt.in, at, what, tt.offset)
			}
			if got := Clean(tt.in); got != tt.clean {
				t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.clean)
			}
		})
	}
}

func TestLineKeepsSpacesThatAreTypography(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"line breaks and tabs", "a\r\n\tb  c", "a b c"},
		{"a no-break space within", "10\u00a0km", "10\u00a0km"},
		{"a narrow one, as in French", "Quoi\u202f?", "Quoi\u202f?"},
		{"an ideographic one", "山田\u3000太郎", "山田\u3000太郎"},
		{"spaces of any kind around", "\u00a0\u3000港 \u2003", "港"},
		{"nothing but spaces", " \u00a0 ", ""},
	}
	for _, tt := range tests {
		if got := Line(tt.in); got != tt.want {
			t.Errorf("%s: Line(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{"en": "ltr", "ar": "rtl", "he-IL": "rtl", "uz-Arab": "rtl", "ja": "ltr", "?": "ltr"} {
		if got := Direction(tag); got != want {
			t.Errorf("Direction(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestLanguageNames(t *testing.T) {
	for tag, want := range map[string]string{"en": "English", "ar": "العربية", "pt-BR": "português (pt-BR)", "pt": "português", "en-GB": "British English", "?": "?"} {
		if got := LanguageName(tag); got != want {
			t.Errorf("LanguageName(%q) = %q, want %q", tag, got, want)
		}
	}
}

func FuzzURLIsStable(f *testing.F) {
	f.Add("/a b?ü#%zz")
	f.Add("//Bücher.example:80/%41")
	f.Fuzz(func(t *testing.T, ref string) {
		once, err := URL(ref, "https://gazette.example/a/b")
		if err != nil {
			return
		}
		for i := 0; i < len(once); i++ {
			if once[i] <= ' ' || once[i] > '~' {
				t.Fatalf("URL(%q) = %q holds %q", ref, once, once[i])
			}
		}
		if twice, err := URL(once, ""); err != nil || twice != once {
			t.Fatalf("URL(%q) = %q, %v, want no change", once, twice, err)
		}
	})
}

func FuzzIllegalIsWhatXMLForbids(f *testing.F) {
	f.Add("plain text of sixteen bytes\tand \u007f more")
	f.Add("seven b\x0bbehind")
	f.Add("Прывітанне, \U0001FFFE і \uFFFD")
	f.Add("behind the last word \uFFFE")
	f.Add("\uFFFF")
	f.Add("half \xd0")
	f.Fuzz(func(t *testing.T, s string) {
		want := -1
		for i, r := range s {
			if _, size := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && size == 1 || !Char(r) {
				want = i
				break
			}
		}
		if got, what := Illegal(s); got != want || (what == "") != (want < 0) {
			t.Errorf("Illegal(%q) = %d, %q, want %d", s, got, what, want)
		}
	})
}

func FuzzPlainAddressesAreResolved(f *testing.F) {
	f.Add("https://gazette.example/2026/11/harbour-reopens_2.html")
	f.Add("https://gazette.example/a/../b")
	f.Add("https://gazette.example./a//b")
	f.Add("https://-/")
	f.Fuzz(func(t *testing.T, address string) {
		if !Plain(address) {
			return
		}
		if got, err := resolved(address, "https://gazette.example/a/b"); err != nil || got != address {
			t.Errorf("resolved(%q) = %q, %v, want no change", address, got, err)
		}
	})
}

func FuzzRootedPathsAreResolved(f *testing.F) {
	const base = "https://gazette.example/a/b"
	f.Add("/2026/11/harbour-reopens_2.html")
	f.Add("//cdn.example/a")
	f.Add("/a/../b")
	f.Add("/")
	f.Fuzz(func(t *testing.T, path string) {
		got, err := URL(path, base)
		want, wantErr := resolved(path, base)
		if got != want || (err == nil) != (wantErr == nil) {
			t.Errorf("URL(%q) = %q, %v, want %q, %v", path, got, err, want, wantErr)
		}
	})
}
