package prose

import (
	"regexp"

	"dateline/feed/value"
)

// Elements that stay. An element in none of these tables is unwrapped: it goes,
// its children stay.
var kept = value.Words(`
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
	"abbr":     {on: value.Words("th")},
	"align":    {on: value.Words("td th"), form: edge},
	"alt":      {on: value.Words("img")},
	"cite":     {on: value.Words("blockquote del ins q"), url: &links},
	"class":    {on: value.Words("a code div li pre section sup"), form: meaning},
	"colspan":  {on: value.Words("td th"), form: pixels},
	"controls": {on: value.Words("audio video")},
	"datetime": {on: value.Words("del ins time")},
	"dir":      {form: direction},
	"headers":  {on: value.Words("td th")},
	"height":   {on: value.Words("img source video"), form: pixels},
	"href":     {on: value.Words("a"), url: &links},
	"hreflang": {on: value.Words("a")},
	"id":       {form: unbroken},
	"kind":     {on: value.Words("track")},
	"label":    {on: value.Words("track")},
	"lang":     {},
	"loop":     {on: value.Words("audio video")},
	"media":    {on: value.Words("source")},
	"muted":    {on: value.Words("audio video")},
	"open":     {on: value.Words("details")},
	"poster":   {on: value.Words("video"), url: &media},
	"rel":      {on: value.Words("a")},
	"reversed": {on: value.Words("ol")},
	"rowspan":  {on: value.Words("td th"), form: pixels},
	"scope":    {on: value.Words("th")},
	"sizes":    {on: value.Words("img source")},
	"src":      {on: value.Words("audio img source track video"), url: &media},
	"srcset":   {on: value.Words("img source"), url: &media},
	"srclang":  {on: value.Words("track")},
	"start":    {on: value.Words("ol")},
	"title":    {},
	"type":     {on: value.Words("a li ol source ul")},
	"value":    {on: value.Words("li")},
	"width":    {on: value.Words("col img source video"), form: pixels},
}

// Attributes that go without a word: they say nothing to a reader of feeds. So do
// those that begin with data- and aria-.
var silent = value.Words(`
	action align autoplay class crossorigin decoding fetchpriority frameborder height itemid itemprop itemref itemscope itemtype
	loading method name playsinline preload property referrerpolicy role slot span spellcheck tabindex target translate
	typeof valign width xmlns`)
