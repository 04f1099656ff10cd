package value

import (
	"fmt"
	"mime"
	"net/mail"
	"path"
	"strings"
)

// mediaTypes are those of the files that feeds point to, by extension. Package
// mime would read the machine's own list, which is not the same everywhere.
var mediaTypes = map[string]string{
	".aac":  "audio/aac",
	".avif": "image/avif",
	".csv":  "text/csv",
	".epub": "application/epub+zip",
	".flac": "audio/flac",
	".gif":  "image/gif",
	".htm":  "text/html",
	".html": "text/html",
	".ics":  "text/calendar",
	".jpeg": "image/jpeg",
	".jpg":  "image/jpeg",
	".json": "application/json",
	".m4a":  "audio/x-m4a",
	".m4b":  "audio/x-m4b",
	".m4v":  "video/x-m4v",
	".mov":  "video/quicktime",
	".mp3":  "audio/mpeg",
	".mp4":  "video/mp4",
	".mpeg": "video/mpeg",
	".oga":  "audio/ogg",
	".ogg":  "audio/ogg",
	".ogv":  "video/ogg",
	".opus": "audio/ogg",
	".pdf":  "application/pdf",
	".png":  "image/png",
	".srt":  "application/x-subrip",
	".svg":  "image/svg+xml",
	".tif":  "image/tiff",
	".tiff": "image/tiff",
	".txt":  "text/plain",
	".vtt":  "text/vtt",
	".wav":  "audio/wav",
	".weba": "audio/webm",
	".webm": "video/webm",
	".webp": "image/webp",
	".zip":  "application/zip",
}

// TypeOf gives the media type that a file's or URL's name promises; empty if it
// promises none that is known.
func TypeOf(name string) string {
	name, _, _ = strings.Cut(name, "?")
	name, _, _ = strings.Cut(name, "#")
	return mediaTypes[strings.ToLower(path.Ext(name))]
}

// MediaType gives the canonical form of a media type (RFC 2045 §5.1).
func MediaType(s string) (string, error) {
	name, params, err := mime.ParseMediaType(s)
	if major, minor, found := strings.Cut(name, "/"); err != nil || !found || major == "" || minor == "" {
		return "", fmt.Errorf("%s is not a media type such as audio/mpeg", Quote(s))
	}
	return mime.FormatMediaType(name, params), nil
}

// Email gives the address of s, such as ann@example.org (RFC 5322 §3.4.1).
func Email(s string) (string, error) {
	address, err := mail.ParseAddress(s)
	if err != nil || address.Name != "" || strings.ContainsAny(address.Address, " <>\"") {
		return "", fmt.Errorf("%s is not an e-mail address such as ann@example.org", Quote(s))
	}
	return address.Address, nil
}
