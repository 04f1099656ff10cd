package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// A write that takes a part of what it is given, and then no more: the system does that
// where a file would grow beyond a limit. Whatever file and byte it is, the last good
// files stay whole and the next run mends all.
func TestShortWrites(t *testing.T) {
	endToEnd(t)
	s := newSmall(t, t.TempDir())
	const most = 200 // KB, more than the ledger has
	short, step := 0, often(8, 1)
	for n, limit := 1, 0; limit <= most; n, limit = n+1, limit+step {
		when := fmt.Sprintf("with files of at most %d KB", limit)
		s.retitle(t, n)
		code := s.run(t, "bash", "-c", fmt.Sprintf(`ulimit -f %d && exec "$@"`, limit), "bash")
		s.whole(t, when)
		switch {
		case code == 0:
		case strings.Contains(s.said, "goroutine "):
			t.Errorf("%s: panics:\n%s", when, s.said)
		default:
			short++
		}
		s.heals(t, when, n)
	}
	if short == 0 || short > most/step {
		t.Errorf("%d runs were too large, want some that are and some that are not", short)
	}
	t.Logf("%d of %d runs met the limit", short, most/step+1)
}
