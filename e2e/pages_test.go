package e2e

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pages are feeds whose pages are hard to show.
var pages = published("pages", "testdata/pages")

// hard are the pages and raw feeds of that site.
var hard = []struct{ name, path string }{
	{"page", "index.html"},
	{"front", "feeds.html"},
	{"right-to-left", "right-to-left/index.html"},
	{"empty", "empty/index.html"},
	{"long", "long/folder/of/a/feed-whose-address-does-not-end-where-a-narrow-screen-does/index.html"},
	{"rss", "rss.xml"},
	{"atom", "atom.xml"},
	{"archive", "archive/0001.rss.xml"},
}

// Each page is shown whole on any screen, asks nobody else and breaks no policy.
func TestPagesInABrowser(t *testing.T) {
	chrome := chromium(t)
	base := plainly(t, pages(t))
	for _, h := range hard {
		for _, v := range views {
			t.Run(h.name+"/"+v.String(), func(t *testing.T) {
				p := open(t, chrome, base+h.path, v)
				if wide := ask[int64](p, "document.documentElement.scrollWidth"); wide > v.width {
					t.Errorf("is %d pixels wide on a screen of %d", wide, v.width)
				}
				p.shoot(h.name + "-" + v.String())
				p.done()
			})
		}
	}
}

func TestPagesAreAccessible(t *testing.T) {
	chrome := chromium(t)
	base := plainly(t, pages(t))
	for _, h := range hard {
		if !strings.HasSuffix(h.path, ".html") {
			continue
		}
		for _, v := range views {
			t.Run(h.name+"/"+v.String(), func(t *testing.T) {
				p := open(t, chrome, base+h.path, v)
				for _, violation := range p.axe() {
					t.Error(violation)
				}
			})
		}
	}
	t.Run("axe finds what is wrong", func(t *testing.T) {
		p := open(t, chrome, base+"index.html", views[0])
		p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("img").removeAttribute("alt"); document.documentElement.lang = ""`))
		if len(p.axe()) < 2 {
			t.Error("an image without alt and a page without lang are found right")
		}
	})
}

// Someone with a keyboard alone reaches everything, in order, and sees where they are.
func TestPagesByKeyboard(t *testing.T) {
	chrome := chromium(t)
	base := plainly(t, pages(t))
	p := open(t, chrome, base+"index.html", views[0])
	if _, err := chromedp.CallBrowser(p, browser.SetPermission, browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: "clipboard-read"}, Setting: browser.PermissionSettingGranted}); err != nil {
		t.Fatal(err)
	}
	links := ask[[]string](p, `[...document.querySelectorAll("a, button, summary")].map(e => e.textContent)`)
	for i, want := range links {
		p.do(chromedp.KeyEvent(kb.Tab))
		if got := ask[string](p, "document.activeElement.textContent"); got != want {
			t.Fatalf("Tab %d reaches %q, want %q", i+1, got, want)
		}
		if outline := ask[string](p, `getComputedStyle(document.activeElement).outlineStyle`); outline == "none" {
			t.Errorf("nobody sees that %q has the focus", want)
		}
		if i == 0 && (want != "Skip to the articles" || ask[string](p, "getComputedStyle(document.activeElement).clipPath") != "none") {
			t.Errorf("the first link is %q, want the one that skips, shown", want)
		}
		if strings.HasPrefix(want, "Copy") {
			p.copy(want)
		}
	}
	p.done()
}

// copy presses the button that has the focus.
func (p *tab) copy(name string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(kb.Enter))
	p.wait(`document.getElementById("said").textContent.startsWith("Copied") && document.activeElement.textContent.startsWith("Copied")`)
	copied := ask[string](p, "navigator.clipboard.readText()")
	if want := ask[string](p, "document.activeElement.dataset.copy"); copied != want {
		p.t.Errorf("%s copies %q, want %q", name, copied, want)
	}
	if live := ask[string](p, `document.getElementById("said").ariaLive`); live != "polite" {
		p.t.Errorf("what was copied is said %q, want politely", live)
	}
}

func TestTheFrontPageIsFiltered(t *testing.T) {
	p := open(t, chromium(t), plainly(t, pages(t))+"feeds.html", views[0])
	shown := func() []string {
		return ask[[]string](p, `[...document.querySelectorAll(".feeds h3")].filter(e => e.checkVisibility()).map(e => e.textContent)`)
	}
	if all := shown(); len(all) != 6 {
		t.Errorf("the front page lists %q, want 6 feeds", all)
	}
	p.do(chromedp.SendKeys("#filter", "FERRY"))
	if some := shown(); !slices.Equal(some, []string{"ferry & co"}) {
		t.Errorf("what has FERRY in it is %q, want the feed of that tag", some)
	}
	if said := ask[string](p, `document.getElementById("said").textContent`); said != "1 feed" {
		t.Errorf("it says %q, want 1 feed", said)
	}
	p.done()
}

// Without JavaScript the addresses are there, and no button that does nothing.
func TestPagesWithoutJavaScript(t *testing.T) {
	chrome := chromium(t)
	base := plainly(t, pages(t))
	for _, path := range []string{"index.html", "feeds.html"} {
		p := open(t, chrome, base+path, view{"light", 360, true})
		if dead := ask[int](p, `[...document.querySelectorAll("button, input")].filter(e => e.checkVisibility()).length`); dead > 0 {
			t.Errorf("%s shows %d buttons and fields that do nothing", path, dead)
		}
		for _, address := range []string{"rss.xml", "atom.xml", "feed.json"} {
			if !ask[bool](p, `[...document.querySelectorAll("a")].some(a => a.href.endsWith("/`+address+`") && a.checkVisibility())`) {
				t.Errorf("%s shows no address of %s", path, address)
			}
		}
		p.done()
	}
}

func TestPagesArePrinted(t *testing.T) {
	chrome := chromium(t)
	base := plainly(t, pages(t))
	for _, h := range hard {
		p := open(t, chrome, base+h.path, view{scheme: "dark", width: 1280})
		if data := get(p, chromedp.PrintToPDF(chromedp.PDFPrintBackground())); !strings.HasPrefix(string(data), "%PDF") {
			t.Errorf("%s is printed as %.20q, want a PDF", h.name, data)
		}
	}
}

// A feed that is served as text/xml says what it is, and shows its articles.
func TestARawFeedIsReadable(t *testing.T) {
	chrome := chromium(t)
	base := plainly(t, pages(t))
	for _, tt := range []struct {
		path, feed, item, hidden string
		items                    int
		says                     string
	}{
		{"rss.xml", "channel", "item > title", "item > guid, generator, ttl, docs, category", 25, "This is a feed."},
		{"atom.xml", "feed", "entry > title", "entry > id, content, generator, category, rights", 25, "This is a feed."},
		{"archive/0001.rss.xml", "channel", "item > title", "item > guid", 3, "These are earlier articles of a feed."},
	} {
		t.Run(tt.path, func(t *testing.T) {
			p := open(t, chrome, base+tt.path, views[0])
			if said := ask[string](p, `getComputedStyle(document.querySelector("`+tt.feed+`"), "::before").content`); !strings.Contains(said, tt.says) {
				t.Errorf("it says %q, want %q", said, tt.says)
			}
			if n := ask[int](p, `[...document.querySelectorAll("`+tt.item+`")].filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 10).length`); n != tt.items {
				t.Errorf("it shows %d titles, want those of all %d articles", n, tt.items)
			}
			if n := ask[int](p, `[...document.querySelectorAll("`+tt.hidden+`")].filter(e => e.checkVisibility()).length`); n > 0 {
				t.Errorf("it shows %d elements that are for programs", n)
			}
			p.done()
		})
	}
}
