package feed

import (
	"net/url"
	"strings"
)

// EscapePath percent-encodes a slash-separated path for a URL (RFC 3986 §3.3).
func EscapePath(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}
