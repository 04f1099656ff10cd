package check

import (
	"fmt"
	"strings"

	"dateline/feed/value"
)

// A trait is what is known of an element by its name.
type trait uint8

const (
	known      trait = 1 << iota // HTML has it (HTML §4), or had it (HTML §16.2)
	unsafe                       // it runs, loads or frames something, or changes the page around
	ofPages                      // it is about a page as a whole
	void                         // it has no end tag (HTML §13.1.2)
	endsItself                   // its end tag may be left out (HTML §13.1.2.4)
	showsCode                    // escaped markup in it is what people should see
	foreign                      // it is of another vocabulary within
)

// traits are those of every element of HTML.
var traits = func() map[string]trait {
	all := map[string]trait{}
	for t, names := range map[trait]string{
		known: `
			a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code
			col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer
			form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map
			mark math menu meta meter nav noscript object ol optgroup option output p picture pre progress q rp rt ruby
			s samp script search section select slot small source span strong style sub summary sup svg table tbody td
			template textarea tfoot th thead time title tr track u ul var video wbr
			acronym applet basefont bgsound big blink center dir font frame frameset image isindex keygen listing
			marquee menuitem multicol nextid nobr noembed noframes param plaintext rb rtc spacer strike tt xmp`,
		unsafe:     `applet base embed frame frameset iframe link meta object param script style template`,
		ofPages:    `body head html title`,
		void:       `area base basefont bgsound br col embed frame hr image img input keygen link meta nextid param source track wbr`,
		endsItself: `body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr`,
		showsCode:  `code kbd listing plaintext pre samp script style textarea xmp`,
		foreign:    `math svg`,
	} {
		for name := range strings.FieldsSeq(names) {
			all[name] |= t
		}
	}
	return all
}()

// custom is a name that people may give to elements of their own (HTML §4.13.2).
var custom = value.Regexp(`^[a-z][^A-Z:]*-[^A-Z:]*$`)

func isElement(name string) bool { return traits[name]&known != 0 }

// addressAttributes are the attributes that hold one. A list of them, srcset, is not judged.
var addressAttributes = value.Words("action background cite data formaction href longdesc poster src")

var (
	// Markup at the beginning of a text, and references, that were escaped once too
	// often. A tag within may be what the text is about, and so may &lt;.
	escapedTag       = value.Regexp(`(?i)^\s*&lt;(?:a|b|blockquote|br|div|em|figure|h[1-6]|i|img|ol|p|pre|span|strong|table|ul)(?:\s[^<>&]*)?/?&gt;`)
	escapedReference = value.Regexp(`(?i)^&amp;(?:nbsp|quot|[lr][sd]quo|[mn]dash|hellip|#[0-9]+|#x[0-9a-f]+);`)

	numericReference = value.Regexp(`^&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));`)
)

// characters judges text between tags, as it is written.
func (r *reading) characters(at int, raw string) {
	if r.literal > 0 {
		return
	}
	for i := 0; ; i++ {
		next := strings.IndexByte(raw[i:], '&')
		if next < 0 {
			break
		}
		i += next
		r.reference(at+i, raw[i:])
	}
	if at == 0 {
		r.twice(at, escapedTag().FindString(raw))
	}
}

// reference judges the reference that raw begins with.
func (r *reading) reference(at int, raw string) {
	if strings.HasPrefix(raw, "&amp;") {
		r.twice(at, escapedReference().FindString(raw[:min(len(raw), 20)]))
		return
	}
	if m := numericReference().FindString(raw[:min(len(raw), 20)]); m != "" && controls(m) {
		r.inside("html-reference", r.passage, at, "%s in %s stands for a control character; the letter itself would be right", m, r.passage.name())
	} else if name, _, ended := strings.Cut(raw[:min(len(raw), 40)], ";"); ended && isWord(name[1:]) {
		if characterAt(raw) == "" {
			r.inside("html-reference", r.passage, at, "%s; in %s is no character of HTML", name, r.passage.name())
		}
	}
}

// twice reports what was escaped twice, if anything was.
func (r *reading) twice(at int, what string) {
	if what = strings.TrimSpace(what); what != "" {
		r.inside("html-escaped-twice", r.passage, at, "%s in %s is escaped twice, so that its code is shown", value.Quote(what), r.passage.name())
	}
}

// controls reports whether a numeric reference is to a control character (HTML
// §13.2.5.80), as text in windows-1252 has it.
func controls(reference string) bool {
	var n int
	if _, err := fmt.Sscanf(strings.ToLower(reference), "&#x%x;", &n); err != nil {
		fmt.Sscanf(reference, "&#%d;", &n)
	}
	return n < ' ' && n != '\t' && n != '\n' && n != '\r' || n >= 0x7f && n < 0xa0
}

func isWord(s string) bool {
	for _, c := range []byte(s) {
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// harmless are the properties of CSS that change the look of an element within its
// place, and those that readers keep.
var harmless = value.Words(`
	align-content align-items align-self aspect-ratio azimuth background background-clip background-color
	background-position background-repeat background-size border border-block border-bottom border-bottom-color
	border-bottom-left-radius border-bottom-right-radius border-bottom-style border-bottom-width border-collapse
	border-color border-image border-inline border-left border-left-color border-left-style border-left-width
	border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style
	border-top border-top-color border-top-left-radius border-top-right-radius border-top-style border-top-width
	border-width box-shadow box-sizing break-after break-before break-inside caption-side clear color column-count
	column-gap column-rule column-width columns cursor direction display elevation empty-cells fill fill-opacity
	flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float font font-family
	font-feature-settings font-kerning font-optical-sizing font-size font-size-adjust font-stretch font-style
	font-synthesis font-variant font-variant-alternates font-variant-caps font-variant-east-asian
	font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings font-weight gap grid
	grid-area grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-gap grid-row grid-template
	grid-template-areas grid-template-columns grid-template-rows height hyphens image-rendering justify-content
	justify-items justify-self letter-spacing line-break line-height list-style list-style-position list-style-type
	margin margin-block margin-block-end margin-block-start margin-bottom margin-inline margin-inline-end
	margin-inline-start margin-left margin-right margin-top max-height max-width min-height min-width object-fit
	object-position order orphans outline outline-color outline-offset outline-style outline-width overflow
	overflow-wrap overflow-x overflow-y padding padding-block padding-block-end padding-block-start padding-bottom
	padding-inline padding-inline-end padding-inline-start padding-left padding-right padding-top page-break-after
	page-break-before page-break-inside pause pause-after pause-before pitch pitch-range quotes richness row-gap
	speak speak-header speak-numeral speak-punctuation speech-rate stress stroke stroke-width tab-size table-layout
	text-align text-align-last text-decoration text-decoration-color text-decoration-line text-decoration-skip-ink
	text-decoration-style text-decoration-thickness text-indent text-justify text-orientation text-overflow
	text-rendering text-shadow text-size-adjust text-transform text-underline-offset text-wrap text-wrap-style
	unicode-bidi vertical-align voice-family volume white-space widows width word-break word-spacing word-wrap
	writing-mode`)

var (
	// running is what can load or run something, or hides that it does.
	running = value.Regexp(`(?i)url\s*\(|expression|javascript|vbscript|import|behaviou?r|binding|[\\@<>]|/\*`)
	// ownName is what stands before a property that a browser had before the others,
	// and all of one that a site has for itself.
	ownName = value.Regexp(`^(?:--.*|-(?:moz|ms|o|webkit)-)`)
	// far is a length that leads out of the reader's page.
	far = value.Regexp(`(?:^|[\s(,])(?:-\d|\d{5,})`)
)

// unsafeStyle tells which declaration of a style can do more than change the look
// of its element; empty if none can.
func unsafeStyle(style string) string {
	for declaration := range strings.SplitSeq(style, ";") {
		property, val, _ := strings.Cut(declaration, ":")
		property = strings.ToLower(strings.TrimSpace(property))
		switch bare := ownName().ReplaceAllString(property, ""); {
		case bare == "":
		case !harmless[bare]:
			return fmt.Sprintf("%s is none of the properties that readers keep", value.Quote(property))
		case running().MatchString(val):
			return fmt.Sprintf("the value of %s, %s, can load or run something", property, value.Quote(strings.TrimSpace(val)))
		case far().MatchString(val):
			return fmt.Sprintf("the value of %s, %s, leads out of the place of the text", property, value.Quote(strings.TrimSpace(val)))
		}
	}
	return ""
}
