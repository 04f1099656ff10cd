package record

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	stdimage "image"
	_ "image/gif"  // the sizes of pictures
	_ "image/jpeg" // the sizes of pictures
	_ "image/png"  // the sizes of pictures
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	_ "golang.org/x/image/webp" // the sizes of pictures

	"dateline/feed"
	"dateline/feed/value"
)

// Media finds the file that a reference of the article names: beside its record,
// else below the folder of records. ok is false if ref names no such file, but an
// address.
func (f Folder) Media(a feed.Article, ref string) (m feed.Media, ok bool, err error) {
	if g := f.generator(); g != nil && g.posts {
		return feed.Media{}, false, nil // Jekyll publishes nothing from beside its posts
	}
	u, err := url.Parse(ref)
	if err != nil || u.IsAbs() || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") || f.notation(u.Path) != nil {
		return feed.Media{}, false, nil
	}
	file, _, _ := strings.Cut(a.Key, "#")
	names := []string{path.Join(path.Dir(file), u.Path), path.Clean(u.Path)}
	names = slices.DeleteFunc(names, func(name string) bool { // most are addresses, and one look tells so
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return true // no file of the folder
		}
		_, err := os.Lstat(filepath.Join(f.Path, filepath.FromSlash(name)))
		return errors.Is(err, fs.ErrNotExist) // another error says that the folder is a file
	})
	if len(names) == 0 {
		return feed.Media{}, false, nil
	}
	folder := f.Path
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		folder = filepath.Dir(folder)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return feed.Media{}, false, fmt.Errorf("find %s: %w", ref, err)
	}
	defer root.Close()
	for _, name := range names {
		if info, err := root.Stat(name); err == nil && info.Mode().IsRegular() {
			m, err := measure(root, name)
			m.Path = filepath.Join(folder, filepath.FromSlash(name))
			return m, err == nil, err
		}
	}
	return feed.Media{}, false, nil
}

// measure finds out what feeds say about a file.
func measure(root *os.Root, name string) (feed.Media, error) {
	in, err := root.Open(name)
	if err != nil {
		return feed.Media{}, fmt.Errorf("read %s: %w", name, err)
	}
	defer in.Close()
	hash := sha256.New()
	m := feed.Media{Type: value.TypeOf(name)}
	if m.Length, err = io.Copy(hash, in); err != nil {
		return feed.Media{}, fmt.Errorf("read %s: %w", name, err)
	}
	m.SHA256 = hex.EncodeToString(hash.Sum(nil))
	m.Name = "media/" + m.SHA256[:8] + "/" + path.Base(name)
	if m.Type == "" {
		m.Type = "application/octet-stream"
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return feed.Media{}, fmt.Errorf("read %s: %w", name, err)
	}
	if config, format, err := stdimage.DecodeConfig(in); err == nil {
		m.Type, m.Width, m.Height = "image/"+format, config.Width, config.Height
	}
	return m, nil
}
