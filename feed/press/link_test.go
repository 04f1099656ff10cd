package press

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/feed"
)

// An article may refer to what is none: a page without a date, which may move, and the
// list of a folder.
func TestReferencesLeadToPagesAndLists(t *testing.T) {
	p := site(t, "[records]\ngenerator = 'hugo'\n", map[string]string{
		"p/first.md":     "\n---\ntitle: First\ndate: 2020-01-02\n---\n\"See\" [us]({{< ref \"about\" >}}) -- [all]({{< relref \"/p\" >}}), [Docs]({{< ref \"Docs\" >}}) and [none]({{< ref \"none\" >}}).\n",
		"about.md":       "---\ntitle: About\n---\nUs.\n",
		"p/_index.md":    "---\ntitle: All\n---\n",
		"Docs/_index.md": "---\ntitle: Docs\n---\n",
		"held/index.md":  "---\nheadless: true\n---\n",
	})
	p.Make = "test"
	for _, step := range []struct{ about, want string }{
		{"", `<p>“See” <a href="https://gazette.example/about/">us</a> – <a href="https://gazette.example/p/">all</a>, <a href="https://gazette.example/docs/">Docs</a> and none.</p>`},
		{"---\ntitle: About\nurl: /us/\n---\nUs.\n", `<p>“See” <a href="https://gazette.example/us/">us</a> – <a href="https://gazette.example/p/">all</a>, <a href="https://gazette.example/docs/">Docs</a> and none.</p>`},
	} {
		if step.about != "" {
			if err := os.WriteFile(filepath.Join(p.Config.Records.Path, "about.md"), []byte(step.about), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		proof, err := p.Proof()
		if err != nil {
			t.Fatal(err)
		}
		if n := proof.Findings.Count(feed.Error); n > 0 {
			t.Errorf("%v", proof.Findings)
		}
		if err := proof.Publish(); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(p.Config.Publish.To, "rss.xml"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), step.want) {
			t.Errorf("there is no %s in\n%s", step.want, data)
		}
		if err := proof.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Where an article goes, those that refer to it follow in the next run, though nothing
// of them changed; as they do in a run that reads all.
func TestReferencesFollowTheirTarget(t *testing.T) {
	const first = "---\ntitle: First\ndate: 2020-01-02\n---\nSee [the other]({{< ref \"second\" >}}).\n"
	const second = "---\ntitle: Second\ndate: 2020-01-03\n"
	p := site(t, "[records]\ngenerator = 'hugo'\nid = '{url}'\n", map[string]string{
		"p/first.md": first, "p/second.md": second + "---\nx\n", "p/third.md": strings.ReplaceAll(first, "First", "Third"),
	})
	p.Make = "test"
	rewrite := func(text string) {
		if err := os.WriteFile(filepath.Join(p.Config.Records.Path, "p/second.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct{ name, second, want, said string }{
		{"as it is", "", `<a href="https://gazette.example/p/second/">the other</a>`, ""},
		{"elsewhere", second + "slug: new\n---\nx\n", `<a href="https://gazette.example/p/new/">the other</a>`, ""},
		{"a draft", second + "draft: true\n---\nx\n", `<p>See the other.</p>`, "refers to second, which is no article"},
		{"back again", second + "---\nx\n", `<a href="https://gazette.example/p/second/">the other</a>`, ""},
	} {
		if step.second != "" {
			rewrite(step.second)
		}
		proof, err := p.Proof()
		if err != nil {
			t.Fatal(err)
		}
		if err := proof.Publish(); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(p.Config.Publish.To, "rss.xml"))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(data), step.want); n != 2 {
			t.Errorf("%s: %d articles hold %s, want 2:\n%s", step.name, n, step.want, data)
		}
		said := ""
		for _, f := range proof.Findings {
			said += f.String() + "\n"
		}
		if !strings.Contains(said, step.said) || step.said == "" && strings.Contains(said, "refers to") {
			t.Errorf("%s: said %s", step.name, said)
		}
		if strings.Contains(string(data), "<guid isPermaLink=\"false\">https://gazette.example/p/second/") != (step.name == "elsewhere") && step.name != "a draft" {
			t.Errorf("%s: the id of the article that moved is another one:\n%s", step.name, data)
		}
		if err := proof.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
