package config

import "dateline/feed/table"

// Keys are the tables of config.toml and the keys in them, as they are told to people and
// their editors.
func Keys() []table.Key { return top.Keys() }

// Document is config.toml as it is told to editors.
func Document() table.Document {
	return table.Document{
		Title: "Dateline: config.toml", About: "The configuration of dateline: what the site is, where its records are, and which feeds are made of them.",
		Keys: Keys(),
	}
}
