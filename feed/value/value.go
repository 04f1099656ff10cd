// Package value says what the small things in a feed look like: dates, URLs,
// language tags, media types, e-mail addresses, durations, slugs and text.
//
// Each function takes a string as people write it and returns the one form that
// is published, or an error whose text shows the string and a form that works.
package value
