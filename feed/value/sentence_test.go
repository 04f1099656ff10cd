package value

import (
	"strings"
	"testing"
	"unicode/utf8"
)

const sentence = "The harbour of Porto Alvim opened again on Tuesday, a year after the storm that broke its wall."

func TestExcerptEndsAtASentence(t *testing.T) {
	stem := strings.TrimSuffix(sentence, ".")
	cases := []struct{ name, opens, want string }{
		{"a full stop", sentence, sentence},
		{"a question", stem + "?", stem + "?"},
		{"a quotation mark behind the full stop", stem + ".”", stem + ".”"},
		{"German quotation marks", stem + ".“", stem + ".“"},
		{"French ones, behind a space", stem + ".\u202f»", stem + ".\u202f»"},
		{"a bracket", stem + ".)", stem + ".)"},
		{"a title is no end", sentence + " The work was led by Dr.", sentence},
		{"an initial is no end", sentence + " The work was led by J.", sentence},
		{"letters with stops are no end", sentence + " The work was led from the U.S.", sentence},
		{"a Russian abbreviation is no end", sentence + " Порт стоит на ул.", sentence},
		{"a day of a German month is no end", sentence + " Der Hafen wurde am 3.", sentence},
		{"a year is an end", sentence + " The wall was broken in 2025.", sentence + " The wall was broken in 2025."},
		{"three dots inside a sentence are no end", sentence + " Then ... then", sentence},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Excerpt(c.opens+" Masons"+strings.Repeat(" and masons", 40), 80, 300)
			if got != c.want {
				t.Errorf("Excerpt(%q and more) = %q, want %q", c.opens, got, c.want)
			}
		})
	}
}

func TestExcerptInOtherScripts(t *testing.T) {
	cases := []struct{ name, opens, rest string }{
		{"Russian", strings.Repeat("Порт открыт снова ", 9) + "сегодня.", " Город рад" + strings.Repeat(" и волны", 40)},
		{"Arabic", strings.Repeat("فتح الميناء أبوابه ", 9) + "اليوم؟", " نعم" + strings.Repeat(" البحر", 60)},
		{"Hindi", strings.Repeat("बंदरगाह फिर खुला ", 9) + "आज।", " शहर" + strings.Repeat(" लहर", 90)},
		{"Japanese, without blanks", strings.Repeat("港がまた開いた", 15) + "。", strings.Repeat("海と風と", 60)},
		{"Chinese, with a quotation", strings.Repeat("港口重新开放", 15) + "。”", " " + strings.Repeat("海和风", 80)},
		{"Armenian", strings.Repeat("Նավահանգիստը կրկին ", 9) + "բաց է։", " Քաղաքը" + strings.Repeat(" ծով", 90)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Excerpt(c.opens+c.rest, 80, 300); got != c.opens {
				t.Errorf("Excerpt = %q, want %q", got, c.opens)
			}
		})
	}
}

func TestExcerptWithoutSentenceEndsAtAWord(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"300 characters fit", strings.Repeat("harbour ", 37) + "wall", strings.Repeat("harbour ", 37) + "wall"},
		{"a word", strings.Repeat("harbour ", 50), strings.TrimSpace(strings.Repeat("harbour ", 37)) + "…"},
		{"a sentence too short to say something", "Yes. " + strings.Repeat("Harbour ", 50), "Yes. " + strings.TrimSpace(strings.Repeat("Harbour ", 36)) + "…"},
		{"no comma before the ellipsis", strings.Repeat("harbour, ", 50), strings.Repeat("harbour, ", 32) + "harbour…"},
		{"no blanks at all", strings.Repeat("港", 400), strings.Repeat("港", 299) + "…"},
		{"a blank too early", "東京 " + strings.Repeat("港", 400), "東京 " + strings.Repeat("港", 296) + "…"},
		{"a letter keeps its marks", strings.Repeat("e\u0301", 200), strings.Repeat("e\u0301", 149) + "…"},
		{"a family stays together", strings.Repeat("x", 297) + "👩\u200d👧" + strings.Repeat("x", 9), strings.Repeat("x", 297) + "…"},
		{"a quotation goes on in Japanese", strings.Repeat("港", 100) + "「はい。」と言" + strings.Repeat("港", 400), strings.Repeat("港", 100) + "「はい。」と言" + strings.Repeat("港", 192) + "…"},
		{"closing brackets beyond the measure", strings.Repeat("x", 299) + "." + strings.Repeat(")", 9) + " X", strings.Repeat("x", 299) + "…"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Excerpt(c.in, 80, 300)
			if got != c.want {
				t.Errorf("Excerpt(%q) = %q, want %q", c.in, got, c.want)
			}
			if n := utf8.RuneCountInString(got); n > 300 {
				t.Errorf("Excerpt(%q) has %d characters, want at most %d", c.in, n, 300)
			}
		})
	}
}

func TestShorten(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"it fits", "A quay, a gull", "A quay, a gull"},
		{"at a word", "A quay, a gull, a map", "A quay, a gull…"},
		{"a word that would take too much", "A quayofportoalvim", "A quayofportoal…"},
	}
	for _, c := range cases {
		if got := Shorten(c.in, 16); got != c.want {
			t.Errorf("%s: Shorten(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestFirstSentence(t *testing.T) {
	for in, want := range map[string]string{
		"One. Two.": "One.", "Dr. No came. Two.": "Dr. No came.", "no end": "no end", "港。海。": "港。", "": "",
	} {
		if got := Sentence(in); got != want {
			t.Errorf("Sentence(%q) = %q, want %q", in, got, want)
		}
	}
}
