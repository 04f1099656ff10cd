package value_test

import (
	"testing"
	"time"

	"dateline/feed/value"
)

func TestFeedDate(t *testing.T) {
	minsk := time.FixedZone("", 3*60*60)
	for _, c := range []struct{ name, in, want string }{
		{"as RSS has it", "Mon, 23 Nov 2026 10:00:00 +0100", "2026-11-23T09:00:00Z"},
		{"GMT", "Sat, 07 Sep 2002 00:00:01 GMT", "2002-09-07T00:00:01Z"},
		{"without the day of the week", "7 Sep 2002 00:00:01 GMT", "2002-09-07T00:00:01Z"},
		{"with a wrong one", "Mon, 07 Sep 2002 00:00:01 GMT", "2002-09-07T00:00:01Z"},
		{"with a long one", "Saturday, 07 September 2002 0:00:01 GMT", "2002-09-07T00:00:01Z"},
		{"without seconds", "Wed, 02 Oct 2002 8:00 EST", "2002-10-02T13:00:00Z"},
		{"two digits of the year", "02 Oct 98 08:00:00 PDT", "1998-10-02T15:00:00Z"},
		{"an offset behind GMT", "Wed, 02 Oct 2002 08:00:00 GMT+02:00", "2002-10-02T06:00:00Z"},
		{"an offset of hours", "Wed, 02 Oct 2002 08:00:00 +02", "2002-10-02T06:00:00Z"},
		{"an offset and a name", "Wed, 02 Oct 2002 08:00:00 +0200 (CEST)", "2002-10-02T06:00:00Z"},
		{"no zone", "Wed, 02 Oct 2002 08:00:00", "2002-10-02T05:00:00Z"},
		{"no time", "2 Oct 2002", "2002-10-01T21:00:00Z"},
		{"an unknown name of a zone", "Wed, 02 Oct 2002 08:00:00 XYZ", "2002-10-02T08:00:00Z"},
		{"RFC 3339", "2002-10-02T08:00:00+02:00", "2002-10-02T06:00:00Z"},
		{"broken over lines", " Wed, 02 Oct 2002\n08:00:00 Z ", "2002-10-02T08:00:00Z"},
		{"a leap second", "Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:00Z"},
		{"dashes", "02-Oct-2002 08:00:00 GMT", "2002-10-02T08:00:00Z"},
		{"no date", "yesterday", ""},
		{"no such day", "31 Feb 2002 08:00:00 GMT", ""},
		{"no such month", "Wed, 02 Okt 2002 08:00:00 GMT", ""},
		{"nothing", "", ""},
	} {
		got, err := value.FeedDate(c.in, minsk)
		switch {
		case c.want == "" && err == nil:
			t.Errorf("%s: FeedDate(%q) = %v, want an error", c.name, c.in, got)
		case c.want != "" && (err != nil || got.Format(time.RFC3339) != c.want):
			t.Errorf("%s: FeedDate(%q) = %v, %v, want %s", c.name, c.in, got.Format(time.RFC3339), err, c.want)
		}
	}
}
