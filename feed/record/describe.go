package record

import "dateline/feed/table"

// Keys are the names of a record, as they are told to people and their editors.
func Keys() []table.Key { return fields.Keys() }

// Document is a record as it is told to editors: a .toml or .json file, or front matter.
func Document() table.Document {
	return table.Document{
		Title: "Dateline: a record", About: "An article, of which dateline makes feeds. Other keys are kept in extra.",
		Keys: Keys(), Open: true,
	}
}
