package markup

import (
	"strings"
	"testing"
)

func TestInside(t *testing.T) {
	tests := []struct {
		name, doc string
		of        string // the part of the text whose place is asked for
		want      string // what the document has there
	}{
		{"as it stands", `<a>low tide</a>`, "tide", "tide</a>"},
		{"behind a reference", `<a>&lt;b&gt;low</a>`, "low", "low</a>"},
		{"a reference itself", `<a>low &amp; high</a>`, "& high", "&amp; high"},
		{"in a CDATA section, where & is itself", `<a>x<![CDATA[&amp;<b>tide]]></a>`, "<b>", "<b>tide"},
		{"behind a CDATA section", `<a><![CDATA[low]]> tide</a>`, "tide", "tide</a>"},
		{"behind a comment and an instruction", `<a>low<!-- > --><?x y?> tide</a>`, "tide", "tide</a>"},
		{"behind a child", `<a>low <b>x</b> tide <c/>out</a>`, "out", "out</a>"},
		{"behind a line end of two bytes", "<a>low\r\ntide</a>", "tide", "tide</a>"},
		{"behind an attribute with >", `<a x="1>2" y='"'>tide</a>`, "tide", "tide</a>"},
		{"a character of several bytes", `<a>&#1086;х tide</a>`, "х", "х tide"},
		{"a string", `{"a": "low tide"}`, "tide", `tide"}`},
		{"behind escapes", `{"a": "\n\"\u00e9\ud83d\ude00 tide"}`, "tide", `tide"}`},
		{"an escape itself", `{"a": "low \u003cb>"}`, "<b", `\u003cb>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, n := (*Document)(nil), (*Node)(nil)
			if strings.HasPrefix(tt.doc, "{") {
				doc = JSON([]byte(tt.doc))
				n = doc.Root.Child("", "a")
			} else {
				doc = XML([]byte(tt.doc))
				n = doc.Root
			}
			i := strings.Index(n.Text, tt.of)
			if i < 0 {
				t.Fatalf("%q is not in the text %q", tt.of, n.Text)
			}
			for range 2 { // the second time from the place of the first
				if at := doc.Inside(n, i); !strings.HasPrefix(string(doc.Data[at:]), tt.want) {
					t.Errorf("Inside(%q, %d) is at %q, want %q", n.Text, i, doc.Data[at:], tt.want)
				}
			}
			if at := doc.Inside(n, 0); at < n.At || at >= n.End {
				t.Errorf("Inside(%q, 0) = %d, outside of %d to %d", n.Text, at, n.At, n.End)
			}
		})
	}
}
