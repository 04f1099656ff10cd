package record

import (
	"testing"

	"dateline/feed"
)

func TestFindingsThatSayTheSameAreGathered(t *testing.T) {
	var findings feed.Findings
	add := func(file, code, text string) {
		findings.Add(feed.Warning, code, feed.Pos{File: file, Line: 2}, "%s", text)
	}
	for _, file := range []string{"c/a.md", "c/a.md", "c/b.md", "c/d.md"} {
		add(file, "record-shortcode", `{{< gh "1" >}} is not run here; nothing stands in its place`)
	}
	add("c/a.md", "record-shortcode", "{% tip %} is not run here; what is within stays")
	add("c/p.md", "record-page", "has no date, so it is no article")
	add("c/q.md", "record-page", "has no date, so it is no article")
	add("c/a.md", "record-key", "{{< gh >}} is a strange key")
	want := `c/a.md:2: warning: {{< gh "1" >}} is not run here; nothing stands in its place; likewise 3 more of gh, in 3 files (-v names them) (record-shortcode)
c/a.md:2: warning: {% tip %} is not run here; what is within stays (record-shortcode)
c/a.md:2: warning: {{< gh >}} is a strange key (record-key)
c: warning: 2 pages have no date, so they are no articles: p.md, q.md (record-page)
`
	got := ""
	for _, f := range Gather("c", findings) {
		got += f.String() + "\n"
	}
	if got != want {
		t.Errorf("gathered\n%swant\n%s", got, want)
	}
}
