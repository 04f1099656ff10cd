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
