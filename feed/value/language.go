package value

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Language gives the canonical form of a BCP 47 tag: en_gb becomes en-GB.
func Language(s string) (string, error) {
	tag, err := language.Raw.Parse(strings.TrimSpace(s))
	if err != nil || tag == language.Und {
		return "", fmt.Errorf("%s is not a language tag such as en, en-GB or zh-Hant", Quote(s))
	}
	return tag.String(), nil
}

// rightToLeft are the scripts that run from right to left.
var rightToLeft = map[string]bool{
	"Adlm": true, "Arab": true, "Hebr": true, "Mand": true, "Nkoo": true,
	"Rohg": true, "Samr": true, "Syrc": true, "Thaa": true,
}

// Direction is the base direction of a language's text: "rtl" or "ltr".
func Direction(tag string) string {
	parsed, err := language.Parse(tag)
	if err != nil {
		return "ltr"
	}
	if script, _ := parsed.Script(); rightToLeft[script.String()] {
		return "rtl"
	}
	return "ltr"
}

// LanguageName is what those who read a language call it: العربية for ar. Where
// that does not tell it from its base language, the tag is behind it; where there
// is no such name, the tag stands alone.
func LanguageName(tag string) string {
	parsed, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	base, _ := parsed.Base()
	name := display.Self.Name(parsed)
	switch {
	case name == "":
		return tag
	case tag != base.String() && name == display.Self.Name(language.Make(base.String())):
		return name + " (" + tag + ")"
	}
	return name
}
