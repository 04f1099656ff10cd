package serve

import (
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"time"

	"dateline/feed/value"
)

// mediaName is that of a file whose path holds the hash of its bytes.
var mediaName = value.Regexp(`^media/([0-9a-f]{8})/[^/]+$`)

// forever is how long what never changes is kept.
const forever = "max-age=31536000, immutable" // RFC 8246

// disk answers with a file as it lies on the disk, with ranges.
func (s *Server) disk(w http.ResponseWriter, r *http.Request, set *Set, name string) (status int, bytes int64) {
	file, info, err := open(set.folder, name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return notFound(w)
	}
	if err != nil {
		return say(w, http.StatusInternalServerError, "the file cannot be read\n")
	}
	defer file.Close()
	_, contentType := typeOf(name)
	h := w.Header()
	h["Content-Type"] = []string{contentType}
	h["X-Content-Type-Options"] = []string{"nosniff"}
	if m := mediaName().FindStringSubmatch(name); m != nil {
		h["Cache-Control"] = []string{forever}
		h["Etag"] = []string{`"` + m[1] + `"`}
	} else {
		h["Cache-Control"] = []string{cacheControl(set.maxAge)}
		h["Etag"] = []string{`"` + strconv.FormatInt(info.ModTime().UnixNano(), 36) + "-" + strconv.FormatInt(info.Size(), 36) + `"`}
	}
	out := &stream{ResponseWriter: w, status: http.StatusOK, control: http.NewResponseController(w), now: s.now}
	modified := info.ModTime()
	if now := s.now(); modified.After(now) {
		modified = now
	}
	http.ServeContent(out, r, "", modified, file)
	return out.status, out.bytes
}

// open opens a file of the folder, whatever links lie in that.
func open(folder, name string) (*os.File, fs.FileInfo, error) {
	if !fs.ValidPath(name) || strings.HasPrefix(path.Base(name), ".") || strings.Contains(name, "/.") {
		return nil, nil, fs.ErrNotExist
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	info, err := root.Stat(name) // before it is opened: a pipe would wait
	if err != nil || !info.Mode().IsRegular() {
		return nil, info, errors.Join(err, fs.ErrNotExist)
	}
	file, err := root.Open(name)
	return file, info, err
}

// A stream is a body that may take long: each piece of it is given its time, so that
// only who takes nothing is cut off.
type stream struct {
	http.ResponseWriter
	control *http.ResponseController
	now     func() time.Time
	status  int
	bytes   int64
}

// A piece is what a reader must take within the time that it is given: 18 KB a second.
const (
	piece     = 1 << 20 // bytes
	pieceTime = time.Minute
)

func (s *stream) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

func (s *stream) Write(data []byte) (int, error) {
	s.extend()
	n, err := s.ResponseWriter.Write(data)
	s.bytes += int64(n)
	return n, err
}

// ReadFrom takes the bytes of a file, which the system copies itself (sendfile) where it
// sees the file and no more than one limit around it.
func (s *stream) ReadFrom(from io.Reader) (int64, error) {
	limited, ok := from.(*io.LimitedReader) // as http.ServeContent has it
	if !ok {
		return io.Copy(struct{ io.Writer }{s}, from)
	}
	var sum int64
	for limited.N > 0 {
		s.extend()
		n, err := io.CopyN(s.ResponseWriter, limited.R, min(piece, limited.N))
		limited.N -= n
		s.bytes += n
		sum += n
		if errors.Is(err, io.EOF) {
			break // the file is shorter than it was
		}
		if err != nil {
			return sum, err
		}
	}
	return sum, nil
}

func (s *stream) extend() {
	s.control.SetWriteDeadline(s.now().Add(pieceTime)) // where it cannot be set, as in tests, there is none
}
