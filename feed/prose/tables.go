package prose

import (
	"regexp"
	"strings"
)

// Elements that stay. An element in none of these tables is unwrapped: it goes,
// its children stay.
var kept = words(`
	a abbr article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt
	em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p picture pre q rp rt ruby
	s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr track
	u ul var video wbr`)

// Elements that go with all that is in them.
var removed = map[string]string{
	"area":     elementRemoved,
	"base":     elementRemoved,
	"button":   formRemoved,
	"canvas":   elementRemoved,
	"datalist": formRemoved,
	"frame":    elementRemoved,
	"link":     elementRemoved,
	"meta":     elementRemoved,
	"noembed":  elementRemoved,
	"noframes": elementRemoved,
	"optgroup": formRemoved,
	"option":   formRemoved,
	"param":    elementRemoved,
	"script":   scriptRemoved,
	"select":   formRemoved,
	"style":    styleRemoved,
	"svg":      svgRemoved,
	"template": elementRemoved,
	"textarea": formRemoved,
	"title":    elementRemoved,
}

// Elements that readers know by another name. Blocks become a div rather than
// nothing, so that their text does not run into what stands beside them.
var renamed = map[string]struct{ to, code string }{
	"acronym":  {"abbr", elementRenamed},
	"address":  {"div", elementRenamed},
	"center":   {"div", elementRenamed},
	"dialog":   {"div", elementRenamed},
	"dir":      {"ul", elementRenamed},
	"fieldset": {"div", formRemoved},
	"form":     {"div", formRemoved},
	"hgroup":   {"div", elementRenamed},
	"legend":   {"div", formRemoved},
	"listing":  {"pre", elementRenamed},
	"main":     {"div", elementRenamed},
	"menu":     {"ul", elementRenamed},
	"nav":      {"div", elementRenamed},
	"search":   {"div", elementRenamed},
	"strike":   {"s", elementRenamed},
	"tt":       {"code", elementRenamed},
	"xmp":      {"pre", elementRenamed},
}

// An attribute is what may stand, and where.
type attribute struct {
	on   map[string]bool // elements; nil means all
	form *regexp.Regexp  // what the value looks like; nil means anything
	url  *scheme         // the value is an address, and srcset a list of them
}

var (
	direction = regexp.MustCompile(`^(?i:ltr|rtl|auto)$`)
	edge      = regexp.MustCompile(`^(?i:left|right|center)$`)
	unbroken  = regexp.MustCompile(`^\S+$`)
	pixels    = regexp.MustCompile(`^[0-9]{1,5}$`)
	meaning   = regexp.MustCompile(`^(?:(?:language-|footnote)[^\s]*(?: |$))+$`)
)

// Attributes that stay.
var attributes = map[string]attribute{
	// name      on, form, address
	"abbr":     {on: words("th")},
	"align":    {on: words("td th"), form: edge},
	"alt":      {on: words("img")},
	"cite":     {on: words("blockquote del ins q"), url: &links},
	"class":    {on: words("a code div li pre section sup"), form: meaning},
	"colspan":  {on: words("td th"), form: pixels},
	"controls": {on: words("audio video")},
	"datetime": {on: words("del ins time")},
	"dir":      {form: direction},
	"headers":  {on: words("td th")},
	"height":   {on: words("img source video"), form: pixels},
	"href":     {on: words("a"), url: &links},
	"hreflang": {on: words("a")},
	"id":       {form: unbroken},
	"kind":     {on: words("track")},
	"label":    {on: words("track")},
	"lang":     {},
	"loop":     {on: words("audio video")},
	"media":    {on: words("source")},
	"muted":    {on: words("audio video")},
	"open":     {on: words("details")},
	"poster":   {on: words("video"), url: &media},
	"rel":      {on: words("a")},
	"reversed": {on: words("ol")},
	"rowspan":  {on: words("td th"), form: pixels},
	"scope":    {on: words("th")},
	"sizes":    {on: words("img source")},
	"src":      {on: words("audio img source track video"), url: &media},
	"srcset":   {on: words("img source"), url: &media},
	"srclang":  {on: words("track")},
	"start":    {on: words("ol")},
	"title":    {},
	"type":     {on: words("a li ol source ul")},
	"value":    {on: words("li")},
	"width":    {on: words("col img source video"), form: pixels},
}

// Attributes that go without a word: they say nothing to a reader of feeds. So do
// those that begin with data- and aria-.
var silent = words(`
	action align autoplay class crossorigin decoding fetchpriority frameborder height itemid itemprop itemref itemscope itemtype
	loading method name playsinline preload property referrerpolicy role slot span spellcheck tabindex target translate
	typeof valign width xmlns`)

// words is a set of the words in s.
func words(s string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(s) {
		set[word] = true
	}
	return set
}
