package publish

import (
	"fmt"
	"testing"
)

func TestGuards(t *testing.T) {
	tests := []struct {
		name          string
		before, fresh int
		gone          int
		fate          Fate
		flood         int
		want          string
	}{
		{"half of twenty", 20, 0, 10, Lost, 50, "[]"},
		{"more than half of twenty", 20, 0, 11, Lost, 50, "[loss]"},
		{"nine of nine", 9, 0, 9, Lost, 50, "[]"},
		{"all, and as many new ones: another site's records", 40, 40, 40, Lost, 50, "[loss]"},
		{"all expired", 40, 0, 40, Expired, 50, "[]"},
		{"all withdrawn", 40, 0, 40, Withdrawn, 50, "[]"},
		{"all pushed out by new ones", 50, 50, 50, OffTheEnd, 50, "[]"},
		{"cut off by a smaller limit", 50, 0, 40, OffTheEnd, 50, "[loss]"},
		{"as many new ones as may be", 50, 50, 0, "", 50, "[]"},
		{"one more", 50, 51, 0, "", 50, "[flood]"},
		{"any number", 50, 5000, 0, "", 0, "[]"},
		{"both", 50, 51, 26, Draft, 50, "[loss flood]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := Outlook{Before: tt.before}
			for i := range tt.fresh {
				o.Views = append(o.Views, View{Sight: New, Item: Item{ID: fmt.Sprint("new", i)}})
			}
			for i := range tt.gone {
				o.Views = append(o.Views, View{Sight: Gone, Item: Item{ID: fmt.Sprint("old", i)}, Fate: tt.fate})
			}
			got := []Guard{}
			for _, r := range o.Refusals(tt.flood) {
				got = append(got, r.Guard)
			}
			if fmt.Sprint(got) != tt.want {
				t.Errorf("Refusals(%d) = %v, want %s", tt.flood, got, tt.want)
			}
		})
	}
}

func TestGuardOfTheAddress(t *testing.T) {
	tests := []struct {
		name, base, known string
		held              bool
	}{
		{"published for the first time", "https://gazette.example/feeds/", "", false},
		{"as before", "https://gazette.example/feeds/", "https://gazette.example/feeds/", false},
		{"another folder of the host", "https://gazette.example/f/", "https://gazette.example/feeds/", false},
		{"another host", "https://news.example/feeds/", "https://gazette.example/feeds/", true},
		{"another scheme", "https://gazette.example/feeds/", "http://gazette.example/feeds/", true},
		{"another port", "https://gazette.example:8443/", "https://gazette.example/", true},
		{"this machine", "http://localhost:1313/", "", true},
		{"this machine by number", "http://127.0.0.1/", "", true},
		{"a private network", "http://192.168.0.7/", "", true},
		{"a private network of IPv6", "http://[fd00::1]/", "", true},
		{"a name without a dot", "http://intranet/", "", true},
		{"a name of the house", "http://printer.local/", "", true},
		{"a public number", "http://93.184.215.14/", "", false},
		{"a variable", "https://${HOST}/", "", true},
		{"a variable, encoded", "https://gazette.example/$%7BPATH%7D/", "", true},
	}
	for _, tt := range tests {
		if got := Address(tt.base, tt.known); (got != nil) != tt.held {
			t.Errorf("%s: Address(%q, %q) = %v, want it held: %v", tt.name, tt.base, tt.known, got, tt.held)
		}
	}
}
