package value_test

import (
	"fmt"
	"time"

	"dateline/feed/value"
)

// A date without an offset is in the zone that is said, never in that of the machine.
func ExampleDate() {
	date, _ := value.Date("2026-11-23 10:00", time.FixedZone("", 3600))
	fmt.Println(date.Format(time.RFC3339))
	_, err := value.Date("Monday", time.UTC)
	fmt.Println(err)
	// Output:
	// 2026-11-23T09:00:00Z
	// "Monday" is not a date such as 2026-11-23T10:00:00+01:00 or 2026-11-23
}

func ExampleSlug() {
	fmt.Println(value.Slug("Fähre & Möwe: back on Tuesdays!"))
	// Output: fähre-möwe-back-on-tuesdays
}

func ExampleLanguage() {
	tag, _ := value.Language("EN-gb")
	fmt.Println(tag)
	// Output: en-GB
}
