package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A view is how somebody looks at a page.
type view struct {
	scheme     string // light or dark
	width      int64  // pixels
	scriptless bool
}

var views = []view{{scheme: "light", width: 1280}, {scheme: "dark", width: 1280}, {scheme: "light", width: 360}, {scheme: "dark", width: 360}}

func (v view) String() string { return fmt.Sprintf("%s-%d", v.scheme, v.width) }

// A tab is one of Chromium, with all that went wrong in it.
type tab struct {
	context.Context
	t     *testing.T
	site  string // the server that pages may ask
	lock  sync.Mutex
	wrong []string
}

// chromium starts the browser, once for all tests of a test function.
func chromium(t *testing.T) context.Context {
	t.Helper()
	endToEnd(t)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(installed(t, "chromium")), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	return ctx
}

// open opens a page in a new tab. A page that asks another server, breaks its policy or
// writes to the console fails the test when the tab is looked after (done).
func open(t *testing.T, browser context.Context, address string, v view) *tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(browser)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(stop)
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	p := &tab{Context: ctx, t: t, site: at.Scheme + "://" + at.Host + "/"}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	send(p, log.Enable, cdp.Empty{})
	send(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: v.width, Height: 800, DeviceScaleFactor: 1})
	send(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.scheme}}})
	send(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	send(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.scriptless})
	p.do(chromedp.Navigate(address))
	return p
}

func (p *tab) hear(event any) {
	p.lock.Lock()
	defer p.lock.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, p.site) && !strings.HasPrefix(e.Request.URL, "data:") {
			p.wrong = append(p.wrong, "asks for "+e.Request.URL)
		}
	case *log.EventEntryAdded:
		if !strings.HasSuffix(e.Entry.URL, "/favicon.ico") { // the browser asks for it by itself
			p.wrong = append(p.wrong, "logs "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		p.wrong = append(p.wrong, "writes to the console")
	case *runtime.EventExceptionThrown:
		p.wrong = append(p.wrong, "throws "+e.ExceptionDetails.Text)
	}
}

// done fails the test for all that went wrong.
func (p *tab) done() {
	p.t.Helper()
	p.lock.Lock()
	defer p.lock.Unlock()
	for _, wrong := range p.wrong {
		p.t.Errorf("the page %s", wrong)
	}
}

// send sends a command of the protocol.
func send[P, R any](p *tab, command cdp.Command[P, R], params P) {
	p.t.Helper()
	if _, err := chromedp.Call(p.Context, command, params); err != nil {
		p.t.Fatal(err)
	}
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.Context, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// get does what gives something.
func get[T any](p *tab, action chromedp.Action[T]) T {
	p.t.Helper()
	got, err := chromedp.Run(p.Context, action)
	if err != nil {
		p.t.Fatal(err)
	}
	return got
}

// ask gives what an expression of JavaScript is; of a promise, what it becomes. Programs
// can ask where pages may run no script.
func ask[T any](p *tab, expression string) T {
	p.t.Helper()
	return get(p, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// wait waits until an expression is true.
func (p *tab) wait(expression string) {
	p.t.Helper()
	if err := chromedp.Do(p.Context, chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingTimeout(10*time.Second))); err != nil {
		p.t.Fatalf("wait for %s: %v", expression, err)
	}
}

// shoot keeps a picture of the whole page in the folder that DATELINE_SCREENS names, for
// people to look at.
func (p *tab) shoot(name string) {
	p.t.Helper()
	folder := os.Getenv("DATELINE_SCREENS")
	if folder == "" {
		return
	}
	picture := get(p, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// axe are the violations of accessibility that axe-core finds.
func (p *tab) axe() []string {
	p.t.Helper()
	source, err := os.ReadFile("readers/node_modules/axe-core/axe.min.js")
	if err != nil {
		p.t.Skip("axe-core is not installed: npm ci --prefix e2e/readers")
	}
	p.do(chromedp.Evaluate[chromedp.Void](string(source)))
	found := ask[string](p, `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target + ": " + n.failureSummary))))`)
	var violations []string
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		p.t.Fatal(err)
	}
	return violations
}

// plainly serves a site as web servers do that know no feeds: XML as text/xml.
func plainly(t *testing.T, s *site) string {
	t.Helper()
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(s.dir, "public"))))
	t.Cleanup(server.Close)
	return server.URL + "/"
}
