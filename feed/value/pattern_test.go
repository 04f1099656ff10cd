package value

import (
	"slices"
	"strings"
	"testing"
)

func TestPatternsOfGenerators(t *testing.T) {
	for _, c := range []struct{ generator, pattern, want, fault string }{
		{"hugo", "/:year/:month/:slug/", "/{year}/{month}/{slug_or_title}/", ""},
		{"hugo", "/:sections/:contentbasename", "/{sections}/{filename}", ""},
		{"hugo", "/:sections[1:]/:title/", "", ":sections[1:]"},
		{"hugo", "/:2006/:title/", "", ":2006"},
		{"jekyll", "pretty", "/{categories}/{year}/{month}/{day}/{slug}/", ""},
		{"jekyll", "/:categories/:short_year/:title:output_ext", "/{categories}/{short_year}/{slug}.html", ""},
		{"jekyll", "/:long_month/:slug", "/{monthname}/{lower_slug}", ""},
		{"jekyll", "/:collection/:path", "", ":collection and :path"},
		{"zola", "/:x", "/:x", ""},
	} {
		got, err := Pattern(c.generator, c.pattern)
		if got != c.want || (err == nil) != (c.fault == "") || err != nil && !strings.Contains(err.Error(), c.fault) {
			t.Errorf("%s %s: %q, %v; want %q, %q", c.generator, c.pattern, got, err, c.want, c.fault)
		}
	}
	for generator, words := range tokens {
		for theirs, ours := range words {
			if ours != ".html" && !slices.Contains(Placeholders, ours) {
				t.Errorf("%s: %s means %s, which is no word of a pattern", generator, theirs, ours)
			}
		}
	}
}

func TestLatinSlugs(t *testing.T) {
	for _, c := range []struct {
		text, want string
		certain    bool
	}{
		{"Hello, World", "hello-world", true},
		{"Straße_Ünï it's", "strasse-uni-it-s", true},
		{"Ærø Łódź", "aero-lodz", true},
		{"Привет x", "привет-x", false},
	} {
		if got, certain := LatinSlug(c.text); got != c.want || certain != c.certain {
			t.Errorf("LatinSlug(%q) = %q, %v; want %q, %v", c.text, got, certain, c.want, c.certain)
		}
	}
}
