package markup

import (
	"html"
	"strings"
)

// A TokenKind says what a piece of HTML is.
type TokenKind byte

// The kinds of tokens.
const (
	Text     TokenKind = iota
	StartTag           // <p>, <br/>
	EndTag             // </p>
	Comment            // <!-- -->, and what browsers take for one: <? ?>, <![CDATA[ ]]>, </ >
	Doctype            // <!DOCTYPE html>
	Cut                // a tag or comment that the text ends within
)

// A Token is a piece of HTML. Offsets count bytes of the text.
type Token struct {
	Kind    TokenKind
	Name    string // of a tag, in lower case
	Attrs   []Attr // of a start tag, as written, names in lower case, at most 256; good until the next token
	At, End int
}

// An HTML reads the tokens of a text of HTML, as browsers do (HTML §13.2.5): nothing
// is an error, and what is no markup is text.
//
//	for h := (HTML{Text: text}); h.Next(); {
//		h.Token
//	}
type HTML struct {
	Text  string
	Token Token  // the one that Next has read
	raw   string // the element whose text holds no markup, such as script
}

// verbatim are the elements in which nothing but their own end tag is markup.
var verbatim = map[string]bool{
	"iframe": true, "noembed": true, "noframes": true, "script": true, "style": true, "textarea": true, "title": true, "xmp": true,
}

// Next reads the next token, if there is one.
func (h *HTML) Next() bool {
	at := h.Token.End
	h.Token = Token{At: at, Attrs: h.Token.Attrs[:0]}
	if at >= len(h.Text) {
		return false
	}
	begins := h.begins(at)
	if begins > at {
		h.Token.End = begins
		return true
	}
	h.raw = ""
	switch rest := h.Text[at:]; {
	case isLetter(rest[1]):
		h.tag(StartTag, at+1)
	case rest[1] == '/' && isLetter(rest[2]):
		h.tag(EndTag, at+2)
	case strings.HasPrefix(rest, "<!--"):
		h.comment(at + len("<!--"))
	case len(rest) >= len("<!doctype") && strings.EqualFold(rest[:len("<!doctype")], "<!doctype"):
		h.until(Doctype, ">", at)
	default:
		h.until(Comment, ">", at+2)
	}
	return true
}

// begins gives the place of the next markup, or the end.
func (h *HTML) begins(at int) int {
	for {
		next := strings.IndexByte(h.Text[at:], '<')
		if next < 0 {
			return len(h.Text)
		}
		at += next
		if h.raw != "" && h.closes(at) || h.raw == "" && isMarkup(h.Text[at:]) {
			return at
		}
		at++
	}
}

// closes reports whether the end tag of the element that is verbatim stands there.
func (h *HTML) closes(at int) bool {
	rest := h.Text[at:]
	end := len("</") + len(h.raw)
	return len(rest) > end && rest[1] == '/' && strings.EqualFold(rest[2:end], h.raw) && (isBlank(rest[end]) || rest[end] == '/' || rest[end] == '>')
}

// isMarkup reports whether markup begins with the < that s begins with.
func isMarkup(s string) bool {
	switch {
	case len(s) < 2:
		return false
	case s[1] == '/':
		return len(s) > 2
	}
	return isLetter(s[1]) || s[1] == '!' || s[1] == '?'
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// until ends the token behind the mark.
func (h *HTML) until(kind TokenKind, mark string, from int) {
	from = min(from, len(h.Text))
	end := strings.Index(h.Text[from:], mark)
	if end < 0 {
		h.Token.Kind, h.Token.End = Cut, len(h.Text)
		return
	}
	h.Token.Kind, h.Token.End = kind, from+end+len(mark)
}

// comment reads a comment, whose text begins at from.
func (h *HTML) comment(from int) {
	for _, empty := range []string{">", "->"} {
		if strings.HasPrefix(h.Text[from:], empty) {
			h.Token.Kind, h.Token.End = Comment, from+len(empty)
			return
		}
	}
	h.until(Comment, "-->", from)
	if i := strings.Index(h.Text[from:h.Token.End], "--!>"); i >= 0 {
		h.Token.Kind, h.Token.End = Comment, from+i+len("--!>")
	}
}

// tag reads a tag, whose name begins at from.
func (h *HTML) tag(kind TokenKind, from int) {
	at := from
	for at < len(h.Text) && !isBlank(h.Text[at]) && h.Text[at] != '/' && h.Text[at] != '>' {
		at++
	}
	h.Token.Name = lower(h.Text[from:at])
	for {
		for at < len(h.Text) && (isBlank(h.Text[at]) || h.Text[at] == '/') {
			at++
		}
		if at >= len(h.Text) {
			h.Token.Kind, h.Token.End = Cut, len(h.Text)
			return
		}
		if h.Text[at] == '>' {
			break
		}
		at = h.attribute(at)
	}
	h.Token.Kind, h.Token.End = kind, at+1
	if kind == StartTag && verbatim[h.Token.Name] {
		h.raw = h.Token.Name
	}
}

// attribute reads an attribute, and gives the place behind it.
func (h *HTML) attribute(from int) int {
	at := from + 1 // a name may begin with =
	for at < len(h.Text) && !isBlank(h.Text[at]) && h.Text[at] != '/' && h.Text[at] != '>' && h.Text[at] != '=' {
		at++
	}
	a := Attr{Name: lower(h.Text[from:at]), At: from, ValueAt: at}
	behind := at
	for behind < len(h.Text) && isBlank(h.Text[behind]) {
		behind++
	}
	if behind < len(h.Text) && h.Text[behind] == '=' {
		at, a.ValueAt, a.Value = h.value(behind + 1)
	}
	if len(h.Token.Attrs) < maxAttrs {
		h.Token.Attrs = append(h.Token.Attrs, a)
	}
	return at
}

// maxAttrs is how many attributes of a tag are told: an element of HTML has no more
// that mean something.
const maxAttrs = 256

// value reads the value of an attribute, and gives the places behind and of it.
func (h *HTML) value(at int) (behind, from int, value string) {
	for at < len(h.Text) && isBlank(h.Text[at]) {
		at++
	}
	end := at
	switch {
	case at < len(h.Text) && (h.Text[at] == '"' || h.Text[at] == '\''):
		quote := h.Text[at]
		at++
		if end = strings.IndexByte(h.Text[at:], quote); end < 0 {
			return len(h.Text), at, h.Text[at:]
		}
		end += at
		behind = end + 1
	default:
		for end < len(h.Text) && !isBlank(h.Text[end]) && h.Text[end] != '>' {
			end++
		}
		behind = end
	}
	return behind, at, unescaped(h.Text[at:end])
}

// unescaped replaces the references in the value of an attribute. One without its
// semicolon is none before = or a letter, for ?a=1&copy=2 is an address (HTML
// §13.2.5.73).
func unescaped(value string) string {
	next := strings.IndexByte(value, '&')
	if next < 0 {
		return value
	}
	var b strings.Builder
	for ; next >= 0; next = strings.IndexByte(value, '&') {
		b.WriteString(value[:next])
		value = value[next:]
		end := 1
		for end < len(value) && (isLetter(value[end]) || '0' <= value[end] && value[end] <= '9' || value[end] == '#' && end == 1) {
			end++
		}
		if end < len(value) && value[end] == ';' {
			end++
		}
		b.WriteString(character(value[:end], value[end:]))
		value = value[end:]
	}
	return b.String() + value
}

// character is what a reference in a value stands for, before the rest of it.
func character(written, rest string) string {
	means := html.UnescapeString(written)
	named, ended := strings.CutSuffix(written, ";")
	switch {
	case strings.HasPrefix(written, "&#"):
		return means
	case ended && strings.HasSuffix(means, ";") && named != "&semi":
		return written
	case !ended && (means != html.UnescapeString(written+";") || strings.HasPrefix(rest, "=")):
		return written
	}
	return means
}

// lower is s in lower case, as far as it is ASCII.
func lower(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
