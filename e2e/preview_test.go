package e2e

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// previewed is a site with a draft, an embargoed article, a fault and a picture.
var previewed = map[string]string{
	"config.toml":       "[site]\ntitle = 'Gazette'\nurl = 'https://gazette.news/'\n[publish]\nbase = 'https://gazette.news/feeds/'\n[[feed]]\n[[feed]]\neach = 'section'\npath = 'in/{slug}'\n",
	"data/sea/out.md":   "+++\ntitle = 'The ferry is back'\npublished = 2026-11-20T10:00:00Z\ntags = ['ferry']\nauthors = ['Ann Reed']\nunheard = 1\n+++\nIt *sails* again. ![A buoy](buoy.png)\n",
	"data/sea/draft.md": "+++\ntitle = 'A draft of the harbour'\ndraft = true\nimage = 'buoy.png'\n+++\nNot yet said.\n",
	"data/sea/later.md": "+++\ntitle = 'Tomorrow'\npublished = 2099-01-01T10:00:00Z\n+++\nAn embargo.\n",
	"data/land/half.md": "+++\ntitle = 'Half\n+++\n",
}

// An editor sees what is not public yet, with what is wrong with it; the page loads again
// when a record changes; nothing is published.
func TestAPreviewShowsEditorsWhatIsNotPublic(t *testing.T) {
	browser := chromium(t)
	dir := t.TempDir()
	for name, text := range previewed {
		write(t, filepath.Join(dir, name), text)
	}
	picture, err := os.ReadFile("../docs/page.png")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "data/sea/buoy.png"), string(picture))
	s := startServe(t, dir, "--preview")
	for _, v := range views {
		t.Run(v.String(), func(t *testing.T) {
			p := open(t, browser, s.base, v)
			p.wait(`document.querySelectorAll("article").length == 3`)
			text := ask[string](p, "document.body.innerText")
			for _, want := range []string{"Nothing here is public", "A draft of the harbour", "draft", "embargoed until 1 January 2099 10:00 UTC", "The ferry is back", "out.md:6: warning: ", "half.md:2:14: error: ", "its first publication"} {
				if !strings.Contains(text, want) {
					t.Errorf("the page does not show %q:\n%s", want, text)
				}
			}
			p.wait(`[...document.images].every(i => i.complete && i.naturalWidth > 0)`)
			if wide := ask[int64](p, "document.documentElement.scrollWidth"); wide > v.width {
				t.Errorf("is %d pixels wide on a screen of %d", wide, v.width)
			}
			for _, violation := range p.axe() {
				t.Error(violation)
			}
			p.shoot("preview-" + v.String())
			p.done()
		})
	}
	t.Run("it loads again", func(t *testing.T) {
		p := open(t, browser, s.base+"?feed=in/sea", views[0])
		p.wait(`document.querySelectorAll("article").length == 3`)
		write(t, filepath.Join(dir, "data/sea/draft.md"), "+++\ntitle = 'A better title'\ndraft = true\n+++\nSaid.\n")
		p.shows("A better title")
		write(t, filepath.Join(dir, "config.toml"), "[site\n")
		p.shows("config.toml:2")
		write(t, filepath.Join(dir, "config.toml"), previewed["config.toml"])
		p.shows("A better title")
	})
	for _, name := range []string{"public", ".dateline"} {
		if _, err := os.Stat(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the preview wrote %s (%v)", name, err)
		}
	}
}

// shows waits until a page that loads again by itself shows a text.
func (p *tab) shows(text string) {
	p.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if shown, err := chromedp.Run(p.Context, chromedp.Evaluate[string]("document.body.innerText")); err == nil && strings.Contains(shown, text) {
			return
		}
	}
	p.t.Errorf("the page does not show %q", text)
}

func TestAPreviewListensToThisMachineAlone(t *testing.T) {
	endToEnd(t)
	for args, want := range map[string]string{
		"--preview --listen :8080":        "dateline: --preview is for this machine alone, and --listen :8080 is not; 127.0.0.1:8080 would be\n",
		"--preview --listen 0.0.0.0:8080": "dateline: --preview is for this machine alone, and --listen 0.0.0.0:8080 is not; 127.0.0.1:8080 would be\n",
		"--preview --watch":               "dateline: --preview publishes nothing, so that it does not go with --watch\n",
	} {
		out, err := exec.Command(dateline, append([]string{"serve"}, strings.Fields(args)...)...).CombinedOutput()
		if err == nil || string(out) != want {
			t.Errorf("serve %s says %q (%v), want %q", args, out, err, want)
		}
	}
}
