package check

import (
	"bytes"
	"fmt"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/feed/markup"
	"dateline/feed/value"
)

func (s *serving) cut(code string) {
	if !s.Cut {
		return
	}
	promised := ""
	if length := s.says("Content-Length"); length != "" {
		promised = " of the " + length + " that Content-Length promises"
	}
	s.note(code, "Content-Length", "the body ends after %d bytes%s", s.Transferred, promised)
}

func (s *serving) encoding(code string) {
	if misfit := s.misfit(); misfit != "" {
		s.note(code, "Content-Encoding", "%s", misfit)
	}
}

// contentCodings are the content codings that have a name (the IANA HTTP Content Coding
// Registry).
var contentCodings = value.Words("aes128gcm br compress dcb dcz deflate exi gzip pack200-gzip x-compress x-gzip zstd")

// codings are those that the answer names, in small letters; identity, which is
// none, aside.
func (s *serving) codings() []string {
	return slices.DeleteFunc(strings.FieldsFunc(strings.ToLower(s.says("Content-Encoding")), func(r rune) bool {
		return r == ',' || r == ' ' || r == '\t'
	}), func(name string) bool { return name == "identity" })
}

// misfit says why Content-Encoding is not that of the body; empty if it is.
func (s *serving) misfit() string {
	encoding := s.says("Content-Encoding")
	asked := true
	for _, name := range s.codings() {
		if !contentCodings[name] {
			return fmt.Sprintf("Content-Encoding: %s is no coding such as gzip", value.Quote(encoding))
		}
		asked = asked && has("gzip x-gzip deflate", name)
	}
	switch gzip := bytes.HasPrefix(s.data, []byte("\x1f\x8b")); {
	case s.Packed && !asked:
		return fmt.Sprintf("Content-Encoding: %s was not asked for; gzip was", value.Quote(encoding))
	case s.Packed:
		return fmt.Sprintf("the body is not packed as Content-Encoding: %s says", value.Quote(encoding))
	case gzip && encoding == "":
		return "the body is packed with gzip, and there is no Content-Encoding that says so"
	case gzip:
		return fmt.Sprintf("the body is packed once more than Content-Encoding: %s says", value.Quote(encoding))
	}
	return ""
}

// mediaTypes are those under which readers expect a feed: its own, and those of the
// notation that it is written in.
var mediaTypes = map[string]struct{ own, generic string }{
	"atom": {"application/atom+xml", "application/xml text/xml"},
	"json": {"application/feed+json", "application/json"},
	"opml": {"text/x-opml", "application/xml text/xml"},
	"rss":  {"application/rss+xml", "application/xml text/xml"},
}

// contentType is the media type of the answer, without and with its parameters.
func (s *serving) contentType() (name string, parameters map[string]string) {
	name, parameters, err := mime.ParseMediaType(s.says("Content-Type"))
	if err != nil {
		name, _, _ = strings.Cut(strings.ToLower(s.says("Content-Type")), ";")
	}
	return strings.TrimSpace(name), parameters
}

func (s *serving) typeMissing(code string) {
	if s.is != "" && s.says("Content-Type") == "" {
		s.note(code, "Content-Type", "there is no Content-Type; %s would be right", mediaTypes[s.is].own)
	}
}

func (s *serving) typeUnexpected(code string) {
	name, _ := s.contentType()
	if types := mediaTypes[s.is]; s.is != "" && name != "" && name != types.own && !has(types.generic, name) {
		s.note(code, "Content-Type", "Content-Type: %s; %s would be right", value.Quote(s.says("Content-Type")), types.own)
	}
}

func (s *serving) typeGeneric(code string) {
	name, _ := s.contentType()
	if types := mediaTypes[s.is]; has(types.generic, name) {
		s.note(code, "Content-Type", "Content-Type: %s does not say what it is; %s would", value.Quote(name), types.own)
	}
}

// charset: readers differ in whom they believe, the header or the document.
func (s *serving) charset(code string) {
	_, parameters := s.contentType()
	header := parameters["charset"]
	if header == "" || s.is == "" {
		return
	}
	inside, by := s.charsetInside()
	if !markup.SameEncoding(header, inside) {
		s.note(code, "Content-Type", "Content-Type: the charset is %s, and %s %s", value.Quote(header), by, value.Quote(inside))
	}
}

// charsetInside is the encoding that the document tells, and by what (XML 1.0
// appendix F, RFC 8259 §8.1).
func (s *serving) charsetInside() (name, by string) {
	switch {
	case bytes.HasPrefix(s.data, []byte("\xFE\xFF")):
		return "utf-16be", "the byte order mark is of"
	case bytes.HasPrefix(s.data, []byte("\xFF\xFE")):
		return "utf-16le", "the byte order mark is of"
	case s.doc.BOM:
		return "UTF-8", "the byte order mark is of"
	case s.doc.Declared != "":
		return s.doc.Declared, "the XML declaration says"
	case s.is == "json":
		return "UTF-8", "JSON is always"
	}
	return "UTF-8", "XML without a declaration is"
}

// charsetMissing: RFC 3023 said that text/xml is US-ASCII where nothing else is
// said; RFC 7303, of 2014, asks the document.
func (s *serving) charsetMissing(code string) {
	name, parameters := s.contentType()
	beyond := bytes.ContainsFunc(s.data, func(r rune) bool { return r >= utf8.RuneSelf })
	if name == "text/xml" && parameters["charset"] == "" && beyond && !s.doc.BOM {
		s.note(code, "Content-Type", "Content-Type: %s has no charset, and programs of before 2014 then take the text for US-ASCII", value.Quote(s.says("Content-Type")))
	}
}

// worthwhile is how many bytes are worth to be compressed: fewer take a packet or
// two anyhow.
const worthwhile = 4 << 10

func (s *serving) uncompressed(code string) {
	if len(s.codings()) == 0 && len(s.data) >= worthwhile {
		s.note(code, "Content-Encoding", "%d bytes come uncompressed, though gzip was asked for", len(s.data))
	}
}

func (s *serving) vary(code string) {
	vary := strings.ToLower(s.says("Vary"))
	if len(s.codings()) > 0 && s.misfit() == "" && !strings.Contains(vary, "accept-encoding") && vary != "*" {
		s.note(code, "Vary", "the answer is compressed, and has no Vary: Accept-Encoding")
	}
}

// sizes are what readers take, in bytes of the uncompressed file; limits that are
// history, of FeedBurner and of Google's Publisher Center, are left out.
var sizes = []struct {
	code  string
	limit int
	who   string
}{
	{"http-size-large", 250_000, "JSON Feed advises"},
	{"http-size-refused", 1 << 20, "SmartNews takes"},
	{"http-size-refused", 5_000_000, "the W3C feed validator takes"},
	{"http-size-refused", 5 << 20, "CommaFeed takes"},
	{"http-size-refused", 10 << 20, "MSN takes"},
	{"http-size-refused", 15 << 20, "Miniflux takes"},
	{"http-size-refused", 25 << 20, "matrix-hookshot takes"},
}

func (s *serving) size(code string) {
	var over []string
	for _, row := range sizes {
		if row.code == code && len(s.data) > row.limit {
			over = append(over, fmt.Sprintf("%s at most %d", row.who, row.limit))
		}
	}
	if over != nil {
		s.note(code, "", "the feed has %d bytes; %s", len(s.data), strings.Join(over, ", "))
	}
}
