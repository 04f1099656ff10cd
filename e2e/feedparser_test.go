package e2e

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// feedparser is the library under Planet, rss2email and many aggregators.
var feedparser = reader{
	name:  "feedparser",
	needs: func(t *testing.T) { pythonWith(t, "feedparser") },
	read: func(t *testing.T, d document) shown {
		return readJSON(t, d.format, output(t, nil, nil, pythonWith(t, "feedparser"), filepath.Join("readers", "feedparser_json.py"), d.url))
	},
	blind: map[string]blindness{
		"Items": only("json", "it reads RSS and Atom"),
	},
}

// pythonWith is an interpreter that has the module: that of the system may have
// it while another one comes first in the path.
func pythonWith(t *testing.T, module string) string {
	t.Helper()
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import "+module).Run() == nil {
			return python
		}
	}
	t.Skipf("the Python module %s is not installed", module)
	return ""
}
