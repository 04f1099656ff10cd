package serve

import (
	"fmt"
	"os"
	"testing"
)

func BenchmarkList(b *testing.B) {
	dir := b.TempDir()
	for i := range 3000 {
		folder := fmt.Sprintf("%s/tag/%d", dir, i/4)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(fmt.Sprintf("%s/%d.xml", folder, i%4), nil, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	for b.Loop() {
		if found, err := list(root); err != nil || len(found) != 3000 {
			b.Fatalf("list = %d files, %v, want 3000", len(found), err)
		}
	}
}
