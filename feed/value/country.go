package value

import (
	"fmt"
	"strings"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
)

// Country gives the two letters of a country's code (ISO 3166-1), which may also be
// written with three letters or digits, and in small letters: by becomes BY.
func Country(s string) (string, error) {
	region, err := language.ParseRegion(strings.TrimSpace(s))
	if err != nil || !region.IsCountry() {
		return "", fmt.Errorf("%s is not the code of a country such as BY or gb", Quote(s))
	}
	if today := region.Canonicalize(); today != region {
		return "", fmt.Errorf("%s is not the code of a country; that is %s", Quote(s), today)
	}
	return region.String(), nil
}

// Currency gives the code of a currency (ISO 4217) in capitals.
func Currency(s string) (string, error) {
	unit, err := currency.ParseISO(strings.TrimSpace(s))
	if err != nil {
		return "", fmt.Errorf("%s is not the code of a currency such as EUR or USD", Quote(s))
	}
	return unit.String(), nil
}
