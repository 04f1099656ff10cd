package ledger

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// ErrLocked says that another run holds the lock.
var ErrLocked = errors.New("another run holds the lock")

// Lock lets one run at a time work with the ledger at path. It waits for another
// run to end as long as wait says, 0 is not at all, and then gives [ErrLocked]. The
// system lets go of the lock of a run that died. The file of the lock, path with
// .lock behind it, stays: removing it would let in two runs at once.
func Lock(ctx context.Context, path string, wait time.Duration) (release func() error, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("make the ledger's folder: %w", err)
	}
	lock := flock.New(path + ".lock")
	locked, err := lock.TryLock()
	if !locked && err == nil && wait > 0 {
		const again = 50 * time.Millisecond
		ctx, cancel := context.WithTimeout(ctx, wait)
		defer cancel()
		locked, err = lock.TryLockContext(ctx, again)
		if errors.Is(err, context.DeadlineExceeded) {
			err = nil
		}
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("lock the ledger: %w", err)
	case !locked:
		return nil, fmt.Errorf("%w %s", ErrLocked, lock.Path())
	}
	return lock.Unlock, nil
}
