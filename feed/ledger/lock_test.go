package ledger

import (
	"errors"
	"path/filepath"
	"testing"
	"time"
)

func TestOneRunAtATimeHoldsTheLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "ledger.db")
	release, err := Lock(t.Context(), path, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(t.Context(), path, 0); !errors.Is(err, ErrLocked) {
		t.Errorf("a second Lock gives %v, want ErrLocked", err)
	}
	begun := time.Now()
	if _, err := Lock(t.Context(), path, 200*time.Millisecond); !errors.Is(err, ErrLocked) {
		t.Errorf("a Lock that waits gives %v, want ErrLocked", err)
	}
	if waited := time.Since(begun); waited < 200*time.Millisecond {
		t.Errorf("it waited %v, want 200ms", waited)
	}
	other := filepath.Join(filepath.Dir(path), "other.db")
	if release, err := Lock(t.Context(), other, 0); err != nil {
		t.Errorf("Lock of another ledger gives %v", err)
	} else if err := release(); err != nil {
		t.Error(err)
	}
	got := make(chan error)
	go func() {
		release, err := Lock(t.Context(), path, time.Minute)
		if err == nil {
			err = release()
		}
		got <- err
	}()
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err != nil {
		t.Errorf("who waited for the lock got %v", err)
	}
}
