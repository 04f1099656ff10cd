package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxCodings is how often a body may be packed: once more for a server that packs
// what is packed.
const maxCodings = 2

// read takes the body in and unpacks it, both up to most bytes.
func (r *Response) read(body io.Reader, most int64) error {
	data, err := bounded(body, most, "transferred")
	if r.Body, r.Transferred = data, int64(len(data)); err != nil {
		if errors.Is(err, errLarge) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return fmt.Errorf("%w: it ends after %d bytes: %w", ErrCut, len(data), err)
	}
	if len(data) == 0 {
		return nil
	}
	codings := r.codings()
	if len(codings) > maxCodings {
		return fmt.Errorf("%w: it would be packed %d times", ErrCoding, len(codings))
	}
	for i := len(codings) - 1; i >= 0; i-- { // the last was applied last (RFC 9110 §8.4)
		if data, err = unpacked(data, codings[i], most); errors.Is(err, errLarge) {
			return err
		} else if err != nil {
			return fmt.Errorf("%w %s: %w", ErrCoding, strings.Join(codings, ", "), err)
		}
	}
	r.Body = data
	return nil
}

// codings are those of the body, in the order in which they were applied.
func (r *Response) codings() []string {
	var names []string
	for name := range strings.SplitSeq(strings.Join(r.Header.Values("Content-Encoding"), ","), ",") {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" && name != "identity" {
			names = append(names, name)
		}
	}
	return names
}

// unpacked undoes one coding (RFC 9110 §8.4.1).
func unpacked(data []byte, coding string, most int64) ([]byte, error) {
	var packed io.Reader
	var err error
	switch coding {
	case "gzip", "x-gzip":
		packed, err = gzip.NewReader(bytes.NewReader(data))
	case "deflate":
		// Some servers leave the zlib format away that RFC 9110 §8.4.1.2 asks for.
		if packed, err = zlib.NewReader(bytes.NewReader(data)); err != nil {
			packed, err = flate.NewReader(bytes.NewReader(data)), nil
		}
	default:
		return nil, errors.New("it was not asked for, gzip was")
	}
	if err != nil {
		return nil, err
	}
	return bounded(packed, most, "unpacked")
}

// errLarge is that of a body over its bound.
var errLarge = errors.New("the body is too large")

// bounded reads everything, if that is not more than most bytes.
func bounded(r io.Reader, most int64, how string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if int64(len(data)) > most {
		return nil, fmt.Errorf("%w: it has more than %d bytes %s", errLarge, most, how)
	}
	return data, err
}
