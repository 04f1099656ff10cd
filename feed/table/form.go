package table

// A Key is what can be told of a row without reading anything: what its key is
// called, what it is for and what its values look like.
type Key struct {
	Name    string
	Aliases []string
	// Doc says in one line of Markdown, without a full stop, what the key is for.
	Doc string
	// Default is what holds where the key is missing: a JSON value, or words. Empty
	// means that nothing does.
	Default string
	// Must is an example of its value, where nothing can be done without the key.
	Must string
	Form Form
}

// A Form is what values look like to an editor. It is looser than the row's Read,
// which has the last word; the zero value is any value.
type Form struct {
	kind  kind
	words []string // the only texts, in a Text; none for any text
	least int64    // of a Whole
	bound float64  // of a Number, on both sides of zero; 0 is none
	keys  []Key    // of a Record
	of    []Form   // of a List: its items; of an Either: its choices; of a Named: its values
}

type kind string

const (
	text    kind = "text"
	address kind = "address"
	instant kind = "date"
	truth   kind = "truth"
	whole   kind = "whole number"
	decimal kind = "number"
	record  kind = "table"
	named   kind = "named"
	list    kind = "list"
	either  kind = "either"
)

// The forms of single values.
var (
	Text   = Form{kind: text}
	URL    = Form{kind: address} // absolute, http or https; or empty
	Dated  = Form{kind: instant}
	Truth  = Form{kind: truth}
	Number = Form{kind: decimal}
)

// OneOf is one of some words.
func OneOf(words ...string) Form { return Form{kind: text, words: words} }

// Whole is a whole number of at least least.
func Whole(least int64) Form { return Form{kind: whole, least: least} }

// Degrees is a number from -bound to bound.
func Degrees(bound float64) Form { return Form{kind: decimal, bound: bound} }

// Record is a table in which every key must be known.
func Record(keys []Key) Form { return Form{kind: record, keys: keys} }

// Named is a table whose keys are chosen freely, and whose values look like of.
func Named(of Form) Form { return Form{kind: named, of: []Form{of}} }

// List is a list of items that look like one of forms. A single one may stand there
// without the list.
func List(forms ...Form) Form { return Form{kind: list, of: forms} }

// Either looks like one of forms.
func Either(forms ...Form) Form { return Form{kind: either, of: forms} }

// Tables are the keys of the tables within values of the form, and whether there may
// be a list of such tables.
func (f Form) Tables() (keys []Key, several bool) {
	if f.kind == record {
		return f.keys, false
	}
	for _, of := range f.of {
		if keys, several := of.Tables(); keys != nil {
			return keys, several || f.kind == list
		}
	}
	return nil, false
}

// Words are the only texts that values can be; nil if there are more.
func (f Form) Words() []string {
	if f.kind == list && len(f.of) == 1 {
		return f.of[0].Words()
	}
	return f.words
}

// String says in words what values look like: "a list of texts or tables".
func (f Form) String() string { return f.say(false) }

// plurals are the words for several values of a kind.
var plurals = map[kind]string{
	text: "texts", address: "addresses", instant: "dates", truth: "true or false", whole: "whole numbers", decimal: "numbers", record: "tables", named: "tables",
}

// say is String, for one value or several.
func (f Form) say(several bool) string {
	switch {
	case f.kind == "":
		return "anything"
	case f.kind == list:
		return "a list of " + f.choices(true)
	case f.kind == either:
		return f.choices(several)
	case several:
		return plurals[f.kind]
	case f.kind == truth:
		return "true or false"
	case f.kind == named:
		return "a table"
	case f.kind == address:
		return "an address"
	}
	return "a " + string(f.kind)
}

// choices says which forms there are.
func (f Form) choices(several bool) string {
	said := ""
	for i, of := range f.of {
		if i > 0 {
			said += " or "
		}
		said += of.say(several)
	}
	return said
}
