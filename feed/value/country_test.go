package value

import (
	"strings"
	"testing"
)

func TestCodesOfCountries(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"two letters", "BY", "BY"},
		{"small letters", "au", "AU"},
		{"three letters", "USA", "US"},
		{"three digits", "840", "US"},
		{"blanks around", " be ", "BE"},
		{"a habit: the code is GB", "UK", ""},
		{"for nobody's use", "XX", ""},
		{"a continent", "150", ""},
		{"not a country alone", "EU", ""},
		{"a name", "Belarus", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		got, err := Country(tt.in)
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s: Country(%q) = %q, %v, want %q", tt.name, tt.in, got, err, tt.want)
		}
	}
	if _, err := Country("UK"); !strings.Contains(err.Error(), "GB") {
		t.Errorf("Country(UK) says %v, want GB named", err)
	}
}

func TestCodesOfCurrencies(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"capitals", "EUR", "EUR"},
		{"small letters", "byn", "BYN"},
		{"a sign", "€", ""},
		{"a word", "dollar", ""},
		{"letters that no currency has", "XYZ", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		if got, err := Currency(tt.in); got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s: Currency(%q) = %q, %v, want %q", tt.name, tt.in, got, err, tt.want)
		}
	}
}
