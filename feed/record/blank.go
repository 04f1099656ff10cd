package record

import (
	"strings"
	"time"

	"dateline/feed/value"
)

// A Blank is a record for an editor to fill: it has a title and a date, and is a draft,
// so that no run publishes it before it is written.
type Blank struct {
	Title     string
	Published time.Time // written with the offset of its zone
}

// Blanks are the notations in which a Blank can be written, by the ends of files' names.
var Blanks = []string{"md", "toml", "json"}

// forms are the texts of blanks; {title} stands in quotes.
var forms = map[string]string{
	"md":   "+++\ntitle = {title}\npublished = {published}\ndraft = true # take this line out to publish\n+++\n\n",
	"toml": "title = {title}\npublished = {published}\ndraft = true # take this line out to publish\ncontent = \"\"\"\n\"\"\"\n",
	"json": "{\n  \"title\": {title},\n  \"published\": \"{published}\",\n  \"draft\": true,\n  \"content\": \"\"\n}\n",
}

// Record is the blank as a record in one of the notations Blanks.
func (b Blank) Record(notation string) []byte {
	return []byte(strings.NewReplacer(
		"{title}", quote(value.Line(b.Title)),
		"{published}", b.Published.Format(time.RFC3339),
	).Replace(forms[notation]))
}
