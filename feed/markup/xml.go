package markup

import (
	"regexp"
	"strings"
)

// maxElements is how deep elements nest at the most, as in libxml2; no feed nests
// beyond 100.
const maxElements = 256

// maxAttributes is how many attributes an element has at the most; no vocabulary
// has beyond 50.
const maxAttributes = 10_000

// XML reads a text of XML.
func XML(data []byte) *Document {
	d := &Document{Declaration: -1, Doctype: -1}
	d.decodeXML(data)
	d.characters("xml-utf8", "xml-character", notXML)
	s := &xmlScanner{tree: newTree(d), bound: map[string]string{"xml": xmlSpace}}
	s.scan()
	d.sortFaults()
	return d
}

type xmlScanner struct {
	tree
	bound    map[string]string // prefix to namespace name, at this place
	shadowed []binding         // what bound said before the open elements declared theirs
	attrs    []Attr            // of the tag being read
	declares []Attr
	ended    bool // the root was closed
	attrSlab slab[Attr]
}

func (s *xmlScanner) scan() {
	for s.at < len(s.src) {
		next := strings.IndexByte(s.src[s.at:], '<')
		if next < 0 {
			next = len(s.src) - s.at
		}
		if next > 0 {
			s.text(s.at, s.at+next)
			s.at += next
			continue
		}
		s.markup()
	}
	s.finish()
}

// markup reads what begins with the < at this place.
func (s *xmlScanner) markup() {
	rest := s.src[s.at:]
	switch {
	case strings.HasPrefix(rest, "</"):
		s.endTag()
	case strings.HasPrefix(rest, "<?"):
		s.instruction()
	case strings.HasPrefix(rest, "<!--"):
		s.comment()
	case strings.HasPrefix(rest, "<![CDATA["):
		s.cdata()
	case strings.HasPrefix(rest, "<!DOCTYPE"):
		s.doctype()
	case len(rest) > 1 && nameBegins(rest[1:]):
		s.startTag()
	default:
		s.fault(s.at, "xml-markup", "%.10q begins no tag; &lt; would be right", rest)
		s.piece("<", "<", s.at)
		s.at++
	}
}

// finish says what is missing where the text ends.
func (s *xmlScanner) finish() {
	if len(s.open) > 0 && s.at == len(s.src) {
		name := s.open[len(s.open)-1].node.Written()
		s.fault(s.at, "xml-unclosed", "the text ends within the element %s; </%s> is missing", name, name)
	}
	for len(s.open) > 0 {
		s.leave(min(s.at, len(s.src)))
	}
	switch {
	case len(s.src) == 0:
		s.fault(0, "xml-root-missing", "the text is empty; an element would be right")
	case s.doc.Root == nil:
		s.fault(len(s.src), "xml-root-missing", "the text has no element; one would be right")
	}
}

// stop ends the reading at this place, for nothing behind it can be understood.
func (s *xmlScanner) stop() { s.at = len(s.src) + 1 }

// text reads character data.
func (s *xmlScanner) text(from, to int) {
	raw := s.src[from:to]
	if len(s.open) == 0 {
		s.outside(from, raw)
		return
	}
	if i := strings.Index(raw, "]]>"); i >= 0 {
		s.fault(from+i, "xml-cdata-end", "]]> stands in text; ]]&gt; would be right")
	}
	s.piece(s.decode(raw, from, &inText), raw, from)
}

// outside judges text that stands in no element.
func (s *xmlScanner) outside(from int, raw string) {
	blanks := leadingBlanks(raw)
	if blanks == len(raw) {
		return
	}
	where := "before"
	if s.ended {
		where = "after"
	}
	s.fault(from+blanks, "xml-text-outside", "the text %.20q stands %s the root element; nothing but comments and processing instructions would be right", raw[blanks:], where)
}

// piece adds text to the open element.
func (s *xmlScanner) piece(text, raw string, at int) {
	if len(s.open) == 0 || text == "" {
		return
	}
	s.pieces = append(s.pieces, text)
	n := s.open[len(s.open)-1].node
	if n.TextAt == n.At {
		if blanks := leadingBlanks(raw); blanks < len(raw) {
			n.TextAt = at + blanks
		}
	}
}

// until gives the place of end, and goes behind it; where it is missing, nothing
// behind can be understood.
func (s *xmlScanner) until(end string, from int, what string) (int, bool) {
	from = min(from, len(s.src))
	i := strings.Index(s.src[from:], end)
	if i < 0 {
		s.fault(s.at, "xml-unclosed", "%s is not closed; %s is missing", what, end)
		s.stop()
		return len(s.src), false
	}
	s.at = from + i + len(end)
	return from + i, true
}

func (s *xmlScanner) comment() {
	from := s.at + len("<!--")
	end, _ := s.until("-->", from, "the comment")
	// Not a part of a comment are -- within and - at its end (XML 1.0 §2.5).
	inside := s.src[from:end]
	if i := strings.Index(inside, "--"); i >= 0 {
		s.fault(from+i, "xml-comment", "-- stands in a comment; - - would be right")
	} else if strings.HasSuffix(inside, "-") {
		s.fault(end-1, "xml-comment", "a comment ends with --->; --> would be right")
	}
}

func (s *xmlScanner) cdata() {
	at, from := s.at, s.at+len("<![CDATA[")
	end, _ := s.until("]]>", from, "the CDATA section")
	raw := s.src[from:end]
	if len(s.open) == 0 {
		s.fault(at, "xml-text-outside", "a CDATA section stands outside of the root element; within it would be right")
		return
	}
	text := raw
	if inText.changes(raw) {
		s.texts.begin(len(raw))
		inText.mend.WriteString(&s.texts, raw)
		text = s.texts.end()
	}
	s.piece(text, raw, from)
}

// instruction reads a processing instruction, or the declaration.
func (s *xmlScanner) instruction() {
	at, from := s.at, s.at+len("<?")
	target := s.src[from:nameEnd(s.src, from)]
	end, closed := s.until("?>", from+len(target), "the processing instruction "+target)
	rest := s.src[from+len(target) : end]
	blanks := leadingBlanks(rest)
	switch {
	case target == "xml":
		s.declaration(at, end)
	case strings.EqualFold(target, "xml"):
		s.fault(at, "xml-target", "the target %s of a processing instruction is reserved; another would be right", target)
	case !isNCName(target) || blanks == 0 && rest != "":
		s.fault(from, "xml-name", "%.20q names no processing instruction; a name such as xml-stylesheet would be right", s.src[from:end])
	case len(s.open) == 0 && closed:
		s.doc.Instructions = append(s.doc.Instructions, Instruction{Target: target, Text: rest[blanks:], At: at})
	}
}

var (
	declarationForm = regexp.MustCompile(`^<\?xml\s+version\s*=\s*(?:"1\.[0-9]+"|'1\.[0-9]+')` +
		`(?:\s+encoding\s*=\s*(?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*'))?` +
		`(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*$`)
	declaredEncoding = regexp.MustCompile(`\sencoding\s*=\s*["']([^"'>]*)["']`)
)

func (s *xmlScanner) declaration(at, end int) {
	text := s.src[at:end]
	if at > 0 {
		s.fault(at, "xml-declaration-place", "the XML declaration stands behind %.20q; it would be right at the very start only", s.src[:at])
	}
	if !declarationForm.MatchString(text) {
		s.fault(at, "xml-declaration", `%.80q is no XML declaration; <?xml version="1.0" encoding="UTF-8"?> would be right`, text)
	}
	if s.doc.Declaration < 0 {
		s.doc.Declaration = at
		if m := declaredEncoding.FindStringSubmatch(text); m != nil {
			s.doc.Declared = m[1]
		}
	}
}

// doctype passes over a document type declaration with all its inner declarations.
func (s *xmlScanner) doctype() {
	at := s.at
	switch {
	case s.doc.Root != nil:
		s.fault(at, "xml-doctype", "a DOCTYPE stands behind the start of the root element; before it would be right")
	case s.doc.Doctype >= 0:
		s.fault(at, "xml-doctype", "a second DOCTYPE stands here; one would be right")
	default:
		s.doc.Doctype = at
	}
	depth := 0
	for s.at++; s.at < len(s.src); s.at++ {
		rest := s.src[s.at:]
		switch c := rest[0]; {
		case strings.HasPrefix(rest, "<!--"):
			s.until("-->", s.at+len("<!--"), "a comment of the DOCTYPE")
			s.at--
		case strings.HasPrefix(rest, "<?"):
			s.until("?>", s.at, "a processing instruction of the DOCTYPE")
			s.at--
		case c == '"' || c == '\'':
			s.until(string(c), s.at+1, "a literal of the DOCTYPE")
			s.at--
		case c == '[' || c == '<':
			depth++
		case c == ']' || c == '>' && depth > 0:
			depth--
		case c == '>':
			s.at++
			return
		}
	}
	if s.at == len(s.src) {
		s.fault(at, "xml-unclosed", "the DOCTYPE is not closed; > is missing")
		s.stop()
	}
}
