package serve

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// The content codings, the smallest last. Besides gzip, which every reader knows, it is
// brotli and not zstd: browsers have it since 2017, zstd since 2024 to 2026, and of the
// libraries of readers more unpack brotli.
const (
	identity = iota
	gzipped
	brotlied
	codings
)

var codingNames = [codings]string{"identity", "gzip", "br"}

// Levels of compression. More brotli is ten times slower and saves a tenth.
const (
	gzipLevel   = gzip.BestCompression
	brotliLevel = 6
)

// least is how many bytes are worth to be compressed: fewer fit in a packet anyhow.
const least = 1024

// pack gives data in each coding; nil in those that make it no smaller.
func pack(data []byte) ([codings][]byte, error) {
	bodies := [codings][]byte{identity: data}
	if len(data) < least {
		return bodies, nil
	}
	for coding, begin := range map[int]func(io.Writer) (io.WriteCloser, error){
		gzipped:  func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriterLevel(w, gzipLevel) },
		brotlied: func(w io.Writer) (io.WriteCloser, error) { return brotli.NewWriterLevel(w, brotliLevel), nil },
	} {
		var packed bytes.Buffer
		w, err := begin(&packed)
		if err == nil {
			_, err = w.Write(data)
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			return bodies, fmt.Errorf("compress by %s: %w", codingNames[coding], err)
		}
		if packed.Len() < len(data) {
			bodies[coding] = bytes.Clone(packed.Bytes())
		}
	}
	return bodies, nil
}

// form is the one that is asked for: of the codings that are liked most the smallest.
// Who likes none gets the identity all the same (RFC 9110 §12.5.3 allows that).
func (p *page) form(accepted []string) *form {
	best, weight := identity, 0.0
	for coding := codings - 1; coding > identity; coding-- {
		if p.forms[coding] == nil {
			continue
		}
		if q := liking(accepted, codingNames[coding]); q > weight {
			best, weight = coding, q
		}
	}
	if best != identity && liking(accepted, codingNames[identity]) > weight {
		best = identity
	}
	return p.forms[best]
}

// liking is the weight of a coding in Accept-Encoding, from 0 to 1 (RFC 9110 §12.4.2).
// One that is not named has that of *, and identity, which need not be named, none.
func liking(accepted []string, coding string) float64 {
	any := 0.0
	for _, list := range accepted {
		for item := range strings.SplitSeq(list, ",") {
			name, parameters, _ := strings.Cut(item, ";")
			name = strings.TrimSpace(name)
			switch {
			case strings.EqualFold(name, coding) || coding == "gzip" && strings.EqualFold(name, "x-gzip"):
				return quality(parameters)
			case name == "*" && coding != codingNames[identity]:
				any = quality(parameters)
			}
		}
	}
	return any
}

// quality is the weight that parameters say: 1 if they say none, 0 if it is none.
func quality(parameters string) float64 {
	name, value, _ := strings.Cut(strings.TrimSpace(parameters), "=")
	if !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}
